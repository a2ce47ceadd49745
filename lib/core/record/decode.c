/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fields from data objects: text, dates and codes. Everything is decoded when the record is made, so that the getters
 * change nothing. A field that cannot be decoded spoils itself only, never the card.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "record/code_names.h"
#include "record/code_table.h"
#include "record/text.h"
#include "util/error.h"

enum { DATE_DIGITS = 8, DATE_TEXT_SIZE = 11 };

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool digits(const uint8_t *at, size_t count, int *value)
{
	*value = 0;
	for (size_t i = 0; i < count; i++) {
		if (at[i] < '0' || at[i] > '9')
			return false;
		*value = *value * 10 + (at[i] - '0');
	}
	return true;
}

/* A day of the calendar as `YYYYMMDD`. */
static bool date_parse(zairyu_bytes in, struct record_field *field)
{
	return in.len == DATE_DIGITS && digits(in.data, 4, &field->year) && digits(in.data + 4, 2, &field->month) &&
	       digits(in.data + 6, 2, &field->day) && field->year >= 1 && field->month >= 1 && field->month <= 12 &&
	       field->day >= 1 && field->day <= month_days(field->year, field->month);
}

static int decode_date(zairyu_record *record, int id, zairyu_bytes stored)
{
	struct record_field *field = &record->fields[id];
	zairyu_bytes in = text_trim(stored);

	if (text_is_blank(in))
		return ZAIRYU_ERR_ABSENT;
	if (!date_parse(in, field))
		return ZAIRYU_ERR_MALFORMED;
	field->text = calloc(1, DATE_TEXT_SIZE);
	if (!field->text)
		return ZAIRYU_ERR_NO_MEMORY;
	memcpy(field->text, in.data, 4);
	memcpy(field->text + 5, in.data + 4, 2);
	memcpy(field->text + 8, in.data + 6, 2);
	field->text[4] = field->text[7] = '-';
	return ZAIRYU_OK;
}

static int decode_text(zairyu_record *record, int id, zairyu_bytes stored)
{
	return text_decode(stored, &record->fields[id].text, &record->fields[id].converted);
}

static bool is_printable_ascii(zairyu_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 0x20 || text.data[i] > 0x7E)
			return false;
	return true;
}

static void name_code(zairyu_record *record, int id)
{
	struct record_field *field = &record->fields[id];
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

static int decode_code(zairyu_record *record, int id, zairyu_bytes stored)
{
	zairyu_bytes in = text_trim(stored);

	if (text_is_blank(in))
		return ZAIRYU_ERR_ABSENT;
	if (!is_printable_ascii(in))
		return ZAIRYU_ERR_MALFORMED;
	record->fields[id].text = text_copy(in);
	if (!record->fields[id].text)
		return ZAIRYU_ERR_NO_MEMORY;
	name_code(record, id);
	return ZAIRYU_OK;
}

typedef int decode_fn(zairyu_record *record, int id, zairyu_bytes stored);
static decode_fn *const decoders[] = {
	[ZAIRYU_FIELD_TYPE_TEXT] = decode_text,
	[ZAIRYU_FIELD_TYPE_DATE] = decode_date,
	[ZAIRYU_FIELD_TYPE_CODE] = decode_code,
};

int record_decode_fields(zairyu_record *record)
{
	for (int id = 1; id <= ZAIRYU_FIELD_LAST; id++) {
		const struct card_file *table = NULL;
		const struct card_object *object = card_object_by_field(&record->card, id, &table);
		const struct record_file *file = object ? record_file_of(record, table->item) : NULL;

		if (!file)
			continue;
		record->fields[id].status = decoders[object->type](record, id, record_file_value(file, object->tag));
		if (record->fields[id].status == ZAIRYU_ERR_NO_MEMORY)
			return ZAIRYU_ERR_NO_MEMORY;
	}
	return ZAIRYU_OK;
}
