/* SPDX-License-Identifier: BSD-2-Clause */
/* The getters of the fields. All was decoded when the record was made. */
#include <stddef.h>

#include "common/bilingual.h"
#include "record/record.h"
#include "util/error/error.h"

static bool is_field(int field)
{
	return field >= 1 && field <= ZAIRYU_FIELD_LAST;
}

int zairyu_record_field_type(const zairyu_record *record, int field)
{
	const struct card_object *object =
		record && is_field(field) ? card_object_by_field(&record->card, field, NULL) : NULL;

	return object ? object->type : 0;
}

uint64_t zairyu_record_field_item(const zairyu_record *record, int field)
{
	const struct card_file *file = NULL;

	if (!record || !is_field(field) || !card_object_by_field(&record->card, field, &file))
		return 0;
	return file->item;
}

int zairyu_record_text(const zairyu_record *record, int field, const char **utf8)
{
	if (utf8)
		*utf8 = NULL;
	if (!record || !utf8 || !is_field(field))
		return ZAIRYU_ERR_ARGUMENT;
	if (record->fields[field].status == ZAIRYU_OK)
		*utf8 = record->fields[field].text;
	return record->fields[field].status;
}

static void set_part(int *out, int value)
{
	if (out)
		*out = value;
}

int zairyu_record_date_parts(const zairyu_record *record, int field, int *year, int *month, int *day)
{
	const struct record_field *found;
	int type = zairyu_record_field_type(record, field);

	set_part(year, 0);
	set_part(month, 0);
	set_part(day, 0);
	if (!record || !is_field(field) || (type != 0 && type != ZAIRYU_FIELD_TYPE_DATE))
		return ZAIRYU_ERR_ARGUMENT;
	found = &record->fields[field];
	if (found->status != ZAIRYU_OK)
		return found->status;
	set_part(year, found->date.year);
	set_part(month, found->date.month);
	set_part(day, found->date.day);
	return ZAIRYU_OK;
}

/* A caller that knows only whole dates would take an unknown day for one. */
int zairyu_record_date(const zairyu_record *record, int field, int *year, int *month, int *day)
{
	int rc = zairyu_record_date_parts(record, field, year, month, day);

	if (rc != ZAIRYU_OK || record->fields[field].state != ZAIRYU_FIELD_STATE_PARTIAL)
		return rc;
	set_part(year, 0);
	set_part(month, 0);
	set_part(day, 0);
	return ZAIRYU_ERR_MALFORMED;
}

int zairyu_record_code_name(const zairyu_record *record, int field, int language, const char **utf8)
{
	if (utf8)
		*utf8 = NULL;
	if (!record || !utf8 || !is_field(field))
		return ZAIRYU_ERR_ARGUMENT;
	*utf8 = in_language(language, record->fields[field].name_ja, record->fields[field].name_en);
	return *utf8 ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

int zairyu_record_field_converted(const zairyu_record *record, int field)
{
	return record && is_field(field) && (record->fields[field].notes & NOTES_CONVERTED) != 0;
}

int zairyu_record_field_state(const zairyu_record *record, int field)
{
	return record && is_field(field) ? record->fields[field].state : ZAIRYU_FIELD_STATE_NOT_READ;
}

int zairyu_record_field_raw(const zairyu_record *record, int field, zairyu_bytes *out)
{
	if (out)
		*out = (zairyu_bytes){ 0 };
	if (!record || !out || !is_field(field))
		return ZAIRYU_ERR_ARGUMENT;
	if (record->fields[field].state < ZAIRYU_FIELD_STATE_EMPTY)
		return ZAIRYU_ERR_ABSENT;
	*out = record->fields[field].raw;
	return ZAIRYU_OK;
}

const char *zairyu_record_field_note(const zairyu_record *record, int field, size_t index)
{
	return record && is_field(field) ? field_note_word(record->fields[field].notes, index) : NULL;
}
