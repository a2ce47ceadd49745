/* SPDX-License-Identifier: BSD-2-Clause */
/* Saving, loading and reducing what cannot be. */
#include <stdlib.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static int refuse(void *userdata, const void *data, size_t len)
{
	(void)data;
	*(size_t *)userdata += len;
	return 1;
}

START_TEST(test_write_failures)
{
	zairyu_record *record = sample_record(ctx, "05");
	zairyu_error *err = NULL;
	size_t calls = 0;

	ck_assert_int_eq(zairyu_record_save(record, 0, refuse, &calls, &err), ZAIRYU_ERR_WRITE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_WRITE);
	ck_assert_uint_gt(calls, 0);
	zairyu_error_free(err);
	/* Too large for the limit: nothing is written at all. */
	calls = 0;
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES, 1000), 0);
	ck_assert_int_eq(zairyu_record_save(record, 0, refuse, &calls, NULL), ZAIRYU_ERR_LIMIT);
	ck_assert_uint_eq(calls, 0);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_record *record = sample_record(ctx, "05"), *out = record;
	size_t calls = 0;

	ck_assert_int_eq(zairyu_record_save(NULL, 0, refuse, &calls, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_load(NULL, BYTES("x"), &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(out);
	ck_assert_int_eq(zairyu_record_load(ctx, BYTES("x"), NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ .data = NULL, .len = 1 }, &out, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ 0 }, &out, NULL), ZAIRYU_ERR_RECORD_DAMAGED);
	out = record;
	ck_assert_int_eq(zairyu_record_reduce(NULL, BYTES(""), &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(out);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ .data = NULL, .len = 1 }, &out, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	uint64_t item;
	const char *file;
	size_t len;
	const char *message, *step;
} broken[] = {
	{ ZAIRYU_ITEM_RENEWAL,
	  LITERAL("\xD7\x03"
		  "00"),
	  "a file does not hold the data objects it should", "read-renewal" },
	{ ZAIRYU_ITEM_CARD_TYPE,
	  LITERAL("\xC1\x01"
		  "2"),
	  "the files that identify the card do not fit the card", "" },
};

/* What a session tells of a file that is not as it should be. */
START_TEST(test_broken_files)
{
	const zairyu_bytes file = { (const uint8_t *)broken[_i].file, broken[_i].len };
	zairyu_record *record = sample_begin(ctx, "1");
	zairyu_error *err = NULL;

	ck_assert_int_eq(record_add_file(record, broken[_i].item, file, NULL, NULL), 0);
	ck_assert_int_eq(record_finish(record, &err), ZAIRYU_ERR_MALFORMED);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_MALFORMED);
	ck_assert_str_eq(zairyu_error_message(err), broken[_i].message);
	ck_assert_str_eq(zairyu_error_step(err), broken[_i].step);
	zairyu_error_free(err);
	zairyu_record_free(record);
}
END_TEST

enum { BY_TAKING, BY_ADDING, BY_COUNTING, WAYS };

static int put(zairyu_record *record, int way, uint64_t item, zairyu_error **err)
{
	static const zairyu_bytes file = { (const uint8_t *)"\xD7\x01\x30", 3 };
	uint8_t *data;

	if (way == BY_ADDING)
		return record_add_file(record, item, file, NULL, err);
	if (way == BY_COUNTING)
		return record_add_counted(record, item, file, 0, err);
	data = malloc(file.len);
	ck_assert_ptr_nonnull(data);
	memcpy(data, file.data, file.len);
	return record_take_file(record, item, data, file.len, NULL, err);
}

/* A file that there is not, one that is there already, and one byte past the limit, whichever way it comes. */
START_TEST(test_files_that_do_not_fit)
{
	zairyu_record *record = sample_begin(ctx, "1");
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 2), 0);
	ck_assert_int_eq(put(record, _i, ZAIRYU_ITEM_RENEWAL, &err), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_LIMIT);
	zairyu_error_clear(&err);
	ck_assert_uint_eq(record->file_count, 0);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 3), 0);
	ck_assert_int_eq(put(record, _i, ZAIRYU_ITEM_PERMISSIONS, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	zairyu_error_clear(&err);
	ck_assert_int_eq(put(record, _i, ZAIRYU_ITEM_RENEWAL, &err), 0);
	ck_assert_ptr_null(err);
	ck_assert_int_eq(put(record, _i, ZAIRYU_ITEM_RENEWAL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(record->file_count, 1);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	zairyu_record_free(record);
}
END_TEST

/* A whole record has a number; nobody's number is one that is not normalised. */
START_TEST(test_numbers)
{
	zairyu_record *record = sample_begin(ctx, "1"), *other = record;
	zairyu_error *err = NULL;

	ck_assert_int_eq(record_new_like(record, "zz00112233qq", &other, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(other);
	zairyu_error_clear(&err);
	ck_assert_int_eq(record_new_like(record, "", &other, NULL), 0);
	ck_assert_int_eq(record_finish(other, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	zairyu_record_free(other);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("refusals", 10);

	tcase_add_test(tcase, test_write_failures);
	tcase_add_test(tcase, test_arguments);
	tcase_add_loop_test(tcase, test_broken_files, 0, COUNT(broken));
	tcase_add_loop_test(tcase, test_files_that_do_not_fit, 0, WAYS);
	tcase_add_test(tcase, test_numbers);
	return suite_run("record refusals", tcase);
}
