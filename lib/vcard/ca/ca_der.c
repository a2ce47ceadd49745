/* SPDX-License-Identifier: BSD-2-Clause */
/* The DER writer of the test CAs [X.690], with the BER lengths that real cards were met with. */
#include "ca/ca_der.h"

#include <string.h>

void der_init(struct der *der)
{
	der->start = sizeof der->buf;
	der->failed = false;
}

void der_bytes(struct der *der, const void *data, size_t len)
{
	if (der->failed || len > der->start) {
		der->failed = true;
		return;
	}
	der->start -= len;
	if (len)
		memcpy(der->buf + der->start, data, len);
}

static void length_bytes(struct der *der, size_t len, enum der_length how)
{
	uint8_t out[4] = { 0x83, (uint8_t)(len >> 16), (uint8_t)(len >> 8), (uint8_t)len };

	if (how == DER_LONG)
		der_bytes(der, out, 4);
	else if (len < 0x80)
		der_bytes(der, out + 3, 1);
	else if (len < 0x100)
		der_bytes(der, (uint8_t[]){ 0x81, out[3] }, 2);
	else
		der_bytes(der, (uint8_t[]){ 0x82, out[2], out[3] }, 3);
}

/* An open length needs its end-of-contents behind: make room for it by moving the contents two bytes down. */
static void close_indefinite(struct der *der, size_t end)
{
	if (der->failed || der->start < 2) {
		der->failed = true;
		return;
	}
	memmove(der->buf + der->start - 2, der->buf + der->start, end - der->start);
	memset(der->buf + end - 2, 0, 2);
	der->start -= 2;
	der_bytes(der, (uint8_t[]){ 0x80 }, 1);
}

void der_wrap_as(struct der *der, enum der_tag tag, size_t end, enum der_length how)
{
	if (how == DER_INDEFINITE)
		close_indefinite(der, end);
	else
		length_bytes(der, end - der->start, how);
	der_bytes(der, (uint8_t[]){ (uint8_t)tag }, 1);
}

void der_wrap(struct der *der, enum der_tag tag, size_t end)
{
	der_wrap_as(der, tag, end, DER_MINIMAL);
}

void der_primitive(struct der *der, enum der_tag tag, const void *data, size_t len)
{
	size_t end = der->start;

	der_bytes(der, data, len);
	der_wrap(der, tag, end);
}

void der_pieces(struct der *der, enum der_tag tag, const void *data, size_t len)
{
	const uint8_t *bytes = data;
	size_t end = der->start, half = len / 2;

	der_primitive(der, DER_OCTET_STRING, bytes + half, len - half);
	der_primitive(der, DER_OCTET_STRING, bytes, half);
	length_bytes(der, end - der->start, DER_MINIMAL);
	der_bytes(der, (uint8_t[]){ (uint8_t)(tag | 0x20) }, 1);
}

void der_unsigned(struct der *der, const uint8_t *data, size_t len)
{
	size_t end;

	while (len > 1 && data[0] == 0) {
		data++;
		len--;
	}
	end = der->start;
	der_bytes(der, data, len);
	if (len && (data[0] & 0x80))
		der_bytes(der, (uint8_t[]){ 0 }, 1);
	der_wrap(der, DER_INTEGER, end);
}

void der_wrap_bits(struct der *der, size_t end, enum der_length how)
{
	der_bytes(der, (uint8_t[]){ 0 }, 1);
	der_wrap_as(der, DER_BIT_STRING, end, how);
}

const uint8_t *der_data(const struct der *der)
{
	return der->buf + der->start;
}

size_t der_len(const struct der *der)
{
	return sizeof der->buf - der->start;
}
