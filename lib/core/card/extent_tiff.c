/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of a TIFF [TIFF 6.0 section 2]: the farthest of the directory, what its entries point to, and the strips.
 * One image in strips is understood. Entries that point out of the value point nowhere and are passed over; where there
 * may be more than can be told (further directories, values of unknown types), nothing is.
 */
#include "card/extent.h"

enum { HEADER = 8, ENTRY = 12, STRIPS_MAX = 256, IFD_GUESS = 200 };
enum { TAG_STRIP_OFFSETS = 273, TAG_STRIP_BYTE_COUNTS = 279, TAG_TILE_FIRST = 322, TAG_SUB_IFDS = 330 };
enum { ORDER_II = 0x4949, ORDER_MM = 0x4D4D, VERSION = 42 };
enum { TYPE_BYTE = 1, TYPE_SHORT = 3, TYPE_LONG = 4 };

/* Bytes per value; 0: an unknown type. */
static const uint8_t type_size[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

struct tiff {
	zairyu_bytes have;
	size_t capacity;
	bool little;
	size_t end; /* farthest byte found so far */
};

struct entry {
	uint32_t tag, type, count;
	size_t values; /* where the values are */
	size_t len;    /* their bytes */
};

/* 0 outside of what is there, which the callers do not ask for. */
static uint32_t get(const struct tiff *t, size_t at, size_t size)
{
	struct cursor c = cursor_of(t->have);
	zairyu_bytes before, number;
	uint32_t value = 0;

	if (!cursor_take(&c, at, &before) || !cursor_take(&c, size, &number))
		return 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | number.data[t->little ? size - 1 - i : i];
	return value;
}

/* Takes the range into account; false if it leaves the value. */
static bool cover(struct tiff *t, size_t at, size_t len)
{
	if (len > t->capacity || at > t->capacity - len)
		return false;
	if (at + len > t->end)
		t->end = at + len;
	return true;
}

/* False if the entry leaves open how much there is. */
static bool read_entry(struct tiff *t, size_t at, struct entry *e)
{
	e->tag = get(t, at, 2);
	e->type = get(t, at + 2, 2);
	e->count = get(t, at + 4, 4);
	if (e->type >= sizeof type_size || type_size[e->type] == 0)
		return false;
	if ((e->tag >= TAG_TILE_FIRST && e->tag <= TAG_TILE_FIRST + 3) || e->tag == TAG_SUB_IFDS)
		return false;
	if (e->count > t->capacity) /* points out of the value */
		return true;
	e->len = (size_t)e->count * type_size[e->type];
	e->values = e->len <= 4 ? at + 8 : get(t, at + 8, 4);
	cover(t, e->values, e->len); /* outside there is nothing, and no strip table can be read there */
	return true;
}

static bool is_strip_table(const struct entry *e)
{
	return e->len > 0 && (e->type == TYPE_BYTE || e->type == TYPE_SHORT || e->type == TYPE_LONG) &&
	       e->count <= STRIPS_MAX;
}

static size_t number_of(const struct tiff *t, const struct entry *e, size_t index)
{
	return get(t, e->values + index * type_size[e->type], type_size[e->type]);
}

/* A strip whose length is not told ends before the directory at the latest, if that follows it. */
static bool cover_strip(struct tiff *t, size_t at, size_t len, size_t ifd)
{
	return at >= HEADER && (len > 0 ? cover(t, at, len) : at < ifd);
}

static enum extent_outcome cover_strips(struct tiff *t, const struct entry *offsets, const struct entry *counts,
					size_t ifd, size_t *at)
{
	size_t offsets_end = offsets->values + offsets->len, counts_end = counts->values + counts->len;
	size_t needed = offsets_end > counts_end ? offsets_end : counts_end;

	if (!is_strip_table(offsets) || (offsets->count > 1 && offsets->count != counts->count))
		return EXTENT_UNKNOWN;
	if (counts->tag != 0 && !is_strip_table(counts))
		return EXTENT_UNKNOWN;
	if (needed > t->have.len)
		return extent_want(t->have, t->capacity, needed, at);
	for (size_t i = 0; i < offsets->count; i++) {
		size_t len = counts->tag ? number_of(t, counts, i) : 0;

		if (!cover_strip(t, number_of(t, offsets, i), len, offsets->count == 1 ? ifd : HEADER))
			return EXTENT_UNKNOWN;
	}
	*at = t->end;
	return EXTENT_END;
}

/* Enough for the directory and what usually follows it, so that one exchange does. */
static size_t directory_guess(size_t ifd, size_t capacity)
{
	return capacity - ifd < IFD_GUESS ? capacity : ifd + IFD_GUESS;
}

static enum extent_outcome walk_directory(struct tiff *t, size_t ifd, size_t *at)
{
	struct entry offsets = { 0 }, counts = { 0 };
	size_t entries, end, guess, next;

	entries = get(t, ifd, 2);
	end = ifd + 2 + entries * ENTRY + 4;
	if (!cover(t, ifd, end - ifd))
		return EXTENT_UNKNOWN;
	if (end > t->have.len) {
		guess = directory_guess(ifd, t->capacity);
		return extent_want(t->have, t->capacity, guess > end ? guess : end, at);
	}
	next = get(t, end - 4, 4);
	if (next != 0 && next < t->capacity) /* another image */
		return EXTENT_UNKNOWN;
	for (size_t i = 0; i < entries; i++) {
		struct entry e = { 0 };

		if (!read_entry(t, ifd + 2 + i * ENTRY, &e))
			return EXTENT_UNKNOWN;
		if (e.tag == TAG_STRIP_OFFSETS && offsets.tag == 0)
			offsets = e;
		else if (e.tag == TAG_STRIP_BYTE_COUNTS && counts.tag == 0)
			counts = e;
	}
	return cover_strips(t, &offsets, &counts, ifd, at);
}

enum extent_outcome extent_tiff(zairyu_bytes have, size_t capacity, size_t *at)
{
	struct tiff t = { .have = have, .capacity = capacity, .end = HEADER };
	uint32_t order;
	size_t ifd;

	if (have.len < HEADER)
		return extent_want(have, capacity, HEADER, at);
	order = get(&t, 0, 2); /* the same either way round */
	t.little = order == ORDER_II;
	if ((order != ORDER_II && order != ORDER_MM) || get(&t, 2, 2) != VERSION)
		return EXTENT_UNKNOWN;
	ifd = get(&t, 4, 4);
	if (ifd < HEADER || ifd > capacity - 2)
		return EXTENT_UNKNOWN;
	if (ifd + 2 <= have.len)
		return walk_directory(&t, ifd, at);
	return extent_want(have, capacity, directory_guess(ifd, capacity), at);
}
