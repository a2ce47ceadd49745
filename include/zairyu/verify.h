/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file verify.h
 * libzairyu-verify: proves who signed what is on a card.
 *
 * A verified signature proves that the chip's data was signed by the agency and is unchanged. It does not prove that the
 * card is still valid, that the chip is not a copy, that the printed face matches the chip, or who holds it.
 */
#ifndef ZAIRYU_VERIFY_H
#define ZAIRYU_VERIFY_H

#include <zairyu.h>

ZAIRYU_BEGIN_DECLS

typedef struct zairyu_trust zairyu_trust;
typedef struct zairyu_report zairyu_report;

/* Kinds of trust anchors. Only a production anchor can make a card genuine. */
#define ZAIRYU_ANCHOR_PRODUCTION    1 /**< the agency's published CA, by the built-in list of SHA-256 digests */
#define ZAIRYU_ANCHOR_OFFICIAL_TEST 2 /**< the agency's CA for sample cards, by the same list */
#define ZAIRYU_ANCHOR_CUSTOM        3 /**< any other the caller vouches for: test CAs, the virtual card's */
/** "production", "official-test" or "custom"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_anchor_kind_name(int kind);

/** Flag for zairyu_trust_add(): also accept certificates that are not on the built-in list, as ZAIRYU_ANCHOR_CUSTOM. */
#define ZAIRYU_TRUST_CUSTOM 1u
/** Flag for zairyu_trust_add_directory() and zairyu_trust_add_default(): what cannot be used is left out and listed, zairyu_trust_refused_count(). */
#define ZAIRYU_TRUST_TOLERANT 2u

/** Makes an empty trust store. Fill it first; afterwards any number of threads may verify with it. @return 0; NO_MEMORY; CRYPTO. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_trust_new(zairyu_context *ctx, zairyu_trust **out, zairyu_error **err);
ZAIRYU_API void zairyu_trust_free(zairyu_trust *trust);

/**
 * Adds a CA certificate in DER, or those of a PEM text, of which there may be several: all or none. At most 64 KiB.
 * A certificate's kind follows from its SHA-256 (over the DER) alone. One that is there already counts as added.
 * @param flags 0 or ZAIRYU_TRUST_CUSTOM.
 * @return 0; UNSUPPORTED for an unknown flag; UNKNOWN_ANCHOR if one is not on the list and not allowed as custom;
 *         CERTIFICATE if one cannot be used as a CA; a custom one must say in its basic constraints that it is one;
 *         NO_MEMORY; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_trust_add(zairyu_trust *trust, zairyu_bytes certificate, uint32_t flags,
						 zairyu_error **err);

/**
 * Adds every *.crt, *.cer, *.der and *.pem in a directory, as zairyu_trust_add() does.
 *
 * With ZAIRYU_TRUST_TOLERANT a file that cannot be read or used is left out and listed, and the store is incomplete from then on: a card
 * whose issuer is not in it stays "unchecked" with the note "anchor-file-unusable", and is never abnormal for that reason.
 * @param flags 0, or ZAIRYU_TRUST_CUSTOM and ZAIRYU_TRUST_TOLERANT or-ed.
 * @return 0, also for an empty directory; FILE if the directory or a file cannot be read; LIMIT if there are more than
 *         1024 files; as zairyu_trust_add(). On failure nothing of the directory is added, and zairyu_error_message() ends
 *         with the name of the file it was, if it was one.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_trust_add_directory(zairyu_trust *trust, const char *path, uint32_t flags,
							   zairyu_error **err);

/** 1 if zairyu_trust_add_directory() would take a file of this name, for programs that unpack certificates from elsewhere; else 0. */
ZAIRYU_API int zairyu_trust_is_certificate_name(const char *name);

