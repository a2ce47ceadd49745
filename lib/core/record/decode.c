/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fields from data objects: text, dates and codes. Everything is decoded when the record is made, so that the getters
 * change nothing. A field that cannot be decoded affects only itself, never the card, and keeps its bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "record/codes/code_names.h"
#include "record/codes/code_table.h"
#include "record/record.h"
#include "record/text/text.h"
#include "record/text/text_decode.h"
#include "util/error/error.h"

static int decode_date(zairyu_record *record, struct record_field *field)
{
	zairyu_bytes in = text_trim(field->raw);

	(void)record;
	if (text_is_blank(in))
		return ZAIRYU_ERR_ABSENT;
	if (!date_read(in, &field->date)) {
		field->notes = NOTE_NO_DATE;
		return ZAIRYU_ERR_MALFORMED;
	}
	if (field->date.day == 0)
		field->notes = field->date.month == 0 ? NOTE_MONTH_UNKNOWN : NOTE_DAY_UNKNOWN;
	field->text = calloc(1, DATE_TEXT_SIZE);
	if (!field->text)
		return ZAIRYU_ERR_NO_MEMORY;
	date_write(&field->date, field->text);
	return ZAIRYU_OK;
}

static int decode_text(zairyu_record *record, struct record_field *field)
{
	(void)record;
	return text_decode(field->raw, &field->text, &field->notes);
}

static void name_code(zairyu_record *record, struct record_field *field)
{
	int id = (int)(field - record->fields);
	const struct code_name *name = code_name_find(id, field->text);

	if (!name)
		name = code_table_find(record->ctx, id, field->text);
	if (name) {
		field->name_ja = name->ja;
		field->name_en = name->en;
	} else if (id == ZAIRYU_FIELD_PERIOD_OF_STAY &&
		   code_period_names(field->text, record->period_ja, record->period_en, RECORD_PERIOD_SIZE)) {
		field->name_ja = record->period_ja;
		field->name_en = record->period_en;
	}
}

static int decode_code(zairyu_record *record, struct record_field *field)
{
	zairyu_bytes in = text_trim_spaces(text_trim(field->raw));

	if (text_is_blank(in))
		return ZAIRYU_ERR_ABSENT;
	if (!code_is_well_formed((int)(field - record->fields), in)) {
		field->notes = NOTE_NO_CODE;
		return ZAIRYU_ERR_MALFORMED;
	}
	field->text = text_copy(in);
	if (!field->text)
		return ZAIRYU_ERR_NO_MEMORY;
	name_code(record, field);
	return ZAIRYU_OK;
}

typedef int decode_fn(zairyu_record *record, struct record_field *field);
static decode_fn *const decoders[] = {
	[ZAIRYU_FIELD_TYPE_TEXT] = decode_text,
	[ZAIRYU_FIELD_TYPE_DATE] = decode_date,
	[ZAIRYU_FIELD_TYPE_CODE] = decode_code,
};

static int state_of(const struct record_field *field)
{
	if (field->status == ZAIRYU_ERR_ABSENT)
		return ZAIRYU_FIELD_STATE_EMPTY;
	if (field->status != ZAIRYU_OK)
		return ZAIRYU_FIELD_STATE_UNREADABLE;
	return field->notes & NOTES_PARTIAL ? ZAIRYU_FIELD_STATE_PARTIAL : ZAIRYU_FIELD_STATE_READABLE;
}

static const struct record_object *find_object(const struct record_file *file, uint32_t tag)
{
	for (size_t i = 0; i < file->object_count; i++)
		if (file->objects[i].tag == tag)
			return &file->objects[i];
	return NULL;
}

static int decode_field(zairyu_record *record, struct record_field *field)
{
	const struct card_file *table = NULL;
	const struct card_object *known = card_object_by_field(&record->card, (int)(field - record->fields), &table);
	const struct record_file *file = known ? record_file_of(record, table->item) : NULL;
	const struct record_object *object = file ? find_object(file, known->tag) : NULL;

	if (!object) {
		bool has_file = known && card_file_applies(&record->card, table);

		field->state = has_file && !file ? ZAIRYU_FIELD_STATE_NOT_READ : ZAIRYU_FIELD_STATE_ABSENT;
		return ZAIRYU_OK;
	}
	field->raw = object->value;
	field->status = decoders[known->type](record, field);
	field->state = state_of(field);
	return field->status == ZAIRYU_ERR_NO_MEMORY ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_OK;
}

int record_decode_fields(zairyu_record *record)
{
	int rc = ZAIRYU_OK;

	for (int id = 1; rc == ZAIRYU_OK && id <= ZAIRYU_FIELD_LAST; id++)
		rc = decode_field(record, &record->fields[id]);
	return rc;
}
