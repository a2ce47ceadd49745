/* SPDX-License-Identifier: BSD-2-Clause */
/* The end of every test program: runs a list of Check tests. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

static inline int suite_run(const char *name, const TTest *const *tests, double seconds)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);
	SRunner *runner;
	int failed;

	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
	tcase_set_timeout(tcase, seconds);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

/* The tests of a program, to be listed between the braces; ends the file. */
#define SUITE_MAIN(name, seconds, ...)                                          \
	int main(void)                                                          \
	{                                                                       \
		const TTest *const tests[] = { __VA_ARGS__, NULL };             \
		return suite_run(name, tests, seconds);                         \
	}

#endif
