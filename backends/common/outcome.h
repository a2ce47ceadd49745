/* SPDX-License-Identifier: BSD-2-Clause */
/* How something ended: a code, what the system or service called it, and what a person can do about it. */
#ifndef COMMON_OUTCOME_H
#define COMMON_OUTCOME_H

#include <zairyu.h>

/* Plain data, so that a worker that was left behind has nothing to free for it. */
struct outcome {
	int code;            /* ZAIRYU_OK or ZAIRYU_ERR_* */
	const char *message; /* static */
	const char *domain;  /* whose code `native` is; NULL if there is none */
	int64_t native;
	char who[48]; /* which program is in the way, to be added to the message; "" if that is not known */
};

extern const struct outcome outcome_ok;

/* A failure that we noticed ourselves, or the system, with errno's present value. */
struct outcome outcome_own(int code, const char *message);
struct outcome outcome_errno(int code, const char *message);

/* Hands it to the caller's error. Returns its code. */
int outcome_report(const struct outcome *outcome, zairyu_error **err);

/* Gives one to the caller if there is none yet, and frees it otherwise. */
void failure_pass(zairyu_error **err, zairyu_error *cause);

#endif
