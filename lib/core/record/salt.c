/* SPDX-License-Identifier: BSD-2-Clause */
/* What makes the digests of a record unlike those of all others, and the digest of its number. */
#include <openssl/crypto.h>
#include <string.h>

#include "record/record.h"
#include "util/context.h"

void record_salt_of(zairyu_bytes salt, struct record_salt *out)
{
	*out = (struct record_salt){ .kind = salt.len == RECORD_SALT_LENGTH ? RECORD_SALT_GIVEN : RECORD_SALT_NONE };
	if (out->kind == RECORD_SALT_GIVEN)
		memcpy(out->bytes, salt.data, sizeof out->bytes);
}

struct record_digests *record_draw_salt(zairyu_context *ctx, const struct record_salt *given, int *rc)
{
	uint8_t drawn[RECORD_SALT_LENGTH];
	const uint8_t *salt = given->kind == RECORD_SALT_GIVEN ? given->bytes : NULL;
	struct record_digests *digests;

	if (given->kind == RECORD_SALT_NEW) {
		*rc = ctx->random_public(NULL, drawn, sizeof drawn);
		if (*rc < 0)
			return NULL;
		salt = drawn;
	}
	digests = record_digests_new(salt);
	*rc = digests ? ZAIRYU_OK : ZAIRYU_ERR_NO_MEMORY;
	return digests;
}

int zairyu_record_number_digest(const zairyu_record *record, zairyu_bytes *out)
{
	if (!out)
		return ZAIRYU_ERR_ARGUMENT;
	*out = (zairyu_bytes){ 0 };
	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	*out = (zairyu_bytes){ .data = record->number_digest, .len = sizeof record->number_digest };
	return ZAIRYU_OK;
}

int zairyu_record_number_matches(const zairyu_record *record, const char *number, size_t len)
{
	char normalised[ZAIRYU_NUMBER_SIZE];
	uint8_t digest[RECORD_DIGEST_LENGTH];
	int rc;

	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	rc = zairyu_number_normalize(number, len, normalised, NULL);
	if (rc == ZAIRYU_OK)
		rc = record_digests_number(record->digests, &record->ctx->algorithms, normalised, digest);
	if (rc == ZAIRYU_OK)
		rc = CRYPTO_memcmp(digest, record->number_digest, sizeof digest) == 0;
	zairyu_wipe(normalised, sizeof normalised);
	zairyu_wipe(digest, sizeof digest);
	return rc;
}

int zairyu_record_salt(const zairyu_record *record, zairyu_bytes *out)
{
	if (!out)
		return ZAIRYU_ERR_ARGUMENT;
	*out = (zairyu_bytes){ 0 };
	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	if (record_digests_salt(record->digests).len == 0)
		return ZAIRYU_ERR_ABSENT;
	*out = record_digests_salt(record->digests);
	return ZAIRYU_OK;
}
