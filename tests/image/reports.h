/* SPDX-License-Identifier: BSD-2-Clause */
/* Reports made by hand, through the library's own rule for the verdict. */
#ifndef TEST_IMAGE_REPORTS_H
#define TEST_IMAGE_REPORTS_H

#include <zairyu/verify.h>

/* What a verification would say of a whole card: both results (ZAIRYU_RESULT_*) and the anchor (ZAIRYU_ANCHOR_*, or 0).
 */
zairyu_report *make_report(int falsification, int issuer, int anchor);
/* Adds a note by its word. */
void report_with(zairyu_report *report, const char *note);
/* It is about this record, whatever it was about before. */
void report_about(zairyu_report *report, const zairyu_record *record);
void report_set_verdict(zairyu_report *report, int verdict);
/* That of a genuine card. */
zairyu_report *genuine_report(void);

#endif