/**
 * Adds the anchors that the administrator and the user installed for all programs, for example with `zairyu trust add`: those of
 * ZAIRYU_PLACE_TRUST in each of some places of <zairyu/place.h>, as zairyu_trust_add_directory() does with `flags`. A place
 * that has none, or that may not be accessed, is passed over: check zairyu_trust_count().
 * @param places    ZAIRYU_PLACE_*, or-ed; call it once for each to know which is wrong.
 * @param data_home what XDG_DATA_HOME is in the environment, and @param home what HOME is; NULL if not set, or not to be used.
 * @param flags     as zairyu_trust_add_directory(). With 0, one certificate that is not on the list makes it fail; with
 *                  ZAIRYU_TRUST_TOLERANT, a place that is there and cannot be read is left out and listed like a file.
 * @return 0; as zairyu_trust_add_directory(). On failure nothing of the place that failed is added.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_trust_add_default(zairyu_trust *trust, uint32_t places, const char *data_home,
							 const char *home, uint32_t flags, zairyu_error **err);

ZAIRYU_API size_t zairyu_trust_count(const zairyu_trust *trust);
/** An anchor's kind, subject (RFC 2253, UTF-8), SHA-256 (64 lower-case hex digits), DER and validity (seconds since 1970). 0 / NULL / empty past the end. */
ZAIRYU_API int zairyu_trust_kind(const zairyu_trust *trust, size_t index);
ZAIRYU_API const char *zairyu_trust_subject(const zairyu_trust *trust, size_t index);
ZAIRYU_API const char *zairyu_trust_sha256(const zairyu_trust *trust, size_t index);
ZAIRYU_API zairyu_bytes zairyu_trust_certificate(const zairyu_trust *trust, size_t index);
/**
 * The generation of cards that an anchor may have issued for, by its kind of key and by nothing else:
 * ZAIRYU_FAMILY_FIRST_GENERATION for RSA, ZAIRYU_FAMILY_SECOND_GENERATION for ECDSA P-384, whatever the certificate
 * says of itself. Other keys are refused by zairyu_trust_add(). 0 past the end.
 */
ZAIRYU_API int zairyu_trust_family(const zairyu_trust *trust, size_t index);
/** The agency's page with the CA certificates of one generation (ZAIRYU_FAMILY_*), for people; NULL for others. Static. */
ZAIRYU_API const char *zairyu_trust_page(int family);
/**
 * The files, DIRECTORY/NAME as given to zairyu_trust_add_directory(), that an anchor is in: `number` counts them from 0. NULL
 * past the end, and for what zairyu_trust_add() added.
 */
ZAIRYU_API const char *zairyu_trust_file(const zairyu_trust *trust, size_t index, size_t number);
/** How many files and directories were left out because of ZAIRYU_TRUST_TOLERANT. With more than 0 the store is incomplete. */
ZAIRYU_API size_t zairyu_trust_refused_count(const zairyu_trust *trust);
/** The path of one, and why; NULL past the end. Borrowed. */
ZAIRYU_API const char *zairyu_trust_refused_path(const zairyu_trust *trust, size_t index);
ZAIRYU_API const zairyu_error *zairyu_trust_refused_error(const zairyu_trust *trust, size_t index);
/** @return 0; ARGUMENT past the end. Either output may be NULL. */
ZAIRYU_API int zairyu_trust_validity(const zairyu_trust *trust, size_t index, int64_t *not_before, int64_t *not_after);

/* The verdict. */
/** not proved either way: no anchor, not a production anchor, not a live card, something missing, or not verified */
#define ZAIRYU_VERDICT_UNCHECKED 0
#define ZAIRYU_VERDICT_GENUINE   1 /**< both results ok, under a production anchor, and nothing against it */
#define ZAIRYU_VERDICT_ABNORMAL  2 /**< a result failed, or the card contradicts itself: a fault or a forgery */
#define ZAIRYU_VERDICT_UNSIGNED  3 /**< the card carries no signature (holder under 16) */

/* The two results of the official application. */
#define ZAIRYU_RESULT_NOT_CHECKED 0
#define ZAIRYU_RESULT_OK          1
#define ZAIRYU_RESULT_FAILED      2
#define ZAIRYU_RESULT_ABSENT      3 /**< no signature on the card */

/** "unchecked", "genuine", "abnormal", "unsigned"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_verdict_name(int verdict);
/** "not-checked", "ok", "failed", "absent"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_result_name(int result);

/**
 * Verifies a record. Fails closed: the return value is 0 only if the card is genuine.
 *
 * If the signature does not match a record whose padding was assumed, nothing is known yet: the verdict is "unchecked" with the
 * note "padding-assumed"; read whole and verify again (zairyu_read_and_verify() does).
 * @param trust may be NULL: no anchors.
 * @param flags 0; for later versions.
 * @param out   a report, also with ZAIRYU_ERR_NOT_GENUINE; NULL with other codes.
 * @return 0; NOT_GENUINE; UNSUPPORTED for an unknown flag; NO_MEMORY or CRYPTO if it could not be determined, which says
 *         nothing about the card.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_verify(const zairyu_trust *trust, const zairyu_record *record, uint32_t flags,
					      zairyu_report **out, zairyu_error **err);

/**
 * Reads and verifies: zairyu_session_read() and zairyu_verify(). Before a card is called abnormal it is read again, with
 * padding, and once more if that was not the same: one reading proves nothing against a card, as no answer has a MAC.
 * The session must be authenticated. The signature is always read in addition to `items`, and so are the items it covers
 * and the card number in the chip.
 * @param flags 0; for later versions.
 * @param record and @param report are set with 0 and with NOT_GENUINE, NULL otherwise.
 * @return as the two functions; COMMUNICATION also if no two readings were the same, and no signature matched.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_read_and_verify(zairyu_session *session, const zairyu_trust *trust,
						       uint64_t items, uint32_t flags, zairyu_record **record,
						       zairyu_report **report, zairyu_error **err);

/**
 * Whether it is this record that was verified, or one that was saved from it, or loaded from such a file: 1 or 0. A report that
 * was decoded knows too, unless it was written before reports said so. 0 for NULL.
 */
