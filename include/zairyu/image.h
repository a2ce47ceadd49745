/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file image.h
 * libzairyu-image: decodes a card's images, writes PNG, and paints the view of the card.
 *
 * Images come from the card and are hostile: their own headers are checked strictly, and against the context's limits,
 * before a decoder sees them.
 */
#ifndef ZAIRYU_IMAGE_H
#define ZAIRYU_IMAGE_H

#include <zairyu.h>

ZAIRYU_BEGIN_DECLS

typedef struct zairyu_image zairyu_image;

/* Which image of a card. */
#define ZAIRYU_IMAGE_FRONT 1   /**< first generation: what is printed on the front, 1 bit */
#define ZAIRYU_IMAGE_NAME 2    /**< second generation, 1 bit */
#define ZAIRYU_IMAGE_ADDRESS 3 /**< second generation, 1 bit */
#define ZAIRYU_IMAGE_FACE 4    /**< colour */
#define ZAIRYU_IMAGE_LAST 4
/** "front", "name", "address_image", "face"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_image_name(int which);

/** The stored image, undecoded, without padding, and its media type ("image/tiff", "image/jp2", "image/x-jp2-codestream"); either output may be NULL. @return 0; ABSENT; IMAGE. */
ZAIRYU_API int zairyu_image_source(const zairyu_record *record, int which, zairyu_bytes *out, const char **media_type);
/** The item the image is in on this record's card, for comparison with zairyu_card_signed_items(); 0 if its family lacks it. */
ZAIRYU_API uint32_t zairyu_image_item(const zairyu_record *record, int which);

/* Pixel formats. Rows run from the top, without gaps beyond the stride. */
#define ZAIRYU_PIXEL_BIT 1  /**< 1 bit per pixel, leftmost pixel in the highest bit, 1 is black */
#define ZAIRYU_PIXEL_RGB 2  /**< 3 bytes per pixel: red, green, blue */

/** Decodes one image of a record. @return 0; ABSENT; IMAGE; LIMIT; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_decode(zairyu_context *ctx, const zairyu_record *record, int which, zairyu_image **out,
                                                    zairyu_error **err);
/** Decodes bytes: TIFF with one bilevel G4 image, or JPEG 2000 (JP2 or codestream); what follows the image's own end is padding and not looked at. As above. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_decode_bytes(zairyu_context *ctx, zairyu_bytes encoded, zairyu_image **out, zairyu_error **err);

/**
 * Paints the view of the card: background, pre-printed texts, what the chip holds, the face. Parts the record lacks are left out, and so is an image that does not decode: zairyu_image_decode() tells.
 * Built without a text renderer, the texts are left out too; zairyu_image_has_text() tells.
 * @return 0, an RGB image; ABSENT if the record holds nothing that can be shown; LIMIT; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_compose(zairyu_context *ctx, const zairyu_record *record, zairyu_image **out, zairyu_error **err);
/** 1 if zairyu_image_compose() paints texts in this build, else 0. */
ZAIRYU_API int zairyu_image_has_text(void);

/** ZAIRYU_PIXEL_*. */
ZAIRYU_API int zairyu_image_format(const zairyu_image *image);
ZAIRYU_API uint32_t zairyu_image_width(const zairyu_image *image);
ZAIRYU_API uint32_t zairyu_image_height(const zairyu_image *image);
/** Bytes from one row to the next. */
ZAIRYU_API size_t zairyu_image_stride(const zairyu_image *image);
/** The pixels: stride x height bytes. Borrowed. */
ZAIRYU_API const uint8_t *zairyu_image_pixels(const zairyu_image *image);
/** Writes PNG: 1 bit stays 1 bit, colour is compressed fast. @return 0; WRITE; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_write_png(const zairyu_image *image, zairyu_write_fn *write, void *userdata, zairyu_error **err);
/** Wipes and frees. */
ZAIRYU_API void zairyu_image_free(zairyu_image *image);

ZAIRYU_END_DECLS

#endif
