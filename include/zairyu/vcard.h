/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file vcard.h
 * libzairyu-vcard: the card's side, in software. A test tool: both generations, four types, every file, and faults on request.
 *
 * Its holder is fictional and its certificate comes from a CA made on the spot from a seed: the same seed gives the same
 * CA, keys and files. Anyone can make that CA, so it is only ever a custom anchor.
 *
 * It promises less than the other libraries (abi.md): options, variants, faults and the bytes of a card may change
 * with any release. So let a test compare what was read, never the card's bytes.
 */
#ifndef ZAIRYU_VCARD_H
#define ZAIRYU_VCARD_H

#include <zairyu.h>

ZAIRYU_BEGIN_DECLS

typedef struct zairyu_vcard zairyu_vcard;
typedef struct zairyu_vcard_ca zairyu_vcard_ca;

/**
 * The two test CAs (RSA-2048 for the first generation, P-384 for the second), made when first needed. Costs some
 * 0.2 s, so make one and personalise many cards with it. Used by one thread at a time.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_ca_new(zairyu_context *ctx, uint64_t seed, zairyu_vcard_ca **out,
						    zairyu_error **err);
/** DER of the CA for a family (ZAIRYU_FAMILY_*). Borrowed. @return 0; ARGUMENT; NO_MEMORY; CRYPTO. */
ZAIRYU_API int zairyu_vcard_ca_certificate(zairyu_vcard_ca *ca, int family, zairyu_bytes *out, zairyu_error **err);
ZAIRYU_API void zairyu_vcard_ca_free(zairyu_vcard_ca *ca);

/**
 * Makes and personalises a card.
 * @param ca    kept alive. NULL makes one of seed 1.
 * @param options "key=value,key=value", or "" (zairyu-virtual(7) has all keys): `type=1|2|05|06` (default 1), `number=…`,
 *        `variant=…` (several joined by `+`), `fault=…`, `seed=…`; or `twin=FILE`.
 * @return 0; ARGUMENT with the key in the message; NUMBER_FORMAT; STATE in a child after fork() of a process that drew text;
 *         of a twin FILE if it cannot be read, and as zairyu_twin_load(); NO_MEMORY; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_new(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options,
						 zairyu_vcard **out, zairyu_error **err);
ZAIRYU_API void zairyu_vcard_free(zairyu_vcard *card);
/** The card's number. Borrowed. */
ZAIRYU_API const char *zairyu_vcard_number(const zairyu_vcard *card);
/** The CA it was personalised with. Borrowed. */
ZAIRYU_API zairyu_vcard_ca *zairyu_vcard_authority(const zairyu_vcard *card);

/**
 * A file of the card as stored, and replacing it, for your own tests. The file's outer size may not change.
 * @param df 0 (MF) to 3. @param sfi its short EF identifier. @return 0; ABSENT; ARGUMENT.
 */
ZAIRYU_API int zairyu_vcard_file(const zairyu_vcard *card, int df, int sfi, zairyu_bytes *out);
ZAIRYU_API int zairyu_vcard_set_file(zairyu_vcard *card, int df, int sfi, zairyu_bytes content, zairyu_error **err);
/** Signs the present files again, after zairyu_vcard_set_file(). @return 0; NO_MEMORY; CRYPTO. */
ZAIRYU_API int zairyu_vcard_sign(zairyu_vcard *card, zairyu_error **err);

/*
 * Twins: virtual cards with the structure of somebody's real card and none of the person's data (twin-format.md), so that
 * a problem with a card can be passed on. `twin=FILE` among the options of zairyu_vcard_new() plays one. Whatever
 * a twin is made from, it is signed by the test CA or by nobody.
 */
typedef struct zairyu_twin zairyu_twin;

