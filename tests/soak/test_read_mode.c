/* SPDX-License-Identifier: BSD-2-Clause */
/* What is remembered of a refused length: no longer than is of use, and nothing that led to no read. */
#include <stdbool.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"

enum { KEPT = 16, LONG_ANSWER = 256 };

/* A reader around the virtual card's. It refuses long answers while `refusals` is not 0 (negative: always). */
struct reader {
	zairyu_transport *inner;
	int refusals;
	bool fails_after; /* the exchange after a refusal fails */
	bool failing;
	unsigned commands, refused;
};

static zairyu_context *ctx;
static zairyu_vcard *card;
static zairyu_transport *transport;
static struct reader reader;

static int reader_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_transport_connect(((struct reader *)userdata)->inner, wait, err);
}

static int reader_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct reader *r = userdata;
	int rc;

	r->commands++;
	if (r->failing) {
		r->failing = false;
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "as told");
	}
	rc = zairyu_transport_transmit(r->inner, wait, (zairyu_bytes){ command, command_len }, response, response_cap,
				       response_len, err);
	if (rc != ZAIRYU_OK || *response_len <= LONG_ANSWER + 2 || r->refusals == 0)
		return rc;
	r->refusals -= r->refusals > 0;
	r->refused++;
	r->failing = r->fails_after;
	return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "as told");
}

static void reader_disconnect(void *userdata)
{
	zairyu_transport_disconnect(((struct reader *)userdata)->inner);
}

static const zairyu_transport_ops ops = {
	.size = sizeof ops,
	.connect = reader_connect,
	.transmit = reader_transmit,
	.disconnect = reader_disconnect,
};

static void setup(void)
{
	reader = (struct reader){ 0 };
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_new(ctx, NULL, "type=1", &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &reader.inner, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "test:", &ops, &reader, &transport, NULL), 0);
}

static void teardown(void)
{
	zairyu_transport_free(transport);
	zairyu_transport_free(reader.inner);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
}

/* One read from the start. `*commands`: how many it took. */
static int read_once(unsigned *commands)
{
	const char *number = zairyu_vcard_number(card);
	const unsigned before = reader.commands;
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	rc = zairyu_session_authenticate(session, number, strlen(number), NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);
	ck_assert_int_eq(rc == ZAIRYU_OK, record != NULL);
	zairyu_record_free(record);
	zairyu_session_free(session);
	*commands = reader.commands - before;
	return rc;
}

/* A card that was lifted for a moment looks like a refusal: nothing is learned of one. */
START_TEST(one_disturbance_is_forgotten)
{
	unsigned best, first, again;

	setup();
	ck_assert_int_eq(read_once(&best), 0);
	reader.refusals = 1;
	ck_assert_int_eq(read_once(&first), 0);
	ck_assert_uint_gt(first, best);
	for (int i = 0; i < 2 * KEPT; i++) {
		ck_assert_int_eq(read_once(&again), 0);
		ck_assert_uint_eq(again, best);
	}
	ck_assert_uint_eq(reader.refused, 1);
	teardown();
}
END_TEST

START_TEST(a_read_that_failed_teaches_nothing)
{
	unsigned best, again;

	setup();
	ck_assert_int_eq(read_once(&best), 0);
	reader.refusals = 1;
	reader.fails_after = true;
	ck_assert_int_eq(read_once(&again), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(read_once(&again), 0);
	ck_assert_uint_eq(again, best);
	teardown();
}
END_TEST

/* A reader that never carries long answers is asked for one in a while, and every read succeeds. */
START_TEST(a_refusing_reader_is_seldom_asked_again)
{
	unsigned commands;

	setup();
	reader.refusals = -1;
	for (int i = 0; i < 4 * KEPT; i++)
		ck_assert_int_eq(read_once(&commands), 0);
	ck_assert_uint_eq(reader.refused, 5); /* believed the second time; after that one refusal is enough */
	teardown();
}
END_TEST

SUITE_MAIN("read mode", 60, one_disturbance_is_forgotten, a_read_that_failed_teaches_nothing,
	   a_refusing_reader_is_seldom_asked_again)
