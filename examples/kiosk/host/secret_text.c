/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/secret_text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

enum { ROOM_FIRST = 4096 };

/* realloc() would leave a copy behind. */
static bool grow(struct secret_text *secret, size_t len)
{
	size_t room = secret->room ? secret->room : ROOM_FIRST;
	char *text;

	if (len > SIZE_MAX / 4 - secret->len)
		return false;
	while (room <= secret->len + len)
		room *= 2;
	if (room == secret->room)
		return true;
	text = malloc(room);
	if (!text)
		return false;
	if (secret->text) {
		memcpy(text, secret->text, secret->len);
		zairyu_wipe(secret->text, secret->room);
		free(secret->text);
	}
	secret->text = text;
	secret->room = room;
	return true;
}

void secret_text_add(struct secret_text *secret, const void *bytes, size_t len)
{
	if (secret->failed || !grow(secret, len)) {
		secret->failed = true;
		return;
	}
	if (len > 0)
		memcpy(secret->text + secret->len, bytes, len);
	secret->len += len;
	secret->text[secret->len] = '\0';
}

void secret_text_put(struct secret_text *secret, const char *text)
{
	secret_text_add(secret, text, strlen(text));
}

static void quote_byte(struct secret_text *secret, unsigned char c)
{
	char escape[sizeof "\\u0000"];

	if (c >= ' ' && c != '"' && c != '\\' && c != 0x7F) {
		secret_text_add(secret, &c, 1);
		return;
	}
	snprintf(escape, sizeof escape, "\\u%04x", c);
	secret_text_put(secret, escape);
	zairyu_wipe(escape, sizeof escape);
}

void secret_text_quote(struct secret_text *secret, const char *text)
{
	if (!text) {
		secret_text_put(secret, "null");
		return;
	}
	secret_text_put(secret, "\"");
	for (; *text; text++)
		quote_byte(secret, (unsigned char)*text);
	secret_text_put(secret, "\"");
}

void secret_text_base64(struct secret_text *secret, const void *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *at = bytes;

	for (size_t i = 0; i < len; i += 3) {
		const size_t left = len - i;
		const unsigned long three = (unsigned long)at[i] << 16 |
					    (left > 1 ? (unsigned long)at[i + 1] << 8 : 0) |
					    (left > 2 ? (unsigned long)at[i + 2] : 0);
		const char four[4] = { digits[three >> 18 & 63], digits[three >> 12 & 63],
				       left > 1 ? digits[three >> 6 & 63] : '=', left > 2 ? digits[three & 63] : '=' };

		secret_text_add(secret, four, sizeof four);
	}
}

int secret_text_write(void *secret, const void *bytes, size_t len)
{
	secret_text_add(secret, bytes, len);
	return ((struct secret_text *)secret)->failed ? -1 : 0;
}

void secret_text_done(struct secret_text *secret)
{
	if (secret->text)
		zairyu_wipe(secret->text, secret->room);
	free(secret->text);
	*secret = (struct secret_text){ 0 };
}
