/* SPDX-License-Identifier: BSD-2-Clause */
/* Notes: the reasons and hints in a report. */
#ifndef REPORT_NOTE_H
#define REPORT_NOTE_H

enum note {
	NOTE_NONE,
	NOTE_NOT_A_PRODUCTION_ANCHOR,
	NOTE_NO_ANCHOR,
	NOTE_NO_ANCHOR_FOR_THIS_GENERATION,
	NOTE_PADDING_ASSUMED,
	NOTE_NO_FACE,
	NOTE_NOT_READ,
	NOTE_SIGNATURE_MISMATCH,
	NOTE_CERTIFICATE_MALFORMED,
	NOTE_CERTIFICATE_ALGORITHM,
	NOTE_CHECK_CODE_MALFORMED,
	NOTE_ISSUER_UNKNOWN,
	NOTE_ISSUER_SIGNATURE_MISMATCH,
	NOTE_NEWER_ANCHOR_MAY_BE_MISSING,
	NOTE_ISSUER_NAME_DIFFERS,
	NOTE_KEY_IDENTIFIER_DIFFERS,
	NOTE_CERTIFICATE_NOT_DER,
	NOTE_CERTIFICATE_NULL_PARAMETER,
	NOTE_CERTIFICATE_UNUSUAL,
	NOTE_CHECK_CODE_NOT_DER,
	NOTE_CERTIFICATE_EXPIRED,
	NOTE_CERTIFICATE_NOT_YET_VALID,
	NOTE_ANCHOR_EXPIRED,
	NOTE_ANCHOR_NOT_YET_VALID,
	NOTE_REDUCED_RECORD,
	NOTE_CARD_NUMBER_MISMATCH,
	NOTE_CARD_NUMBER_MISSING,
	NOTE_CARD_NUMBER_MALFORMED,
	NOTE_KIND_NOT_SIGNED,
	NOTE_NOT_A_LIVE_CARD,
	NOTE_INCOMPLETE,
	NOTE_UNSIGNED_THOUGH_16_OR_OVER,
	NOTE_SIGNATURE_NOT_UNDERSTOOD,
	NOTE_COUNT
};

/* What a note does to the verdict, whatever the two results are. Most do nothing. */
enum note_effect {
	NOTE_TELLS,           /* the verdict is that of the results */
	NOTE_LEAVES_DOUBT,    /* never genuine */
	NOTE_IS_CONTRADICTION /* abnormal: what is on the card cannot all be true */
};
enum note_effect note_effect(enum note note);

/* The stable word of a note; NULL for others. */
const char *note_word(enum note note);
/* NOTE_NONE if it is not a note's word. */
enum note note_of_word(const char *word);

#endif
