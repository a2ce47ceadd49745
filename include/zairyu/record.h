/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file record.h
 * What was read from a card: immutable, outlives session and reader, can be saved and verified again later.
 *
 * A record does not change after it was made (except by zairyu_record_settle_padding()), so any number of threads may use
 * its getters at once.
 */
#ifndef ZAIRYU_RECORD_H
#define ZAIRYU_RECORD_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/** Wipes and frees. */
ZAIRYU_API void zairyu_record_free(zairyu_record *record);

/** The card it was read from. Borrowed. */
ZAIRYU_API const zairyu_card *zairyu_record_card(const zairyu_record *record);
/** The card number that opened the card, normalised. Borrowed. */
ZAIRYU_API const char *zairyu_record_number(const zairyu_record *record);
/**
 * The salt of all digests of this record, 16 random bytes, borrowed. It is generated when it is first needed (to return it, to
 * digest, to save), by any thread, and stays the same from then on; copies of the record in forked processes generate their own.
 * It is saved with the record, whole and reduced, and prevents equal contents from having equal digests in two records. It is
 * not secret.
 * @return 0; ABSENT for a record that version 1 of the format reduced: its digests are plain SHA-256; ARGUMENT; CRYPTO.
 */
ZAIRYU_API int zairyu_record_salt(const zairyu_record *record, zairyu_bytes *out);
/**
 * SHA-256 over salt, "zairyu-number", a NUL and the normalised number, 32 bytes, borrowed; also of a reduced record. A
 * whole record and the reduced one made of it have the same; no two readings have. Computed when it is first asked for.
 * @return 0; ARGUMENT; CRYPTO.
 */
ZAIRYU_API int zairyu_record_number_digest(const zairyu_record *record, zairyu_bytes *out);
/**
 * Whether a record, whole or reduced, is of this card number. Takes what zairyu_number_normalize() takes, and the same
 * time whether it fits or not.
 * @return 1 or 0; NUMBER_FORMAT; ARGUMENT; CRYPTO.
 */
ZAIRYU_API int zairyu_record_number_matches(const zairyu_record *record, const char *number, size_t len);
/** URI of the reader it was read with. Borrowed. */
ZAIRYU_API const char *zairyu_record_reader(const zairyu_record *record);

/* What a record was read from. */
#define ZAIRYU_SOURCE_LIVE 1 /**< a card on a reader, as far as the transport can tell */
/** a transport that says of itself that no real card is behind it (ZAIRYU_PROPERTY_SIMULATED) */
#define ZAIRYU_SOURCE_SIMULATED 2
#define ZAIRYU_SOURCE_REPLAYED  3 /**< a recorded conversation: the card need not have been there */

/** One of ZAIRYU_SOURCE_*; 0 for NULL. A record saved in version 1 does not say; then the scheme of its reader's URI decides. */
ZAIRYU_API int zairyu_record_source(const zairyu_record *record);
/** 1 if it was read from a real card on a reader, 0 if that was simulated or replayed. */
ZAIRYU_API int zairyu_record_is_live(const zairyu_record *record);

/** When it was read, seconds since 1970 UTC: of a replay, when that was recorded. 0 if it is not known: an old trace does not say. */
ZAIRYU_API int64_t zairyu_record_read_at(const zairyu_record *record);
/** Version of the library that read it. Borrowed. */
ZAIRYU_API const char *zairyu_record_library_version(const zairyu_record *record);

/* Presence of an item. */
#define ZAIRYU_PRESENCE_NOT_READ 0 /**< was not asked for, or the card type does not have it */
#define ZAIRYU_PRESENCE_PRESENT  1
#define ZAIRYU_PRESENCE_EMPTY    2 /**< the file is there and holds nothing (a permission that was withdrawn) */
#define ZAIRYU_PRESENCE_ABSENT   3 /**< the card was issued without it (no face or no signature, holder under 16) */

/**
 * The items (ZAIRYU_ITEM_*, or-ed) that this reading asked for and got, including the two free files. Compare with
 * zairyu_card_items(): an item that is missing was not read, or was taken out of the record afterwards by somebody who rewrote
 * it; that nobody did cannot be proved, only that what is signed is unchanged. 0 for NULL.
 */
