/* SPDX-License-Identifier: BSD-2-Clause */
/* The entries of a TIFF's directory [TIFF 6.0 section 2]. */
#ifndef TIFF_TIFF_DIRECTORY_H
#define TIFF_TIFF_DIRECTORY_H

#include "tiff/tiff_structure.h"

/* The first directory; those after it are other images. */
struct tiff_directory {
	const struct tiff_layout *layout;
	uint64_t entries; /* where they begin */
	uint32_t count;
};

/* Whether the bytes begin as a TIFF does. */
bool tiff_begins(zairyu_bytes bytes);

/* Reads the header's byte order into the layout, and finds the directory. */
int tiff_directory_read(struct tiff_layout *layout, struct tiff_directory *out, zairyu_error **err);

/* The numbers of the first entry with this tag. One whose type, count or place makes no sense is passed over. */
struct tiff_array tiff_directory_numbers(const struct tiff_directory *directory, uint32_t tag);

/* A number of an array; false, with *out 0, if it is not there or does not fit 32 bits. */
bool tiff_number(const struct tiff_layout *layout, const struct tiff_array *array, uint32_t index, uint32_t *out);

/* Lets the layout's end take in a range of the file. */
void tiff_extend(struct tiff_layout *layout, uint64_t end);

#endif
