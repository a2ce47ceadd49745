/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes put together by tests. */
#include "blob.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

zairyu_bytes blob_bytes(const struct blob *blob)
{
	return (zairyu_bytes){ blob->data, blob->len };
}

void blob_add(struct blob *to, const void *data, size_t len)
{
	ck_assert_uint_le(len, BLOB_MAX - to->len);
	if (len > 0)
		memcpy(to->data + to->len, data, len);
	to->len += len;
}

void blob_nuls(struct blob *to, size_t count)
{
	ck_assert_uint_le(count, BLOB_MAX - to->len);
	memset(to->data + to->len, 0, count);
	to->len += count;
}

static void add_octet(struct blob *to, size_t octet)
{
	uint8_t one = (uint8_t)octet;

	blob_add(to, &one, 1);
}

static void add_length(struct blob *to, enum form form, size_t len)
{
	if (form == FORM_LONG) {
		add_octet(to, 0x83);
		add_octet(to, len >> 16);
		add_octet(to, len >> 8 & 0xFF);
	} else if (len > 0xFF) {
		add_octet(to, 0x82);
		add_octet(to, len >> 8);
	} else if (len > 0x7F) {
		add_octet(to, 0x81);
	}
	add_octet(to, len & 0xFF);
}

/* The pieces of a string, which are OCTET STRINGs, or BIT STRINGs of which only the last has unused bits. */
static void add_pieces(struct blob *to, uint8_t tag, const uint8_t *data, size_t len)
{
	bool bits = tag == 0x03;
	size_t half = len / 2 + 1;

	add_octet(to, tag | 0x20u);
	add_octet(to, 0x80);
	add_octet(to, bits ? tag : 0x04);
	add_length(to, FORM_DER, half);
	add_octet(to, bits ? 0 : data[0]);
	blob_add(to, data + 1, half - 1);
	add_octet(to, bits ? tag : 0x04);
	add_length(to, FORM_DER, len - half + bits);
	if (bits)
		add_octet(to, data[0]);
	blob_add(to, data + half, len - half);
	blob_nuls(to, 2);
}

static bool is_string(uint8_t tag)
{
	return tag == 0x03 || tag == 0x04 || tag == 0x0C || (tag >= 0x12 && tag <= 0x1E);
}

void blob_element(struct blob *to, enum form form, uint8_t tag, const void *data, size_t len)
{
	if (form == FORM_PIECES && is_string(tag) && len > 2) {
		add_pieces(to, tag, data, len);
		return;
	}
	add_octet(to, tag);
	if (form == FORM_INDEFINITE && (tag & 0x20) != 0) {
		add_octet(to, 0x80);
		blob_add(to, data, len);
		blob_nuls(to, 2);
		return;
	}
	add_length(to, form, len);
	blob_add(to, data, len);
}

void blob_wrap(struct blob *to, enum form form, uint8_t tag, const struct blob *content)
{
	blob_element(to, form, tag, content->data, content->len);
}

void blob_integer(struct blob *to, enum form form, const uint8_t *number, size_t len)
{
	struct blob content = { .len = 0 };

	if (len > 0 && number[0] >= 0x80)
		blob_nuls(&content, 1);
	blob_add(&content, number, len);
	blob_wrap(to, form, 0x02, &content);
}

void blob_object(struct blob *to, uint32_t tag, zairyu_bytes value, size_t size)
{
	struct blob content = { .len = 0 };

	blob_add(&content, value.data, value.len);
	if (value.len < size)
		blob_nuls(&content, size - value.len);
	ck_assert_uint_lt(tag, 0x100);
	blob_wrap(to, FORM_DER, (uint8_t)tag, &content);
}
