/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Paints the view of a card, bottom to top: the form, the chip's values and images, the mark of a specimen; below the
 * card, what is proved about it.
 */
#include <string.h>

#include "base/failure.h"
#include "common/flags.h"
#include "stored_image.h"
#include "view/front_kind.h"
#include "view/painter.h"
#include "view/statements.h"
#include "view/strip.h"

#define SPECIMEN "見本 SPECIMEN"
enum {
	SPECIMEN_COLOUR = 0xD0201C,
	SPECIMEN_STRENGTH = 76 /* of 255 */
};

static bool has_anything(const struct painter *painter)
{
	const char *text;

	for (int which = 1; which <= ZAIRYU_IMAGE_LAST; which++)
		if (source_has(painter->record, which))
			return true;
	for (const struct view_value *value = painter->view->values; value->field; value++)
		if (zairyu_record_text(painter->record, value->field, &text) == ZAIRYU_OK)
			return true;
	return false;
}

static enum front_fit fit_of(const struct painter *painter, const zairyu_card *card)
{
	int kind;

	if (zairyu_card_kind_items(card) != 0)
		return FRONT_BOUND;
	kind = painter->front ? front_kind(painter->front) : 0;
	if (kind == 0)
		return FRONT_UNKNOWN;
	return kind == zairyu_card_kind(card) ? FRONT_FITS : FRONT_OTHER;
}

/* The front image, what may be said, and which form that calls for. */
static int judge(struct painter *painter, const zairyu_report *report, zairyu_error **err)
{
	const zairyu_card *card = zairyu_record_card(painter->record);
	zairyu_error *cause = NULL;
	int rc = zairyu_image_decode(painter->ctx, painter->record, ZAIRYU_IMAGE_FRONT, &painter->front, &cause);
	enum front_fit fit;

	if (rc == ZAIRYU_ERR_NO_MEMORY && err)
		*err = cause;
	else
		zairyu_error_free(cause);
	if (rc == ZAIRYU_ERR_NO_MEMORY)
		return rc;
	fit = fit_of(painter, card);
	claim_make(&painter->claim, painter->record, report, fit);
	if (fit == FRONT_OTHER || fit == FRONT_UNKNOWN)
		painter->view = card_view_find(VIEW_PLAIN);
	return ZAIRYU_OK;
}

static int paint(struct painter *painter, const zairyu_report *report, zairyu_error **err)
{
	struct strip strip;
	int rc = lettering_new(&painter->lettering, err);

	if (rc != ZAIRYU_OK)
		return rc;
	strip_words(&strip, &painter->claim, report);
	rc = sheet_new(painter->ctx, strip_measure(&strip, painter->lettering), &painter->sheet, err);
	if (rc == ZAIRYU_OK)
		rc = paint_form(painter, err);
	if (rc == ZAIRYU_OK)
		rc = paint_values(painter, err);
	if (rc == ZAIRYU_OK)
		rc = paint_pictures(painter, err);
	if (rc == ZAIRYU_OK && painter->claim.specimen)
		rc = lettering_across(painter->lettering, painter->sheet, SPECIMEN, SPECIMEN_COLOUR, SPECIMEN_STRENGTH,
				      err);
	return rc != ZAIRYU_OK ? rc : strip_paint(&strip, painter->lettering, painter->sheet, err);
}

int zairyu_image_has_text(void)
{
	return lettering_built_in();
}

/* All in one size: each costs more than the texts. */
static bool can_write(struct lettering *lettering, const char *text)
{
	return lettering_knows(lettering, &(struct lettering_run){ .size = 10, .text = text });
}

int zairyu_image_can_write_japanese(void)
{
	struct lettering *lettering;
	bool can = lettering_new(&lettering, NULL) == ZAIRYU_OK;

	for (int kind = VIEW_PLAIN; can && card_view_find(kind); kind++)
		for (const struct view_text *text = card_view_find(kind)->texts; can && text->run.text; text++)
			can = can_write(lettering, text->run.text);
	can = can && can_write(lettering, SPECIMEN);
	lettering_free(lettering);
	return can;
}

static int image_compose(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report, uint32_t flags,
			 zairyu_image **out, zairyu_error **err)
{
	struct painter painter = { .ctx = ctx, .record = record };
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !record || !out)
		return refuse_argument(err, "a context, a record and a place for the image are needed");
	if (report && !zairyu_report_is_of(report, record))
		return refuse_argument(err, "the report is of another record");
	rc = flags_check(flags, 0, err);
	if (rc != ZAIRYU_OK)
		return rc;
	painter.view = card_view_find(zairyu_card_kind(zairyu_record_card(record)));
	if (!painter.view || !has_anything(&painter))
		return zairyu_error_set(err, ZAIRYU_ERR_ABSENT, NULL, 0, "the record holds nothing that can be shown");
	rc = judge(&painter, report, err);
	if (rc == ZAIRYU_OK)
		rc = paint(&painter, report, err);
	if (rc == ZAIRYU_OK)
		statements_make(&painter.sheet->statements, &painter.claim);
	lettering_free(painter.lettering);
	zairyu_image_free(painter.front);
	if (rc != ZAIRYU_OK) {
		zairyu_image_free(painter.sheet);
		return rc;
	}
	*out = painter.sheet;
	return ZAIRYU_OK;
}

int zairyu_image_compose(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report, uint32_t flags,
			 zairyu_image **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_compose(ctx, record, report, flags, out, err));
}
