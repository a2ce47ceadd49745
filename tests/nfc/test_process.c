/* SPDX-License-Identifier: BSD-2-Clause */
/* What libnfc does to its process: none of its limits ends it, and it keeps quiet. */
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "board.h"

static struct board board;

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

/* Nor does one gap below help, since libnfc needs several. */
START_TEST(many_open_files_with_gaps)
{
	struct rlimit files;
	int fd = 0, first = -1, rc = ZAIRYU_ERR_LIMIT;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &files), 0);
	files.rlim_cur = files.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
	board_start(&board, "type=1");
	while (fd >= 0 && fd < 1100) {
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
		first = first < 0 ? fd : first;
	}
	for (int gap = first; fd >= 0 && rc == ZAIRYU_ERR_LIMIT; gap++) {
		ck_assert_int_lt(gap, first + 32);
		close(gap);
		rc = board_connect(&board, 3000);
	}
	if (fd >= 0) /* else the limit of this machine is lower */
		ck_assert_int_eq(rc, ZAIRYU_OK);
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
	n = read(pipes[0], text, sizeof text);
	ck_assert_msg(n < 0, "%.*s", (int)n, text);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("process", 60);

	suite_add(tcase, (const TTest *const[]){ closed_standard_input, many_open_files, many_open_files_with_gaps,
						 quiet, NULL });
	return board_run("nfc process", tcase);
}
