/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The SHA-256 of each file of a record, made when it is first asked for: verifying needs none, and hashing the files
 * costs as much as verifying. Several threads may ask at once.
 */
#ifndef RECORD_DIGESTS_H
#define RECORD_DIGESTS_H

#include <zairyu/base.h>

#include "util/algorithms.h"

struct record_digests;

struct record_digests *record_digests_new(void);
void record_digests_free(struct record_digests *digests);

/* Tells a digest that is known, of a reduced record's file; before the record is shared. */
void record_digests_set(struct record_digests *digests, uint32_t item, const uint8_t digest[32]);

/* The digest of an item whose file holds `file`; borrowed from `digests`. 0 or CRYPTO. */
int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint32_t item,
		       zairyu_bytes file, zairyu_bytes *out);

#endif
