/* SPDX-License-Identifier: BSD-2-Clause */
/* A twin while it is put together. */
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "twin/model.h"

enum { LITERALS_MAX = TWIN_FILES_MAX * TWIN_FILE_BYTES_MAX };

struct zairyu_twin *twin_new(void)
{
	struct zairyu_twin *twin = calloc(1, sizeof *twin);

	if (!twin)
		return NULL;
	twin->piece = calloc(TWIN_PIECES_MAX, sizeof *twin->piece);
	twin->event = calloc(TWIN_EVENTS_MAX, sizeof *twin->event);
	if (twin->piece && twin->event)
		return twin;
	zairyu_twin_free(twin);
	return NULL;
}

void zairyu_twin_free(zairyu_twin *twin)
{
	if (!twin)
		return;
	blob_done(&twin->literals);
	blob_done(&twin->text);
	free(twin->piece);
	free(twin->event);
	free(twin);
}

const struct twin_file *twin_find(const struct zairyu_twin *twin, uint8_t df, uint8_t sfi)
{
	for (size_t i = 0; i < twin->files; i++)
		if (twin->file[i].df == df && twin->file[i].sfi == sfi)
			return &twin->file[i];
	return NULL;
}

bool twin_file_begin(struct zairyu_twin *twin, uint8_t df, uint8_t sfi)
{
	if (twin->files == TWIN_FILES_MAX || twin_find(twin, df, sfi))
		return false;
	twin->file[twin->files++] = (struct twin_file){ .df = df, .sfi = sfi, .first = twin->pieces };
	return true;
}

/* The file's last piece if one like it goes on there, else a new one. */
static struct piece *piece_for(struct zairyu_twin *twin, enum piece_kind kind, uint8_t form, size_t len)
{
	struct twin_file *file = twin->files ? &twin->file[twin->files - 1] : NULL;
	struct piece *last;
	bool grows;

	if (!file || len > TWIN_FILE_BYTES_MAX - file->len)
		return NULL;
	file->len += len;
	last = file->count ? &twin->piece[twin->pieces - 1] : NULL;
	grows = kind == PIECE_KEEP || kind == PIECE_MADE || kind == PIECE_FILL;
	if (last && grows && last->kind == kind && last->form == form)
		return last;
	if (twin->pieces == TWIN_PIECES_MAX)
		return NULL;
	file->count++;
	twin->piece[twin->pieces] = (struct piece){ .kind = kind, .form = form, .at = twin->literals.len };
	return &twin->piece[twin->pieces++];
}

bool twin_piece(struct zairyu_twin *twin, enum piece_kind kind, uint8_t form, size_t len)
{
	struct piece *piece = piece_for(twin, kind, form, len);

	if (piece)
		piece->len += len;
	return piece != NULL;
}

static bool reserve(struct zairyu_twin *twin, size_t more)
{
	size_t need = twin->literals.len + more;
	size_t cap;
	uint8_t *data;

	if (need <= twin->literal_cap)
		return true;
	cap = need < 4096 ? 8192 : 2 * need;
	data = need <= LITERALS_MAX ? realloc(twin->literals.data, cap) : NULL;
	if (!data)
		return false;
	twin->literals.data = data;
	twin->literal_cap = cap;
	return true;
}

bool twin_literal(struct zairyu_twin *twin, enum piece_kind kind, const uint8_t *data, size_t len)
{
	if (len == 0)
		return true;
	if (!reserve(twin, len) || !twin_piece(twin, kind, 0, len))
		return false;
	memcpy(twin->literals.data + twin->literals.len, data, len);
	twin->literals.len += len;
	return true;
}

bool twin_event(struct zairyu_twin *twin, const struct event *event)
{
	if (twin->events == TWIN_EVENTS_MAX)
		return false;
	twin->event[twin->events++] = *event;
	return true;
}

const uint8_t *piece_data(const struct zairyu_twin *twin, const struct piece *piece)
{
	return twin->literals.data + piece->at;
}
