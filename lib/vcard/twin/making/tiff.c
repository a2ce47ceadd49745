/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * TIFF [TIFF 6.0]: header, directory and what its entries of numbers point to stay as they are, wherever they stand;
 * strips are redrawn, texts become letters, and bytes that nothing points to become bytes of no meaning.
 */
#include <stdlib.h>
#include <string.h>

#include "twin/making/make.h"

enum { HEADER = 8, ENTRY = 12, ENTRIES_MAX = 64, STRIPS_MAX = 512, NUMBERS_MAX = 64, GROUP4 = 4 };
enum {
	TAG_WIDTH = 256,
	TAG_HEIGHT = 257,
	TAG_COMPRESSION = 259,
	TAG_FILL_ORDER = 266,
	TAG_OFFSETS = 273,
	TAG_ROWS = 278,
	TAG_COUNTS = 279,
	TAG_STANDARD_FIRST = 254,
	TAG_STANDARD_LAST = 346
};
enum { TYPE_ASCII = 2, TYPE_SHORT = 3, TYPE_LONG = 4, TYPE_UNDEFINED = 7, TYPES = 13 };

/* What a byte of the value is. */
enum mark { MARK_NOTHING, MARK_KEEP, MARK_LETTERS, MARK_NOISE, MARK_STRIP };

struct array {
	size_t at, width, count;
};

struct tiff {
	const uint8_t *data;
	size_t len, end; /* of the value; past what anything points to */
	bool big_endian;
	uint32_t width, height, rows, compression, fill_order;
	struct array offsets, counts;
	uint8_t *mark;
};

static uint32_t number(const struct tiff *t, size_t at, size_t width)
{
	uint32_t value = 0;

	for (size_t i = 0; i < width; i++)
		value = value << 8 | t->data[t->big_endian ? at + i : at + width - 1 - i];
	return value;
}

/* Marks what is not marked yet. False if it does not lie within the value. */
static bool mark(struct tiff *t, size_t at, size_t len, enum mark how)
{
	if (at > t->len || len > t->len - at)
		return false;
	for (size_t i = at; i < at + len; i++)
		if (t->mark[i] == MARK_NOTHING)
			t->mark[i] = (uint8_t)how;
	if (at + len > t->end)
		t->end = at + len;
	return true;
}

static enum mark kind_of(uint32_t tag, uint32_t type, uint32_t count)
{
	bool standard = tag >= TAG_STANDARD_FIRST && tag <= TAG_STANDARD_LAST;
	bool strips;

	if (type == TYPE_ASCII)
		return MARK_LETTERS;
	strips = tag == TAG_OFFSETS || tag == TAG_COUNTS;
	return type != TYPE_UNDEFINED && standard && (strips || count <= NUMBERS_MAX) ? MARK_KEEP : MARK_NOISE;
}

static void take_field(struct tiff *t, uint32_t tag, struct array value)
{
	const struct {
		uint32_t tag, *field;
	} fields[] = { { TAG_WIDTH, &t->width },
		       { TAG_HEIGHT, &t->height },
		       { TAG_ROWS, &t->rows },
		       { TAG_COMPRESSION, &t->compression },
		       { TAG_FILL_ORDER, &t->fill_order } };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].tag == tag && value.count == 1)
			*fields[i].field = number(t, value.at, value.width);
	if (tag == TAG_OFFSETS)
		t->offsets = value;
	if (tag == TAG_COUNTS)
		t->counts = value;
}

static void read_entry(struct tiff *t, size_t at)
{
	static const uint8_t sizes[TYPES] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };
	uint32_t tag = number(t, at, 2), type = number(t, at + 2, 2), count = number(t, at + 4, 4);
	uint64_t bytes = type < TYPES ? (uint64_t)count * sizes[type] : 0;
	size_t values;

	mark(t, at, 8, MARK_KEEP);
	values = bytes > 4 ? number(t, at + 8, 4) : at + 8;
	if (bytes > 4)
		mark(t, at + 8, 4, MARK_KEEP);
	if (bytes > 0 && bytes <= t->len && mark(t, values, (size_t)bytes, kind_of(tag, type, count)) &&
	    sizes[type] <= 4 && type != TYPE_ASCII && type != TYPE_UNDEFINED)
		take_field(t, tag, (struct array){ values, sizes[type], count });
	mark(t, at + 8, 4, MARK_KEEP); /* what of it is not a value */
}

