/* SPDX-License-Identifier: BSD-2-Clause */
/* A TIFF of which every byte is known. For one file of a program. */
#ifndef TEST_IMAGE_TAGGED_H
#define TEST_IMAGE_TAGGED_H

#include <stdlib.h>
#include <string.h>

#include "make.h"

struct entry {
	uint16_t tag, type;
	uint32_t count, value;
};

/* A picture of 8 x 1 in one strip of one byte; a row of the test takes the place of the last entry. */
enum { ENTRIES = 6, DIRECTORY = 8, STRIP = DIRECTORY + 2 + ENTRIES * 12 + 4, BEHIND = STRIP + 1, ROOM = 120 };
enum { FILE_END = BEHIND + ROOM, REST = 1 + ROOM }; /* the whole of it; from the strip on */

static void put(uint8_t *at, uint64_t value, unsigned width, bool big)
{
	for (unsigned i = 0; i < width; i++)
		at[big ? width - 1 - i : i] = (uint8_t)(value >> 8 * i);
}

/* A number stands at the front of its four bytes. */
static void put_entry(uint8_t *at, const struct entry *entry, bool big)
{
	static const unsigned widths[] = { [1] = 1, [3] = 2, [6] = 1, [8] = 2 };
	unsigned width = entry->type <= 8 && entry->count == 1 ? widths[entry->type] : 0;

	memset(at, 0, 12);
	put(at, entry->tag, 2, big);
	put(at + 2, entry->type, 2, big);
	put(at + 4, entry->count, 4, big);
	put(at + 8, entry->value, width ? width : 4, big);
}

/* Freed by made_free(). `change` goes in place of the entry of its tag, or is the last. */
static struct made make_tagged(const struct entry *change, size_t len, bool big)
{
	struct entry entries[ENTRIES] = { { 256, 3, 1, 8 },     { 257, 3, 1, 1 }, { 259, 3, 1, 1 },
					  { 273, 4, 1, STRIP }, { 279, 4, 1, 1 }, { 60000, 3, 1, 0 } };
	struct made tiff = { 0 };
	int last = ENTRIES - 1;

	for (int i = 0; i < ENTRIES; i++)
		if (entries[i].tag == change->tag)
			last = i;
	entries[last] = *change;
	tiff.data = calloc(1, len);
	tiff.len = len;
	memcpy(tiff.data, big ? "MM\0*" : "II*\0", 4);
	put(tiff.data + 4, DIRECTORY, 4, big);
	put(tiff.data + DIRECTORY, ENTRIES, 2, big);
	for (int i = 0; i < ENTRIES; i++)
		put_entry(tiff.data + DIRECTORY + 2 + 12 * i, &entries[i], big);
	tiff.data[STRIP] = 0xAA;
	return tiff;
}

#endif