/**
 * Makes the twin of the card a record was read from.
 * @param ca the twin is checked as signed by it. NULL makes one of seed 1, which takes some 0.2 s.
 * @param anchors certificates of CAs, DER, against which the card's signatures are compared, so that they are right or
 *        wrong in the twin as they are on the card. With none, the card's certificate is assumed to be right.
 * @return 0; ABSENT for a reduced record; UNSUPPORTED if no twin without any of the card's data could be made; LIMIT;
 *         NO_MEMORY; CRYPTO.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_twin_from_record(zairyu_context *ctx, zairyu_vcard_ca *ca,
							const zairyu_record *record, const zairyu_bytes *anchors,
							size_t anchor_count, zairyu_twin **out, zairyu_error **err);
/**
 * The same for a trace (trace-format.md), with what the card and the reader did: status words, refused lengths, incomplete answers,
 * errors, and answers of 20 ms and more. Anything that the trace does not show is as on any virtual card of that type.
 * @param number the card number that the trace was made with.
 * @return as zairyu_twin_from_record(), and NUMBER_FORMAT; WRONG_NUMBER if it is another; MALFORMED if it is not a trace.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_twin_from_trace(zairyu_context *ctx, zairyu_vcard_ca *ca, zairyu_bytes trace,
						       const char *number, size_t number_len,
						       const zairyu_bytes *anchors, size_t anchor_count,
						       zairyu_twin **out, zairyu_error **err);
/** Loads a saved twin. @return 0; MALFORMED with the line in the message; RECORD_VERSION; LIMIT; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_twin_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_twin **out,
						 zairyu_error **err);
ZAIRYU_API void zairyu_twin_free(zairyu_twin *twin);
/** The twin as a file holds it: text. Borrowed. */
ZAIRYU_API zairyu_bytes zairyu_twin_saved(const zairyu_twin *twin);
/** Its card type: "1", "2", "05" or "06". Borrowed. */
ZAIRYU_API const char *zairyu_twin_type(const zairyu_twin *twin);
/** The made-up number that opens it. Borrowed. */
ZAIRYU_API const char *zairyu_twin_number(const zairyu_twin *twin);

/** What a file of a twin consists of, in bytes. */
typedef struct zairyu_twin_part {
	size_t size; /**< sizeof(zairyu_twin_part) as the caller was compiled; set it before the call */
	int df, sfi;
	uint64_t item;  /**< ZAIRYU_ITEM_* of that file; 0 if it is none of them */
	size_t length;  /**< of the file; the sum of the others */
	size_t kept;    /**< structure of the card: tags, lengths, headers, identifiers of algorithms */
	size_t padding; /**< one byte again and again, as on the card */
	size_t made;    /**< made up: texts, dates, codes, numbers, names, pictures */
	size_t signing; /**< keys and signatures of the test CA */

	/* end of 0.1; grows here */
} zairyu_twin_part;

/** The files of a twin, `index` from 0. @return 0; ABSENT past the last; ARGUMENT; ABI if `out->size` is not that of any version. */
ZAIRYU_API int zairyu_twin_file(const zairyu_twin *twin, size_t index, zairyu_twin_part *out);
/** How many events of the card or reader it holds, if it was made from a trace. */
ZAIRYU_API size_t zairyu_twin_events(const zairyu_twin *twin);

/** Fixes the card's random numbers: 8 bytes of RND.ICC, 16 of K.ICC, used for every key agreement from now on. For worked examples. */
ZAIRYU_API int zairyu_vcard_set_random(zairyu_vcard *card, zairyu_bytes rnd_icc, zairyu_bytes k_icc);

/* Faults: what goes wrong at the n-th command since the card was made (`at` from 1), once unless said otherwise. */
#define ZAIRYU_FAULT_NONE 0
/** the card is taken away; stays away until the next power-up if `arg` is 0, else comes back after `arg` power-ups */
#define ZAIRYU_FAULT_REMOVE  1
#define ZAIRYU_FAULT_STATUS  2 /**< answers only the status word `arg` */
#define ZAIRYU_FAULT_SHORT   3 /**< the answer lacks its last `arg` data bytes (default 1), status word kept */
#define ZAIRYU_FAULT_LONG    4 /**< the answer has `arg` bytes more (default 1) before the status word */
#define ZAIRYU_FAULT_GARBLE  5 /**< one bit of the answer's data is flipped, at byte `arg` */
#define ZAIRYU_FAULT_STALE   6 /**< the card forgets its session before the command, as after a reset */
#define ZAIRYU_FAULT_LENGTH  7 /**< the length byte of the answer's data object is wrong */
#define ZAIRYU_FAULT_EMPTY   8 /**< the exchange succeeds with nothing in it, not even a status word */
#define ZAIRYU_FAULT_SILENCE 9 /**< no answer for `arg` milliseconds (0: until the reader gives up) */
#define ZAIRYU_FAULT_LAST    9
/** "remove", "status", …; NULL for others. Static. */
ZAIRYU_API const char *zairyu_fault_name(int fault);

