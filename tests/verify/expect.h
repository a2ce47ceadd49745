/* SPDX-License-Identifier: BSD-2-Clause */
/* Verifying in tests, and what is expected of the report. */
#ifndef TESTS_VERIFY_EXPECT_H
#define TESTS_VERIFY_EXPECT_H

#include <stdbool.h>

#include "maker.h"

/* Makes a card, verifies it, and holds what is true of every report; also exactly which items it says are covered. */
zairyu_report *verify_card(const zairyu_trust *trust, const struct card_plan *plan);
/* Verifies and frees the record, with the items that are covered if both results are ok. */
zairyu_report *verify_and_free(const zairyu_trust *trust, zairyu_record *record, uint64_t covers);
/* What the signature of a card covers if it verifies. */
uint32_t covers_of(const struct card_plan *plan);
bool has_note(const zairyu_report *report, const char *word);
/*
 * The results and the verdict by name; and a note it must have, "" for no note at all but that a first-generation kind
 * is not signed, or NULL for any.
 */
void expect_report(const zairyu_report *report, const char *falsification, const char *issuer, const char *verdict,
		   const char *note);
/* All of that, where nothing more is asked of the report. */
void expect_verdict(const zairyu_trust *trust, const struct card_plan *plan, const char *falsification,
		    const char *issuer, const char *verdict, const char *note);

#endif
