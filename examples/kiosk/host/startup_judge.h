/* SPDX-License-Identifier: BSD-2-Clause */
/* What the doctor said, read and judged. */
#ifndef HOST_STARTUP_JUDGE_H
#define HOST_STARTUP_JUDGE_H

#include "host/startup_check.h"

enum { STARTUP_TEXT_MAX = 1 << 20 };

/* What the doctor may fail with itself. */
enum startup_own {
	STARTUP_DOCTOR_MISSING,
	STARTUP_DOCTOR_NOT_RUN,
	STARTUP_DOCTOR_CRASHED,
	STARTUP_DOCTOR_SILENT,
	STARTUP_DOCTOR_GARBAGE,
	STARTUP_DOCTOR_NOT_READY,
	STARTUP_TRUST_NONE,
	STARTUP_OWNS
};

/* A report of this one finding: out of order. */
struct startup_report *startup_judge_failure(enum startup_own what);
/* A report of what the doctor printed; of STARTUP_DOCTOR_GARBAGE if that is nothing of his. */
struct startup_report *startup_judge(const char *text, gsize len, const struct startup_options *options);

#endif
