/* SPDX-License-Identifier: BSD-2-Clause */
/* Painting on the sheet. Whatever falls outside it is cut off. */
#include "sheet/sheet.h"

#include <math.h>
#include <string.h>

#include "base/failure.h"

static uint8_t channel(sheet_colour colour, int index)
{
	return (uint8_t)(colour >> (16 - 8 * index));
}

/* `amount` of 255 parts of the second. */
static uint8_t blend(uint8_t a, uint8_t b, unsigned amount)
{
	return (uint8_t)((a * (255 - amount) + b * amount + 127) / 255);
}

static void stain_pixel(uint8_t *rgb, sheet_colour colour, unsigned amount)
{
	for (int i = 0; i < 3; i++)
		rgb[i] = blend(rgb[i], channel(colour, i), amount);
}

int sheet_new(const zairyu_context *ctx, int below, zairyu_image **out, zairyu_error **err)
{
	uint32_t height = (uint32_t)(SHEET_HEIGHT + below) * SHEET_SCALE;
	int rc = pixmap_new(ctx, ZAIRYU_PIXEL_RGB, SHEET_WIDTH * SHEET_SCALE, height, out, err);

	if (rc != ZAIRYU_OK)
		return rc;
	(*out)->drawn = true;
	memset((*out)->pixels, 0xFF, pixmap_size(*out));
	return ZAIRYU_OK;
}

static void fill_row(uint8_t *rgb, int pixels, const uint8_t colour[3])
{
	for (int x = 0; x < pixels; x++, rgb += 3)
		memcpy(rgb, colour, 3);
}

void sheet_fill(zairyu_image *sheet, const struct sheet_box *box, sheet_colour colour)
{
	const uint8_t rgb[3] = { channel(colour, 0), channel(colour, 1), channel(colour, 2) };

	for (int y = box->top * SHEET_SCALE; y < (box->top + box->height) * SHEET_SCALE; y++)
		fill_row(pixmap_row(sheet, (uint32_t)y) + (size_t)box->left * SHEET_SCALE * 3, box->width * SHEET_SCALE,
			 rgb);
}

#define LINE_PERIOD 26.0F /* pixels from one to the next */
#define LINE_SWING  22.0F /* up and down */

/* How much of a line a pixel at this height above it shows; lines come every `period` pixels. */
static unsigned line_amount(float height, float period)
{
	float off = fabsf(height - period * floorf(height / period + 0.5f));

	return off < 1 ? (unsigned)(255 * (1 - off)) : 0;
}

/* Where lines of both kinds cross, the stronger one shows, and is drawn once: with that of the first kind. */
static void stain_line(zairyu_image *sheet, int x, int y, float wave, bool first, sheet_colour line)
{
	const float height = (float)y;
	unsigned own = line_amount(first ? height + wave : height - wave, LINE_PERIOD), other;

	if (own == 0)
		return;
	other = line_amount(first ? height - wave : height + wave, LINE_PERIOD);
	if (first || other == 0)
		stain_pixel(pixmap_row(sheet, (uint32_t)y) + (size_t)x * 3, line, own > other ? own : other);
}

/* One column's share of the lines of a kind: only the two pixels that a line lies between show any of it. */
static void stain_column(zairyu_image *sheet, int x, float wave, bool first, sheet_colour line)
{
	const float off = first ? -wave : wave;

	for (float at = -LINE_PERIOD; at < SHEET_HEIGHT * SHEET_SCALE + LINE_PERIOD; at += LINE_PERIOD) {
		const int above = (int)floorf(at + off);

		for (int y = above; y <= above + 1; y++)
			if (y >= 0 && y < SHEET_HEIGHT * SHEET_SCALE)
				stain_line(sheet, x, y, wave, first, line);
	}
}

