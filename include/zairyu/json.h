/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file json.h
 * libzairyu-json: cards, failures, readers, trust anchors, the inputs of the revocation inquiry and findings as JSON, the same
 * bytes that the command `zairyu` prints.
 *
 * Each function writes one line, an object and a line feed, in one piece. zairyu-json(5) describes them. The library uses jansson and shares it with the program: it does not change jansson's settings (memory
 * functions, seed), and itself wipes what it put into jansson's memory. Any thread.
 */
#ifndef ZAIRYU_JSON_H
#define ZAIRYU_JSON_H

#include <zairyu/verify.h>

ZAIRYU_BEGIN_DECLS

/** What only the caller knows: where things are, and how a card's images decoded. */
typedef struct zairyu_json_extra zairyu_json_extra;

/** Creates an empty one. Used by one thread at a time, for any number of documents. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_extra_new(zairyu_json_extra **out, zairyu_error **err);
/** Wipes and frees. */
ZAIRYU_API void zairyu_json_extra_free(zairyu_json_extra *extra);

/* Of what zairyu_json_extra_set_path() sets the path. */
#define ZAIRYU_JSON_PATH_RECORD       1 /**< the record: where there are several, or where it was saved: "file" */
#define ZAIRYU_JSON_PATH_IMAGE        2 /**< the PNG made of an image: its "file" */
#define ZAIRYU_JSON_PATH_STORED_IMAGE 3 /**< an image as the card has it: its "stored_file" */
#define ZAIRYU_JSON_PATH_ITEM         4 /**< an item's file as the card has it, with ZAIRYU_JSON_RAW: its "file" */
#define ZAIRYU_JSON_PATH_REDUCED      5 /**< where the record was saved in its reduced form: "reduced_file" */
/** a directory of trust anchors that was looked in, `name` being "system", "user" or "given": of "directories" */
#define ZAIRYU_JSON_PATH_TRUST 6
/** where a trust anchor, `name` being its SHA-256, was newly installed: its "added" */
#define ZAIRYU_JSON_PATH_ADDED 7
/** a file of trust anchors that was removed, `name` being the same path: of "removed" */
#define ZAIRYU_JSON_PATH_REMOVED 8

/**
 * Sets where the caller put something. Bytes of a path that are not UTF-8 are replaced when it is written.
 * @param name of the image or item, as zairyu_json_extra_add_image() or zairyu_item_name() has it, or as above; NULL for the record.
 * @param path NULL forgets it. Both are copied.
 * @return 0; ARGUMENT; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_extra_set_path(zairyu_json_extra *extra, int what, const char *name,
							   const char *path, zairyu_error **err);

/**
 * Adds an image to "images", which holds those that were added, in this order. This library decodes none:
 * libzairyu-image does, and zairyu_json(3) shows how.
 * @param name       "front", …, as zairyu_image_name() has it; "card" and "back" for the composed views. Copied.
 * @param item       the item it is in, zairyu_image_item(), which says whether it is signed; 0 for one that was composed.
 * @param media_type as zairyu_image_source() has it; may be NULL. Copied.
 * @param width      and @param height of the decoded image; 0 if it could not be decoded.
 * @return 0; ARGUMENT, also for a name that is there already; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_extra_add_image(zairyu_json_extra *extra, const char *name, uint64_t item,
							    const char *media_type, uint32_t width, uint32_t height,
							    zairyu_error **err);

/* Flags of zairyu_json_write_card(), not both. */
#define ZAIRYU_JSON_BRIEF 1u /**< "zairyu.verdict/1": what verifying gave, and nothing of what is on the card */
#define ZAIRYU_JSON_RAW   2u /**< also the bytes of each field, and each file's data objects, as stored */

