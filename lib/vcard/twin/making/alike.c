/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/making/alike.h"

#include <string.h>

#include "common/failure.h"
#include "handle.h"

/* What a program gets to see of the values. */
struct view {
	int code;
	zairyu_record *record;
};

static const char number[] = "AA00000000AA"; /* of neither card: the key to both */

/* Lays the files on a card that owns none of them. */
static zairyu_vcard *card_of(const struct vcard_files *files, const char *type)
{
	zairyu_vcard *card = vcard_blank();

	if (!card)
		return NULL;
	card->files = *files;
	card->files.nature = VCARD_RESIDENCE;
	card->files.manners = 0;
	memcpy(card->files.type, type, sizeof card->files.type);
	memcpy(card->files.number, number, sizeof number);
	for (size_t i = 0; i < files->count; i++)
		card->files.file[i].access = files->file[i].df == 0 ? VCARD_FREE : VCARD_AUTHENTICATED;
	if (chip_init(&card->chip, &card->files) == ZAIRYU_OK)
		return card;
	card->files.count = 0;
	zairyu_vcard_free(card);
	return NULL;
}

static int read_through(zairyu_transport *transport, zairyu_record **out)
{
	zairyu_session *session;
	int rc = zairyu_session_new(transport, &session, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, sizeof number - 1, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, out, NULL);
	zairyu_session_free(session);
	return rc;
}

static int look(zairyu_context *ctx, const struct vcard_files *files, const char *type, struct view *out)
{
	zairyu_transport *transport = NULL;
	zairyu_vcard *card = card_of(files, type);

	*out = (struct view){ .code = ZAIRYU_ERR_NO_MEMORY };
	if (card)
		out->code = zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL);
	if (transport)
		out->code = read_through(transport, &out->record);
	zairyu_transport_free(transport);
	if (card)
		card->files.count = 0; /* borrowed */
	zairyu_vcard_free(card);
	return out->code;
}

static bool same_states(const zairyu_record *a, const zairyu_record *b)
{
	for (int field = 1; zairyu_field_name(field); field++)
		if (zairyu_record_field_state(a, field) != zairyu_record_field_state(b, field))
			return false;
	return true;
}

/* The files of the card that the twin has too. */
static void take_source(const struct source *source, struct vcard_files *out)
{
	for (size_t i = 0; i < source->files.count; i++)
		if (source->known[i] && out->count < VCARD_FILES_MAX)
			out->file[out->count++] = source->files.file[i];
}

int reads_alike(zairyu_context *ctx, const struct source *source, const struct vcard_files *made, bool *alike,
		zairyu_error **err)
{
	struct vcard_files files = { .second_generation = made->second_generation };
	struct view was, is;
	bool ran_out;

	take_source(source, &files);
	(void)look(ctx, &files, source->files.type, &was);
	(void)look(ctx, made, source->files.type, &is);
	ran_out = was.code == ZAIRYU_ERR_NO_MEMORY || is.code == ZAIRYU_ERR_NO_MEMORY;
	*alike = was.code == is.code && (!was.record || same_states(was.record, is.record));
	zairyu_record_free(was.record);
	zairyu_record_free(is.record);
	zairyu_wipe(&files, sizeof files);
	return ran_out ? no_memory(err) : ZAIRYU_OK;
}
