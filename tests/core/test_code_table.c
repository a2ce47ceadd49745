/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of codes that a deployer supplies. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/codes/code_table.h"

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

START_TEST(tables_of_other_systems)
{
	zairyu_context *ctx = new_context();
	const struct code_name *name;

	ck_assert_int_eq(add(ctx,
			     "\xEF\xBB\xBF"
			     "status_of_residence\tA\t見本\tOne\r\n\r\n# more\r\n"
			     "status_of_residence\tB\t見本\tTwo\r\nstatus_of_residence\tC\t見本\tThree\r",
			     NULL),
			 0);
	name = code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "B");
	ck_assert_ptr_nonnull(name);
	ck_assert_str_eq(name->en, "Two");
	name = code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "C");
	ck_assert_ptr_nonnull(name);
	ck_assert_str_eq(name->en, "Three");
	ck_assert_ptr_nonnull(code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "A"));
	zairyu_context_free(ctx);
}
END_TEST

/* A table may say which form it has; another one than ours is refused as a whole. */
START_TEST(forms)
{
	static const struct {
		const char *line;
		int rc;
	} lines[] = {
		{ "# zairyu-codes 1 2026-11-28\n", ZAIRYU_OK },
		{ "# zairyu-codes 1\r\n", ZAIRYU_OK },
		{ "# zairyu-codes 1", ZAIRYU_OK },
		{ "# zairyu-codes of mine\n", ZAIRYU_ERR_MALFORMED },
		{ "# zairyu-codes 2 2027-01-01\n", ZAIRYU_ERR_MALFORMED },
		{ "# zairyu-codes 12\n", ZAIRYU_ERR_MALFORMED },
		{ "\xEF\xBB\xBF# zairyu-codes 2\n", ZAIRYU_ERR_MALFORMED },
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		zairyu_context *ctx = new_context();
		zairyu_error *err = NULL;

		ck_assert_msg(add(ctx, lines[i].line, &err) == lines[i].rc, "%s", lines[i].line);
		ck_assert(lines[i].rc == ZAIRYU_OK || strstr(zairyu_error_message(err), "line 1 "));
		zairyu_error_free(err);
		zairyu_context_free(ctx);
	}
}
END_TEST

START_TEST(a_nul_ends_no_table)
{
	static const char text[] = "status_of_residence\tA\tx\ty\n\nstatus_of_residence\tB\tx\ty\0\n";
	zairyu_context *ctx = new_context();
	zairyu_error *err = NULL;

	ck_assert_int_eq(
		zairyu_context_add_code_names(ctx, (zairyu_bytes){ (const uint8_t *)text, sizeof text - 1 }, &err),
		ZAIRYU_ERR_MALFORMED);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "line 3 "));
	zairyu_error_free(err);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(malformed_tables_add_nothing)
{
	static const char *const bad[] = {
		"status_of_residence\tA\tx",
		"status_of_residence\tA\tx\ty\tz",
		"status_of_residence\t\tx\ty",
		"status_of_residence\tA\tx\t",
		"no_such_field\tA\tx\ty",
		"status_of_residence A x y",
		"status_of_residence\tA\t\xFF\ty",
		"status_of_residence\tA\tx\r\ty",
		"status_of_residence\tA\tx\x1F\ty",
		"status_of_residence\tA\tx\ty\r\r\n",
		"# \xFF",
	};
	zairyu_context *ctx = new_context();
	char text[128] = "status_of_residence\tGOOD\tx\ty\n";

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		zairyu_error *err = NULL;

		strcpy(text + 29, bad[i]);
		ck_assert_msg(add(ctx, text, &err) == ZAIRYU_ERR_MALFORMED, "row %zu", i);
		ck_assert_msg(strstr(zairyu_error_message(err), "line 2 "), "row %zu", i);
		ck_assert_ptr_null(code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "GOOD"));
		zairyu_error_free(err);
	}
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, (zairyu_bytes){ NULL, 1 }, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, (zairyu_bytes){ (const uint8_t *)"", (1 << 20) + 1 }, NULL),
			 ZAIRYU_ERR_LIMIT);
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("code table", 10, names_are_found, tables_of_other_systems, forms, a_nul_ends_no_table,
	   malformed_tables_add_nothing)
