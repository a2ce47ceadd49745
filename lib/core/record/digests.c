/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/digests.h"

#include <openssl/crypto.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/card.h>
#include <zairyu/error.h>

enum { ITEM_BITS = 16, DIGEST_LENGTH = 32 };
_Static_assert(ZAIRYU_ITEM_SIGNATURE < 1u << ITEM_BITS, "each item has a bit");

struct record_digests {
	CRYPTO_RWLOCK *lock;
	struct {
		bool known;
		uint8_t digest[DIGEST_LENGTH];
	} of[ITEM_BITS]; /* by the item's bit */
};

struct record_digests *record_digests_new(void)
{
	struct record_digests *digests = calloc(1, sizeof *digests);

	if (digests && !(digests->lock = CRYPTO_THREAD_lock_new())) {
		free(digests);
		return NULL;
	}
	return digests;
}

void record_digests_free(struct record_digests *digests)
{
	if (!digests)
		return;
	CRYPTO_THREAD_lock_free(digests->lock);
	zairyu_wipe(digests, sizeof *digests);
	free(digests);
}

static size_t bit_of(uint32_t item)
{
	size_t bit = 0;

	while (bit < ITEM_BITS - 1 && !(item & 1u << bit))
		bit++;
	return bit;
}

void record_digests_set(struct record_digests *digests, uint32_t item, const uint8_t digest[32])
{
	memcpy(digests->of[bit_of(item)].digest, digest, DIGEST_LENGTH);
	digests->of[bit_of(item)].known = true;
}

int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint32_t item,
		       zairyu_bytes file, zairyu_bytes *out)
{
	const size_t bit = bit_of(item);
	int rc = ZAIRYU_OK;

	if (CRYPTO_THREAD_write_lock(digests->lock) != 1)
		return ZAIRYU_ERR_CRYPTO;
	if (!digests->of[bit].known)
		rc = digest_sha256(algorithms, file, digests->of[bit].digest);
	digests->of[bit].known = rc == ZAIRYU_OK;
	CRYPTO_THREAD_unlock(digests->lock);
	if (rc == ZAIRYU_OK)
		*out = (zairyu_bytes){ .data = digests->of[bit].digest, .len = DIGEST_LENGTH };
	return rc;
}
