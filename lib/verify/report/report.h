/* SPDX-License-Identifier: BSD-2-Clause */
/* A report from the inside. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <zairyu/verify.h>

#include "certificate/certificate.h"
#include "report/note.h"

struct zairyu_report {
	char record[SHA256_HEX_SIZE]; /* the digest of its number, which no two readings share; "" if it does not say */
	int verdict;
	int falsification;
	int issuer;
	uint64_t covers;
	bool covers_kind;
	enum note notes[NOTE_COUNT];
	size_t note_count;
	int anchor_kind; /* 0: no anchor */
	char *anchor_subject;
	char anchor_sha256[SHA256_HEX_SIZE];
	char *certificate_subject; /* NULL: no certificate that can be parsed */
	char certificate_serial[SERIAL_HEX_SIZE];
	struct validity validity;
};

/* A report that says nothing yet: unchecked, not checked. NULL if memory ran out. */
zairyu_report *report_new(void);
/* It is about this record. 0; CRYPTO if the digest of its number could not be made; ARGUMENT for NULL. */
int report_bind(zairyu_report *report, const zairyu_record *record);
/* Adds a note unless it is there or NOTE_NONE. */
void report_add_note(zairyu_report *report, enum note note);
bool report_has_note(const zairyu_report *report, enum note note);
/* The verdict that follows from results, anchor and notes. There is no other way to one. */
int report_conclude(const zairyu_report *report);
/* Whether a report with these results and notes may say that anything is covered: nothing of an abnormal card is. */
bool report_may_cover(const zairyu_report *report);

#endif
