/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each wipe by itself: what one call leaves in a block that goes back to the heap, or on its stack. Linked with --wrap,
 * so that blocks of the core are freed here.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/sanitized.h"
#include "context_case.h"
#include "record/text/text.h"
#include "record/text/text_out.h"
#include "sample_record.h"
#include "util/file/file.h"

void __real_free(void *p);
void __wrap_free(void *p);

/* The block that is waited for, what of it has to be NUL when it is freed, and what was found. */
static struct {
	void *block;
	const uint8_t *part;
	size_t len;
	enum { NOT_FREED, WIPED, LEFT } found;
} watched;

void __wrap_free(void *p)
{
	if (p && p == watched.block) {
		watched.found = WIPED;
		for (size_t i = 0; i < watched.len; i++)
			if (watched.part[i] != 0)
				watched.found = LEFT;
		watched.block = NULL;
	}
	__real_free(p);
}

static void watch_part(void *block, const void *part, size_t len)
{
	ck_assert_uint_gt(len, 0);
	ck_assert_int_ne(*(const uint8_t *)part, 0);
	watched.block = block;
	watched.part = part;
	watched.len = len;
	watched.found = NOT_FREED;
}

static void watch(void *block, size_t len)
{
	watch_part(block, block, len);
}

START_TEST(a_wipe_ends_where_it_should)
{
	uint8_t bytes[5] = { 1, 2, 3, 4, 5 };

	zairyu_wipe(NULL, 0);
	zairyu_wipe(bytes, 0);
	ck_assert_mem_eq(bytes, "\1\2\3\4\5", 5);
	zairyu_wipe(bytes + 1, 3);
	ck_assert_mem_eq(bytes, "\1\0\0\0\5", 5);
}
END_TEST

