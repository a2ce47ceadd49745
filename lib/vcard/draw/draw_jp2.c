/* SPDX-License-Identifier: BSD-2-Clause */
/* A colour surface as JPEG 2000, made by OpenJPEG in memory and no larger than the card's file. */
#include <openjpeg.h>
#include <stdlib.h>
#include <string.h>

#include "draw/draw.h"
#include "draw/draw_odd.h"

enum { COMPONENTS = 3, JP2_BOXES = 85, ATTEMPTS = 6, CODESTREAM_MAX = 1 << 16 };

/* OpenJPEG's file. */
struct sink {
	uint8_t data[CODESTREAM_MAX];
	size_t len, at;
};

static OPJ_SIZE_T sink_write(void *data, OPJ_SIZE_T len, void *userdata)
{
	struct sink *sink = userdata;

	if (len > sizeof sink->data - sink->at)
		return (OPJ_SIZE_T)-1;
	memcpy(sink->data + sink->at, data, len);
	sink->at += len;
	sink->len = sink->at > sink->len ? sink->at : sink->len;
	return len;
}

static OPJ_BOOL sink_seek(OPJ_OFF_T at, void *userdata)
{
	struct sink *sink = userdata;

	if (at < 0 || (size_t)at > sizeof sink->data)
		return OPJ_FALSE;
	sink->at = (size_t)at;
	return OPJ_TRUE;
}

static OPJ_OFF_T sink_skip(OPJ_OFF_T by, void *userdata)
{
	struct sink *sink = userdata;

	return sink_seek((OPJ_OFF_T)sink->at + by, sink) ? by : -1;
}

/* NULL if there is no memory. `reversed`: blue is the first component, red the last. */
static opj_image_t *image_from(cairo_surface_t *surface, bool reversed)
{
	OPJ_UINT32 width = (OPJ_UINT32)cairo_image_surface_get_width(surface);
	OPJ_UINT32 height = (OPJ_UINT32)cairo_image_surface_get_height(surface);
	opj_image_cmptparm_t parts[COMPONENTS];
	opj_image_t *image;
	const uint8_t *pixels;
	size_t stride;

	for (size_t i = 0; i < COMPONENTS; i++)
		parts[i] = (opj_image_cmptparm_t){ .dx = 1, .dy = 1, .w = width, .h = height, .prec = 8 };
	image = opj_image_create(COMPONENTS, parts, OPJ_CLRSPC_SRGB);
	if (!image)
		return NULL;
	image->x1 = width;
	image->y1 = height;
	cairo_surface_flush(surface);
	pixels = cairo_image_surface_get_data(surface);
	stride = (size_t)cairo_image_surface_get_stride(surface);
	for (size_t y = 0; y < height; y++) {
		for (size_t x = 0; x < width; x++) {
			uint32_t rgb;

			memcpy(&rgb, pixels + y * stride + 4 * x, sizeof rgb);
			for (size_t i = 0; i < COMPONENTS; i++)
				image->comps[i].data[y * width + x] =
					(OPJ_INT32)(rgb >> (reversed ? 8 * i : 16 - 8 * i) & 0xFF);
		}
	}
	return image;
}

static opj_stream_t *stream_to(struct sink *sink)
{
	opj_stream_t *stream = opj_stream_create(CODESTREAM_MAX, OPJ_FALSE);

	if (!stream)
		return NULL;
	opj_stream_set_user_data(stream, sink, NULL);
	opj_stream_set_write_function(stream, sink_write);
	opj_stream_set_seek_function(stream, sink_seek);
	opj_stream_set_skip_function(stream, sink_skip);
	return stream;
}

/* One lossy layer of about `size` bytes. OpenJPEG takes the pixels out of the image, so each attempt needs its own. */
static bool compress(cairo_surface_t *surface, const struct profile *p, size_t size, struct sink *sink)
{
	opj_image_t *image = image_from(surface, profile_has(p, VARIANT_FACE_BGR));
	opj_cparameters_t parameters;
	opj_codec_t *codec;
	opj_stream_t *stream;
	bool ok;

	if (!image)
		return false;
	opj_set_default_encoder_parameters(&parameters);
	parameters.irreversible = 1;
	parameters.tcp_mct = 1;
	parameters.tcp_numlayers = 1;
	parameters.cp_disto_alloc = 1;
	parameters.numresolution = 5;
	parameters.tcp_rates[0] = (float)(image->x1 * image->y1 * COMPONENTS) / (float)size;
	*sink = (struct sink){ 0 };
	codec = opj_create_compress(profile_has(p, VARIANT_FACE_J2K) ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
	stream = stream_to(sink);
	ok = codec && stream && opj_setup_encoder(codec, &parameters, image) &&
	     opj_start_compress(codec, image, stream) && opj_encode(codec, stream) && opj_end_compress(codec, stream);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	opj_image_destroy(image);
	return ok;
}

/* The last box may say 0 for "to the end" [ISO/IEC 15444-1 I.4]; OpenJPEG writes the codestream last. */
static bool open_last_box(uint8_t *data, size_t len)
{
	for (size_t at = 0; at + 8 <= len;) {
		size_t box =
			(size_t)data[at] << 24 | (size_t)data[at + 1] << 16 | (size_t)data[at + 2] << 8 | data[at + 3];

		if (memcmp(data + at + 4, "jp2c", 4) == 0) {
			memset(data + at, 0, 4);
			return true;
		}
		if (box < 8)
			return false;
		at += box;
	}
	return false;
}

int draw_jp2(cairo_surface_t *surface, const struct profile *p, size_t max, struct blob *out, zairyu_error **err)
{
	struct sink *sink = malloc(sizeof *sink);
	bool codestream = profile_has(p, VARIANT_FACE_J2K), ok = sink != NULL;
	size_t room = max - (draw_odd_jp2_asked(p) ? DRAW_ODD_JP2_MAX : 0);
	/* The rate control misses by a little: aim lower until it fits. */
	size_t aim = room - (codestream ? 0 : JP2_BOXES);

	for (int i = 0; ok && i < ATTEMPTS; i++, aim -= aim / 16) {
		ok = compress(surface, p, aim, sink);
		if (ok && sink->len <= room)
			break;
	}
	if (ok && sink->len <= room)
		sink->len = draw_odd_jp2(p, sink->data, sink->len);
	ok = ok && sink->len <= max &&
	     (!profile_has(p, VARIANT_FACE_JP2C_ZERO) || open_last_box(sink->data, sink->len)) &&
	     blob_set(out, sink->data, sink->len);
	if (sink)
		zairyu_wipe(sink, sizeof *sink);
	free(sink);
	return ok ? ZAIRYU_OK
		  : zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0,
				     "the portrait could not be written as JPEG 2000");
}
