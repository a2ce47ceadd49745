/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A record with some of its items proves what these prove: every choice of items, of sound cards and of forged ones, is
 * verified like a card that was read without the others, and so it is after saving, loading and reducing.
 */
#include <string.h>

#include "../support/suite.h"
#include "expect.h"

static const char *const types[] = { "1", "2", "05", "06" };
#define FREE_ITEMS (ZAIRYU_ITEM_COMMON_DATA | ZAIRYU_ITEM_CARD_TYPE)

static zairyu_trust *trust;

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

static int blob_write(void *userdata, const void *data, size_t len)
{
	blob_add(userdata, data, len);
	return 0;
}

static zairyu_record *saved_and_loaded(zairyu_record *record)
{
	static struct blob saved;
	zairyu_record *loaded;

	saved.len = 0;
	ck_assert_int_eq(zairyu_record_save(record, 0, blob_write, &saved, NULL), 0);
	ck_assert_int_eq(zairyu_record_load(ctx, blob_bytes(&saved), &loaded, NULL), 0);
	zairyu_record_free(record);
	return loaded;
}

/* The same reading, with exactly these items. */
static void check_content(const zairyu_record *whole, const zairyu_record *chosen, uint64_t items)
{
	zairyu_bytes a, b;

	ck_assert_uint_eq(zairyu_record_items_read(chosen), items);
	ck_assert_str_eq(zairyu_record_number(chosen), zairyu_record_number(whole));
	ck_assert_str_eq(zairyu_record_reader(chosen), zairyu_record_reader(whole));
	ck_assert_str_eq(zairyu_record_library_version(chosen), zairyu_record_library_version(whole));
	ck_assert_int_eq(zairyu_record_read_at(chosen), zairyu_record_read_at(whole));
	ck_assert_int_eq(zairyu_record_source(chosen), zairyu_record_source(whole));
	ck_assert_int_eq(zairyu_record_salt(whole, &a), 0);
	ck_assert_int_eq(zairyu_record_salt(chosen, &b), 0);
	ck_assert_mem_eq(a.data, b.data, a.len);
	for (unsigned bit = 0; zairyu_item_name(UINT64_C(1) << bit); bit++) {
		const uint64_t item = UINT64_C(1) << bit;

		if (!(items & item)) {
			ck_assert_int_eq(zairyu_record_presence(chosen, item), ZAIRYU_PRESENCE_NOT_READ);
			ck_assert_int_eq(zairyu_record_file(chosen, item, &a), ZAIRYU_ERR_ABSENT);
			ck_assert_int_eq(zairyu_record_digest(chosen, item, &a), ZAIRYU_ERR_ABSENT);
			continue;
		}
		ck_assert_int_eq(zairyu_record_presence(chosen, item), zairyu_record_presence(whole, item));
		ck_assert_int_eq(zairyu_record_file(whole, item, &a), 0);
		ck_assert_int_eq(zairyu_record_file(chosen, item, &b), 0);
		ck_assert_uint_eq(a.len, b.len);
		ck_assert_mem_eq(a.data, b.data, a.len);
		ck_assert_ptr_ne(a.data, b.data);
		ck_assert_uint_eq(zairyu_record_padding_assumed(chosen, item),
				  zairyu_record_padding_assumed(whole, item));
	}
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const uint64_t item = zairyu_record_field_item(whole, field);
		const bool is_gone = item != 0 && !(items & item);

		ck_assert_int_eq(zairyu_record_field_state(chosen, field),
				 is_gone ? ZAIRYU_FIELD_STATE_NOT_READ : zairyu_record_field_state(whole, field));
	}
}

static void check_same_notes(const zairyu_report *a, const zairyu_report *b)
{
	size_t i = 0;

	for (; zairyu_report_note(a, i); i++)
		ck_assert_pstr_eq(zairyu_report_note(a, i), zairyu_report_note(b, i));
	ck_assert_ptr_null(zairyu_report_note(b, i));
}

static zairyu_report *report_on(const zairyu_record *record)
{
	zairyu_report *report;
	int rc = zairyu_verify(trust, record, 0, &report, NULL);

	ck_assert_int_eq(rc == ZAIRYU_OK, zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE);
	ck_assert_ptr_nonnull(report);
	return report;
}

