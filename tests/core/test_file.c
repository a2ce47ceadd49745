/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading a whole file: up to its limit, and what keeps it from being read. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "util/file/file.h"

static const struct file_words words = { "it cannot be read", "it is too large" };
static char path[] = "/tmp/zairyu-file-XXXXXX";

/* A file of that length whose bytes count up. */
static void put(size_t len)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	for (size_t i = 0; i < len; i++)
		ck_assert_int_ne(fputc((int)(i % 251), file), EOF);
	ck_assert_int_eq(fclose(file), 0);
}

static void setup(void)
{
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
}

/* Around the limit, in one piece and in several. */
START_TEST(up_to_the_limit)
{
	static const size_t limits[] = { 0, 1, 100, 4095, 4096, 4097, 8192, 10000 };

	for (int i = 0; i < COUNT(limits); i++)
		for (size_t len = limits[i] > 0 ? limits[i] - 1 : 0; len <= limits[i] + 1; len++) {
			const int rc = len > limits[i] ? ZAIRYU_ERR_LIMIT : ZAIRYU_OK;
			zairyu_error *err = NULL;
			struct buffer b;

			put(len);
			buffer_init(&b);
			ck_assert_int_eq(file_read(path, limits[i], &words, &b, &err), rc);
			ck_assert_int_eq(zairyu_error_code(err), rc);
			ck_assert_str_eq(zairyu_error_message(err), rc == ZAIRYU_OK ? "" : words.too_large);
			for (size_t at = 0; rc == ZAIRYU_OK && at < len; at++)
				ck_assert_uint_eq(b.data[at], at % 251);
			ck_assert(rc != ZAIRYU_OK || b.len == len);
			buffer_done(&b);
			zairyu_error_free(err);
		}
}
END_TEST

/* What is not there, and a folder, which can be opened and not read. */
START_TEST(what_cannot_be_read)
{
	static const struct {
		const char *path;
		int reason;
	} rows[] = { { "/nonexistent/file", ENOENT }, { "/", EISDIR } };

	for (int i = 0; i < COUNT(rows); i++) {
		zairyu_error *err = NULL;
		const char *domain;
		struct buffer b;
		int64_t reason;

		buffer_init(&b);
		ck_assert_int_eq(file_read(rows[i].path, 100, &words, &b, &err), ZAIRYU_ERR_FILE);
		ck_assert_str_eq(zairyu_error_message(err), words.unreadable);
		ck_assert_int_eq(zairyu_error_native(err, &domain, &reason), 0);
		ck_assert_str_eq(domain, "errno");
		ck_assert_int_eq(reason, rows[i].reason);
		ck_assert_uint_eq(b.len, 0);
		buffer_done(&b);
		zairyu_error_free(err);
	}
}
END_TEST

/* Behind what did not fit into memory nothing is read. */
START_TEST(no_room)
{
	struct buffer b;

	put(10);
	buffer_init(&b);
	b.failed = true;
	ck_assert_int_eq(file_read(path, 100, &words, &b, NULL), ZAIRYU_ERR_NO_MEMORY);
	ck_assert_uint_eq(b.len, 0);
	buffer_done(&b);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("file", 30);

	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add(tcase, (const TTest *const[]){ up_to_the_limit, what_cannot_be_read, no_room, NULL });
	return suite_run("file", tcase);
}
