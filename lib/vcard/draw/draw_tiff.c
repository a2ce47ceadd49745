/* SPDX-License-Identifier: BSD-2-Clause */
/* A page as a TIFF with one G4 strip, made by libtiff in memory. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "common/failure.h"
#include "draw/draw.h"
#include "draw/draw_odd.h"

enum { DPI = 200, BLACK_FROM = 0x70, MEMORY_MAX = 1 << 20 };

/* libtiff's file. */
struct memory {
	uint8_t *data;
	size_t len, cap, at;
	bool complained; /* libtiff found something to say */
};

static tmsize_t memory_read(thandle_t handle, void *out, tmsize_t len)
{
	struct memory *m = handle;
	size_t n = m->at < m->len ? m->len - m->at : 0;

	n = n < (size_t)len ? n : (size_t)len;
	if (n)
		memcpy(out, m->data + m->at, n);
	m->at += n;
	return (tmsize_t)n;
}

static void give_back(uint8_t *data, size_t len)
{
	zairyu_wipe(data, len);
	free(data);
}

static bool memory_reserve(struct memory *m, size_t need)
{
	size_t cap;
	uint8_t *data;

	if (need <= m->cap)
		return true;
	cap = need < 4096 ? 8192 : 2 * need;
	data = need <= MEMORY_MAX ? calloc(1, cap) : NULL;
	if (!data)
		return false;
	if (m->len)
		memcpy(data, m->data, m->len);
	give_back(m->data, m->cap);
	m->data = data;
	m->cap = cap;
	return true;
}

static tmsize_t memory_write(thandle_t handle, void *data, tmsize_t len)
{
	struct memory *m = handle;

	if (len < 0 || m->at > MEMORY_MAX || (size_t)len > MEMORY_MAX || !memory_reserve(m, m->at + (size_t)len))
		return -1;
	memcpy(m->data + m->at, data, (size_t)len);
	m->at += (size_t)len;
	m->len = m->at > m->len ? m->at : m->len;
	return len;
}

static toff_t memory_seek(thandle_t handle, toff_t offset, int whence)
{
	struct memory *m = handle;
	toff_t base = whence == SEEK_CUR ? m->at : whence == SEEK_END ? m->len : 0;

	if (base + offset > MEMORY_MAX)
		return (toff_t)-1;
	m->at = (size_t)(base + offset);
	return m->at;
}

static toff_t memory_size(thandle_t handle)
{
	const struct memory *m = handle;

	return m->len;
}

static int memory_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

/* Returning 1 keeps libtiff from calling the global handlers, which print. */
static int quiet(TIFF *tiff, void *userdata, const char *module, const char *format, va_list arguments)
{
	struct memory *m = userdata;

	(void)tiff;
	(void)module;
	(void)format;
	(void)arguments;
	m->complained = true;
	return 1;
}

static TIFF *open_memory(struct memory *m, const char *mode)
{
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
	TIFF *tiff;

	if (!options)
		return NULL;
	TIFFOpenOptionsSetErrorHandlerExtR(options, quiet, m);
	TIFFOpenOptionsSetWarningHandlerExtR(options, quiet, m);
	tiff = TIFFClientOpenExt("card", mode, m, memory_read, memory_write, memory_seek, memory_close, memory_size,
				 NULL, NULL, options);
	TIFFOpenOptionsFree(options);
	return tiff;
}

/* One bit per pixel, the leftmost highest; black is 1 unless `inverted`. The caller wipes and frees it. */
static uint8_t *page_bits(const struct page *page, bool inverted, size_t *len)
{
	size_t stride = ((size_t)page->width + 7) / 8, rows = (size_t)page->height;
	uint8_t *bits = calloc(rows, stride);
	const uint8_t *grey;
	size_t grey_stride;

	cairo_surface_flush(page->surface);
	grey = cairo_image_surface_get_data(page->surface);
	grey_stride = (size_t)cairo_image_surface_get_stride(page->surface);
	*len = rows * stride;
	if (!bits || !grey) {
		free(bits);
		return NULL;
	}
	for (size_t y = 0; y < rows; y++)
		for (size_t x = 0; x < (size_t)page->width; x++)
			if ((grey[y * grey_stride + x] >= BLACK_FROM) != inverted)
				bits[y * stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
	return bits;
}

static bool set_fields(TIFF *tiff, const struct page *page, const struct profile *p)
{
	bool black_zero = profile_has(p, VARIANT_TIFF_BLACK_ZERO), fill_2 = profile_has(p, VARIANT_TIFF_FILL_2);

	return TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, (uint32_t)page->width) &&
	       TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, (uint32_t)page->height) &&
	       TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) &&
	       TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, (uint32_t)page->height) &&
	       TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4) &&
	       TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, black_zero ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE) &&
	       TIFFSetField(tiff, TIFFTAG_FILLORDER, fill_2 ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB) &&
	       TIFFSetField(tiff, TIFFTAG_XRESOLUTION, (double)DPI) &&
	       TIFFSetField(tiff, TIFFTAG_YRESOLUTION, (double)DPI) &&
	       TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
}