/* What was chosen is verified like a card of which nothing else was read. */
static void check_report(const struct card_plan *plan, zairyu_record *chosen, uint64_t left_out)
{
	struct card_plan same = *plan;
	zairyu_record *read;
	zairyu_report *report, *expected;

	same.leave_out = left_out;
	read = make_record(&same);
	report = report_on(chosen);
	expected = report_on(read);
	ck_assert_int_eq(zairyu_report_verdict(report), zairyu_report_verdict(expected));
	ck_assert_int_eq(zairyu_report_falsification(report), zairyu_report_falsification(expected));
	ck_assert_int_eq(zairyu_report_issuer(report), zairyu_report_issuer(expected));
	ck_assert_uint_eq(zairyu_report_covers(report), zairyu_report_covers(expected));
	check_same_notes(report, expected);
	ck_assert_int_eq(has_note(report, "incomplete"), left_out != 0);
	zairyu_report_free(report);
	zairyu_report_free(expected);
	zairyu_record_free(read);
}

static int verdict_of(const zairyu_record *record)
{
	zairyu_report *report = report_on(record);
	int verdict = zairyu_report_verdict(report);

	zairyu_report_free(report);
	return verdict;
}

/* What must be there, or nothing is proved. */
static uint64_t needed(const char *type)
{
	return ZAIRYU_ITEM_SIGNATURE |
	       (is_first_generation(type)
			? ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE
			: ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE | ZAIRYU_ITEM_CARD_NUMBER);
}

/* Every choice of items. */
static void for_every_choice(const struct card_plan *plan,
			     void (*check)(const struct card_plan *plan, const zairyu_record *whole, uint64_t items))
{
	zairyu_record *whole = make_record(plan);
	const uint64_t all = zairyu_card_items(zairyu_record_card(whole)) & ~FREE_ITEMS;

	for (uint64_t items = all;; items = (items - 1) & all) {
		check(plan, whole, items);
		if (items == 0)
			break;
	}
	zairyu_record_free(whole);
}

static void check_sound(const struct card_plan *plan, const zairyu_record *whole, uint64_t items)
{
	const uint64_t all = zairyu_card_items(zairyu_record_card(whole));
	zairyu_record *chosen;

	ck_assert_int_eq(zairyu_record_select(whole, items, 0, &chosen, NULL), 0);
	check_content(whole, chosen, items | FREE_ITEMS);
	ck_assert_int_eq(verdict_of(chosen), (items & needed(plan->type)) == needed(plan->type)
						     ? ZAIRYU_VERDICT_GENUINE
						     : ZAIRYU_VERDICT_UNCHECKED);
	chosen = saved_and_loaded(chosen);
	check_content(whole, chosen, items | FREE_ITEMS);
	check_report(plan, chosen, all & ~items & ~FREE_ITEMS);
	zairyu_record_free(chosen);
}

START_TEST(test_every_choice)
{
	struct card_plan plan = card_plan_of(types[_i]);
	zairyu_record *whole;

	for_every_choice(&plan, check_sound);
	plan.assume = needed(types[_i]) & ~ZAIRYU_ITEM_CARD_NUMBER; /* trimmed, and right */
	whole = make_record(&plan);
	check_sound(&plan, whole, needed(types[_i]));
	zairyu_record_free(whole);
}
END_TEST

/* A forged card is abnormal where that is proved, and otherwise nothing: never genuine, and not forged by omission. */
static void check_forged(const struct card_plan *plan, const zairyu_record *whole, uint64_t items)
{
	const uint64_t proof = needed(plan->type) & ~(plan->number ? 0 : ZAIRYU_ITEM_CARD_NUMBER);
	const bool by_number = plan->number && (items & ZAIRYU_ITEM_CARD_NUMBER);
	zairyu_record *chosen;

	ck_assert_int_eq(zairyu_record_select(whole, items, 0, &chosen, NULL), 0);
	ck_assert_int_eq(verdict_of(chosen), by_number || (!plan->number && (items & proof) == proof)
						     ? ZAIRYU_VERDICT_ABNORMAL
						     : ZAIRYU_VERDICT_UNCHECKED);
	zairyu_record_free(chosen);
}

START_TEST(test_forged)
{
	struct card_plan plan = card_plan_of(types[_i]);

	plan.key = is_first_generation(types[_i]) ? RSA_OTHER_CA : P384_OTHER_CA;
	for_every_choice(&plan, check_forged);
	if (is_first_generation(types[_i]))
		return;
	plan = card_plan_of(types[_i]);
	plan.number = "CC87654321DD";
	for_every_choice(&plan, check_forged);
}
END_TEST

