/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

#include "real_reader.h"

static void trust_authority(struct scene *scene, zairyu_vcard_ca *ca)
{
	zairyu_trust_free(scene->trust);
	ck_assert_int_eq(zairyu_trust_new(scene->ctx, &scene->trust, NULL), 0);
	for (int family = 1; family <= 2; family++) {
		zairyu_bytes certificate;

		ck_assert_int_eq(zairyu_vcard_ca_certificate(ca, family, &certificate, NULL), 0);
		ck_assert_int_eq(zairyu_trust_add(scene->trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL), 0);
	}
}

void scene_open(struct scene *scene)
{
	memset(scene, 0, sizeof *scene);
	ck_assert_int_eq(zairyu_context_new(&scene->ctx, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_ca_new(scene->ctx, 1, &scene->ca, NULL), 0);
	trust_authority(scene, scene->ca);
}

void scene_trust_card(struct scene *scene)
{
	trust_authority(scene, zairyu_vcard_authority(scene->card));
}

void scene_set_card(struct scene *scene, const char *options, size_t max_response)
{
	zairyu_error *err = NULL;
	int rc;

	zairyu_transport_free(scene->transport);
	zairyu_vcard_free(scene->card);
	rc = zairyu_vcard_new(scene->ctx, scene->ca, options, &scene->card, &err);
	ck_assert_msg(rc == 0, "%s: %s", options, zairyu_error_message(err));
	ck_assert_int_eq(zairyu_vcard_transport(scene->ctx, scene->card, max_response ? 261 : 0, max_response,
						&scene->transport, NULL),
			 0);
	if (scene->real_reader)
		scene->transport = real_reader_around(scene->ctx, scene->transport);
}

struct outcome scene_read(struct scene *scene, const char *number, uint32_t timeout_ms)
{
	struct outcome o = { 0 };
	zairyu_session *session;

	ck_assert_int_eq(zairyu_session_new(scene->transport, &session, NULL), 0);
	zairyu_session_set_timeout(session, timeout_ms);
	o.rc = zairyu_session_authenticate(session, number, strlen(number), &o.err);
	if (o.rc == 0)
		o.rc = zairyu_read_and_verify(session, scene->trust, ZAIRYU_ITEMS_ALL, 0, &o.record, &o.report, &o.err);
	zairyu_session_free(session);
	return o;
}

zairyu_record *scene_read_whole(struct scene *scene)
{
	const char *number = zairyu_vcard_number(scene->card);
	zairyu_session *session;
	zairyu_record *record;

	ck_assert_int_eq(zairyu_session_new(scene->transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL), 0);
	zairyu_session_free(session);
	return record;
}

void outcome_done(struct outcome *outcome)
{
	zairyu_report_free(outcome->report);
	zairyu_record_free(outcome->record);
	zairyu_error_free(outcome->err);
	memset(outcome, 0, sizeof *outcome);
}

void scene_learn(struct scene *scene)
{
	struct outcome o = scene_read(scene, zairyu_vcard_number(scene->card), 60000);

	ck_assert_msg(o.record != NULL, "%s", zairyu_error_message(o.err));
	zairyu_record_free(scene->expected);
	zairyu_report_free(scene->report);
	scene->expected = o.record;
	scene->report = o.report;
	o.record = NULL;
	o.report = NULL;
	outcome_done(&o);
}

void scene_close(struct scene *scene)
{
	zairyu_record_free(scene->expected);
	zairyu_report_free(scene->report);
	zairyu_transport_free(scene->transport);
	zairyu_vcard_free(scene->card);
	zairyu_trust_free(scene->trust);
	zairyu_vcard_ca_free(scene->ca);
	zairyu_context_free(scene->ctx);
}

static void check_signed_bytes(const struct scene *scene, const struct outcome *o, const char *what)
{
	uint64_t signed_items = zairyu_card_signed_items(zairyu_record_card(scene->expected));

	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_bytes got, want;

		if ((signed_items & item) == 0)
			continue;
		ck_assert_msg(zairyu_record_file(o->record, item, &got) == 0, "%s", what);
		ck_assert_int_eq(zairyu_record_file(scene->expected, item, &want), 0);
		ck_assert_msg(got.len == want.len && memcmp(got.data, want.data, got.len) == 0, "%s: %s", what,
			      zairyu_item_name(item));
	}
}

void outcome_check(const struct scene *scene, const struct outcome *o, const char *what)
{
	const bool judged = o->rc == 0 || o->rc == ZAIRYU_ERR_NOT_GENUINE;

	ck_assert_msg(zairyu_report_verdict(o->report) != ZAIRYU_VERDICT_GENUINE, "%s", what);
	ck_assert_msg(judged == (o->record != NULL) && judged == (o->report != NULL), "%s: %s", what,
		      zairyu_error_name(o->rc));
	ck_assert_msg(o->rc == zairyu_error_code(o->err), "%s: %s against %s", what, zairyu_error_name(o->rc),
		      zairyu_error_name(zairyu_error_code(o->err)));
	if (scene->expected && zairyu_report_falsification(o->report) == ZAIRYU_RESULT_OK)
		check_signed_bytes(scene, o, what);
}
