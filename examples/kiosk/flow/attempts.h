/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How often something secret may be tried: the number that opens a card, so that a found card is not guessed out, or the
 * staff's PIN. Wrong ones are counted for the whole kiosk, whoever tries, and one that is right forgives none of them:
 * somebody could place a card of their own in between. The chip itself counts nothing.
 */
#ifndef FLOW_ATTEMPTS_H
#define FLOW_ATTEMPTS_H

#include <stdbool.h>
#include <stdint.h>

struct attempts_rule {
	int pause_from;                 /* the wrong one, counted from 1, with which pauses begin */
	int64_t pause_ms, pause_max_ms; /* the first pause, which each further wrong one doubles, and the longest */
	int64_t forgive_ms;             /* so long without a wrong one forgives one; pauses do not count */
	int staff_from;                 /* with this one it stays closed until attempts_reset(); 0: never */
};

extern const struct attempts_rule attempts_card_number;
/* Never closed for good: there is nobody above the staff who could open it. */
extern const struct attempts_rule attempts_staff_pin;

/* Begins as { .rule = &… }. Time that passes is counted, so that a clock that jumps back shortens and prolongs nothing. */
struct attempts {
	const struct attempts_rule *rule;
	int wrong;
	int64_t pause_ms, quiet_ms, seen;
};

/* One that was wrong. In a pause, too, if somebody lets it be tried there; a pause never becomes shorter by it. */
void attempts_wrong(struct attempts *attempts, int64_t now);

/* How long nothing may be tried, in milliseconds; 0 if there is no pause. */
int64_t attempts_pause_left(struct attempts *attempts, int64_t now);

/* Whether only the staff can open it again. Time does not. */
bool attempts_needs_staff(const struct attempts *attempts);

/* Whether something may be tried now. */
bool attempts_allowed(struct attempts *attempts, int64_t now);

/* The staff's: forgives all. */
void attempts_reset(struct attempts *attempts);

#endif
