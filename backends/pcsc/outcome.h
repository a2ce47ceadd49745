/* SPDX-License-Identifier: BSD-2-Clause */
/* What a call into the PC/SC service came to, and how its return codes translate into ours. */
#ifndef ZAIRYU_PCSC_OUTCOME_H
#define ZAIRYU_PCSC_OUTCOME_H

#include <stdbool.h>
#include <winscard.h>
#include <zairyu.h>

/* The same return code means different things to a person, depending on what was being done. */
enum phase {
	PHASE_SERVICE, /* reaching the service, listing and watching readers */
	PHASE_CONNECT, /* taking the card */
	PHASE_CARD,    /* talking to it */
};

/* Plain data, so that a worker that was left behind has nothing to free for it. */
struct outcome {
	int code;            /* ZAIRYU_OK or ZAIRYU_ERR_* */
	LONG native;         /* SCARD_S_SUCCESS if the failure has no code of the service */
	const char *message; /* static */
};

extern const struct outcome outcome_ok;

/* A failure that we noticed ourselves. */
struct outcome outcome_own(int code, const char *message);

/* What the return code `native` means in a phase. */
struct outcome outcome_of(enum phase phase, LONG native);

/* A code as it is written and searched for: LONG is 64 bits wide here, but codes are 32-bit numbers, 0x8010000B. */
int64_t outcome_number(LONG native);

/* Turns an outcome into an error object; returns its code. */
int outcome_report(const struct outcome *outcome, zairyu_error **err);

#endif
