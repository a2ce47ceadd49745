/* SPDX-License-Identifier: BSD-2-Clause */
/* From a record, or from bytes, to the decoders. */
#include "stored_image.h"

#include "base/failure.h"
#include "base/octets.h"
#include "jp2/jp2_decode.h"
#include "tiff/tiff_decode.h"
#include "tiff/tiff_directory.h"

/* An image's form, checked. */
struct checked {
	bool is_tiff;
	struct tiff_layout tiff;
	struct jp2_layout jp2;
};

static const int roles[ZAIRYU_IMAGE_LAST + 1] = {
	[ZAIRYU_IMAGE_FRONT] = ZAIRYU_ROLE_FRONT_IMAGE,
	[ZAIRYU_IMAGE_NAME] = ZAIRYU_ROLE_NAME_IMAGE,
	[ZAIRYU_IMAGE_ADDRESS] = ZAIRYU_ROLE_ADDRESS_IMAGE,
	[ZAIRYU_IMAGE_FACE] = ZAIRYU_ROLE_FACE,
};

static bool find_object(const zairyu_card *card, int role, zairyu_card_object_info *out)
{
	*out = (zairyu_card_object_info){ .size = sizeof *out };
	for (size_t i = 0; zairyu_card_object(card, i, out) == ZAIRYU_OK; i++)
		if (out->role == role)
			return true;
	return false;
}

uint64_t source_item(const zairyu_card *card, int role)
{
	zairyu_card_object_info object;

	return find_object(card, role, &object) ? object.item : 0;
}

static bool find_image(const zairyu_card *card, int which, zairyu_card_object_info *out)
{
	return which > 0 && which <= ZAIRYU_IMAGE_LAST && find_object(card, roles[which], out);
}

/* The stored value. One of NULs throughout is a place kept free for an image that was never made. */
static int find_value(const zairyu_record *record, int which, zairyu_bytes *out)
{
	zairyu_card_object_info object;
	int rc = find_image(zairyu_record_card(record), which, &object)
			 ? zairyu_record_item_value(record, object.item, object.tag, out)
			 : ZAIRYU_ERR_ABSENT;

	if (rc == ZAIRYU_OK && octets_nul_from(*out, 0))
		rc = ZAIRYU_ERR_ABSENT;
	if (rc != ZAIRYU_OK)
		*out = (zairyu_bytes){ 0 };
	return rc;
}

static int check(zairyu_bytes bytes, struct checked *out, zairyu_error **err)
{
	bool boxed;

	out->is_tiff = !jp2_layout_begins(bytes, &boxed);
	return out->is_tiff ? tiff_layout_read(bytes, &out->tiff, err) : jp2_layout_read(bytes, &out->jp2, err);
}

/* Also checks that it is the kind of image that belongs there. */
static int check_stored(zairyu_bytes bytes, int which, struct checked *out, zairyu_error **err)
{
	int rc = check(bytes, out, err);

	if (rc == ZAIRYU_OK && out->is_tiff == (which == ZAIRYU_IMAGE_FACE))
		rc = refuse_image(err, "the card stores another kind of image in this place");
	return rc;
}

static int decode(zairyu_context *ctx, const struct checked *image, zairyu_image **out, zairyu_error **err)
{
	return image->is_tiff ? tiff_decode(ctx, &image->tiff, out, err) : jp2_decode(ctx, &image->jp2, out, err);
}

static int decode_stored(zairyu_context *ctx, zairyu_bytes value, int which, zairyu_image **out, zairyu_error **err)
{
	struct checked image;
	int rc = check_stored(value, which, &image, err);

	return rc != ZAIRYU_OK ? rc : decode(ctx, &image, out, err);
}

bool source_has(const zairyu_record *record, int which)
{
	zairyu_bytes value;

	return find_value(record, which, &value) == ZAIRYU_OK;
}

const char *zairyu_image_name(int which)
{
	static const char *const names[ZAIRYU_IMAGE_LAST + 1] = {
		[ZAIRYU_IMAGE_FRONT] = "front",
		[ZAIRYU_IMAGE_NAME] = "name",
		[ZAIRYU_IMAGE_ADDRESS] = "address_image",
		[ZAIRYU_IMAGE_FACE] = "face",
	};

	return which > 0 && which <= ZAIRYU_IMAGE_LAST ? names[which] : NULL;
}

uint64_t zairyu_image_item(const zairyu_record *record, int which)
{
	zairyu_card_object_info object;

	return find_image(zairyu_record_card(record), which, &object) ? object.item : 0;
}

