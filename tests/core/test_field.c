/* SPDX-License-Identifier: BSD-2-Clause */
/* The fields that each type of card has: names, labels, items, values. */
#include "context_case.h"
#include "sample_record.h"

/* Every field of every type: name, labels, type, item, value; nothing where the family has none. */
START_TEST(test_all_types)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		int type = zairyu_record_field_type(record, field);
		uint64_t item = zairyu_record_field_item(record, field);
		const char *text, *expected = sample_value(field, type);
		zairyu_bytes stored;
		const struct card_object *object = card_object_by_field(&record->card, field, NULL);

		ck_assert_int_eq(type != 0, item != 0);
		if (type == 0 || zairyu_record_value(record, object->tag, &stored) < 0) {
			ck_assert_int_eq(zairyu_record_text(record, field, &text), ZAIRYU_ERR_ABSENT);
			ck_assert_int_eq(zairyu_record_date(record, field, NULL, NULL, NULL),
					 type == ZAIRYU_FIELD_TYPE_TEXT || type == ZAIRYU_FIELD_TYPE_CODE
						 ? ZAIRYU_ERR_ARGUMENT
						 : ZAIRYU_ERR_ABSENT);
			continue;
		}
		ck_assert_uint_ne(zairyu_card_items(zairyu_record_card(record)) & item, 0);
		ck_assert_int_eq(zairyu_record_text(record, field, &text), 0);
		ck_assert_str_eq(text, type == ZAIRYU_FIELD_TYPE_DATE ? "2028-02-29" : expected);
		ck_assert_int_eq(zairyu_record_field_converted(record, field), 0);
	}
	zairyu_record_free(record);
}
END_TEST

/* How many fields each type has filled. */
START_TEST(test_field_counts)
{
	static const int expected[SAMPLE_TYPES] = { 6, 3, 17, 9 };
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	int filled = 0;

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *text;

		filled += zairyu_record_text(record, field, &text) == 0;
	}
	ck_assert_int_eq(filled, expected[_i]);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_names)
{
	/* programs keep these */
	static const char *const names[ZAIRYU_FIELD_LAST + 1] = {
		[ZAIRYU_FIELD_ADDRESS_DATE] = "address_date",
		[ZAIRYU_FIELD_MUNICIPALITY] = "municipality",
		[ZAIRYU_FIELD_ADDRESS] = "address",
		[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION] = "comprehensive_permission",
		[ZAIRYU_FIELD_INDIVIDUAL_PERMISSION] = "individual_permission",
		[ZAIRYU_FIELD_RENEWAL_PENDING] = "renewal_pending",
		[ZAIRYU_FIELD_CARD_EXPIRY] = "card_expiry",
		[ZAIRYU_FIELD_BIRTH_DATE] = "birth_date",
		[ZAIRYU_FIELD_SEX] = "sex",
		[ZAIRYU_FIELD_NATIONALITY] = "nationality",
		[ZAIRYU_FIELD_STATUS_OF_RESIDENCE] = "status_of_residence",
		[ZAIRYU_FIELD_PERIOD_OF_STAY] = "period_of_stay",
		[ZAIRYU_FIELD_PERMISSION_TYPE] = "permission_type",
		[ZAIRYU_FIELD_PERMISSION_DATE] = "permission_date",
		[ZAIRYU_FIELD_WORK_RESTRICTION] = "work_restriction",
		[ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY] = "period_of_stay_expiry",
		[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY] = "comprehensive_permission_expiry",
		[ZAIRYU_FIELD_COMMISSIONER_ENTRY] = "commissioner_entry",
		[ZAIRYU_FIELD_RESERVED] = "reserved",
		[ZAIRYU_FIELD_CARD_NUMBER] = "card_number",
	};

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		ck_assert_str_eq(zairyu_field_name(field), names[field]);
		ck_assert_ptr_nonnull(zairyu_field_label(field, ZAIRYU_LANGUAGE_JA));
		ck_assert_ptr_nonnull(zairyu_field_label(field, ZAIRYU_LANGUAGE_EN));
		ck_assert_ptr_null(zairyu_field_label(field, 0));
	}
	ck_assert_str_eq(zairyu_field_label(ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_EN), "Nationality/Region");
	ck_assert_str_eq(zairyu_field_label(ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_JA), "国籍・地域");
	ck_assert_ptr_null(zairyu_field_name(0));
	ck_assert_ptr_null(zairyu_field_name(ZAIRYU_FIELD_LAST + 1));
	ck_assert_ptr_null(zairyu_field_label(0, ZAIRYU_LANGUAGE_JA));
	ck_assert_ptr_null(zairyu_field_label(-1, ZAIRYU_LANGUAGE_JA));
	ck_assert_ptr_null(zairyu_field_label(ZAIRYU_FIELD_LAST + 1, ZAIRYU_LANGUAGE_JA));
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	const char *text = "";

	ck_assert_int_eq(zairyu_record_text(NULL, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(zairyu_record_text(record, 0, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_LAST + 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_text(record, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date(NULL, 1, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date(record, 99, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(NULL, 1, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(record, -1, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(record, 1, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_field_converted(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_field_converted(record, 99), 0);
	ck_assert_int_eq(zairyu_record_field_type(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_field_type(record, 0), 0);
	ck_assert_uint_eq(zairyu_record_field_item(NULL, 1), 0);
	ck_assert_uint_eq(zairyu_record_field_item(record, 99), 0);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("fields", 10);

	tcase_add_loop_test(tcase, test_all_types, 0, COUNT(sample_types));
	tcase_add_loop_test(tcase, test_field_counts, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_arguments);
	return suite_run("field", tcase);
}
