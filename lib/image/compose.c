/* SPDX-License-Identifier: BSD-2-Clause */
/* Paints the view of a card, bottom to top: ground and bands, pre-printed texts, the chip's values and images. */
#include <stdio.h>

#include "card_view.h"
#include "failure.h"
#include "source.h"

/* A value in words: a date and a code's name, or two of them. */
#define WORDS_SIZE 512

/* The view being painted. */
struct painter {
	zairyu_context *ctx;
	const zairyu_record *record;
	const struct card_view *view;
	int family;
	struct lettering *lettering;
	zairyu_image *sheet;
};

static bool shows_values(const struct painter *painter)
{
	return painter->family == ZAIRYU_FAMILY_SECOND_GENERATION;
}

static bool has_anything(const struct painter *painter)
{
	const char *text;

	for (int which = 1; which <= ZAIRYU_IMAGE_LAST; which++)
		if (source_has(painter->record, which))
			return true;
	for (const struct view_value *value = painter->view->values; shows_values(painter) && value->field; value++)
		if (zairyu_record_text(painter->record, value->field, &text) == ZAIRYU_OK)
			return true;
	return false;
}

static void paint_ground(const struct painter *painter)
{
	const struct card_view *view = painter->view;

	sheet_ground(painter->sheet, view->ground_top, view->ground_bottom, view->ground_line);
	for (const struct sheet_box *band = view->bands; band->width > 0; band++)
		sheet_fill(painter->sheet, band, view->band);
}

static int paint_texts(const struct painter *painter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (const struct view_text *text = painter->view->texts; !rc && text->run.text; text++)
		if (text->families & 1u << painter->family)
			rc = lettering_paint(painter->lettering, painter->sheet, &text->run, err);
	return rc;
}

/* As a person reads it: dates in words, codes by their name where they have one. False if there is nothing. */
static bool put_in_words(const zairyu_record *record, int field, char words[WORDS_SIZE])
{
	const char *text;
	int year, month, day;

	words[0] = '\0';
	if (zairyu_record_date(record, field, &year, &month, &day) == ZAIRYU_OK)
		snprintf(words, WORDS_SIZE, "%04d年%02d月%02d日", year, month, day);
	else if (zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &text) == ZAIRYU_OK ||
		 zairyu_record_text(record, field, &text) == ZAIRYU_OK)
		snprintf(words, WORDS_SIZE, "%s", text);
	return words[0] != '\0';
}

static int paint_value(const struct painter *painter, const struct view_value *value, zairyu_error **err)
{
	char words[WORDS_SIZE], until[WORDS_SIZE], both[2 * WORDS_SIZE + sizeof("（）")];
	struct lettering_run run = value->run;
	int rc;

	if (!put_in_words(painter->record, value->field, words))
		return ZAIRYU_OK;
	run.text = words;
	if (value->until && put_in_words(painter->record, value->until, until)) {
		snprintf(both, sizeof(both), "%s（%s）", words, until);
		run.text = both;
	}
	rc = lettering_paint(painter->lettering, painter->sheet, &run, err);
	zairyu_wipe(words, sizeof(words));
	zairyu_wipe(until, sizeof(until));
	zairyu_wipe(both, sizeof(both));
	return rc;
}

static int paint_values(const struct painter *painter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (const struct view_value *value = painter->view->values; !rc && value->field; value++)
		rc = paint_value(painter, value, err);
	return rc;
}

/* A damaged image is left out: the rest of an abnormal card is shown all the same. */
static int paint_picture(const struct painter *painter, const struct view_picture *picture, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	zairyu_image *image;
	int rc;

	if (!source_has(painter->record, picture->which))
		return ZAIRYU_OK;
	rc = zairyu_image_decode(painter->ctx, painter->record, picture->which, &image, &cause);
	if (rc == ZAIRYU_ERR_IMAGE || rc == ZAIRYU_ERR_LIMIT) {
		zairyu_error_free(cause);
		return ZAIRYU_OK;
	}
	if (rc && err)
		*err = cause;
	else
		zairyu_error_free(cause);
	if (!rc)
		rc = sheet_paste(painter->sheet, &picture->box, picture->align, image, err);
	zairyu_image_free(image);
	return rc;
}

static int paint_pictures(const struct painter *painter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (const struct view_picture *picture = painter->view->pictures; !rc && picture->which; picture++)
		rc = paint_picture(painter, picture, err);
	return rc;
}

static int paint(struct painter *painter, zairyu_error **err)
{
	int rc = sheet_new(painter->ctx, &painter->sheet, err);

	if (!rc)
		rc = lettering_new(&painter->lettering, err);
	if (rc)
		return rc;
	paint_ground(painter);
	rc = paint_texts(painter, err);
	if (!rc && shows_values(painter))
		rc = paint_values(painter, err);
	return rc ? rc : paint_pictures(painter, err);
}

int zairyu_image_has_text(void)
{
	return lettering_built_in();
}

int zairyu_image_compose(zairyu_context *ctx, const zairyu_record *record, zairyu_image **out, zairyu_error **err)
{
	struct painter painter = { .ctx = ctx, .record = record };
	const zairyu_card *card;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !record || !out)
		return refuse_argument(err, "a context, a record and a place for the image are needed");
	card = zairyu_record_card(record);
	painter.view = card_view_find(zairyu_card_kind(card));
	painter.family = zairyu_card_family(card);
	if (!painter.view || !has_anything(&painter))
		return zairyu_error_set(err, ZAIRYU_ERR_ABSENT, NULL, 0, "the record holds nothing that can be shown");
	rc = paint(&painter, err);
	lettering_free(painter.lettering);
	if (rc) {
		zairyu_image_free(painter.sheet);
		return rc;
	}
	*out = painter.sheet;
	return ZAIRYU_OK;
}
