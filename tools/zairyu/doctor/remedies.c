/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/remedies.h"

#include <stddef.h>

const char *remedy_lines(enum remedy remedy)
{
	static const char *const lines[] = {
		NULL,
#define R(name, lines) lines,
#include "doctor/remedies.def"
#undef R
	};

	return lines[remedy];
}
