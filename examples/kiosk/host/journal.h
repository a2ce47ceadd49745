/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The log of the kiosk: what happened when, for those who keep it running. No card number, name or value can get into it:
 * there is no way to hand text to it but words of this list and a support code, which the library makes of numbers.
 *
 *   2026-06-14T01:23:45Z verified genuine
 *   2026-06-14T01:24:10Z failed Z304-04-6300
 */
#ifndef HOST_JOURNAL_H
#define HOST_JOURNAL_H

#include <stdint.h>
#include <zairyu/verify.h>

#include "host/hook.h"

enum journal_event {
	JOURNAL_STARTED,
	JOURNAL_ENDED,
	JOURNAL_READY,
	JOURNAL_OUT_OF_ORDER,
	JOURNAL_VERIFIED,
	JOURNAL_FAILED,
	JOURNAL_CANCELLED,
	JOURNAL_IDLE,
	JOURNAL_CARD_TAKEN,
	JOURNAL_CARD_LEFT,
	JOURNAL_LOCKED,
	JOURNAL_SAME,
	JOURNAL_DIFFERENT,
	JOURNAL_HANDED_ON,
	JOURNAL_NOT_HANDED_ON,
	JOURNAL_STAFF,
	JOURNAL_STAFF_REFUSED,
	JOURNAL_EVENTS
};

/* The word of an event. */
const char *journal_word(enum journal_event event);

/* What is not there is left out of the line. */
struct journal_entry {
	enum journal_event event;
	const zairyu_error *error;   /* its support code is written; NULL */
	const zairyu_report *report; /* its verdict's word is written; NULL */
	enum hook_outcome handed_on; /* its word is written, unless it is HOOK_DONE */
	int64_t number;              /* a count, an exit status; written if `has_number` */
	int has_number;
};

struct journal;

/* A journal in a file, which is created for its owner and group alone, and opened for each line, so that it can be moved away. NULL:
 * standard error. */
struct journal *journal_new(const char *path);
void journal_free(struct journal *journal);
/* Writes a line, in one piece. */
void journal_write(struct journal *journal, const struct journal_entry *entry);
/* How many lines could not be written. */
unsigned journal_failures(const struct journal *journal);

#endif
