/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a report says is a person's data: no block that a report or its text stood in goes back to the heap with
 * anything of it. Linked with --wrap, so that every free() of the library comes past here.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "expect.h"

void __real_free(void *p);
void __wrap_free(void *p);

static const char *words[] = { "Test Signer", "9a0102", "Test CA", "verdict=", "ok" };
static size_t word_count = COUNT(words);
static bool watching;
static unsigned frees, unwiped;

static bool holds(const void *block, size_t size, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= size; i++)
		if (memcmp((const char *)block + i, word, len) == 0)
			return true;
	return false;
}

static bool holds_anything(const void *block, size_t size)
{
	for (size_t i = 0; i < word_count; i++)
		if (holds(block, size, words[i]))
			return true;
	return false;
}

void __wrap_free(void *p)
{
	if (watching && p) {
		frees++;
		unwiped += holds_anything(p, malloc_usable_size(p));
	}
	__real_free(p);
}

/* The number, as it was typed and as the chip stores it, in what is wiped. */
void __real_zairyu_wipe(void *p, size_t len);
void __wrap_zairyu_wipe(void *p, size_t len);
static unsigned numbers_wiped;

void __wrap_zairyu_wipe(void *p, size_t len)
{
	numbers_wiped += watching && holds(p, len, "AA12345678BB");
	__real_zairyu_wipe(p, len);
}

/* What is left between the end of what was asked for and the end of the block is nobody's, and must be nothing. */
static void clean_heap(void)
{
	enum { BLOCKS = 200 };
	static void *blocks[BLOCKS];

	for (size_t i = 0; i < BLOCKS; i++) {
		blocks[i] = malloc(16 + 24 * i);
		memset(blocks[i], 0, malloc_usable_size(blocks[i]));
	}
	for (size_t i = 0; i < BLOCKS; i++)
		free(blocks[i]);
}

START_TEST(test_report)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct card_plan plan = card_plan_of("05");
	zairyu_record *record = make_record(&plan);
	zairyu_report *report, *again;
	uint8_t text[4096];
	size_t len;
	int rc;

	clean_heap();
	ck_assert_int_eq(zairyu_verify(trust, record, 0, &report, NULL), 0);
	ck_assert_int_eq(zairyu_report_encode(report, text, sizeof text, &len), 0);
	frees = unwiped = 0;
	watching = true;
	zairyu_report_free(report);
	watching = false;
	ck_assert_uint_ge(frees, 3);
	ck_assert_uint_eq(unwiped, 0);

	frees = 0;
	watching = true;
	rc = zairyu_report_decode(ctx, (zairyu_bytes){ text, len }, &again, NULL);
	watching = false;
	ck_assert_int_eq(rc, 0);
	ck_assert_uint_ge(frees, 2); /* the text, and the one that it was compared with */
	ck_assert_uint_eq(unwiped, 0);
	zairyu_report_free(again);
	zairyu_record_free(record);
	zairyu_trust_free(trust);
}
END_TEST

/* What the store remembers of signers goes too; and so does the number that was compared. */
START_TEST(test_signers)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct card_plan plan = card_plan_of("05");
	zairyu_record *record = make_record(&plan);
	zairyu_report *report;
	int rc;

	numbers_wiped = 0;
	watching = true;
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	watching = false;
	ck_assert_int_eq(rc, 0);
	ck_assert_uint_ge(numbers_wiped, 1);
	zairyu_report_free(report);
	words[0] = "9a0102";
	word_count = 1;
	frees = unwiped = 0;
	watching = true;
	zairyu_trust_free(trust);
	watching = false;
	ck_assert_uint_ge(frees, 3);
	ck_assert_uint_eq(unwiped, 0);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_report);
	tcase_add_test(tc, test_signers);
	return suite_run("verify: wiping", tc);
}
