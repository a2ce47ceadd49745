/* SPDX-License-Identifier: BSD-2-Clause */
/* The values as texts, of a card that has no image of them. */
#include <stdio.h>
#include <string.h>

#include "view/painter.h"
#include "view/value_words.h"

enum { NARROW = 100 /* of the grid: fewer words, which can be read there */ };

void run_set_aside(struct lettering_run *run)
{
	run->top += (run->size - ASIDE_SIZE) / 2;
	run->size = ASIDE_SIZE;
}

/* Where the fonts lack a character, that is said: a box would be taken for what the card says. */
void prepare_text(struct painter *painter, int field, const char *text, const char *until, struct value_text *out)
{
	char both[VALUE_SIZE];
	int lacking;

	snprintf(both, sizeof both, until[0] ? "%s（%s）" : "%s", text, until);
	lacking = lettering_stand_in(painter->lettering, both, out->ja, sizeof out->ja, &painter->claim.missing);
	out->is_there = true;
	if (lacking != 0)
		painter->claim.unwritten |= UINT64_C(1) << field;
	if (lacking < 0) {
		out->aside = true;
		snprintf(out->ja, sizeof out->ja, "（表示できない文字です）");
	}
	zairyu_wipe(both, sizeof both);
}

static void prepare_value(struct painter *painter, const struct view_value *value, struct value_text *out)
{
	struct value_words words, until = { .text = "" };

	value_or_gap_in_words(painter->record, value->field, &words);
	if (value->until)
		(void)value_in_words(painter->record, value->until, &until);
	out->aside = words.aside;
	prepare_text(painter, value->field, words.aside && value->run.width < NARROW ? words.brief : words.text,
		     until.text, out);
	zairyu_wipe(&words, sizeof words);
	zairyu_wipe(&until, sizeof until);
}

void prepare_values(struct painter *painter)
{
	const struct view_value *value = painter->view->values;

	for (size_t i = 0; !painter->claim.front_item && i < VALUES_MAX && value[i].field; i++)
		prepare_value(painter, &value[i], &painter->values[i]);
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

static int paint_value(const struct painter *painter, const struct view_value *value, const struct value_text *text,
		       zairyu_error **err)
{
	struct lettering_run run = value->run;

	if (!text->is_there)
		return ZAIRYU_OK;
	run.text = text->ja;
	if (text->aside)
		run_set_aside(&run);
	centre(painter, &run);
	return lettering_paint(painter->lettering, painter->sheet, &run, err);
}

int paint_values(const struct painter *painter, zairyu_error **err)
{
	const struct view_value *value = painter->view->values;
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < VALUES_MAX && value[i].field; i++)
		rc = paint_value(painter, &value[i], &painter->values[i], err);
	return rc;
}
