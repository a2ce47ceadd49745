/* SPDX-License-Identifier: BSD-2-Clause */
/* Faults: what is done to a command, or to its answer, instead of the right thing. */
#ifndef CHIP_FAULT_H
#define CHIP_FAULT_H

#include "chip/chip.h"

struct fault {
	int kind; /* ZAIRYU_FAULT_* */
	uint32_t at;
	uint32_t arg;
};

/* Fills in the defaults. False if the kind is unknown, or `at` or `arg` make no sense for it. */
bool fault_make(struct fault *fault, int kind, uint32_t at, uint32_t arg);

/* Reads `fault=KIND@N` or `fault=KIND@N:ARG` out of the options; ZAIRYU_FAULT_NONE if there is none. Returns 0 or
 * ARGUMENT. */
int fault_from_options(struct fault *fault, const char *options, zairyu_error **err);

/* What the fault does to a complete answer; nothing for those that do not touch it. */
void fault_apply(const struct fault *fault, struct chip_answer *answer);

#endif
