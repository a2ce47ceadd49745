/* SPDX-License-Identifier: BSD-2-Clause */
/* What became of each field: not read, not on the card, empty, not understood, partly known, readable. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

enum {
	NOT_READ = ZAIRYU_FIELD_STATE_NOT_READ,
	ABSENT = ZAIRYU_FIELD_STATE_ABSENT,
	EMPTY = ZAIRYU_FIELD_STATE_EMPTY,
	READABLE = ZAIRYU_FIELD_STATE_READABLE
};

/* A whole card has every field of its type, and no other. */
START_TEST(whole_cards)
{
	static const int expected[SAMPLE_TYPES] = { 6, 3, 17, 9 };
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	int readable = 0;

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		int state = zairyu_record_field_state(record, field);
		const char *text;

		ck_assert(state == READABLE || state == ABSENT);
		ck_assert_int_eq(zairyu_record_text(record, field, &text) == 0, state == READABLE);
		ck_assert_ptr_null(zairyu_record_field_note(record, field, 0));
		readable += state == READABLE;
	}
	ck_assert_int_eq(readable, expected[_i]);
	zairyu_record_free(record);
}
END_TEST

/* Of a card with one file, the fields of other files were not read, and those of other cards are not on it. */
START_TEST(one_file)
{
	zairyu_record *record = sample_field(ctx, "2", ZAIRYU_FIELD_ADDRESS, bytes_of(SAMPLE_ADDRESS));
	zairyu_record *other = sample_field(ctx, "05", ZAIRYU_FIELD_RENEWAL_PENDING, bytes_of("1"));

	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_ADDRESS), READABLE);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_ADDRESS_DATE), ABSENT); /* no such object */
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION), ABSENT);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_RENEWAL_PENDING), ABSENT);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_BIRTH_DATE), ABSENT);
	ck_assert_int_eq(zairyu_record_field_state(other, ZAIRYU_FIELD_RENEWAL_PENDING), READABLE);
	ck_assert_int_eq(zairyu_record_field_state(other, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION), NOT_READ);
	ck_assert_int_eq(zairyu_record_field_state(other, ZAIRYU_FIELD_BIRTH_DATE), NOT_READ);
	ck_assert_int_eq(zairyu_record_field_state(other, ZAIRYU_FIELD_ADDRESS), ABSENT);
	zairyu_record_free(record);
	zairyu_record_free(other);
}
END_TEST

/* Nothing, in every form it takes, for every kind of field. */
START_TEST(empty)
{
	static const struct {
		const char *file;
		size_t len, raw;
	} files[] = {
		{ LITERAL("\xD7\x00"), 0 },
		{ LITERAL("\xD7\x01\0"), 1 },
		{ LITERAL("\xD7\x01 "), 1 },
	};
	zairyu_record *record;
	zairyu_bytes raw = { (const uint8_t *)"x", 9 };
	const char *text;

	ck_assert_int_eq(sample_one(ctx, "1", ZAIRYU_ITEM_RENEWAL,
				    (zairyu_bytes){ (const uint8_t *)files[_i].file, files[_i].len }, &record),
			 0);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_RENEWAL_PENDING), EMPTY);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_RENEWAL_PENDING, &text), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_RENEWAL_PENDING, &raw), 0);
	ck_assert_uint_eq(raw.len, files[_i].raw);
	zairyu_record_free(record);
}
END_TEST

/* A file that was erased has no object, so the field is not on the card; its item is told to be empty. */
START_TEST(withdrawn)
{
	uint8_t room[8192];
	zairyu_record *record;
	zairyu_bytes raw;

	ck_assert_int_eq(
		sample_one(ctx, "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, sample_padded(room, "", 0, 122), &record), 0);
	ck_assert_int_eq(zairyu_record_presence(record, ZAIRYU_ITEM_INDIVIDUAL_PERMISSION), ZAIRYU_PRESENCE_EMPTY);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION), ABSENT);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, &raw), ZAIRYU_ERR_ABSENT);
	ck_assert_ptr_null(raw.data);
	zairyu_record_free(record);
}
END_TEST

