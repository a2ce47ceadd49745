/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is told what. For everyone is whatever is not proved, speaks against a card, or can be put right by whoever looks
 * at it; for those who help, how what was accepted departs from the usual, of which nothing follows.
 */
#include "output/note_audience.h"

#include <stddef.h>
#include <string.h>

enum audience { EVERYONE, HELPERS };

static const struct {
	const char *note;
	enum audience audience;
} notes[] = {
	/* of a report */
	{ "not-a-production-anchor", EVERYONE },
	{ "no-anchor", EVERYONE },
	{ "no-anchor-for-this-generation", EVERYONE },
	{ "anchor-file-unusable", EVERYONE },
	{ "padding-assumed", EVERYONE },
	{ "no-face", EVERYONE },
	{ "not-read", EVERYONE },
	{ "signature-mismatch", EVERYONE },
	{ "certificate-malformed", EVERYONE },
	{ "certificate-algorithm", EVERYONE },
	{ "check-code-malformed", EVERYONE },
	{ "issuer-unknown", EVERYONE },
	{ "issuer-signature-mismatch", EVERYONE },
	{ "newer-anchor-may-be-missing", EVERYONE },
	{ "issuer-name-differs", HELPERS },
	{ "key-identifier-differs", HELPERS },
	{ "certificate-not-der", HELPERS },
	{ "certificate-null-parameter", HELPERS },
	{ "certificate-unusual", HELPERS },
	{ "check-code-not-der", HELPERS },
	{ "certificate-expired", EVERYONE },
	{ "certificate-not-yet-valid", EVERYONE },
	{ "anchor-expired", HELPERS }, /* genuine cards outlive it */
	{ "anchor-not-yet-valid", EVERYONE },
	{ "reduced-record", EVERYONE },
	{ "card-number-mismatch", EVERYONE },
	{ "card-number-missing", EVERYONE },
	{ "card-number-malformed", EVERYONE },
	{ "kind-not-signed", EVERYONE },
	{ "not-a-live-card", EVERYONE },
	{ "incomplete", EVERYONE },
	{ "unsigned-though-16-or-over", EVERYONE },
	{ "signature-not-understood", EVERYONE },
	/* of a field */
	{ "text-byte-order-mark", HELPERS },
	{ "text-cesu-8", HELPERS },
	{ "text-shift-jis", HELPERS },
	{ "text-shift-jis-2004", HELPERS },
	{ "text-windows-31j", HELPERS },
	{ "text-jis-signs", HELPERS },
	{ "text-line-break", EVERYONE }, /* it is not shown as it is stored */
	{ "text-cut", EVERYONE },
	{ "date-day-unknown", EVERYONE },
	{ "date-month-and-day-unknown", EVERYONE },
	{ "text-broken-utf-8", EVERYONE },
	{ "text-ambiguous", EVERYONE },
	{ "text-unknown-encoding", EVERYONE },
	{ "text-control-character", EVERYONE },
	{ "text-character-not-shown", EVERYONE },
	{ "date-malformed", EVERYONE },
	{ "code-malformed", EVERYONE },
};

bool note_is_for_everyone(const char *note)
{
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		if (strcmp(notes[i].note, note) == 0)
			return notes[i].audience == EVERYONE;
	return true;
}
