/* SPDX-License-Identifier: BSD-2-Clause */
/* A card that is placed and taken away by a call, at every moment. */
#include <glib.h>
#include <string.h>

#include "../../support/suite.h"
#include "host/demo_reader.h"

#define NUMBER "AA12345678BB"

struct scene {
	struct demo_reader *demo;
	zairyu_context *ctx;
	zairyu_transport *reader;
};

static struct scene begin(unsigned byte_us, const char *uri)
{
	struct scene s = { .demo = demo_reader_new(byte_us) };

	ck_assert_ptr_nonnull(s.demo);
	ck_assert_int_eq(zairyu_context_new(&s.ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(s.ctx, demo_reader_backend(s.demo), NULL), 0);
	ck_assert_int_eq(zairyu_transport_open(s.ctx, uri, NULL, &s.reader, NULL), 0);
	return s;
}

static void end(struct scene *s)
{
	zairyu_transport_free(s->reader);
	zairyu_context_free(s->ctx);
	demo_reader_free(s->demo);
}

static int read_card(const struct scene *s, zairyu_record **record)
{
	zairyu_session *session = NULL;
	int rc = zairyu_session_new(s->reader, &session, NULL);

	*record = NULL;
	if (rc == 0)
		rc = zairyu_session_authenticate(session, NUMBER, strlen(NUMBER), NULL);
	if (rc == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, record, NULL);
	zairyu_session_free(session);
	return rc;
}

START_TEST(reads_what_is_placed)
{
	struct scene s = begin(0, _i ? "virtual:type=05" : "virtual:");
	zairyu_record *record;
	uint64_t simulated = 0;

	ck_assert(!demo_reader_has_card(s.demo));
	ck_assert_int_eq(read_card(&s, &record), ZAIRYU_ERR_NO_CARD);
	demo_reader_place(s.demo);
	ck_assert(demo_reader_has_card(s.demo));
	ck_assert_int_eq(read_card(&s, &record), 0);
	ck_assert_int_eq(zairyu_record_source(record), ZAIRYU_SOURCE_SIMULATED);
	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(record)), _i ? "05" : "1");
	ck_assert_str_eq(zairyu_record_reader(record), _i ? "virtual:type=05" : "virtual:");
	ck_assert_int_eq(zairyu_transport_property(s.reader, ZAIRYU_PROPERTY_SIMULATED, &simulated), 0);
	ck_assert_uint_eq(simulated, 1);
	zairyu_record_free(record);
	demo_reader_take(s.demo);
	ck_assert_int_eq(read_card(&s, &record), ZAIRYU_ERR_NO_CARD);
	end(&s);
}
END_TEST

static const uint8_t select_mf[] = { 0x00, 0xA4, 0x00, 0x00 };

static int exchange(const struct scene *s)
{
	uint8_t answer[300];
	size_t len = 0;

	return zairyu_transport_transmit(s->reader, NULL, (zairyu_bytes){ select_mf, sizeof select_mf }, answer,
					 sizeof answer, &len, NULL);
}

