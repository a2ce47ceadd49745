/* SPDX-License-Identifier: BSD-2-Clause */
/* JPEG 2000 decoding by OpenJPEG, which is given a checked codestream and nothing else, and made RGB. */
#include <string.h>

#include <openjpeg.h>

#include "failure.h"
#include "jp2_decode.h"
#include "pixmap.h"

/* The codestream as OpenJPEG reads it. */
struct source {
	zairyu_bytes bytes;
	size_t at;
};

static OPJ_SIZE_T source_read(void *buf, OPJ_SIZE_T size, void *userdata)
{
	struct source *source = userdata;
	size_t n = source->bytes.len - source->at;

	if (n == 0)
		return (OPJ_SIZE_T)-1;
	if (size < n)
		n = size;
	memcpy(buf, source->bytes.data + source->at, n);
	source->at += n;
	return n;
}

static OPJ_BOOL source_seek(OPJ_OFF_T at, void *userdata)
{
	struct source *source = userdata;

	if (at < 0 || (uint64_t)at > source->bytes.len)
		return OPJ_FALSE;
	source->at = (size_t)at;
	return OPJ_TRUE;
}

static OPJ_OFF_T source_skip(OPJ_OFF_T n, void *userdata)
{
	struct source *source = userdata;

	if (n < 0 || (uint64_t)n > source->bytes.len - source->at)
		return -1;
	source->at += (size_t)n;
	return n;
}

static void on_message(const char *message, void *userdata)
{
	(void)message, (void)userdata;
}

static opj_stream_t *open_stream(struct source *source)
{
	opj_stream_t *stream = opj_stream_create(source->bytes.len, OPJ_TRUE);

	if (!stream)
		return NULL;
	opj_stream_set_user_data(stream, source, NULL);
	opj_stream_set_user_data_length(stream, source->bytes.len);
	opj_stream_set_read_function(stream, source_read);
	opj_stream_set_seek_function(stream, source_seek);
	opj_stream_set_skip_function(stream, source_skip);
	return stream;
}

static opj_codec_t *open_codec(void)
{
	opj_codec_t *codec = opj_create_decompress(OPJ_CODEC_J2K);
	opj_dparameters_t parameters;

	if (!codec)
		return NULL;
	opj_set_default_decoder_parameters(&parameters);
	opj_set_info_handler(codec, on_message, NULL);
	opj_set_warning_handler(codec, on_message, NULL);
	opj_set_error_handler(codec, on_message, NULL);
	if (opj_setup_decoder(codec, &parameters) && opj_decoder_set_strict_mode(codec, OPJ_TRUE) &&
	    opj_codec_set_threads(codec, 0))
		return codec;
	opj_destroy_codec(codec);
	return NULL;
}

/* Whether OpenJPEG understood the header as we did. */
static bool agrees(const opj_image_t *decoded, const struct j2k_layout *layout)
{
	if (decoded->x0 != 0 || decoded->y0 != 0 || decoded->x1 != layout->width || decoded->y1 != layout->height ||
	    decoded->numcomps != layout->components)
		return false;
	for (uint32_t i = 0; i < layout->components; i++) {
		const opj_image_comp_t *comp = &decoded->comps[i];

		if (comp->dx != layout->dx[i] || comp->dy != layout->dy[i] || comp->prec != 8 || comp->sgnd)
			return false;
	}
	return true;
}

static bool complete(const opj_image_t *decoded, const struct j2k_layout *layout)
{
	for (uint32_t i = 0; i < layout->components; i++) {
		const opj_image_comp_t *comp = &decoded->comps[i];

		if (!comp->data || comp->w != (layout->width + layout->dx[i] - 1) / layout->dx[i] ||
		    comp->h != (layout->height + layout->dy[i] - 1) / layout->dy[i])
			return false;
	}
	return true;
}

static uint8_t clamp(int32_t value)
{
	return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)value;
}

