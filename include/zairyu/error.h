/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file error.h
 * Error codes, the error object, and the eight official messages a code maps to.
 *
 * Codes are negative and come in blocks by origin, so that a program may switch on a code or on `code / 100`.
 * No message ever holds data of a card: it consists of constant words and numbers.
 */
#ifndef ZAIRYU_ERROR_H
#define ZAIRYU_ERROR_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

#define ZAIRYU_OK 0

/* 1xx: how the library was used */
#define ZAIRYU_ERR_ARGUMENT      (-101) /**< an argument is out of its range */
#define ZAIRYU_ERR_STATE         (-102) /**< called in the wrong order, for example read before authenticate */
#define ZAIRYU_ERR_NO_MEMORY     (-103) /**< an allocation failed */
#define ZAIRYU_ERR_UNSUPPORTED   (-104) /**< not built in, or not offered by this backend */
#define ZAIRYU_ERR_ABI           (-105) /**< a table's `size` is that of no version, or it sets slots this version lacks */
#define ZAIRYU_ERR_LIMIT         (-106) /**< a limit of the context was reached, or one of the system (threads, descriptors) */
#define ZAIRYU_ERR_CANCELLED     (-107) /**< the cancel token was triggered, or a callback said stop */
#define ZAIRYU_ERR_TIMEOUT       (-108) /**< the deadline of the operation passed */
#define ZAIRYU_ERR_NUMBER_FORMAT (-109) /**< not the form of a card number (AA12345678BB) */
#define ZAIRYU_ERR_WRITE         (-110) /**< the caller's write function failed, or a file could not be written */
#define ZAIRYU_ERR_FILE          (-111) /**< a file could not be read */

/* 2xx: the reader and what stands between it and us */
#define ZAIRYU_ERR_NO_SERVICE        (-201) /**< the reader service is not running, or does not answer */
#define ZAIRYU_ERR_NO_PERMISSION     (-202) /**< the system does not let this user use the reader */
#define ZAIRYU_ERR_NO_READER         (-203) /**< no reader, or none of that name */
#define ZAIRYU_ERR_READER_BUSY       (-204) /**< another program holds the reader or card */
#define ZAIRYU_ERR_NO_CARD           (-205) /**< no card on the reader */
#define ZAIRYU_ERR_CARD_GONE         (-206) /**< the card left during the conversation */
#define ZAIRYU_ERR_COMMUNICATION     (-207) /**< the exchange with the card failed or made no sense */
#define ZAIRYU_ERR_READER_GONE       (-208) /**< the reader was unplugged, or its service ended */
#define ZAIRYU_ERR_READER_UNSUITABLE (-209) /**< the reader cannot read these cards (contact only, no Type B) */
#define ZAIRYU_ERR_DRIVER_CONFLICT   (-210) /**< a kernel driver or another stack holds the device */
#define ZAIRYU_ERR_MANY_CARDS        (-211) /**< there is more than one card on the reader */
#define ZAIRYU_ERR_LENGTH_REFUSED    (-212) /**< the reader cannot carry a command or answer of that length */

/* 3xx: the card */
#define ZAIRYU_ERR_NOT_RESIDENCE_CARD (-301) /**< another kind of card (a My Number card without residence data too) */
/** a specified card (residence card on a My Number card): not supported yet */
#define ZAIRYU_ERR_SPECIFIED_CARD    (-302)
#define ZAIRYU_ERR_UNKNOWN_CARD_TYPE (-303) /**< a residence card of a type newer than this library */
#define ZAIRYU_ERR_WRONG_NUMBER      (-304) /**< the number is not this card's */
#define ZAIRYU_ERR_CHIP_BROKEN       (-305) /**< the chip reports that it is broken, twice in succession */
/** a status word that does not fit the step; zairyu_error_status_word() has it */
#define ZAIRYU_ERR_STATUS_WORD      (-306)
#define ZAIRYU_ERR_SECURE_MESSAGING (-307) /**< the card's side of the key agreement, or a protected answer, is wrong */

/* 4xx: data */
#define ZAIRYU_ERR_MALFORMED      (-401) /**< a file of the card does not have the specified structure */
#define ZAIRYU_ERR_ABSENT         (-402) /**< what was asked for is not there */
#define ZAIRYU_ERR_RECORD_DAMAGED (-403) /**< a saved record is not one, is cut short, or was changed */
#define ZAIRYU_ERR_RECORD_VERSION (-404) /**< a saved record of a format newer than this library */
#define ZAIRYU_ERR_IMAGE          (-405) /**< an image does not have the specified form, or does not decode */
#define ZAIRYU_ERR_CERTIFICATE    (-406) /**< bytes given as a certificate are not one that can be used */

/* 5xx: verification; no code of this block ever means "forged" by itself, the report says what was found */
#define ZAIRYU_ERR_NOT_GENUINE    (-501) /**< verified, and not genuine: the report's verdict says which kind */
#define ZAIRYU_ERR_UNKNOWN_ANCHOR (-502) /**< not one of the agency's published CA certificates */

