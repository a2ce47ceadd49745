/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file backend.h
 * Backends: where readers come from. A program registers those it wants; none is ever loaded automatically.
 */
#ifndef ZAIRYU_BACKEND_H
#define ZAIRYU_BACKEND_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/** What a backend does. The table is copied at registration, but the strings must be static. `userdata` first everywhere. */
typedef struct zairyu_backend {
	size_t size;        /**< sizeof(zairyu_backend) as the caller was compiled */
	const char *scheme; /**< required: "pcsc" in "pcsc:NAME"; lower-case letters and digits */
	void *userdata;     /**< handed to the slots; the caller keeps it alive as long as the context */

	/**
	 * Required. Calls zairyu_readers_add() for each reader. Having no reader is not a failure: it returns 0 and adds none.
	 * `wait` (<zairyu/wait.h>) may be NULL: then a service or chip that does not respond must not block it for more than a few seconds.
	 */
	int (*list)(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		    zairyu_error **err);

	/**
	 * Required. Opens what follows the scheme's colon in a URI ("" means any reader), with zairyu_transport_new(). Does not
	 * wait for a card. `wait` as above; must not be kept.
	 */
	int (*open)(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		    zairyu_transport **out, zairyu_error **err);

	/**
	 * Optional, for zairyu_readers_watch(). Returns 0 when this backend's readers may differ from those in `known`, or a
	 * card may have come or left on one; it may also do so without a reason. Fails when the wait is over, or if it cannot watch.
	 * A backend without it is listed again every second.
	 */
	int (*watch)(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
		     zairyu_error **err);

	/* end of 0.1; grows here */
} zairyu_backend;

/**
 * Registers a backend. Register all before the context is shared between threads.
 * @return 0; ZAIRYU_ERR_ABI if the table's `size` is not that of any version, or it lacks a required slot, or sets one that
 *         this version does not have;
 *         ZAIRYU_ERR_ARGUMENT if the scheme is taken or not well formed; ZAIRYU_ERR_LIMIT for the seventeenth backend.
 *         The message says which.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_context_add_backend(zairyu_context *ctx, const zairyu_backend *backend,
							   zairyu_error **err);

/** "replay:PATH" plays a trace back, see zairyu_replay_new(). Lists no readers. */
ZAIRYU_API const zairyu_backend *zairyu_replay_backend(void);

/* Whether there is a card on a listed reader. */
#define ZAIRYU_CARD_UNKNOWN 0 /**< this backend cannot tell without opening it */
#define ZAIRYU_CARD_NONE    1
#define ZAIRYU_CARD_PRESENT 2

/* How suitable a reader is for a residence card, as far as its backend knows. */
#define ZAIRYU_READER_UNKNOWN     0 /**< nothing is known for or against it */
#define ZAIRYU_READER_CONTACTLESS 1 /**< reads contactless cards */
#define ZAIRYU_READER_CONTACT     2 /**< a slot for cards with contacts: counts only if there is nothing better */
#define ZAIRYU_READER_SAM         3 /**< holds a security module inside the device: never counts */

/**
 * Lists readers.
 * @param scheme one backend's, or NULL for all. With NULL, a backend that fails is passed over (and logged) as long as
 *               another finds a reader; if none does, the first failure is returned.
 * @param wait when to give up: zairyu_wait_new() makes one. NULL sets no limit, and the call cannot be cancelled: it takes as long
 *             as the backends do, which is seconds at most even if a service or chip does not respond.
 * @return 0 (also with an empty list); ZAIRYU_ERR_UNSUPPORTED if no backend of that scheme is registered;
 *         ZAIRYU_ERR_CANCELLED; ZAIRYU_ERR_TIMEOUT if nothing was found in time; the backend's failure.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_readers_list(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait,
						    zairyu_readers **out, zairyu_error **err);
ZAIRYU_API size_t zairyu_readers_count(const zairyu_readers *readers);
/** What zairyu_transport_open() takes. NULL past the end. */
ZAIRYU_API const char *zairyu_readers_uri(const zairyu_readers *readers, size_t index);
/** A name to show. NULL past the end. */
ZAIRYU_API const char *zairyu_readers_label(const zairyu_readers *readers, size_t index);
/** One of ZAIRYU_CARD_*. */
ZAIRYU_API int zairyu_readers_card(const zairyu_readers *readers, size_t index);
/** 1 if no real card is behind it (the virtual card), else 0. */
ZAIRYU_API int zairyu_readers_simulated(const zairyu_readers *readers, size_t index);
/** One of ZAIRYU_READER_*; ZAIRYU_READER_UNKNOWN past the end. */
ZAIRYU_API int zairyu_readers_suitability(const zairyu_readers *readers, size_t index);
/**
 * A number that changes whenever a card comes or leaves on this reader, even if the next is already there; 0 past the
 * end, and always 0 where the backend does not count.
 */
