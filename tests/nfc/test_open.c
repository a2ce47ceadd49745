/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening: every reason why a reader cannot be used is told apart, and none of libnfc's limits ends the process. */
#define _GNU_SOURCE /* flock(), setresuid() */

#include "board.h"
#include "connstring.h"
#include "outcome.h"
#include "usb.h"

#include "../support/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct board board;

static int open_uri(const char *uri)
{
	zairyu_transport *transport = NULL;
	int rc;

	zairyu_error_free(board.err);
	board.err = NULL;
	rc = zairyu_transport_open(board.ctx, uri, &transport, &board.err);
	ck_assert_int_eq(rc, zairyu_error_code(board.err));
	ck_assert((rc == ZAIRYU_OK) == (transport != NULL));
	zairyu_transport_free(transport);
	return rc;
}

START_TEST(uris)
{
	static const struct {
		const char *uri;
		int code;
	} cases[] = {
		{ "nfc:pn532_uart", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:ttyUSB0", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:115201", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:115200:x", ZAIRYU_ERR_ARGUMENT },
		{ "nfc::/dev/null", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/nu\nll", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev/null:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev/null/x:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/nonexistent:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_i2c:/nonexistent", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_spi:/nonexistent:500000", ZAIRYU_ERR_NO_READER },
		{ "nfc:", ZAIRYU_ERR_NO_READER },
	};

	board_plug_in(&board, NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int rc = open_uri(cases[i].uri);

		ck_assert_msg(rc == cases[i].code, "%s: %d %s", cases[i].uri, rc, zairyu_error_message(board.err));
		ck_assert_str_ne(zairyu_error_message(board.err), "");
	}
	board_stop(&board);
}
END_TEST

START_TEST(long_uris)
{
	struct connstring connstring;
	char uri[3000];

	board_plug_in(&board, NULL);
	for (size_t len = 900; len < 2100; len += 1) {
		memset(uri, 'a', len);
		uri[len] = '\0';
		memcpy(uri, "nfc:pn532_uart:/", 16);
		ck_assert_int_lt(open_uri(uri), 0);
		memcpy(uri, "nfc:pn53x_usb:aa", 16); /* nothing is opened before connecting */
		(void)open_uri(uri);
		ck_assert_int_eq(connstring_parse(uri + 4, &connstring).code,
				 len - 4 < sizeof(nfc_connstring) ? ZAIRYU_OK : ZAIRYU_ERR_ARGUMENT);
	}
	board_stop(&board);
}
END_TEST

START_TEST(drivers_differ)
{
	struct connstring c;

	ck_assert_int_eq(connstring_parse("acr122_usb:001:004", &c).code, ZAIRYU_OK);
	ck_assert_uint_eq(c.driver->max_response, 250);
	ck_assert_uint_eq(c.driver->max_command, 252);
	ck_assert_int_eq(connstring_parse("pn532_i2c:/dev/i2c-1", &c).code, ZAIRYU_OK);
	ck_assert_uint_eq(c.driver->max_response, 252);
	ck_assert_str_eq(c.path, "/dev/i2c-1");
	ck_assert_int_eq(connstring_parse("pn532_uart:/dev/ttyUSB0:9600", &c).code, ZAIRYU_OK);
	ck_assert_str_eq(c.path, "/dev/ttyUSB0");
	ck_assert_str_eq(c.text, "pn532_uart:/dev/ttyUSB0:9600");
	ck_assert_int_eq(connstring_parse("some_driver", &c).code, ZAIRYU_OK);
	ck_assert_int_eq(c.driver->bus, BUS_OTHER);
}
END_TEST

/* A driver libnfc does not have is found out on connecting. */
START_TEST(unknown_drivers)
{
	board_plug_in(&board, NULL);
	snprintf(board.uri, sizeof(board.uri), "nfc:no_such_driver:1:2");
	board_open(&board);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_ERR_NO_READER);
	board_stop(&board);
}
END_TEST

static const char *path(void)
{
	static char text[200];

	snprintf(text, sizeof(text), "%.150s", board.uri + strlen("nfc:pn532_uart:"));
	*strchr(text, ':') = '\0';
	return text;
}

/* Works for root too, which gives up its rights first. */
START_TEST(without_permission)
{
	board_plug_in(&board, "type=1");
	ck_assert_int_eq(chmod(path(), 0), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(seteuid(65534), 0);
	ck_assert_int_eq(open_uri(board.uri), ZAIRYU_ERR_NO_PERMISSION);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(board.err), "dialout"));
	if (getuid() == 0)
		ck_assert_int_eq(seteuid(0), 0);
	ck_assert_int_eq(prctl(PR_SET_DUMPABLE, 1), 0); /* LeakSanitizer needs it, and it went with the rights */
	board_stop(&board);
}
END_TEST

