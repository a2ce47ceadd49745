/* SPDX-License-Identifier: BSD-2-Clause */
/* TIFF for the tests. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "make.h"

void made_append(struct made *made, const void *data, size_t len)
{
	uint8_t *grown = realloc(made->data, made->len + len + 1);

	ck_assert_ptr_nonnull(grown);
	if (len > 0)
		memcpy(grown + made->len, data, len);
	made->data = grown;
	made->len += len;
}

void made_insert(struct made *made, size_t at, const void *data, size_t len)
{
	size_t behind = made->len - at;

	ck_assert_uint_le(at, made->len);
	made_append(made, data, len);
	memmove(made->data + at + len, made->data + at, behind);
	if (len > 0)
		memcpy(made->data + at, data, len);
}

void made_remove(struct made *made, size_t at, size_t len)
{
	ck_assert_uint_le(at + len, made->len);
	memmove(made->data + at, made->data + at + len, made->len - at - len);
	made->len -= len;
}

struct made made_copy(const struct made *made)
{
	struct made copy = { 0 };

	made_append(&copy, made->data, made->len);
	return copy;
}

void made_free(struct made *made)
{
	free(made->data);
	*made = (struct made){ 0 };
}

zairyu_bytes made_bytes(const struct made *made)
{
	return (zairyu_bytes){ made->data, made->len };
}

int made_write(void *userdata, const void *data, size_t len)
{
	made_append(userdata, data, len);
	return 0;
}

uint8_t *make_picture(uint32_t width, uint32_t height)
{
	size_t stride = (width + 7) / 8;
	uint8_t *picture = calloc(height, stride);

	ck_assert_ptr_nonnull(picture);
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			if ((x < width / 5 && y > 2) || (y < height / 4 && x < width - 3) || (x * 7 + y * 3) % 41 == 0)
				picture[y * stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
	return picture;
}

static tmsize_t mem_read(thandle_t handle, void *buf, tmsize_t size)
{
	struct made *made = handle;
	size_t n = made->len - made->at < (size_t)size ? made->len - made->at : (size_t)size;

	memcpy(buf, made->data + made->at, n);
	made->at += n;
	return (tmsize_t)n;
}

static tmsize_t mem_write(thandle_t handle, void *buf, tmsize_t size)
{
	struct made *made = handle;
	size_t end = made->at + (size_t)size;

	if (end > made->len) {
		size_t old = made->len;

		made->data = realloc(made->data, end);
		ck_assert_ptr_nonnull(made->data);
		memset(made->data + old, 0, end - old);
		made->len = end;
	}
	memcpy(made->data + made->at, buf, (size_t)size);
	made->at = end;
	return size;
}

static toff_t mem_seek(thandle_t handle, toff_t offset, int whence)
{
	struct made *made = handle;

	made->at = (size_t)(whence == SEEK_CUR ? made->at + offset : whence == SEEK_END ? made->len + offset : offset);
	return made->at;
}

static int mem_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t mem_size(thandle_t handle)
{
	return ((struct made *)handle)->len;
}

struct made make_tiff(const struct tiff_wish *wish, const uint8_t *picture)
{
	struct made made = { 0 };
	size_t stride = (wish->width + 7) / 8;
	uint8_t *row = malloc(stride);
	TIFF *tiff = TIFFClientOpen("test", wish->big_endian ? "wb" : "wl", &made, mem_read, mem_write, mem_seek,
				    mem_close, mem_size, NULL, NULL);

	ck_assert(tiff && row);
	TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, wish->width);
	TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, wish->height);
	TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
	TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(tiff, TIFFTAG_COMPRESSION, wish->compression ? wish->compression : COMPRESSION_CCITTFAX4);
	if (wish->t4_options)
		TIFFSetField(tiff, TIFFTAG_GROUP3OPTIONS, wish->t4_options);
	TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, wish->inverted ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE);
	TIFFSetField(tiff, TIFFTAG_FILLORDER, wish->low_bit_first ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB);
	TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, wish->rows_per_strip ? wish->rows_per_strip : wish->height);
	for (uint32_t y = 0; y < wish->height; y++) {
		for (size_t x = 0; x < stride; x++)
			row[x] = (uint8_t)(picture[y * stride + x] ^ (wish->inverted ? 0xFF : 0));
		ck_assert_int_eq(TIFFWriteScanline(tiff, row, y, 0), 1);
	}
	TIFFClose(tiff);
	free(row);
	return made;
}

static void put(struct made *made, uint32_t value, unsigned width, bool big_endian)
{
	uint8_t bytes[4];

	for (unsigned i = 0; i < width; i++)
		bytes[big_endian ? width - 1 - i : i] = (uint8_t)(value >> 8 * i);
	made_append(made, bytes, width);
}

static void put_entry(struct made *made, const struct tiff_change *entry, bool big_endian)
{
	put(made, entry->tag, 2, big_endian);
	put(made, entry->type, 2, big_endian);
	put(made, entry->count, 4, big_endian);
	/* What is shorter stands in the first bytes of its place, whatever the byte order. */
	if (entry->count == 1 && (entry->type == TIFF_SHORT || entry->type == TIFF_SSHORT)) {
		put(made, entry->value, 2, big_endian);
		put(made, 0, 2, big_endian);
	} else if (entry->count == 1 && (entry->type == TIFF_BYTE || entry->type == TIFF_SBYTE)) {
		put(made, entry->value, 1, big_endian);
		put(made, 0, 3, big_endian);
	} else {
		put(made, entry->value, 4, big_endian);
	}
}

