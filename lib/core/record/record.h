/* SPDX-License-Identifier: BSD-2-Clause */
/* The record from the inside, and how it is built: new, add the files, finish; then it never changes. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <stdatomic.h>
#include <zairyu/record.h>

#include "card/card.h"

enum { RECORD_FILES_MAX = 16 };

struct record_file {
	const struct card_file *table;
	uint8_t *data; /* NULL in a reduced record */
	size_t len;
	size_t padding_assumed;
	int presence; /* ZAIRYU_PRESENCE_* */
	uint8_t digest[32];
};

/* What a session or a loader knows about the reading. Strings are copied. */
struct record_origin {
	const zairyu_card *card;
	const char *number; /* normalised; "" for a reduced record */
	const char *reader;
	const char *library_version;
	int64_t read_at;
};

/* Makes an empty record. Keeps nothing of its arguments but `ctx`'s limits and algorithms until record_finish(). */
int record_new(zairyu_context *ctx, const struct record_origin *origin, zairyu_record **out, zairyu_error **err);
/* Adds a file's exact bytes (copied), the last `padding_assumed` of which are NULs that were not transferred. */
int record_add_file(zairyu_record *record, uint32_t item, zairyu_bytes file, size_t padding_assumed, zairyu_error **err);
/* Takes the files apart: objects, presence, fields, digests. ZAIRYU_ERR_MALFORMED names no data. */
int record_finish(zairyu_record *record, zairyu_error **err);

#endif
