/* SPDX-License-Identifier: BSD-2-Clause */
/* A build without libzairyu-image. */
#include "doctor/checks.h"

void check_fonts(struct examination *exam)
{
	(void)findings_add(&exam->findings, FOUND_FONTS_NOT_BUILT_IN, NULL, NULL);
}