/* The compressed data of a picture of one strip, cut out of what libtiff wrote. */
static struct made make_strip(const struct tiff_wish *wish, const uint8_t *picture)
{
	struct tiff_wish one = { .width = wish->width,
				 .height = wish->height,
				 .low_bit_first = wish->low_bit_first,
				 .inverted = wish->inverted };
	struct made whole = make_tiff(&one, picture), strip = { 0 };
	uint32_t directory = (uint32_t)whole.data[4] | (uint32_t)whole.data[5] << 8;

	made_append(&strip, whole.data + 8, directory - 8);
	made_free(&whole);
	return strip;
}

static void put_directory(struct made *made, const struct tiff_wish *wish, uint32_t strip_at, uint32_t strip_len,
			  const struct tiff_change *change)
{
	struct tiff_change entries[12] = {
		{ 256, TIFF_SHORT, 1, wish->width },
		{ 257, TIFF_LONG, 1, wish->height },
		{ 258, TIFF_SHORT, 1, 1 },
		{ 259, TIFF_SHORT, 1, 4 },
		{ 262, TIFF_SHORT, 1, wish->inverted ? 1 : 0 },
		{ 266, TIFF_SHORT, 1, wish->low_bit_first ? 2 : 1 },
		{ 273, TIFF_LONG, 1, strip_at },
		{ 277, TIFF_SHORT, 1, 1 },
		{ 278, TIFF_LONG, 1, wish->height },
		{ 279, TIFF_LONG, 1, strip_len },
		{ 0xFDE8, TIFF_SHORT, 1, 7 }, /* a tag nobody knows */
	};
	unsigned count = 0, at;

	for (at = 0; at < 11 && change && entries[at].tag != change->tag; at++)
		;
	if (change)
		entries[at] = *change;
	for (unsigned i = 0; i < 12; i++)
		count += entries[i].type != 0;
	put(made, count, 2, wish->big_endian);
	for (unsigned i = 0; i < 12; i++)
		if (entries[i].type != 0)
			put_entry(made, &entries[i], wish->big_endian);
	put(made, 0, 4, wish->big_endian);
}

struct made make_tiff_by_hand(const struct tiff_wish *wish, const uint8_t *picture, bool directory_first,
			      const struct tiff_change *change)
{
	struct made strip = make_strip(wish, picture), made = { 0 }, trial = { 0 };
	uint32_t directory_len;

	put_directory(&trial, wish, 0, 0, change);
	directory_len = (uint32_t)trial.len;
	made_free(&trial);
	made_append(&made, wish->big_endian ? "MM\0*" : "II*\0", 4);
	put(&made, directory_first ? 8 : 8 + (uint32_t)strip.len, 4, wish->big_endian);
	if (!directory_first)
		made_append(&made, strip.data, strip.len);
	put_directory(&made, wish, directory_first ? 8 + directory_len : 8, (uint32_t)strip.len, change);
	if (directory_first)
		made_append(&made, strip.data, strip.len);
	made_free(&strip);
	return made;
}
