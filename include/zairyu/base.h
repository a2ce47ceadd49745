/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file base.h
 * Types and small functions that every other header builds on.
 */
#ifndef ZAIRYU_BASE_H
#define ZAIRYU_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define ZAIRYU_BEGIN_DECLS extern "C" {
#define ZAIRYU_END_DECLS   }
#else
#define ZAIRYU_BEGIN_DECLS
#define ZAIRYU_END_DECLS
#endif

#if defined(__GNUC__) || defined(__clang__)
#define ZAIRYU_API       __attribute__((visibility("default")))
#define ZAIRYU_NODISCARD __attribute__((warn_unused_result))
#else
#define ZAIRYU_API
#define ZAIRYU_NODISCARD
#endif

ZAIRYU_BEGIN_DECLS

/** The header's version; zairyu_version_number() is the library's. 0xMMmmpp. */
#define ZAIRYU_VERSION_NUMBER 0x000100
#define ZAIRYU_VERSION        "0.1.0"

/** Borrowed bytes. Frozen forever: this is the one public struct passed by value. */
typedef struct zairyu_bytes {
	const uint8_t *data;
	size_t len;
} zairyu_bytes;

typedef struct zairyu_context zairyu_context;
typedef struct zairyu_cancel zairyu_cancel;
typedef struct zairyu_error zairyu_error;
typedef struct zairyu_wait zairyu_wait;
typedef struct zairyu_transport zairyu_transport;
typedef struct zairyu_handoff zairyu_handoff;
typedef struct zairyu_readers zairyu_readers;
typedef struct zairyu_session zairyu_session;
typedef struct zairyu_card zairyu_card;
typedef struct zairyu_record zairyu_record;

/**
 * Receives output, piece by piece and in order. Returns 0, or anything else to stop: the function that was
 * writing then fails with ZAIRYU_ERR_WRITE. `data` is borrowed for the call.
 */
typedef int zairyu_write_fn(void *userdata, const void *data, size_t len);

/** The version of the library that is running, such as "1.2.3". Static; any thread. */
ZAIRYU_API const char *zairyu_version(void);

/** The same as a number, 0xMMmmpp. */
ZAIRYU_API uint32_t zairyu_version_number(void);

/** Overwrites memory in a way that no compiler removes. NULL with a length of 0 is fine. */
ZAIRYU_API void zairyu_wipe(void *p, size_t len);

/** Bytes that zairyu_time_text() writes, its NUL included. */
#define ZAIRYU_TIME_SIZE 21

/**
 * A point in time, as records and reports give it (seconds since 1970 UTC), as text: "2026-06-14T00:00:00Z" [RFC 3339].
 * Handles dates after January 2038 on every machine. @return 0; ARGUMENT outside the years 0 to 9999, `out` is then "".
 */
ZAIRYU_API int zairyu_time_text(int64_t seconds, char out[ZAIRYU_TIME_SIZE]);

ZAIRYU_END_DECLS

#endif
