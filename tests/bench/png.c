/* SPDX-License-Identifier: BSD-2-Clause */
/* Both images of a card as PNG, against libpng at its defaults with the same pixels: time and size. */
#include <png.h>
#include <zairyu/image.h>

#include "bench.h"
#include "cards.h"

enum { IMAGES = 2, REPEATS = 4 };

struct bench_png {
	struct issuer_desk desk;
	zairyu_record *record;
	zairyu_image *images[IMAGES];
	size_t written;
};

static const struct {
	const char *name, *options;
	int which[IMAGES];
} cases[] = {
	{ "first generation, front and face", "type=1", { ZAIRYU_IMAGE_FRONT, ZAIRYU_IMAGE_FACE } },
	{ "second generation, name and face", "type=05", { ZAIRYU_IMAGE_NAME, ZAIRYU_IMAGE_FACE } },
};

static int count_bytes(void *userdata, const void *data, size_t len)
{
	(void)data;
	*(size_t *)userdata += len;
	return 0;
}

static void libpng_count(png_structp png, png_bytep data, size_t len)
{
	(void)data;
	*(size_t *)png_get_io_ptr(png) += len;
}

static void libpng_flush(png_structp png)
{
	(void)png;
}

/* Everything at libpng's defaults; errors end the program, as libpng does by itself. */
static void write_by_libpng(const zairyu_image *image, size_t *written)
{
	const bool bilevel = zairyu_image_format(image) == ZAIRYU_PIXEL_BIT;
	const uint8_t *row = zairyu_image_pixels(image);
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);

	BENCH_REQUIRE(png && info);
	png_set_write_fn(png, written, libpng_count, libpng_flush);
	png_set_IHDR(png, info, zairyu_image_width(image), zairyu_image_height(image), bilevel ? 1 : 8,
		     bilevel ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	if (bilevel)
		png_set_invert_mono(png);
	for (uint32_t y = 0; y < zairyu_image_height(image); y++, row += zairyu_image_stride(image))
		png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
}

static void encode_ours(void *userdata)
{
	struct bench_png *b = userdata;

	b->written = 0;
	for (int i = 0; i < IMAGES; i++)
		BENCH_REQUIRE(zairyu_image_write_png(b->images[i], count_bytes, &b->written, NULL) == ZAIRYU_OK);
}

static void encode_libpng(void *userdata)
{
	struct bench_png *b = userdata;

	b->written = 0;
	for (int i = 0; i < IMAGES; i++)
		write_by_libpng(b->images[i], &b->written);
}

static void decode(struct bench_png *b, const int which[IMAGES])
{
	for (int i = 0; i < IMAGES; i++) {
		zairyu_image_free(b->images[i]);
		BENCH_REQUIRE(zairyu_image_decode(b->desk.ctx, b->record, which[i], &b->images[i], NULL) == ZAIRYU_OK);
	}
}

struct whole {
	struct bench_png *bench;
	const int *which;
};

static void whole_ours(void *userdata)
{
	struct whole *w = userdata;

	decode(w->bench, w->which);
	encode_ours(w->bench);
}

static void whole_libpng(void *userdata)
{
	struct whole *w = userdata;

	decode(w->bench, w->which);
	encode_libpng(w->bench);
}

static void report_time(const char *name, const char *what, struct bench_pair pair, double goal)
{
	bench_report_pair("png", name, what, goal, &pair);
}

static void report_size(struct bench_png *b, const char *name)
{
	double ours, libpng;

	encode_ours(b);
	ours = (double)b->written;
	encode_libpng(b);
	libpng = (double)b->written;
	bench_report(&(struct bench_result){ .group = "png",
					     .name = name,
					     .what = "size, ours / libpng",
					     .value = ours / libpng,
					     .goal = 1.25,
					     .ours = ours,
					     .floor = libpng,
					     .unit = "bytes" });
}

int main(int argc, char **argv)
{
	const struct bench_effort effort = bench_effort(argc, argv);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench_png b = { 0 };
		struct whole whole = { &b, cases[i].which };
		zairyu_vcard *card;

		desk_open(&b.desk);
		card = desk_card(&b.desk, cases[i].options);
		b.record = desk_read(&b.desk, card);
		decode(&b, cases[i].which);
		report_time(cases[i].name, "time of encoding, ours / libpng at its defaults",
			    bench_compare(effort, REPEATS, encode_ours, encode_libpng, &b), 0.35);
		report_time(cases[i].name, "time of decoding and encoding, encoder ours / libpng at its defaults",
			    bench_compare(effort, REPEATS, whole_ours, whole_libpng, &whole), 0.35);
		report_size(&b, cases[i].name);
		for (int k = 0; k < IMAGES; k++)
			zairyu_image_free(b.images[k]);
		zairyu_record_free(b.record);
		zairyu_vcard_free(card);
		desk_close(&b.desk);
	}
	return 0;
}