/* libtiff puts the directory behind the strip, unless it is told to write it before there is any. */
static bool write_strip(TIFF *tiff, uint8_t *bits, size_t len, bool directory_first)
{
	if (!directory_first)
		return TIFFWriteEncodedStrip(tiff, 0, bits, (tmsize_t)len) >= 0 && TIFFWriteDirectory(tiff);
	return TIFFDeferStrileArrayWriting(tiff) && TIFFWriteCheck(tiff, 0, "card") && TIFFWriteDirectory(tiff) &&
	       TIFFSetDirectory(tiff, 0) && TIFFWriteEncodedStrip(tiff, 0, bits, (tmsize_t)len) >= 0 &&
	       TIFFForceStrileArrayWriting(tiff);
}

int draw_tiff(const struct page *page, const struct profile *p, size_t max, struct blob *out, zairyu_error **err)
{
	struct memory m = { 0 };
	size_t len;
	uint8_t *bits = page_bits(page, profile_has(p, VARIANT_TIFF_BLACK_ZERO), &len);
	TIFF *tiff = bits ? open_memory(&m, profile_has(p, VARIANT_TIFF_BE) ? "wb" : "wl") : NULL;
	bool ok = tiff && set_fields(tiff, page, p) &&
		  write_strip(tiff, bits, len, profile_has(p, VARIANT_TIFF_IFD_FIRST));
	int rc;

	if (tiff)
		TIFFClose(tiff);
	if (ok)
		draw_odd_tiff(p, m.data, m.len);
	rc = ZAIRYU_OK;
	if (!ok)
		rc = zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0, "an image could not be written as TIFF");
	else if (m.len > max)
		rc = zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, (int64_t)m.len,
				      "name, address: what is printed makes an image larger than the card's file");
	else if (!blob_set(out, m.data, m.len))
		rc = no_memory(err);
	give_back(bits, len);
	give_back(m.data, m.cap);
	return rc;
}

/* A TIFF of that one strip, for libtiff to read. */
static bool wrap_strip(struct memory *m, const struct draw_strip *strip)
{
	uint8_t *copy = malloc(strip->len);
	TIFF *tiff = copy ? open_memory(m, "wl") : NULL;
	bool ok;

	if (copy)
		memcpy(copy, strip->data, strip->len);
	ok = tiff && TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, strip->width) &&
	     TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, strip->rows) && TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1) &&
	     TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) && TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, strip->rows) &&
	     TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4) &&
	     TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) &&
	     TIFFSetField(tiff, TIFFTAG_FILLORDER, strip->low_bit_first ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB) &&
	     TIFFWriteRawStrip(tiff, 0, copy, (tmsize_t)strip->len) >= 0;
	if (tiff)
		TIFFClose(tiff);
	give_back(copy, strip->len);
	m->at = 0;
	return ok && !m->complained;
}

bool draw_strip_decodes(const struct draw_strip *strip)
{
	struct memory m = { 0 };
	size_t size = ((size_t)strip->width + 7) / 8 * strip->rows;
	uint8_t *bits = size > 0 && size <= MEMORY_MAX ? malloc(size) : NULL;
	TIFF *tiff = bits && wrap_strip(&m, strip) ? open_memory(&m, "r") : NULL;
	bool ok = tiff && TIFFReadEncodedStrip(tiff, 0, bits, (tmsize_t)size) == (tmsize_t)size && !m.complained;

	if (tiff)
		TIFFClose(tiff);
	give_back(bits, size);
	give_back(m.data, m.cap);
	return ok;
}