/* What the beginning says it is, for what cannot be decoded. */
static const char *media_type_of(zairyu_bytes bytes)
{
	bool boxed;

	if (jp2_layout_begins(bytes, &boxed))
		return boxed ? "image/jp2" : "image/x-jp2-codestream";
	if (tiff_begins(bytes))
		return "image/tiff";
	return "application/octet-stream";
}

int zairyu_image_source(const zairyu_record *record, int which, zairyu_bytes *out, const char **media_type)
{
	struct checked image;
	zairyu_bytes value;
	int rc = find_value(record, which, &value);

	if (media_type)
		*media_type = rc != ZAIRYU_OK ? NULL : media_type_of(value);
	/* Where the structure is not understood, there is no telling padding from content. */
	if (rc == ZAIRYU_OK && check(value, &image, NULL) == ZAIRYU_OK)
		value.len = image.is_tiff ? image.tiff.end : image.jp2.end;
	if (out)
		*out = value;
	return rc;
}

int zairyu_image_size(const zairyu_record *record, int which, uint32_t *width, uint32_t *height)
{
	struct checked image;
	zairyu_bytes value;
	uint32_t w = 0, h = 0;
	int rc = find_value(record, which, &value);

	if (rc == ZAIRYU_OK)
		rc = check_stored(value, which, &image, NULL);
	if (rc == ZAIRYU_OK && image.is_tiff) {
		w = tiff_layout_turned(&image.tiff) ? image.tiff.height : image.tiff.width;
		h = tiff_layout_turned(&image.tiff) ? image.tiff.width : image.tiff.height;
	} else if (rc == ZAIRYU_OK) {
		w = j2k_layout_width(&image.jp2.stream);
		h = j2k_layout_height(&image.jp2.stream);
	}
	if (width)
		*width = w;
	if (height)
		*height = h;
	return rc;
}

static int image_decode(zairyu_context *ctx, const zairyu_record *record, int which, zairyu_image **out,
			zairyu_error **err)
{
	zairyu_bytes value;

	if (out)
		*out = NULL;
	if (!ctx || !record || !out)
		return refuse_argument(err, "a context, a record and a place for the image are needed");
	if (find_value(record, which, &value))
		return zairyu_error_set(err, ZAIRYU_ERR_ABSENT, NULL, 0, "the record does not hold this image");
	return decode_stored(ctx, value, which, out, err);
}

static int image_decode_item(zairyu_context *ctx, const zairyu_card *card, uint64_t item, zairyu_bytes file, int which,
			     zairyu_image **out, zairyu_error **err)
{
	zairyu_card_object_info object;
	zairyu_bytes value;
	int rc = ZAIRYU_ERR_ABSENT;

	if (out)
		*out = NULL;
	if (!ctx || !card || !out || (!file.data && file.len > 0))
		return refuse_argument(err, "a context, a card, a file and a place for the image are needed");
	if (file.len > zairyu_context_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return refuse_limit(err, "the file is longer than a card's may be");
	if (find_image(card, which, &object) && object.item == item)
		rc = zairyu_item_value(card, item, file, object.tag, &value);
	if (rc == ZAIRYU_ERR_ABSENT)
		return zairyu_error_set(err, rc, NULL, 0, "the item does not hold this image");
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "the file does not hold the data objects it should");
	return decode_stored(ctx, value, which, out, err);
}

int zairyu_image_decode_item(zairyu_context *ctx, const zairyu_card *card, uint64_t item, zairyu_bytes file, int which,
			     zairyu_image **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_decode_item(ctx, card, item, file, which, out, err));
}

int zairyu_image_decode(zairyu_context *ctx, const zairyu_record *record, int which, zairyu_image **out,
			zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_decode(ctx, record, which, out, err));
}

static int image_decode_bytes(zairyu_context *ctx, zairyu_bytes encoded, zairyu_image **out, zairyu_error **err)
{
	struct checked image;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out || (!encoded.data && encoded.len > 0))
		return refuse_argument(err, "a context, bytes and a place for the image are needed");
	if (encoded.len > zairyu_context_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return refuse_limit(err, "the image is longer than a card's file may be");
	rc = check(encoded, &image, err);
	return rc != ZAIRYU_OK ? rc : decode(ctx, &image, out, err);
}

int zairyu_image_decode_bytes(zairyu_context *ctx, zairyu_bytes encoded, zairyu_image **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, image_decode_bytes(ctx, encoded, out, err));
}
