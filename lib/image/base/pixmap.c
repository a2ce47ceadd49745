/* SPDX-License-Identifier: BSD-2-Clause */
/* The decoded image: making, reading out, wiping. */
#include "base/pixmap.h"

#include <stdlib.h>

#include "base/failure.h"

int pixmap_check(const zairyu_context *ctx, uint32_t width, uint32_t height, uint64_t decoder_bytes, zairyu_error **err)
{
	if (width == 0 || height == 0 || width > PIXMAP_SIDE_MAX || height > PIXMAP_SIDE_MAX)
		return refuse_image(err, "the image's width or height is out of range");
	if ((uint64_t)width * height > zairyu_context_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS))
		return refuse_limit(err, "the image has more pixels than the limit allows");
	if (decoder_bytes > zairyu_context_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES))
		return refuse_limit(err, "the image takes more memory than the limit allows");
	return ZAIRYU_OK;
}

static size_t stride_of(int format, uint32_t width)
{
	return format == ZAIRYU_PIXEL_BIT ? ((size_t)width + 7) / 8 : (size_t)width * 3;
}

int pixmap_new(const zairyu_context *ctx, int format, uint32_t width, uint32_t height, zairyu_image **out,
	       zairyu_error **err)
{
	size_t stride = stride_of(format, width);
	zairyu_image *image;
	int rc;

	*out = NULL;
	rc = pixmap_check(ctx, width, height, (uint64_t)stride * height, err);
	if (rc != ZAIRYU_OK)
		return rc;
	image = calloc(1, sizeof *image);
	if (!image)
		return no_memory(err);
	*image = (zairyu_image){ .format = format, .width = width, .height = height, .stride = stride };
	image->pixels = calloc(height, stride);
	if (!image->pixels) {
		zairyu_image_free(image);
		return no_memory(err);
	}
	*out = image;
	return ZAIRYU_OK;
}

int zairyu_image_format(const zairyu_image *image)
{
	return image ? image->format : 0;
}

uint32_t zairyu_image_width(const zairyu_image *image)
{
	return image ? image->width : 0;
}

uint32_t zairyu_image_height(const zairyu_image *image)
{
	return image ? image->height : 0;
}

size_t zairyu_image_stride(const zairyu_image *image)
{
	return image ? image->stride : 0;
}

const uint8_t *zairyu_image_pixels(const zairyu_image *image)
{
	return image ? image->pixels : NULL;
}

void zairyu_image_free(zairyu_image *image)
{
	if (!image)
		return;
	if (image->pixels)
		zairyu_wipe(image->pixels, pixmap_size(image));
	free(image->pixels);
	free(image);
}
