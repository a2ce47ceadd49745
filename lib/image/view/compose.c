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

	/* Of the back, what was not read is said, too; but a reduced record has nothing of the card. */
	if (painter->claim.side == SIDE_BACK)
		return !zairyu_record_is_reduced(painter->record) && back_has_rows(painter);
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
	if (!painter->front)
		return source_has(painter->record, ZAIRYU_IMAGE_FRONT) ? FRONT_BROKEN : FRONT_MISSING;
	kind = front_kind(painter->front);
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
	if (painter->claim.side == SIDE_BACK)
		claim_make_back(&painter->claim, painter->record, report, fit);
	else
		claim_make(&painter->claim, painter->record, report, fit);
	if (!claim_names_kind(&painter->claim))
		painter->view = card_view_find(VIEW_PLAIN);
	return ZAIRYU_OK;
}

static int paint_front(const struct painter *painter, zairyu_error **err)
{
	int rc = paint_values(painter, err);

	return rc == ZAIRYU_OK ? paint_pictures(painter, err) : rc;
}

/* What the two sides have in their own way. */
static const struct {
	void (*prepare)(struct painter *painter);
	int (*paint)(const struct painter *painter, zairyu_error **err);
} sides[] = { [SIDE_FRONT] = { prepare_values, paint_front }, [SIDE_BACK] = { prepare_back, paint_back } };

static int paint(struct painter *painter, const zairyu_report *report, zairyu_error **err)
{
	struct strip strip;
	int rc = lettering_new(&painter->lettering, err);

	if (rc != ZAIRYU_OK)
		return rc;
	sides[painter->claim.side].prepare(painter);
	strip_words(&strip, &painter->claim, report);
	rc = sheet_new(painter->ctx, strip_measure(&strip, painter->lettering), &painter->sheet, err);
	if (rc == ZAIRYU_OK)
		rc = paint_form(painter, err);
	if (rc == ZAIRYU_OK)
		rc = sides[painter->claim.side].paint(painter, err);
	if (rc == ZAIRYU_OK && painter->claim.specimen)
		rc = lettering_across(painter->lettering, painter->sheet, SPECIMEN, SPECIMEN_COLOUR, SPECIMEN_STRENGTH,
				      err);
	if (rc == ZAIRYU_OK)
		rc = strip_paint(&strip, painter->lettering, painter->sheet, err);
	zairyu_wipe(&strip, sizeof strip);
	return rc;
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

static bool can_write_texts(struct lettering *lettering, const struct view_text *text)
{
	while (text->run.text && can_write(lettering, text->run.text))
		text++;
	return !text->run.text;
}

static bool can_write_labels(struct lettering *lettering)
{
	int field = 1;

	while (zairyu_field_name(field) && can_write(lettering, zairyu_field_label(field, ZAIRYU_LANGUAGE_JA)))
		field++;
	return !zairyu_field_name(field);
}

int zairyu_image_can_write_japanese(void)
{
	struct lettering *lettering;
	bool can = lettering_new(&lettering, NULL) == ZAIRYU_OK;

	for (int kind = VIEW_PLAIN; can && card_view_find(kind); kind++)
		can = can_write_texts(lettering, card_view_find(kind)->texts) &&
		      can_write_texts(lettering, card_view_find(kind)->back_texts);
	can = can && can_write_labels(lettering) && can_write(lettering, SPECIMEN);
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
	rc = flags_check(flags, ZAIRYU_COMPOSE_BACK, err);
	if (rc != ZAIRYU_OK)
		return rc;
	painter.claim.side = flags & ZAIRYU_COMPOSE_BACK ? SIDE_BACK : SIDE_FRONT;
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
	if (rc == ZAIRYU_OK)
		*out = painter.sheet;
	else
		zairyu_image_free(painter.sheet);
	zairyu_wipe(&painter, sizeof painter);
	return rc;
}

int zairyu_image_compose(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report, uint32_t flags,
			 zairyu_image **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_compose(ctx, record, report, flags, out, err));
}
