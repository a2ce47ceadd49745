/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of codes that a deployer supplies. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/code_table.h"

static int add(zairyu_context *ctx, const char *table, zairyu_error **err)
{
	return zairyu_context_add_code_names(ctx, (zairyu_bytes){ (const uint8_t *)table, strlen(table) }, err);
}

static zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	return ctx;
}

START_TEST(names_are_found)
{
	zairyu_context *ctx = new_context();
	const struct code_name *name;

	ck_assert_ptr_null(code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "TEST000001"));
	ck_assert_int_eq(add(ctx, "# fictional\n\nstatus_of_residence\tTEST000001\t見本\tSample\n", NULL), 0);
	ck_assert_int_eq(add(ctx, "permission_type\t01\t見本許可\tSample permission", NULL), 0);
	ck_assert_int_eq(add(ctx, "", NULL), 0);
	name = code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "TEST000001");
	ck_assert_ptr_nonnull(name);
	ck_assert_str_eq(name->ja, "見本");
	ck_assert_str_eq(name->en, "Sample");
	ck_assert_ptr_nonnull(code_table_find(ctx, ZAIRYU_FIELD_PERMISSION_TYPE, "01"));
	ck_assert_ptr_null(code_table_find(ctx, ZAIRYU_FIELD_PERMISSION_TYPE, "TEST000001"));
	ck_assert_ptr_null(code_table_find(ctx, ZAIRYU_FIELD_PERMISSION_TYPE, "1"));
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(malformed_tables_add_nothing)
{
	static const char *const bad[] = {
		"status_of_residence\tA\tx",       "status_of_residence\tA\tx\ty\tz", "status_of_residence\t\tx\ty",
		"status_of_residence\tA\tx\t",     "no_such_field\tA\tx\ty",          "status_of_residence A x y",
		"status_of_residence\tA\t\xFF\ty", "status_of_residence\tA\tx\ty\r",
	};
	zairyu_context *ctx = new_context();
	char text[128] = "status_of_residence\tGOOD\tx\ty\n";

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		zairyu_error *err = NULL;

		strcpy(text + 29, bad[i]);
		ck_assert_msg(add(ctx, text, &err) == ZAIRYU_ERR_MALFORMED, "row %zu", i);
		ck_assert_ptr_null(code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "GOOD"));
		zairyu_error_free(err);
	}
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, (zairyu_bytes){ NULL, 1 }, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, (zairyu_bytes){ (const uint8_t *)"", (1 << 20) + 1 }, NULL),
			 ZAIRYU_ERR_LIMIT);
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("code table", 10, names_are_found, malformed_tables_add_nothing)
