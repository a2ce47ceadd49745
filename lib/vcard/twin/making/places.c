/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of both families [G1 3.3, G2 3.3]. */
#include "twin/making/places.h"

#include <stdlib.h>
#include <string.h>

static const struct place places[] = {
	{ ZAIRYU_ITEM_COMMON_DATA, 0, 0x0B, 6, false },
	{ ZAIRYU_ITEM_CARD_TYPE, 0, 0x0A, 3, false },
	{ ZAIRYU_ITEM_FRONT_IMAGE, 1, 5, 7004, false },
	{ ZAIRYU_ITEM_FACE, 1, 6, 3004, false },
	{ ZAIRYU_ITEM_ADDRESS, 2, 1, 342, false },
	{ ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, 2, 2, 122, false },
	{ ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, 2, 3, 122, false },
	{ ZAIRYU_ITEM_RENEWAL, 2, 4, 3, false },
	{ ZAIRYU_ITEM_SIGNATURE, 3, 2, 1464, false },
	{ ZAIRYU_ITEM_COMMON_DATA, 0, 0x0B, 6, true },
	{ ZAIRYU_ITEM_CARD_TYPE, 0, 0x0A, 4, true },
	{ ZAIRYU_ITEM_CARD_NUMBER, 1, 1, 14, true },
	{ ZAIRYU_ITEM_PRINTED_ENTRIES, 1, 3, 73, true },
	{ ZAIRYU_ITEM_NAME_AND_FACE, 1, 4, 5508, true },
	{ ZAIRYU_ITEM_ADDRESS_IMAGE, 1, 6, 2505, true },
	{ ZAIRYU_ITEM_PERMISSIONS, 2, 1, 22, true },
	{ ZAIRYU_ITEM_RENEWAL, 2, 2, 3, true },
	{ ZAIRYU_ITEM_OTHER, 2, 3, 207, true },
	{ ZAIRYU_ITEM_SIGNATURE, 3, 2, 704, true },
};
enum { PLACES = sizeof places / sizeof *places };

bool place_of_item(uint64_t item, bool second_generation, struct place *out)
{
	for (size_t i = 0; i < PLACES; i++) {
		if (places[i].item == item && places[i].second_generation == second_generation) {
			*out = places[i];
			return true;
		}
	}
	return false;
}

static const struct place *find(uint8_t df, uint8_t sfi, bool second_generation)
{
	for (size_t i = 0; i < PLACES; i++)
		if (places[i].df == df && places[i].sfi == sfi && places[i].second_generation == second_generation)
			return &places[i];
	return NULL;
}

size_t place_size(uint8_t df, uint8_t sfi, bool second_generation)
{
	const struct place *place = find(df, sfi, second_generation);

	return place ? place->size : 0;
}

uint64_t place_item(uint8_t df, uint8_t sfi, bool second_generation)
{
	const struct place *place = find(df, sfi, second_generation);

	return place ? place->item : 0;
}

bool source_add(struct source *source, const struct place *place, const uint8_t *data, size_t len)
{
	struct vcard_files *files = &source->files;
	uint8_t *copy = files->count < VCARD_FILES_MAX ? malloc(len ? len : 1) : NULL;

	if (!copy)
		return false;
	if (len)
		memcpy(copy, data, len);
	source->known[files->count] = true;
	files->file[files->count++] = (struct vcard_file){
		.df = place->df, .sfi = place->sfi, .access = VCARD_AUTHENTICATED, .data = copy, .len = len
	};
	return true;
}

void source_done(struct source *source)
{
	for (size_t i = 0; i < source->files.count; i++) {
		zairyu_wipe(source->files.file[i].data, source->files.file[i].len);
		free(source->files.file[i].data);
	}
	zairyu_wipe(source, sizeof *source);
}
