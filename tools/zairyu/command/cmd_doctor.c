/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu doctor: whether a card could be read now, and what to do if not. Asks for no number, and reads nothing personal. */
#include <stdio.h>
#include <time.h>

#include "command/chosen_reader.h"
#include "command/command.h"
#include "doctor/checks.h"
#include "doctor/page.h"
#include "person/language.h"
#include "person/terminal.h"

enum { READER_CODES = -200 }; /* the block of what concerns readers */

static int print(const struct examination *exam, zairyu_error **err)
{
	const int status = exit_status_of_error(exam->code);
	int rc = exam->app->json ? page_print_json(exam, status, err) : page_print(exam, err);

	return rc != ZAIRYU_OK ? rc : status;
}

/* A reader that fails is something to be examined; a URI that cannot be one is wrong usage. */
static bool is_of_reader(int rc)
{
	return rc == ZAIRYU_ERR_TIMEOUT || (rc <= READER_CODES && rc > READER_CODES - 100);
}

static int open_reader(struct examination *exam, const struct options *options, zairyu_error **err)
{
	zairyu_error *cause = NULL;

	exam->reader_uri = options->value[OPTION_READER];
	if (!exam->reader_uri)
		return ZAIRYU_OK;
	exam->reader_rc = chosen_reader_open(exam->app, options, &exam->reader, &cause);
	if (exam->reader_rc != ZAIRYU_OK && !is_of_reader(exam->reader_rc)) {
		*err = cause;
		return exam->reader_rc;
	}
	zairyu_error_free(cause);
	return ZAIRYU_OK;
}

/* A service or card that does not answer may take seconds. */
static int run(struct examination *exam, zairyu_error **err)
{
	const bool shown = !exam->app->quiet && terminal_is_capable(stderr);
	int rc;

	if (shown) {
		terminal_line_begin(stderr);
		message_print(stderr, MSG_DOCTOR_LOOKING, exam->app->language, NULL, NULL);
		terminal_line_end(stderr);
	}
	rc = checks_run(exam, err);
	if (shown)
		terminal_clear_line(stderr);
	return rc;
}

int cmd_doctor(struct app *app, const struct options *options, zairyu_error **err)
{
	struct examination exam;
	int rc = examination_begin(&exam, app, err);

	exam.trust = options->value[OPTION_TRUST];
	exam.now = (int64_t)time(NULL);
	if (rc == ZAIRYU_OK)
		rc = open_reader(&exam, options, err);
	if (rc == ZAIRYU_OK)
		rc = run(&exam, err);
	if (rc == ZAIRYU_OK)
		rc = print(&exam, err);
	examination_done(&exam);
	return rc;
}
