/* SPDX-License-Identifier: BSD-2-Clause */
/* Decodes a card's images with libtiff and OpenJPEG alone. */
#include "image_fixture.h"

#include <openjpeg.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

struct source {
	struct value value;
	size_t at;
};

static tmsize_t tiff_read(thandle_t handle, void *out, tmsize_t len)
{
	struct source *s = handle;
	size_t left = s->at < s->value.len ? s->value.len - s->at : 0, n = (size_t)len < left ? (size_t)len : left;

	if (n)
		memcpy(out, s->value.data + s->at, n);
	s->at += n;
	return (tmsize_t)n;
}

static tmsize_t tiff_write(thandle_t handle, void *data, tmsize_t len)
{
	(void)handle;
	(void)data;
	(void)len;
	return -1;
}

static toff_t tiff_seek(thandle_t handle, toff_t offset, int whence)
{
	struct source *s = handle;

	s->at = (size_t)offset + (whence == SEEK_CUR ? s->at : whence == SEEK_END ? s->value.len : 0);
	return s->at;
}

static toff_t tiff_size(thandle_t handle)
{
	return ((struct source *)handle)->value.len;
}

static int tiff_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static void read_facts(TIFF *tiff, struct value value, struct tiff_facts *facts)
{
	uint16_t photometric = 0, fill = 0, compression = 0;
	uint64_t *offsets = NULL;

	TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric);
	TIFFGetFieldDefaulted(tiff, TIFFTAG_FILLORDER, &fill);
	TIFFGetField(tiff, TIFFTAG_COMPRESSION, &compression);
	ck_assert_int_eq(TIFFGetField(tiff, TIFFTAG_STRIPOFFSETS, &offsets), 1);
	*facts = (struct tiff_facts){ .little_endian = value.data[0] == 'I',
				      .directory_last = TIFFCurrentDirOffset(tiff) > offsets[0],
				      .white_is_zero = photometric == PHOTOMETRIC_MINISWHITE,
				      .fill_1 = fill == FILLORDER_MSB2LSB,
				      .g4 = compression == COMPRESSION_CCITTFAX4,
				      .strips = TIFFNumberOfStrips(tiff) };
}

void bitmap_decode(struct bitmap *out, struct value value, struct tiff_facts *facts)
{
	struct source source;
	TIFF *tiff;

	ck_assert_ptr_nonnull(value.data);
	source = (struct source){ value, 0 };
	/* It decodes odd forms, and would print what it thinks of them. */
	TIFFSetWarningHandler(NULL);
	TIFFSetErrorHandler(NULL);
	tiff = TIFFClientOpen("card", "rm", &source, tiff_read, tiff_write, tiff_seek, tiff_close, tiff_size, NULL,
			      NULL);
	ck_assert_ptr_nonnull(tiff);
	read_facts(tiff, value, facts);
	*out = (struct bitmap){ 0 };
	TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &out->width);
	TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &out->height);
	out->stride = (size_t)TIFFScanlineSize(tiff);
	out->bits = calloc(out->height, out->stride);
	ck_assert_int_eq(TIFFReadEncodedStrip(tiff, 0, out->bits, (tmsize_t)(out->stride * out->height)),
			 (tmsize_t)(out->stride * out->height));
	TIFFClose(tiff);
	for (uint32_t y = 0; y < out->height; y++) {
		for (uint32_t x = 0; x < out->stride * 8; x++) {
			uint8_t *byte = &out->bits[y * out->stride + x / 8], bit = (uint8_t)(0x80 >> x % 8);

			if (!facts->white_is_zero)
				*byte ^= bit;
			if (x >= out->width)
				*byte &= (uint8_t)~bit;
			out->black += (*byte & bit) != 0;
		}
	}
}

bool bitmap_equal(const struct bitmap *a, const struct bitmap *b)
{
	return a->width == b->width && a->height == b->height && a->stride == b->stride &&
	       memcmp(a->bits, b->bits, a->stride * a->height) == 0;
}

void bitmap_done(struct bitmap *bitmap)
{
	free(bitmap->bits);
}

static OPJ_SIZE_T jp2_read(void *out, OPJ_SIZE_T len, void *userdata)
{
	tmsize_t n = tiff_read(userdata, out, (tmsize_t)len);

	return n > 0 ? (OPJ_SIZE_T)n : (OPJ_SIZE_T)-1;
}

static OPJ_OFF_T jp2_skip(OPJ_OFF_T by, void *userdata)
{
	((struct source *)userdata)->at += (size_t)by;
	return by;
}

static OPJ_BOOL jp2_seek(OPJ_OFF_T at, void *userdata)
{
	((struct source *)userdata)->at = (size_t)at;
	return OPJ_TRUE;
}

static opj_stream_t *stream_from(struct source *source)
{
	opj_stream_t *stream = opj_stream_create(4096, OPJ_TRUE);

	opj_stream_set_user_data(stream, source, NULL);
	opj_stream_set_user_data_length(stream, source->value.len);
	opj_stream_set_read_function(stream, jp2_read);
	opj_stream_set_skip_function(stream, jp2_skip);
	opj_stream_set_seek_function(stream, jp2_seek);
	return stream;
}

/* Where the box of that name is; the test fails if it is not there. */
static const uint8_t *find_box(struct value jp2, const char *name)
{
	for (size_t at = 0; at + 8 <= jp2.len;) {
		const uint8_t *box = jp2.data + at;
		size_t len;

		if (memcmp(box + 4, name, 4) == 0)
			return box;
		len = (size_t)box[0] << 24 | (size_t)box[1] << 16 | (size_t)box[2] << 8 | box[3];
		ck_assert_uint_ge(len, 8);
		at += len;
	}
	ck_abort_msg("there is no %s box", name);
	return NULL;
}

void portrait_decode(struct portrait *out, struct value jp2, bool open_ended)
{
	bool codestream = jp2.data[0] == 0xFF;
	struct source source;
	opj_dparameters_t parameters;
	opj_image_t *image;
	opj_codec_t *codec;
	opj_stream_t *stream;
	size_t middle;

	if (!codestream)
		ck_assert_int_eq(all_bytes_are(find_box(jp2, "jp2c"), 4, 0), open_ended);
	source = (struct source){ jp2, 0 };
	image = NULL;
	codec = opj_create_decompress(codestream ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
	stream = stream_from(&source);
	opj_set_default_decoder_parameters(&parameters);
	ck_assert(opj_setup_decoder(codec, &parameters) && opj_read_header(stream, codec, &image));
	ck_assert(opj_decode(codec, stream, image));
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	*out = (struct portrait){ .width = image->comps[0].w,
				  .height = image->comps[0].h,
				  .components = image->numcomps };
	middle = (size_t)out->width * 105 + out->width / 2;
	ck_assert_uint_eq(out->components, 3);
	out->corner = image->comps[1].data[2 * out->width + 2];
	out->middle = image->comps[1].data[middle];
	out->coloured = image->comps[0].data[middle] > image->comps[2].data[middle] + 20;
	opj_image_destroy(image);
}