void sheet_ground(zairyu_image *sheet, sheet_colour top, sheet_colour bottom, sheet_colour line)
{
	const float length = 95;

	for (uint32_t y = 0; y < SHEET_HEIGHT * SHEET_SCALE; y++) {
		uint8_t shade[3];

		for (int i = 0; i < 3; i++)
			shade[i] = blend(channel(top, i), channel(bottom, i), y * 255 / (SHEET_HEIGHT * SHEET_SCALE));
		fill_row(pixmap_row(sheet, y), SHEET_WIDTH * SHEET_SCALE, shade);
	}
	for (int x = 0; x < SHEET_WIDTH * SHEET_SCALE; x++) {
		const float wave = LINE_SWING * sinf((float)x / length);

		stain_column(sheet, x, wave, true, line);
		stain_column(sheet, x, wave, false, line);
	}
}

void sheet_stain(zairyu_image *sheet, int left, int top, const struct samples *ink, sheet_colour colour)
{
	const int64_t first = left < 0 ? -(int64_t)left : 0;
	const int64_t past = (int64_t)sheet->width - left < ink->width ? (int64_t)sheet->width - left : ink->width;

	for (uint32_t y = 0; y < ink->height; y++) {
		const uint8_t *amounts = ink->data + (size_t)y * ink->width;
		const int64_t row = (int64_t)top + y;

		if (row < 0 || row >= sheet->height)
			continue;
		for (int64_t x = first; x < past; x++)
			if (amounts[x])
				stain_pixel(pixmap_row(sheet, (uint32_t)row) + (left + x) * 3, colour, amounts[x]);
	}
}

static void cover(zairyu_image *sheet, int left, int top, const struct samples *picture)
{
	for (uint32_t y = 0; y < picture->height; y++)
		memcpy(pixmap_row(sheet, (uint32_t)top + y) + (size_t)left * 3,
		       picture->data + (size_t)y * picture->width * 3, (size_t)picture->width * 3);
}

static bool unpack(const zairyu_image *image, struct samples *out)
{
	bool bilevel = image->format == ZAIRYU_PIXEL_BIT;

	if (!samples_init(out, image->width, image->height, bilevel ? 1 : 3))
		return false;
	if (!bilevel) {
		memcpy(out->data, image->pixels, pixmap_size(image));
		return true;
	}
	for (uint32_t y = 0; y < image->height; y++)
		for (uint32_t x = 0; x < image->width; x++)
			if (pixmap_row(image, y)[x / 8] >> (7 - x % 8) & 1)
				out->data[(size_t)y * image->width + x] = 255;
	return true;
}

/* The largest size of the image's proportions that fits, in the sheet's pixels; never nothing. */
static void fit(const struct sheet_box *box, const zairyu_image *image, uint32_t *width, uint32_t *height)
{
	uint64_t w = (uint64_t)box->width * SHEET_SCALE, h = (uint64_t)box->height * SHEET_SCALE;

	if (w * image->height > h * image->width)
		w = h * image->width / image->height;
	else
		h = w * image->height / image->width;
	*width = w ? (uint32_t)w : 1;
	*height = h ? (uint32_t)h : 1;
}

int sheet_paste(zairyu_image *sheet, const struct sheet_box *box, enum sheet_align align, const zairyu_image *image,
		zairyu_error **err)
{
	struct samples whole = { 0 }, scaled = { 0 };
	int left = box->left * SHEET_SCALE, top = box->top * SHEET_SCALE;
	uint32_t width, height;
	int rc = ZAIRYU_OK;

	fit(box, image, &width, &height);
	if (align == SHEET_MIDDLE)
		left += (box->width * SHEET_SCALE - (int)width) / 2;
	top += (box->height * SHEET_SCALE - (int)height) / 2;
	if (!unpack(image, &whole) || !resample(&whole, width, height, &scaled))
		rc = no_memory(err);
	else if (image->format == ZAIRYU_PIXEL_BIT)
		sheet_stain(sheet, left, top, &scaled, 0x000000);
	else
		cover(sheet, left, top, &scaled);
	samples_done(&whole);
	samples_done(&scaled);
	return rc;
}