static void read_directory(struct tiff *t)
{
	size_t at = number(t, 4, 4);
	size_t count;

	if (at < HEADER || at > t->len - 2)
		return;
	count = number(t, at, 2);
	mark(t, at, 2, MARK_KEEP);
	for (size_t i = 0; i < count && i < ENTRIES_MAX && at + 2 + (i + 1) * ENTRY <= t->len; i++)
		read_entry(t, at + 2 + i * ENTRY);
	mark(t, at + 2 + count * ENTRY, 4, MARK_KEEP);
}

/* A strip may say that it has no bytes: then it lasts to the next structure, or to the NULs at the end. */
static size_t guess_count(const struct tiff *t, size_t at)
{
	size_t end = at, last = at;

	for (; end < t->len && t->mark[end] == MARK_NOTHING; end++)
		if (t->data[end])
			last = end + 1;
	return (end < t->len ? end : last) - at;
}

struct strip_place {
	size_t at, len;
};

static size_t read_strips(struct tiff *t, struct strip_place *strips)
{
	size_t found = 0;

	for (size_t i = 0; i < t->offsets.count && i < STRIPS_MAX; i++) {
		size_t at = number(t, t->offsets.at + i * t->offsets.width, t->offsets.width), len = 0;
		size_t free;

		if (i < t->counts.count)
			len = number(t, t->counts.at + i * t->counts.width, t->counts.width);
		if (len == 0 && at < t->len)
			len = guess_count(t, at);
		if (at < t->len && len > t->len - at)
			len = t->len - at;
		free = 0;
		while (free < len && at + free < t->len && t->mark[at + free] == MARK_NOTHING)
			free++;
		if (free > 0 && free == len && mark(t, at, len, MARK_STRIP))
			strips[found++] = (struct strip_place){ at, len };
	}
	return found;
}

static void write_strip(struct maker *m, const struct tiff *t, const struct strip_place *strip, size_t index)
{
	uint32_t rows = t->rows && t->rows < t->height ? t->rows : t->height;
	uint32_t done = (uint32_t)index * rows, left = done < t->height ? t->height - done : 0;

	if (t->compression == GROUP4)
		make_strip(m, t->width, left < rows ? left : rows, t->fill_order == 2, t->data + strip->at, strip->len);
	else
		emit_noise(m, t->data + strip->at, strip->len);
}

static void write_run(struct maker *m, const struct tiff *t, size_t at, size_t len)
{
	static void (*const writers[])(struct maker * m, const uint8_t *data, size_t len) = {
		[MARK_NOTHING] = emit_padding, [MARK_KEEP] = emit_keep,     [MARK_LETTERS] = make_classes,
		[MARK_NOISE] = emit_noise,     [MARK_STRIP] = emit_padding, /* what is left of one that was never written */
	};

	writers[t->mark[at]](m, t->data + at, len);
}

static void write_all(struct maker *m, const struct tiff *t, const struct strip_place *strips, size_t count)
{
	for (size_t at = 0; at < t->len;) {
		size_t i = 0, n = 1;

		while (i < count && strips[i].at != at)
			i++;
		if (i < count) {
			write_strip(m, t, &strips[i], i);
			at += strips[i].len;
			continue;
		}
		while (at + n < t->len && t->mark[at + n] == t->mark[at])
			n++;
		write_run(m, t, at, n);
		at += n;
	}
}

static bool begins_well(const uint8_t *data, size_t len)
{
	static const uint8_t little[] = { 'I', 'I', 42, 0 }, big[] = { 'M', 'M', 0, 42 };

	return len >= HEADER + 2 && (memcmp(data, little, 4) == 0 || memcmp(data, big, 4) == 0);
}

void make_tiff(struct maker *m, const uint8_t *data, size_t len)
{
	struct tiff t = { .data = data, .len = len, .big_endian = len > 0 && data[0] == 'M', .fill_order = 1 };
	struct strip_place *strips;

	if (!begins_well(data, len)) {
		emit_padding(m, data, len);
		return;
	}
	strips = calloc(STRIPS_MAX, sizeof *strips);
	t.mark = calloc(1, len);
	if (t.mark && strips) {
		mark(&t, 0, HEADER, MARK_KEEP);
		read_directory(&t);
		write_all(m, &t, strips, read_strips(&t, strips));
	} else {
		m->failed = true;
	}
	free(strips);
	free(t.mark);
}
