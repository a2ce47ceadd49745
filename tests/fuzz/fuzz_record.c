/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Saved records. The harness puts length and digest right, so that what is inside is reached; what loads is asked
 * everything, verified, and saved again: to the same bytes but for the sections that a loader skips, and an older
 * version to bytes that load and save as they are.
 */
#include <openssl/evp.h>
#include <string.h>
#include <zairyu/verify.h>

#include "fuzz.h"

enum { VERSION_AT = 8, LENGTH_AT = 12, HEADER = 16, SECTION_HEADER = 8, SEAL = 32, FIELDS = ZAIRYU_FIELD_LAST };
enum { VERSION = 2, LAST_SECTION = 6 };

struct kept {
	uint8_t *data;
	size_t len;
};

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

/* Where padding is said to be there are NULs, and as many as are said. */
static void check_padding(const zairyu_record *record, uint64_t item)
{
	size_t total = 0, offset, len;
	zairyu_bytes file;

	for (size_t i = 0; zairyu_record_padding(record, item, i, &offset, &len) == 0; i++) {
		FUZZ_REQUIRE(zairyu_record_file(record, item, &file) == 0);
		FUZZ_REQUIRE(offset <= file.len && len <= file.len - offset);
		for (size_t at = 0; at < len; at++)
			FUZZ_REQUIRE(file.data[offset + at] == 0);
		total += len;
	}
	FUZZ_REQUIRE(total == zairyu_record_padding_assumed(record, item) || zairyu_record_is_reduced(record));
}

static void ask_everything(const zairyu_record *record)
{
	const char *text;
	zairyu_bytes bytes;

	for (int field = 0; field <= FIELDS + 1; field++) {
		int rc = zairyu_record_text(record, field, &text);

		FUZZ_REQUIRE((rc == 0) == (text && *text != '\0'));
		FUZZ_REQUIRE((rc == 0) == (zairyu_record_field_state(record, field) >= ZAIRYU_FIELD_STATE_PARTIAL));
		rc = zairyu_record_field_raw(record, field, &bytes);
		FUZZ_REQUIRE((rc == 0) == (zairyu_record_field_state(record, field) >= ZAIRYU_FIELD_STATE_EMPTY));
		(void)zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &text);
	}
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		uint32_t tag;
		size_t index = 0;

		(void)zairyu_record_digest(record, item, &bytes);
		check_padding(record, item);
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
	FUZZ_REQUIRE(zairyu_verify(trust, record, 0, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE);
	FUZZ_REQUIRE(zairyu_report_covers(report) == 0);
	zairyu_report_free(report);
	if (zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL) == 0)
		ask_everything(reduced);
	zairyu_record_free(reduced);
	zairyu_trust_free(trust);
}

static int keep(void *userdata, const void *data, size_t len)
{
	struct kept *kept = userdata;

	kept->data = malloc(len);
	FUZZ_REQUIRE(kept->data != NULL);
	memcpy(kept->data, data, len);
	kept->len = len;
	return 0;
}

static size_t number_at(const uint8_t *data, size_t size)
{
	size_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | data[i];
	return value;
}

/* What is left of a record that loaded when the sections a loader skips are taken out; sealed again. */
static void without_skipped(zairyu_bytes saved, struct kept *out)
{
	unsigned seal = SEAL;

	out->data = malloc(saved.len);
	FUZZ_REQUIRE(out->data != NULL);
	memcpy(out->data, saved.data, HEADER);
	out->len = HEADER;
	for (size_t at = HEADER; at < saved.len - SEAL;) {
		size_t len = SECTION_HEADER + number_at(saved.data + at + 4, 4);

		if (number_at(saved.data + at, 2) <= LAST_SECTION) {
			memcpy(out->data + out->len, saved.data + at, len);
			out->len += len;
		}
		at += len;
	}
	for (int i = 0; i < 4; i++)
		out->data[LENGTH_AT + i] = (uint8_t)((out->len + SEAL) >> (24 - 8 * i));
	FUZZ_REQUIRE(EVP_Digest(out->data, out->len, out->data + out->len, &seal, EVP_sha256(), NULL) == 1);
	out->len += SEAL;
}

static void save_as(const zairyu_record *record, const struct kept *kept)
{
	struct expected expected = { kept->data, kept->len };

	FUZZ_REQUIRE(zairyu_record_save(record, 0, compare, &expected, NULL) == 0 && expected.left == 0);
}

/* An older version is saved in this one, and in only one way from then on. */
static void save_twice(zairyu_context *ctx, const zairyu_record *record)
{
	struct kept kept;
	zairyu_record *again;

	FUZZ_REQUIRE(zairyu_record_save(record, 0, keep, &kept, NULL) == 0);
	save_as(record, &kept);
	FUZZ_REQUIRE(zairyu_record_load(ctx, (zairyu_bytes){ kept.data, kept.len }, &again, NULL) == 0);
	save_as(again, &kept);
	zairyu_record_free(again);
	free(kept.data);
}

static void load(zairyu_context *ctx, zairyu_bytes saved)
{
	struct kept kept;
	zairyu_record *record;

	if (zairyu_record_load(ctx, saved, &record, NULL) == 0) {
		use(ctx, record);
		save_twice(ctx, record);
		if (number_at(saved.data + VERSION_AT, 2) == VERSION) {
			without_skipped(saved, &kept);
			save_as(record, &kept);
			free(kept.data);
		}
	} else {
		FUZZ_REQUIRE(!record);
	}
	zairyu_record_free(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *sealed = malloc(size + SEAL);
	unsigned seal = SEAL;
	zairyu_context *ctx;

	FUZZ_REQUIRE(sealed && zairyu_context_new(&ctx, NULL) == 0);
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
