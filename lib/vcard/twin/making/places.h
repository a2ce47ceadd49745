/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the items of a record lie on a card, and the files of a source. */
#ifndef MAKING_PLACES_H
#define MAKING_PLACES_H

#include "twin/making/make.h"

struct place {
	uint64_t item;
	uint8_t df, sfi;
	size_t size; /* as specified */
	bool second_generation;
};

bool place_of_item(uint64_t item, bool second_generation, struct place *out);
uint64_t place_item(uint8_t df, uint8_t sfi, bool second_generation); /* 0 if there is none */
/* The specified size of a file; 0 if it is not specified. */
size_t place_size(uint8_t df, uint8_t sfi, bool second_generation);

/* Adds a file that is known. False without memory or room. */
bool source_add(struct source *source, const struct place *place, const uint8_t *data, size_t len);
void source_done(struct source *source);

#endif
