/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a twin may hold where signatures are. A twin that gave a signature byte for byte could be the copy of a real card.
 * So in DF3 of any 96 bytes in a row, the length of the shortest signature, some do not come from the file but from the
 * salt or the test CA's keys: nobody's signature comes out of that, and a twin is signed by the test CA or by nobody.
 */
#include <zairyu/error.h>

#include "twin/model.h"

enum { SIGNATURE_DF = 3, WINDOW = 96, MADE_MIN = 8 };

/* Whether the file says what the bytes are. A byte repeated so often is in no signature. */
static bool is_given(const struct piece *piece)
{
	return piece->kind == PIECE_KEEP || piece->kind == PIECE_MADE ||
	       (piece->kind == PIECE_FILL && piece->len < MADE_MIN);
}

/* The piece that a byte of a file belongs to. */
struct position {
	size_t index, inside;
};

static const struct piece *step(const struct zairyu_twin *twin, const struct twin_file *file, struct position *at)
{
	const struct piece *piece = &twin->piece[file->first + at->index];

	while (at->inside == piece->len) {
		at->index++;
		at->inside = 0;
		piece = &twin->piece[file->first + at->index];
	}
	at->inside++;
	return piece;
}

static bool signatures_fit(const struct zairyu_twin *twin, const struct twin_file *file)
{
	struct position head = { 0 }, tail = { 0 };
	size_t made = 0;

	for (size_t i = 0; i < file->len; i++) {
		made += !is_given(step(twin, file, &head));
		if (i + 1 < WINDOW)
			continue;
		if (made < MADE_MIN)
			return false;
		made -= !is_given(step(twin, file, &tail));
	}
	return true;
}

static bool pieces_fit(const struct zairyu_twin *twin, const struct twin_file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct piece *piece = &twin->piece[file->first + i];

		if (file->df != SIGNATURE_DF && piece->kind >= PIECE_MODULUS)
			return false;
		if (piece->kind == PIECE_NUMBER && piece->len != ZAIRYU_NUMBER_LENGTH)
			return false;
	}
	return file->df != SIGNATURE_DF || signatures_fit(twin, file);
}

int twin_check(const struct zairyu_twin *twin, zairyu_error **err)
{
	for (size_t i = 0; i < twin->files; i++)
		if (!pieces_fit(twin, &twin->file[i]))
			return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0,
						"a file of the twin holds what only the test CA may put there");
	return ZAIRYU_OK;
}
