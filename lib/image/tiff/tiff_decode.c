/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Decoding of one bit per pixel by libtiff.
 *
 * libtiff is given each strip as a small file of our own making, never the card's directory: what was checked is what
 * is decoded, and no tag of the card's choosing reaches it.
 */
#include "tiff/tiff_decode.h"

#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "base/failure.h"
#include "base/octets.h"
#include "base/pixmap.h"
#include "tiff/tiff_turn.h"

enum { ENTRY_COUNT = 11, FILE_HEAD = 8 + 2 + ENTRY_COUNT * 12 + 4 };

/* The file that libtiff sees. */
struct memory_file {
	uint8_t *data;
	size_t len;
	size_t at;
	bool complained; /* libtiff reported anything at all */
};

static uint8_t *put(uint8_t *p, uint32_t value, int width)
{
	for (int i = 0; i < width; i++)
		*p++ = (uint8_t)(value >> 8 * i);
	return p;
}

/* Little-endian header and directory of a TIFF with one strip, which follows them. */
static void put_head(uint8_t *p, const struct tiff_layout *layout, uint32_t rows, size_t strip_len)
{
	const struct {
		uint32_t tag, value;
	} entries[ENTRY_COUNT] = {
		{ TIFFTAG_IMAGEWIDTH, layout->width },
		{ TIFFTAG_IMAGELENGTH, rows },
		{ TIFFTAG_BITSPERSAMPLE, 1 },
		{ TIFFTAG_COMPRESSION, layout->compression },
		{ TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE },
		{ TIFFTAG_FILLORDER, layout->low_bit_first ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB },
		{ TIFFTAG_STRIPOFFSETS, FILE_HEAD },
		{ TIFFTAG_SAMPLESPERPIXEL, 1 },
		{ TIFFTAG_ROWSPERSTRIP, rows },
		{ TIFFTAG_STRIPBYTECOUNTS, (uint32_t)strip_len },
		{ TIFFTAG_GROUP3OPTIONS, layout->t4_options },
	};
	/* The last is known to T.4 alone; to others it would be a tag to complain of. */
	int count = layout->compression == TIFF_T4 ? ENTRY_COUNT : ENTRY_COUNT - 1;

	memcpy(p, "II*\0", 4);
	p = put(p + 4, 8, 4);
	p = put(p, (uint32_t)count, 2);
	for (int i = 0; i < count; i++) {
		p = put(p, entries[i].tag, 2);
		p = put(p, TIFF_LONG, 2);
		p = put(p, 1, 4);
		p = put(p, entries[i].value, 4);
	}
	put(p, 0, 4);
}

static tmsize_t file_read(thandle_t handle, void *buf, tmsize_t size)
{
	struct memory_file *file = handle;
	size_t n = file->len - file->at;

	if (size < 0)
		return -1;
	if ((size_t)size < n)
		n = (size_t)size;
	memcpy(buf, file->data + file->at, n);
	file->at += n;
	return (tmsize_t)n;
}

static tmsize_t file_write(thandle_t handle, void *buf, tmsize_t size)
{
	(void)handle, (void)buf, (void)size;
	return -1;
}

static toff_t file_seek(thandle_t handle, toff_t offset, int whence)
{
	struct memory_file *file = handle;
	toff_t base = whence == SEEK_CUR ? file->at : whence == SEEK_END ? file->len : 0;

	if (base + offset > file->len)
		return (toff_t)-1;
	file->at = (size_t)(base + offset);
	return file->at;
}

static int file_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t file_size(thandle_t handle)
{
	return ((struct memory_file *)handle)->len;
}

/* Mapped, the strip is decoded in place: libtiff keeps no copy that we could not wipe. */
static int file_map(thandle_t handle, void **base, toff_t *size)
{
	struct memory_file *file = handle;

	*base = file->data;
	*size = file->len;
	return 1;
}

static void file_unmap(thandle_t handle, void *base, toff_t size)
{
	(void)handle, (void)base, (void)size;
}

/* Nothing is printed; with a file made by ourselves, a warning too means that the data is damaged. */
static int on_complaint(TIFF *tiff, void *userdata, const char *module, const char *format, va_list ap)
{
	struct memory_file *file = userdata;

	(void)tiff, (void)module, (void)format, (void)ap;
	file->complained = true;
	return 1;
}

