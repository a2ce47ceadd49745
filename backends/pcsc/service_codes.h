/* SPDX-License-Identifier: BSD-2-Clause */
/* How return codes of the PC/SC service translate into ours. */
#ifndef PCSC_SERVICE_CODES_H
#define PCSC_SERVICE_CODES_H

#include <winscard.h>

#include "outcome.h"

/* The same return code means different things to a person, depending on what was being done. */
enum phase {
	PHASE_SERVICE, /* reaching the service, listing and watching readers */
	PHASE_CONNECT, /* taking the card */
	PHASE_CARD,    /* talking to it */
};

/* What the return code `native` means in a phase. */
struct outcome outcome_of(enum phase phase, LONG native);

/* The same where we know better: our code and message, with the service's. */
struct outcome outcome_but(int code, const char *message, LONG native);

/* A code as it is written and searched for: LONG is 64 bits wide here, but codes are 32-bit numbers, 0x8010000B. */
int64_t outcome_number(LONG native);

#endif
