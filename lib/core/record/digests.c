/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/digests.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/card.h>
#include <zairyu/error.h>

/* Their NULs belong to them. */
static const char number_label[] = "zairyu-number";
static const char file_label[] = "zairyu-file";

struct digest {
	uint64_t item; /* 0: free, where others have one */
	bool known;
	uint8_t bytes[RECORD_DIGEST_LENGTH];
};

struct record_digests {
	CRYPTO_RWLOCK *lock;
	context_random_fn *draw; /* of the salt; NULL once there is one, or if there is to be none */
	uint8_t salt[RECORD_SALT_LENGTH];
	size_t salt_len;
	struct digest number;
	struct digest of[RECORD_FILES_MAX];
};

struct record_digests *record_digests_new(const uint8_t *salt, context_random_fn *draw)
{
	struct record_digests *digests = calloc(1, sizeof *digests);

	if (digests && !(digests->lock = CRYPTO_THREAD_lock_new())) {
		free(digests);
		return NULL;
	}
	if (digests && salt) {
		memcpy(digests->salt, salt, sizeof digests->salt);
		digests->salt_len = sizeof digests->salt;
	} else if (digests) {
		digests->draw = draw;
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

/* With the lock held. */
static int draw_salt(struct record_digests *digests)
{
	int rc = digests->draw ? digests->draw(NULL, digests->salt, sizeof digests->salt) : ZAIRYU_OK;

	if (digests->draw && rc == ZAIRYU_OK) {
		digests->salt_len = sizeof digests->salt;
		digests->draw = NULL;
	}
	return rc;
}

int record_digests_draw(struct record_digests *digests)
{
	int rc;

	if (CRYPTO_THREAD_write_lock(digests->lock) != 1)
		return ZAIRYU_ERR_CRYPTO;
	rc = draw_salt(digests);
	CRYPTO_THREAD_unlock(digests->lock);
	return rc;
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

static int digest_number(const struct record_digests *digests, const struct algorithms *algorithms, zairyu_bytes number,
			 uint8_t out[RECORD_DIGEST_LENGTH])
{
	const zairyu_bytes label = { .data = (const uint8_t *)number_label, .len = sizeof number_label };

	return digest_content(digests, algorithms, label, number, out);
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

/* Once the salt is there. */
static int compute(const struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		   zairyu_bytes content, uint8_t out[RECORD_DIGEST_LENGTH])
{
	return item == RECORD_NUMBER ? digest_number(digests, algorithms, content, out)
				     : digest_file(digests, algorithms, item, content, out);
}

int record_digests_compute(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
			   zairyu_bytes content, uint8_t out[RECORD_DIGEST_LENGTH])
{
	int rc = record_digests_draw(digests);

	return rc < 0 ? rc : compute(digests, algorithms, item, content, out);
}

/* With the lock held. A record has a place for each file it may have. */
static struct digest *place_of(struct record_digests *digests, uint64_t item)
{
	size_t i = 0;

	if (item == RECORD_NUMBER)
		return &digests->number;
	while (digests->of[i].item != item && digests->of[i].item != 0) {
		i++;
		assert(i < RECORD_FILES_MAX);
	}
	digests->of[i].item = item;
	return &digests->of[i];
}

void record_digests_set(struct record_digests *digests, uint64_t item, const uint8_t digest[RECORD_DIGEST_LENGTH])
{
	struct digest *place = place_of(digests, item);

	memcpy(place->bytes, digest, RECORD_DIGEST_LENGTH);
	place->known = true;
}

int record_digests_get(struct record_digests *digests, const struct algorithms *algorithms, uint64_t item,
		       zairyu_bytes content, zairyu_bytes *out)
{
	struct digest *place;
	int rc;

	if (CRYPTO_THREAD_write_lock(digests->lock) != 1)
		return ZAIRYU_ERR_CRYPTO;
	place = place_of(digests, item);
	rc = draw_salt(digests);
	if (rc == ZAIRYU_OK && !place->known)
		rc = compute(digests, algorithms, item, content, place->bytes);
	place->known = place->known || rc == ZAIRYU_OK;
	CRYPTO_THREAD_unlock(digests->lock);
	if (rc == ZAIRYU_OK)
		*out = (zairyu_bytes){ .data = place->bytes, .len = RECORD_DIGEST_LENGTH };
	return rc;
}
