/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening a page in the person's browser, by xdg-open and without a shell. */
#include "person/browser.h"

#include "person/child_program.h"
#include "person/fail.h"

int browser_open(const struct app *app, const char *url, zairyu_error **err)
{
	static char name[] = "xdg-open";
	char *const argv[] = { name, (char *)(uintptr_t)url, NULL };
	struct child_program program = { .argv = argv, .limit_ms = ZAIRYU_WAIT_FOREVER };
	zairyu_error *cause = NULL;
	const char *domain;
	int64_t number = 0;
	int rc = child_program_run(app, &program, &cause);

	if (rc == ZAIRYU_OK && program.status == 0)
		return ZAIRYU_OK;
	(void)zairyu_error_native(cause, &domain, &number);
	zairyu_error_free(cause);
	if (number != 0)
		return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_OPEN_BROWSER, url, (int)number);
	rc = fail_if_interrupted(app, err);
	return rc != ZAIRYU_OK ? rc : fail(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_OPEN_BROWSER, url, name);
}
