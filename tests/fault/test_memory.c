/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every allocation fails once: a whole read, verification, save, load and reduction is repeated with the n-th
 * allocation failing, for n from 1 until nothing fails any more. Each time: NO_MEMORY (or what libcrypto makes of it)
 * and nothing else, and every block that was allocated is freed again. Linked with --wrap for the allocation functions
 * of our own code.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/balance.h"
#include "../support/suite.h"
#include "scene.h"

struct saved {
	uint8_t data[32768];
	size_t len;
};

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	if (len > sizeof saved->data - saved->len)
		return 1;
	memcpy(saved->data + saved->len, data, len);
	saved->len += len;
	return 0;
}

/* Saves, loads and verifies again what was read, and reduces it. */
static int use_record(zairyu_context *ctx, const zairyu_trust *trust, const zairyu_record *record, zairyu_error **err)
{
	static struct saved saved;
	uint8_t results[4096];
	zairyu_record *loaded = NULL, *reduced = NULL;
	zairyu_report *report = NULL, *again = NULL;
	size_t len = 0;
	int rc;

	saved.len = 0;
	rc = zairyu_record_save(record, 0, keep, &saved, err);
	if (rc == 0)
		rc = zairyu_record_load(ctx, (zairyu_bytes){ saved.data, saved.len }, &loaded, err);
	if (rc == 0)
		rc = zairyu_verify(trust, loaded, 0, &report, NULL);
	if (rc == ZAIRYU_ERR_NOT_GENUINE)
		rc = zairyu_report_encode(report, results, sizeof results, &len);
	if (rc == 0)
		rc = zairyu_report_decode(ctx, (zairyu_bytes){ results, len }, &again, err);
	if (rc == 0)
		rc = zairyu_record_reduce(loaded, (zairyu_bytes){ results, len }, &reduced, err);
	if ((rc == 0) != (loaded && report && again && reduced))
		rc = ZAIRYU_ERR_INTERNAL; /* said to be there, and is not */
	zairyu_report_free(again);
	zairyu_report_free(report);
	zairyu_record_free(reduced);
	zairyu_record_free(loaded);
	return rc;
}

struct parts {
	zairyu_vcard *card;
	zairyu_bytes anchor;
	int result; /* falsification of an undisturbed run */
};

enum { READERS = 1 };

/* Everything a program does, from nothing to nothing. */
static int whole_run(const struct parts *parts, zairyu_error **err)
{
	zairyu_context *ctx = NULL;
	zairyu_trust *trust = NULL;
	zairyu_transport *transport = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	zairyu_readers *readers = NULL;
	int rc = zairyu_context_new(&ctx, err);

	if (rc == 0)
		rc = zairyu_context_add_backend(ctx, zairyu_virtual_backend(), NULL);
	if (rc == 0)
		rc = zairyu_readers_list(ctx, NULL, NULL, &readers, err);
	if (rc == 0 && zairyu_readers_count(readers) != READERS)
		rc = ZAIRYU_ERR_INTERNAL;
	if (rc == 0)
		rc = zairyu_trust_new(ctx, &trust, err);
	if (rc == 0)
		rc = zairyu_trust_add(trust, parts->anchor, ZAIRYU_TRUST_CUSTOM, err);
	if (rc == 0)
		rc = zairyu_vcard_transport(ctx, parts->card, 0, 0, &transport, err);
	if (rc == 0)
		rc = zairyu_session_new(transport, &session, err);
	if (rc == 0)
		rc = zairyu_session_authenticate(session, zairyu_vcard_number(parts->card), ZAIRYU_NUMBER_LENGTH, err);
	if (rc == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	/* No Check assertions here: they allocate too. */
	if (rc == ZAIRYU_ERR_NOT_GENUINE)
		rc = zairyu_report_falsification(report) == parts->result ? use_record(ctx, trust, record, err)
									  : ZAIRYU_ERR_INTERNAL;
	else if (record || report)
		rc = ZAIRYU_ERR_INTERNAL;
	if (rc == 0 && (!ctx || !readers || !trust || !transport || !session || !record || !report))
		rc = ZAIRYU_ERR_INTERNAL;
	zairyu_readers_free(readers);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	zairyu_trust_free(trust);
	zairyu_transport_free(transport); /* parents first: any order is fine */
	zairyu_session_free(session);
	return rc;
}

static const char *const cards[] = { "type=1", "type=05", "type=1,variant=under16-a" };

START_TEST(every_allocation_fails_once)
{
	struct scene scene;
	struct parts parts;
	bool failed;
	long n = 0;
	int rc;

	scene_open(&scene);
	scene_set_card(&scene, cards[_i], 0);
	parts.card = scene.card;
	parts.result = _i == 2 ? ZAIRYU_RESULT_ABSENT : ZAIRYU_RESULT_OK;
	ck_assert_int_eq(zairyu_vcard_ca_certificate(scene.ca, _i == 1 ? 2 : 1, &parts.anchor, NULL), 0);
	do {
		zairyu_error *err = NULL;
		long before = balance_held;

		balance_until_failure = n++;
		rc = whole_run(&parts, &err);
		failed = balance_until_failure < 0;
		balance_until_failure = -1;
		zairyu_error_free(err);
		ck_assert_msg(balance_held == before, "allocation %ld: %ld blocks left", n, balance_held - before);
		ck_assert_msg(rc == ZAIRYU_ERR_NO_MEMORY || rc == 0, "allocation %ld: %s", n, zairyu_error_name(rc));
	} while (failed);
	ck_assert_int_gt(n, 30);
	ck_assert_int_eq(rc, 0);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("memory", 300);

	tcase_add_loop_test(tcase, every_allocation_fails_once, 0, COUNT(cards));
	return suite_run("memory", tcase);
}
