/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * JPEG 2000: boxes [ISO/IEC 15444-1 annex I] and marker segments [annex A] stay as they are; texts, profiles and comments
 * become bytes of no meaning. The packets become empty ones, as many as fill the room: a grey picture of the same size.
 */
#include <string.h>

#include "twin/making/make.h"

enum { BOX = 8, LONG_BOX = 16, COLOUR_HEAD = 3, COLOUR_ENUMERATED = 7, SOT_LENGTH = 12 };
enum { NO_SEGMENT = 0xFF30, NO_SEGMENT_LAST = 0xFF3F };
enum {
	SOC = 0xFF4F,
	SIZ = 0xFF51,
	COD = 0xFF52,
	COC = 0xFF53,
	TLM = 0xFF55,
	QCD = 0xFF5C,
	QCC = 0xFF5D,
	RGN = 0xFF5E,
	POC = 0xFF5F,
	CRG = 0xFF63,
	COM = 0xFF64,
	SOT = 0xFF90,
	SOD = 0xFF93,
	EOC = 0xFFD9
};
enum { STYLE_EPH = 4 };

struct image {
	struct maker *m;
	uint8_t style; /* Scod */
};

static uint32_t number(const uint8_t *at, size_t width)
{
	uint32_t value = 0;

	while (width-- > 0)
		value = value << 8 | *at++;
	return value;
}

static bool is_box(const uint8_t *at, const char *type)
{
	return memcmp(at + 4, type, 4) == 0;
}

/* Empty packets: a NUL each, and where the style asks for it the mark that ends their header. */
static void write_packets(const struct image *image, const uint8_t *data, size_t len)
{
	static const uint8_t packet[] = { 0x00, 0xFF, 0x92 };

	if (emit_remembered(image->m, data, len))
		return;
	if (!(image->style & STYLE_EPH)) {
		emit_fill(image->m, 0, len);
		return;
	}
	for (size_t at = 0; at < len; at += sizeof packet)
		emit_made(image->m, packet, len - at < sizeof packet ? len - at : sizeof packet);
}

/* What a segment of the codestream keeps of its contents. */
static size_t kept_of(uint32_t marker, size_t len)
{
	static const uint16_t whole[] = { SIZ, COD, COC, TLM, QCD, QCC, RGN, POC, CRG };

	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (marker == whole[i])
			return len;
	return marker == COM && len >= 2 ? 2 : marker == SOT ? len : 0;
}

/* One marker segment; returns how many bytes, 0 if it cannot be followed. */
static size_t write_segment(struct image *image, const uint8_t *at, size_t left)
{
	size_t len, kept;

	if (left >= 2 && number(at, 2) >= NO_SEGMENT &&
	    number(at, 2) <= NO_SEGMENT_LAST) { /* markers without one [A.1.2] */
		emit_keep(image->m, at, 2);
		return 2;
	}
	if (left < 4)
		return 0;
	len = number(at + 2, 2);
	if (len < 2 || len > left - 2 || at[0] != 0xFF)
		return 0;
	kept = kept_of(number(at, 2), len - 2);
	emit_keep(image->m, at, 4 + kept);
	emit_noise(image->m, at + 4 + kept, len - 2 - kept);
	if (number(at, 2) == COD && len > 2)
		image->style = at[4];
	return len + 2;
}

/* Where a tile-part of unknown length ends: at the EOC before the padding. */
static size_t to_the_end(const uint8_t *data, size_t len)
{
	while (len > 0 && data[len - 1] == 0)
		len--;
	return len >= 2 && number(data + len - 2, 2) == EOC ? len - 2 : len;
}

static size_t write_tile_part(struct image *image, const uint8_t *data, size_t len)
{
	size_t part = len >= SOT_LENGTH ? number(data + 6, 4) : 0, at = 0;

	if (part == 0 || part > len)
		part = to_the_end(data, len);
	while (at + 2 <= part && number(data + at, 2) != SOD) {
		size_t n = write_segment(image, data + at, part - at);

		if (n == 0)
			break;
		at += n;
	}
	if (at + 2 > part) {
		emit_noise(image->m, data + at, part - at);
		return part;
	}
	emit_keep(image->m, data + at, 2);
	write_packets(image, data + at + 2, part - at - 2);
	return part;
}

static void write_codestream(struct maker *m, const uint8_t *data, size_t len)
{
	struct image image = { .m = m };
	size_t at = 2;

	emit_keep(m, data, 2);
	while (at + 2 <= len) {
		uint32_t marker = number(data + at, 2);
		size_t n;

		if (marker == EOC) {
			emit_keep(m, data + at, 2);
			at += 2;
			break;
		}
		n = marker == SOT ? write_tile_part(&image, data + at, len - at)
				  : write_segment(&image, data + at, len - at);
		if (n == 0)
			break;
		at += n;
	}
	emit_padding(m, data + at, len - at);
}

static void write_boxes(struct maker *m, const uint8_t *data, size_t len);

/* Known boxes of numbers stay; of a colour specification what the standard enumerates. */
static void write_contents(struct maker *m, const uint8_t *box, const uint8_t *data, size_t len)
{
	static const char whole[][5] = { "jP  ", "ftyp", "ihdr", "bpcc", "cdef", "cmap", "res ", "resc", "resd" };
	size_t kept;

	if (is_box(box, "jp2c") && len >= 2 && number(data, 2) == SOC) {
		write_codestream(m, data, len);
		return;
	}
	if (is_box(box, "jp2h") || is_box(box, "res ")) {
		write_boxes(m, data, len);
		return;
	}
	kept = 0;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (is_box(box, whole[i]))
			kept = len;
	if (is_box(box, "colr") && len >= COLOUR_HEAD)
		kept = data[0] == 1 && len >= COLOUR_ENUMERATED ? COLOUR_ENUMERATED : COLOUR_HEAD;
	emit_keep(m, data, kept);
	emit_noise(m, data + kept, len - kept);
}

static void write_boxes(struct maker *m, const uint8_t *data, size_t len)
{
	size_t at = 0;

	while (len - at >= BOX && (number(data + at, 4) || number(data + at + 4, 4))) {
		size_t size = number(data + at, 4), head = size == 1 && len - at >= LONG_BOX ? LONG_BOX : BOX;

		if (head == LONG_BOX)
			size = number(data + at + 8, 4) ? len : number(data + at + 12, 4);
		if (size == 0 || size > len - at)
			size = len - at;
		if (size < head)
			break;
		emit_keep(m, data + at, head);
		write_contents(m, data + at, data + at + head, size - head);
		at += size;
	}
	emit_padding(m, data + at, len - at);
}

void make_jp2(struct maker *m, const uint8_t *data, size_t len)
{
	static const uint8_t box[] = { 0, 0, 0, 12, 'j', 'P', ' ', ' ' };

	if (len >= sizeof box && memcmp(data, box, sizeof box) == 0)
		write_boxes(m, data, len);
	else if (len >= 4 && number(data, 2) == SOC)
		write_codestream(m, data, len);
	else
		emit_padding(m, data, len);
}
