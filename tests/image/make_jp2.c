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

/* What a component holds at a place of the reference grid, in 8 bits. */
static int tone(const struct jp2_wish *wish, uint32_t component, uint32_t x, uint32_t y)
{
	const char *letters = "RGBA",
		   *letter = strchr(letters, wish->order ? wish->order[component] : letters[component]);
	uint8_t rgb[3];

	ck_assert_ptr_nonnull(letter);
	if (wish->flat || *letter == 'A')
		return 128;
	make_colour(wish, x - wish->left, y - wish->top, rgb);
	return wish->ycc ? ycc(rgb, component) : rgb[letter - letters];
}

static int stored(const struct jp2_wish *wish, int eight)
{
	uint32_t depth = wish->depth ? wish->depth : 8;
	long most = (1l << depth) - 1, value = (eight * most + 127) / 255;

	return (int)(wish->is_signed ? value - (1l << (depth - 1)) : value);
}

static void describe(const struct jp2_wish *wish, opj_image_cmptparm_t *parameters)
{
	for (uint32_t i = 0; i < wish->components; i++) {
		uint32_t step = wish->step ? wish->step : wish->ycc && (i == 1 || i == 2) ? 2 : 1;

		parameters[i].dx = parameters[i].dy = step;
		parameters[i].x0 = wish->left;
		parameters[i].y0 = wish->top;
		parameters[i].w = (wish->left + wish->width + step - 1) / step - (wish->left + step - 1) / step;
		parameters[i].h = (wish->top + wish->height + step - 1) / step - (wish->top + step - 1) / step;
		parameters[i].prec = wish->depth ? wish->depth : 8;
		parameters[i].sgnd = wish->is_signed;
	}
}

static opj_image_t *paint(const struct jp2_wish *wish)
{
	opj_image_cmptparm_t parameters[4] = { 0 };
	opj_image_t *image;

	describe(wish, parameters);
	image = opj_image_create(wish->components, parameters,
				 wish->components < 3 ? OPJ_CLRSPC_GRAY
				 : wish->ycc          ? OPJ_CLRSPC_SYCC
						      : OPJ_CLRSPC_SRGB);
	ck_assert_ptr_nonnull(image);
	image->x0 = wish->left;
	image->y0 = wish->top;
	image->x1 = wish->left + wish->width;
	image->y1 = wish->top + wish->height;
	for (uint32_t i = 0; i < wish->components; i++) {
		opj_image_comp_t *comp = &image->comps[i];
		uint32_t left = (wish->left + comp->dx - 1) / comp->dx, top = (wish->top + comp->dy - 1) / comp->dy;

		for (uint32_t at = 0; at < comp->w * comp->h; at++)
			comp->data[at] = stored(
				wish, tone(wish, i, (left + at % comp->w) * comp->dx, (top + at / comp->w) * comp->dy));
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
	parameters.tcp_numlayers = wish->layers ? (int)wish->layers : 1;
	parameters.cp_disto_alloc = 1;
	for (int i = 0; i < parameters.tcp_numlayers; i++)
		parameters.tcp_rates[i] = wish->rate + (float)(wish->layers ? 2 * (wish->layers - 1 - (uint32_t)i) : 0);
	parameters.csty |= wish->style;
	parameters.image_offset_x0 = (int)wish->left;
	parameters.image_offset_y0 = (int)wish->top;
	if (wish->block)
		parameters.cblockw_init = parameters.cblockh_init = wish->block;
	if (wish->precinct) {
		parameters.csty |= 1;
		parameters.res_spec = 1;
		parameters.prcw_init[0] = parameters.prch_init[0] = wish->precinct;
	}
	if (wish->parts) {
		parameters.tp_on = 1;
		parameters.tp_flag = 'R';
	}
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

uint32_t get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

void put_u32(uint8_t *p, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void grow(struct made *jp2, size_t length_at, size_t len)
{
	if (get_u32(jp2->data + length_at) != 0)
		put_u32(jp2->data + length_at, get_u32(jp2->data + length_at) + (uint32_t)len);
}

void jp2_add_box_first(struct made *jp2, const void *box, size_t len)
{
	grow(jp2, find_box(jp2, "jp2h"), len);
	made_insert(jp2, find_box(jp2, "jp2h") + 8, box, len);
}

void jp2_add_box(struct made *jp2, const void *box, size_t len)
{
	grow(jp2, find_box(jp2, "jp2h"), len);
	made_insert(jp2, find_box(jp2, "jp2c"), box, len);
}

void jp2_add_main(struct made *jp2, const void *segments, size_t len)
{
	size_t size = find_marker(jp2, 0xFF51);

	grow(jp2, find_box(jp2, "jp2c"), len);
	made_insert(jp2, size + 2 + jp2->data[size + 3], segments, len);
}

void jp2_add_tile(struct made *jp2, const void *segments, size_t len)
{
	size_t part = find_marker(jp2, 0xFF90);

	grow(jp2, find_box(jp2, "jp2c"), len);
	grow(jp2, part + 6, len);
	made_insert(jp2, part + 12, segments, len);
}

struct made jp2_take_segment(struct made *jp2, uint16_t marker)
{
	size_t at = find_marker(jp2, marker), len = 2 + (size_t)(jp2->data[at + 2] << 8 | jp2->data[at + 3]);
	struct made segment = { 0 };

	made_append(&segment, jp2->data + at, len);
	made_remove(jp2, at, len);
	grow(jp2, find_box(jp2, "jp2c"), (size_t)0 - len);
	return segment;
}

void jp2_close(struct made *jp2)
{
	size_t at = find_box(jp2, "jp2c");

	put_u32(jp2->data + at, (uint32_t)(jp2->len - at));
}