/* "Unsigned" is what an empty signature says, wherever it is kept; without it, nothing is said. */
static void check_unsigned(const struct card_plan *plan, const zairyu_record *whole, uint64_t items)
{
	zairyu_record *chosen;

	(void)plan;
	ck_assert_int_eq(zairyu_record_select(whole, items, 0, &chosen, NULL), 0);
	ck_assert_int_eq(verdict_of(chosen),
			 items & ZAIRYU_ITEM_SIGNATURE ? ZAIRYU_VERDICT_UNSIGNED : ZAIRYU_VERDICT_UNCHECKED);
	zairyu_record_free(chosen);
}

START_TEST(test_unsigned)
{
	struct card_plan plan = card_plan_of(types[_i]);

	plan.no_check_code = plan.no_certificate = true;
	for_every_choice(&plan, check_unsigned);
}
END_TEST

static zairyu_record *reduced(const zairyu_record *record)
{
	uint8_t results[4096];
	zairyu_report *report = report_on(record);
	zairyu_record *out;
	size_t len;

	ck_assert_int_eq(zairyu_report_encode(report, results, sizeof results, &len), 0);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ results, len }, &out, NULL), 0);
	zairyu_report_free(report);
	return out;
}

/* The digests of a file are the same in every form of one reading; in a reduced one, the results stay as they were. */
START_TEST(test_reduced)
{
	struct card_plan plan = card_plan_of(types[_i]);
	zairyu_record *whole = make_record(&plan), *chosen, *form[4];
	const uint64_t items = ZAIRYU_ITEM_SIGNATURE | FREE_ITEMS;
	zairyu_bytes expected, digest;

	ck_assert_int_eq(zairyu_record_select(whole, items, 0, &chosen, NULL), 0);
	form[0] = reduced(whole);
	form[1] = reduced(chosen);
	ck_assert_int_eq(zairyu_record_select(form[0], items, 0, &form[2], NULL), 0);
	form[2] = saved_and_loaded(form[2]);
	form[3] = saved_and_loaded(chosen);
	ck_assert_int_eq(zairyu_record_digest(whole, ZAIRYU_ITEM_SIGNATURE, &expected), 0);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_int_eq(zairyu_record_digest(form[i], ZAIRYU_ITEM_SIGNATURE, &digest), 0);
		ck_assert_mem_eq(digest.data, expected.data, expected.len);
		ck_assert_int_eq(zairyu_record_number_matches(form[i], zairyu_record_number(whole), 12), 1);
		ck_assert_int_eq(zairyu_record_is_reduced(form[i]), i < 3);
		if (i > 0)
			ck_assert_uint_eq(zairyu_record_items_read(form[i]), items);
		ck_assert_int_eq(verdict_of(form[i]), ZAIRYU_VERDICT_UNCHECKED);
	}
	expected = zairyu_record_results(form[0]);
	digest = zairyu_record_results(form[2]);
	ck_assert_uint_eq(digest.len, expected.len);
	ck_assert_mem_eq(digest.data, expected.data, expected.len);
	for (size_t i = 0; i < 4; i++)
		zairyu_record_free(form[i]);
	zairyu_record_free(whole);
}
END_TEST

START_TEST(test_arguments)
{
	struct card_plan plan = card_plan_of("05");
	zairyu_record *whole = make_record(&plan), *out = whole;
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_record_select(NULL, 1, 0, &out, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(out);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_record_select(whole, 1, 0, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_select(whole, 1, 1, &out, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_record_select(whole, UINT64_MAX, 0, &out, NULL), 0);
	check_content(whole, out, zairyu_record_items_read(whole));
	zairyu_record_free(out);
	ck_assert_int_eq(zairyu_record_select(whole, 0, 0, &out, NULL), 0);
	check_content(whole, out, FREE_ITEMS);
	zairyu_record_free(whole); /* in any order */
	ck_assert_str_eq(zairyu_record_number(out), "AA12345678BB");
	zairyu_record_free(out);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("select", 120);

	tcase_add_unchecked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, test_every_choice, 0, COUNT(types));
	tcase_add_loop_test(tcase, test_forged, 0, COUNT(types));
	tcase_add_loop_test(tcase, test_unsigned, 0, COUNT(types));
	tcase_add_loop_test(tcase, test_reduced, 0, COUNT(types));
	tcase_add_test(tcase, test_arguments);
	return suite_run("verify/select", tcase);
}
