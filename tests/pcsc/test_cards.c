/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole reads of all four types through the real PC/SC service: byte for byte what the card holds in the process. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/pcsc.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "pcscd.h"

struct scene {
	zairyu_context *ctx;
	zairyu_vcard *card;
	zairyu_cancel *end;
	pthread_t thread;
};

/* For what comes when it does: a loaded machine takes its time. */
enum { PATIENCE_MS = 20000 };

static void *serve(void *arg)
{
	struct scene *scene = arg;

	ck_assert_int_eq(zairyu_vcard_serve_vpcd(scene->ctx, scene->card, NULL, NULL, NULL, scene->end, NULL),
			 ZAIRYU_OK);
	return NULL;
}

static zairyu_record *read_all(struct scene *scene, zairyu_transport *transport, uint32_t flags)
{
	const char *number = zairyu_vcard_number(scene->card);
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;

	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, flags, &record, NULL), ZAIRYU_OK);
	zairyu_session_free(session);
	return record;
}

static void same(const zairyu_record *a, const zairyu_record *b)
{
	unsigned files = 0;

	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_bytes x, y;
		int rc = zairyu_record_file(a, item, &x);

		ck_assert_int_eq(zairyu_record_file(b, item, &y), rc);
		if (rc != ZAIRYU_OK)
			continue;
		files++;
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_mem_eq(x.data, y.data, x.len);
	}
	ck_assert_uint_ge(files, 6);
}

static zairyu_record *read_in_process(struct scene *scene)
{
	zairyu_transport *transport = NULL;
	zairyu_record *record;

	ck_assert_int_eq(zairyu_vcard_transport(scene->ctx, scene->card, 0, 0, &transport, NULL), ZAIRYU_OK);
	record = read_all(scene, transport, ZAIRYU_READ_WHOLE);
	zairyu_transport_free(transport);
	return record;
}

static zairyu_record *read_by_reader(struct scene *scene, uint32_t flags)
{
	zairyu_transport *transport = NULL;
	zairyu_record *record;

	ck_assert_int_eq(zairyu_transport_open(scene->ctx, "pcsc:", NULL, &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	record = read_all(scene, transport, flags);
	ck_assert_str_eq(zairyu_transport_uri(transport), "pcsc:Virtual PCD 00 00");
	ck_assert_str_eq(zairyu_record_reader(record), "pcsc:Virtual PCD 00 00");
	zairyu_transport_free(transport);
	return record;
}

static void wait_until_gone(zairyu_context *ctx)
{
	zairyu_transport *transport = NULL;

	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:", NULL, &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	zairyu_transport_free(transport);
}

static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };

START_TEST(every_type_is_read)
{
	struct scene scene = { 0 };
	zairyu_record *expected, *got;

	ck_assert_int_eq(zairyu_context_new(&scene.ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_pcsc_backend(), NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_new(scene.ctx, NULL, types[_i], &scene.card, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&scene.end, NULL), ZAIRYU_OK);
	expected = read_in_process(&scene);
	ck_assert_int_eq(pthread_create(&scene.thread, NULL, serve, &scene), 0);
	for (uint32_t flags = 0; flags <= ZAIRYU_READ_WHOLE; flags++) {
		got = read_by_reader(&scene, flags);
		same(expected, got);
		zairyu_record_free(got);
	}
	zairyu_cancel_trigger(scene.end);
	pthread_join(scene.thread, NULL);
	wait_until_gone(scene.ctx);
	zairyu_record_free(expected);
	zairyu_cancel_free(scene.end);
	zairyu_vcard_free(scene.card);
	zairyu_context_free(scene.ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("cards", 60);
	int status;

	tcase_add_loop_test(tcase, every_type_is_read, 0, COUNT(types));
	if (!pcscd_lock())
		return EXIT_FAILURE;
	if (!pcscd_foreign() && !pcscd_start())
		return EXIT_SKIPPED;
	status = suite_run("pcsc cards", tcase);
	pcscd_stop();
	pcscd_unlock();
	return status;
}
