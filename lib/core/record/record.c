/* SPDX-License-Identifier: BSD-2-Clause */
/* A record's life, and the getters of what is stored. */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "record/source.h"
#include "record/text/text.h"
#include "util/bytes/cursor.h"
#include "util/context/context.h"
#include "util/error/error.h"

/* A reader's name is not under our control: what could not be shown is replaced, since a read must not fail for it. */
static char *record_string(const char *text)
{
	return text_sanitize((zairyu_bytes){ .data = (const uint8_t *)text, .len = text ? strlen(text) : 0 },
			     RECORD_STRING_MAX);
}

static int record_set_number(zairyu_record *record, const char *number, zairyu_error **err)
{
	if (number[0] == '\0')
		return ZAIRYU_OK;
	if (zairyu_number_normalize(number, strlen(number), record->number, NULL) < 0 ||
	    strcmp(number, record->number) != 0)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "the card number of a record must be normalised");
	return ZAIRYU_OK;
}

int record_new(zairyu_context *ctx, const struct record_origin *origin, zairyu_record **out, zairyu_error **err)
{
	zairyu_record *record = calloc(1, sizeof *record);
	int rc;

	*out = NULL;
	if (!record)
		return error_no_memory(err);
	record->ctx = context_ref(ctx);
	record->card = *origin->card;
	record->read_at = origin->read_at;
	record->source = origin->source != 0 ? origin->source : source_of_uri(origin->reader);
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++)
		record->fields[field].status = ZAIRYU_ERR_ABSENT;
	record->reader = record_string(origin->reader);
	record->library_version = record_string(origin->library_version);
	record->digests = record_digests_salted(ctx, &origin->salt);
	if (record->reader && record->library_version && record->digests)
		rc = record_set_number(record, origin->number, err);
	else
		rc = error_no_memory(err);
	if (rc < 0) {
		zairyu_record_free(record);
		return rc;
	}
	*out = record;
	return ZAIRYU_OK;
}

int record_new_like(const zairyu_record *record, const char *number, zairyu_record **out, zairyu_error **err)
{
	struct record_origin origin = {
		.card = &record->card,
		.number = number,
		.reader = record->reader,
		.library_version = record->library_version,
		.read_at = record->read_at,
		.source = record->source,
	};
	int rc = record_digests_draw(record->digests);

	if (rc < 0)
		return error_fail(err, rc, "there are no random numbers");
	record_salt_of(record_digests_salt(record->digests), &origin.salt);
	return record_new(record->ctx, &origin, out, err);
}

static void record_free_file(struct record_file *file)
{
	zairyu_wipe(file->data, file->len);
	free(file->data);
	free(file->objects);
}

void zairyu_record_free(zairyu_record *record)
{
	if (!record)
		return;
	for (size_t i = 0; i < record->file_count; i++)
		record_free_file(&record->files[i]);
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++)
		text_free(record->fields[field].text);
	record_digests_free(record->digests);
	text_free(record->reader);
	text_free(record->library_version);
	zairyu_wipe(record->results, record->results_len);
	free(record->results);
	zairyu_context_free(record->ctx);
	zairyu_wipe(record, sizeof *record);
	free(record);
}

const struct record_file *record_file_of(const zairyu_record *record, uint64_t item)
{
	for (size_t i = 0; i < record->file_count; i++)
		if (record->files[i].table->item == item)
			return &record->files[i];
	return NULL;
}

zairyu_bytes record_file_value(const struct record_file *file, uint32_t tag)
{
	for (size_t i = 0; i < file->object_count; i++)
		if (file->objects[i].tag == tag && !bytes_are_nul(file->objects[i].value))
			return file->objects[i].value;
	return (zairyu_bytes){ 0 };
}

const zairyu_card *zairyu_record_card(const zairyu_record *record)
{
	return record ? &record->card : NULL;
}

const char *zairyu_record_number(const zairyu_record *record)
{
	return record ? record->number : "";
}

const char *zairyu_record_reader(const zairyu_record *record)
{
	return record ? record->reader : "";
}

int zairyu_record_source(const zairyu_record *record)
{
	return record ? record->source : 0;
}

int zairyu_record_is_live(const zairyu_record *record)
{
	return record && record->source == ZAIRYU_SOURCE_LIVE;
}

/* What cannot be written is no time: a file may hold any number. */
int64_t zairyu_record_read_at(const zairyu_record *record)
{
	char text[ZAIRYU_TIME_SIZE];

	return record && zairyu_time_text(record->read_at, text) == ZAIRYU_OK ? record->read_at : 0;
}

const char *zairyu_record_library_version(const zairyu_record *record)
{
	return record ? record->library_version : "";
}

uint64_t zairyu_record_items_read(const zairyu_record *record)
{
	uint64_t items = 0;

	for (size_t i = 0; record && i < record->file_count; i++)
		items |= record->files[i].table->item;
	return items;
}

