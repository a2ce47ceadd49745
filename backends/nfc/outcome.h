/* SPDX-License-Identifier: BSD-2-Clause */
/* How something ended: a code, what the system or libnfc called it, and what to do about it. */
#ifndef ZAIRYU_NFC_OUTCOME_H
#define ZAIRYU_NFC_OUTCOME_H

#include "holder.h"

#include <zairyu.h>

struct outcome {
	int code;           /* ZAIRYU_OK or ZAIRYU_ERR_* */
	const char *domain; /* "libnfc", "errno" or NULL */
	int native;
	const char *message;  /* static */
	struct holder holder; /* who is in the way, if that is known */
};

extern const struct outcome outcome_ok;

struct outcome outcome_of(int code, const char *message);
/* With errno's present value. */
struct outcome outcome_errno(int code, const char *message);
/* Of a negative return value of a libnfc function, by the table of what was measured with libnfc 1.8.0. */
struct outcome outcome_libnfc(int rc);

/* Whether the device is better closed and opened again after this return value. */
int outcome_needs_reopen(int rc);

/* Hands it to the caller's error. @return its code. */
int outcome_report(const struct outcome *outcome, zairyu_error **err);

#endif
