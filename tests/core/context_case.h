/* SPDX-License-Identifier: BSD-2-Clause */
/* A context around each test of a case. For one file of a program. */
#ifndef TESTS_CONTEXT_CASE_H
#define TESTS_CONTEXT_CASE_H

#include <zairyu.h>

#include "../support/suite.h"

static zairyu_context *ctx;

static void make_context(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
}

static void free_context(void)
{
	zairyu_context_free(ctx);
}

static TCase *context_case(const char *name, double seconds)
{
	TCase *tcase = suite_case(name, seconds);

	tcase_add_checked_fixture(tcase, make_context, free_context);
	return tcase;
}

#endif