/** Sets or, with NONE, removes the fault. Any thread, also while the card is served. @return 0; ARGUMENT. */
ZAIRYU_API int zairyu_vcard_set_fault(zairyu_vcard *card, int fault, uint32_t at, uint32_t arg);

/** The outcome of a command, for hosts that emulate a reader. */
#define ZAIRYU_VCARD_ANSWER  0 /**< an answer in the buffer, maybe a faulty one */
#define ZAIRYU_VCARD_REMOVED 1 /**< the card is not on the reader */
/** no answer; `*response_len` holds for how many milliseconds (0: forever), then call with an empty command for the answer */
#define ZAIRYU_VCARD_SILENT 2

/** Power-up or reset: MF current, no rights. @return 0; NO_CARD while a fault keeps it away. */
ZAIRYU_API int zairyu_vcard_reset(zairyu_vcard *card);
/**
 * One command APDU in, one answer out: the function around which a reader of any kind can be built.
 * @param response room for ZAIRYU_RESPONSE_MAX bytes always suffices.
 * @param response_len bytes of an answer, or milliseconds of silence; 0 if the card is not on the reader.
 * @return ZAIRYU_VCARD_*, or a negative code: ARGUMENT if the room is too small.
 */
ZAIRYU_API int zairyu_vcard_process(zairyu_vcard *card, zairyu_bytes command, uint8_t *response, size_t response_cap,
				    size_t *response_len);
/** The ATR a PC/SC reader shows for it. Static. */
ZAIRYU_API zairyu_bytes zairyu_vcard_atr(void);
/** How many commands it was sent since it was made, and how many of them were MUTUAL AUTHENTICATE. Any thread. */
ZAIRYU_API uint32_t zairyu_vcard_commands(const zairyu_vcard *card);
ZAIRYU_API uint32_t zairyu_vcard_authentications(const zairyu_vcard *card);

/**
 * A transport to it in this process. The card is kept alive. `max_command` and `max_response` are what the "reader" carries;
 * 0 for no limit. @return 0; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_transport(zairyu_context *ctx, zairyu_vcard *card, size_t max_command,
						       size_t max_response, zairyu_transport **out, zairyu_error **err);

/**
 * The backend of scheme "virtual": "virtual:" followed by the options of zairyu_vcard_new(), and `reader=…` for what the reader
 * carries: `extended` (the default), or short commands and answers only: `short` refuses the rest and does not announce it,
 * `short-6700` refuses with that status word, `short-told` announces it in its properties. Register it with zairyu_context_add_backend().
 */
ZAIRYU_API const zairyu_backend *zairyu_virtual_backend(void);

/**
 * Puts the card on vpcd's virtual reader (vsmartcard) and serves it until cancelled.
 * The PC/SC service may overlook a card that is placed just after another; such a card is placed again, three times at most.
 * @param host_port "HOST:PORT"; NULL means "127.0.0.1:35963".
 * @param ready called once when the card is on the reader and was noticed; may be NULL.
 * @return 0 when cancelled; NO_SERVICE if nothing listens there; READER_BUSY if vpcd does not talk to the card, as when another
 *         lies on the reader; READER_GONE if vpcd went away.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_serve_vpcd(zairyu_context *ctx, zairyu_vcard *card, const char *host_port,
							void (*ready)(void *userdata), void *userdata,
							zairyu_cancel *cancel, zairyu_error **err);

/* An emulated PN532, the chip of many readers, for libnfc: on a pseudo-terminal, with the card on it. */
typedef struct zairyu_vcard_pn532 zairyu_vcard_pn532;