/* Another process has locked the port. */
START_TEST(held_by_another_process)
{
	int pipe_in[2], pipe_out[2], status;
	char byte = 0;
	pid_t child;

	board_start(&board, "type=1");
	ck_assert_int_eq(pipe(pipe_in), 0);
	ck_assert_int_eq(pipe(pipe_out), 0);
	child = fork();
	if (child == 0) {
		int fd = open(path(), O_RDWR | O_NOCTTY);

		_exit(flock(fd, LOCK_EX) || write(pipe_out[1], "", 1) != 1 || read(pipe_in[0], &byte, 1) != 1);
	}
	ck_assert_int_eq(read(pipe_out[0], &byte, 1), 1);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(write(pipe_in[1], "", 1), 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

/* And we lock it. */
START_TEST(kept_from_others)
{
	int fd;

	board_start(&board, "type=1");
	fd = open(path(), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), 0);
	ck_assert_int_eq(flock(fd, LOCK_UN), 0);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), -1);
	close(fd);
	if (geteuid() != 0) /* root may open it all the same */
		ck_assert_int_eq(open(path(), O_RDWR | O_NOCTTY), -1);
	board_stop(&board);
}
END_TEST

START_TEST(twice_in_one_process)
{
	zairyu_transport *second;

	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_open(board.ctx, board.uri, &second, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(second, NULL, NULL), ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(board_send(&board, 1000, SELECT_MF), ZAIRYU_OK);
	zairyu_transport_free(board.transport);
	board.transport = NULL;
	ck_assert_int_eq(zairyu_transport_connect(second, NULL, NULL), ZAIRYU_OK);
	zairyu_transport_free(second);
	board_stop(&board);
}
END_TEST

static void *read_one(void *arg)
{
	struct board *own = arg;

	for (int i = 0; i < 10; i++) {
		board_open(own);
		ck_assert_int_eq(board_connect(own, 10000), ZAIRYU_OK);
		ck_assert_int_eq(board_send(own, 5000, SELECT_MF), ZAIRYU_OK);
	}
	return NULL;
}

/* Two threads that open and close different readers at once would crash within libnfc. */
START_TEST(readers_in_parallel)
{
	static struct board boards[3];
	pthread_t thread[3];

	for (int i = 0; i < 3; i++)
		board_plug_in(&boards[i], "type=1");
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_create(&thread[i], NULL, read_one, &boards[i]), 0);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
	for (int i = 0; i < 3; i++)
		board_stop(&boards[i]);
}
END_TEST

/* libnfc takes descriptor 0 for none, and closes it. */
START_TEST(closed_standard_input)
{
	board_start(&board, "type=1");
	close(STDIN_FILENO);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(open("/dev/null", O_RDWR), STDIN_FILENO);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

/* A descriptor of 1024 or more ends the process within libnfc. */
START_TEST(many_open_files)
{
	int fd = 0, first = -1;

	board_start(&board, "type=1");
	while (fd >= 0 && fd < 1100) {
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
		if (first < 0)
			first = fd;
	}
	if (fd < 0) { /* the limit of this machine is lower */
		ck_assert_int_eq(board_connect(&board, 3000) == ZAIRYU_OK, 0);
		fd = first + 100;
	} else {
		ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_ERR_LIMIT);
	}
	for (int i = first; i <= fd; i++)
		close(i);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

/* libnfc says nothing on standard error that we can keep it from saying. */
START_TEST(quiet)
{
	char text[256];
	int pipes[2];
	ssize_t n;

	board_start(&board, "type=1");
	ck_assert_int_eq(pipe(pipes), 0);
	ck_assert_int_eq(fcntl(pipes[0], F_SETFL, O_NONBLOCK), 0);
	ck_assert_int_eq(dup2(pipes[1], STDERR_FILENO), STDERR_FILENO);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	board_fault(&board, ZAIRYU_PN532_CHECKSUM, 1, 0);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_ERR_COMMUNICATION);
	board_fault(&board, ZAIRYU_PN532_STATUS, 1, 1);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_ERR_CARD_GONE);
	n = read(pipes[0], text, sizeof(text));
	ck_assert_msg(n < 0, "%.*s", (int)n, text);
	board_stop(&board);
}
END_TEST

