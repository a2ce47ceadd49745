/* SPDX-License-Identifier: BSD-2-Clause */
/* The card's images in their places. Where there is none, words say why: an empty place says nothing. */
#include "stored_image.h"
#include "view/painter.h"

enum { JA_SIZE = 12, EN_SIZE = 9, LEADING = 16 };

enum gap { GAP_NOT_READ, GAP_NONE, GAP_BROKEN };

static const struct {
	const char *ja, *en;
} face_words[] = {
	[GAP_NOT_READ] = { "写真は読み取っていません", "The photo was not read" },
	[GAP_NONE] = { "写真なし", "No photo" },
	[GAP_BROKEN] = { "写真を表示できません", "The photo cannot be shown" },
}, image_words[] = {
	[GAP_NOT_READ] = { "読み取っていません", "Not read" },
	[GAP_NONE] = { "なし", "None" },
	[GAP_BROKEN] = { "画像を表示できません", "The image cannot be shown" },
};

static int paint_words(const struct painter *painter, const struct view_picture *picture, enum gap gap,
		       zairyu_error **err)
{
	bool face = picture->which == ZAIRYU_IMAGE_FACE, middle = picture->align == SHEET_MIDDLE;
	const struct sheet_box *box = &picture->box;
	struct lettering_run run = {
		.left = middle ? box->left + box->width / 2 : box->left,
		.top = box->top + (box->height - LEADING - EN_SIZE) / 2,
		.width = box->width,
		.size = JA_SIZE,
		.align = middle ? LETTERING_CENTRE : LETTERING_LEFT,
		.text = face ? face_words[gap].ja : image_words[gap].ja,
	};
	int rc = lettering_paint(painter->lettering, painter->sheet, &run, err);

	if (rc != ZAIRYU_OK)
		return rc;
	run.top += LEADING;
	run.size = EN_SIZE;
	run.text = face ? face_words[gap].en : image_words[gap].en;
	return lettering_paint(painter->lettering, painter->sheet, &run, err);
}

static enum gap gap_of(const struct painter *painter, int which)
{
	uint64_t item = zairyu_image_item(painter->record, which);

	if (source_has(painter->record, which))
		return GAP_BROKEN;
	return zairyu_record_presence(painter->record, item) == ZAIRYU_PRESENCE_NOT_READ ? GAP_NOT_READ : GAP_NONE;
}

/* A damaged image is left out: the rest of an abnormal card is shown all the same. */
static int decode(const struct painter *painter, int which, zairyu_image **image, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_image_decode(painter->ctx, painter->record, which, image, &cause);

	if (rc == ZAIRYU_ERR_ABSENT || rc == ZAIRYU_ERR_IMAGE || rc == ZAIRYU_ERR_LIMIT)
		rc = ZAIRYU_OK;
	else if (rc != ZAIRYU_OK && err) {
		*err = cause;
		return rc;
	}
	zairyu_error_free(cause);
	return rc;
}

static int paint_picture(const struct painter *painter, const struct view_picture *picture, zairyu_error **err)
{
	zairyu_image *decoded = NULL;
	const zairyu_image *image = painter->front;
	int rc = ZAIRYU_OK;

	if (picture->which != ZAIRYU_IMAGE_FRONT) {
		rc = decode(painter, picture->which, &decoded, err);
		image = decoded;
	}
	if (rc == ZAIRYU_OK && image)
		rc = sheet_paste(painter->sheet, &picture->box, picture->align, image, err);
	else if (rc == ZAIRYU_OK)
		rc = paint_words(painter, picture, gap_of(painter, picture->which), err);
	zairyu_image_free(decoded);
	return rc;
}

int paint_pictures(const struct painter *painter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (const struct view_picture *picture = painter->view->pictures; rc == ZAIRYU_OK && picture->which; picture++)
		if (zairyu_image_item(painter->record, picture->which))
			rc = paint_picture(painter, picture, err);
	return rc;
}
