/* SPDX-License-Identifier: BSD-2-Clause */
/* Not on the card, empty, not understood, not read: four things, and JSON tells them apart. */
#include <string.h>

#include "document.h"

static void set_code(struct document *document, json_t *object, int field, const char *text)
{
	static const struct {
		const char *key;
		int language;
	} names[] = { { "name_ja", ZAIRYU_LANGUAGE_JA }, { "name_en", ZAIRYU_LANGUAGE_EN } };
	const zairyu_record *record = document->record;
	struct tree *tree = &document->tree;
	const char *name;

	if (zairyu_record_field_type(record, field) != ZAIRYU_FIELD_TYPE_CODE)
		return;
	tree_set(tree, object, "code", tree_string(tree, text));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (zairyu_record_code_name(record, field, names[i].language, &name) == ZAIRYU_OK)
			tree_set(tree, object, names[i].key, tree_string(tree, name));
}

static void set_precision(struct document *document, json_t *object, int field)
{
	struct tree *tree = &document->tree;
	int year, month, day;

	if (zairyu_record_date_parts(document->record, field, &year, &month, &day) == ZAIRYU_OK)
		tree_set(tree, object, "precision", tree_string(tree, month == 0 ? "year" : "month"));
}

static void set_notes(struct document *document, json_t *object, int field)
{
	struct tree *tree = &document->tree;
	json_t *notes = NULL;
	const char *note;

	for (size_t i = 0; (note = zairyu_record_field_note(document->record, field, i)); i++) {
		notes = notes ? notes : tree_array(tree);
		tree_append(tree, notes, tree_string(tree, note));
	}
	tree_set(tree, object, "notes", notes);
}

static void set_value(struct document *document, json_t *object, int field, int state)
{
	struct tree *tree = &document->tree;
	const char *text;

	if (state == ZAIRYU_FIELD_STATE_EMPTY)
		tree_set(tree, object, "empty", json_true());
	if (state == ZAIRYU_FIELD_STATE_UNREADABLE)
		tree_set(tree, object, "readable", json_false());
	if (zairyu_record_text(document->record, field, &text) != ZAIRYU_OK)
		return;
	tree_set(tree, object, "value", tree_string(tree, text));
	if (state == ZAIRYU_FIELD_STATE_PARTIAL)
		set_precision(document, object, field);
	set_code(document, object, field, text);
}

/* With `raw`, and for what was not fully understood. */
static void set_raw(struct document *document, json_t *object, int field, int state)
{
	struct tree *tree = &document->tree;
	zairyu_bytes raw;

	if ((document->raw || state == ZAIRYU_FIELD_STATE_UNREADABLE || state == ZAIRYU_FIELD_STATE_PARTIAL) &&
	    zairyu_record_field_raw(document->record, field, &raw) == ZAIRYU_OK)
		tree_set(tree, object, "raw", tree_hex(tree, raw));
}

static json_t *field_object(struct document *document, int field)
{
	int state = zairyu_record_field_state(document->record, field);
	uint64_t item = zairyu_record_field_item(document->record, field);
	struct tree *tree = &document->tree;
	json_t *object;

	if (state < ZAIRYU_FIELD_STATE_EMPTY)
		return NULL;
	object = tree_object(tree);
	set_value(document, object, field, state);
	tree_set(tree, object, "signed", json_boolean(document_is_signed(document, item)));
	tree_set(tree, object, "vouched", json_boolean(document_is_vouched(document, item)));
	set_notes(document, object, field);
	set_raw(document, object, field, state);
	return object;
}

/* The number has its place at the top, unless the chip's own is another or none at all. */
static bool is_shown_above(const zairyu_record *record, int field)
{
	const char *text;

	return field == ZAIRYU_FIELD_CARD_NUMBER && zairyu_record_text(record, field, &text) == ZAIRYU_OK &&
	       strcmp(text, zairyu_record_number(record)) == 0;
}

json_t *document_fields(struct document *document)
{
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);
	const char *name;

	for (int field = 1; (name = zairyu_field_name(field)); field++)
		if (!is_shown_above(document->record, field))
			tree_set(tree, object, name, field_object(document, field));
	return object;
}
