/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file handoff.h
 * A transport for hosts that cannot block: event loops, phones, readers at the other end of a connection.
 *
 * A session blocks, so it runs on a thread of its own. Here its transport passes each task to another
 * thread, the host's, which takes a request, does it in its own way and time, and gives the answer.
 *
 * All of this may be called from any thread, from several at once, but not from a signal handler; nothing blocks
 * except zairyu_handoff_wait(). zairyu_handoff_free() must be the last call. The session, and the calls of its transport,
 * must not run on the thread that has to answer them: it would wait for itself.
 */
#ifndef ZAIRYU_HANDOFF_H
#define ZAIRYU_HANDOFF_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/* What a request asks for. Fail one that you do not know with ZAIRYU_ERR_UNSUPPORTED. */
#define ZAIRYU_HANDOFF_NONE      0 /**< nothing is to be done now */
#define ZAIRYU_HANDOFF_CONNECT   1 /**< power the card and leave it freshly reset, or fail: NO_CARD, …; give nothing */
#define ZAIRYU_HANDOFF_TRANSMIT  2 /**< carry `command`; give the answer, status word included, or fail */
#define ZAIRYU_HANDOFF_WAIT_CARD 3 /**< until a card is there (`present` 1) or none is (0); give nothing */
/* The others ask for no answer, and are over when they are taken. */
#define ZAIRYU_HANDOFF_DISCONNECT 4 /**< power the card off, or reset it: no access rights may remain */
#define ZAIRYU_HANDOFF_CANCEL     5 /**< nobody waits for request `serial` any more: stop if you can, then answer */
#define ZAIRYU_HANDOFF_CLOSED     6 /**< the transport is gone: nothing comes any more, free the hand-off */

/** What is to be done. Filled in by zairyu_handoff_take(); what a kind does not use is 0. */
typedef struct zairyu_handoff_request {
	size_t size;           /**< sizeof(zairyu_handoff_request) as the caller was compiled; set it before the call */
	uint64_t serial;       /**< identifies it when it is answered; different for each request, from 1 */
	zairyu_bytes command;  /**< borrowed until the request is answered or the hand-off freed. A secret */
	size_t answer_max;     /**< as in zairyu_hints; 0: not known */
	uint32_t patience_ms;  /**< as in zairyu_hints; 0: not known */
	uint32_t remaining_ms; /**< how long the session still waits; ZAIRYU_WAIT_FOREVER; 0 of WAIT_CARD: look once */
	int kind;              /**< one of ZAIRYU_HANDOFF_* */
	int present;           /**< of WAIT_CARD */

	/* end of 0.1; grows here */
} zairyu_handoff_request;

/**
 * Makes both sides: the hand-off for the host, the transport for a session or whoever else uses one. Each is freed by
 * its holder, in any order.
 * @param uri what the reader is called, for records and messages; copied. At most 1023 bytes.
 * @return 0; ARGUMENT; LIMIT if the system has no descriptor left; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_handoff_new(zairyu_context *ctx, const char *uri, zairyu_handoff **out,
						   zairyu_transport **transport, zairyu_error **err);

/**
 * Sets what zairyu_transport_property() returns; preferably before the session begins.
 * @param property ZAIRYU_PROPERTY_MAX_COMMAND, ZAIRYU_PROPERTY_MAX_RESPONSE or ZAIRYU_PROPERTY_SIMULATED.
 * @param value 0: not known, as it is at first.
 * @return 0; ARGUMENT; STATE in a child after fork().
 */
ZAIRYU_API int zairyu_handoff_set_property(zairyu_handoff *handoff, int property, uint64_t value, zairyu_error **err);

/**
 * A descriptor that is readable as long as there is something to take: for poll(), select(), epoll and event loops.
 * Closed with the hand-off, and by exec. Only poll it: do not read, write or close it.
 * @return -1 for NULL, and in a child after fork().
 */
ZAIRYU_API int zairyu_handoff_fd(const zairyu_handoff *handoff);

/**
 * Waits until there is something to take, for hosts with a thread to spare.
 * @param wait when to give up, or NULL: never. If it is over already, this still looks.
 * @return 0; CANCELLED; TIMEOUT; ARGUMENT; STATE in a child after fork().
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_handoff_wait(zairyu_handoff *handoff, const zairyu_wait *wait,
						    zairyu_error **err);

/**
 * Takes what is to be done next; ZAIRYU_HANDOFF_NONE if that is nothing. Take until that comes.
 *
 * There is one request at a time, and each that is taken requires one answer. If its session gives up on it (deadline,
 * token), a CANCEL comes, unless it is answered first. Answer it all the same, when you have stopped what you do for
 * it: the answer is refused, and only then what is next comes: a DISCONNECT wherever the card may have been connected.
 * @return 0; ARGUMENT; ABI if `out->size` is not that of any version; STATE in a child after fork().
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_handoff_take(zairyu_handoff *handoff, zairyu_handoff_request *out,
						    zairyu_error **err);

/**
 * Answers a request that was taken. ARGUMENT leaves it as it is: it still requires an answer.
 * @param answer of TRANSMIT: data and status word, as the card gave them; copied. Otherwise nothing (NULL, 0).
 * @return 0 if it went to who asked; STATE if `serial` is not the request under way: answered already, given up on, not
 *         taken, or the hand-off is closed; ARGUMENT if the request has no such answer; LIMIT if the answer is longer
 *         than there is room for, which ends the request: who asked gets COMMUNICATION.
 */
ZAIRYU_API int zairyu_handoff_give(zairyu_handoff *handoff, uint64_t serial, zairyu_bytes answer, zairyu_error **err);

/**
 * Answers a request that failed, for zairyu_error_set() on the other side.
 * @param code a ZAIRYU_ERR_* of the blocks for use, reader and library (-1xx, -2xx, -9xx): CARD_GONE, COMMUNICATION,
 *        READER_GONE, LENGTH_REFUSED, NO_CARD, CANCELLED, …. A reader does not know what the card is.
 * @param domain whose `native` code it is, such as "NFCError"; NULL if there is none.
 * @param message English, without card data; copied. NULL: the name of the code.
 * @return 0; STATE as zairyu_handoff_give(); ARGUMENT for another code.
 */
ZAIRYU_API int zairyu_handoff_fail(zairyu_handoff *handoff, uint64_t serial, int code, const char *domain,
				   int64_t native, const char *message, zairyu_error **err);

/**
 * Hangs up: whoever waits on the other side fails with READER_GONE, at once and from now on, answers are refused, and
 * only CLOSED can be taken. A command that was taken stays until it is answered all the same, or to the end.
 */
ZAIRYU_API void zairyu_handoff_close(zairyu_handoff *handoff);

/** Closes it, wipes a command that was not answered, and releases the host's reference. */
ZAIRYU_API void zairyu_handoff_free(zairyu_handoff *handoff);

ZAIRYU_END_DECLS

#endif
