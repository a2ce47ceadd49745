/* SPDX-License-Identifier: BSD-2-Clause */
/* The public handle of a twin. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zairyu/vcard.h>

#include "common/failure.h"
#include "twin/making/make.h"
#include "twin/making/places.h"
#include "twin/making/trace_events.h"
#include "twin/words.h"

enum { PART_MAX = 4096 };

static int check_arguments(zairyu_context *ctx, const zairyu_bytes *anchors, size_t count, zairyu_twin **out,
			   zairyu_error **err)
{
	if (out)
		*out = NULL;
	if (!ctx || !out || (count && !anchors))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context, anchors and out are required");
	return ZAIRYU_OK;
}

static int finish(zairyu_context *ctx, zairyu_vcard_ca *ca, struct zairyu_twin *twin, const struct source *source,
		  zairyu_twin **out, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	twin->head[HEAD_TYPE] = head_find(HEAD_TYPE, source->files.type, strlen(source->files.type));
	twin->head[HEAD_NATURE] = (uint8_t)source->files.nature;
	if (!twin_type(twin))
		rc = zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0,
				      "the virtual card knows no card of this type");
	if (rc == ZAIRYU_OK)
		rc = make_twin(ctx, ca, twin, source, err);
	if (rc == ZAIRYU_OK)
		*out = twin;
	else
		zairyu_twin_free(twin);
	return rc;
}

static void take_digest(struct source *source, zairyu_bytes digest)
{
	if (digest.len > sizeof source->digests - source->digests_len)
		return;
	memcpy(source->digests + source->digests_len, digest.data, digest.len);
	source->digests_len += digest.len;
}

/* The record's files, as a card has them. */
static bool take_record(const zairyu_record *record, struct source *source)
{
	const zairyu_card *card = zairyu_record_card(record);
	struct vcard_files *files = &source->files;
	zairyu_bytes digest;

	(void)strncpy(files->type, zairyu_card_type(card), sizeof files->type - 1);
	(void)strncpy(files->number, zairyu_record_number(record), sizeof files->number - 1);
	files->second_generation = zairyu_card_family(card) == ZAIRYU_FAMILY_SECOND_GENERATION;
	source->read_at = zairyu_record_read_at(record);
	if (source->read_at == 0) /* not known */
		source->read_at = (int64_t)time(NULL);
	if (zairyu_record_number_digest(record, &digest) == ZAIRYU_OK)
		take_digest(source, digest);
	for (unsigned bit = 0; bit < 64; bit++) {
		zairyu_bytes file;
		struct place place;

		if (zairyu_record_file(record, UINT64_C(1) << bit, &file) != ZAIRYU_OK ||
		    !place_of_item(UINT64_C(1) << bit, files->second_generation, &place))
			continue;
		if (!source_add(source, &place, file.data, file.len))
			return false;
		if (zairyu_record_digest(record, UINT64_C(1) << bit, &file) == ZAIRYU_OK)
			take_digest(source, file);
	}
	return true;
}

static int twin_from_record(zairyu_context *ctx, zairyu_vcard_ca *ca, const zairyu_record *record,
			    const zairyu_bytes *anchors, size_t anchor_count, zairyu_twin **out, zairyu_error **err)
{
	int rc = check_arguments(ctx, anchors, anchor_count, out, err);
	struct source source;
	struct zairyu_twin *twin;

	if (rc != ZAIRYU_OK)
		return rc;
	if (!record)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a record is required");
	if (zairyu_record_is_reduced(record))
		return zairyu_error_set(err, ZAIRYU_ERR_ABSENT, NULL, 0,
					"a reduced record holds no files to make a twin of; use a whole record");
	source = (struct source){ .anchors = anchors, .anchor_count = anchor_count };
	twin = twin_new();
	if (twin && take_record(record, &source)) {
		rc = finish(ctx, ca, twin, &source, out, err);
	} else {
		zairyu_twin_free(twin);
		rc = no_memory(err);
	}
	source_done(&source);
	return rc;
}

int zairyu_twin_from_record(zairyu_context *ctx, zairyu_vcard_ca *ca, const zairyu_record *record,
			    const zairyu_bytes *anchors, size_t anchor_count, zairyu_twin **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, twin_from_record(ctx, ca, record, anchors, anchor_count, out, err));
}

