/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Blocks of memory that library and test hold: as many after each test as before it. A program that has this file and
 * is linked with --wrap for the functions below needs no more for it, see suite.h.
 */
#include "balance.h"

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
char *__real_strndup(const char *s, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);
void __wrap_free(void *p);

atomic_long balance_held, balance_until_failure = -1;

/* Whether this allocation is the one that fails. */
static bool fails(void)
{
	return balance_until_failure >= 0 && balance_until_failure-- == 0;
}

static void *taken(void *p)
{
	balance_held += p ? 1 : 0;
	return p;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : taken(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : taken(__real_calloc(count, size));
}

void *__wrap_realloc(void *p, size_t size)
{
	if (fails())
		return NULL;
	return p ? __real_realloc(p, size) : taken(__real_realloc(p, size));
}

char *__wrap_strdup(const char *s)
{
	return fails() ? NULL : taken(__real_strdup(s));
}

char *__wrap_strndup(const char *s, size_t n)
{
	return fails() ? NULL : taken(__real_strndup(s, n));
}

void __wrap_free(void *p)
{
	balance_held -= p ? 1 : 0;
	__real_free(p);
}

static void begin(void)
{
	balance_held = 0;
}

static void end(void)
{
	ck_assert_msg(balance_held == 0, "%ld blocks more than before", (long)balance_held);
}

void suite_balance(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, begin, end);
}
