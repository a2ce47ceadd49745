/* SPDX-License-Identifier: BSD-2-Clause */
/* The format of a saved record, as zairyu-record(5) describes it: what save and load share. */
#ifndef SAVED_FORMAT_H
#define SAVED_FORMAT_H

#include <zairyu/base.h>

/* Shows a transfer as text: bit 8, CR LF, end of file (DOS), LF. */
#define FORMAT_MAGIC "\x89ZCR\r\n\x1A\n"

enum {
	FORMAT_MAGIC_LENGTH = 8,
	FORMAT_HEADER_LENGTH = 16,
	FORMAT_DIGEST_LENGTH = 32,
	FORMAT_VERSION = 2,
	FORMAT_FIRST_VERSION = 1, /* no salt, no source, a count of padding only */
	FORMAT_WIDE_VERSION = 3,  /* items in 8 bytes: written only if one of them does not fit into 4 */
	FORMAT_FLAG_REDUCED = 1,
	FORMAT_FLAG_SETTLED = 2, /* of a whole record that assumed padding */
	FORMAT_SECTION_OPTIONAL = 1
};

/* In the order they are written in. */
enum format_section {
	FORMAT_ORIGIN = 1,
	FORMAT_NUMBER = 2,
	FORMAT_NUMBER_DIGEST = 3,
	FORMAT_FILE = 4,
	FORMAT_SUMMARY = 5,
	FORMAT_RESULTS = 6
};

#endif
