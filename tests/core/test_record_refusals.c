/* SPDX-License-Identifier: BSD-2-Clause */
/* Saving, loading and reducing what cannot be. */
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

int main(void)
{
	TCase *tcase = context_case("refusals", 10);

	tcase_add_test(tcase, test_write_failures);
	tcase_add_test(tcase, test_arguments);
	return suite_run("record refusals", tcase);
}