/* 9xx: us */
#define ZAIRYU_ERR_INTERNAL (-901) /**< a defect in this library */
#define ZAIRYU_ERR_CRYPTO   (-902) /**< libcrypto failed or lacks an algorithm */

/** The constant's name, such as "ZAIRYU_ERR_WRONG_NUMBER"; "ZAIRYU_ERR_UNKNOWN" for others. Static; any thread. */
ZAIRYU_API const char *zairyu_error_name(int code);

/* Languages of the messages. */
#define ZAIRYU_LANGUAGE_JA 1
#define ZAIRYU_LANGUAGE_EN 2

/**
 * Which of the eight messages of the official reader application fits a code [manual 1.10, chapter 7].
 * @return 1 to 8; 1 ("something unexpected") for codes that have no better one; 0 for ZAIRYU_OK.
 */
ZAIRYU_API int zairyu_error_official_message(int code);

/**
 * The text to show to a person for a code, in Japanese or English: the official message, or a clearer one where the
 * official app has no such situation (no service, no permission, reader busy, …). Static; never NULL.
 */
ZAIRYU_API const char *zairyu_error_text(int code, int language);

/**
 * What to do about a code, for the person who was shown zairyu_error_text(); NULL if that text already says it, and for
 * numbers that are not codes. In Japanese or English. Static; any thread.
 */
ZAIRYU_API const char *zairyu_error_advice(int code, int language);

/**
 * Whether what failed may succeed when it is simply tried again, at most with the card placed again or the reader plugged
 * in: 1 for ZAIRYU_ERR_CARD_GONE or ZAIRYU_ERR_READER_BUSY, 0 for ZAIRYU_ERR_WRONG_NUMBER, for what someone has to install or
 * set up first, and for numbers that are not codes. Any thread.
 */
ZAIRYU_API int zairyu_error_retry(int code);

/* Steps of a conversation, as zairyu_error_step(), zairyu_progress and the log have them. */

/**
 * The word of a step by its number in support codes: "connect" for 1, …; NULL for 0 and past the last. The numbers begin
 * with 1 and have no gaps: to list all, count until NULL, since later versions may have more. Static.
 */
ZAIRYU_API const char *zairyu_step_name(int number);
/** What is being done, for people, in ZAIRYU_LANGUAGE_*: "Reading the photo"; NULL for words it does not know. Static. */
ZAIRYU_API const char *zairyu_step_text(const char *step, int language);

/* The error object. All getters accept NULL and then return "nothing is known". */

/** The code, or ZAIRYU_OK for NULL. */
ZAIRYU_API int zairyu_error_code(const zairyu_error *err);

/** One English sentence for developers, without card data. Never NULL. */
ZAIRYU_API const char *zairyu_error_message(const zairyu_error *err);

/** The step of the conversation it happened in, such as "mutual-authenticate"; "" if none. */
ZAIRYU_API const char *zairyu_error_step(const zairyu_error *err);

/** The card's status word. @return 0 with `*sw` set, or ZAIRYU_ERR_ABSENT. */
ZAIRYU_API int zairyu_error_status_word(const zairyu_error *err, uint16_t *sw);

/** The backend's own code and its domain ("pcsc", 0x8010000B). @return 0, or ZAIRYU_ERR_ABSENT. */
ZAIRYU_API int zairyu_error_native(const zairyu_error *err, const char **domain, int64_t *code);

/**
 * For ZAIRYU_ERR_NUMBER_FORMAT: which character is the first bad one, counted from 1; one past the end if the number
 * is too short. @return 0, or ZAIRYU_ERR_ABSENT.
 */
ZAIRYU_API int zairyu_error_position(const zairyu_error *err, size_t *position);

/**
 * A short code to read out to support, such as "Z304-04-6300": the code's number, the step's, and the status word or
 * native code. Never NULL; "Z000" for NULL.
 */
ZAIRYU_API const char *zairyu_error_support_code(const zairyu_error *err);

/** Frees `*err`, if there is an error in it, and sets it to NULL. NULL is fine. */
ZAIRYU_API void zairyu_error_clear(zairyu_error **err);

/*
 * For transports, backends, and functions of your own that end with `zairyu_error **err` as the library's do. These
 * begin with zairyu_error_clear() and end with zairyu_error_finish(); where the cause is known, zairyu_error_set().
 */

/**
 * Makes an error. The first cause counts: does nothing if `err` is NULL or `*err` is already set.
 * @param domain  whose `native` code it is, such as "pcsc"; NULL if there is none. At most 15 characters are kept.
 * @param message English, without card data; copied, at most 255 bytes are kept.
 * @return `code`, so that a function may end with `return zairyu_error_set(…)`.
 */
ZAIRYU_API int zairyu_error_set(zairyu_error **err, int code, const char *domain, int64_t native, const char *message);

/**
 * Makes `*err` fit what a function is about to return: NULL for 0 and more; an error of that code for a failure, made
 * from the code alone if there is none yet.
 * @return `code`.
 */
ZAIRYU_API int zairyu_error_finish(zairyu_error **err, int code);

ZAIRYU_API void zairyu_error_free(zairyu_error *err);

ZAIRYU_END_DECLS

#endif
