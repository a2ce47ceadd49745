/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the suites of the virtual card's chip. */
#include "card_fixture.h"

#include <stdlib.h>

int main(void)
{
	SRunner *runner = srunner_create(suite_vectors());
	int failed;

	srunner_add_suite(runner, suite_status());
	srunner_add_suite(runner, suite_read());
	srunner_add_suite(runner, suite_fault());
	srunner_add_suite(runner, suite_transport());
	srunner_add_suite(runner, suite_vpcd());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
