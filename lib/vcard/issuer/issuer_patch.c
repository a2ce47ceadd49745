/* SPDX-License-Identifier: BSD-2-Clause */
/* Variants that change a few bytes of a finished file. */
#include <string.h>

#include "issuer/issuer_files.h"

enum how { WRITE, FLIP };

/* Offsets are into the file, headers included. */
static const struct patch {
	enum variant variant;
	unsigned types;
	enum patch_when when;
	uint8_t df, sfi;
	size_t offset;
	enum how how;
	size_t len;
	const char *bytes;
} table[] = {
	{ VARIANT_TYPE_UNKNOWN, ON_FIRST, PATCH_BEFORE_SIGNING, 0, 0x0A, 2, WRITE, 1, "9" },
	{ VARIANT_TYPE_UNKNOWN, ON_SECOND, PATCH_BEFORE_SIGNING, 0, 0x0A, 2, WRITE, 2, "99" },
	/* a month that is none: D2, C6 */
	{ VARIANT_DATE_MALFORMED, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "20251399" },
	{ VARIANT_DATE_MALFORMED, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "19981399" },
	/* what else may stand there */
	{ VARIANT_DATE_DAY_UNKNOWN, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "19800700" },
	{ VARIANT_DATE_DAY_UNKNOWN, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "19800700" },
	{ VARIANT_DATE_MONTH_UNKNOWN, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "19800000" },
	{ VARIANT_DATE_MONTH_UNKNOWN, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "19800000" },
	{ VARIANT_DATE_NINES, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "99999999" },
	{ VARIANT_DATE_NINES, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "99999999" },
	{ VARIANT_DATE_SPACES, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "        " },
	{ VARIANT_DATE_SPACES, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "        " },
	{ VARIANT_DATE_ZEROS, ON_FIRST, PATCH_BEFORE_SIGNING, 2, 1, 2, WRITE, 8, "00000000" },
	{ VARIANT_DATE_ZEROS, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 12, WRITE, 8, "00000000" },
	/* C8 */
	{ VARIANT_NATIONALITY_GERMAN, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 25, WRITE, 3, "D\0\0" },
	{ VARIANT_NATIONALITY_LOWER_CASE, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 25, WRITE, 3, "vnm" },
	{ VARIANT_NATIONALITY_TRAVEL, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 25, WRITE, 3, "GBN" },
	{ VARIANT_NATIONALITY_UNKNOWN, ON_SECOND, PATCH_BEFORE_SIGNING, 1, 3, 25, WRITE, 3, "QQQ" },
	/* in the strip of D0; in the nationality, C8 */
	{ VARIANT_FLIP_DATA, ON_FIRST, PATCH_AFTER_SIGNING, 1, 5, 1004, FLIP, 1, "\x01" },
	{ VARIANT_FLIP_DATA, ON_SECOND, PATCH_AFTER_SIGNING, 1, 3, 25, FLIP, 1, "\x01" },
	{ VARIANT_FLIP_FACE, ON_FIRST, PATCH_AFTER_SIGNING, 1, 6, 2004, FLIP, 1, "\x01" },
	{ VARIANT_FLIP_FACE, ON_SECOND, PATCH_AFTER_SIGNING, 1, 4, 4508, FLIP, 1, "\x01" },
	/* the last byte of D0 */
	{ VARIANT_FLIP_PADDING, ON_FIRST, PATCH_AFTER_SIGNING, 1, 5, 7003, FLIP, 1, "\x01" },
	{ VARIANT_FLIP_PADDING, ON_SECOND, PATCH_AFTER_SIGNING, 1, 4, 2503, FLIP, 1, "\x01" },
	/* a length of five bytes, at the first object of a file that is not signed */
	{ VARIANT_TLV_MALFORMED, ON_FIRST, PATCH_AFTER_SIGNING, 2, 1, 1, WRITE, 1, "\x85" },
	{ VARIANT_TLV_MALFORMED, ON_SECOND, PATCH_AFTER_SIGNING, 2, 3, 1, WRITE, 1, "\x85" },
	/* a length beyond the file: D4, DE, D0 */
	{ VARIANT_LENGTH_OVERSIZE, ON_FIRST, PATCH_AFTER_SIGNING, 2, 1, 20, WRITE, 2, "\x7F\xFF" },
	{ VARIANT_LENGTH_OVERSIZE, ON_SECOND, PATCH_AFTER_SIGNING, 2, 3, 5, WRITE, 2, "\x7F\xFF" },
	{ VARIANT_IMAGE_LENGTH_OVERSIZE, ON_FIRST, PATCH_AFTER_SIGNING, 1, 5, 2, WRITE, 2, "\x7F\xFF" },
	{ VARIANT_IMAGE_LENGTH_OVERSIZE, ON_SECOND, PATCH_AFTER_SIGNING, 1, 4, 2, WRITE, 2, "\x7F\xFF" },
};

static void apply(const struct patch *patch, struct vcard_file *file)
{
	if (!file || patch->offset + patch->len > file->len)
		return;
	for (size_t i = 0; i < patch->len; i++) {
		uint8_t byte = (uint8_t)patch->bytes[i], *at = &file->data[patch->offset + i];

		*at = patch->how == FLIP ? (uint8_t)(*at ^ byte) : byte;
	}
}

void patch_apply(const struct profile *p, struct vcard_files *files, enum patch_when when)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (profile_has(p, table[i].variant) && table[i].when == when && (table[i].types & (1u << p->type)))
			apply(&table[i], files_find(files, table[i].df, table[i].sfi));
}