/* What libnfc's configuration names is listed, and is what "nfc:" means. */
START_TEST(listed)
{
	zairyu_readers *readers;

	board_plug_in(&board, "type=1");
	ck_assert_int_eq(setenv("LIBNFC_DEVICE", board.uri + 4, 1), 0);
	ck_assert_int_eq(zairyu_readers_list(board.ctx, "nfc", &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 1);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), board.uri);
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_UNKNOWN);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 0), 0);
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_transport_open(board.ctx, "nfc:", &board.transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(board.transport), board.uri);
	board_stop(&board);
}
END_TEST

START_TEST(none_listed)
{
	zairyu_readers *readers;

	board_plug_in(&board, "type=1");
	ck_assert_int_eq(zairyu_readers_list(board.ctx, "nfc", &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
	board_stop(&board);
}
END_TEST

/* A folder as /sys/bus/usb/devices has it, with one reader. */
static char root[] = "/tmp/zairyu-usb-XXXXXX";

static void put(const char *name, const char *text)
{
	char file[200];
	FILE *out;

	snprintf(file, sizeof(file), "%s/%s", root, name);
	out = fopen(file, "w");
	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

static void make(const char *name)
{
	char folder[200];

	snprintf(folder, sizeof(folder), "%s/%s", root, name);
	ck_assert_int_eq(mkdir(folder, 0755), 0);
}

static void bind_driver(const char *driver)
{
	char link[200];

	snprintf(link, sizeof(link), "%s/1-2:1.0/driver", root);
	(void)unlink(link);
	if (driver)
		ck_assert_int_eq(symlink(driver, link), 0);
}

START_TEST(usb_readers)
{
	char command[200], node[200];

	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert_int_eq(chmod(root, 0755), 0);
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_READER);
	make("1-1");
	put("1-1/idVendor", "1d6b\n");
	put("1-1/idProduct", "0002\n");
	make("1-2:1.0");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_READER);
	make("1-2");
	put("1-2/idVendor", "072f\n");
	put("1-2/idProduct", "2200\n");
	put("1-2/busnum", "1\n");
	put("1-2/devnum", "7\n");
	make("001");
	put("001/007", "");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_COMMUNICATION);
	bind_driver("../../../../bus/usb/drivers/usbfs");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_DRIVER_CONFLICT);
	ck_assert_ptr_nonnull(strstr(usb_why(root, root).message, "pcscd"));
	bind_driver("../../../../bus/usb/drivers/pn533_usb");
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_DRIVER_CONFLICT);
	ck_assert_ptr_nonnull(strstr(usb_why(root, root).message, "modprobe"));
	bind_driver(NULL);
	snprintf(node, sizeof(node), "%s/001/007", root);
	ck_assert_int_eq(chmod(node, 0), 0);
	if (getuid() == 0)
		ck_assert_int_eq(setresuid(65534, 65534, 0), 0);
	ck_assert_int_eq(usb_why(root, root).code, ZAIRYU_ERR_NO_PERMISSION);
	if (setresuid(0, 0, 0)) /* as before, if we were root */
		ck_assert_int_ne(getuid(), 0);
	ck_assert_int_eq(usb_why("/nonexistent", "/nonexistent").code, ZAIRYU_ERR_NO_READER);
	snprintf(command, sizeof(command), "rm -r %s", root);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("open", 60);

	suite_add(tcase, (const TTest *const[]){ uris, long_uris, drivers_differ, unknown_drivers, without_permission,
						 held_by_another_process, kept_from_others, twice_in_one_process,
						 readers_in_parallel, closed_standard_input, many_open_files, quiet,
						 listed, none_listed, usb_readers, NULL });
	return board_run("nfc open", tcase);
}
