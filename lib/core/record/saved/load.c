/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Loads a saved record. The digest finds damage, it proves nothing about who wrote the file: what is inside is as
 * hostile as a card, and goes the same way into the record as what a card sent.
 */
#include "record/saved/load.h"

#include <string.h>

#include "record/saved/format.h"
#include "record/source.h"
#include "record/text/text.h"
#include "util/context/context.h"
#include "util/error/error.h"

/* What goes wrong with the parts is, for whoever loads the file, a file that is not as it was saved. */
static int load_failed(zairyu_error **err, int rc)
{
	switch (rc) {
	case ZAIRYU_ERR_NO_MEMORY:
		return error_no_memory(err);
	case ZAIRYU_ERR_CRYPTO:
		return error_fail(err, rc, "SHA-256 failed");
	case ZAIRYU_ERR_LIMIT:
		return error_fail(err, rc, "the saved record, or a file in it, is larger than the limit");
	case ZAIRYU_ERR_RECORD_VERSION:
	case ZAIRYU_ERR_UNKNOWN_CARD_TYPE:
	case ZAIRYU_ERR_SPECIFIED_CARD:
		return error_fail(err, ZAIRYU_ERR_RECORD_VERSION, "the record was saved by a newer version");
	default:
		return error_fail(err, ZAIRYU_ERR_RECORD_DAMAGED, "not a saved record, or it was cut short or changed");
	}
}

/* Before anything else is looked at: magic and the digest over everything, which no version will move. */
static int check_seal(const zairyu_context *ctx, zairyu_bytes saved)
{
	uint8_t digest[FORMAT_DIGEST_LENGTH];
	size_t sealed;
	int rc;

	if (saved.len > zairyu_context_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES))
		return ZAIRYU_ERR_LIMIT;
	if (saved.len < FORMAT_HEADER_LENGTH + FORMAT_DIGEST_LENGTH ||
	    memcmp(saved.data, FORMAT_MAGIC, FORMAT_MAGIC_LENGTH) != 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	sealed = saved.len - FORMAT_DIGEST_LENGTH;
	rc = digest_sha256(&ctx->algorithms, (zairyu_bytes){ .data = saved.data, .len = sealed }, digest);
	if (rc < 0)
		return rc;
	return memcmp(digest, saved.data + sealed, sizeof digest) == 0 ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_DAMAGED;
}

/* A string as record_new() takes and keeps it; one that it would change was not saved by us. */
static bool string_of(zairyu_bytes bytes, char out[RECORD_STRING_MAX + 1])
{
	if (bytes.len > RECORD_STRING_MAX || !text_is_clean(bytes))
		return false;
	memcpy(out, bytes.data, bytes.len);
	out[bytes.len] = '\0';
	return true;
}

/* Nothing live has the URI of a simulated reader or of a trace. */
static bool source_fits(const struct loaded *in, const char *reader)
{
	return in->source != ZAIRYU_SOURCE_LIVE || source_of_uri(reader) == ZAIRYU_SOURCE_LIVE;
}

static int load_new(zairyu_context *ctx, const struct loaded *in, zairyu_record **out)
{
	char reader[RECORD_STRING_MAX + 1], version[RECORD_STRING_MAX + 1], number[ZAIRYU_NUMBER_SIZE] = "";
	zairyu_card card;
	struct record_origin origin = {
		.card = &card, .number = number, .reader = reader, .library_version = version, .read_at = in->read_at
	};
	int rc = card_init(&card, in->card_type, in->spec_version, NULL);

	if (rc < 0)
		return rc;
	if (!string_of(in->reader, reader) || !string_of(in->library_version, version) || !source_fits(in, reader))
		return ZAIRYU_ERR_RECORD_DAMAGED;
	origin.source = in->source;
	if (in->version != FORMAT_FIRST_VERSION || in->reduced)
		record_salt_of(in->salt, &origin.salt);
	if (!in->reduced)
		memcpy(number, in->number.data, ZAIRYU_NUMBER_LENGTH);
	rc = record_new(ctx, &origin, out, NULL);
	zairyu_wipe(number, sizeof number);
	return rc;
}

static int load_file(zairyu_record *record, const struct loaded *in, const struct loaded_file *file)
{
	struct record_summary summary = { .item = file->item,
					  .presence = file->presence,
					  .len = file->len,
					  .padding_assumed = file->padding_assumed,
					  .digest = file->bytes.data };

	if (in->reduced)
		return record_add_summary(record, &summary, NULL);
	if (in->version == FORMAT_FIRST_VERSION)
		return record_add_counted(record, file->item, file->bytes, file->padding_assumed, NULL);
	return record_add_file(record, file->item, file->bytes, &file->padding, NULL);
}

static int load_fill(zairyu_record *record, const struct loaded *in)
{
	for (size_t i = 0; i < in->file_count; i++) {
		int rc = load_file(record, in, &in->files[i]);

		if (rc < 0)
			return rc;
	}
	if (in->reduced)
		return record_finish_reduced(record, in->number.data, in->results, NULL);
	return record_finish(record, NULL);
}

/* Only where there is something to settle: there is one way to write a record down. */
static int load_settled(zairyu_record *record, const struct loaded *in)
{
	if (in->settled && in->version != FORMAT_FIRST_VERSION)
		zairyu_record_settle_padding(record);
	return record->padding_is_settled == in->settled ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_DAMAGED;
}

static int record_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_record **out, zairyu_error **err)
{
	struct loaded in;
	zairyu_record *record = NULL;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out || (!saved.data && saved.len > 0))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no context, no bytes or nowhere to put the record");
	rc = check_seal(ctx, saved);
	if (rc == ZAIRYU_OK)
		rc = load_parse((zairyu_bytes){ .data = saved.data, .len = saved.len - FORMAT_DIGEST_LENGTH },
				saved.len, &in);
	if (rc == ZAIRYU_OK)
		rc = load_new(ctx, &in, &record);
	if (rc == ZAIRYU_OK)
		rc = load_fill(record, &in);
	if (rc == ZAIRYU_OK)
		rc = load_settled(record, &in);
	if (rc < 0) {
		zairyu_record_free(record);
		return load_failed(err, rc);
	}
	*out = record;
	return ZAIRYU_OK;
}

int zairyu_record_load(zairyu_context *ctx, zairyu_bytes saved, zairyu_record **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, record_load(ctx, saved, out, err));
}
