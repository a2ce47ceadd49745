/* SPDX-License-Identifier: BSD-2-Clause */
/* JPEG 2000 decoding by OpenJPEG, which is given a codestream of our own making and nothing else. */
#include "jp2/jp2_decode.h"

#include <openjpeg.h>
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "base/pixmap.h"
#include "jp2/j2k_cost.h"
#include "jp2/j2k_plain.h"
#include "jp2/jp2_convert.h"

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
	if (decoded->x0 != layout->left || decoded->y0 != layout->top || decoded->x1 != layout->left + layout->width ||
	    decoded->y1 != layout->top + layout->height || decoded->numcomps != layout->components)
		return false;
	for (uint32_t i = 0; i < layout->components; i++) {
		const struct j2k_component *expected = &layout->component[i];
		const opj_image_comp_t *comp = &decoded->comps[i];

		if (comp->dx != expected->dx || comp->dy != expected->dy || comp->prec != expected->depth ||
		    (comp->sgnd != 0) != expected->is_signed)
			return false;
	}
	return true;
}

static bool complete(const opj_image_t *decoded, const struct j2k_layout *layout)
{
	for (uint32_t i = 0; i < layout->components; i++) {
		const opj_image_comp_t *comp = &decoded->comps[i];

		if (!comp->data || comp->w == 0 || comp->h == 0 ||
		    comp->w != j2k_span(layout->left, layout->width, comp->dx) ||
		    comp->h != j2k_span(layout->top, layout->height, comp->dy))
			return false;
	}
	return true;
}

static void wipe_and_destroy(opj_image_t *decoded)
{
	if (!decoded)
		return;
	for (uint32_t i = 0; i < decoded->numcomps; i++) {
		opj_image_comp_t *comp = &decoded->comps[i];

		if (comp->data)
			zairyu_wipe(comp->data, sizeof *comp->data * comp->w * comp->h);
	}
	opj_image_destroy(decoded);
}

static int decode(const struct jp2_layout *layout, zairyu_bytes plain, zairyu_image *image, zairyu_error **err)
{
	struct source source = { .bytes = plain };
	opj_stream_t *stream = open_stream(&source);
	opj_codec_t *codec = open_codec();
	opj_image_t *decoded = NULL;
	int rc = ZAIRYU_OK;

	if (!stream || !codec)
		rc = no_memory(err);
	else if (!opj_read_header(stream, codec, &decoded) || !agrees(decoded, &layout->stream))
		rc = refuse_image(err, "the JPEG 2000 image's header does not decode");
	else if (!opj_decode(codec, stream, decoded) || !opj_end_decompress(codec, stream) ||
		 !complete(decoded, &layout->stream))
		rc = refuse_image(err, "the JPEG 2000 image does not decode");
	else
		jp2_convert(decoded, layout, image);
	wipe_and_destroy(decoded);
	if (codec)
		opj_destroy_codec(codec);
	if (stream)
		opj_stream_destroy(stream);
	return rc;
}

int jp2_decode(const zairyu_context *ctx, const struct jp2_layout *layout, zairyu_image **out, zairyu_error **err)
{
	const struct j2k_layout *stream = &layout->stream;
	zairyu_bytes plain = { 0 };
	zairyu_image *image = NULL;
	uint8_t *bytes = NULL;
	int rc = pixmap_check(ctx, stream->width, stream->height, j2k_layout_cost(stream), err);

	*out = NULL;
	if (rc == ZAIRYU_OK)
		rc = pixmap_new(ctx, ZAIRYU_PIXEL_RGB, j2k_layout_width(stream), j2k_layout_height(stream), &image,
				err);
	if (rc == ZAIRYU_OK)
		rc = j2k_plain_new(stream, &bytes, &plain.len, err);
	plain.data = bytes;
	if (rc == ZAIRYU_OK)
		rc = decode(layout, plain, image, err);
	if (bytes)
		zairyu_wipe(bytes, plain.len);
	free(bytes);
	if (rc != ZAIRYU_OK) {
		zairyu_image_free(image);
		return rc;
	}
	*out = image;
	return ZAIRYU_OK;
}