ZAIRYU_API uint64_t zairyu_record_items_read(const zairyu_record *record);

/** One of ZAIRYU_PRESENCE_*, of one item. */
ZAIRYU_API int zairyu_record_presence(const zairyu_record *record, uint64_t item);

/** The exact bytes of an item's file, padding included. @return 0; ABSENT (not read, or a reduced record); ARGUMENT. */
ZAIRYU_API int zairyu_record_file(const zairyu_record *record, uint64_t item, zairyu_bytes *out);

/**
 * SHA-256 over salt, "zairyu-file", a NUL, the item in 4 bytes (big-endian; one that needs more: 4 NULs and
 * then 8 bytes) and the file, 32 bytes, borrowed; also of a
 * reduced record. Computed when it is first asked for, by any thread.
 * @return 0; ABSENT; ARGUMENT; CRYPTO.
 */
ZAIRYU_API int zairyu_record_digest(const zairyu_record *record, uint64_t item, zairyu_bytes *out);

/**
 * Notes that what was assumed is proved: a signature over the padding has been verified. From then on it excuses nothing: if the
 * signature does not match the record when it is verified again, the record was changed, and zairyu_verify() calls it abnormal instead of
 * unchecked. Saving keeps it. zairyu_read_and_verify() does it; a program that reads and verifies by itself may, once
 * zairyu_report_falsification() is ZAIRYU_RESULT_OK, and before the record is shared between threads. Does nothing where
 * nothing was assumed.
 */
ZAIRYU_API void zairyu_record_settle_padding(zairyu_record *record);
/** 1 if zairyu_record_settle_padding() was called on it, or on what was saved; 0 also where nothing was assumed. */
ZAIRYU_API int zairyu_record_padding_is_settled(const zairyu_record *record);

/** How many NULs of an item's file, each after the end of an image or certificate, were not transferred but assumed. 0 if none. */
ZAIRYU_API size_t zairyu_record_padding_assumed(const zairyu_record *record, uint64_t item);

/**
 * Where they are: the runs in ascending order, `index` from 0. Each ends with the value of an image or certificate, and
 * begins where its content ends or later. A reduced record keeps the number only.
 * @return 0; ABSENT past the last; ARGUMENT.
 */
ZAIRYU_API int zairyu_record_padding(const zairyu_record *record, uint64_t item, size_t index, size_t *offset,
				     size_t *len);

/**
 * The value of a data object, as long as stored, padding included. Tags are unique within a family (`0xD0`, `0xDFD1`).
 * @return 0; ABSENT if the object is not there, is empty, or was not read.
 */
ZAIRYU_API int zairyu_record_value(const zairyu_record *record, uint32_t tag, zairyu_bytes *out);
/**
 * The same for one file: the value of an object that zairyu_card_object() lists under this item and tag. A tag is unique in
 * its file only.
 */
ZAIRYU_API int zairyu_record_item_value(const zairyu_record *record, uint64_t item, uint32_t tag, zairyu_bytes *out);

/** The data objects of an item in stored order, `index` from 0. @return 0; ABSENT past the last. */
ZAIRYU_API int zairyu_record_object(const zairyu_record *record, uint64_t item, size_t index, uint32_t *tag,
				    zairyu_bytes *out);

