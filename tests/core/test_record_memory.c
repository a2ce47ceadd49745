/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every allocation that can fail does so once, and nothing leaks; and no block goes back to the heap with anything of
 * the holder in it. Linked with --wrap, so that all allocations of the core come past here.
 */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "sample_record.h"

void *__real_calloc(size_t count, size_t size);
void __real_free(void *p);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void __wrap_free(void *p);

enum { LIVE_MAX = 1024 };
static struct {
	void *p;
	size_t size;
} live[LIVE_MAX];
static size_t live_count;
static long until_failure = -1; /* negative: never */
static unsigned unwiped;
static bool overflowed;

static const char *const personal[] = { "00112233", "\xF0\xA0\xAE\xB7", "131016",
					"2028-02",  "202802",           "\xA5\xA4\xA7\xA6\xA1\xA0\xA3\xA2" };

static bool contains(const void *block, size_t size, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + len <= size; i++)
		if (memcmp((const char *)block + i, text, len) == 0)
			return true;
	return false;
}

static void *note(void *p, size_t size)
{
	for (size_t i = 0; p && i < LIVE_MAX; i++) {
		if (live[i].p)
			continue;
		live[i].p = p;
		live[i].size = size;
		live_count++;
		return p;
	}
	overflowed = overflowed || p;
	return p;
}

static bool fails_now(void)
{
	return until_failure >= 0 && until_failure-- == 0;
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails_now() ? NULL : note(__real_calloc(count, size), count * size);
}

void *__wrap_malloc(size_t size)
{
	return __wrap_calloc(1, size); /* zeroed, since blocks are looked through when they are freed */
}

void __wrap_free(void *p)
{
	for (size_t i = 0; p && i < LIVE_MAX; i++) {
		if (live[i].p != p)
			continue;
		for (size_t j = 0; j < sizeof personal / sizeof *personal; j++)
			unwiped += contains(p, live[i].size, personal[j]);
		live[i].p = NULL;
		live_count--;
		break;
	}
	__real_free(p);
}

struct work {
	zairyu_context *ctx;
	zairyu_record *record;
	struct buffer saved;
	struct buffer reduced;
};

static void work_begin(struct work *w, const char *type)
{
	zairyu_record *reduced;

	ck_assert_int_eq(zairyu_context_new(&w->ctx, NULL), 0);
	w->record = sample_record(w->ctx, type);
	sample_save(w->record, &w->saved);
	ck_assert_int_eq(zairyu_record_reduce(w->record, BYTES("results"), &reduced, NULL), 0);
	sample_save(reduced, &w->reduced);
	zairyu_record_free(reduced);
}

static void work_end(struct work *w)
{
	buffer_done(&w->saved);
	buffer_done(&w->reduced);
	zairyu_record_free(w->record);
	zairyu_context_free(w->ctx);
	ck_assert_uint_eq(unwiped, 0);
	ck_assert(!overflowed);
}

static int discard(void *userdata, const void *data, size_t len)
{
	(void)userdata;
	(void)data;
	(void)len;
	return 0;
}

/* No ck_assert in these: where Check is linked statically, its allocations come past here too. */
static int end_with(int rc, zairyu_record *record)
{
	bool fits = (rc == 0) == (record != NULL);

	zairyu_record_free(record);
	return fits ? rc : ZAIRYU_ERR_INTERNAL;
}

static int do_load(struct work *w)
{
	zairyu_record *record;
	int rc =
		zairyu_record_load(w->ctx, (zairyu_bytes){ .data = w->saved.data, .len = w->saved.len }, &record, NULL);

	return end_with(rc, record);
}

static int do_load_reduced(struct work *w)
{
	zairyu_record *record;
	int rc = zairyu_record_load(w->ctx, (zairyu_bytes){ .data = w->reduced.data, .len = w->reduced.len }, &record,
				    NULL);

	return end_with(rc, record);
}

static int do_save(struct work *w)
{
	return zairyu_record_save(w->record, 0, discard, NULL, NULL);
}

static int do_reduce(struct work *w)
{
	zairyu_record *record;
	int rc = zairyu_record_reduce(w->record, BYTES("results"), &record, NULL);

	return end_with(rc, record);
}

static int do_select(struct work *w)
{
	zairyu_record *record;
	int rc = zairyu_record_select(w->record, ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_ADDRESS, 0, &record, NULL);

	return end_with(rc, record);
}

