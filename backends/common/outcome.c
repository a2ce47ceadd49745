/* SPDX-License-Identifier: BSD-2-Clause */
#include "outcome.h"

#include <errno.h>
#include <stdio.h>

enum { MESSAGE_MAX = 256 }; /* what zairyu_error_set() keeps */

const struct outcome outcome_ok = { .code = ZAIRYU_OK, .message = "" };

struct outcome outcome_own(int code, const char *message)
{
	return (struct outcome){ .code = code, .message = message };
}

struct outcome outcome_errno(int code, const char *message)
{
	return (struct outcome){ .code = code, .message = message, .domain = "errno", .native = errno };
}

int outcome_report(const struct outcome *outcome, zairyu_error **err)
{
	char message[MESSAGE_MAX];

	if (outcome->code == ZAIRYU_OK)
		return ZAIRYU_OK;
	if (!outcome->who[0])
		return zairyu_error_set(err, outcome->code, outcome->domain, outcome->native, outcome->message);
	(void)snprintf(message, sizeof message, "%s (%s)", outcome->message, outcome->who);
	return zairyu_error_set(err, outcome->code, outcome->domain, outcome->native, message);
}

void failure_pass(zairyu_error **err, zairyu_error *cause)
{
	if (err && !*err)
		*err = cause;
	else
		zairyu_error_free(cause);
}
