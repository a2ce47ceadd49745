/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening: readers that others hold or that we may not use are told apart, and several are read at once. */
#define _GNU_SOURCE /* flock() */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "board.h"
#include "holder.h"

static struct board board;

static const char *path(void)
{
	static char text[200];

	snprintf(text, sizeof text, "%.150s", board.uri + strlen("nfc:pn532_uart:"));
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
	ck_assert_int_eq(board_try(&board, board.uri), ZAIRYU_ERR_NO_PERMISSION);
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
	char byte = 0, who[40];
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
	snprintf(who, sizeof who, "process %ld)", (long)child);
	if (access("/proc/self/fd", R_OK) == 0)
		ck_assert_msg(strstr(zairyu_error_message(board.err), who) != NULL, "%s",
			      zairyu_error_message(board.err));
	ck_assert_int_eq(write(pipe_in[1], "", 1), 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

/* Names come from other programs; folders that may not be read are passed over. */
START_TEST(holders)
{
	char root[] = "/tmp/zairyu-holder-XXXXXX", command[200], node[100];
	struct holder holder;

	ck_assert_ptr_nonnull(mkdtemp(root));
	snprintf(node, sizeof node, "%s/port", root);
	snprintf(command, sizeof command,
		 "cd %s && touch port other && mkdir -p self 7 12/fd 34/fd && ln -s $PWD/other 12/fd/3 && "
		 "ln -s $PWD/port 34/fd/9",
		 root);
	ck_assert_int_eq(system(command), 0);
	holder = holder_find(root, node);
	ck_assert_int_eq(holder.pid, 34);
	ck_assert_str_eq(holder.name, "");
	snprintf(command, sizeof command, "printf 'evil\\033[2J long name here\\n' > %s/34/comm", root);
	ck_assert_int_eq(system(command), 0);
	ck_assert_str_eq(holder_find(root, node).name, "evil?[2J long n");
	ck_assert_int_eq(holder_find(root, "/nonexistent").pid, 0);
	ck_assert_int_eq(holder_find("/nonexistent", node).pid, 0);
	snprintf(command, sizeof command, "rm -r %s", root);
	ck_assert_int_eq(system(command), 0);
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
	ck_assert_int_eq(zairyu_transport_open(board.ctx, board.uri, NULL, &second, NULL), ZAIRYU_OK);
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

/* What libnfc's configuration names is listed, and is what "nfc:" means. */
START_TEST(listed)
{
	zairyu_readers *readers;

	board_plug_in(&board, "type=1");
	ck_assert_int_eq(setenv("LIBNFC_DEVICE", board.uri + 4, 1), 0);
	ck_assert_int_eq(zairyu_readers_list(board.ctx, "nfc", NULL, &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 1);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), board.uri);
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_UNKNOWN);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 0), 0);
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_transport_open(board.ctx, "nfc:", NULL, &board.transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(board.transport), board.uri);
	board_stop(&board);
}
END_TEST

START_TEST(none_listed)
{
	zairyu_readers *readers;

	board_plug_in(&board, "type=1");
	ck_assert_int_eq(zairyu_readers_list(board.ctx, "nfc", NULL, &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("open", 60);

	suite_add(tcase,
		  (const TTest *const[]){ without_permission, held_by_another_process, holders, kept_from_others,
					  twice_in_one_process, readers_in_parallel, listed, none_listed, NULL });
	return board_run("nfc open", tcase);
}