/* Text in Shift_JIS takes another way. */
static int do_convert(struct work *w)
{
	static const char file[] = "\xD4\x06\x93\x8C\x8B\x9E\x93\x73";
	zairyu_card card = *zairyu_record_card(w->record);
	struct record_origin origin = { .card = &card, .number = SAMPLE_NUMBER, .reader = "", .library_version = "" };
	zairyu_record *record;
	int rc = record_new(w->ctx, &origin, &record, NULL);

	if (rc == 0)
		rc = record_add_file(record, ZAIRYU_ITEM_ADDRESS, BYTES(file), 0, NULL);
	if (rc == 0)
		rc = record_finish(record, NULL);
	zairyu_record_free(record);
	return rc;
}

/* What a program makes before it reads. */
static int do_begin(struct work *w)
{
	static const char names[] = "sex\t9\tx\ty\n";
	zairyu_context *ctx = NULL;
	zairyu_cancel *cancel = NULL;
	zairyu_wait *wait = NULL;
	zairyu_error *err = NULL;
	int rc = zairyu_context_new(&ctx, &err);

	(void)w;
	if (rc == 0)
		rc = zairyu_context_add_code_names(ctx, BYTES(names), &err);
	if (rc == 0)
		rc = zairyu_cancel_new(&cancel, NULL);
	if (rc == 0)
		rc = zairyu_wait_new(5, cancel, &wait, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
	zairyu_error_free(err);
	return rc;
}

static const struct {
	int (*run)(struct work *w);
	const char *type;
	int least; /* allocations it cannot do without */
} operations[] = {
	{ do_load, "1", 20 },   { do_load, "05", 30 },   { do_load_reduced, "1", 4 }, { do_save, "1", 2 },
	{ do_save, "06", 2 },   { do_reduce, "2", 4 },   { do_convert, "1", 6 },      { do_begin, "1", 6 },
	{ do_select, "1", 10 }, { do_select, "05", 15 },
};

/* Runs an operation with its allocation number `fail_at` failing; tells whether it came to that, and what is left over.
 */
static int run_failing(size_t operation, struct work *w, long fail_at, bool *failed, size_t *left_over)
{
	size_t before = live_count;
	int rc;

	until_failure = fail_at;
	rc = operations[operation].run(w);
	*failed = until_failure < 0;
	until_failure = -1;
	*left_over = live_count - before;
	return rc;
}

START_TEST(test_failures)
{
	struct work w;
	size_t left_over;
	long failures = 0;
	bool failed;
	int rc;

	work_begin(&w, operations[_i].type);
	for (;;) {
		rc = run_failing((size_t)_i, &w, failures, &failed, &left_over);
		ck_assert_uint_eq(left_over, 0);
		if (!failed)
			break;
		ck_assert_int_eq(rc, ZAIRYU_ERR_NO_MEMORY);
		failures++;
	}
	ck_assert_int_eq(rc, 0);
	ck_assert_int_ge(failures, operations[_i].least);
	work_end(&w);
}
END_TEST

/* Texts that turn out bad only after they were decoded are wiped too. */
START_TEST(test_wiped_when_refused)
{
	static const char *const addresses[] = { "\xD4\x0D"
						 "131016\xE2\x80\xAE"
						 "2028",
						 "\xD4\x0A"
						 "131016\x93\x8C\x93\xFF",
						 "\xD4\x0A"
						 "131016\x93\x8C\x1B[" };
	struct work w;

	work_begin(&w, "1");
	for (size_t i = 0; i < 3; i++) {
		zairyu_record *record;
		const char *text;

		ck_assert_int_eq(sample_one(w.ctx, "1", ZAIRYU_ITEM_ADDRESS, bytes_of(addresses[i]), &record), 0);
		ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), ZAIRYU_ERR_MALFORMED);
		zairyu_record_free(record);
	}
	work_end(&w);
}
END_TEST

/* The check itself can fail: an unwiped block is noticed. */
START_TEST(test_notices)
{
	char *block;

	void *(*volatile allocate)(size_t) = malloc; /* or the compiler leaves it all out */
	void (*volatile give_back)(void *) = free;
	block = allocate(16);

	ck_assert_ptr_nonnull(block);
	memcpy(block, "xxZZ00112233QQx", 16);
	give_back(block);
	ck_assert_uint_eq(unwiped, 1);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("memory", 60);

	tcase_add_loop_test(tcase, test_failures, 0, COUNT(operations));
	tcase_add_test(tcase, test_wiped_when_refused);
	tcase_add_test(tcase, test_notices);
	return suite_run("record memory", tcase);
}
