/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether the view of a card, which is written in Japanese, can be painted. */
#include <zairyu/image.h>

#include "doctor/checks.h"

void check_fonts(struct examination *exam)
{
	struct findings *findings = &exam->findings;

	if (!zairyu_image_has_text())
		(void)findings_add(findings, FOUND_FONTS_NOT_BUILT_IN, NULL, NULL);
	else if (zairyu_image_can_write_japanese())
		(void)findings_add(findings, FOUND_FONTS, NULL, NULL);
	else
		findings_remedy(findings, findings_add(findings, FOUND_FONTS_MISSING, NULL, NULL), REMEDY_INSTALL_FONTS,
				NULL);
}
