/* SPDX-License-Identifier: BSD-2-Clause */
/* What makes the digests of a record unlike those of all others, and the digest of its number. */
#include <openssl/crypto.h>
#include <string.h>

#include "record/record.h"
#include "util/context/context.h"

void record_salt_of(zairyu_bytes salt, struct record_salt *out)
{
	*out = (struct record_salt){ .kind = salt.len == RECORD_SALT_LENGTH ? RECORD_SALT_GIVEN : RECORD_SALT_NONE };
	if (out->kind == RECORD_SALT_GIVEN)
		memcpy(out->bytes, salt.data, sizeof out->bytes);
}

struct record_digests *record_digests_salted(const zairyu_context *ctx, const struct record_salt *salt)
{
	return record_digests_new(salt->kind == RECORD_SALT_GIVEN ? salt->bytes : NULL,
				  salt->kind == RECORD_SALT_NEW ? ctx->random_public : NULL);
}

static zairyu_bytes bytes_of(const char *number)
{
	return (zairyu_bytes){ .data = (const uint8_t *)number, .len = strlen(number) };
}

int zairyu_record_number_digest(const zairyu_record *record, zairyu_bytes *out)
{
	if (!out)
		return ZAIRYU_ERR_ARGUMENT;
	*out = (zairyu_bytes){ 0 };
	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	return record_digests_get(record->digests, &record->ctx->algorithms, RECORD_NUMBER, bytes_of(record->number),
				  out);
}

int zairyu_record_number_matches(const zairyu_record *record, const char *number, size_t len)
{
	char normalised[ZAIRYU_NUMBER_SIZE];
	uint8_t digest[RECORD_DIGEST_LENGTH];
	zairyu_bytes own;
	int rc;

	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	rc = zairyu_number_normalize(number, len, normalised, NULL);
	if (rc == ZAIRYU_OK)
		rc = record_digests_compute(record->digests, &record->ctx->algorithms, RECORD_NUMBER,
					    bytes_of(normalised), digest);
	if (rc == ZAIRYU_OK)
		rc = zairyu_record_number_digest(record, &own);
	if (rc == ZAIRYU_OK)
		rc = CRYPTO_memcmp(digest, own.data, sizeof digest) == 0;
	zairyu_wipe(normalised, sizeof normalised);
	zairyu_wipe(digest, sizeof digest);
	return rc;
}

int zairyu_record_salt(const zairyu_record *record, zairyu_bytes *out)
{
	int rc;

	if (!out)
		return ZAIRYU_ERR_ARGUMENT;
	*out = (zairyu_bytes){ 0 };
	if (!record)
		return ZAIRYU_ERR_ARGUMENT;
	rc = record_digests_draw(record->digests);
	if (rc < 0)
		return rc;
	*out = record_digests_salt(record->digests);
	return out->len > 0 ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}
