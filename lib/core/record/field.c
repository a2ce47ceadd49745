/* SPDX-License-Identifier: BSD-2-Clause */
/* The getters of the fields. All was decoded when the record was made. */
#include <stddef.h>

#include "record/record.h"
#include "util/error.h"

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

uint32_t zairyu_record_field_item(const zairyu_record *record, int field)
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

int zairyu_record_date(const zairyu_record *record, int field, int *year, int *month, int *day)
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
	set_part(year, found->year);
	set_part(month, found->month);
	set_part(day, found->day);
	return ZAIRYU_OK;
}

int zairyu_record_code_name(const zairyu_record *record, int field, int language, const char **utf8)
{
	if (utf8)
		*utf8 = NULL;
	if (!record || !utf8 || !is_field(field))
		return ZAIRYU_ERR_ARGUMENT;
	if (language == ZAIRYU_LANGUAGE_JA)
		*utf8 = record->fields[field].name_ja;
	else if (language == ZAIRYU_LANGUAGE_EN)
		*utf8 = record->fields[field].name_en;
	return *utf8 ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

int zairyu_record_field_converted(const zairyu_record *record, int field)
{
	return record && is_field(field) && record->fields[field].converted;
}
