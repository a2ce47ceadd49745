/* SPDX-License-Identifier: BSD-2-Clause */
/* The end of every test program: cases of Check tests, run. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>
#include <stdlib.h>

/* How many rows a table has: where a loop test over it ends. */
#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

/* Finds what a test leaves behind; in programs that have balance.c. */
void suite_balance(TCase *tcase) __attribute__((weak));

/* A case whose tests may take so long each. */
static inline TCase *suite_case(const char *name, double seconds)
{
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, seconds);
	if (suite_balance)
		suite_balance(tcase);
	return tcase;
}

/*
 * Runs cases, up to NULL, and returns the exit status. CK_NOFORK: all in this process. That is for tests which draw much
 * text: a child cannot if this process did (newer Pango keeps a thread), and loading the fonts for each takes its time.
 */
static inline int suite_run_as(enum fork_status status, const char *name, TCase *const *cases)
{
	Suite *suite = suite_create(name);
	SRunner *runner;
	int failed;

	for (; *cases; cases++)
		suite_add_tcase(suite, *cases);
	runner = srunner_create(suite);
	srunner_set_fork_status(runner, status);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Runs cases, each test in a process of its own unless the environment says otherwise. */
static inline int suite_run_cases(const char *name, TCase *const *cases)
{
	return suite_run_as(CK_FORK_GETENV, name, cases);
}

/* The same for cases that are listed here. */
#define suite_run(name, ...) suite_run_cases(name, (TCase *const[]){ __VA_ARGS__, NULL })

/* Adds tests, up to NULL, that run once each. */
static inline void suite_add(TCase *tcase, const TTest *const *tests)
{
	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
}

/* A program of nothing but such tests, to be listed behind the seconds each may take; ends the file. */
#define SUITE_MAIN(name, seconds, ...)                                                                                 \
	int main(void)                                                                                                 \
	{                                                                                                              \
		TCase *tcase = suite_case(name, seconds);                                                              \
                                                                                                                       \
		suite_add(tcase, (const TTest *const[]){ __VA_ARGS__, NULL });                                         \
		return suite_run(name, tcase);                                                                         \
	}

#endif
