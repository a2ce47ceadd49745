/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whatever a reader carries, and whether it says so or not, what is read is the same; and a wrong number costs one
 * MUTUAL AUTHENTICATE, never two.
 */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"

static const char *const types[] = { "1", "2", "05", "06" };
static const char *const readers[] = { "extended", "short", "short-6700", "short-told" };

static void read_through(struct scene *scene, const char *type, const char *reader, const char *more)
{
	char uri[128], verdict[JUDGE_TEXT], expected[JUDGE_TEXT];
	struct outcome o;
	zairyu_report *report;

	snprintf(uri, sizeof uri, "virtual:type=%s,reader=%s%s", type, reader, more);
	zairyu_transport_free(scene->transport);
	ck_assert_int_eq(zairyu_transport_open(scene->ctx, uri, NULL, &scene->transport, NULL), 0);
	for (int again = 0; again < 2; again++) { /* the second time as learned from the first */
		o = scene_read(scene, zairyu_vcard_number(scene->card), 60000);
		ck_assert_msg(o.rc == ZAIRYU_ERR_NOT_GENUINE, "%s: %s", uri, zairyu_error_message(o.err));
		judge_same(o.record, scene->expected, uri);
		ck_assert_int_eq(zairyu_verify(scene->trust, scene->expected, 0, &report, NULL),
				 ZAIRYU_ERR_NOT_GENUINE);
		judge_write(report, expected);
		judge_write(o.report, verdict);
		ck_assert_str_eq(verdict, expected);
		zairyu_report_free(report);
		outcome_done(&o);
	}
}

START_TEST(every_reader_reads_every_card)
{
	static const char *const variants[] = { "", ",variant=under16-a", ",variant=image-trailing" };
	struct scene scene;
	char options[64];

	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_virtual_backend(), NULL), 0);
	for (size_t t = 0; t < 4; t++) {
		for (size_t v = 0; v < 3; v++) {
			snprintf(options, sizeof options, "type=%s%s", types[t], variants[v]);
			scene_set_card(&scene, options, 0);
			scene_learn(&scene);
			for (size_t r = 0; r < 4; r++)
				read_through(&scene, types[t], readers[r], variants[v]);
		}
	}
	scene_close(&scene);
}
END_TEST

START_TEST(a_wrong_number_is_tried_once)
{
	struct scene scene;
	uint16_t sw;

	scene_open(&scene);
	for (size_t t = 0; t < 4; t++) {
		for (size_t max = 0; max <= 256; max += 256) {
			struct outcome o;
			char options[32];

			snprintf(options, sizeof options, "type=%s", types[t]);
			scene_set_card(&scene, options, max);
			o = scene_read(&scene, "AA12345678BC", 60000);
			ck_assert_int_eq(o.rc, ZAIRYU_ERR_WRONG_NUMBER);
			ck_assert_int_eq(zairyu_error_status_word(o.err, &sw), 0);
			ck_assert_uint_eq(sw, 0x6300);
			ck_assert_str_eq(zairyu_error_step(o.err), "mutual-authenticate");
			ck_assert_uint_eq(zairyu_vcard_authentications(scene.card), 1);
			outcome_check(&scene, &o, options);
			outcome_done(&o);
			/* No number at all: nothing is sent. */
			o = scene_read(&scene, "AA1234567BC", 60000);
			ck_assert_int_eq(o.rc, ZAIRYU_ERR_NUMBER_FORMAT);
			ck_assert_uint_eq(zairyu_vcard_authentications(scene.card), 1);
			outcome_done(&o);
			/* And the card opens for the right one afterwards. */
			o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
			ck_assert_int_eq(o.rc, ZAIRYU_ERR_NOT_GENUINE);
			outcome_done(&o);
		}
	}
	scene_close(&scene);
}
END_TEST

SUITE_MAIN("readers", 60, every_reader_reads_every_card, a_wrong_number_is_tried_once)