/**
 * Writes a card: "zairyu.card/1". What is not known is left out, never invented. It holds personal data. The results kept
 * in a reduced record are its "recorded", unless they cannot be read.
 * @param report of this record (zairyu_report_is_of()); NULL if nothing was verified: "unchecked".
 * @param extra  may be NULL.
 * @return 0; UNSUPPORTED for an unknown flag; ARGUMENT, also if the report is of another record; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_card(zairyu_context *ctx, const zairyu_record *record,
						       const zairyu_report *report, const zairyu_json_extra *extra,
						       uint32_t flags, zairyu_write_fn *write, void *userdata,
						       zairyu_error **err);

/**
 * Writes a failure: the code, its name and texts, and the support code and message of `error`, which may be NULL. `*err` is cleared
 * first, as by every function, so `error` must not be what is in it.
 * @param file  the record's file, where there are several; may be NULL.
 * @param flags 0.
 * @return 0; ARGUMENT, also if `code` is none of an error; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_error(int code, const zairyu_error *error, const char *file,
							uint32_t flags, zairyu_write_fn *write, void *userdata,
							zairyu_error **err);

/**
 * Writes the readers of some lists as one: {"readers": [{"uri", "label", "card", "simulated"}, …]}.
 * @param lists may hold NULL for a list that is not there.
 * @param flags 0.
 * @return 0; ARGUMENT; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_readers(const zairyu_readers *const *lists, size_t count,
							  uint32_t flags, zairyu_write_fn *write, void *userdata,
							  zairyu_error **err);

/**
 * Writes trust anchors: {"anchors": [{"subject", "sha256", "kind", "family", "not_before", "not_after", "files"}, …], "generations":
 * [{"family", "production", "official_test", "custom", "page"}, …], "refused": [{"file", "error"}, …]}, with what `extra` has.
 * @param anchors those to list.
 * @param store   in which the generations are counted, and of which "files" and "refused" are told; NULL: `anchors`.
 * @param extra   may be NULL.
 * @param flags   0.
 * @return 0; ARGUMENT; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_trust(const zairyu_trust *anchors, const zairyu_trust *store,
							const zairyu_json_extra *extra, uint32_t flags,
							zairyu_write_fn *write, void *userdata, zairyu_error **err);

/**
 * Writes what the agency's revocation inquiry asks for and what its answers mean: {"number", "expiry": {"year", "month", "day"},
 * "page", "verified": false, "caveats", "answers": [{"answer", "text_ja", "may_mean"}, …]}. It holds personal data.
 * @param number of the card, in any form that zairyu_number_normalize() takes.
 * @param year   of the card's expiry, and @param month and @param day too.
 * @param page   the address of the inquiry.
 * @param flags  0.
 * @return 0; ARGUMENT, also if there is no such date; NUMBER_FORMAT; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_inquiry(const char *number, int year, int month, int day,
							  const char *page, uint32_t flags, zairyu_write_fn *write,
							  void *userdata, zairyu_error **err);

/* How serious a finding is. */
#define ZAIRYU_FINDING_OK      0 /**< as it should be */
#define ZAIRYU_FINDING_WARNING 1 /**< cards can be read, but something is missing or will be */
#define ZAIRYU_FINDING_PROBLEM 2 /**< no card can be read as long as it is so */

/** What an examination of a machine found, such as `zairyu doctor`, finding by finding. */
typedef struct zairyu_json_findings zairyu_json_findings;

/** Creates an empty list. Used by one thread at a time. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_findings_new(zairyu_json_findings **out, zairyu_error **err);
ZAIRYU_API void zairyu_json_findings_free(zairyu_json_findings *findings);

/**
 * Adds a finding. Strings are copied.
 * @param check      a stable word for what was looked at: "service". @param finding one for what was found: "service-stopped".
 * @param state      one of ZAIRYU_FINDING_*.
 * @param message_ja for people, in Japanese. @param message_en in English.
 * @param remedy     lines to paste into a shell, separated by line feeds; NULL if there are none.
 * @param value      what was measured or counted; NULL if nothing was.
 * @return 0; ARGUMENT; NO_MEMORY, and then the list cannot be written.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_findings_add(zairyu_json_findings *findings, const char *check,
							 const char *finding, int state, const char *message_ja,
							 const char *message_en, const char *remedy,
							 const int64_t *value, zairyu_error **err);

/**
 * Writes them: {"schema": "zairyu.doctor/1", "ready", "status", "reason", "findings": [{"check", "finding", "state",
 * "value", "message_ja", "message_en", "remedy"}, …]}, without "reason" if `code` is 0.
 * @param code   0 if a card could be read now, else the error with which that would fail.
 * @param status the program's exit status for it.
 * @param flags  0.
 * @return 0; ARGUMENT; NO_MEMORY; WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_json_write_findings(const zairyu_json_findings *findings, int code, int status,
							   uint32_t flags, zairyu_write_fn *write, void *userdata,
							   zairyu_error **err);

ZAIRYU_END_DECLS

#endif