/* Fields: values that are text, date or code. The comment gives the data object of each family. */
#define ZAIRYU_FIELD_ADDRESS_DATE                    1  /**< date [1: D2] */
#define ZAIRYU_FIELD_MUNICIPALITY                    2  /**< code [1: D3] */
#define ZAIRYU_FIELD_ADDRESS                         3  /**< text [1: D4] */
#define ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION        4  /**< text [1: D5], code [2: D5] */
#define ZAIRYU_FIELD_INDIVIDUAL_PERMISSION           5  /**< text [1: D6], code [2: D7] */
#define ZAIRYU_FIELD_RENEWAL_PENDING                 6  /**< code [1: D7, 2: D8] */
#define ZAIRYU_FIELD_CARD_EXPIRY                     7  /**< date [2: C5] */
#define ZAIRYU_FIELD_BIRTH_DATE                      8  /**< date [2: C6] */
#define ZAIRYU_FIELD_SEX                             9  /**< code [2: C7] */
#define ZAIRYU_FIELD_NATIONALITY                     10 /**< code [2: C8] */
#define ZAIRYU_FIELD_STATUS_OF_RESIDENCE             11 /**< code [2: C9] */
#define ZAIRYU_FIELD_PERIOD_OF_STAY                  12 /**< code [2: CE] */
#define ZAIRYU_FIELD_PERMISSION_TYPE                 13 /**< code [2: CA] */
#define ZAIRYU_FIELD_PERMISSION_DATE                 14 /**< date [2: CB] */
#define ZAIRYU_FIELD_WORK_RESTRICTION                15 /**< code [2: CC] */
#define ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY           16 /**< date [2: CD] */
#define ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY 17 /**< date [2: D6] */
#define ZAIRYU_FIELD_COMMISSIONER_ENTRY              18 /**< code [2: D9] */
#define ZAIRYU_FIELD_RESERVED                        19 /**< text [2: DE] */
#define ZAIRYU_FIELD_CARD_NUMBER                     20 /**< text [2: C2] */
/** Fields run from 1 to here in this version. To list those of the library that is running, count until zairyu_field_name() is NULL. */
#define ZAIRYU_FIELD_LAST 20

/* What a field's value is. */
#define ZAIRYU_FIELD_TYPE_TEXT 1
#define ZAIRYU_FIELD_TYPE_DATE 2
#define ZAIRYU_FIELD_TYPE_CODE 3

/** The stable name of a field, such as "card_expiry"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_field_name(int field);
/** A field's label for people, in ZAIRYU_LANGUAGE_*; NULL for others. Static. */
ZAIRYU_API const char *zairyu_field_label(int field, int language);

/** What this record's card holds in a field: ZAIRYU_FIELD_TYPE_*, or 0 if its family does not have the field. */
ZAIRYU_API int zairyu_record_field_type(const zairyu_record *record, int field);
/** The item a field of this record's card is in; 0 if its family does not have the field. Compare with zairyu_card_signed_items(). */
ZAIRYU_API uint64_t zairyu_record_field_item(const zairyu_record *record, int field);

/* What became of a field. Each means something different to a program that decides by it. */
#define ZAIRYU_FIELD_STATE_NOT_READ 0 /**< its file was not read, or was not kept (a reduced record) */
#define ZAIRYU_FIELD_STATE_ABSENT   1 /**< this card has no such data object */
#define ZAIRYU_FIELD_STATE_EMPTY    2 /**< the object is there and holds nothing: NULs or blanks */
/** a value is there and was not understood: zairyu_record_field_raw() has it */
#define ZAIRYU_FIELD_STATE_UNREADABLE 3
#define ZAIRYU_FIELD_STATE_PARTIAL    4 /**< a date of which the day, or month and day, are unknown */
#define ZAIRYU_FIELD_STATE_READABLE   5

/** One of ZAIRYU_FIELD_STATE_*; NOT_READ also for NULL and for what is not a field. */
ZAIRYU_API int zairyu_record_field_state(const zairyu_record *record, int field);

/** The bytes of a field as stored, padding included. Borrowed. @return 0; ABSENT (not read, or not on the card); ARGUMENT. */
ZAIRYU_API int zairyu_record_field_raw(const zairyu_record *record, int field, zairyu_bytes *out);

/**
 * How a value was read, or why it was not, as stable words: "text-shift-jis", "text-cut", "text-ambiguous",
 * "date-day-unknown", …; `index` from 0. zairyu_record(3) lists them. NULL past the last. Static.
 */
ZAIRYU_API const char *zairyu_record_field_note(const zairyu_record *record, int field, size_t index);
/** Such a note for people, in ZAIRYU_LANGUAGE_*; NULL for others. Static. */
ZAIRYU_API const char *zairyu_field_note_text(const char *note, int language);

/**
 * A field's value as UTF-8: text without padding and without spaces at its end, a code without padding, a date as
 * "YYYY-MM-DD", or "YYYY-MM" or "YYYY" as far as it is known. Borrowed.
 * @return 0; ABSENT if it is not there or empty (then `*utf8` is NULL, never ""); MALFORMED for what was not understood:
 *         zairyu_record_field_state() tells these apart.
 */