static int32_t sample(const opj_image_t *decoded, uint32_t index, uint32_t x, uint32_t y)
{
	const opj_image_comp_t *comp = &decoded->comps[index];

	return clamp(comp->data[(size_t)(y / comp->dy) * comp->w + x / comp->dx]);
}

/* Full-range YCC to RGB [ISO/IEC 15444-1 I.5.3.3, IEC 61966-2-1 amendment 1], in 16.16 fixed point. */
static void ycc_to_rgb(uint8_t *rgb, int32_t luma, int32_t blue, int32_t red)
{
	int32_t scaled = luma * 65536 + 32768;

	blue -= 128;
	red -= 128;
	rgb[0] = clamp((scaled + 91881 * red) / 65536);
	rgb[1] = clamp((scaled - 22554 * blue - 46802 * red) / 65536);
	rgb[2] = clamp((scaled + 116130 * blue) / 65536);
}

static void convert(const opj_image_t *decoded, enum jp2_colour colour, zairyu_image *image)
{
	uint32_t second = colour == JP2_COLOUR_GREY ? 0 : 1, third = colour == JP2_COLOUR_GREY ? 0 : 2;

	for (uint32_t y = 0; y < image->height; y++) {
		uint8_t *rgb = pixmap_row(image, y);

		for (uint32_t x = 0; x < image->width; x++, rgb += 3) {
			int32_t a = sample(decoded, 0, x, y), b = sample(decoded, second, x, y),
				c = sample(decoded, third, x, y);

			if (colour == JP2_COLOUR_YCC) {
				ycc_to_rgb(rgb, a, b, c);
				continue;
			}
			rgb[0] = (uint8_t)a;
			rgb[1] = (uint8_t)b;
			rgb[2] = (uint8_t)c;
		}
	}
}

static void wipe_and_destroy(opj_image_t *decoded)
{
	if (!decoded)
		return;
	for (uint32_t i = 0; i < decoded->numcomps; i++) {
		opj_image_comp_t *comp = &decoded->comps[i];

		if (comp->data)
			zairyu_wipe(comp->data, sizeof(*comp->data) * comp->w * comp->h);
	}
	opj_image_destroy(decoded);
}

static int decode(const struct jp2_layout *layout, zairyu_image *image, zairyu_error **err)
{
	struct source source = { .bytes = layout->stream.stream };
	opj_stream_t *stream = open_stream(&source);
	opj_codec_t *codec = open_codec();
	opj_image_t *decoded = NULL;
	int rc = ZAIRYU_OK;

	if (!stream || !codec)
		rc = refuse_memory(err);
	else if (!opj_read_header(stream, codec, &decoded) || !agrees(decoded, &layout->stream))
		rc = refuse_image(err, "the JPEG 2000 image's header does not decode");
	else if (!opj_decode(codec, stream, decoded) || !opj_end_decompress(codec, stream) ||
		 !complete(decoded, &layout->stream))
		rc = refuse_image(err, "the JPEG 2000 image does not decode");
	else
		convert(decoded, layout->colour, image);
	wipe_and_destroy(decoded);
	if (codec)
		opj_destroy_codec(codec);
	if (stream)
		opj_stream_destroy(stream);
	return rc;
}

int jp2_decode(const zairyu_context *ctx, const struct jp2_layout *layout, zairyu_image **out, zairyu_error **err)
{
	zairyu_image *image;
	int rc;

	*out = NULL;
	rc = pixmap_check(ctx, layout->stream.width, layout->stream.height, j2k_layout_cost(&layout->stream), err);
	if (!rc)
		rc = pixmap_new(ctx, ZAIRYU_PIXEL_RGB, layout->stream.width, layout->stream.height, &image, err);
	if (rc)
		return rc;
	rc = decode(layout, image, err);
	if (rc) {
		zairyu_image_free(image);
		return rc;
	}
	*out = image;
	return ZAIRYU_OK;
}
