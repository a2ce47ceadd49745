/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/digests.h"

#include <openssl/crypto.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/card.h>
#include <zairyu/error.h>

enum { ITEM_BITS = 64 };

/* Their NULs belong to them. */
static const char number_label[] = "zairyu-number";
static const char file_label[] = "zairyu-file";

struct record_digests {
	CRYPTO_RWLOCK *lock;
	uint8_t salt[RECORD_SALT_LENGTH];
	size_t salt_len;
	struct {
		bool known;
		uint8_t digest[RECORD_DIGEST_LENGTH];
	} of[ITEM_BITS]; /* by the item's bit */
};

struct record_digests *record_digests_new(const uint8_t *salt)
{
	struct record_digests *digests = calloc(1, sizeof *digests);

	if (digests && !(digests->lock = CRYPTO_THREAD_lock_new())) {
		free(digests);
		return NULL;
	}
	if (digests && salt) {
		memcpy(digests->salt, salt, sizeof digests->salt);
		digests->salt_len = sizeof digests->salt;
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

zairyu_bytes record_digests_salt(const struct record_digests *digests)
{
	return (zairyu_bytes){ .data = digests->salt, .len = digests->salt_len };
}

/* Salt, label, content; without a salt the content only, as version 1 of the format has it. */
static int digest_content(const struct record_digests *digests, const struct algorithms *algorithms, zairyu_bytes label,
			  zairyu_bytes content, uint8_t out[RECORD_DIGEST_LENGTH])
{
	const zairyu_bytes parts[] = { record_digests_salt(digests), label, content };

	if (digests->salt_len == 0)
		return digest_sha256(algorithms, content, out);
	return digest_sha256_parts(algorithms, parts, sizeof parts / sizeof *parts, out);
}

int record_digests_number(const struct record_digests *digests, const struct algorithms *algorithms, const char *number,
			  uint8_t out[RECORD_DIGEST_LENGTH])
{
	const zairyu_bytes label = { .data = (const uint8_t *)number_label, .len = sizeof number_label };
	const zairyu_bytes content = { .data = (const uint8_t *)number, .len = strlen(number) };

	return digest_content(digests, algorithms, label, content, out);
}

static int digest_file(const struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		       zairyu_bytes file, uint8_t out[RECORD_DIGEST_LENGTH])
{
	uint8_t label[sizeof file_label + 4 + 8] = { 0 };
	uint8_t *end = label + sizeof file_label;
	const size_t width = item > UINT32_MAX ? 8 : 4;

	memcpy(label, file_label, sizeof file_label);
	end += item > UINT32_MAX ? 4 : 0; /* four NULs, which no item of four bytes is, and then all eight */
	for (size_t i = 0; i < width; i++)
		end[i] = (uint8_t)(item >> (8 * (width - 1 - i)));
	return digest_content(digests, algorithms,
			      (zairyu_bytes){ .data = label, .len = (size_t)(end - label) + width }, file, out);
}

static size_t bit_of(uint64_t item)
{
	size_t bit = 0;

	while (bit < ITEM_BITS - 1 && !(item & UINT64_C(1) << bit))
		bit++;
	return bit;
}

void record_digests_set(struct record_digests *digests, uint64_t item, const uint8_t digest[RECORD_DIGEST_LENGTH])
{
	memcpy(digests->of[bit_of(item)].digest, digest, RECORD_DIGEST_LENGTH);
	digests->of[bit_of(item)].known = true;
}

int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		       zairyu_bytes file, zairyu_bytes *out)
{
	const size_t bit = bit_of(item);
	int rc = ZAIRYU_OK;

	if (CRYPTO_THREAD_write_lock(digests->lock) != 1)
		return ZAIRYU_ERR_CRYPTO;
	if (!digests->of[bit].known)
		rc = digest_file(digests, algorithms, item, file, digests->of[bit].digest);
	digests->of[bit].known = rc == ZAIRYU_OK;
	CRYPTO_THREAD_unlock(digests->lock);
	if (rc == ZAIRYU_OK)
		*out = (zairyu_bytes){ .data = digests->of[bit].digest, .len = RECORD_DIGEST_LENGTH };
	return rc;
}
