/* SPDX-License-Identifier: BSD-2-Clause */
/* The pictures that the kiosk makes of a card in the thread that reads: each by itself, and wiped whoever still holds them. */
#include <string.h>
#include <zairyu/image.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "gtk/card_pictures.h"

static const char number[] = "AA12345678BB";

struct scene {
	struct kiosk kiosk;
	zairyu_vcard_ca *ca;
	zairyu_record *record;
	zairyu_report *report;
	struct card_pictures *pictures;
};

static void trust_test_ca(struct scene *scene)
{
	ck_assert_int_eq(zairyu_vcard_ca_new(scene->kiosk.ctx, 1, &scene->ca, NULL), 0);
	ck_assert_int_eq(zairyu_trust_new(scene->kiosk.ctx, &scene->kiosk.trust, NULL), 0);
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes certificate;

		ck_assert_int_eq(zairyu_vcard_ca_certificate(scene->ca, family, &certificate, NULL), 0);
		ck_assert_int_eq(zairyu_trust_add(scene->kiosk.trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL), 0);
	}
}

static void begin(struct scene *scene, const char *card)
{
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	char *uri = g_strconcat("virtual:", card, NULL);

	*scene = (struct scene){ 0 };
	ck_assert_int_eq(zairyu_context_new(&scene->kiosk.ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(scene->kiosk.ctx, zairyu_virtual_backend(), NULL), 0);
	trust_test_ca(scene);
	ck_assert_int_eq(zairyu_transport_open(scene->kiosk.ctx, uri, NULL, &reader, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(reader, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_read_and_verify(session, scene->kiosk.trust, ZAIRYU_ITEMS_ALL, 0, &scene->record,
						&scene->report, NULL),
			 ZAIRYU_ERR_NOT_GENUINE);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	g_free(uri);
	scene->pictures = card_pictures_prepare(&scene->kiosk, scene->record, scene->report);
}

static void end(struct scene *scene)
{
	card_pictures_discard(&scene->kiosk, scene->pictures);
	zairyu_report_free(scene->report);
	zairyu_record_free(scene->record);
	zairyu_trust_free(scene->kiosk.trust);
	zairyu_vcard_ca_free(scene->ca);
	zairyu_context_free(scene->kiosk.ctx);
}

#define BIT(picture) (1u << CARD_PICTURE_##picture)

static const struct {
	const char *card;
	unsigned there;
	int kind;
} rows[] = {
	{ "type=1", BIT(FRONT) | BIT(BACK) | BIT(FACE), ZAIRYU_KIND_RESIDENCE_CARD },
	{ "type=2", BIT(FRONT) | BIT(BACK) | BIT(FACE), ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE },
	{ "type=05", BIT(FRONT) | BIT(BACK) | BIT(FACE) | BIT(NAME) | BIT(ADDRESS), ZAIRYU_KIND_RESIDENCE_CARD },
	{ "type=06", BIT(FRONT) | BIT(BACK) | BIT(FACE) | BIT(NAME) | BIT(ADDRESS),
	  ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE },
	{ "type=05,variant=under16-a", BIT(FRONT) | BIT(BACK) | BIT(NAME) | BIT(ADDRESS), 0 },
	{ "type=05,variant=face-zeros", BIT(FRONT) | BIT(BACK) | BIT(NAME) | BIT(ADDRESS), ZAIRYU_KIND_RESIDENCE_CARD },
	{ "type=05,variant=address-empty", BIT(FRONT) | BIT(BACK) | BIT(FACE) | BIT(NAME), ZAIRYU_KIND_RESIDENCE_CARD },
	{ "type=1,variant=flip-data", BIT(FRONT) | BIT(BACK) | BIT(FACE), 0 },
	{ "type=1,variant=flip-face", BIT(FRONT) | BIT(BACK) | BIT(FACE),
	  0 }, /* the front shows it, and nothing is proved */
	{ "type=05,variant=flip-data", BIT(FRONT) | BIT(BACK) | BIT(FACE) | BIT(NAME) | BIT(ADDRESS), 0 },
};

START_TEST(which_are_there)
{
	struct scene scene;

	begin(&scene, rows[_i].card);
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		const bool there = (rows[_i].there >> i & 1) != 0;

		ck_assert_int_eq(scene.pictures->pictures[i].texture != NULL, there);
		ck_assert_int_eq(scene.pictures->pictures[i].rc, there ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT);
	}
	ck_assert_int_eq(scene.pictures->kind, rows[_i].kind);
	end(&scene);
}
END_TEST

/* As GTK draws it: blue, green, red and alpha. */
static guchar *download(GdkTexture *texture, gsize *size)
{
	const gsize stride = 4 * (gsize)gdk_texture_get_width(texture);
	guchar *bytes;

	*size = stride * (gsize)gdk_texture_get_height(texture);
	bytes = g_malloc(*size);
	gdk_texture_download(texture, bytes, stride);
	return bytes;
}

START_TEST(a_name_is_black_on_white)
{
	struct scene scene;
	zairyu_image *image = NULL;
	guchar *drawn;
	gsize size;

	begin(&scene, "type=05");
	ck_assert_int_eq(zairyu_image_decode(scene.kiosk.ctx, scene.record, ZAIRYU_IMAGE_NAME, &image, NULL), 0);
	drawn = download(scene.pictures->pictures[CARD_PICTURE_NAME].texture, &size);
	ck_assert_uint_eq(size, 4 * (gsize)zairyu_image_width(image) * zairyu_image_height(image));
	for (guint32 y = 0; y < zairyu_image_height(image); y++) {
		const guint8 *row = zairyu_image_pixels(image) + y * zairyu_image_stride(image);

		for (guint32 x = 0; x < zairyu_image_width(image); x++) {
			const bool black = (row[x / 8] & (0x80 >> x % 8)) != 0;

			ck_assert_uint_eq(drawn[4 * ((gsize)y * zairyu_image_width(image) + x)], black ? 0x00 : 0xFF);
		}
	}
	g_free(drawn);
	zairyu_image_free(image);
	end(&scene);
}
END_TEST

static bool is_black(GdkTexture *texture)
{
	bool black = true;
	gsize size;
	guchar *drawn = download(texture, &size);

	for (gsize i = 0; i < size; i += 4)
		black = black && drawn[i] == 0 && drawn[i + 1] == 0 && drawn[i + 2] == 0;
	g_free(drawn);
	return black;
}

START_TEST(wiped_though_held)
{
	struct scene scene;
	GdkTexture *held[CARD_PICTURE_COUNT];

	begin(&scene, "type=05");
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		held[i] = g_object_ref(scene.pictures->pictures[i].texture);
		ck_assert(!is_black(held[i]));
	}
	card_pictures_discard(&scene.kiosk, scene.pictures);
	scene.pictures = NULL;
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		ck_assert(is_black(held[i]));
		g_object_unref(held[i]);
	}
	end(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("card pictures", 120);

	suite_add(tcase, (const TTest *const[]){ a_name_is_black_on_white, wiped_though_held, NULL });
	tcase_add_loop_test(tcase, which_are_there, 0, COUNT(rows));
	return suite_run_as(CK_NOFORK, "kiosk card pictures", (TCase *const[]){ tcase, NULL });
}
