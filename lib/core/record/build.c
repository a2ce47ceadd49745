/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How files become a record. Whether they come from a card or from a saved record, they take this one way, so what was
 * loaded has passed the same checks as what was read.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "record/text.h"
#include "tlv/tlv.h"
#include "util/context.h"
#include "util/error.h"

enum { TAG_SPEC_VERSION = 0xC0, TAG_CARD_TYPE = 0xC1 };

struct record_file *record_place_file(zairyu_record *record, uint32_t item, int *rc, zairyu_error **err)
{
	const struct card_file *table = card_file_of(&record->card, item);
	size_t at = record->file_count;

	if (!table || record_file_of(record, item) || at == RECORD_FILES_MAX) {
		*rc = error_fail(err, ZAIRYU_ERR_ARGUMENT, "the card has no such file, or it is there already");
		return NULL;
	}
	for (; at > 0 && record->files[at - 1].table->item > item; at--)
		record->files[at] = record->files[at - 1];
	record->files[at] = (struct record_file){ .table = table };
	record->file_count++;
	*rc = ZAIRYU_OK;
	return &record->files[at];
}

int record_take_file(zairyu_record *record, uint32_t item, uint8_t *data, size_t len, size_t padding_assumed,
		     zairyu_error **err)
{
	struct record_file *file;
	int rc;

	if (len > zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_FILE_BYTES)) {
		file = NULL;
		rc = error_fail(err, ZAIRYU_ERR_LIMIT, "a file of the card is larger than the limit");
	} else {
		file = record_place_file(record, item, &rc, err);
	}
	if (!file) {
		zairyu_wipe(data, len);
		free(data);
		return rc;
	}
	file->data = data;
	file->len = len;
	file->padding_assumed = padding_assumed;
	return ZAIRYU_OK;
}

static bool holds_nuls(zairyu_bytes bytes, size_t count)
{
	for (size_t i = 0; i < bytes.len && count > 0; i++)
		count -= bytes.data[i] == 0;
	return count == 0;
}

int record_add_file(zairyu_record *record, uint32_t item, zairyu_bytes bytes, size_t padding_assumed,
		    zairyu_error **err)
{
	uint8_t *data;

	/* Before it is copied: a limit is there to save memory. */
	if (bytes.len > zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return error_fail(err, ZAIRYU_ERR_LIMIT, "a file of the card is larger than the limit");
	if (!holds_nuls(bytes, padding_assumed))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "assumed padding must be NULs of the file");
	data = malloc(bytes.len + 1);
	if (!data)
		return error_no_memory(err);
	if (bytes.len > 0)
		memcpy(data, bytes.data, bytes.len);
	return record_take_file(record, item, data, bytes.len, padding_assumed, err);
}

static const struct card_object *table_object(const struct card_file *table, uint32_t tag)
{
	for (size_t i = 0; i < table->object_count; i++)
		if (table->objects[i].tag == tag)
			return &table->objects[i];
	return NULL;
}

static bool object_is_acceptable(const struct record_file *file, const struct record_object *found, size_t count,
				 const struct record_object *object)
{
	const struct card_object *known = table_object(file->table, object->tag);

	for (size_t i = 0; i < count; i++)
		if (found[i].tag == object->tag)
			return false;
	return !known || object->value.len <= known->capacity;
}

/* Reads the list into `found`. After the NUL that ends it there is only padding [G1 3.3]. */
static bool file_read_objects(const struct record_file *file, struct record_object found[RECORD_OBJECTS_MAX],
			      size_t *count)
{
	struct cursor c = cursor_of((zairyu_bytes){ .data = file->data, .len = file->len });
	struct record_object object;
	enum tlv_outcome outcome;

	memset(&object, 0, sizeof object); /* its padding is copied too, and would be whatever was on the stack */
	*count = 0;
	while ((outcome = tlv_next(&c, &object.tag, &object.value)) == TLV_OBJECT) {
		if (*count == RECORD_OBJECTS_MAX || !object_is_acceptable(file, found, *count, &object))
			return false;
		found[(*count)++] = object;
	}
	return outcome == TLV_END && bytes_are_nul((zairyu_bytes){ .data = c.data, .len = c.left });
}

