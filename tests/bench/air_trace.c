/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * air_trace DIRECTORY: reads virtual cards of chosen sizes through readers that carry more or less, and leaves a trace
 * of each read there, with a list of what they are (JSON lines) on standard output. air.py counts and prices them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "cards.h"
#include "transport/transport.h"

enum { FRAME_ANSWER = 253, FRAMES_MODE = 1, LEAD = 8 };

struct sizes {
	size_t tiff, jp2, certificate; /* 0: as the virtual card has it */
};

/* The five cards of the goals, and all types as the virtual card makes them. */
static const struct {
	const char *type;
	struct sizes sizes;
} cards[] = {
	{ "1", { 3000, 2500, 900 } },  { "1", { 3734, 2917, 747 } },  { "1", { 4500, 2900, 1000 } },
	{ "1", { 5500, 3000, 1100 } }, { "1", { 6900, 3000, 1200 } }, { "1", { 0, 0, 0 } },
	{ "2", { 0, 0, 0 } },          { "05", { 0, 0, 0 } },         { "06", { 0, 0, 0 } },
};

/* What the reader carries, and how much is asked for. */
static const struct {
	const char *name;
	size_t max_response;
	unsigned flags;
} readings[] = {
	{ "extended", 0, 0 },
	{ "frames", FRAME_ANSWER, 0 },
	{ "extended-whole", 0, ZAIRYU_READ_WHOLE },
	{ "frames-whole", FRAME_ANSWER, ZAIRYU_READ_WHOLE },
};

/* The end of what is in a value: everything after is NULs. */
static size_t content_length(zairyu_bytes value)
{
	while (value.len > 0 && value.data[value.len - 1] == 0)
		value.len--;
	return value.len;
}