/* The bytes of a field are those of the card, padding included, whatever it says; and survive saving. */
START_TEST(raw_bytes)
{
	static const char value[] = "東京\xFF町";
	zairyu_record *record = sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS, BYTES(value)), *loaded;
	struct buffer saved;
	zairyu_bytes raw, stored;

	sample_save(record, &saved);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ saved.data, saved.len }, &loaded, NULL), 0);
	buffer_done(&saved);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_ADDRESS, &raw), 0);
	ck_assert_int_eq(zairyu_record_value(record, 0xD4, &stored), 0);
	ck_assert_uint_eq(raw.len, 320);
	ck_assert_ptr_eq(raw.data, stored.data);
	ck_assert_mem_eq(raw.data, value, sizeof value - 1);
	ck_assert_int_eq(zairyu_record_field_raw(loaded, ZAIRYU_FIELD_ADDRESS, &raw), 0);
	ck_assert_mem_eq(raw.data, stored.data, 320);
	ck_assert_int_eq(zairyu_record_field_state(loaded, ZAIRYU_FIELD_ADDRESS), ZAIRYU_FIELD_STATE_UNREADABLE);
	ck_assert_str_eq(zairyu_record_field_note(loaded, ZAIRYU_FIELD_ADDRESS, 0), "text-broken-utf-8");
	ck_assert_ptr_null(zairyu_record_field_note(loaded, ZAIRYU_FIELD_ADDRESS, 1));
	zairyu_record_free(record);
	zairyu_record_free(loaded);
}
END_TEST

/* What was not kept was not read. */
START_TEST(reduced)
{
	zairyu_record *record = sample_record(ctx, "05"), *small;
	zairyu_bytes raw;
	const char *text = "";

	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), &small, NULL), 0);
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		ck_assert_int_eq(zairyu_record_field_state(small, field), NOT_READ);
		ck_assert_int_eq(zairyu_record_field_raw(small, field, &raw), ZAIRYU_ERR_ABSENT);
		ck_assert_int_eq(zairyu_record_text(small, field, &text), ZAIRYU_ERR_ABSENT);
		ck_assert_ptr_null(text);
	}
	zairyu_record_free(record);
	zairyu_record_free(small);
}
END_TEST

START_TEST(arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	zairyu_bytes raw = { (const uint8_t *)"x", 9 };

	ck_assert_int_eq(zairyu_record_field_state(NULL, ZAIRYU_FIELD_ADDRESS), NOT_READ);
	ck_assert_int_eq(zairyu_record_field_state(record, 0), NOT_READ);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_LAST + 1), NOT_READ);
	ck_assert_int_eq(zairyu_record_field_raw(NULL, ZAIRYU_FIELD_ADDRESS, &raw), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(raw.data);
	ck_assert_int_eq(zairyu_record_field_raw(record, -1, &raw), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_ADDRESS, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(zairyu_record_field_note(NULL, ZAIRYU_FIELD_ADDRESS, 0));
	ck_assert_ptr_null(zairyu_record_field_note(record, 99, 0));
	ck_assert_int_eq(zairyu_record_date_parts(NULL, ZAIRYU_FIELD_ADDRESS_DATE, NULL, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date_parts(record, ZAIRYU_FIELD_ADDRESS, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date_parts(record, 99, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("states", 10);

	tcase_add_loop_test(tcase, whole_cards, 0, SAMPLE_TYPES);
	tcase_add_test(tcase, one_file);
	tcase_add_loop_test(tcase, empty, 0, 3);
	tcase_add_test(tcase, withdrawn);
	tcase_add_test(tcase, raw_bytes);
	tcase_add_test(tcase, reduced);
	tcase_add_test(tcase, arguments);
	return suite_run("field state", tcase);
}