/* A file that does not become part of a record. */
START_TEST(files_that_are_refused)
{
	zairyu_record *record = sample_begin(ctx, "1");
	uint8_t *data = malloc(3);

	ck_assert_ptr_nonnull(data);
	memcpy(data, "abc", 3);
	watch(data, 3);
	ck_assert_int_eq(record_take_file(record, ZAIRYU_ITEM_PERMISSIONS, data, 3, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(watched.found, WIPED);
	zairyu_record_free(record);
}
END_TEST

START_TEST(what_a_record_owns)
{
	zairyu_record *record = sample_record(ctx, "1"), *reduced;
	zairyu_bytes salt, digest;

	ck_assert_int_eq(zairyu_record_reduce(record, BYTES("results"), &reduced, NULL), 0);
	watch(reduced->results, reduced->results_len);
	zairyu_record_free(reduced);
	ck_assert_int_eq(watched.found, WIPED);
	ck_assert_int_eq(zairyu_record_salt(record, &salt), 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	if (salt.data[0] == 0) /* as likely as any other byte */
		((uint8_t *)record->digests)[salt.data - (const uint8_t *)record->digests] = 1;
	watch_part(record->digests, salt.data, salt.len);
	zairyu_record_free(record);
	ck_assert_int_eq(watched.found, WIPED);
}
END_TEST

START_TEST(a_record_itself)
{
	zairyu_record *record = sample_record(ctx, "1");

	if (_i == 0)
		watch_part(record, record->number, ZAIRYU_NUMBER_LENGTH);
	else
		watch(record->files[0].data, record->files[0].len);
	zairyu_record_free(record);
	ck_assert_int_eq(watched.found, WIPED);
}
END_TEST

START_TEST(buffers_and_texts)
{
	struct text_out out;
	struct buffer b;
	char *text;

	buffer_init(&b);
	buffer_append(&b, BYTES("abc"));
	watch(b.data, 3);
	buffer_extend(&b, b.cap); /* to another place */
	ck_assert_int_eq(watched.found, WIPED);
	watch(b.data, 3);
	buffer_done(&b);
	ck_assert_int_eq(watched.found, WIPED);
	ck_assert(text_out_init(&out, BYTES("abc")));
	text_out_put(&out, 'a');
	watch(out.text, 1);
	text_out_done(&out);
	ck_assert_int_eq(watched.found, WIPED);
	text = text_copy(BYTES("abc"));
	watch(text, 3);
	text_free(text);
	ck_assert_int_eq(watched.found, WIPED);
}
END_TEST

enum { STACK = 1 << 18, PAINT = 0xAA };
static _Alignas(4096) uint8_t stack[STACK];

static bool is_on_stack(const void *what, size_t len)
{
	for (size_t at = 0; at + len <= STACK; at++)
		if (memcmp(stack + at, what, len) == 0)
			return true;
	return false;
}

/* Runs it on a stack of its own. */
static void run(void *(*work)(void *), void *userdata)
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *failure;

	memset(stack, PAINT, STACK);
	ck_assert_int_eq(pthread_attr_init(&attributes), 0);
	ck_assert_int_eq(pthread_attr_setstack(&attributes, stack, STACK), 0);
	ck_assert_int_eq(pthread_create(&thread, &attributes, work, userdata), 0);
	ck_assert_int_eq(pthread_join(thread, &failure), 0);
	pthread_attr_destroy(&attributes);
	ck_assert_ptr_null(failure);
}

static void *match(void *record)
{
	volatile uint8_t above[8192]; /* so that the end of the thread overwrites nothing */
	int rc;

	above[0] = 0;
	rc = zairyu_record_number_matches(record, LITERAL("yy-44556677-rr"));
	return rc == above[0] ? NULL : record;
}

START_TEST(a_number_that_is_compared)
{
	zairyu_record *record = sample_record(ctx, "1");
	uint8_t digest[RECORD_DIGEST_LENGTH];

	ck_assert_int_eq(
		record_digests_compute(record->digests, &ctx->algorithms, RECORD_NUMBER, BYTES("YY44556677RR"), digest),
		0);
	run(match, record);
	ck_assert(!is_on_stack("YY44556677RR", 12));
	ck_assert(!is_on_stack(digest, sizeof digest));
	zairyu_record_free(record);
}
END_TEST

static void *load(void *saved)
{
	const struct buffer *b = saved;
	zairyu_record *record = NULL;
	int rc = zairyu_record_load(ctx, (zairyu_bytes){ b->data, b->len }, &record, NULL);

	zairyu_record_free(record);
	return rc == 0 ? NULL : saved;
}

START_TEST(a_record_that_is_loaded)
{
	zairyu_record *record = sample_record(ctx, "1");
	struct buffer saved;

	sample_save(record, &saved);
	zairyu_record_free(record);
	run(load, &saved);
	ck_assert(!is_on_stack(SAMPLE_NUMBER, 12));
	buffer_done(&saved);
}
END_TEST

static const char content[] = "what a file of the holder's holds";

static void *read_file(void *path)
{
	static const struct file_words words = { "unreadable", "too large" };
	struct buffer b;
	int rc;

	buffer_init(&b);
	rc = file_read(path, 4096, &words, &b, NULL);
	buffer_done(&b);
	return rc == 0 ? NULL : path;
}

START_TEST(a_file_that_is_read)
{
	char path[] = "/tmp/zairyu-wiped-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, content, sizeof content), sizeof content);
	close(fd);
	run(read_file, path);
	unlink(path);
	ck_assert(!is_on_stack(content, sizeof content));
}
END_TEST

static void *leave_behind(void *unused)
{
	volatile char copy[8192]; /* deeper than the end of a thread */

	for (size_t i = 0; i < sizeof content; i++)
		copy[i] = content[i];
	return copy[0] ? unused : NULL;
}

/* The checks themselves can fail. */
START_TEST(what_is_left_is_noticed)
{
	char *text = text_copy(BYTES("abc"));

	void (*volatile give_back)(void *) = free; /* or the compiler leaves it all out */
	watch(text, 3);
	give_back(text);
	ck_assert_int_eq(watched.found, LEFT);
	run(leave_behind, NULL);
	ck_assert(SANITIZED || is_on_stack(content, sizeof content)); /* they keep variables elsewhere */
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("wiped", 30);

	suite_add(tcase,
		  (const TTest *const[]){ a_wipe_ends_where_it_should, files_that_are_refused, what_a_record_owns,
					  buffers_and_texts, a_number_that_is_compared, a_record_that_is_loaded,
					  a_file_that_is_read, what_is_left_is_noticed, NULL });
	tcase_add_loop_test(tcase, a_record_itself, 0, 2);
	return suite_run("wiped", tcase);
}
