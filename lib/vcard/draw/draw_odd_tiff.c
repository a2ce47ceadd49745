/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>

#include "draw/draw_odd.h"

enum { ENTRY = 12, TAG_PRIVATE = 65000, TYPE_BYTE = 1, TYPE_SHORT = 3 };

struct tiff {
	uint8_t *data;
	size_t entries, count; /* of the directory */
	bool big;
};

static uint32_t get(const struct tiff *t, size_t at, size_t width)
{
	uint32_t value = 0;

	for (size_t i = 0; i < width; i++)
		value = value << 8 | t->data[t->big ? at + i : at + width - 1 - i];
	return value;
}

static void put(struct tiff *t, size_t at, size_t width, uint32_t value)
{
	for (size_t i = 0; i < width; i++)
		t->data[t->big ? at + width - 1 - i : at + i] = (uint8_t)(value >> 8 * i);
}

/* Where the entry is; libtiff writes every one that is asked for here. */
static size_t entry_of(const struct tiff *t, uint32_t tag)
{
	size_t i = 0;

	while (i < t->count - 1 && get(t, t->entries + i * ENTRY, 2) != tag)
		i++;
	return t->entries + i * ENTRY;
}

/* Entries that say no more than the default go under tags that nobody knows. */
static void hide_defaults(struct tiff *t, bool fill_2)
{
	static const uint32_t tags[] = { 258, 277, 278, 266 };
	size_t hidden = sizeof tags / sizeof *tags - (fill_2 ? 1 : 0);

	for (size_t i = 0; i < hidden; i++)
		put(t, entry_of(t, tags[i]), 2, TAG_PRIVATE + (uint32_t)i);
}

/* Types that no reader knows, values far outside the file: in the place of the resolution. */
static void spoil_resolution(struct tiff *t)
{
	static const struct {
		uint32_t tag, type, count, value;
	} odd[] = { { 282, 0xFFFF, 1, 0 }, { 283, 2, 0xFFFFFFFF, 0xFFFFFFF0 }, { 296, 5, 1, 0x7FFFFFFF } };

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		size_t at = entry_of(t, odd[i].tag);

		put(t, at, 2, TAG_PRIVATE + 100 + (uint32_t)i);
		put(t, at + 2, 2, odd[i].type);
		put(t, at + 4, 4, odd[i].count);
		put(t, at + 8, 4, odd[i].value);
	}
}

/* SHORT becomes BYTE: the same small number in another type. */
static void change_types(struct tiff *t)
{
	for (size_t i = 0; i < t->count; i++) {
		size_t at = t->entries + i * ENTRY;
		uint32_t value = get(t, at + 8, 2);

		if (get(t, at + 2, 2) != TYPE_SHORT || value > UINT8_MAX)
			continue;
		put(t, at + 2, 2, TYPE_BYTE);
		put(t, at + 8, 4, 0);
		put(t, at + 8, 1, value);
	}
}

static void reverse(struct tiff *t)
{
	for (size_t i = 0; i < t->count / 2; i++) {
		uint8_t *a = t->data + t->entries + i * ENTRY, *b = t->data + t->entries + (t->count - 1 - i) * ENTRY;
		uint8_t kept[ENTRY];

		memcpy(kept, a, ENTRY);
		memcpy(a, b, ENTRY);
		memcpy(b, kept, ENTRY);
	}
}

void draw_odd_tiff(const struct profile *p, uint8_t *data, size_t len)
{
	struct tiff t = { .data = data, .big = data[0] == 'M' };
	size_t directory = get(&t, 4, 4);

	t.entries = directory + 2;
	t.count = get(&t, directory, 2);
	if (profile_has(p, VARIANT_TIFF_NO_BYTE_COUNT))
		put(&t, entry_of(&t, 279) + 8, 4, 0);
	if (profile_has(p, VARIANT_TIFF_UNKNOWN_ENTRIES))
		spoil_resolution(&t);
	if (profile_has(p, VARIANT_TIFF_DEFAULTS))
		hide_defaults(&t, profile_has(p, VARIANT_TIFF_FILL_2));
	if (profile_has(p, VARIANT_TIFF_ODD_TYPES))
		change_types(&t);
	if (profile_has(p, VARIANT_TIFF_NEXT_DIRECTORY))
		put(&t, t.entries + t.count * ENTRY, 4, (uint32_t)len);
	if (profile_has(p, VARIANT_TIFF_UNSORTED))
		reverse(&t);
}
