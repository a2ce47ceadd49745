/* SPDX-License-Identifier: BSD-2-Clause */
/* The strip's place and form. The colour of its edge repeats what the words say. */
#include "view/strip.h"

enum { SEPARATOR = 0xB8BEC2 };

enum {
	EDGE_WIDTH = 6,
	JA_LEFT = 16,
	JA_WIDTH = 320,
	EN_LEFT = 350,
	EN_WIDTH = 314,
	ROW_GAP = 4,
	ROW_LINES = 3,
	TOP_GAP = 8
};

static const sheet_colour edges[] = {
	[ZAIRYU_VERDICT_UNCHECKED] = 0x8A8A8A,
	[ZAIRYU_VERDICT_GENUINE] = 0x1B7F3B,
	[ZAIRYU_VERDICT_ABNORMAL] = 0xC4221F,
	[ZAIRYU_VERDICT_UNSIGNED] = 0xC98A00,
};

static struct lettering_run run_of(const struct strip_row *row, bool english, int top)
{
	return (struct lettering_run){
		.left = english ? EN_LEFT : JA_LEFT,
		.top = top,
		.width = english ? EN_WIDTH : JA_WIDTH,
		.size = row->size,
		.lines = ROW_LINES,
		.bold = row->bold,
		.text = english ? row->en : row->ja,
	};
}

static int row_height(const struct strip_row *row, struct lettering *lettering)
{
	struct lettering_run ja = run_of(row, false, 0), en = run_of(row, true, 0);
	int left = lettering_height(lettering, &ja), right = lettering_height(lettering, &en);

	return (left > right ? left : right) + ROW_GAP;
}

int strip_measure(struct strip *strip, struct lettering *lettering)
{
	int height = STRIP_GAP + TOP_GAP + STRIP_GAP;

	for (size_t i = 0; i < strip->count; i++)
		height += strip->rows[i].height = row_height(&strip->rows[i], lettering);
	return height;
}

int strip_paint(const struct strip *strip, struct lettering *lettering, zairyu_image *sheet, zairyu_error **err)
{
	int top = SHEET_HEIGHT + STRIP_GAP, end = (int)sheet->height / SHEET_SCALE, rc = ZAIRYU_OK;

	sheet_fill(sheet, &(struct sheet_box){ 0, top, SHEET_WIDTH, 1 }, SEPARATOR);
	sheet_fill(sheet, &(struct sheet_box){ 0, top, EDGE_WIDTH, end - top }, edges[strip->verdict]);
	top += TOP_GAP;
	for (size_t i = 0; rc == ZAIRYU_OK && i < strip->count; i++) {
		struct lettering_run ja = run_of(&strip->rows[i], false, top), en = run_of(&strip->rows[i], true, top);

		rc = lettering_paint(lettering, sheet, &ja, err);
		if (rc == ZAIRYU_OK)
			rc = lettering_paint(lettering, sheet, &en, err);
		top += strip->rows[i].height;
	}
	return rc;
}
