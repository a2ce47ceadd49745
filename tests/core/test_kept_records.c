/* SPDX-License-Identifier: BSD-2-Clause */
/* Records that were saved elsewhere, each with a value that is odd in a way real cards' values are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "context_case.h"

static zairyu_record *load(const char *name)
{
	static uint8_t bytes[65536];
	const char *folder = getenv("ZAIRYU_TEST_RECORDS");
	zairyu_record *record;
	char path[4096];
	size_t len;
	FILE *file;

	ck_assert_ptr_nonnull(folder);
	snprintf(path, sizeof path, "%s/%s.zairyu", folder, name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s", path);
	len = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	ck_assert_uint_lt(len, sizeof bytes);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ bytes, len }, &record, NULL), 0);
	return record;
}

/* A character beyond 16 bits as two surrogates. */
START_TEST(address_in_cesu_8)
{
	zairyu_record *record = load("address-cesu8");
	const char *text;

	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_ADDRESS), ZAIRYU_FIELD_STATE_READABLE);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_str_eq(text, "東京都𠮷田町");
	ck_assert_str_eq(zairyu_record_field_note(record, ZAIRYU_FIELD_ADDRESS, 0), "text-cesu-8");
	ck_assert_int_eq(zairyu_record_field_converted(record, ZAIRYU_FIELD_ADDRESS), 0);
	zairyu_record_free(record);
}
END_TEST

/* A full object whose last character is cut. */
START_TEST(address_cut_in_a_character)
{
	zairyu_record *record = load("address-cut-in-character");
	const char *text;
	zairyu_bytes raw;

	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_ADDRESS), ZAIRYU_FIELD_STATE_READABLE);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_ADDRESS, &raw), 0);
	ck_assert_uint_eq(raw.len, 320);
	ck_assert_uint_gt(strlen(text), 316);
	ck_assert_uint_lt(strlen(text), 320);
	ck_assert_mem_eq(raw.data, text, strlen(text));
	ck_assert_str_eq(zairyu_record_field_note(record, ZAIRYU_FIELD_ADDRESS, 0), "text-cut");
	zairyu_record_free(record);
}
END_TEST

/* Day and month of birth unknown. */
START_TEST(birth_date_of_a_year)
{
	zairyu_record *record = load("birth-date-1980-00-00");
	int year, month, day;
	const char *text;
	zairyu_bytes raw;

	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_BIRTH_DATE), ZAIRYU_FIELD_STATE_PARTIAL);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_BIRTH_DATE, &text), 0);
	ck_assert_str_eq(text, "1980");
	ck_assert_int_eq(zairyu_record_date_parts(record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day), 0);
	ck_assert_int_eq(year * 10000 + month * 100 + day, 19800000);
	ck_assert_int_eq(zairyu_record_date(record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day),
			 ZAIRYU_ERR_MALFORMED);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_BIRTH_DATE, &raw), 0);
	ck_assert_uint_eq(raw.len, 8);
	ck_assert_mem_eq(raw.data, "19800000", 8);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("kept records", 10);

	tcase_add_test(tcase, address_in_cesu_8);
	tcase_add_test(tcase, address_cut_in_a_character);
	tcase_add_test(tcase, birth_date_of_a_year);
	return suite_run("kept records", tcase);
}
