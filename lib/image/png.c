/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes PNG by libpng, whose jumps never leave this file.
 *
 * Bilevel images stay 1 bit and unfiltered, which is both smallest and fastest. For colour the filter Up with
 * run-length coding takes a sixth of the time of libpng's defaults for files a fifth larger.
 */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/failure.h"
#include "base/pixmap.h"

/* Where the output goes, and what went wrong. */
struct sink {
	zairyu_write_fn *write;
	void *userdata;
	bool refused;
	bool no_memory;
};

/* libpng's buffers hold rows of the image: remember their sizes, to wipe them. */
union block {
	size_t size;
	max_align_t align;
};

static png_voidp block_alloc(png_structp png, png_alloc_size_t size)
{
	struct sink *sink = png_get_mem_ptr(png);
	union block *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;

	if (!block) {
		sink->no_memory = true;
		return NULL;
	}
	block->size = size;
	return block + 1;
}

static void block_free(png_structp png, png_voidp p)
{
	union block *block = p;

	(void)png;
	if (!block)
		return;
	block--;
	zairyu_wipe(block + 1, block->size);
	free(block);
}

static void on_error(png_structp png, png_const_charp message)
{
	(void)message;
	png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
	(void)png, (void)message;
}

static void on_data(png_structp png, png_bytep data, size_t len)
{
	struct sink *sink = png_get_io_ptr(png);

	if (sink->write(sink->userdata, data, len) == 0)
		return;
	sink->refused = true;
	png_error(png, "refused");
}

static void on_flush(png_structp png)
{
	(void)png;
}

static void choose_format(png_structp png, png_infop info, const zairyu_image *image)
{
	bool bilevel = image->format == ZAIRYU_PIXEL_BIT, photograph = !bilevel && !image->drawn;

	png_set_IHDR(png, info, image->width, image->height, bilevel ? 1 : 8,
		     bilevel ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_compression_level(png, 1);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, photograph ? PNG_FILTER_UP : PNG_FILTER_NONE);
	if (photograph)
		png_set_compression_strategy(png, Z_RLE);
}

/* What a view says travels with it [PNG 11.3.4.3]. libpng copies it. */
static void put_statements(png_structp png, png_infop info, const struct statements *statements)
{
	for (size_t i = 0; i < statements->count; i++) {
		const struct statement *statement = &statements->list[i];
		png_text text = { .compression = PNG_TEXT_COMPRESSION_NONE,
				  .key = (png_charp)(uintptr_t)statement->name,
				  .text = (png_charp)(uintptr_t)statement->value,
				  .text_length = strlen(statement->value) };

		png_set_text(png, info, &text, 1);
	}
}

/* Everything that may jump. False if it did; nothing here owns anything. */
static bool write_all(png_structp png, png_infop info, struct sink *sink, const zairyu_image *image)
{
	if (setjmp(png_jmpbuf(png)))
		return false;
	png_set_write_fn(png, sink, on_data, on_flush);
	choose_format(png, info, image);
	put_statements(png, info, &image->statements);
	png_write_info(png, info);
	if (image->format == ZAIRYU_PIXEL_BIT)
		png_set_invert_mono(png);
	for (uint32_t y = 0; y < image->height; y++)
		png_write_row(png, pixmap_row(image, y));
	png_write_end(png, info);
	return true;
}

static int image_write_png(const zairyu_image *image, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	struct sink sink = { .write = write, .userdata = userdata };
	png_structp png;
	png_infop info;
	bool written = false;

	if (!image || !write)
		return refuse_argument(err, "an image and a write function are needed");
	png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, &sink, on_error, on_warning, &sink, block_alloc,
					block_free);
	info = png ? png_create_info_struct(png) : NULL;
	if (info)
		written = write_all(png, info, &sink, image);
	png_destroy_write_struct(&png, &info);
	if (written)
		return ZAIRYU_OK;
	if (sink.refused)
		return zairyu_error_set(err, ZAIRYU_ERR_WRITE, NULL, 0, "the PNG could not be written");
	if (sink.no_memory || !info)
		return no_memory(err);
	return zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0, "the PNG could not be made");
}

int zairyu_image_write_png(const zairyu_image *image, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_write_png(image, write, userdata, err));
}