static TIFF *open_file(const zairyu_context *ctx, struct memory_file *file)
{
	uint64_t most = zairyu_context_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES);
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
	TIFF *tiff;

	if (!options)
		return NULL;
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, most < INT32_MAX ? (tmsize_t)most : INT32_MAX);
	TIFFOpenOptionsSetErrorHandlerExtR(options, on_complaint, file);
	TIFFOpenOptionsSetWarningHandlerExtR(options, on_complaint, file);
	/* "c": a large uncompressed strip stays one. */
	tiff = TIFFClientOpenExt("card", "rc", file, file_read, file_write, file_seek, file_close, file_size, file_map,
				 file_unmap, options);
	TIFFOpenOptionsFree(options);
	return tiff;
}

static int decode_strip(const zairyu_context *ctx, const struct tiff_layout *layout, zairyu_bytes strip,
			zairyu_image *image, uint32_t row, zairyu_error **err)
{
	uint32_t left = layout->height - row;
	uint32_t rows = left < layout->rows_per_strip ? left : layout->rows_per_strip;
	tmsize_t size = (tmsize_t)(image->stride * rows);
	struct memory_file file = { .data = malloc(FILE_HEAD + strip.len), .len = FILE_HEAD + strip.len };
	TIFF *tiff;
	tmsize_t got = -1;

	if (!file.data)
		return no_memory(err);
	put_head(file.data, layout, rows, strip.len);
	memcpy(file.data + FILE_HEAD, strip.data, strip.len);
	tiff = open_file(ctx, &file);
	if (tiff) {
		got = TIFFReadEncodedStrip(tiff, 0, pixmap_row(image, row), size);
		TIFFClose(tiff);
	}
	zairyu_wipe(file.data, file.len);
	free(file.data);
	if (got != size || file.complained)
		return refuse_image(err, "the TIFF's data does not decode");
	return ZAIRYU_OK;
}

/* Makes 1 mean black, and clears the bits right of the last pixel. */
static void normalise(const struct tiff_layout *layout, zairyu_image *image)
{
	uint8_t flip = layout->inverted ? 0xFF : 0;
	uint8_t last = (uint8_t)(0xFF << (7 - (image->width - 1) % 8));

	for (uint32_t y = 0; y < image->height; y++) {
		uint8_t *row = pixmap_row(image, y);

		for (size_t x = 0; flip && x < image->stride; x++)
			row[x] ^= flip;
		row[image->stride - 1] &= last;
	}
}

static int decode_strips(const zairyu_context *ctx, const struct tiff_layout *layout, zairyu_image *image,
			 zairyu_error **err)
{
	zairyu_bytes strip;
	int rc = ZAIRYU_OK;

	for (uint32_t i = 0; rc == ZAIRYU_OK && i < tiff_layout_strips(layout); i++) {
		rc = ZAIRYU_ERR_IMAGE;
		if (tiff_layout_strip(layout, i, &strip))
			rc = decode_strip(ctx, layout, strip, image, i * layout->rows_per_strip, err);
	}
	if (rc == ZAIRYU_OK)
		normalise(layout, image);
	return rc;
}

/* Another image, the right side up; the one that is stored is freed. */
static int turn(const zairyu_context *ctx, const struct tiff_layout *layout, zairyu_image **image, zairyu_error **err)
{
	bool turned = tiff_layout_turned(layout);
	zairyu_image *stored = *image;
	int rc = pixmap_check(ctx, stored->width, stored->height, 2 * (uint64_t)pixmap_size(stored), err);

	if (rc == ZAIRYU_OK)
		rc = pixmap_new(ctx, ZAIRYU_PIXEL_BIT, turned ? stored->height : stored->width,
				turned ? stored->width : stored->height, image, err);
	if (rc != ZAIRYU_OK)
		return rc;
	tiff_turn(stored, layout->orientation, *image);
	zairyu_image_free(stored);
	return ZAIRYU_OK;
}

int tiff_decode(const zairyu_context *ctx, const struct tiff_layout *layout, zairyu_image **out, zairyu_error **err)
{
	zairyu_image *image;
	int rc = pixmap_new(ctx, ZAIRYU_PIXEL_BIT, layout->width, layout->height, &image, err);

	*out = NULL;
	if (rc == ZAIRYU_OK)
		rc = decode_strips(ctx, layout, image, err);
	if (rc == ZAIRYU_OK && layout->orientation != 1)
		rc = turn(ctx, layout, &image, err);
	if (rc != ZAIRYU_OK) {
		zairyu_image_free(image);
		return rc;
	}
	*out = image;
	return ZAIRYU_OK;
}
