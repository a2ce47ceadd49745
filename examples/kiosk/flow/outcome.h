/* SPDX-License-Identifier: BSD-2-Clause */
/* What the result's screen says of a card: the official headings and icons, and the states that they leave out. */
#ifndef FLOW_OUTCOME_H
#define FLOW_OUTCOME_H

#include <stdbool.h>
#include <zairyu/verify.h>

enum outcome_tone { OUTCOME_NEUTRAL, OUTCOME_GOOD, OUTCOME_BAD };

struct outcome {
	enum outcome_tone tone;
	const char *heading; /* names of texts (flow/text.h) */
	const char *advice;  /* NULL: none */
	const char *caution; /* what somebody has to look at besides; NULL: nothing */
	/* The icons, and the words beside them: never by colour alone. */
	int falsification, issuer; /* ZAIRYU_RESULT_* */
	const char *falsification_text, *issuer_text;
};

/*
 * What a report says; NULL is a card that nobody verified. `kind` is ZAIRYU_KIND_* as far as it is proved, for the
 * heading; 0 if it is not.
 */
void outcome_of(const zairyu_report *report, int kind, struct outcome *out);

/*
 * Why a card is not genuine, as far as somebody in front of it can do anything with that: notes for zairyu_note_text().
 * NULL past the last.
 */
const char *outcome_reason(const zairyu_report *report, size_t index);

/* Whether it is a card as those under 16 have it, and nothing on it says otherwise. */
bool outcome_is_child(const zairyu_report *report);

/* Whether a value of the item is proved. On a card that is not genuine nothing is, whoever signed it. */
bool outcome_vouches(const zairyu_report *report, uint64_t item);

#endif
