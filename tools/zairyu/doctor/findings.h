/* SPDX-License-Identifier: BSD-2-Clause */
/* What the checks found: data, which is printed as a page or as JSON. */
#ifndef DOCTOR_FINDINGS_H
#define DOCTOR_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "doctor/remedies.h"
#include "person/messages.h"

enum finding_state { FINDING_OK, FINDING_WARNING, FINDING_PROBLEM };

/* What can be found. */
enum found {
	FOUND_PROGRAM,
	FOUND_PROGRAM_MIXED,
	FOUND_TABLE,
	FOUND_TABLE_LEFT_OUT,

	FOUND_SERVICE,
	FOUND_SERVICE_NOT_BUILT_IN,
	FOUND_SERVICE_NOT_INSTALLED,
	FOUND_SERVICE_STOPPED,
	FOUND_SERVICE_OUTSIDE,
	FOUND_SERVICE_SILENT,
	FOUND_SERVICE_FAILED,

	FOUND_PERMISSION,
	FOUND_PERMISSION_REFUSED,
	FOUND_PERMISSION_SERIAL,

	FOUND_MODULES_NONE,
	FOUND_MODULES,

	FOUND_READER_NONE,
	FOUND_READER_ONLY_OTHERS,
	FOUND_READER_EXTENDED,
	FOUND_READER_SHORT,
	FOUND_READER_POOR,
	FOUND_READER_UNUSABLE,
	FOUND_READER_NOT_LISTED,
	FOUND_READER_NFC,
	FOUND_READER_OTHER_SLOT,
	FOUND_READER_FAILED,

	FOUND_USB,
	FOUND_USB_UNSEEN,
	FOUND_USB_NOT_USABLE,
	FOUND_USB_HELD,
	FOUND_USB_NO_DRIVER,
	FOUND_USB_UNKNOWN,
	FOUND_USB_REFUSED,

	FOUND_CARD_NONE,
	FOUND_CARD,
	FOUND_CARD_SIMULATED,
	FOUND_CARD_FAILED,
	FOUND_LINK_EXTENDED,
	FOUND_LINK_SHORT,
	FOUND_EXCHANGE,
	FOUND_EXCHANGE_SLOW,

	FOUND_TRUST,
	FOUND_TRUST_TEST_ONLY,
	FOUND_TRUST_MISSING,
	FOUND_TRUST_ENDS,
	FOUND_TRUST_ENDED,
	FOUND_TRUST_BROKEN,
	FOUND_TRUST_UNUSABLE,
	FOUND_TRUST_NOT_BUILT_IN,
	FOUND_TRUST_PLACE,
	FOUND_TRUST_WRITABLE,
	FOUND_TRUST_FOREIGN,

	FOUND_FONTS,
	FOUND_FONTS_MISSING,
	FOUND_FONTS_NOT_BUILT_IN,

	FOUND_CLOCK,
	FOUND_CLOCK_BEHIND,
	FOUND_CLOCK_AHEAD,

	FOUND_LANGUAGE,
	FOUND_LANGUAGE_NOT_UTF8,

	FOUND_COUNT
};

struct finding {
	size_t check; /* which of the checks it was */
	enum found what;
	enum finding_state state;
	char *one, *two[2]; /* what is filled into its text, the second in Japanese and in English; NULL for nothing */
	enum remedy remedy;
	char *with; /* what is filled into the remedy */
	bool has_value;
	int64_t value;
};

struct findings {
	struct finding *list;
	size_t count;
	size_t check; /* the one that looks now */
	bool failed;  /* for lack of memory */
};

/* A finding of the check that looks now. Never NULL: without memory it is one that nobody sees. */
struct finding *findings_add(struct findings *findings, enum found what, const char *one, const char *two);
/* The same with a second value that depends on the language. */
struct finding *findings_add_worded(struct findings *findings, enum found what, const char *one, const char *two_ja,
				    const char *two_en);
/* A library's failure: its text, and what to do about it. */
void findings_add_failure(struct findings *findings, enum found what, const char *one, int code);
/* The one that was added last. */
struct finding *findings_last(struct findings *findings);
/* None if what is to be filled in could be more than a word to a shell. */
void findings_remedy(struct findings *findings, struct finding *finding, enum remedy remedy, const char *with);
void findings_value(struct finding *finding, int64_t value);
void findings_done(struct findings *findings);

/* The stable word for what was found. */
const char *finding_word(const struct finding *finding);
/* Its text; ZAIRYU_LANGUAGE_*. */
void finding_format(const struct finding *finding, int language, char *out, size_t size);
/* Its remedy's lines; false if it has none. */
bool finding_remedy(const struct finding *finding, char *out, size_t size);

#endif
