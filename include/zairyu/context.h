/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file context.h
 * The context: backends, limits, the log, and the algorithms fetched once. And the cancel token.
 */
#ifndef ZAIRYU_CONTEXT_H
#define ZAIRYU_CONTEXT_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/**
 * Makes a context: no backends, default limits, no log. Fetches the algorithms from libcrypto's default library
 * context. Many contexts may live in one process.
 * @return 0; ZAIRYU_ERR_CRYPTO without SHA-256: any other algorithm that is missing fails only what needs it, with this code;
 *         ZAIRYU_ERR_NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_context_new(zairyu_context **out, zairyu_error **err);
ZAIRYU_API void zairyu_context_free(zairyu_context *ctx);

/* Limits, all on by default. What exceeds one fails with ZAIRYU_ERR_LIMIT. */
#define ZAIRYU_LIMIT_FILE_BYTES   1 /**< one file of a card; default 32768 */
#define ZAIRYU_LIMIT_IMAGE_PIXELS 2 /**< width x height of a decoded image; default 4194304 */
#define ZAIRYU_LIMIT_IMAGE_BYTES  3 /**< memory a decoder may take for one image; default 67108864 */
#define ZAIRYU_LIMIT_RECORD_BYTES 4 /**< a saved record; default 262144 */

/** @return 0, or ZAIRYU_ERR_ARGUMENT for an unknown limit or a value of 0. */
ZAIRYU_API int zairyu_context_set_limit(zairyu_context *ctx, int limit, uint64_t value);
/** @return the limit in force; 0 for an unknown one. */
ZAIRYU_API uint64_t zairyu_context_limit(const zairyu_context *ctx, int limit);

/* Log levels. */
#define ZAIRYU_LOG_ERROR   1
#define ZAIRYU_LOG_WARNING 2
#define ZAIRYU_LOG_INFO    3
#define ZAIRYU_LOG_DEBUG   4

/**
 * Receives one line of the log. The library gives it constant words and numbers (lengths, tags, status words, step
 * names), never bytes from or for a card. Called on the thread that uses the handle concerned.
 */
typedef void zairyu_log_fn(void *userdata, int level, const char *component, const char *line);

/**
 * Sets or, with `fn` NULL, removes the log. Set it before the context is shared between threads.
 * @param max_level one of ZAIRYU_LOG_*; 0 for no lines.
 * @return 0, or ZAIRYU_ERR_ARGUMENT for an unknown level.
 */
ZAIRYU_API int zairyu_context_set_log(zairyu_context *ctx, int max_level, zairyu_log_fn *fn, void *userdata);

/**
 * Logs a line from a backend or satellite: a constant text and one number. There is no way to pass a buffer, on purpose.
 * @param event a string constant.
 */
ZAIRYU_API void zairyu_log(const zairyu_context *ctx, int level, const char *component, const char *event,
			   int64_t number);

/**
 * A cancel token: once triggered, it stays triggered. Give one to any number of sessions and waits; make a new one for a new
 * operation. An operation fails at once if the token was triggered before it, within 300 ms if it is triggered during it.
 * @return 0, or ZAIRYU_ERR_NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_cancel_new(zairyu_cancel **out, zairyu_error **err);
/** Any thread, signal handlers included, any number of times. */
ZAIRYU_API void zairyu_cancel_trigger(zairyu_cancel *cancel);
/** @return 1 if triggered, else 0; 0 for NULL. */
ZAIRYU_API int zairyu_cancel_is_triggered(const zairyu_cancel *cancel);
/**
 * A descriptor that becomes readable when the token is triggered, and stays so: for poll(), select(), epoll and event
 * loops. Made when it is first asked for; closed with the token, and by exec. Only poll it: do not read, write or
 * close it. A child after fork() must make its own token: this one's descriptor is its parent's. Any thread.
 * @return -1 for NULL, and if the system has no descriptor left.
 */
ZAIRYU_API int zairyu_cancel_fd(zairyu_cancel *cancel);
/** Releases the caller's reference; operations that were given the token keep it alive until they end. */
ZAIRYU_API void zairyu_cancel_free(zairyu_cancel *cancel);

ZAIRYU_END_DECLS

#endif
