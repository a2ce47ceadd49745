/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/target.h"

#include <string.h>

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

/* The next value; lengths of up to four bytes are followed. False at the end of the list, or where it cannot be followed. */
static bool next_value(const uint8_t **at, const uint8_t *end, unsigned *tag, const uint8_t **value, size_t *len)
{
	const uint8_t *p = *at;
	size_t lead, count;

	if (end - p < 2 || p[0] == 0)
		return false;
	*tag = *p++;
	if ((*tag & 0x1F) == 0x1F)
		*tag = *tag << 8 | *p++;
	if (p == end)
		return false;
	lead = *p++;
	count = lead & 0x7F;
	*len = lead;
	if (lead >= 0x80) {
		if (count == 0 || count > 4 || (size_t)(end - p) < count)
			return false;
		for (*len = 0; count > 0; count--)
			*len = *len << 8 | *p++;
	}
	*len = *len < (size_t)(end - p) ? *len : (size_t)(end - p);
	*value = p;
	*at = p + *len;
	return true;
}

void target_value(const struct vcard_file *file, unsigned wanted, uint8_t *out, size_t size)
{
	const uint8_t *at = file->data, *value;
	unsigned tag;
	size_t len;

	memset(out, 0, size);
	while (size > 0 && next_value(&at, file->data + file->len, &tag, &value, &len)) {
		size_t part = len < size ? len : size;

		if (wanted && tag != wanted)
			continue;
		memcpy(out, value, part);
		if (wanted)
			return;
		out += part;
		size -= part;
	}
}

static size_t add(const struct vcard_files *files, const struct part *part, bool face_nothing, uint8_t *out)
{
	const struct vcard_file *file = target_file(files, 1, part->sfi);

	memset(out, 0, part->size);
	if (file)
		target_value(file, part->tag, out, part->size);
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
