/* SPDX-License-Identifier: BSD-2-Clause */
/* The values as texts, of a card that has no image of them. */
#include <stdio.h>

#include "view/painter.h"
#include "view/value_words.h"

enum { ASIDE_SIZE = 11 };

/* Words about a value stand small in the middle of its line, so that nobody takes them for what the card says. */
static void set_aside(struct lettering_run *run)
{
	run->top += (run->size - ASIDE_SIZE) / 2;
	run->size = ASIDE_SIZE;
}

/* Where the fonts lack a character, that is said: a box would be taken for what the card says. */
static int paint_run(const struct painter *painter, struct lettering_run *run, zairyu_error **err)
{
	if (!lettering_knows(painter->lettering, run)) {
		run->text = "（表示できない文字です）";
		set_aside(run);
	}
	return lettering_paint(painter->lettering, painter->sheet, run, err);
}

/* What takes two lines keeps to the middle of its place. */
static void centre(const struct painter *painter, struct lettering_run *run)
{
	struct lettering_run one = *run;

	if (run->lines <= 1)
		return;
	one.lines = one.width = 0;
	run->top -= (lettering_height(painter->lettering, run) - lettering_height(painter->lettering, &one)) / 2;
}

static int paint_value(const struct painter *painter, const struct view_value *value, zairyu_error **err)
{
	char both[2 * sizeof(struct value_words) + sizeof "（）"];
	struct value_words words, until = { "", false };
	struct lettering_run run = value->run;
	int rc;

	if (!value_in_words(painter->record, value->field, &words))
		return ZAIRYU_OK;
	run.text = words.text;
	if (value->until && value_in_words(painter->record, value->until, &until)) {
		snprintf(both, sizeof both, "%s（%s）", words.text, until.text);
		run.text = both;
	}
	if (words.aside)
		set_aside(&run);
	centre(painter, &run);
	rc = paint_run(painter, &run, err);
	zairyu_wipe(&words, sizeof words);
	zairyu_wipe(&until, sizeof until);
	zairyu_wipe(both, sizeof both);
	return rc;
}

int paint_values(const struct painter *painter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (painter->claim.front_item)
		return ZAIRYU_OK;
	for (const struct view_value *value = painter->view->values; rc == ZAIRYU_OK && value->field; value++)
		rc = paint_value(painter, value, err);
	return rc;
}
