/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The front image holds values and rules, but not the labels, which are pre-printed. So nothing is ever printed where
 * the card's own labels stand, while the rules and values of the other kind run through them: the rows differ.
 */
#include "view/front_kind.h"

#include <zairyu/image.h>

#include "base/failure.h"
#include "view/card_view.h"

enum {
	LABEL_SIZE_MIN = 12, /* smaller ones are English, whose places are our own */
	INSET = 2,           /* of the grid: printing may touch a label's edge */
	INK_PERCENT = 6,     /* more ink than that is not noise */
	LINE_PERCENT = 60,   /* a row so black is part of a rule, however large the image */
	WIDTH_MIN = 200,     /* below, a label's square is a few pixels */
	ASPECT_PERCENT = 5,  /* how far off the proportions of a card may be */
};

/* A label's square in the image's pixels. */
struct square {
	uint32_t left, top, right, bottom;
};

static bool is_card_shaped(const zairyu_image *front)
{
	int64_t a = (int64_t)front->width * SHEET_HEIGHT, b = (int64_t)front->height * SHEET_WIDTH;
	int64_t off = a > b ? a - b : b - a;

	return front->format == ZAIRYU_PIXEL_BIT && front->width >= WIDTH_MIN && off * 100 <= b * ASPECT_PERCENT;
}

/* An ideograph is as wide as high. */
static int characters(const char *utf8)
{
	int count = 0;

	for (; *utf8; utf8++)
		count += ((unsigned char)*utf8 & 0xC0) != 0x80;
	return count;
}

static uint32_t scaled(int grid, uint32_t pixels, int whole)
{
	return (uint32_t)((int64_t)grid * pixels / whole);
}

static struct square square_of(const struct lettering_run *run, const zairyu_image *front)
{
	int right = run->left + characters(run->text) * run->size, bottom = run->top + run->size;

	return (struct square){
		scaled(run->left + INSET, front->width, SHEET_WIDTH),
		scaled(run->top + INSET, front->height, SHEET_HEIGHT),
		scaled(right - INSET, front->width, SHEET_WIDTH),
		scaled(bottom - INSET, front->height, SHEET_HEIGHT),
	};
}

static bool is_printed_on(const zairyu_image *front, const struct square *square)
{
	uint32_t width = square->right - square->left, height = square->bottom - square->top, all = 0;

	for (uint32_t y = square->top; y < square->bottom; y++) {
		const uint8_t *row = pixmap_row(front, y);
		uint32_t black = 0;

		for (uint32_t x = square->left; x < square->right; x++)
			black += row[x / 8] >> (7 - x % 8) & 1;
		if (black * 100 >= width * LINE_PERCENT)
			return true;
		all += black;
	}
	return all * 100 > width * height * INK_PERCENT;
}

/* Labels that tell the kinds apart; what both have in the same place does not. */
static bool tells(const struct view_text *text, const struct card_view *other)
{
	if (!(text->forms & VIEW_IMAGE) || text->only_marked || text->run.bold || text->run.size < LABEL_SIZE_MIN)
		return false;
	for (const struct view_text *same = other->texts; same->run.text; same++)
		if (same->run.left == text->run.left && same->run.top == text->run.top)
			return false;
	return true;
}

/* How many of a kind's own labels are printed on. */
static int clashes(const zairyu_image *front, int kind, int other)
{
	const struct card_view *view = card_view_find(kind), *other_view = card_view_find(other);
	int count = 0;

	for (const struct view_text *text = view->texts; text->run.text; text++) {
		struct square square = square_of(&text->run, front);

		count += tells(text, other_view) && is_printed_on(front, &square);
	}
	return count;
}

/* One label may be touched, if the other kind's are much more. */
static bool is_clear(int few, int many)
{
	return few <= 1 && many > 2 * few;
}

int front_kind(const zairyu_image *front)
{
	const int card = ZAIRYU_KIND_RESIDENCE_CARD, certificate = ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE;
	int on_card, on_certificate;

	if (!is_card_shaped(front))
		return 0;
	on_card = clashes(front, card, certificate);
	on_certificate = clashes(front, certificate, card);
	if (is_clear(on_card, on_certificate))
		return card;
	return is_clear(on_certificate, on_card) ? certificate : 0;
}

static int image_front_kind(zairyu_context *ctx, const zairyu_record *record, int *kind, zairyu_error **err)
{
	zairyu_image *front;
	int rc;

	if (kind)
		*kind = 0;
	if (!ctx || !record || !kind)
		return refuse_argument(err, "a context, a record and a place for the kind are needed");
	rc = zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FRONT, &front, err);
	if (rc == ZAIRYU_OK)
		*kind = front_kind(front);
	zairyu_image_free(front);
	return rc;
}

int zairyu_image_front_kind(zairyu_context *ctx, const zairyu_record *record, int *kind, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_front_kind(ctx, record, kind, err));
}
