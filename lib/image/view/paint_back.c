/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is entered on the back, as far as the chip has it: a row for each value that this type of card has, also where it
 * was not read or nothing is entered. Label on the left, value on the right, in Japanese and below it in English.
 */
#include <stdio.h>
#include <string.h>

#include "view/painter.h"
#include "view/value_words.h"

enum {
	ROWS_TOP = 50,
	LABEL_LEFT = 18,
	LABEL_WIDTH = 166,
	VALUE_LEFT = 194,
	VALUE_WIDTH = 466,
	RIGHT = 660,
	LABEL_SIZE = 12,
	LABEL_EN_SIZE = 7,
	TEXT_SIZE = 16,
	TEXT_EN_SIZE = 9,
	EN_GAP = 3,
	VALUE_EN_GAP = 5,
	NOTE_TOP = 393
};

/* Of a field, or of an image that has a field's label; `height` is that of the row. */
static const struct back_row {
	int field, image, height;
} rows[] = {
	{ ZAIRYU_FIELD_ADDRESS, ZAIRYU_IMAGE_ADDRESS, 64 },
	{ ZAIRYU_FIELD_ADDRESS_DATE, 0, 34 },
	{ ZAIRYU_FIELD_ADDRESS, 0, 56 },
	{ ZAIRYU_FIELD_MUNICIPALITY, 0, 34 },
	{ ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, 0, 52 },
	{ ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY, 0, 34 },
	{ ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, 0, 52 },
	{ ZAIRYU_FIELD_RENEWAL_PENDING, 0, 44 },
	{ ZAIRYU_FIELD_COMMISSIONER_ENTRY, 0, 44 },
	{ ZAIRYU_FIELD_RESERVED, 0, 44 },
};
enum { ROWS = sizeof rows / sizeof *rows };
_Static_assert((int)ROWS <= (int)VALUES_MAX, "a text for each row");

static uint64_t item_of(const struct painter *painter, const struct back_row *row)
{
	return row->image ? zairyu_image_item(painter->record, row->image)
			  : zairyu_record_field_item(painter->record, row->field);
}

bool back_has_rows(const struct painter *painter)
{
	for (size_t i = 0; i < ROWS; i++)
		if (item_of(painter, &rows[i]))
			return true;
	return false;
}

void prepare_back(struct painter *painter)
{
	for (size_t i = 0; i < ROWS; i++) {
		struct value_text *out = &painter->values[i];
		struct value_words words;

		if (rows[i].image || !item_of(painter, &rows[i]))
			continue;
		value_or_gap_in_words(painter->record, rows[i].field, &words);
		words_add_notes(painter->record, rows[i].field, &words);
		out->aside = words.aside;
		prepare_text(painter, rows[i].field, words.text, "", out);
		snprintf(out->en, sizeof out->en, "%s", words.english);
		zairyu_wipe(&words, sizeof words);
	}
}

static int paint_row_label(const struct painter *painter, const struct back_row *row, int top, zairyu_error **err)
{
	const bool marked = !(painter->claim.proved & item_of(painter, row));
	struct lettering_run run = {
		.left = LABEL_LEFT,
		.top = top + (row->height - LABEL_SIZE - EN_GAP - LABEL_EN_SIZE) / 2,
		.width = LABEL_WIDTH,
		.size = LABEL_SIZE,
		.text = zairyu_field_label(row->field, ZAIRYU_LANGUAGE_JA),
	};
	int rc = paint_label(painter, &run, marked, err);

	run.top += LABEL_SIZE + EN_GAP;
	run.size = LABEL_EN_SIZE;
	run.text = zairyu_field_label(row->field, ZAIRYU_LANGUAGE_EN);
	return rc != ZAIRYU_OK ? rc : lettering_paint(painter->lettering, painter->sheet, &run, err);
}

/* How much higher than a line a text is that takes two. */
static int second_line(const struct painter *painter, const struct lettering_run *run)
{
	struct lettering_run one = *run;

	one.lines = one.width = 0;
	return lettering_height(painter->lettering, run) - lettering_height(painter->lettering, &one);
}

