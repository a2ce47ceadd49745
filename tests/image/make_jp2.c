/* SPDX-License-Identifier: BSD-2-Clause */
/* JPEG 2000 for the tests. */
#include <check.h>
#include <openjpeg.h>
#include <stdlib.h>
#include <string.h>

#include "make.h"

static OPJ_SIZE_T mem_write(void *buf, OPJ_SIZE_T size, void *userdata)
{
	struct made *made = userdata;

	if (made->at + size > made->len) {
		size_t old = made->len;

		made->len = made->at + size;
		made->data = realloc(made->data, made->len);
		ck_assert_ptr_nonnull(made->data);
		memset(made->data + old, 0, made->len - old);
	}
	memcpy(made->data + made->at, buf, size);
	made->at += size;
	return size;
}

static OPJ_OFF_T mem_skip(OPJ_OFF_T n, void *userdata)
{
	((struct made *)userdata)->at += (size_t)n;
	return n;
}

static OPJ_BOOL mem_seek(OPJ_OFF_T at, void *userdata)
{
	((struct made *)userdata)->at = (size_t)at;
	return OPJ_TRUE;
}

void make_colour(const struct jp2_wish *wish, uint32_t x, uint32_t y, uint8_t rgb[3])
{
	bool left = x < wish->width / 3, top = y < wish->height / 4;

	/* Bright red at the top left, dark blue at the bottom right. */
	rgb[0] = (uint8_t)(left && top ? 250 : 20 + 100 * x / wish->width);
	rgb[1] = (uint8_t)(20 + 60 * y / wish->height);
	rgb[2] = (uint8_t)(left && top ? 10 : 40 + 200 * y / wish->height);
}

/* Luma, blue and red difference of a colour [ITU-T T.871]. */
static int ycc(const uint8_t rgb[3], uint32_t component)
{
	double y = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];

	return (int)(0.5 + (component == 0   ? y
			    : component == 1 ? 128 + (rgb[2] - y) / 1.772
					     : 128 + (rgb[0] - y) / 1.402));
}

static opj_image_t *paint(const struct jp2_wish *wish)
{
	opj_image_cmptparm_t parameters[4] = { 0 };
	opj_image_t *image;

	for (uint32_t i = 0; i < wish->components; i++) {
		uint32_t step = wish->ycc && (i == 1 || i == 2) ? 2 : 1;

		parameters[i].dx = parameters[i].dy = step;
		parameters[i].w = (wish->width + step - 1) / step;
		parameters[i].h = (wish->height + step - 1) / step;
		parameters[i].prec = 8;
	}
	image = opj_image_create(wish->components, parameters,
				 wish->components == 1 ? OPJ_CLRSPC_GRAY
				 : wish->ycc           ? OPJ_CLRSPC_SYCC
						       : OPJ_CLRSPC_SRGB);
	ck_assert_ptr_nonnull(image);
	image->x1 = wish->width;
	image->y1 = wish->height;
	for (uint32_t i = 0; i < wish->components; i++) {
		opj_image_comp_t *comp = &image->comps[i];

		for (uint32_t at = 0; at < comp->w * comp->h; at++) {
			uint8_t rgb[3];

			make_colour(wish, at % comp->w * comp->dx, at / comp->w * comp->dy, rgb);
			comp->data[at] = i == 3 ? 128 : wish->ycc ? ycc(rgb, i) : rgb[i];
		}
	}
	return image;
}

/* As many as the smallest tile allows, at most six. */
static int resolutions(const struct jp2_wish *wish)
{
	uint32_t side = wish->tile ? wish->tile : wish->width < wish->height ? wish->width : wish->height;
	int n = 1;

	while (n < 6 && side >> n)
		n++;
	return n;
}

struct made make_jp2(const struct jp2_wish *wish)
{
	struct made made = { 0 };
	opj_codec_t *codec = opj_create_compress(wish->codestream ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
	opj_stream_t *stream = opj_stream_default_create(OPJ_FALSE);
	opj_image_t *image = paint(wish);
	opj_cparameters_t parameters;

	opj_set_default_encoder_parameters(&parameters);
	parameters.tcp_numlayers = 1;
	parameters.cp_disto_alloc = 1;
	parameters.tcp_rates[0] = wish->rate;
	parameters.irreversible = wish->rate > 0;
	parameters.numresolution = resolutions(wish);
	parameters.tcp_mct = wish->components >= 3 && !wish->ycc;
	if (wish->tile) {
		parameters.tile_size_on = OPJ_TRUE;
		parameters.cp_tdx = parameters.cp_tdy = (int)wish->tile;
	}
	opj_stream_set_user_data(stream, &made, NULL);
	opj_stream_set_write_function(stream, mem_write);
	opj_stream_set_skip_function(stream, mem_skip);
	opj_stream_set_seek_function(stream, mem_seek);
	ck_assert(opj_setup_encoder(codec, &parameters, image));
	ck_assert(opj_start_compress(codec, image, stream));
	ck_assert(opj_encode(codec, stream));
	ck_assert(opj_end_compress(codec, stream));
	opj_destroy_codec(codec);
	opj_stream_destroy(stream);
	opj_image_destroy(image);
	return made;
}

static size_t find(const struct made *made, const void *what, size_t len)
{
	for (size_t at = 0; at + len <= made->len; at++)
		if (memcmp(made->data + at, what, len) == 0)
			return at;
	ck_abort_msg("not found");
	return 0;
}

size_t find_box(const struct made *made, const char type[4])
{
	return find(made, type, 4) - 4;
}

size_t find_marker(const struct made *made, uint16_t marker)
{
	uint8_t bytes[2] = { (uint8_t)(marker >> 8), (uint8_t)marker };

	return find(made, bytes, 2);
}