static int twin_from_trace(zairyu_context *ctx, zairyu_vcard_ca *ca, zairyu_bytes trace, const char *number,
			   size_t number_len, const zairyu_bytes *anchors, size_t anchor_count, zairyu_twin **out,
			   zairyu_error **err)
{
	int rc = check_arguments(ctx, anchors, anchor_count, out, err);
	struct source source;
	struct zairyu_twin *twin;

	if (rc != ZAIRYU_OK)
		return rc;
	if (!number || !trace.data)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a trace and a number are required");
	source = (struct source){ .anchors = anchors, .anchor_count = anchor_count };
	rc = zairyu_number_normalize(number, number_len, source.files.number, err);
	if (rc != ZAIRYU_OK)
		return rc;
	twin = twin_new();
	if (!twin)
		return no_memory(err);
	twin->head[HEAD_SOURCE] = true;
	rc = trace_take(ctx, trace, twin, &source, err);
	if (rc == ZAIRYU_OK)
		rc = finish(ctx, ca, twin, &source, out, err);
	else
		zairyu_twin_free(twin);
	source_done(&source);
	return rc;
}

int zairyu_twin_from_trace(zairyu_context *ctx, zairyu_vcard_ca *ca, zairyu_bytes trace, const char *number,
			   size_t number_len, const zairyu_bytes *anchors, size_t anchor_count, zairyu_twin **out,
			   zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(
		err, twin_from_trace(ctx, ca, trace, number, number_len, anchors, anchor_count, out, err));
}

static int twin_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_twin **out, zairyu_error **err)
{
	int rc = check_arguments(ctx, NULL, 0, out, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (!saved.data)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a twin is required");
	return twin_read(saved, out, err);
}

int zairyu_twin_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_twin **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, twin_load(ctx, saved, out, err));
}

zairyu_bytes zairyu_twin_saved(const zairyu_twin *twin)
{
	return twin ? (zairyu_bytes){ twin->text.data, twin->text.len } : (zairyu_bytes){ NULL, 0 };
}

const char *zairyu_twin_type(const zairyu_twin *twin)
{
	return twin ? twin_type(twin) : NULL;
}

const char *zairyu_twin_number(const zairyu_twin *twin)
{
	return twin ? twin->number : NULL;
}

/* Which count a piece belongs to. */
static size_t *count_of(zairyu_twin_part *part, enum piece_kind kind)
{
	switch (kind) {
	case PIECE_KEEP:
		return &part->kept;
	case PIECE_FILL:
		return &part->padding;
	case PIECE_MADE:
	case PIECE_NOISE:
	case PIECE_LETTERS:
	case PIECE_NUMBER:
		return &part->made;
	default:
		return &part->signing;
	}
}

static void describe(const zairyu_twin *twin, const struct twin_file *file, zairyu_twin_part *out)
{
	out->df = file->df;
	out->sfi = file->sfi;
	out->item = place_item(file->df, file->sfi, twin_type(twin)[0] == '0');
	out->length = file->len;
	for (size_t i = 0; i < file->count; i++)
		*count_of(out, twin->piece[file->first + i].kind) += twin->piece[file->first + i].len;
}

/*
 * The caller's struct ends where it ended in the version that the caller was compiled for: never before the end of the
 * first version's, nor far behind any. It gets what it has room for, and 0 beyond: the rules of the core's tables.
 */
int zairyu_twin_file(const zairyu_twin *twin, size_t index, zairyu_twin_part *out)
{
	const size_t first = offsetof(zairyu_twin_part, signing) + sizeof out->signing;
	zairyu_twin_part part = { 0 };

	if (!twin || !out)
		return ZAIRYU_ERR_ARGUMENT;
	if (out->size < first || out->size > PART_MAX)
		return ZAIRYU_ERR_ABI;
	if (index >= twin->files)
		return ZAIRYU_ERR_ABSENT;
	part.size = out->size;
	describe(twin, &twin->file[index], &part);
	memset(out, 0, part.size);
	memcpy(out, &part, part.size < sizeof part ? part.size : sizeof part);
	return ZAIRYU_OK;
}

size_t zairyu_twin_events(const zairyu_twin *twin)
{
	return twin ? twin->events : 0;
}