ZAIRYU_API int zairyu_report_is_of(const zairyu_report *report, const zairyu_record *record);

/* Getters of the report. For NULL they return the safe answer: unchecked, not checked, nothing covered. */
ZAIRYU_API int zairyu_report_verdict(const zairyu_report *report);
/** Is the signed data unchanged: the check code fits the data and the card's own certificate. */
ZAIRYU_API int zairyu_report_falsification(const zairyu_report *report);
/** Did an anchor issue the card's certificate. */
ZAIRYU_API int zairyu_report_issuer(const zairyu_report *report);
/** ZAIRYU_ITEM_* bits that the signature vouches for; 0 unless falsification and issuer are both ok, and for an abnormal card. */
ZAIRYU_API uint64_t zairyu_report_covers(const zairyu_report *report);
/** 1 if zairyu_card_kind() is vouched for: the second generation's signature fits one kind only. Never for the first generation. */
ZAIRYU_API int zairyu_report_covers_kind(const zairyu_report *report);

/**
 * Reasons and hints, stable words; more may be added. verification.md explains each.
 *
 * Why it is abnormal: "signature-mismatch", "certificate-malformed", "certificate-algorithm", "check-code-malformed",
 * "issuer-unknown", "issuer-signature-mismatch"; with "issuer-unknown" also "newer-anchor-may-be-missing" if the certificate
 * is newer than every anchor of its generation; "card-number-mismatch" (the number that opened the card is not the one
 * it stores: no card issued by the agency does that).
 *
 * Why it is not genuine: "no-anchor" (the store is empty), "no-anchor-for-this-generation" (zairyu_trust_page() has the
 * page to download from), "anchor-file-unusable" (no anchor issued it, and the store is incomplete), "not-a-production-anchor", "padding-assumed", "not-read", "reduced-record", "card-number-missing",
 * "card-number-malformed", "not-a-live-card" (simulated or replayed), "signature-not-understood" (a kind of card newer than
 * this library).
 *
 * Without consequence: "certificate-not-der", "certificate-null-parameter", "certificate-unusual", "check-code-not-der",
 * "issuer-name-differs", "key-identifier-differs", "certificate-expired", "certificate-not-yet-valid", "anchor-expired",
 * "anchor-not-yet-valid" (at the time of reading), "no-face", "kind-not-signed" (always for the first generation),
 * "incomplete" (an item that this type of card has is not in the record), "unsigned-though-16-or-over" (by the birth date in
 * a chip without a signature).
 *
 * NULL past the end.
 */
ZAIRYU_API const char *zairyu_report_note(const zairyu_report *report, size_t index);
/** A note in words for people, in ZAIRYU_LANGUAGE_*; NULL for words it does not know. Static. */
ZAIRYU_API const char *zairyu_note_text(const char *note, int language);

/** The anchor that issued the card's certificate: kind (0 if none), subject and SHA-256 (NULL if none). Borrowed. */
ZAIRYU_API int zairyu_report_anchor_kind(const zairyu_report *report);
ZAIRYU_API const char *zairyu_report_anchor_subject(const zairyu_report *report);
ZAIRYU_API const char *zairyu_report_anchor_sha256(const zairyu_report *report);
/** The card's certificate: subject, serial number as stored, in lower-case hex, and validity. NULL / ABSENT if it has none that can be parsed. */
ZAIRYU_API const char *zairyu_report_certificate_subject(const zairyu_report *report);
ZAIRYU_API const char *zairyu_report_certificate_serial(const zairyu_report *report);
ZAIRYU_API int zairyu_report_certificate_validity(const zairyu_report *report, int64_t *not_before, int64_t *not_after);
ZAIRYU_API void zairyu_report_free(zairyu_report *report);

/**
 * Writes a report as bytes for zairyu_record_reduce() (zairyu-record(5)), and reads it again.
 * @param buf may be NULL to ask for the size. `*len` is set to the size needed. @return 0; ARGUMENT if `cap` is too small.
 */
ZAIRYU_API int zairyu_report_encode(const zairyu_report *report, uint8_t *buf, size_t cap, size_t *len);
/** A decoded report says what was found then. It verifies nothing. @return 0; MALFORMED; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_report_decode(zairyu_context *ctx, zairyu_bytes encoded, zairyu_report **out,
						     zairyu_error **err);

ZAIRYU_END_DECLS

#endif