static int file_take_apart(struct record_file *file, zairyu_error **err)
{
	struct record_object found[RECORD_OBJECTS_MAX];
	size_t count;

	if (!file_read_objects(file, found, &count)) {
		error_fail(err, ZAIRYU_ERR_MALFORMED, "a file does not hold the data objects it should");
		error_add_step(err, file->table->step);
		return ZAIRYU_ERR_MALFORMED;
	}
	if (count == 0)
		return ZAIRYU_OK;
	file->objects = calloc(count, sizeof *file->objects);
	if (!file->objects)
		return error_no_memory(err);
	memcpy(file->objects, found, count * sizeof *found);
	file->object_count = count;
	return ZAIRYU_OK;
}

/*
 * Images and signatures are missing where none of their objects holds anything, in whichever of the forms met
 * [G1 3.3.5]: length 0, all NULs, or NULs of full length. A certificate without a check code is no signature. Any other
 * file is empty only if it holds no object at all (a permission that was withdrawn).
 */
static int file_presence(const zairyu_record *record, const struct record_file *file)
{
	uint32_t signature_tag = record->card.type->family->signature_tag;
	bool may_be_missing = false, holds_something = false;

	for (size_t i = 0; i < file->table->object_count; i++) {
		const struct card_object *object = &file->table->objects[i];

		may_be_missing = may_be_missing || object->extent != CARD_EXTENT_NONE;
		holds_something = holds_something || record_file_value(file, object->tag).len > 0;
	}
	if (table_object(file->table, signature_tag))
		holds_something = record_file_value(file, signature_tag).len > 0;
	if (may_be_missing)
		return holds_something ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_ABSENT;
	return file->object_count > 0 ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_EMPTY;
}

static zairyu_bytes stored_or(const zairyu_record *record, uint32_t item, uint32_t tag, const char *otherwise)
{
	const struct record_file *file = record_file_of(record, item);

	if (file)
		return record_file_value(file, tag);
	return (zairyu_bytes){ .data = (const uint8_t *)otherwise, .len = strlen(otherwise) };
}

/* The files that say what card it is must agree with how the record was read: the type decides what the signature
 * covers. */
static int check_card(const zairyu_record *record, zairyu_error **err)
{
	zairyu_card stored;
	zairyu_bytes type = stored_or(record, ZAIRYU_ITEM_CARD_TYPE, TAG_CARD_TYPE, record->card.type->value);
	zairyu_bytes version = stored_or(record, ZAIRYU_ITEM_COMMON_DATA, TAG_SPEC_VERSION, record->card.spec_version);

	if (card_init(&stored, type, text_trim(version), NULL) < 0 || stored.type != record->card.type ||
	    strcmp(stored.spec_version, record->card.spec_version) != 0)
		return error_fail(err, ZAIRYU_ERR_MALFORMED, "the files that identify the card do not fit the card");
	return ZAIRYU_OK;
}

static int finish_file(zairyu_record *record, struct record_file *file, zairyu_error **err)
{
	int rc = file_take_apart(file, err);

	if (rc < 0)
		return rc;
	file->presence = file_presence(record, file);
	return ZAIRYU_OK;
}

static int digest_number(zairyu_record *record, zairyu_error **err)
{
	zairyu_bytes number = { .data = (const uint8_t *)record->number, .len = ZAIRYU_NUMBER_LENGTH };
	int rc;

	if (record->number[0] == '\0')
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "a whole record has the card's number");
	rc = digest_sha256(&record->ctx->algorithms, number, record->number_digest);
	return rc < 0 ? error_fail(err, rc, "SHA-256 failed") : ZAIRYU_OK;
}

int record_finish(zairyu_record *record, zairyu_error **err)
{
	int rc = digest_number(record, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < record->file_count; i++)
		rc = finish_file(record, &record->files[i], err);
	if (rc == ZAIRYU_OK)
		rc = check_card(record, err);
	if (rc < 0)
		return rc;
	rc = record_decode_fields(record);
	return rc < 0 ? error_no_memory(err) : ZAIRYU_OK;
}
