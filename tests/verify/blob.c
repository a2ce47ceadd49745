/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes put together by tests. */
#include "blob.h"

#include <check.h>
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
	if (form != FORM_DER) {
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

void blob_element(struct blob *to, enum form form, uint8_t tag, const void *data, size_t len)
{
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
