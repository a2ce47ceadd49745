/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/card_pictures.h"

#include <string.h>
#include <zairyu/image.h>

#include "flow/outcome.h"

struct pixels {
	gsize size;
	guint8 bytes[];
};

static void free_pixels(gpointer data)
{
	struct pixels *pixels = data;

	zairyu_wipe(pixels->bytes, pixels->size);
	g_free(pixels);
}

/* A row of one bit per pixel, 1 black, as colours. */
static void spread(const guint8 *bits, guint8 *rgb, guint32 width)
{
	for (guint32 x = 0; x < width; x++)
		memset(rgb + 3 * (gsize)x, (bits[x / 8] >> (7 - x % 8) & 1) != 0 ? 0x00 : 0xFF, 3);
}

static void copy_rows(const zairyu_image *image, guint8 *rgb, gsize stride)
{
	const guint32 width = zairyu_image_width(image), height = zairyu_image_height(image);
	const guint8 *from = zairyu_image_pixels(image);

	for (guint32 y = 0; y < height; y++, from += zairyu_image_stride(image), rgb += stride) {
		if (zairyu_image_format(image) == ZAIRYU_PIXEL_BIT)
			spread(from, rgb, width);
		else
			memcpy(rgb, from, stride);
	}
}

/* The library's limits on pixels hold here, too. */
static void take(struct card_pictures *pictures, enum card_picture picture, zairyu_image *image)
{
	const gsize stride = 3 * (gsize)zairyu_image_width(image), size = stride * zairyu_image_height(image);
	struct pixels *pixels = g_try_malloc(sizeof *pixels + size);

	if (!pixels) {
		pictures->pictures[picture].rc = ZAIRYU_ERR_NO_MEMORY;
		return;
	}
	pixels->size = size;
	copy_rows(image, pixels->bytes, stride);
	pictures->pictures[picture].pixels = g_bytes_new_with_free_func(pixels->bytes, size, free_pixels, pixels);
	pictures->pictures[picture].texture =
		gdk_memory_texture_new((int)zairyu_image_width(image), (int)zairyu_image_height(image),
				       GDK_MEMORY_R8G8B8, pictures->pictures[picture].pixels, stride);
}

/* Those that are on the card as they are; the others are composed. */
static const int stored[CARD_PICTURE_COUNT] = {
	[CARD_PICTURE_FACE] = ZAIRYU_IMAGE_FACE,
	[CARD_PICTURE_NAME] = ZAIRYU_IMAGE_NAME,
	[CARD_PICTURE_ADDRESS] = ZAIRYU_IMAGE_ADDRESS,
};

static int make(const struct kiosk *kiosk, const zairyu_record *record, const zairyu_report *report,
		enum card_picture picture, zairyu_image **image)
{
	if (stored[picture] != 0)
		return zairyu_image_decode(kiosk->ctx, record, stored[picture], image, NULL);
	return zairyu_image_compose(kiosk->ctx, record, report, picture == CARD_PICTURE_BACK ? ZAIRYU_COMPOSE_BACK : 0,
				    image, NULL);
}

/* The second generation signs its kind; of the first, only the signed picture of the front shows it. */
static int proved_kind(const struct kiosk *kiosk, const zairyu_record *record, const zairyu_report *report)
{
	int kind = 0;

	if (zairyu_report_covers_kind(report) == 1)
		return zairyu_card_kind(zairyu_record_card(record));
	if ((zairyu_report_covers(report) & ZAIRYU_ITEM_FRONT_IMAGE) != 0 &&
	    zairyu_image_front_kind(kiosk->ctx, record, &kind, NULL) != ZAIRYU_OK)
		kind = 0;
	return kind;
}

void *card_pictures_prepare(void *userdata, const zairyu_record *record, const zairyu_report *report)
{
	struct card_pictures *pictures = g_new0(struct card_pictures, 1);

	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		zairyu_image *image = NULL;

		pictures->pictures[i].rc = make(userdata, record, report, (enum card_picture)i, &image);
		if (pictures->pictures[i].rc == ZAIRYU_OK)
			take(pictures, (enum card_picture)i, image);
		zairyu_image_free(image);
	}
	pictures->kind = proved_kind(userdata, record, report);
	return pictures;
}

/* Whoever still holds a texture, such as a frame that was drawn, holds an empty one. */
static void wipe(GBytes *bytes)
{
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);

	zairyu_wipe((void *)(guintptr)data, size);
	g_bytes_unref(bytes);
}

void card_pictures_discard(void *userdata, void *prepared)
{
	struct card_pictures *pictures = prepared;

	(void)userdata;
	if (!pictures)
		return;
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		g_clear_object(&pictures->pictures[i].texture);
		g_clear_pointer(&pictures->pictures[i].pixels, wipe);
	}
	g_free(pictures);
}

const struct card_pictures *card_pictures_of(const struct kiosk *kiosk)
{
	return flow_prepared(kiosk->flow);
}

GdkTexture *card_pictures_texture(const struct kiosk *kiosk, enum card_picture picture)
{
	const struct card_pictures *pictures = card_pictures_of(kiosk);

	return pictures ? pictures->pictures[picture].texture : NULL;
}

/* Which item has it: none of its own if it is composed. */
static uint64_t item_of(const zairyu_record *record, enum card_picture picture)
{
	return stored[picture] != 0 ? zairyu_image_item(record, stored[picture]) : 0;
}

const char *card_pictures_missing(const struct kiosk *kiosk, enum card_picture picture)
{
	const struct card_pictures *pictures = card_pictures_of(kiosk);
	const zairyu_record *record = flow_record(kiosk->flow);

	if (stored[picture] == 0)
		return "view-none";
	if (pictures && pictures->pictures[picture].rc != ZAIRYU_ERR_ABSENT)
		return picture == CARD_PICTURE_FACE ? "face-unreadable" : "unreadable";
	if (zairyu_record_presence(record, item_of(record, picture)) == ZAIRYU_PRESENCE_NOT_READ)
		return "not-read";
	if (picture != CARD_PICTURE_FACE)
		return "no-entry";
	return outcome_is_child(flow_report(kiosk->flow)) ? "face-none-child" : "face-none";
}
