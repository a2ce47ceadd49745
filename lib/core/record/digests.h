/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The digests of a record: of its number, and of each file. Each is over the record's salt first, or equal contents,
 * and there are few of some, would have equal digests in all records. Salt and digests are made when they are first
 * asked for: verifying needs none, and hashing the files costs as much as verifying. Several threads may ask at once.
 */
#ifndef RECORD_DIGESTS_H
#define RECORD_DIGESTS_H

#include <zairyu/base.h>

#include "util/context/algorithms.h"
#include "util/context/context.h"

enum { RECORD_SALT_LENGTH = 16, RECORD_DIGEST_LENGTH = 32 };
enum { RECORD_FILES_MAX = 16 }; /* that a record has at most */

struct record_digests;

/* `salt` is copied. Without one, `draw` draws it; NULL for a record that has none and gets none. */
struct record_digests *record_digests_new(const uint8_t *salt, context_random_fn *draw);
void record_digests_free(struct record_digests *digests);

/* Sees to it that the salt is there, if there is to be one, and stays the same from now on. 0 or CRYPTO. */
int record_digests_draw(struct record_digests *digests);
/* The salt once it is there; of length 0 if there is none. Borrowed. */
zairyu_bytes record_digests_salt(const struct record_digests *digests);

/* Where others take an item: the card number, whose content is its characters. */
enum { RECORD_NUMBER = 0 };

/* The digest that the number, or an item's file, has or would have with this content. 0 or CRYPTO. */
int record_digests_compute(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
			   zairyu_bytes content, uint8_t out[RECORD_DIGEST_LENGTH]);

/* Tells a digest that is known, of a reduced record; before the record is shared. */
void record_digests_set(struct record_digests *digests, uint64_t item, const uint8_t digest[RECORD_DIGEST_LENGTH]);

/* The record's own, which is kept; `content` is not looked at if it is known. Borrowed from `digests`. 0 or CRYPTO. */
int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		       zairyu_bytes content, zairyu_bytes *out);

#endif