ZAIRYU_API int zairyu_record_text(const zairyu_record *record, int field, const char **utf8);

/** A whole date's parts. @return as zairyu_record_text(), but MALFORMED for a partial date; ARGUMENT if the field is not a date. */
ZAIRYU_API int zairyu_record_date(const zairyu_record *record, int field, int *year, int *month, int *day);
/** The same for partial dates too: `*day`, or `*month` and `*day`, are 0 if unknown. */
ZAIRYU_API int zairyu_record_date_parts(const zairyu_record *record, int field, int *year, int *month, int *day);

/**
 * Adds names for codes that have no published table (status of residence, permission type), as the deployer has them
 * from the agency. Built-in names are not replaced. Add all before the context is shared between threads; they
 * apply to records made afterwards.
 * @param table UTF-8 lines of four columns separated by tabs: field name ("status_of_residence"), code, Japanese name,
 *              English name. Empty lines and lines that begin with "#" mean nothing. Lines end in LF or CRLF. At most
 *              1 MiB. Copied.
 * @return 0; MALFORMED with the line number in the message, and nothing is added; LIMIT; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_context_add_code_names(zairyu_context *ctx, zairyu_bytes table,
							      zairyu_error **err);

/**
 * What a code means, in ZAIRYU_LANGUAGE_*. Only codes with a published meaning, or one that
 * zairyu_context_add_code_names() was given, have one; nothing is invented. Borrowed.
 * @return 0; ABSENT.
 */
ZAIRYU_API int zairyu_record_code_name(const zairyu_record *record, int field, int language, const char **utf8);

/** 1 if a text field was in some form of Shift_JIS, else 0. zairyu_record_field_note() says which. */
ZAIRYU_API int zairyu_record_field_converted(const zairyu_record *record, int field);

/**
 * Saves a record in the format of zairyu-record(5). The output holds personal data.
 * @param flags 0; for later versions.
 * Written in one piece. @return 0; UNSUPPORTED for an unknown flag; WRITE; NO_MEMORY; LIMIT; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_record_save(const zairyu_record *record, uint32_t flags, zairyu_write_fn *write,
						   void *userdata, zairyu_error **err);

/** Loads a saved record. @return 0; RECORD_DAMAGED if any byte was changed or is missing; RECORD_VERSION; LIMIT; NO_MEMORY; CRYPTO. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_record_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_record **out,
						   zairyu_error **err);

/**
 * Makes a copy with some of the items, for those who must not keep the others: these are "not read" in it, and so are their
 * fields, and everything that is said about a record applies to it. Its verdict follows from what it holds: without the signature, or an item
 * that it covers, it is "unchecked", and never genuine by what was found before (zairyu_report_encode() keeps that, in the reduced form).
 * The card number, the salt, and how and when the card was read are kept.
 * @param record whole or reduced; a reduced one keeps the digests of the chosen items, and its results.
 * @param items  those to keep; what the record lacks is left out. The two free files are kept, as zairyu_session_read() always reads them.
 * @param flags  0.
 * @return 0; UNSUPPORTED for an unknown flag; ARGUMENT; NO_MEMORY; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_record_select(const zairyu_record *record, uint64_t items, uint32_t flags,
						     zairyu_record **out, zairyu_error **err);

/**
 * Makes the reduced form, for those who must not keep what is on the card: digests of the files, how and when the card
 * was read, and results, but no file and, of the number, only its digest. Save and load work as for any record.
 * It is pseudonymous, not anonymous: anyone who has it and knows the number, or guesses what is in a file, can confirm it.
 * @param results from zairyu_report_encode() of <zairyu/verify.h>; kept as they are. May be empty.
 * @return 0; LIMIT if the results are larger than a saved record may be; ARGUMENT; NO_MEMORY; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_record_reduce(const zairyu_record *record, zairyu_bytes results,
						     zairyu_record **out, zairyu_error **err);
/** 1 for a reduced record; its zairyu_record_number() is "". */
ZAIRYU_API int zairyu_record_is_reduced(const zairyu_record *record);
/** The results kept in a reduced record; empty for others. Borrowed. Informative: they are recorded, not verified again. */
ZAIRYU_API zairyu_bytes zairyu_record_results(const zairyu_record *record);

ZAIRYU_END_DECLS

#endif
