/* SPDX-License-Identifier: BSD-2-Clause */
/* Not on the card, empty, not understood, not read: four things, and JSON tells them apart. */
#include "output_json_fields.h"

#include "marks.h"
#include "output_json.h"
#include "raw_files.h"

#include <stdlib.h>
#include <string.h>

static json_t *hex_string(zairyu_bytes bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = malloc(2 * bytes.len + 1);
	json_t *string;

	for (size_t i = 0; text && i < bytes.len; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	if (text)
		text[2 * bytes.len] = '\0';
	string = output_json_string(text);
	if (text)
		zairyu_wipe(text, 2 * bytes.len);
	free(text);
	return string;
}

static void set_code(json_t *object, const zairyu_record *record, int field, const char *text)
{
	static const struct {
		const char *key;
		int language;
	} names[] = { { "name_ja", ZAIRYU_LANGUAGE_JA }, { "name_en", ZAIRYU_LANGUAGE_EN } };
	const char *name;

	if (zairyu_record_field_type(record, field) != ZAIRYU_FIELD_TYPE_CODE)
		return;
	output_json_set(object, "code", output_json_string(text));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (zairyu_record_code_name(record, field, names[i].language, &name) == ZAIRYU_OK)
			output_json_set(object, names[i].key, output_json_string(name));
}

static void set_precision(json_t *object, const zairyu_record *record, int field)
{
	int year, month, day;

	if (zairyu_record_date_parts(record, field, &year, &month, &day) == ZAIRYU_OK)
		output_json_set(object, "precision", json_string(month == 0 ? "year" : "month"));
}

static void set_notes(json_t *object, const zairyu_record *record, int field)
{
	json_t *notes = NULL;
	const char *note;

	for (size_t i = 0; (note = zairyu_record_field_note(record, field, i)); i++) {
		notes = notes ? notes : json_array();
		(void)json_array_append_new(notes, output_json_string(note));
	}
	output_json_set(object, "notes", notes);
}

static void set_value(json_t *object, const zairyu_record *record, int field, int state)
{
	const char *text;

	if (state == ZAIRYU_FIELD_STATE_EMPTY)
		output_json_set(object, "empty", json_true());
	if (state == ZAIRYU_FIELD_STATE_UNREADABLE)
		output_json_set(object, "readable", json_false());
	if (zairyu_record_text(record, field, &text) != ZAIRYU_OK)
		return;
	output_json_set(object, "value", output_json_string(text));
	if (state == ZAIRYU_FIELD_STATE_PARTIAL)
		set_precision(object, record, field);
	set_code(object, record, field, text);
}

static json_t *field_object(const struct app *app, const struct outcome *outcome, int field)
{
	const zairyu_record *record = outcome->record;
	int state = zairyu_record_field_state(record, field);
	uint64_t item = zairyu_record_field_item(record, field);
	zairyu_bytes raw;
	json_t *object;

	if (state < ZAIRYU_FIELD_STATE_EMPTY)
		return NULL;
	object = json_object();
	set_value(object, record, field, state);
	output_json_set(object, "signed", json_boolean(mark_is_signed(record, item)));
	output_json_set(object, "vouched", json_boolean(mark_is_vouched(&outcome->judgement, item)));
	set_notes(object, record, field);
	if ((app->raw || state == ZAIRYU_FIELD_STATE_UNREADABLE || state == ZAIRYU_FIELD_STATE_PARTIAL) &&
	    zairyu_record_field_raw(record, field, &raw) == ZAIRYU_OK)
		output_json_set(object, "raw", hex_string(raw));
	return object;
}

/* The number has its place at the top, unless the chip's own is another or none at all. */
static bool is_shown_above(const zairyu_record *record, int field)
{
	const char *text;

	return field == ZAIRYU_FIELD_CARD_NUMBER && zairyu_record_text(record, field, &text) == ZAIRYU_OK &&
	       strcmp(text, zairyu_record_number(record)) == 0;
}

json_t *output_json_fields(const struct app *app, const struct outcome *outcome)
{
	json_t *object = json_object();

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++)
		if (!is_shown_above(outcome->record, field))
			output_json_set(object, zairyu_field_name(field), field_object(app, outcome, field));
	return object;
}

static const char *presence_word(int presence)
{
	static const struct {
		int presence;
		const char *word;
	} words[] = {
		{ ZAIRYU_PRESENCE_PRESENT, "present" },
		{ ZAIRYU_PRESENCE_EMPTY, "empty" },
		{ ZAIRYU_PRESENCE_ABSENT, "absent" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].presence == presence)
			return words[i].word;
	return "not-read";
}

json_t *output_json_items(const zairyu_record *record)
{
	uint64_t items = zairyu_card_items(zairyu_record_card(record));
	json_t *object = json_object();

	for (unsigned bit = 0; bit < 64; bit++)
		if (items & UINT64_C(1) << bit)
			output_json_set(object, zairyu_item_name(UINT64_C(1) << bit),
					json_string(presence_word(zairyu_record_presence(record, UINT64_C(1) << bit))));
	return object;
}

static json_t *objects_array(const zairyu_record *record, uint64_t item)
{
	json_t *array = json_array();
	zairyu_bytes value;
	uint32_t tag;

	for (size_t i = 0; zairyu_record_object(record, item, i, &tag, &value) == ZAIRYU_OK; i++) {
		const uint8_t bytes[] = { (uint8_t)(tag >> 16), (uint8_t)(tag >> 8), (uint8_t)tag };
		size_t skip = tag > 0xFFFF ? 0 : tag > 0xFF ? 1 : 2;
		json_t *object = json_object();

		output_json_set(object, "tag", hex_string((zairyu_bytes){ bytes + skip, sizeof bytes - skip }));
		output_json_set(object, "raw", hex_string(value));
		(void)json_array_append_new(array, object);
	}
	return array;
}

json_t *output_json_files(const struct outcome *outcome)
{
	json_t *files = json_object();

	for (unsigned bit = 0; bit < 64; bit++) {
		uint64_t item = UINT64_C(1) << bit;
		zairyu_bytes file;
		json_t *object;
		char *path;

		if (zairyu_record_file(outcome->record, item, &file) != ZAIRYU_OK)
			continue;
		object = json_object();
		path = outcome->raw_directory ? raw_file_path(outcome->raw_directory, item) : NULL;
		output_json_set(object, "length", json_integer((json_int_t)file.len));
		output_json_set(object, "padding_assumed",
				json_integer((json_int_t)zairyu_record_padding_assumed(outcome->record, item)));
		output_json_set(object, "objects", objects_array(outcome->record, item));
		output_json_set(object, "file", output_json_string(path));
		free(path);
		output_json_set(files, zairyu_item_name(item), object);
	}
	return files;
}
