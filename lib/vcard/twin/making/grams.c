/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/making/grams.h"

#include <stdlib.h>
#include <zairyu/base.h>

/* Open addressing; a third of the places are used at most. */
enum { PLACES = 1 << 18, USED_MAX = PLACES / 3 };

struct grams {
	size_t used;
	uint32_t place[PLACES]; /* 0: free, as four NULs are left out */
};

struct grams *grams_new(void)
{
	return calloc(1, sizeof(struct grams));
}

void grams_free(struct grams *grams)
{
	if (grams)
		zairyu_wipe(grams, sizeof *grams);
	free(grams);
}

static uint32_t gram_at(const uint8_t *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

static bool says_nothing(const uint8_t *data)
{
	return data[0] == data[1] && data[1] == data[2] && data[2] == data[3];
}

/* Where it is, or the free place where it would be. */
static size_t find(const struct grams *grams, uint32_t gram)
{
	size_t at = (size_t)(gram * 2654435761u) % PLACES;

	while (grams->place[at] && grams->place[at] != gram)
		at = (at + 1) % PLACES;
	return at;
}

bool grams_add(struct grams *grams, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i + GRAM <= len; i++) {
		uint32_t gram = gram_at(data + i);
		size_t at = find(grams, gram);

		if (says_nothing(data + i) || grams->place[at])
			continue;
		if (++grams->used > USED_MAX)
			return false;
		grams->place[at] = gram;
	}
	return true;
}

bool grams_meet(const struct grams *grams, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i + GRAM <= len; i++)
		if (!says_nothing(data + i) && grams->place[find(grams, gram_at(data + i))])
			return true;
	return false;
}
