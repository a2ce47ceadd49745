/* SPDX-License-Identifier: BSD-2-Clause */
/* A build without libzairyu-verify. */
#include "doctor/checks.h"

void check_trust(struct examination *exam)
{
	(void)findings_add(&exam->findings, FOUND_TRUST_NOT_BUILT_IN, NULL, NULL);
	exam->unproved = true;
}
