/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes on the heap that are wiped when they go, and a small store of results that cost much to make again. */
#ifndef BASE_BLOB_H
#define BASE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct blob {
	uint8_t *data;
	size_t len;
};

/* A copy of `data`. False if there is no memory. */
bool blob_set(struct blob *blob, const void *data, size_t len);
void blob_done(struct blob *blob);

enum { MEMO_ENTRIES = 48, MEMO_KEY = 32 };

/* Everything an issuer makes follows from its inputs, so what was made once is kept under the SHA-256 of those. */
struct memo {
	struct memo_entry {
		uint8_t key[MEMO_KEY];
		struct blob blob;
	} entry[MEMO_ENTRIES];
	size_t next;
};

/* Borrowed until the next memo_put; NULL if it is not there. */
const struct blob *memo_get(const struct memo *memo, const uint8_t key[MEMO_KEY]);
/* Takes the blob over and pushes the oldest out. */
void memo_put(struct memo *memo, const uint8_t key[MEMO_KEY], struct blob *blob);
void memo_done(struct memo *memo);

#endif
