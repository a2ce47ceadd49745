/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TRANSPORT_READERS_H
#define TRANSPORT_READERS_H

#include <stdbool.h>
#include <zairyu/backend.h>
#include <zairyu/wait.h>

struct reader_entry {
	char *uri;
	char *label;
	int card;
	int simulated;
	int suitability; /* ZAIRYU_READER_* */
	uint32_t changes;
};

struct zairyu_readers {
	struct reader_entry *entries;
	size_t count;
	int failure; /* of the first backend that was passed over, and why; 0 if none was */
	zairyu_error *cause;
};

/*
 * zairyu_readers_list() and zairyu_transport_open() that ask the backends even when the time is over. `watching`: that
 * one backend answered is enough, though it has no readers and others failed.
 */
int readers_list(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait, bool watching, zairyu_readers **out,
		 zairyu_error **err);
/*
 * How long one look at the readers may take in a search or watch of `timeout_ms`: a look takes time even where it is to
 * be the only one, so it has a slice at least; with no time at all it ends by itself, as the backends have limits.
 */
uint32_t readers_look_ms(uint32_t timeout_ms);
/* Why the first backend that was passed over failed; 0 if none did. Hands its error on. */
int readers_failure(zairyu_readers *readers, zairyu_error **err);
int reader_open(zairyu_context *ctx, const char *uri, const zairyu_wait *wait, zairyu_transport **out,
		zairyu_error **err);

#endif
