/* SPDX-License-Identifier: BSD-2-Clause */
/* Verifying in tests, and what is expected of the report. */
#ifndef TESTS_VERIFY_EXPECT_H
#define TESTS_VERIFY_EXPECT_H

#include <zairyu/verify.h>

/* Verifies and frees the record. Holds what is true of every report. */
zairyu_report *verify_and_free(const zairyu_trust *trust, zairyu_record *record);
/* The results and the verdict by name; and a note it must have, "" for no note at all, or NULL for any. */
void expect_report(const zairyu_report *report, const char *falsification, const char *issuer, const char *verdict,
		   const char *note);
/* All of that, where nothing more is asked of the report. */
void expect_verdict(const zairyu_trust *trust, zairyu_record *record, const char *falsification, const char *issuer,
		    const char *verdict, const char *note);

#endif