int zairyu_record_is_reduced(const zairyu_record *record)
{
	return record && record->reduced;
}

zairyu_bytes zairyu_record_results(const zairyu_record *record)
{
	return record ? (zairyu_bytes){ .data = record->results, .len = record->results_len } : (zairyu_bytes){ 0 };
}

int zairyu_record_presence(const zairyu_record *record, uint64_t item)
{
	const struct record_file *file = record ? record_file_of(record, item) : NULL;

	return file ? file->presence : ZAIRYU_PRESENCE_NOT_READ;
}

size_t zairyu_record_padding_assumed(const zairyu_record *record, uint64_t item)
{
	const struct record_file *file = record ? record_file_of(record, item) : NULL;

	return file ? file->padding_assumed : 0;
}

static bool assumes_padding(const zairyu_record *record)
{
	for (size_t i = 0; i < record->file_count; i++)
		if (record->files[i].padding_assumed > 0)
			return true;
	return false;
}

void zairyu_record_settle_padding(zairyu_record *record)
{
	if (record && !record->reduced)
		record->padding_is_settled = assumes_padding(record);
}

int zairyu_record_padding_is_settled(const zairyu_record *record)
{
	return record && record->padding_is_settled;
}

/* Also one that a later version knows. */
static bool is_one_item(uint64_t item)
{
	return (item & (item - 1)) == 0 && (item & ZAIRYU_ITEMS_ALL) != 0;
}

int zairyu_record_padding(const zairyu_record *record, uint64_t item, size_t index, size_t *offset, size_t *len)
{
	const struct record_file *file;

	if (offset)
		*offset = 0;
	if (len)
		*len = 0;
	if (!record || !offset || !len || !is_one_item(item))
		return ZAIRYU_ERR_ARGUMENT;
	file = record_file_of(record, item);
	if (!file || index >= file->padding.count)
		return ZAIRYU_ERR_ABSENT;
	*offset = file->padding.runs[index].offset;
	*len = file->padding.runs[index].len;
	return ZAIRYU_OK;
}

/* The checks that the getters of bytes share. Clears `*out`. */
static int record_find_file(const zairyu_record *record, uint64_t item, zairyu_bytes *out,
			    const struct record_file **file)
{
	if (out)
		*out = (zairyu_bytes){ 0 };
	if (!record || !out || !is_one_item(item))
		return ZAIRYU_ERR_ARGUMENT;
	*file = record_file_of(record, item);
	return *file ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

int zairyu_record_file(const zairyu_record *record, uint64_t item, zairyu_bytes *out)
{
	const struct record_file *file;
	int rc = record_find_file(record, item, out, &file);

	if (rc < 0)
		return rc;
	if (record->reduced)
		return ZAIRYU_ERR_ABSENT;
	*out = (zairyu_bytes){ .data = file->data, .len = file->len };
	return ZAIRYU_OK;
}

int zairyu_record_digest(const zairyu_record *record, uint64_t item, zairyu_bytes *out)
{
	const struct record_file *file;
	int rc = record_find_file(record, item, out, &file);

	if (rc < 0)
		return rc;
	return record_digests_get(record->digests, &record->ctx->algorithms, item,
				  (zairyu_bytes){ .data = file->data, .len = file->len }, out);
}

int zairyu_record_object(const zairyu_record *record, uint64_t item, size_t index, uint32_t *tag, zairyu_bytes *out)
{
	const struct record_file *file;
	int rc = record_find_file(record, item, out, &file);

	if (tag)
		*tag = 0;
	else
		rc = ZAIRYU_ERR_ARGUMENT;
	if (rc < 0)
		return rc;
	if (index >= file->object_count)
		return ZAIRYU_ERR_ABSENT;
	*tag = file->objects[index].tag;
	*out = file->objects[index].value;
	return ZAIRYU_OK;
}

static int give_value(const struct record_file *file, uint32_t tag, zairyu_bytes *out)
{
	if (file)
		*out = record_file_value(file, tag);
	return out->len > 0 ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

/* Only in the file where it belongs: an unsigned file must not be able to stand in for a signed one. */
int zairyu_record_value(const zairyu_record *record, uint32_t tag, zairyu_bytes *out)
{
	const struct card_file *table = NULL;

	if (out)
		*out = (zairyu_bytes){ 0 };
	if (!record || !out)
		return ZAIRYU_ERR_ARGUMENT;
	if (!card_object_by_tag(&record->card, tag, &table))
		return ZAIRYU_ERR_ABSENT;
	return give_value(record_file_of(record, table->item), tag, out);
}

int zairyu_record_item_value(const zairyu_record *record, uint64_t item, uint32_t tag, zairyu_bytes *out)
{
	const struct record_file *file;
	int rc = record_find_file(record, item, out, &file);

	if (rc < 0)
		return rc;
	return card_object_in(file->table, tag) ? give_value(file, tag, out) : ZAIRYU_ERR_ABSENT;
}
