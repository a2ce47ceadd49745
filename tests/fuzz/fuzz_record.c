/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Saved records. The harness puts length and digest right, so that what is inside is reached; what loads is asked
 * everything, verified, and saved again to the same bytes.
 */
#include <string.h>
#include <openssl/evp.h>
#include <zairyu/verify.h>

#include "fuzz.h"

enum { LENGTH_AT = 12, HEADER = 16, SEAL = 32, FIELDS = ZAIRYU_FIELD_LAST };

struct expected {
	const uint8_t *data;
	size_t left;
};

static int compare(void *userdata, const void *data, size_t len)
{
	struct expected *expected = userdata;

	FUZZ_REQUIRE(len <= expected->left && memcmp(expected->data, data, len) == 0);
	expected->data += len;
	expected->left -= len;
	return 0;
}

static void ask_everything(const zairyu_record *record)
{
	const char *text;
	zairyu_bytes bytes;

	for (int field = 0; field <= FIELDS + 1; field++) {
		int rc = zairyu_record_text(record, field, &text);

		FUZZ_REQUIRE((rc == 0) == (text != NULL && *text != '\0'));
		(void)zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &text);
	}
	for (uint32_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		uint32_t tag;
		size_t index = 0;

		(void)zairyu_record_digest(record, item, &bytes);
		while (zairyu_record_object(record, item, index, &tag, &bytes) == 0)
			index++;
	}
}

static void use(zairyu_context *ctx, const zairyu_record *record)
{
	zairyu_trust *trust;
	zairyu_report *report;
	zairyu_record *reduced;

	ask_everything(record);
	FUZZ_REQUIRE(zairyu_trust_new(ctx, &trust, NULL) == 0);
	FUZZ_REQUIRE(zairyu_verify(trust, record, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE);
	FUZZ_REQUIRE(zairyu_report_covers(report) == 0);
	zairyu_report_free(report);
	if (zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL) == 0)
		ask_everything(reduced);
	zairyu_record_free(reduced);
	zairyu_trust_free(trust);
}

static void load(zairyu_context *ctx, zairyu_bytes saved)
{
	struct expected expected = { saved.data, saved.len };
	zairyu_record *record;

	if (zairyu_record_load(ctx, saved, &record, NULL) == 0) {
		use(ctx, record);
		FUZZ_REQUIRE(zairyu_record_save(record, compare, &expected, NULL) == 0 && expected.left == 0);
	} else {
		FUZZ_REQUIRE(record == NULL);
	}
	zairyu_record_free(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *sealed = malloc(size + SEAL);
	unsigned seal = SEAL;
	zairyu_context *ctx;

	FUZZ_REQUIRE(sealed != NULL && zairyu_context_new(&ctx, NULL) == 0);
	load(ctx, (zairyu_bytes){ data, size });
	memcpy(sealed, data, size);
	if (size >= HEADER)
		for (int i = 0; i < 4; i++)
			sealed[LENGTH_AT + i] = (uint8_t)((size + SEAL) >> (24 - 8 * i));
	FUZZ_REQUIRE(EVP_Digest(sealed, size, sealed + size, &seal, EVP_sha256(), NULL) == 1);
	load(ctx, (zairyu_bytes){ sealed, size + SEAL });
	zairyu_context_free(ctx);
	free(sealed);
	return 0;
}