/* What goes wrong with the reader (what goes wrong with the card is zairyu_vcard_set_fault()'s). */
#define ZAIRYU_PN532_OK 0
/* At the `at`-th APDU from now on (from 1), once; with `at` 0, at every command of any kind until another fault is set: */
#define ZAIRYU_PN532_REMOVE       1 /**< the card is taken away before it; the chip reports status `arg` (0: no answer, 01) */
#define ZAIRYU_PN532_REMOVE_CHAIN 2 /**< the card is taken away when a part of its long answer has come */
/** the chip reports status `arg` instead of an answer; bit 7 kills processes that use libnfc */
#define ZAIRYU_PN532_STATUS      3
#define ZAIRYU_PN532_DELAY       4 /**< the answer comes `arg` milliseconds late */
#define ZAIRYU_PN532_SILENCE     5 /**< acknowledged, never answered */
#define ZAIRYU_PN532_NO_ACK      6 /**< not even acknowledged */
#define ZAIRYU_PN532_ERROR_FRAME 7 /**< the chip says that it does not know the command */
#define ZAIRYU_PN532_CHECKSUM    8 /**< the answer's checksum is wrong */
/** the answer has no status byte; libnfc takes any byte for it, so this may kill a process too */
#define ZAIRYU_PN532_EMPTY   9
#define ZAIRYU_PN532_SLOW    10 /**< the answer comes a byte at a time, `arg` milliseconds apart (0: 200) */
#define ZAIRYU_PN532_UNPLUG  11 /**< the reader is unplugged: serving ends with READER_GONE */
#define ZAIRYU_PN532_GARBAGE 12 /**< `arg` stray bytes (0: 4) come before the acknowledgement */
/* From now on, until another fault is set; `at` is 0: */
#define ZAIRYU_PN532_NO_TYPE_B    13 /**< the chip does not support Type B, and says so */
#define ZAIRYU_PN532_TWO_CARDS    14 /**< it finds two cards */
#define ZAIRYU_PN532_DATA_IN      15 /**< it hands over `arg` bytes at a time (1 to 262) rather than 262 */
#define ZAIRYU_PN532_REMOVE_AFTER 16 /**< the card is taken away `arg` milliseconds from now */
#define ZAIRYU_PN532_LAST         16

/**
 * Makes it. Nothing answers on its line before zairyu_vcard_pn532_serve().
 * @param card kept alive; NULL for no card. While it is there, leave it alone, except for faults and counts.
 * @return 0; NO_READER if there is no pseudo-terminal; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_pn532_new(zairyu_context *ctx, zairyu_vcard *card,
						       zairyu_vcard_pn532 **out, zairyu_error **err);
/** Ends it. Serving must have ended. NULL is fine. */
ZAIRYU_API void zairyu_vcard_pn532_free(zairyu_vcard_pn532 *reader);
/** What nfc_open() takes, and "nfc:" before it zairyu_transport_open(): "pn532_uart:/dev/pts/N:115200". Borrowed. */
ZAIRYU_API const char *zairyu_vcard_pn532_connstring(const zairyu_vcard_pn532 *reader);
/**
 * Answers until cancelled, on the calling thread.
 * @return 0 when cancelled; READER_GONE when unplugged by its fault, after which it can no longer be used.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_vcard_pn532_serve(zairyu_vcard_pn532 *reader, zairyu_cancel *cancel,
							 zairyu_error **err);
/** Places another card on the reader, or with NULL none. Any thread. The card that was there loses power and is released. @return 0; ARGUMENT. */
ZAIRYU_API int zairyu_vcard_pn532_insert(zairyu_vcard_pn532 *reader, zairyu_vcard *card);
/** Sets a fault in place of the one set before. Any thread. @return 0; ARGUMENT. */
ZAIRYU_API int zairyu_vcard_pn532_set_fault(zairyu_vcard_pn532 *reader, int fault, uint32_t at, uint32_t arg);

ZAIRYU_END_DECLS

#endif