static int paint_row_text(const struct painter *painter, const struct back_row *row, const struct value_text *text,
			  int top, zairyu_error **err)
{
	struct lettering_run run = {
		.left = VALUE_LEFT,
		.width = VALUE_WIDTH,
		.size = text->aside ? ASIDE_SIZE : TEXT_SIZE,
		.lines = 2,
		.text = text->ja,
	};
	const int high = run.size + second_line(painter, &run);
	const bool english =
		text->en[0] &&
		lettering_knows(painter->lettering, &(struct lettering_run){ .size = TEXT_EN_SIZE, .text = text->en });
	int rc;

	run.top = top + (row->height - high - (english ? VALUE_EN_GAP + TEXT_EN_SIZE : 0)) / 2;
	rc = lettering_paint(painter->lettering, painter->sheet, &run, err);
	if (rc != ZAIRYU_OK || !english)
		return rc;
	run.top += high + VALUE_EN_GAP;
	run.size = TEXT_EN_SIZE;
	run.lines = 1;
	run.text = text->en;
	return lettering_paint(painter->lettering, painter->sheet, &run, err);
}

/* The address as an image has no date beside it: better said than missed. */
static int paint_row_image(const struct painter *painter, const struct back_row *row, int top, zairyu_error **err)
{
	const struct view_picture picture = { row->image, SHEET_LEFT, { VALUE_LEFT, top + 4, 392, 42 } };
	const struct lettering_run note = {
		.left = VALUE_LEFT,
		.top = top + row->height - TEXT_EN_SIZE - 6,
		.width = VALUE_WIDTH,
		.size = TEXT_EN_SIZE,
		.text = "記載年月日はチップにありません。　The chip has no date of this entry.",
	};
	int rc = paint_picture(painter, &picture, err);

	return rc != ZAIRYU_OK ? rc : lettering_paint(painter->lettering, painter->sheet, &note, err);
}

static int paint_row(const struct painter *painter, size_t index, int top, zairyu_error **err)
{
	const struct back_row *row = &rows[index];
	int rc = paint_row_label(painter, row, top, err);

	sheet_fill(painter->sheet, &(struct sheet_box){ 14, top + row->height - 1, RIGHT - 14, 1 }, RULE_COLOUR);
	if (rc != ZAIRYU_OK)
		return rc;
	return row->image ? paint_row_image(painter, row, top, err)
			  : paint_row_text(painter, row, &painter->values[index], top, err);
}

/* The number is that which opened the chip; no family has it where entries are. */
static int paint_number(const struct painter *painter, zairyu_error **err)
{
	const struct lettering_run run = { .left = RIGHT,
					   .top = 12,
					   .width = 190,
					   .size = 20,
					   .align = LETTERING_RIGHT,
					   .text = zairyu_record_number(painter->record) };

	return lettering_paint(painter->lettering, painter->sheet, &run, err);
}

/* On the card itself, where nobody cuts it off with the strip. */
static int paint_note(const struct painter *painter, zairyu_error **err)
{
	struct lettering_run run = { .left = LABEL_LEFT, .top = NOTE_TOP, .width = RIGHT - LABEL_LEFT, .size = 12 };
	int rc;

	if (zairyu_card_signed_items(zairyu_record_card(painter->record)) & painter->claim.shown)
		return ZAIRYU_OK;
	run.text = "電子署名の対象外です。書き換えられていても、検証では分かりません。";
	rc = lettering_paint(painter->lettering, painter->sheet, &run, err);
	run.top += 15;
	run.size = TEXT_EN_SIZE;
	run.text = "Not covered by the signature: verification cannot tell whether this was changed.";
	return rc != ZAIRYU_OK ? rc : lettering_paint(painter->lettering, painter->sheet, &run, err);
}

int paint_back(const struct painter *painter, zairyu_error **err)
{
	int top = ROWS_TOP, rc = paint_number(painter, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < ROWS; i++)
		if (item_of(painter, &rows[i])) {
			rc = paint_row(painter, i, top, err);
			top += rows[i].height;
		}
	return rc != ZAIRYU_OK ? rc : paint_note(painter, err);
}
