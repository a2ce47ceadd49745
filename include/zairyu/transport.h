/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file transport.h
 * The transport: carries command APDUs to one card and its answers back. A table of functions that anyone may fill in.
 */
#ifndef ZAIRYU_TRANSPORT_H
#define ZAIRYU_TRANSPORT_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/* Properties of a transport, all optional; what is unknown is found out by trying. */
#define ZAIRYU_PROPERTY_MAX_COMMAND  1 /**< longest command APDU it carries, bytes */
#define ZAIRYU_PROPERTY_MAX_RESPONSE 2 /**< longest answer it carries, data and status word, bytes */
#define ZAIRYU_PROPERTY_SIMULATED    3 /**< 1 if there is no real card behind it */
/** Of a replay only: when the conversation was recorded, seconds since 1970 UTC; 0 if the trace does not say. */
#define ZAIRYU_PROPERTY_RECORDED_AT 4

/** The longest answer any transport needs room for: 65536 bytes and a status word. */
#define ZAIRYU_RESPONSE_MAX 65538u

/**
 * What is known of an exchange before it is made. Hints may be ignored; they do not change the result of the exchange.
 * Members may be added at the end: `size` tells which are there.
 */
typedef struct zairyu_hints {
	size_t size;          /**< sizeof(zairyu_hints) as the code that fills it was compiled */
	size_t answer_max;    /**< the longest answer that the command asks for, status word included; 0: not known */
	uint32_t patience_ms; /**< how long the card may take for it: do not give up on it sooner; 0: not known */
	uint32_t reserved;    /**< 0 */

	/* end of 0.1; grows here */
} zairyu_hints;

/**
 * What a transport does. Copied by zairyu_transport_new(); `userdata` is the argument given there. All slots are
 * called on the thread that uses the session or transport, never two at once. `wait` obeys <zairyu/wait.h>, and is NULL
 * where a program without a session passed NULL; `err` may be NULL too. The other pointers are not, and none may be kept.
 */
typedef struct zairyu_transport_ops {
	size_t size; /**< sizeof(zairyu_transport_ops) as the caller was compiled */

	/**
	 * Required. Powers and activates the card, freshly reset: the MF is current and no rights are left. Called
	 * again after a failure to start again; must then reset the card. Takes the lock that keeps other programs away
	 * until disconnect. Fails with NO_CARD and the other 2xx codes.
	 */
	int (*connect)(void *userdata, const zairyu_wait *wait, zairyu_error **err);

	/**
	 * Required. One exchange: a whole command APDU in, answer data and SW1 SW2 out. `*response_len` is at least 2
	 * on success. An incomplete answer is a failure, never a short success. Fails with LENGTH_REFUSED if
	 * the command or answer is too long for the reader, CARD_GONE, READER_GONE, COMMUNICATION, CANCELLED, TIMEOUT.
	 */
	int (*transmit)(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err);

	/** Required. Ends the conversation and powers the card off, or at least resets it, so that no access rights
	 * remain: on the platform of specified cards they survive a reset and end only when the power is cut (SCARD_UNPOWER_CARD).
	 * Called once per connect that succeeded, and harmless otherwise. */
	void (*disconnect)(void *userdata);

	/** Optional. Frees `userdata`. Called once, also when zairyu_transport_new() fails. */
	void (*free)(void *userdata);

	/**
	 * Optional. Returns when a card is there (`present` 1) or none is (`present` 0). Not called while connected. A
	 * failure at the first look is reported at once; later ones that may pass are waited through, and the last
	 * one is reported when the time is up.
	 */
	int (*wait_card)(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err);

	/** Optional. Sets `*value` to a property. Returns 0, or ZAIRYU_ERR_ABSENT if it is not known. */
	int (*get)(void *userdata, int property, uint64_t *value);

	/** Optional. The URI with its open parts filled in, or NULL while it is not known. Borrowed until the next
	 * call. */
	const char *(*uri)(void *userdata);

	/**
	 * Optional. What is known of the exchange that follows; called right before each transmit, with all members of
	 * zairyu_hints that this version of the library has set. For transports with limits of their own, which then do not need to
	 * look into commands to know whether an answer will fit, or when it is overdue.
	 */
	void (*expect)(void *userdata, const zairyu_hints *hints);

	/* end of 0.1; grows here */
} zairyu_transport_ops;

