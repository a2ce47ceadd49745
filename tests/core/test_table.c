/* SPDX-License-Identifier: BSD-2-Clause */
/* A caller's table, of an older version than the library's, of the same, and of a newer one. */
#include <stdint.h>
#include <string.h>
#include <zairyu/error.h>

#include "../support/suite.h"
#include "util/table/table.h"

/* What a table had in three versions; the library's is the second. */
struct first {
	size_t size;
	void *a;
};
struct second {
	size_t size;
	void *a, *b;
};
struct third {
	size_t size;
	void *a, *b, *c;
};

static int take(struct second *out, const void *table, zairyu_error **err)
{
	struct {
		struct second out;
		uint8_t behind;
	} copy;
	int rc;

	memset(&copy, 0xAA, sizeof copy);
	rc = table_copy(&copy.out, sizeof copy.out, table, TABLE_FIRST(struct second, a), err);
	ck_assert_uint_eq(copy.behind, 0xAA);
	*out = copy.out;
	return rc;
}

static int x, y, z;

START_TEST(an_older_table_lacks_what_came_later)
{
	/* What lies behind it in memory is not part of it. */
	struct third given = { .size = sizeof(struct first), .a = &x, .b = &y, .c = &z };
	struct second out;

	ck_assert_int_eq(take(&out, &given, NULL), 0);
	ck_assert_ptr_eq(out.a, &x);
	ck_assert_ptr_null(out.b);
	ck_assert_uint_eq(out.size, sizeof(struct first));
	given.size = sizeof(struct second);
	ck_assert_int_eq(take(&out, &given, NULL), 0);
	ck_assert_ptr_eq(out.a, &x);
	ck_assert_ptr_eq(out.b, &y);
}
END_TEST

START_TEST(a_newer_table_is_taken_if_it_sets_nothing_unknown)
{
	struct third given = { .size = sizeof given, .a = &x, .b = &y };
	struct second out;
	zairyu_error *err = NULL;

	ck_assert_int_eq(take(&out, &given, NULL), 0);
	ck_assert_ptr_eq(out.b, &y);
	for (size_t i = sizeof(struct second); i < sizeof given; i++) {
		struct third set = given;

		((uint8_t *)&set)[i] = 1;
		ck_assert_int_eq(take(&out, &set, &err), ZAIRYU_ERR_ABI);
		ck_assert_ptr_null(out.a);
		ck_assert_str_eq(zairyu_error_message(err), "the table sets slots that this version does not have");
	}
	zairyu_error_free(err);
}
END_TEST

START_TEST(a_size_that_no_version_had)
{
	const size_t sizes[] = { 0, 1, sizeof(struct first) - 1, 4097, SIZE_MAX };
	struct second out;
	zairyu_error *err = NULL;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct third given = { .size = sizes[i], .a = &x, .b = &y };

		ck_assert_int_eq(take(&out, &given, &err), ZAIRYU_ERR_ABI);
		ck_assert_ptr_null(out.a);
		ck_assert_str_eq(zairyu_error_message(err), "the table's size is not that of any version");
		zairyu_error_clear(&err);
	}
}
END_TEST

/* The largest there is, of which no byte behind the end is looked at. */
START_TEST(a_table_as_large_as_one_may_be)
{
	static union {
		struct third table;
		uint8_t raw[4096 + 1];
	} given;
	struct second out;

	given.table = (struct third){ .size = 4096, .a = &x, .b = &y };
	given.raw[4096] = 1;
	ck_assert_int_eq(take(&out, &given, NULL), 0);
	ck_assert_ptr_eq(out.b, &y);
	ck_assert_int_eq(table_check(&given, sizeof(struct first), NULL), 0);
	given.raw[4095] = 1;
	ck_assert_int_eq(take(&out, &given, NULL), ZAIRYU_ERR_ABI);
}
END_TEST

/* Hints are passed over where a slot would not be. */
START_TEST(a_newer_table_is_taken_without_what_is_unknown)
{
	struct third given = { .size = sizeof given, .a = &x, .b = &y, .c = &z };
	struct second out;

	ck_assert_int_eq(table_take(&out, sizeof out, &given, TABLE_FIRST(struct second, a), NULL), 0);
	ck_assert_ptr_eq(out.b, &y);
	given.size = sizeof(struct first);
	ck_assert_int_eq(table_take(&out, sizeof out, &given, TABLE_FIRST(struct second, a), NULL), 0);
	ck_assert_ptr_eq(out.a, &x);
	ck_assert_ptr_null(out.b);
	given.size--;
	ck_assert_int_eq(table_take(&out, sizeof out, &given, TABLE_FIRST(struct second, a), NULL), ZAIRYU_ERR_ABI);
	ck_assert_ptr_null(out.a);
}
END_TEST

/* To callers of the three versions, and of one in between. */
START_TEST(a_table_is_given_as_far_as_there_is_room)
{
	const struct second filled = { .size = 77, .a = &x, .b = &y };

	for (size_t size = sizeof(struct first); size <= sizeof(struct third); size++) {
		struct third got;
		uint8_t *raw = (uint8_t *)&got;

		memset(&got, 0xA5, sizeof got);
		got.size = size;
		table_give(&got, &filled, sizeof filled);
		ck_assert_uint_eq(got.size, size);
		for (size_t i = sizeof got.size; i < sizeof got; i++)
			ck_assert_uint_eq(raw[i], i >= size            ? 0xA5
						  : i >= sizeof filled ? 0
								       : ((const uint8_t *)&filled)[i]);
	}
}
END_TEST

SUITE_MAIN("table", 30, an_older_table_lacks_what_came_later, a_newer_table_is_taken_if_it_sets_nothing_unknown,
	   a_size_that_no_version_had, a_table_as_large_as_one_may_be, a_newer_table_is_taken_without_what_is_unknown,
	   a_table_is_given_as_far_as_there_is_room)
