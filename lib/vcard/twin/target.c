/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/target.h"

#include <string.h>
#include "issuer_put.h"

enum { ENTRIES = 53 };

static const struct part {
	uint8_t sfi;
	unsigned tag; /* 0: all values of the file */
	size_t size;
} first[] = { { 5, 0xD0, 7000 }, { 6, 0xD1, 3000 } },
  second[] = { { 3, 0, ENTRIES }, { 4, 0xD1, 3000 }, { 4, 0xD0, 2500 } };

const struct vcard_file *target_file(const struct vcard_files *files, uint8_t df, uint8_t sfi)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->file[i].df == df && files->file[i].sfi == sfi)
			return &files->file[i];
	return NULL;
}

static bool is_nul(const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (data[i])
			return false;
	return true;
}

static size_t add(const struct vcard_files *files, const struct part *part, bool face_nothing, uint8_t *out)
{
	const struct vcard_file *file = target_file(files, 1, part->sfi);
	memset(out, 0, part->size);
	if (file && part->tag == 0)
		take_all_values(file->data, file->len, out, part->size);
	else if (file)
		take_value(file->data, file->len, part->tag, out, part->size);
	return face_nothing && part->tag == 0xD1 && is_nul(out, part->size) ? 0 : part->size;
}

size_t target_of(const struct vcard_files *files, bool face_nothing, uint8_t target[TWIN_TARGET_MAX])
{
	const struct part *parts = files->second_generation ? second : first;
	size_t len = 0, count = files->second_generation ? 3 : 2;
	for (size_t i = 0; i < count; i++)
		len += add(files, &parts[i], face_nothing, target + len);
	return len;
}
