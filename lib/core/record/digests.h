/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The digests of a record: of its number, and of each file. Each is over the record's salt first, or equal contents,
 * and there are few of some, would have equal digests in all records. Those of the files are made when they are first
 * asked for: verifying needs none, and hashing the files costs as much as verifying. Several threads may ask at once.
 */
#ifndef RECORD_DIGESTS_H
#define RECORD_DIGESTS_H

#include <zairyu/base.h>

#include "util/algorithms.h"

enum { RECORD_SALT_LENGTH = 16, RECORD_DIGEST_LENGTH = 32 };

struct record_digests;

/* `salt` is copied; NULL for a record without one. */
struct record_digests *record_digests_new(const uint8_t *salt);
void record_digests_free(struct record_digests *digests);

/* The salt; of length 0 if there is none. Borrowed. */
zairyu_bytes record_digests_salt(const struct record_digests *digests);

/* The digest of a card number. 0 or CRYPTO. */
int record_digests_number(const struct record_digests *digests, const struct algorithms *algorithms, const char *number,
			  uint8_t out[RECORD_DIGEST_LENGTH]);

/* Tells a digest that is known, of a reduced record's file; before the record is shared. */
void record_digests_set(struct record_digests *digests, uint64_t item, const uint8_t digest[RECORD_DIGEST_LENGTH]);

/* The digest of an item whose file holds `file`; borrowed from `digests`. 0 or CRYPTO. */
int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		       zairyu_bytes file, zairyu_bytes *out);

#endif
