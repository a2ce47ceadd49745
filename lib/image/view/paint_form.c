/* SPDX-License-Identifier: BSD-2-Clause */
/* What the card has before anything is printed on it, and the marks of what is not proved. */
#include "view/painter.h"

enum { MARK_COLOUR = 0xC4221F, MARK_SIZE = 10 };

static bool is_back(const struct painter *painter)
{
	return painter->claim.side == SIDE_BACK;
}

static void paint_ground(const struct painter *painter)
{
	const struct card_view *view = painter->view;

	sheet_ground(painter->sheet, view->ground_top, view->ground_bottom, view->ground_line);
	for (const struct sheet_box *band = is_back(painter) ? view->back_bands : view->bands; band->width > 0; band++)
		sheet_fill(painter->sheet, band, view->band);
	if (is_back(painter) || painter->claim.front_item)
		return;
	for (const struct sheet_box *rule = view->rules; rule->width > 0; rule++)
		sheet_fill(painter->sheet, rule, RULE_COLOUR);
}

static bool is_marked(const struct painter *painter, const struct view_text *text)
{
	uint64_t item = card_view_item(text->labels, zairyu_record_card(painter->record));

	return text->labels != LABELS_NOTHING && !(painter->claim.proved & item);
}

/* Before the text, where every label has room. */
static int paint_mark(const struct painter *painter, const struct lettering_run *label, zairyu_error **err)
{
	struct lettering_run mark = {
		.left = label->left,
		.top = label->top + (label->size - MARK_SIZE) / 2,
		.size = MARK_SIZE,
		.align = LETTERING_RIGHT,
		.colour = MARK_COLOUR,
		.text = "＊",
	};

	return lettering_paint(painter->lettering, painter->sheet, &mark, err);
}

int paint_label(const struct painter *painter, const struct lettering_run *label, bool marked, zairyu_error **err)
{
	int rc = marked ? paint_mark(painter, label, err) : ZAIRYU_OK;

	return rc != ZAIRYU_OK ? rc : lettering_paint(painter->lettering, painter->sheet, label, err);
}

static int paint_text(const struct painter *painter, const struct view_text *text, zairyu_error **err)
{
	bool marked = is_marked(painter, text);

	return text->only_marked && !marked ? ZAIRYU_OK : paint_label(painter, &text->run, marked, err);
}

int paint_form(const struct painter *painter, zairyu_error **err)
{
	const struct view_text *text = is_back(painter) ? painter->view->back_texts : painter->view->texts;
	int rc = ZAIRYU_OK;

	paint_ground(painter);
	for (; rc == ZAIRYU_OK && text->run.text; text++)
		if (text->forms & (painter->claim.front_item ? VIEW_IMAGE : VIEW_VALUES))
			rc = paint_text(painter, text, err);
	return rc;
}
