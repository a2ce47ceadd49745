/* SPDX-License-Identifier: BSD-2-Clause */
/* The pictures that the kiosk makes of a card in the thread that reads: each by itself, and wiped whoever still holds them. */
#include <string.h>
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

static size_t dark_pixels(GdkTexture *texture, bool *all_zero)
{
	const int width = gdk_texture_get_width(texture), height = gdk_texture_get_height(texture);
	const gsize stride = 4 * (gsize)width, size = stride * (gsize)height;
	guchar *bytes = g_malloc(size);
	size_t dark = 0;

	gdk_texture_download(texture, bytes, stride);
	*all_zero = true;
	for (gsize i = 0; i < size; i += 4) {
		dark += bytes[i] < 0x80;
		*all_zero = *all_zero && bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 0;
	}
	g_free(bytes);
	return dark;
}

/* Black letters on white, and not the other way round. */
START_TEST(a_name_is_black_on_white)
{
	struct scene scene;
	GdkTexture *name;
	bool all_zero;
	size_t dark;

	begin(&scene, "type=05");
	name = scene.pictures->pictures[CARD_PICTURE_NAME].texture;
	dark = dark_pixels(name, &all_zero);
	ck_assert_uint_gt(dark, 0);
	ck_assert_uint_lt(dark, (size_t)gdk_texture_get_width(name) * (size_t)gdk_texture_get_height(name) / 4);
	end(&scene);
}
END_TEST

START_TEST(wiped_though_held)
{
	struct scene scene;
	GdkTexture *held[CARD_PICTURE_COUNT];
	bool all_zero;

	begin(&scene, "type=05");
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		held[i] = g_object_ref(scene.pictures->pictures[i].texture);
		(void)dark_pixels(held[i], &all_zero);
		ck_assert(!all_zero);
	}
	card_pictures_discard(&scene.kiosk, scene.pictures);
	scene.pictures = NULL;
	for (int i = 0; i < CARD_PICTURE_COUNT; i++) {
		(void)dark_pixels(held[i], &all_zero);
		ck_assert(all_zero);
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
