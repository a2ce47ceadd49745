/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file image.h
 * libzairyu-image: decodes a card's images, writes PNG, and paints the view of the card.
 *
 * Images come from the card and are hostile: everything in their headers that determines pixels, memory or work is checked, also
 * against the context's limits, before a decoder sees them.
 */
#ifndef ZAIRYU_IMAGE_H
#define ZAIRYU_IMAGE_H

#include <zairyu/verify.h>

ZAIRYU_BEGIN_DECLS

typedef struct zairyu_image zairyu_image;

/* Which image of a card. */
#define ZAIRYU_IMAGE_FRONT   1 /**< first generation: what is printed on the front, 1 bit */
#define ZAIRYU_IMAGE_NAME    2 /**< second generation, 1 bit */
#define ZAIRYU_IMAGE_ADDRESS 3 /**< second generation, 1 bit */
#define ZAIRYU_IMAGE_FACE    4 /**< colour */
#define ZAIRYU_IMAGE_LAST    4
/** "front", "name", "address_image", "face"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_image_name(int which);

/**
 * The stored image, undecoded, and its media type: "image/tiff", "image/jp2", "image/x-jp2-codestream", or for anything else "application/octet-stream". It also returns an image that cannot be decoded. Padding is left out where
 * the image shows its end; otherwise the whole value is returned. Either output may be NULL. @return 0; ABSENT.
 */
ZAIRYU_API int zairyu_image_source(const zairyu_record *record, int which, zairyu_bytes *out, const char **media_type);
/** Width and height in pixels, as the decoded image will have; read from its headers, without decoding. Either output may be NULL; 0 on failure. @return 0; ABSENT; IMAGE. */
ZAIRYU_API int zairyu_image_size(const zairyu_record *record, int which, uint32_t *width, uint32_t *height);
/** The item the image is in on this record's card, for comparison with zairyu_card_signed_items(); 0 if its family lacks it. */
ZAIRYU_API uint64_t zairyu_image_item(const zairyu_record *record, int which);

/* Pixel formats. Rows run from the top, without gaps beyond the stride. */
#define ZAIRYU_PIXEL_BIT 1 /**< 1 bit per pixel, leftmost pixel in the highest bit, 1 is black */
#define ZAIRYU_PIXEL_RGB 2 /**< 3 bytes per pixel: red, green, blue */

/** Decodes one image of a record. @return 0; ABSENT; IMAGE; LIMIT; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_decode(zairyu_context *ctx, const zairyu_record *record, int which,
						    zairyu_image **out, zairyu_error **err);
/**
 * Decodes one image of an item as soon as its file is there, from what zairyu_session_set_item_callback() passes, so that
 * it can be shown while the rest is read. Nothing is verified yet: show it as unverified, and take what you keep from the record.
 * @param card from zairyu_session_identify().
 * @return 0; ABSENT, also if the image is in another item; IMAGE; MALFORMED if the file does not hold what it should; LIMIT; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_decode_item(zairyu_context *ctx, const zairyu_card *card, uint64_t item,
							 zairyu_bytes file, int which, zairyu_image **out,
							 zairyu_error **err);
/**
 * Decodes bytes: TIFF, whose first image has one bit per pixel (G4, or another compression of TIFF 6.0), or JPEG 2000 (JP2 or codestream). Everything that determines pixels, memory or work is checked, everything else is passed over; what follows
 * the image's own end is padding. As above.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_decode_bytes(zairyu_context *ctx, zairyu_bytes encoded, zairyu_image **out,
							  zairyu_error **err);

/**
 * Which kind of card the front image of a first-generation card was printed for. The kind that the chip names is not
 * signed there; the front image is, and its rows differ. Rely on it only if zairyu_report_covers() has the front image.
 * @param kind ZAIRYU_KIND_*, or 0 if it cannot be told, which says nothing against the card.
 * @return as zairyu_image_decode() of ZAIRYU_IMAGE_FRONT.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_front_kind(zairyu_context *ctx, const zairyu_record *record, int *kind,
							zairyu_error **err);

/**
 * For zairyu_image_compose(): the back of the card, which is what is entered later, as far as the chip has it: address with date,
 * permissions, pending application, entry by the Commissioner. No family signs any of it, and the view says so. What was not read is said, too.
 */