ZAIRYU_API uint32_t zairyu_readers_changes(const zairyu_readers *readers, size_t index);
ZAIRYU_API void zairyu_readers_free(zairyu_readers *readers);

/**
 * Waits until readers come or go, or a card does on one of them, and lists them: for programs that run all day. Whatever
 * has happened since `known` was listed counts, even if nobody was waiting then.
 * PC/SC reports changes by itself; libnfc is polled every second, and cannot report cards.
 * @param known the last list from zairyu_readers_list() or this function, for the same scheme. NULL: nothing yet, so this
 *              returns what there is.
 * @param wait NULL: until something changes. If it is over already, this still looks once.
 * @return 0; ZAIRYU_ERR_TIMEOUT or ZAIRYU_ERR_CANCELLED if nothing changed; otherwise why the readers cannot be listed, as
 *         zairyu_readers_list() says, at once: `known` is then still usable for the next call.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_readers_watch(zairyu_context *ctx, const char *scheme,
						     const zairyu_readers *known, const zairyu_wait *wait,
						     zairyu_readers **out, zairyu_error **err);

/**
 * Adds a reader to a list, for backends. Strings are copied.
 * @param card one of ZAIRYU_CARD_*. @param simulated 1 or 0.
 * @param suitability one of ZAIRYU_READER_*; ZAIRYU_READER_UNKNOWN if the backend does not know what kind of slot it is.
 * @return 0, ZAIRYU_ERR_ARGUMENT or ZAIRYU_ERR_NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_readers_add(zairyu_readers *into, const char *uri, const char *label, int card,
						   int simulated, int suitability);

/**
 * Sets what zairyu_readers_changes() returns for the reader added last.
 * @return 0, or ZAIRYU_ERR_ARGUMENT if there is none.
 */
ZAIRYU_API int zairyu_readers_set_changes(zairyu_readers *into, uint32_t changes);

/**
 * Opens a reader by its URI, "scheme:name". Does not wait for a card.
 * @param wait when to give up, or NULL, as in zairyu_readers_list(). The transport does not keep it.
 * @return 0; ZAIRYU_ERR_ARGUMENT if it is not a URI; ZAIRYU_ERR_UNSUPPORTED if no backend of that scheme is registered;
 *         ZAIRYU_ERR_CANCELLED; ZAIRYU_ERR_TIMEOUT; the backend's failure (NO_SERVICE, NO_READER, …).
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_open(zairyu_context *ctx, const char *uri, const zairyu_wait *wait,
						      zairyu_transport **out, zairyu_error **err);

/**
 * Opens the first real reader with a card on it, waiting for one: contactless ones first, then those of which nothing
 * is known, each in the order of listing. A contact slot counts only if there is no other real reader, a SAM slot never:
 * a card in it is not one that a person has just placed there. Readers that cannot tell whether a card is there are used only if no
 * other that counts can. Never opens a simulated reader.
 * A failure at the first look is reported at once, except that there is no reader: one may be plugged in. Later
 * failures may pass, so it waits through them; but a service that does not answer for some seconds ends it.
 * @param timeout_ms ZAIRYU_WAIT_FOREVER waits until cancelled. 0 looks once, for as long as the backends take for that.
 * @return 0; ZAIRYU_ERR_NO_CARD if there are readers but no card in time; ZAIRYU_ERR_CANCELLED; if in the end there is no
 *         reader, ZAIRYU_ERR_NO_READER or the first backend's failure (NO_SERVICE, NO_PERMISSION, …); ZAIRYU_ERR_TIMEOUT
 *         if the time was over before the readers were listed even once.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_transport_open_first(zairyu_context *ctx, uint32_t timeout_ms,
							    zairyu_cancel *cancel, zairyu_transport **out,
							    zairyu_error **err);

ZAIRYU_END_DECLS

#endif
