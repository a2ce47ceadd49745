/* SPDX-License-Identifier: BSD-2-Clause */
/* Files of other lengths than the specification's, with the same values in them: what a new edition may bring. */
#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "issuer/issuer_files.h"

enum { ROOM = 128, ADDED_TAG = 0xE0 };

static const uint8_t added[] = { 'A', 'D', 'D', 'E', 'D' };

/* Three bytes of length where one or two would do. */
static void put_long_header(struct put *put, unsigned tag, size_t len)
{
	if (tag > 0xFF)
		put_bytes(put, (uint8_t[]){ (uint8_t)(tag >> 8) }, 1);
	put_bytes(put, (uint8_t[]){ (uint8_t)tag, 0x83, 0, (uint8_t)(len >> 8), (uint8_t)len }, 5);
}

/* An unsigned text without the NULs that fill its place. */
static size_t without_padding(const struct vcard_file *file, const struct object *object)
{
	size_t len = object->len;

	while (file->df == 2 && len > 1 && object->value[len - 1] == 0)
		len--;
	return len;
}

/* Rewrites the objects of a file; returns where they ended in the old one. */
static size_t rewrite(const struct profile *p, const struct vcard_file *file, struct put *put)
{
	const uint8_t *at = file->data;
	struct object object;

	while (next_object(&at, file->data + file->len, &object)) {
		size_t len = profile_has(p, VARIANT_FILE_SHORTER) ? without_padding(file, &object) : object.len;

		if (profile_has(p, VARIANT_LENGTH_83))
			put_long_header(put, object.tag, len);
		else
			put_header(put, object.tag, len);
		put_bytes(put, object.value, len);
	}
	return (size_t)(at - file->data);
}

/* Whether its values are what the check code is over [3.4.3]. */
static bool is_signed(const struct profile *p, const struct vcard_file *file)
{
	static const uint8_t first[] = { 5, 6 }, second[] = { 3, 4 };
	const uint8_t *sfi = profile_second_generation(p) ? second : first;

	return file->df == 1 && (file->sfi == sfi[0] || file->sfi == sfi[1]);
}

static int reshape(const struct profile *p, struct vcard_file *file, zairyu_error **err)
{
	size_t room = file->len + ROOM;
	uint8_t *data = calloc(1, room);
	struct put put;
	size_t end, behind;

	if (!data)
		return no_memory(err);
	put = (struct put){ data, room, 0, false };
	end = rewrite(p, file, &put);
	behind = file->len - end;
	if (profile_has(p, is_signed(p, file) ? VARIANT_SIGNED_LONGER : VARIANT_FILE_LONGER))
		put_object(&put, ADDED_TAG, sizeof added, added, sizeof added, 0);
	if (profile_has(p, VARIANT_FILE_SHORTER) && end > 0)
		behind = 0;
	zairyu_wipe(file->data, file->len);
	free(file->data);
	file->data = data;
	file->len = put.len + behind;
	return ZAIRYU_OK;
}

int form_apply(const struct profile *p, struct vcard_files *files, zairyu_error **err)
{
	static const enum variant forms[] = { VARIANT_FILE_LONGER, VARIANT_FILE_SHORTER, VARIANT_LENGTH_83,
					      VARIANT_SIGNED_LONGER };
	bool wanted = false;
	int rc = ZAIRYU_OK;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		wanted = wanted || profile_has(p, forms[i]);
	for (size_t i = 0; wanted && rc == ZAIRYU_OK && i < files->count; i++)
		if (files->file[i].df != 0)
			rc = reshape(p, &files->file[i], err);
	return rc;
}
