/* SPDX-License-Identifier: BSD-2-Clause */
/* The card's images in their places. Where there is none, words say why: an empty place says nothing. */
#include "stored_image.h"
#include "view/japan_time.h"
#include "view/painter.h"

enum { JA_SIZE = 12, EN_SIZE = 9, EN_GAP = 2, LINES = 4, ADULT = 16 };

enum gap { GAP_NOT_READ, GAP_NONE, GAP_CHILD, GAP_PERHAPS_CHILD, GAP_BROKEN };

struct gap_words {
	const char *ja, *en;
};

static const struct gap_words face_words[] = {
	[GAP_NOT_READ] = { "写真は読み取っていません", "The photo was not read" },
	[GAP_NONE] = { "写真なし", "No photo" },
	[GAP_CHILD] = { "写真なし（16歳未満）", "No photo (under 16)" },
	[GAP_PERHAPS_CHILD] = { "写真なし（16歳未満の方のカードにはないことがあります）",
				"No photo (cards of holders under 16 may have none)" },
	[GAP_BROKEN] = { "写真を表示できません（データが壊れているか、対応していない形式です）",
			 "The photo cannot be shown (damaged, or of a form that is not supported)" },
};

static const struct gap_words front_words[] = {
	[GAP_NOT_READ] = { "券面の画像は読み取っていません", "The image of the front was not read" },
	[GAP_NONE] = { "券面の画像がありません", "There is no image of the front" },
	[GAP_BROKEN] = { "券面の画像を表示できません（データが壊れているか、対応していない形式です）",
			 "The image of the front cannot be shown (damaged, or of a form that is not supported)" },
};

static const struct gap_words image_words[] = {
	[GAP_NOT_READ] = { "読み取っていません", "Not read" },
	[GAP_NONE] = { "なし", "None" },
	[GAP_BROKEN] = { "画像を表示できません", "The image cannot be shown" },
};

/* The front, in the middle of what the photo leaves of the card, is what people look for first. */
static void place_words(const struct view_picture *picture, enum gap gap, struct sheet_box *box, int *size,
			const struct gap_words **words)
{
	static const struct sheet_box beside_photo = { 40, 60, 400, 290 };

	*box = picture->box;
	*size = JA_SIZE;
	*words = picture->which == ZAIRYU_IMAGE_FACE ? &face_words[gap] : &image_words[gap];
	if (picture->which != ZAIRYU_IMAGE_FRONT)
		return;
	*box = beside_photo;
	*size = JA_SIZE * 3 / 2;
	*words = &front_words[gap];
}

static int paint_words(const struct painter *painter, const struct view_picture *picture, enum gap gap,
		       zairyu_error **err)
{
	const bool middle = picture->align == SHEET_MIDDLE;
	const struct gap_words *words;
	struct lettering_run run = { .lines = LINES, .align = middle ? LETTERING_CENTRE : LETTERING_LEFT };
	struct sheet_box box;
	int rc, ja_height, en_size;

	place_words(picture, gap, &box, &run.size, &words);
	en_size = run.size * EN_SIZE / JA_SIZE;
	run.left = middle ? box.left + box.width / 2 : box.left;
	run.width = box.width;
	run.text = words->ja;
	ja_height = lettering_height(painter->lettering, &run);
	run.top = box.top + (box.height - ja_height - EN_GAP - en_size) / 2;
	rc = lettering_paint(painter->lettering, painter->sheet, &run, err);
	if (rc != ZAIRYU_OK)
		return rc;
	run.top += ja_height + EN_GAP;
	run.size = en_size;
	run.text = words->en;
	return lettering_paint(painter->lettering, painter->sheet, &run, err);
}

/* Whether the holder was under 16 when the card was read; where days or months are unknown, only if that is certain. */
static enum gap no_face(const struct painter *painter)
{
	struct japan_time read;
	int year, month, day, age;

	if (zairyu_record_date_parts(painter->record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day) != ZAIRYU_OK ||
	    !japan_time_of(painter->claim.read_at, &read))
		return GAP_PERHAPS_CHILD;
	age = read.year - year;
	if (read.month < month || (read.month == month && read.day < day))
		age--;
	return age >= 0 && age < ADULT ? GAP_CHILD : GAP_NONE;
}

static enum gap gap_of(const struct painter *painter, int which)
{
	uint64_t item = zairyu_image_item(painter->record, which);

	if (source_has(painter->record, which))
		return GAP_BROKEN;
	if (zairyu_record_presence(painter->record, item) == ZAIRYU_PRESENCE_NOT_READ)
		return GAP_NOT_READ;
	return which == ZAIRYU_IMAGE_FACE ? no_face(painter) : GAP_NONE;
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

int paint_picture(const struct painter *painter, const struct view_picture *picture, zairyu_error **err)
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