static void put_u32_le(uint8_t *at, size_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static size_t get_le(const uint8_t *at, int bytes)
{
	size_t value = 0;

	for (int i = bytes; i-- > 0;)
		value = value << 8 | at[i];
	return value;
}

/* Noise for where an image's compressed data was: never NUL, so that the end stays visible. */
static void fill_noise(uint8_t *at, size_t len)
{
	uint32_t state = 1;

	for (size_t i = 0; i < len; i++) {
		state = state * 1664525u + 1013904223u;
		at[i] = (uint8_t)(state >> 24 | 1);
	}
}

/*
 * Gives a TIFF, as libtiff writes it, another length: the strip grows or shrinks, the directory after it moves with all
 * that its entries point to.
 */
static void resize_tiff(uint8_t *value, size_t capacity, size_t was, size_t want)
{
	enum { STRIP_BYTE_COUNTS = 279, STRIP_OFFSETS = 273 };
	static const uint8_t type_size[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };
	size_t ifd = get_le(value + 4, 4), entries, moved = was - ifd;
	const size_t shift = want - was; /* modulo SIZE_MAX + 1 when it shrinks */

	BENCH_REQUIRE(value[0] == 'I' && ifd > LEAD && want > moved + LEAD && want <= capacity);
	memmove(value + ifd + shift, value + ifd, moved);
	put_u32_le(value + 4, ifd += shift);
	entries = get_le(value + ifd, 2);
	for (size_t i = 0; i < entries; i++) {
		uint8_t *e = value + ifd + 2 + 12 * i;
		size_t type = get_le(e + 2, 2);

		BENCH_REQUIRE(type < sizeof type_size);
		if (get_le(e, 2) == STRIP_BYTE_COUNTS)
			put_u32_le(e + 8, get_le(e + 8, 4) + shift);
		else if (type_size[type] * get_le(e + 4, 4) > 4)
			put_u32_le(e + 8, get_le(e + 8, 4) + shift);
		else
			BENCH_REQUIRE(get_le(e, 2) != STRIP_OFFSETS || get_le(e + 8, 4) == LEAD);
	}
	if (want > was)
		fill_noise(value + ifd - (want - was), want - was);
	memset(value + want, 0, capacity - want);
}

/* The same for a JP2 file, whose last box holds the codestream. */
static void resize_jp2(uint8_t *value, size_t capacity, size_t was, size_t want)
{
	size_t at = 0, len;

	for (;; at += len) {
		len = (size_t)value[at] << 24 | (size_t)value[at + 1] << 16 | (size_t)value[at + 2] << 8 |
		      value[at + 3];
		BENCH_REQUIRE(len >= 8 && at + len <= was);
		if (memcmp(value + at + 4, "jp2c", 4) == 0)
			break;
	}
	BENCH_REQUIRE(at + len == was && want > at + 8 && want <= capacity);
	len = want - at;
	for (int i = 0; i < 4; i++)
		value[at + (size_t)i] = (uint8_t)(len >> (24 - 8 * i));
	if (want > was)
		fill_noise(value + was, want - was);
	memset(value + want, 0, capacity - want);
	value[want - 1] |= 1;
}

/* A certificate of that length, of no use but to be read. */
static void resize_certificate(uint8_t *value, size_t capacity, size_t was, size_t want)
{
	BENCH_REQUIRE(value[0] == 0x30 && value[1] == 0x82 && want <= capacity);
	value[2] = (uint8_t)((want - 4) >> 8);
	value[3] = (uint8_t)(want - 4);
	if (want > was)
		fill_noise(value + was, want - was);
	memset(value + want, 0, capacity - want);
	value[want - 1] |= 1;
}

typedef void resize_fn(uint8_t *value, size_t capacity, size_t was, size_t want);

/* Where the trimmed values are [G1 3.3, G2 3.3]. `want` 0 only measures. */
static size_t resize(zairyu_vcard *card, int df, int sfi, size_t offset, size_t capacity, resize_fn *fn, size_t want)
{
	uint8_t content[8192];
	zairyu_bytes file;
	size_t was;

	BENCH_REQUIRE(zairyu_vcard_file(card, df, sfi, &file) == ZAIRYU_OK && offset + capacity <= file.len &&
		      file.len <= sizeof content);
	was = content_length((zairyu_bytes){ file.data + offset, capacity });
	/* A TIFF may end in NULs of its own: the last value its directory points to. */
	if (fn == resize_tiff)
		was = (was + 3) / 4 * 4;
	if (want == 0 || want == was)
		return was;
	memcpy(content, file.data, file.len);
	fn(content + offset, capacity, was, want);
	BENCH_REQUIRE(zairyu_vcard_set_file(card, df, sfi, (zairyu_bytes){ content, file.len }, NULL) == ZAIRYU_OK);
	return want;
}

static struct sizes make_sizes(zairyu_vcard *card, bool first, struct sizes want)
{
	struct sizes is;

	if (first) {
		is.tiff = resize(card, 1, 5, 4, 7000, resize_tiff, want.tiff);
		is.jp2 = resize(card, 1, 6, 4, 3000, resize_jp2, want.jp2);
		if (want.tiff || want.jp2)
			BENCH_REQUIRE(zairyu_vcard_sign(card, NULL) == ZAIRYU_OK);
		is.certificate = resize(card, 3, 2, 264, 1200, resize_certificate, want.certificate);
	} else {
		is.tiff = resize(card, 1, 4, 4, 2500, resize_tiff, 0);
		is.jp2 = resize(card, 1, 4, 2508, 3000, resize_jp2, 0);
		is.certificate = resize(card, 3, 2, 102, 602, resize_certificate, 0);
	}
	return is;
}

/* Reads without verifying: where the certificate was given another length, there is nothing to verify with. */
static void read_only(zairyu_transport *transport, const char *number, unsigned flags)
{
	zairyu_session *session;
	zairyu_record *record;

	BENCH_REQUIRE(zairyu_session_new(transport, &session, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_session_authenticate(session, number, strlen(number), NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, flags, &record, NULL) == ZAIRYU_OK);
	zairyu_record_free(record);
	zairyu_session_free(session);
}

static void trace_read(const struct issuer_desk *desk, zairyu_vcard *card, size_t reading, bool verifiable,
		       const char *path)
{
	const char *number = zairyu_vcard_number(card);
	zairyu_transport *virtual, *trace;

	BENCH_REQUIRE(zairyu_vcard_transport(desk->ctx, card, 0, readings[reading].max_response, &virtual, NULL) == 0);
	BENCH_REQUIRE(zairyu_trace_new(desk->ctx, virtual, path, &trace, NULL) == ZAIRYU_OK);
	if (readings[reading]
		    .max_response) /* as if it had been learned by an earlier read: that costs one refusal per reader */
		trace->read_mode = FRAMES_MODE;
	if (verifiable)
		zairyu_record_free(read_verified(trace, number, desk->trust, readings[reading].flags));
	else
		read_only(trace, number, readings[reading].flags);
	zairyu_transport_free(trace);
	zairyu_transport_free(virtual);
}

int main(int argc, char **argv)
{
	struct issuer_desk desk;
	char path[1024], options[32];

	BENCH_REQUIRE(argc >= 2);
	desk_open(&desk);
	for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
		struct sizes is;
		zairyu_vcard *card;

		snprintf(options, sizeof options, "type=%s", cards[i].type);
		card = desk_card(&desk, options);
		is = make_sizes(card, cards[i].type[0] != '0', cards[i].sizes);
		for (size_t k = 0; k < sizeof readings / sizeof *readings; k++) {
			snprintf(path, sizeof path, "%s/%zu-%s.trace", argv[1], i, readings[k].name);
			trace_read(&desk, card, k, cards[i].sizes.certificate == 0, path);
			printf("{\"type\": \"%s\", \"tiff\": %zu, \"jp2\": %zu, \"certificate\": %zu, "
			       "\"made\": %s, \"reading\": \"%s\", \"trace\": \"%zu-%s.trace\"}\n",
			       cards[i].type, is.tiff, is.jp2, is.certificate, cards[i].sizes.tiff ? "true" : "false",
			       readings[k].name, i, readings[k].name);
		}
		zairyu_vcard_free(card);
	}
	desk_close(&desk);
	return 0;
}
