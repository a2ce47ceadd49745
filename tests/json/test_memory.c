/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The library beside a program that uses jansson itself, with memory functions of its own: they stay, every allocation
 * that can fail does so once, nothing leaks, and no block is given back with anything of the holder in it. Linked with
 * --wrap, so that what the libraries take themselves comes past here too.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "document.h"

void *__real_calloc(size_t count, size_t size);
void __real_free(void *p);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void __wrap_free(void *p);
char *__wrap_strdup(const char *text);

enum { LIVE_MAX = 4096 };
static struct {
	void *p;
	size_t size;
} live[LIVE_MAX];
static size_t live_count, of_jansson;
static long until_failure = -1; /* negative: never */
static unsigned unwiped;

/* Number, date, text; also as bytes in hexadecimal; and where the holder keeps the record. */
static const char *const personal[] = { "00112233", "1990-05", "19900500", "3139393030353030",
					"a\\\"b",   "a\"b\\",  "6122625c", "holder" };

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
	size_t i = 0;

	while (p && i < LIVE_MAX && live[i].p)
		i++;
	if (!p || i == LIVE_MAX)
		abort();
	live[i].p = p;
	live[i].size = size;
	live_count++;
	return p;
}

void *__wrap_calloc(size_t count, size_t size)
{
	if (until_failure >= 0 && until_failure-- == 0)
		return NULL;
	return note(__real_calloc(count, size ? size : 1), count * size);
}

void *__wrap_malloc(size_t size)
{
	return __wrap_calloc(1, size); /* zeroed, since blocks are looked through when they are freed */
}

char *__wrap_strdup(const char *text)
{
	char *copy = __wrap_malloc(strlen(text) + 1);

	return copy ? strcpy(copy, text) : NULL;
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

/* The program's own, as it gave them to jansson. */
static void *program_malloc(size_t size)
{
	of_jansson++;
	return __wrap_malloc(size);
}

static void program_free(void *p)
{
	__wrap_free(p);
}

static zairyu_context *ctx;
static zairyu_record *record;
static zairyu_report *report;

static void setup(void)
{
	zairyu_record *whole;

	json_set_alloc_funcs(program_malloc, program_free);
	json_object_seed(1);
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	whole = document_record(ctx);
	report = document_report(ctx, whole);
	record = whole;
}

static void teardown(void)
{
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}

static int discard(void *userdata, const void *data, size_t len)
{
	unsigned *calls = userdata;

	(void)data;
	*calls += len > 0;
	return 0;
}

/* No ck_assert in these: where Check is linked statically, its allocations come past here too. */
static int write_all(const zairyu_record *of, uint32_t flags, unsigned *calls)
{
	zairyu_json_extra *extra = NULL;
	int rc = zairyu_json_extra_new(&extra, NULL);

	if (rc == 0)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, "/home/holder\xFF", NULL);
	if (rc == 0)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, "/home/holder/x\xFF", NULL);
	if (rc == 0)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_IMAGE, "face", "/home/holder/f", NULL);
	if (rc == 0)
		rc = zairyu_json_extra_add_image(extra, "face", ZAIRYU_ITEM_NAME_AND_FACE, "image/jp2", 3, 4, NULL);
	if (rc == 0)
		rc = zairyu_json_write_card(ctx, of, report, extra, flags, discard, calls, NULL);
	zairyu_json_extra_free(extra);
	return rc;
}

static int write_lists(const zairyu_record *of, uint32_t flags, unsigned *calls)
{
	zairyu_json_extra *extra = NULL;
	zairyu_trust *trust = NULL;
	int rc = zairyu_json_write_error(ZAIRYU_ERR_FILE, NULL, "/home/holder\xFF", 0, discard, calls, NULL);

	(void)of;
	(void)flags;
	*calls = 0;
	if (rc == 0)
		rc = zairyu_trust_new(ctx, &trust, NULL);
	if (rc == 0)
		rc = zairyu_json_extra_new(&extra, NULL);
	if (rc == 0)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_TRUST, "user", "/home/holder", NULL);
	if (rc == 0)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REMOVED, "x", "/home/holder/x", NULL);
	if (rc == 0)
		rc = zairyu_json_write_trust(trust, NULL, extra, 0, discard, calls, NULL);
	*calls = 0;
	if (rc == 0)
		rc = zairyu_json_write_inquiry("AA12345678BB", 2030, 1, 5, "https://x/", 0, discard, calls, NULL);
	zairyu_json_extra_free(extra);
	zairyu_trust_free(trust);
	return rc;
}

static const struct {
	int (*write)(const zairyu_record *of, uint32_t flags, unsigned *calls);
	uint32_t flags;
	bool reduced;
} works[] = {
	{ write_all, 0, false },
	{ write_all, ZAIRYU_JSON_RAW, false },
	{ write_all, ZAIRYU_JSON_BRIEF, false },
	{ write_all, 0, true },
	{ write_lists, 0, false },
};

/* Either all of it is written, or nothing, and the reason is memory. */
START_TEST(every_failure)
{
	zairyu_record *reduced = NULL, *of = record;
	size_t before, taken;
	long n = 0;
	int rc = ZAIRYU_ERR_NO_MEMORY;

	if (works[_i].reduced) {
		ck_assert_int_eq(zairyu_record_reduce(record, document_results(), &reduced, NULL), 0);
		of = reduced;
	}
	before = live_count;
	for (; rc != ZAIRYU_OK; n++) {
		unsigned calls = 0;

		until_failure = n;
		rc = works[_i].write(of, works[_i].flags, &calls);
		taken = (size_t)(n - until_failure);
		until_failure = -1;
		ck_assert_msg(rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NO_MEMORY, "allocation %ld: %d", n, rc);
		ck_assert_uint_eq(calls, rc == ZAIRYU_OK);
		ck_assert_uint_eq(live_count, before);
		ck_assert_uint_eq(unwiped, 0);
	}
	ck_assert_uint_gt(taken, 20);
	zairyu_record_free(reduced);
}
END_TEST

/* A document in one piece of the program's memory, and the program's own values beside it. */
START_TEST(the_program_keeps_its_jansson)
{
	json_t *own = json_pack("{s:s}", "its", "own");
	json_malloc_t taken_by;
	json_free_t freed_by;
	size_t before = of_jansson;
	unsigned calls = 0;

	ck_assert_int_eq(write_all(record, ZAIRYU_JSON_RAW, &calls), 0);
	json_get_alloc_funcs(&taken_by, &freed_by);
	ck_assert(taken_by == program_malloc && freed_by == program_free);
	ck_assert_uint_gt(of_jansson, before);
	ck_assert_str_eq(json_string_value(json_object_get(own, "its")), "own");
	json_decref(own);
	ck_assert_uint_eq(unwiped, 0);
}
END_TEST

/* The search itself: a block that is given back as it was is seen. */
START_TEST(unwiped_blocks_are_seen)
{
	char *block = __wrap_strdup("at 1990-05");

	__wrap_free(block);
	ck_assert_uint_eq(unwiped, 1);
	unwiped = 0;
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("memory", 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, every_failure, 0, COUNT(works));
	tcase_add_test(tcase, the_program_keeps_its_jansson);
	tcase_add_test(tcase, unwiped_blocks_are_seen);
	return suite_run("json memory", tcase);
}
