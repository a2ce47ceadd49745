/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How files become a record. Whether they come from a card or from a saved record, they take this one way, so what was
 * loaded has passed the same checks as what was read.
 */
#include <stdlib.h>
#include <string.h>

#include "card/file_objects.h"
#include "record/padding_place.h"
#include "record/text/text.h"
#include "util/context/context.h"
#include "util/error/error.h"

struct record_file *record_place_file(zairyu_record *record, uint64_t item, int *rc, zairyu_error **err)
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

/* A limit is there to save memory: it is looked at before anything is copied. */
static int check_length(const zairyu_record *record, size_t len, zairyu_error **err)
{
	if (len > zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return error_fail(err, ZAIRYU_ERR_LIMIT, "a file of the card is larger than the limit");
	return ZAIRYU_OK;
}

/* Takes `data` over, also on failure. */
static struct record_file *take(zairyu_record *record, uint64_t item, uint8_t *data, size_t len, int *rc,
				zairyu_error **err)
{
	struct record_file *file;

	*rc = check_length(record, len, err);
	file = *rc < 0 ? NULL : record_place_file(record, item, rc, err);
	if (!file) {
		zairyu_wipe(data, len);
		free(data);
		return NULL;
	}
	file->data = data;
	file->len = len;
	return file;
}

static struct record_file *take_copy(zairyu_record *record, uint64_t item, zairyu_bytes bytes, int *rc,
				     zairyu_error **err)
{
	uint8_t *data;

	*rc = check_length(record, bytes.len, err);
	if (*rc < 0)
		return NULL;
	data = malloc(bytes.len + 1);
	if (!data) {
		*rc = error_no_memory(err);
		return NULL;
	}
	if (bytes.len > 0)
		memcpy(data, bytes.data, bytes.len);
	return take(record, item, data, bytes.len, rc, err);
}

static int set_padding(struct record_file *file, const struct record_padding *padding, int rc)
{
	if (file && padding) {
		file->padding = *padding;
		file->padding_assumed = padding_length(padding);
	}
	return rc;
}

int record_take_file(zairyu_record *record, uint64_t item, uint8_t *data, size_t len,
		     const struct record_padding *padding, zairyu_error **err)
{
	int rc;
	struct record_file *file = take(record, item, data, len, &rc, err);

	if (file)
		file->padding_is_ours = true;
	return set_padding(file, padding, rc);
}

int record_add_file(zairyu_record *record, uint64_t item, zairyu_bytes bytes, const struct record_padding *padding,
		    zairyu_error **err)
{
	int rc;
	struct record_file *file = take_copy(record, item, bytes, &rc, err);

	return set_padding(file, padding, rc);
}

int record_add_counted(zairyu_record *record, uint64_t item, zairyu_bytes bytes, size_t padding_assumed,
		       zairyu_error **err)
{
	int rc;
	struct record_file *file = take_copy(record, item, bytes, &rc, err);

	if (file) /* where they lie shows when the file is taken apart */
		file->padding_assumed = padding_assumed;
	return rc;
}

/* How many objects the file lists; false if they are not what they should be. */
static bool count_objects(const zairyu_record *record, const struct record_file *file, size_t *count)
{
	struct objects objects = objects_of(&record->card, file->table, (zairyu_bytes){ file->data, file->len });
	enum tlv_outcome outcome;
	zairyu_bytes value;
	uint32_t tag;

	for (*count = 0; (outcome = objects_next(&objects, &tag, &value)) == TLV_OBJECT; ++*count)
		;
	return outcome == TLV_END;
}

static void list_objects(const zairyu_record *record, struct record_file *file)
{
	struct objects objects = objects_of(&record->card, file->table, (zairyu_bytes){ file->data, file->len });

	for (size_t i = 0; i < file->object_count; i++)
		(void)objects_next(&objects, &file->objects[i].tag, &file->objects[i].value);
}

static int not_as_it_should(const struct record_file *file, zairyu_error **err)
{
	error_fail(err, ZAIRYU_ERR_MALFORMED, "a file does not hold the data objects it should");
	error_add_step(err, file->table->step);
	return ZAIRYU_ERR_MALFORMED;
}

/*
 * Images and signatures are missing where none of their objects holds anything, in whichever of the forms met
 * [G1 3.3.5]: length 0, all NULs, or NULs of full length. A certificate without a check code is not a signature. Any other
 * file is empty only if it holds no object at all (a permission that was withdrawn).
 */
static int file_presence(const struct record_file *file)
{
	const struct card_object *check_code = card_role_in(file->table, ZAIRYU_ROLE_CHECK_CODE);
	bool may_be_missing = false, holds_something = false;

	for (size_t i = 0; i < file->table->object_count; i++) {
		const struct card_object *object = &file->table->objects[i];

		may_be_missing = may_be_missing || object->extent != CARD_EXTENT_NONE;
		holds_something = holds_something || record_file_value(file, object->tag).len > 0;
	}
	if (check_code)
		holds_something = record_file_value(file, check_code->tag).len > 0;
	if (may_be_missing)
		return holds_something ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_ABSENT;
	return file->object_count > 0 ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_EMPTY;
}

static zairyu_bytes stored_or(const zairyu_record *record, int role, const char *otherwise)
{
	const struct card_file *table = NULL;
	const struct card_object *object = card_role_of(record->card.type->family, role, &table);
	const struct record_file *file = object ? record_file_of(record, table->item) : NULL;

	if (file)
		return record_file_value(file, object->tag);
	return (zairyu_bytes){ .data = (const uint8_t *)otherwise, .len = strlen(otherwise) };
}

/* The files that say what card it is must agree with how the record was read: the type decides what the signature
 * covers. */
static int check_card(const zairyu_record *record, zairyu_error **err)
{
	zairyu_card stored;
	zairyu_bytes type = stored_or(record, ZAIRYU_ROLE_CARD_TYPE, record->card.type->value);
	zairyu_bytes version = stored_or(record, ZAIRYU_ROLE_SPEC_VERSION, record->card.spec_version);

	if (card_init(&stored, text_trim_padding(type), text_trim_padding(version), NULL) < 0 ||
	    stored.type != record->card.type || strcmp(stored.spec_version, record->card.spec_version) != 0)
		return error_fail(err, ZAIRYU_ERR_MALFORMED, "the files that identify the card do not fit the card");
	return ZAIRYU_OK;
}

static bool padding_is_right(struct record_file *file)
{
	if (file->padding_is_ours)
		return true;
	return file->padding.count > 0 ? padding_fits(file) : padding_place(file, file->padding_assumed);
}

static int finish_file(const zairyu_record *record, struct record_file *file, zairyu_error **err)
{
	size_t count;

	if (!count_objects(record, file, &count))
		return not_as_it_should(file, err);
	file->objects = calloc(count + 1, sizeof *file->objects);
	if (!file->objects)
		return error_no_memory(err);
	file->object_count = count;
	list_objects(record, file);
	if (!padding_is_right(file))
		return error_fail(err, ZAIRYU_ERR_MALFORMED, "assumed padding does not follow an image or certificate");
	file->presence = file_presence(file);
	return ZAIRYU_OK;
}

int record_finish(zairyu_record *record, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (record->number[0] == '\0')
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "a whole record has the card's number");
	for (size_t i = 0; rc == ZAIRYU_OK && i < record->file_count; i++)
		rc = finish_file(record, &record->files[i], err);
	if (rc == ZAIRYU_OK)
		rc = check_card(record, err);
	if (rc < 0)
		return rc;
	rc = record_decode_fields(record);
	return rc < 0 ? error_no_memory(err) : ZAIRYU_OK;
}
