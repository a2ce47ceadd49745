/* SPDX-License-Identifier: BSD-2-Clause */
/* Clients that come and go. */
#include <string.h>

#include "tcp_case.h"

static zairyu_readers *watch(zairyu_readers *known, size_t wanted)
{
	zairyu_readers *readers = NULL;
	zairyu_wait *wait = NULL;

	ck_assert_int_eq(zairyu_wait_new(20000, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_watch(tcp.ctx, "tcp", known, wait, &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), wanted);
	zairyu_readers_free(known);
	zairyu_wait_free(wait);
	return readers;
}

START_TEST(watched)
{
	struct client client = { .answer = by_silence }, other = { .answer = by_silence };
	zairyu_readers *known = watch(NULL, 0);

	client_start(&client);
	known = watch(known, 1);
	ck_assert_str_eq(zairyu_readers_uri(known, 0), tcp.uri);
	ck_assert_int_eq(zairyu_readers_card(known, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_int_eq(zairyu_readers_simulated(known, 0), 0);
	ck_assert_int_eq(zairyu_readers_suitability(known, 0), ZAIRYU_READER_CONTACTLESS);
	client_stop(&client);
	known = watch(known, 0);
	client_start(&other);
	known = watch(known, 1);
	client_stop(&other); /* goes and comes while nobody looks */
	client_start(&client);
	known = watch(known, 1);
	client_stop(&client);
	zairyu_readers_free(known);
}
END_TEST

/* The slot itself: it waits as long as nothing changes, and no longer. */
START_TEST(watch_slot)
{
	const zairyu_backend *table = tcp_backend_table(tcp.backend);
	struct client client = { .answer = by_silence }, other = { .answer = by_silence };
	zairyu_readers *known = tcp_readers();
	zairyu_wait *wait = NULL;
	const double begun = now_ms();

	ck_assert_int_eq(zairyu_wait_new(300, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(table->watch(table->userdata, tcp.ctx, known, wait, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_double_ge(now_ms() - begun, 299);
	client_start(&client);
	ck_assert_int_eq(table->watch(table->userdata, tcp.ctx, known, wait, NULL), ZAIRYU_OK);
	zairyu_readers_free(known);
	known = tcp_readers();
	ck_assert_int_eq(table->watch(table->userdata, tcp.ctx, known, wait, NULL), ZAIRYU_ERR_TIMEOUT);
	client_start(&other); /* in its place, so that there is always one */
	ck_assert_int_eq(table->watch(table->userdata, tcp.ctx, known, NULL, NULL), ZAIRYU_OK);
	client_join(&client);
	zairyu_readers_free(known);
	known = tcp_readers();
	client_stop(&other);
	ck_assert_int_eq(table->watch(table->userdata, tcp.ctx, known, NULL, NULL), ZAIRYU_OK);
	zairyu_readers_free(known);
	zairyu_wait_free(wait);
}
END_TEST

/* Waiting for the card to go makes the client notice that it has. */
START_TEST(waits_for_the_card)
{
	struct client client = { .answer = by_echo, .leaves = true };
	zairyu_error *err = NULL;
	double begun = now_ms();

	tcp_open();
	ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 0, 0, NULL, NULL), ZAIRYU_OK);
	ck_ends(zairyu_transport_wait_card(tcp.reader, 1, 300, NULL, &err), &err, ZAIRYU_ERR_TIMEOUT);
	ck_assert_double_ge(now_ms() - begun, 299);
	client_start(&client);
	ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 1, 20000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 0, 20000, NULL, NULL), ZAIRYU_OK);
	client_join(&client);
	ck_controls(&client, "0102");
}
END_TEST

enum { VISITS = 20 };

struct onlooker {
	pthread_t thread;
	atomic_bool over;
	zairyu_context *ctx;
};

static void *look_on(void *userdata)
{
	struct onlooker *onlooker = userdata;
	zairyu_wait *wait = NULL;

	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, NULL, &wait, NULL), ZAIRYU_OK);
	while (!atomic_load(&onlooker->over)) {
		zairyu_readers *readers = NULL;

		ck_assert_int_eq(zairyu_readers_list(onlooker->ctx, "tcp", wait, &readers, NULL), ZAIRYU_OK);
		zairyu_readers_free(readers);
		sleep_ms(1);
	}
	zairyu_wait_free(wait);
	return NULL;
}

/* Others list all the time while clients come, are spoken with, and go. */
START_TEST(many_threads)
{
	struct onlooker onlookers[2] = { { .ctx = tcp.ctx }, { .ctx = tcp.ctx } };

	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(pthread_create(&onlookers[i].thread, NULL, look_on, &onlookers[i]), 0);
	for (int i = 0; i < VISITS; i++) {
		struct client client = { .answer = by_echo };
		zairyu_error *err = NULL;

		client_start(&client);
		ck_assert_int_eq(zairyu_transport_open_first(tcp.ctx, 20000, NULL, &tcp.reader, NULL), ZAIRYU_OK);
		ck_ends(connect_within(20000, &err), &err, ZAIRYU_OK);
		ck_ends(transmit_within(20000, 258, &err), &err, ZAIRYU_OK);
		zairyu_transport_free(tcp.reader), tcp.reader = NULL;
		client_join(&client);
	}
	for (int i = 0; i < 2; i++) {
		atomic_store(&onlookers[i].over, true);
		pthread_join(onlookers[i].thread, NULL);
	}
}
END_TEST

static const char *const no_addresses[] = {
	"",
	":",
	"127.0.0.1",
	"127.0.0.1:",
	"127.0.0.1:65536",
	"127.0.0.1:4294967296",
	"127.0.0.1:-1",
	"127.0.0.1:+0",
	"127.0.0.1: 0",
	":35963",
	"127.0.0.1:x",
	"localhost:0",
	"::1:0",
	"[::1:0",
	"[]:0",
	"127.0.0.1:0:0",
	"127.0.0.1:00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000x",
	"1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111:0",
};

START_TEST(no_address)
{
	struct tcp_backend *backend = NULL;
	zairyu_error *err = NULL;

	ck_ends(tcp_backend_new(no_addresses[_i], 0, &backend, &err), &err, ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(backend);
	tcp_backend_free(backend);
}
END_TEST

START_TEST(addresses)
{
	struct tcp_backend *backend = NULL;
	zairyu_transport *other = NULL;
	zairyu_error *err = NULL;
	int rc;

	ck_ends(tcp_backend_new(tcp.address, 0, &backend, &err), &err, ZAIRYU_ERR_READER_BUSY);
	ck_ends(zairyu_transport_open(tcp.ctx, "tcp:127.0.0.1:1", NULL, &other, &err), &err, ZAIRYU_ERR_NO_READER);
	rc = tcp_backend_new(NULL, 0, &backend, NULL); /* where a real vpcd may listen */
	ck_assert_str_eq(TCP_DEFAULT_ADDRESS, "127.0.0.1:35963");
	ck_assert(rc == ZAIRYU_ERR_READER_BUSY || strcmp(tcp_backend_uri(backend), "tcp:127.0.0.1:35963") == 0);
	tcp_backend_free(backend);
	rc = tcp_backend_new("[::1]:0", 0, &backend, NULL); /* not every machine has it */
	ck_assert(rc == ZAIRYU_ERR_NO_SERVICE || strncmp(tcp_backend_uri(backend), "tcp:[::1]:", 10) == 0);
	tcp_backend_free(backend);
}
END_TEST

TCase *case_come_and_go(void)
{
	TCase *tcase = tcp_case("come and go");

	suite_add(tcase,
		  (const TTest *const[]){ watched, watch_slot, waits_for_the_card, many_threads, addresses, NULL });
	tcase_add_loop_test(tcase, no_address, 0, COUNT(no_addresses));
	return tcase;
}