/* Away is away, even if it is back before anybody asks: a card that lost its power has forgotten everything. */
START_TEST(gone_in_between)
{
	struct scene s = begin(0, "virtual:");

	demo_reader_place(s.demo);
	demo_reader_place(s.demo); /* again changes nothing */
	ck_assert_int_eq(zairyu_transport_connect(s.reader, NULL, NULL), 0);
	demo_reader_place(s.demo);
	ck_assert_int_eq(exchange(&s), 0);
	demo_reader_take(s.demo);
	ck_assert_int_eq(exchange(&s), ZAIRYU_ERR_CARD_GONE);
	demo_reader_place(s.demo);
	ck_assert_int_eq(exchange(&s), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(zairyu_transport_connect(s.reader, NULL, NULL), 0);
	ck_assert_int_eq(exchange(&s), 0);
	end(&s);
}
END_TEST

static gpointer take_soon(gpointer demo)
{
	g_usleep(100000);
	demo_reader_take(demo);
	return NULL;
}

static gpointer place_soon(gpointer demo)
{
	g_usleep(100000);
	demo_reader_place(demo);
	return NULL;
}

/* During an exchange that would take an hour. */
START_TEST(gone_during_an_exchange)
{
	struct scene s = begin(600000000, "virtual:");
	GThread *thread;

	demo_reader_place(s.demo);
	ck_assert_int_eq(zairyu_transport_connect(s.reader, NULL, NULL), 0);
	thread = g_thread_new("taker", take_soon, s.demo);
	ck_assert_int_eq(exchange(&s), ZAIRYU_ERR_CARD_GONE);
	g_thread_join(thread);
	end(&s);
}
END_TEST

static gpointer cancel_soon(gpointer cancel)
{
	g_usleep(100000);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(cancelled_during_an_exchange)
{
	struct scene s = begin(600000000, "virtual:");
	zairyu_cancel *cancel = NULL;
	zairyu_wait *wait = NULL;
	uint8_t answer[300];
	size_t len = 1;
	GThread *thread;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	demo_reader_place(s.demo);
	ck_assert_int_eq(zairyu_transport_connect(s.reader, NULL, NULL), 0);
	thread = g_thread_new("canceller", cancel_soon, cancel);
	ck_assert_int_eq(zairyu_transport_transmit(s.reader, wait, (zairyu_bytes){ select_mf, sizeof select_mf },
						   answer, sizeof answer, &len, NULL),
			 ZAIRYU_ERR_CANCELLED);
	ck_assert_uint_eq(len, 0);
	g_thread_join(thread);
	zairyu_wait_free(wait), zairyu_cancel_free(cancel);
	end(&s);
}
END_TEST

START_TEST(waits_for_coming_and_going)
{
	struct scene s = begin(0, "virtual:");
	GThread *thread;

	ck_assert_int_eq(zairyu_transport_wait_card(s.reader, 0, 0, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(s.reader, 1, 50, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	thread = g_thread_new("placer", place_soon, s.demo);
	ck_assert_int_eq(zairyu_transport_wait_card(s.reader, 1, 60000, NULL, NULL), 0);
	g_thread_join(thread);
	ck_assert_int_eq(zairyu_transport_wait_card(s.reader, 1, 0, NULL, NULL), 0);
	thread = g_thread_new("taker", take_soon, s.demo);
	ck_assert_int_eq(zairyu_transport_wait_card(s.reader, 0, 60000, NULL, NULL), 0);
	g_thread_join(thread);
	end(&s);
}
END_TEST

START_TEST(lists_and_watches)
{
	struct scene s = begin(0, "virtual:");
	zairyu_readers *before = NULL, *after = NULL;
	zairyu_wait *wait = NULL;
	GThread *thread;

	ck_assert_int_eq(zairyu_wait_new(60000, NULL, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_readers_list(s.ctx, NULL, NULL, &before, NULL), 0);
	ck_assert_uint_eq(zairyu_readers_count(before), 1);
	ck_assert_str_eq(zairyu_readers_uri(before, 0), "virtual:");
	ck_assert_int_eq(zairyu_readers_card(before, 0), ZAIRYU_CARD_NONE);
	ck_assert_int_eq(zairyu_readers_simulated(before, 0), 1);
	thread = g_thread_new("placer", place_soon, s.demo);
	ck_assert_int_eq(zairyu_readers_watch(s.ctx, NULL, before, wait, &after, NULL), 0);
	g_thread_join(thread);
	ck_assert_int_eq(zairyu_readers_card(after, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_uint_ne(zairyu_readers_changes(after, 0), zairyu_readers_changes(before, 0));
	zairyu_readers_free(before), zairyu_readers_free(after), zairyu_wait_free(wait);
	end(&s);
}
END_TEST

START_TEST(bad_options)
{
	struct scene s = begin(0, "virtual:");
	zairyu_transport *reader = NULL;

	ck_assert_int_eq(zairyu_transport_open(s.ctx, "virtual:type=9", NULL, &reader, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(reader);
	end(&s);
}
END_TEST

/* At least so long; a slow machine may take longer. */
START_TEST(takes_as_long_as_a_real_card)
{
	struct scene s = begin(DEMO_READER_REAL_US, _i ? "virtual:type=05" : "virtual:");
	const gint64 start = g_get_monotonic_time();
	zairyu_record *record;
	gint64 took;

	demo_reader_place(s.demo);
	ck_assert_int_eq(read_card(&s, &record), 0);
	took = g_get_monotonic_time() - start;
	ck_assert_msg(took > G_USEC_PER_SEC, "%d ms", (int)(took / 1000));
	zairyu_record_free(record);
	end(&s);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("demo reader", 120);

	suite_add(tcase, (const TTest *const[]){ gone_in_between, gone_during_an_exchange, cancelled_during_an_exchange,
						 waits_for_coming_and_going, lists_and_watches, bad_options, NULL });
	tcase_add_loop_test(tcase, reads_what_is_placed, 0, 2);
	tcase_add_loop_test(tcase, takes_as_long_as_a_real_card, 0, 2);
	return suite_run("demo reader", tcase);
}
