/* SPDX-License-Identifier: BSD-2-Clause */
/* The record from the inside, and how it is built: new, add the files, finish; then it never changes. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <zairyu/number.h>
#include <zairyu/record.h>

#include "card/card.h"
#include "record/date.h"
#include "record/digests.h"
#include "record/padding.h"
#include "record/text/field_note.h"

enum {
	RECORD_STRING_MAX = 255, /* of a reader's URI and the library's version */
	RECORD_PERIOD_SIZE = 32
};

/* A data object as stored; the value is inside the file's data. */
struct record_object {
	uint32_t tag;
	zairyu_bytes value;
};

struct record_file {
	const struct card_file *table;
	uint8_t *data; /* NULL in a reduced record */
	size_t len;
	size_t padding_assumed;
	bool padding_is_ours;          /* the session that left it out knows where */
	struct record_padding padding; /* of a whole record: where */
	int presence;                  /* ZAIRYU_PRESENCE_* */
	struct record_object *objects;
	size_t object_count;
};

/* What a getter answers for a field. */
struct record_field {
	int state;        /* ZAIRYU_FIELD_STATE_* */
	int status;       /* 0, ZAIRYU_ERR_ABSENT, ZAIRYU_ERR_MALFORMED */
	char *text;       /* set with 0 only */
	unsigned notes;   /* NOTE_* */
	zairyu_bytes raw; /* inside the file's data; as stored */
	struct date date;
	const char *name_ja; /* of a code with a published meaning */
	const char *name_en;
};

struct zairyu_record {
	zairyu_context *ctx; /* for its limits and algorithms */
	zairyu_card card;
	char number[ZAIRYU_NUMBER_SIZE];
	char *reader;
	char *library_version;
	int64_t read_at;
	int source; /* ZAIRYU_SOURCE_* */
	bool reduced;
	bool padding_is_settled; /* what was assumed, a signature has proved */
	uint8_t *results;        /* of a reduced record */
	size_t results_len;
	struct record_file files[RECORD_FILES_MAX]; /* in ascending order of the item */
	size_t file_count;
	struct record_digests *digests;
	struct record_field fields[ZAIRYU_FIELD_LAST + 1];
	char period_ja[RECORD_PERIOD_SIZE]; /* the period of stay has its names by rule, not by table */
	char period_en[RECORD_PERIOD_SIZE];
};

/* What keeps the digests of a record apart from those of all others. */
struct record_salt {
	enum {
		RECORD_SALT_NEW, /* drawn when it is needed */
		RECORD_SALT_GIVEN,
		RECORD_SALT_NONE
	} kind; /* NONE: reduced in version 1, without any */
	uint8_t bytes[RECORD_SALT_LENGTH];
};

/* The salt that a record has: 16 bytes, or none at all. */
void record_salt_of(zairyu_bytes salt, struct record_salt *out);
/* Digests with that salt; NULL if memory ran out. */
struct record_digests *record_digests_salted(const zairyu_context *ctx, const struct record_salt *salt);

/* What a session or a loader knows about the reading. Strings are copied. */
struct record_origin {
	const zairyu_card *card;
	const char *number; /* normalised; "" for a reduced record */
	const char *reader;
	const char *library_version;
	int64_t read_at;
	int source; /* ZAIRYU_SOURCE_*; 0: as the reader's URI has it */
	struct record_salt salt;
};

/* Makes an empty record. Keeps nothing of its arguments but `ctx`, which it keeps alive. */
int record_new(zairyu_context *ctx, const struct record_origin *origin, zairyu_record **out, zairyu_error **err);
/* The same for another form of the same reading: of its origin and with its salt. */
int record_new_like(const zairyu_record *record, const char *number, zairyu_record **out, zairyu_error **err);
/*
 * Adds a file's exact bytes, of which those of `padding` (NULL: none) were not transferred. The first takes over
 * `data`, which is from malloc(), also on failure; the second copies. The third is for when only their number is known.
 */
int record_take_file(zairyu_record *record, uint64_t item, uint8_t *data, size_t len,
		     const struct record_padding *padding, zairyu_error **err);
int record_add_file(zairyu_record *record, uint64_t item, zairyu_bytes file, const struct record_padding *padding,
		    zairyu_error **err);
int record_add_counted(zairyu_record *record, uint64_t item, zairyu_bytes file, size_t padding_assumed,
		       zairyu_error **err);
/* Takes the files apart: objects, presence, fields. ZAIRYU_ERR_MALFORMED names no data. */
int record_finish(zairyu_record *record, zairyu_error **err);

/* The same for a reduced record: what is known of each file, then the rest. Digests are 32 bytes. */
struct record_summary {
	uint64_t item;
	int presence;
	size_t len, padding_assumed;
	const uint8_t *digest;
};
int record_add_summary(zairyu_record *record, const struct record_summary *summary, zairyu_error **err);
int record_finish_reduced(zairyu_record *record, const uint8_t *number_digest, zairyu_bytes results,
			  zairyu_error **err);
/* Both: what is known of another record's number, and of each of its files whose item is among `items`. */
int record_summarise(zairyu_record *reduced, const zairyu_record *record, uint64_t items, zairyu_bytes results,
		     zairyu_error **err);

/* The file of an item if it was read, else NULL. */
const struct record_file *record_file_of(const zairyu_record *record, uint64_t item);
/* Room for a file in its place, or NULL with the reason in `*err`. */
struct record_file *record_place_file(zairyu_record *record, uint64_t item, int *rc, zairyu_error **err);
/* The value of an object of a file that was taken apart; empty if it is not there or only NULs. */
zairyu_bytes record_file_value(const struct record_file *file, uint32_t tag);

/* Decodes every field [G1 3.3.4]. A bad field makes only its own getter fail. 0 or NO_MEMORY. */
int record_decode_fields(zairyu_record *record);

#endif