#define ZAIRYU_COMPOSE_BACK 1u

/**
 * Paints the view of the card: background, pre-printed texts, what the chip holds, the face. It is 1348 pixels wide; the card is the
 * upper 850 rows. Below it a strip, as high as its text needs, says in Japanese and English what is proved.
 *
 * What the report does not prove is marked with a red asterisk, which is everything on a card that is not genuine; 見本 SPECIMEN is written across a card that was
 * simulated or replayed, or that a test anchor vouches for. A first-generation card whose front image does not confirm its kind (zairyu_image_front_kind())
 * is shown without the labels of a card. Parts the record lacks, and images that do not decode, have a text in their place; characters that no font
 * has are shown as 〓, and the strip says which.
 * @param report of this record (zairyu_report_is_of()); NULL if nothing was verified.
 * @param flags 0 for the front, or ZAIRYU_COMPOSE_BACK.
 * @return 0, an RGB image; ARGUMENT if the report is of another record; ABSENT if the record holds nothing that can be shown; UNSUPPORTED if no Japanese text can be written
 *         (zairyu_image_can_write_japanese()), or an unknown flag is set; STATE in a child after fork() of a process that drew text;
 *         LIMIT; NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_compose(zairyu_context *ctx, const zairyu_record *record,
						     const zairyu_report *report, uint32_t flags, zairyu_image **out,
						     zairyu_error **err);
/** 1 if a text renderer is built in, which zairyu_image_compose() needs, else 0. */
ZAIRYU_API int zairyu_image_has_text(void);
/** 1 if a text renderer is built in and this machine's fonts have what the view of a card needs, else 0. Looks at the fonts: not free. */
ZAIRYU_API int zairyu_image_can_write_japanese(void);

/**
 * What a composed view says, in stable words; zairyu_image_write_png() writes them as tEXt. "zairyu-verified", "zairyu-live" and "zairyu-specimen" are "yes" or
 * "no"; "zairyu-verdict", "zairyu-falsification" and "zairyu-issuer" are the words of <zairyu/verify.h>; "zairyu-form" is a zairyu_kind_name() or "plain";
 * "zairyu-proved" is the names of the items that are shown as proved, separated by spaces, or "none"; "zairyu-side" is "front" or "back"; "zairyu-unwritten" is the names of the
 * fields with characters that no font has (zairyu_field_name()), or "none". None of them is personal data.
 * @return NULL for other names and other images. Borrowed.
 */
ZAIRYU_API const char *zairyu_image_statement(const zairyu_image *image, const char *name);

/** ZAIRYU_PIXEL_*. */
ZAIRYU_API int zairyu_image_format(const zairyu_image *image);
ZAIRYU_API uint32_t zairyu_image_width(const zairyu_image *image);
ZAIRYU_API uint32_t zairyu_image_height(const zairyu_image *image);
/** Bytes from one row to the next. */
ZAIRYU_API size_t zairyu_image_stride(const zairyu_image *image);
/** The pixels: stride x height bytes. Borrowed. */
ZAIRYU_API const uint8_t *zairyu_image_pixels(const zairyu_image *image);
/** Writes PNG: 1 bit stays 1 bit, colour is compressed fast, and a view's statements are in it. @return 0; WRITE; NO_MEMORY. */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_image_write_png(const zairyu_image *image, zairyu_write_fn *write,
						       void *userdata, zairyu_error **err);
/** Wipes and frees. */
ZAIRYU_API void zairyu_image_free(zairyu_image *image);

ZAIRYU_END_DECLS

#endif
