/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/checks.h"

#include "person/fail.h"

/* In the order in which a person would look. */
static const struct check checks[] = {
	{ "service", MSG_CHECK_SERVICE, check_service }, { "permission", MSG_CHECK_PERMISSION, check_permission },
	{ "reader", MSG_CHECK_READER, check_readers },   { "usb", MSG_CHECK_USB, check_usb },
	{ "modules", MSG_CHECK_MODULES, check_modules }, { "card", MSG_CHECK_CARD, check_card },
	{ "trust", MSG_CHECK_TRUST, check_trust },       { "fonts", MSG_CHECK_FONTS, check_fonts },
	{ "clock", MSG_CHECK_CLOCK, check_clock },       { "language", MSG_CHECK_LANGUAGE, check_language },
	{ "program", MSG_CHECK_PROGRAM, check_program },
};
enum { CHECKS = sizeof checks / sizeof *checks };

const struct check *check_at(size_t index)
{
	return index < CHECKS ? &checks[index] : NULL;
}

int checks_run(struct examination *exam, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	examination_list(exam);
	for (size_t i = 0; rc == ZAIRYU_OK && i < CHECKS; i++) {
		rc = fail_if_interrupted(exam->app, err);
		exam->findings.check = i;
		if (rc == ZAIRYU_OK)
			checks[i].look(exam);
	}
	if (rc == ZAIRYU_OK)
		rc = fail_if_interrupted(exam->app, err);
	if (rc == ZAIRYU_OK && exam->findings.failed)
		rc = fail(exam->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	return rc;
}
