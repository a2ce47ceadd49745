/* SPDX-License-Identifier: BSD-2-Clause */
/* The cache of proved signers. */
#include "trust/signer_cache.h"

#include <stdlib.h>
#include <string.h>

#include "trust/signer.h"

struct slot {
	uint64_t key;  /* the digest's first bytes, to pass over the others quickly */
	uint64_t used; /* the clock at its last use */
	struct signer *signer;
};

struct signer_cache {
	CRYPTO_RWLOCK *lock;
	uint64_t clock;
	struct slot slot[SIGNER_CACHE_SIZE];
};

int signer_cache_new(struct signer_cache **out)
{
	struct signer_cache *cache = calloc(1, sizeof *cache);

	*out = NULL;
	if (!cache || !(cache->lock = CRYPTO_THREAD_lock_new())) {
		free(cache);
		return ZAIRYU_ERR_NO_MEMORY;
	}
	*out = cache;
	return ZAIRYU_OK;
}

void signer_cache_clear(struct signer_cache *cache)
{
	for (size_t i = 0; i < SIGNER_CACHE_SIZE; i++) {
		signer_free(cache->slot[i].signer);
		cache->slot[i] = (struct slot){ 0 };
	}
}

void signer_cache_free(struct signer_cache *cache)
{
	if (!cache)
		return;
	signer_cache_clear(cache);
	CRYPTO_THREAD_lock_free(cache->lock);
	free(cache);
}

static uint64_t slot_key(const uint8_t digest[32])
{
	uint64_t key;

	memcpy(&key, digest, sizeof key);
	return key;
}

static struct slot *find_slot(struct signer_cache *cache, const uint8_t digest[32])
{
	uint64_t key = slot_key(digest);

	for (size_t i = 0; i < SIGNER_CACHE_SIZE; i++) {
		struct slot *slot = &cache->slot[i];

		if (slot->key == key && slot->signer && memcmp(slot->signer->digest, digest, SHA256_SIZE) == 0)
			return slot;
	}
	return NULL;
}

struct signer *signer_cache_find(struct signer_cache *cache, const uint8_t digest[32])
{
	struct signer *found = NULL;
	struct slot *slot;

	if (CRYPTO_THREAD_write_lock(cache->lock) != 1)
		return NULL;
	slot = find_slot(cache, digest);
	if (slot) {
		slot->used = ++cache->clock;
		found = signer_ref(slot->signer);
	}
	CRYPTO_THREAD_unlock(cache->lock);
	return found;
}

static struct slot *oldest_slot(struct signer_cache *cache)
{
	struct slot *oldest = &cache->slot[0];

	for (size_t i = 1; i < SIGNER_CACHE_SIZE; i++)
		if (cache->slot[i].used < oldest->used)
			oldest = &cache->slot[i];
	return oldest;
}

void signer_cache_put(struct signer_cache *cache, struct signer *signer)
{
	struct signer *dropped = NULL;

	if (CRYPTO_THREAD_write_lock(cache->lock) != 1)
		return;
	if (!find_slot(cache, signer->digest)) { /* another thread may have been quicker */
		struct slot *slot = oldest_slot(cache);

		dropped = slot->signer;
		*slot = (struct slot){ slot_key(signer->digest), ++cache->clock, signer_ref(signer) };
	}
	CRYPTO_THREAD_unlock(cache->lock);
	signer_free(dropped);
}
