/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file session.h
 * The conversation with one card: identify, authenticate, read.
 *
 * After any failure that loses the card, call the functions again from zairyu_session_identify() on: the specification
 * wants every new conversation to begin at the beginning [G1 3.5.1]. Nothing is ever retried with another number.
 */
#ifndef ZAIRYU_SESSION_H
#define ZAIRYU_SESSION_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/** Makes a session on a transport. No input or output happens. The transport is kept alive. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_session_new(zairyu_transport *transport, zairyu_session **out,
						   zairyu_error **err);
/** Wipes the keys and the number, disconnects, and thus resets the card. */
ZAIRYU_API void zairyu_session_free(zairyu_session *session);

/** How far a conversation is. Owned by the library, valid during the callback; grows at its end. */
typedef struct zairyu_progress {
	size_t size; /**< of this struct in the library that runs */
	/** static: "connect", "mutual-authenticate", "read-face", …; zairyu_step_text() has words for people */
	const char *step;
	uint64_t item;  /**< the item being read, or 0 */
	uint64_t done;  /**< bytes; an exchange that brings none counts for as many as would have come meanwhile */
	uint64_t total; /**< bytes; changes as the card and the real lengths become known */
} zairyu_progress;

/**
 * Called after each exchange of zairyu_session_identify() and zairyu_session_authenticate(), at every piece of a file that
 * zairyu_session_read() gets, and for what follows, if that was announced (ZAIRYU_READ_GOES_ON).
 *
 * One bar for all of it: done/total never goes back, begins near 0 with each conversation (zairyu_session_identify(), or
 * zairyu_session_authenticate() if that identifies), and ends at 1 with the read, or with what follows it:
 * zairyu_read_and_verify() ends it when the card is verified. Any other second read begins at 0; reading the same items once
 * more, now whole, as zairyu_read_and_verify() does in doubt, keeps it where it is.
 *
 * Non-zero cancels: the call fails with ZAIRYU_ERR_CANCELLED, and the card is released.
 */
typedef int zairyu_progress_fn(void *userdata, const zairyu_progress *progress);
ZAIRYU_API void zairyu_session_set_progress(zairyu_session *session, zairyu_progress_fn *fn, void *userdata);

/**
 * Tells the progress callback about work of the caller's own after a read with ZAIRYU_READ_GOES_ON, and checks the
 * cancel token, as zairyu_read_and_verify() does while it verifies.
 * @param step static; one of zairyu_step_name(), or a word of the caller's.
 * @param done 0 when the work begins; 1 when all is done: done/total is then 1.
 * @return 0; CANCELLED; ARGUMENT.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_session_progress(zairyu_session *session, const char *step, int done,
							zairyu_error **err);

/**
 * Called by zairyu_session_read() with each item as soon as its file is complete, so that it can be shown while the next
 * one is read: zairyu_item_object() takes the file apart, zairyu_image_decode_item() of <zairyu/image.h> decodes its images.
 * `file` is borrowed for the call; nothing is verified yet. Non-zero cancels. An item comes
 * again, maybe with other bytes, if the read starts over or zairyu_read_and_verify() reads a second time: what is
 * verified is what the record holds.
 */
typedef int zairyu_item_fn(void *userdata, uint64_t item, zairyu_bytes file);
ZAIRYU_API void zairyu_session_set_item_callback(zairyu_session *session, zairyu_item_fn *fn, void *userdata);

/** The token that cancels the session's operations; NULL removes it. Kept alive. */
ZAIRYU_API void zairyu_session_set_cancel(zairyu_session *session, zairyu_cancel *cancel);

/** Deadline of each following call, in milliseconds from its start. Default 60000. ZAIRYU_WAIT_FOREVER removes it. */
ZAIRYU_API void zairyu_session_set_timeout(zairyu_session *session, uint32_t timeout_ms);

/**
 * Connects, reads the files that can be read freely, and determines which card it is. No number is needed.
 *
 * It is always a new conversation, maybe with another card, so it ends one that was authenticated: the keys and the number
 * are wiped, and zairyu_session_read() fails with STATE until zairyu_session_authenticate() succeeds again. To learn what
 * card an authenticated session has, ask zairyu_session_card().
 * @param out may be NULL; otherwise the caller frees it with zairyu_card_free().
 * @return 0; NO_CARD and the other 2xx codes; NOT_RESIDENCE_CARD; SPECIFIED_CARD; UNKNOWN_CARD_TYPE; CHIP_BROKEN;
 *         MALFORMED; CANCELLED; TIMEOUT.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_session_identify(zairyu_session *session, zairyu_card **out, zairyu_error **err);

/**
 * Agrees on a session key with the card number and proves the number to the card. Identifies first if that was not
 * done. Sends MUTUAL AUTHENTICATE once.
 * @param number any form that zairyu_number_normalize() takes, `len` bytes. A copy is kept for the session's life, since
 *               a reader that refuses long answers makes it start over; it is wiped by zairyu_session_free().
 * @return 0; NUMBER_FORMAT before anything is sent; WRONG_NUMBER; SECURE_MESSAGING and STATUS_WORD; CRYPTO; as zairyu_session_identify().
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_session_authenticate(zairyu_session *session, const char *number, size_t len,
							    zairyu_error **err);

/**
 * The card of a session that is identified or authenticated; NULL before, and after a failure, which ends the conversation.
 * Borrowed until the next call of the session.
 */
ZAIRYU_API const zairyu_card *zairyu_session_card(const zairyu_session *session);

/** Flag for zairyu_session_read(): transfer the padding of every file too, assume nothing. */
#define ZAIRYU_READ_WHOLE 1u
/** Flag for zairyu_session_read(): more follows for which the person waits; zairyu_session_progress() ends the progress. */
#define ZAIRYU_READ_GOES_ON 2u

/**
 * Reads items into a record.
 *
 * Where the end of an image or certificate shows in its own structure, the NULs after it are not transferred but
 * restored and marked in the record (zairyu_record_padding_assumed()). zairyu_read_and_verify() of <zairyu/verify.h>
 * does read them if the signature does not match; a program that verifies by itself does the same with
 * ZAIRYU_READ_WHOLE. Cards without a signature are read whole.
 * @param items ZAIRYU_ITEM_* bits; those that the card type lacks are left out. Common data and card type are always included.
 * @param flags 0, or ZAIRYU_READ_WHOLE and ZAIRYU_READ_GOES_ON, or-ed.
 * @return 0; STATE before authentication; UNSUPPORTED for an unknown flag; CARD_GONE, COMMUNICATION and the other 2xx
 *         codes; STATUS_WORD; CHIP_BROKEN; SECURE_MESSAGING; MALFORMED; LIMIT; CANCELLED; TIMEOUT.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_session_read(zairyu_session *session, uint64_t items, uint32_t flags,
						    zairyu_record **out, zairyu_error **err);

ZAIRYU_END_DECLS

#endif
