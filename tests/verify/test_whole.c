/* SPDX-License-Identifier: BSD-2-Clause */
/* A record from which an item was taken, doubled or exchanged never reports like a whole one. */
#include <string.h>

#include "../support/suite.h"
#include "expect.h"
#include "record/record.h"

static const char *const types[] = { "1", "2", "05", "06" };

static zairyu_trust *trust;
static struct card card, other; /* two cards of one type, signed by the same key */

static void setup(void)
{
	makers_setup();
	trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
}

static void teardown(void)
{
	zairyu_trust_free(trust);
	makers_teardown();
}

static void make_both(const char *type)
{
	struct card_plan plan = card_plan_of(type);

	make_card(&plan, &card);
	plan.other_holder = true;
	plan.birth_date = "19910301";
	plan.number = "CC87654321DD";
	make_card(&plan, &other);
}

static uint64_t items_of(const struct card *whole)
{
	zairyu_record *record = record_of(whole);
	uint64_t items = zairyu_card_items(zairyu_record_card(record));

	zairyu_record_free(record);
	return items;
}

/* What a signature must vouch for, or a card cannot be genuine. */
static bool decides(uint64_t item)
{
	return (item & (ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES |
			ZAIRYU_ITEM_NAME_AND_FACE | ZAIRYU_ITEM_SIGNATURE | ZAIRYU_ITEM_CARD_NUMBER)) != 0;
}

START_TEST(test_taken)
{
	uint64_t items;

	make_both(types[_i]);
	items = items_of(&card);
	expect_verdict(trust, &card.plan, "ok", "ok", "genuine", "");
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		struct card_plan plan = card.plan;
		zairyu_report *report;

		if ((items & item) == 0)
			continue;
		plan.leave_out = item;
		report = verify_card(trust, &plan);
		ck_assert_msg(has_note(report, "incomplete"), "%s is not missed", zairyu_item_name(item));
		ck_assert_msg((zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE) == !decides(item), "%s",
			      zairyu_item_name(item));
		ck_assert(has_note(report, "not-read") == decides(item));
		ck_assert_uint_eq(zairyu_report_covers(report) & item, 0);
		zairyu_report_free(report);
	}
}
END_TEST

START_TEST(test_exchanged)
{
	uint64_t items;

	make_both(types[_i]);
	items = items_of(&card);
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_report *report;

		if ((items & item) == 0)
			continue;
		report = verify_and_free(trust, record_of_two(&card, &other, item), covers_of(&card.plan));
		ck_assert_msg(zairyu_report_verdict(report) ==
				      (decides(item) ? ZAIRYU_VERDICT_ABNORMAL : ZAIRYU_VERDICT_GENUINE),
			      "%s", zairyu_item_name(item));
		ck_assert_uint_eq(zairyu_report_covers(report) & item, 0);
		zairyu_report_free(report);
	}
}
END_TEST

/* Any two together, but for those that are a whole card's signed part: not where one of them decides. */
START_TEST(test_two_exchanged)
{
	uint64_t items;

	make_both(types[_i]);
	items = items_of(&card);
	for (uint64_t a = 1; a <= ZAIRYU_ITEM_SIGNATURE; a <<= 1) {
		for (uint64_t b = 1; b < a; b <<= 1) {
			zairyu_report *report;

			if ((items & a) == 0 || (items & b) == 0 || !(decides(a) || decides(b)))
				continue;
			report = verify_and_free(trust, record_of_two(&card, &other, a | b), covers_of(&card.plan));
			ck_assert_msg(zairyu_report_verdict(report) == ZAIRYU_VERDICT_ABNORMAL, "%s and %s",
				      zairyu_item_name(a), zairyu_item_name(b));
			zairyu_report_free(report);
		}
	}
}
END_TEST

/* Where the last data object of a file ends. */
static size_t end_of_objects(const zairyu_record *record, uint64_t item)
{
	zairyu_bytes file, value;
	uint32_t tag;
	size_t end = 0;

	ck_assert_int_eq(zairyu_record_file(record, item, &file), 0);
	for (size_t i = 0; zairyu_record_object(record, item, i, &tag, &value) == 0; i++)
		end = (size_t)(value.data - file.data) + value.len;
	return end;
}

/* The file of an item twice, or its content twice in one file, makes no record at all. */
START_TEST(test_doubled)
{
	uint64_t items;

	make_both(types[_i]);
	items = items_of(&card);
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_record *record;
		struct blob file, twice, again;

		if ((items & item) == 0)
			continue;
		record = record_of(&card);
		file = file_of(&card, item);
		twice = file;
		ck_assert_int_eq(record_add_counted(record, item, blob_bytes(&file), 0, NULL), ZAIRYU_ERR_ARGUMENT);
		twice.len = end_of_objects(record, item); /* what pads it would end the list */
		zairyu_record_free(record);
		again = twice;
		blob_add(&twice, again.data, again.len);
		blob_nuls(&twice, 4);
		ck_assert_msg(!record_with(&card, item, &twice), "%s twice", zairyu_item_name(item));
	}
}
END_TEST

/* One item's file in the place of another's. */
START_TEST(test_misplaced)
{
	uint64_t items;

	make_both(types[_i]);
	items = items_of(&card);
	for (uint64_t to = 1; to <= ZAIRYU_ITEM_SIGNATURE; to <<= 1) {
		for (uint64_t from = 1; from <= ZAIRYU_ITEM_SIGNATURE; from <<= 1) {
			struct blob file;
			zairyu_record *record;
			zairyu_report *report;

			if ((items & to) == 0 || (items & from) == 0 || from == to || !decides(to))
				continue;
			file = file_of(&card, from);
			record = record_with(&card, to, &file);
			if (!record)
				continue;
			report = verify_and_free(trust, record, covers_of(&card.plan));
			ck_assert_msg(zairyu_report_verdict(report) != ZAIRYU_VERDICT_GENUINE, "%s in %s",
				      zairyu_item_name(from), zairyu_item_name(to));
			zairyu_report_free(report);
		}
	}
}
END_TEST

/* An object that nobody signed, before those of a signed file. */
START_TEST(test_unsigned_first)
{
	make_both(types[_i]);
	for (uint64_t left = covers_of(&card.plan); left != 0; left &= left - 1) {
		const uint64_t item = left & (~left + 1);
		struct blob file = file_of(&card, item), more = { .len = 0 };
		zairyu_report *report;

		blob_object(&more, 0xC8, LITERAL("UTO"), 3);
		blob_add(&more, file.data, file.len);
		report = verify_and_free(trust, record_with(&card, item, &more), covers_of(&card.plan));
		expect_report(report, "failed", "ok", "abnormal", "signature-mismatch");
		zairyu_report_free(report);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_taken, 0, 4);
	tcase_add_loop_test(tc, test_exchanged, 0, 4);
	tcase_add_loop_test(tc, test_two_exchanged, 0, 4);
	tcase_add_loop_test(tc, test_doubled, 0, 4);
	tcase_add_loop_test(tc, test_misplaced, 0, 4);
	tcase_add_loop_test(tc, test_unsigned_first, 0, 2); /* others have no room for more */
	return suite_run("verify: whole records", tc);
}
