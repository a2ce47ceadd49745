/* SPDX-License-Identifier: BSD-2-Clause */
#include "resave.h"

#include <check.h>
#include <openssl/evp.h>
#include <string.h>

static size_t number_at(const uint8_t *data, size_t size)
{
	size_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | data[i];
	return value;
}

static void put_u32(uint8_t *at, size_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static int keep(void *userdata, const void *data, size_t len)
{
	struct resave *saved = userdata;

	ck_assert_uint_le(len, sizeof saved->data);
	memcpy(saved->data, data, len);
	saved->len = len - RESAVE_SEAL;
	return 0;
}

/* Finds the sections anew, after a change of lengths. */
static void resave_scan(struct resave *saved)
{
	saved->count = 0;
	for (size_t at = RESAVE_HEADER; at < saved->len;) {
		struct resave_section *section = &saved->sections[saved->count++];

		ck_assert_uint_le(saved->count, RESAVE_SECTIONS);
		section->at = at;
		section->type = (int)number_at(saved->data + at, 2);
		section->len = RESAVE_SECTION + number_at(saved->data + at + 4, 4);
		at += section->len;
	}
}

void resave_open(const zairyu_record *record, struct resave *out)
{
	ck_assert_int_eq(zairyu_record_save(record, 0, keep, out, NULL), ZAIRYU_OK);
	resave_scan(out);
}

static void replace(struct resave *saved, size_t at, size_t old, const void *bytes, size_t len)
{
	ck_assert_uint_le(saved->len + len + RESAVE_SEAL, sizeof saved->data);
	memmove(saved->data + at + len, saved->data + at + old, saved->len - at - old);
	memcpy(saved->data + at, bytes, len);
	saved->len += len - old;
}

void resave_splice(struct resave *saved, size_t section, size_t at, size_t old, const void *bytes, size_t len)
{
	struct resave_section *in = &saved->sections[section];

	replace(saved, at, old, bytes, len);
	put_u32(saved->data + in->at + 4, in->len - RESAVE_SECTION + len - old);
	resave_scan(saved);
}

void resave_remove(struct resave *saved, size_t section)
{
	replace(saved, saved->sections[section].at, saved->sections[section].len, "", 0);
	resave_scan(saved);
}

void resave_insert(struct resave *saved, size_t before, const struct resave *from, size_t section)
{
	const struct resave_section copied = from->sections[section];
	uint8_t bytes[RESAVE_MAX];

	memcpy(bytes, from->data + copied.at, copied.len);
	replace(saved, before < saved->count ? saved->sections[before].at : saved->len, 0, bytes, copied.len);
	resave_scan(saved);
}

uint64_t resave_item(const struct resave *saved, size_t section)
{
	return (uint32_t)number_at(saved->data + saved->sections[section].at + RESAVE_SECTION + RESAVE_SALT, 4);
}

int resave_load(struct resave *saved, zairyu_context *ctx, zairyu_record **out)
{
	unsigned seal = RESAVE_SEAL;

	put_u32(saved->data + 12, saved->len + RESAVE_SEAL);
	ck_assert_int_eq(EVP_Digest(saved->data, saved->len, saved->data + saved->len, &seal, EVP_sha256(), NULL), 1);
	return zairyu_record_load(ctx, (zairyu_bytes){ saved->data, saved->len + RESAVE_SEAL }, out, NULL);
}
