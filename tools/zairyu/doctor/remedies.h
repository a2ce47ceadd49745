/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines to paste into a shell. */
#ifndef DOCTOR_REMEDIES_H
#define DOCTOR_REMEDIES_H

enum remedy {
	REMEDY_NONE,
#define R(name, lines) REMEDY_##name,
#include "doctor/remedies.def"
#undef R
};

/* The lines, in which {1} is to be filled in; NULL for REMEDY_NONE. */
const char *remedy_lines(enum remedy remedy);

#endif
