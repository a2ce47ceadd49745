/* SPDX-License-Identifier: BSD-2-Clause */
#include "tap.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_MARK = 0, INS_SELECT = 0xA4, INS_CHALLENGE = 0x84, INS_AUTHENTICATE = 0x82, INS_VERIFY = 0x20 };
enum { INS_READ = 0xB0, SELECT_DF = 21, AID_DF = 10, SHORT_HEADER = 5 };

static struct tap_exchange *next(struct tap *tap)
{
	ck_assert_uint_lt(tap->count, TAP_COMMANDS);
	return &tap->exchanges[tap->count++];
}

static int tap_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct tap *tap = userdata;

	tap->connects++;
	next(tap)->len = CONNECT_MARK;
	return zairyu_transport_connect(tap->inner, wait, err);
}

/* In a block of just its length, so that a sanitizer sees a hook that looks past its end. */
static int ask_hook(const struct tap *tap, zairyu_bytes sent, uint8_t *response, size_t cap, size_t *response_len)
{
	uint8_t *copy = malloc(sent.len);
	int rc;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, sent.data, sent.len);
	rc = tap->hook(tap->userdata, (zairyu_bytes){ copy, sent.len }, response, cap, response_len);
	free(copy);
	return rc;
}

static int tap_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	struct tap *tap = userdata;
	struct tap_exchange *exchange = next(tap);
	const zairyu_bytes sent = { command, command_len };
	int rc;

	ck_assert_uint_le(command_len, sizeof exchange->command);
	memcpy(exchange->command, command, command_len);
	exchange->len = command_len;
	rc = zairyu_transport_transmit(tap->inner, wait, sent, response, cap, response_len, err);
	if (rc != 0 || !tap->hook)
		return rc;
	rc = ask_hook(tap, sent, response, cap, response_len);
	return rc < 0 ? zairyu_error_set(err, rc, NULL, 0, "the test says so") : rc;
}

static void tap_disconnect(void *userdata)
{
	struct tap *tap = userdata;

	tap->disconnects++;
	zairyu_transport_disconnect(tap->inner);
}

static int tap_get(void *userdata, int property, uint64_t *value)
{
	return zairyu_transport_property(((struct tap *)userdata)->inner, property, value);
}

void tap_open(struct tap *tap, zairyu_context *ctx, zairyu_transport *inner)
{
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = tap_connect,
					   .transmit = tap_transmit,
					   .disconnect = tap_disconnect,
					   .get = tap_get };

	memset(tap, 0, sizeof *tap);
	tap->inner = inner;
	ck_assert_int_eq(zairyu_transport_new(ctx, "virtual:tapped", &ops, tap, &tap->transport, NULL), 0);
}

void tap_clear(struct tap *tap)
{
	tap->count = tap->connects = tap->disconnects = 0;
}

/* The word of a command, or false if it is an offset read, which counts with the read before it. */
static bool word_of(const struct tap_exchange *e, char word[16])
{
	static const struct {
		uint8_t ins;
		const char *word;
	} words[] = { { INS_CHALLENGE, "challenge" }, { INS_AUTHENTICATE, "authenticate" }, { INS_VERIFY, "verify" } };

	if (e->len == CONNECT_MARK)
		snprintf(word, 16, "connect");
	else if (e->command[1] == INS_SELECT && e->len == SELECT_DF)
		snprintf(word, 16, "DF%d", e->command[AID_DF] - 1);
	else if (e->command[1] == INS_SELECT)
		snprintf(word, 16, "MF");
	else if (e->command[1] == INS_READ && (e->command[2] & 0x80) != 0)
		snprintf(word, 16, "%02X", e->command[2]);
	else if (e->command[1] == INS_READ)
		return false;
	else
		snprintf(word, 16, "?");
	for (size_t i = 0; e->len != CONNECT_MARK && i < sizeof words / sizeof *words; i++)
		if (e->command[1] == words[i].ins)
			snprintf(word, 16, "%s", words[i].word);
	return true;
}

static void append(char *text, size_t size, const char *more)
{
	size_t len = strlen(text);

	ck_assert_uint_lt(len + strlen(more), size);
	memcpy(text + len, more, strlen(more) + 1);
}

void tap_write(const struct tap *tap, char *text, size_t size)
{
	size_t offset_reads = 0;
	char word[16];

	*text = '\0';
	for (size_t i = 0; i <= tap->count; i++) {
		bool named = i < tap->count && word_of(&tap->exchanges[i], word);

		if (i < tap->count && !named) {
			offset_reads++;
			continue;
		}
		if (offset_reads > 0) {
			char many[32];

			snprintf(many, sizeof many, "+%zu", offset_reads);
			append(text, size, many);
			offset_reads = 0;
		}
		if (named && *text)
			append(text, size, " ");
		if (named)
			append(text, size, word);
	}
}

/* In extended form a 00 stands where a short command has Lc or Le; a short READ BINARY of everything is 5 bytes. */
size_t tap_extended_reads(const struct tap *tap)
{
	size_t count = 0;

	for (size_t i = 0; i < tap->count; i++) {
		const struct tap_exchange *e = &tap->exchanges[i];

		count += e->len > SHORT_HEADER && e->command[1] == INS_READ && e->command[4] == 0;
	}
	return count;
}