/**
 * Wraps a table into a transport.
 * @param uri what the reader is called, for records and messages; copied. At most 1023 bytes.
 * @return 0; ZAIRYU_ERR_ABI if `ops->size` is not that of any version, a required slot is NULL, or an unknown one is set;
 *         ZAIRYU_ERR_ARGUMENT if `uri` is longer; ZAIRYU_ERR_NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_new(zairyu_context *ctx, const char *uri,
						     const zairyu_transport_ops *ops, void *userdata,
						     zairyu_transport **out, zairyu_error **err);

/** Disconnects if necessary, frees the transport's own state. */
ZAIRYU_API void zairyu_transport_free(zairyu_transport *transport);

/** The URI it was opened with, with its open parts filled in (the reader found for "pcsc:"). Never NULL. */
ZAIRYU_API const char *zairyu_transport_uri(const zairyu_transport *transport);

/** A property. @return 0, or ZAIRYU_ERR_ABSENT if it is not known. */
ZAIRYU_API int zairyu_transport_property(const zairyu_transport *transport, int property, uint64_t *value);

/**
 * Waits for a card to be placed on the reader (`present` 1) or taken away (0).
 * @param timeout_ms ZAIRYU_WAIT_FOREVER waits until cancelled.
 * @param cancel may be NULL.
 * @return 0; ZAIRYU_ERR_TIMEOUT; ZAIRYU_ERR_CANCELLED; ZAIRYU_ERR_UNSUPPORTED without the slot `wait_card`;
 *         ZAIRYU_ERR_STATE while connected; or why the reader cannot be watched, at once if that is the case from the beginning,
 *         in the end if it happened later.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_wait_card(zairyu_transport *transport, int present,
							   uint32_t timeout_ms, zairyu_cancel *cancel,
							   zairyu_error **err);

/* The three calls below are for programs that talk to a card without a session. A session makes them itself. */

/**
 * Powers the card, freshly reset; disconnects first if it was connected.
 * @param wait NULL: no deadline, and nothing cancels it. The slots are then given NULL.
 * @return 0; ZAIRYU_ERR_CANCELLED; ZAIRYU_ERR_TIMEOUT; what the slot fails with.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_connect(zairyu_transport *transport, const zairyu_wait *wait,
							 zairyu_error **err);
/**
 * One exchange: a command of at least 4 bytes, and room for an answer of at least 2.
 * @param wait as above.
 * @return 0, and then `*response_len` is at least 2; ZAIRYU_ERR_STATE while not connected; ZAIRYU_ERR_ARGUMENT;
 *         ZAIRYU_ERR_CANCELLED; ZAIRYU_ERR_TIMEOUT; ZAIRYU_ERR_COMMUNICATION if the slot broke its promise about the
 *         length; what the slot fails with.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_transmit(zairyu_transport *transport, const zairyu_wait *wait,
							  zairyu_bytes command, uint8_t *response, size_t response_cap,
							  size_t *response_len, zairyu_error **err);
ZAIRYU_API void zairyu_transport_disconnect(zairyu_transport *transport);

/**
 * Announces what is known of the next exchange, for the transport's slot `expect`. What is not given, or 0, is taken from
 * the command's own Le, and with 5 seconds of patience. A transport around another passes the hints on.
 * @return 0; ZAIRYU_ERR_ARGUMENT for NULL; ZAIRYU_ERR_ABI if `hints->size` is not that of any version.
 */
ZAIRYU_API int zairyu_transport_expect(zairyu_transport *transport, const zairyu_hints *hints);

/**
 * A transport that records every exchange of `inner` as text (trace-format.md).
 *
 * **A trace holds personal data**: anyone who knows or guesses the card number can decrypt it. Never on by default.
 * @param inner kept alive; do not use it directly while the trace lives.
 * @param path created, readable by its owner only (0600).
 * @return 0; ZAIRYU_ERR_WRITE if it cannot be created, or exists; ZAIRYU_ERR_NO_MEMORY. When the trace cannot be written
 *         later, exchanges fail with ZAIRYU_ERR_WRITE.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_trace_new(zairyu_context *ctx, zairyu_transport *inner, const char *path,
						 zairyu_transport **out, zairyu_error **err);

/**
 * A transport that plays a trace back: the commands must come byte for byte as recorded. The random numbers of the
 * recorded key agreement are taken from the trace, so a session with the right card number repeats it exactly. Its URI
 * is "replay:" and the recorded one, and it is simulated: nobody should take it for a card on a reader.
 * @param trace the text of a trace; copied.
 * @return 0; ZAIRYU_ERR_MALFORMED with the line number in the message; ZAIRYU_ERR_NO_MEMORY. Exchanges fail with
 *         ZAIRYU_ERR_COMMUNICATION when the conversation takes a different course.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_replay_new(zairyu_context *ctx, zairyu_bytes trace, zairyu_transport **out,
						  zairyu_error **err);

ZAIRYU_END_DECLS

#endif
