/* SPDX-License-Identifier: BSD-2-Clause */
/* Clients that come while another is there: who is served, and whether it is still the same one. */
#include "tcp_case.h"

/* A client comes, and a conversation with it begins. */
static void meet(struct client *client)
{
	zairyu_error *err = NULL;

	client_start(client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
}

/* The earlier one may have been cut off without a word. */
START_TEST(later_takes_the_place)
{
	struct client first = { .answer = by_silence }, second = { .answer = by_silence };

	client_start(&first);
	tcp_count(1);
	client_await_controls(&first, 1);
	client_start(&second);
	tcp_count(1);
	client_join(&first);
	ck_assert(atomic_load(&first.closed));
	client_stop(&second);
	tcp_count(0);
}
END_TEST

/* But not in the middle of a conversation, nor between two of one session. */
START_TEST(later_waits)
{
	struct client first = { .answer = by_echo }, second = { .answer = by_echo };
	zairyu_transport *rival = NULL;
	zairyu_error *err = NULL;

	client_start(&first);
	tcp_open();
	for (int i = 0; i < 2; i++) {
		ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
		if (i == 0)
			client_start(&second);
		tcp_count(1);
		ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_OK);
	}
	ck_assert_int_eq(zairyu_transport_open(tcp.ctx, tcp.uri, NULL, &rival, NULL), ZAIRYU_OK);
	ck_ends(zairyu_transport_connect(rival, NULL, &err), &err, ZAIRYU_ERR_READER_BUSY);
	zairyu_transport_free(rival);
	ck_assert_uint_eq(atomic_load(&second.controls), 0);
	ck_assert(!atomic_load(&first.closed));
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	client_join(&first);
	ck_assert(atomic_load(&first.closed));
	tcp_count(1);
	client_await_controls(&second, 1);
	client_stop(&second);
}
END_TEST

/* Whose client failed has no business any more with the one who came after it. */
START_TEST(later_is_another_session_s)
{
	struct client first = { .answer = by_silence }, second = { .answer = by_echo };
	zairyu_transport *other = NULL, *third = NULL;
	zairyu_error *err = NULL;

	meet(&first);
	ck_ends(transmit_within(100, 258, &err), &err, ZAIRYU_ERR_TIMEOUT);
	client_join(&first);
	client_start(&second);
	ck_assert_int_eq(zairyu_transport_open(tcp.ctx, tcp.uri, NULL, &other, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(other, NULL, NULL), ZAIRYU_OK);
	ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	ck_assert_int_eq(zairyu_transport_open(tcp.ctx, tcp.uri, NULL, &third, NULL), ZAIRYU_OK);
	ck_ends(zairyu_transport_connect(third, NULL, &err), &err, ZAIRYU_ERR_READER_BUSY);
	zairyu_transport_free(third), zairyu_transport_free(other);
	client_join(&second);
}
END_TEST

/* A transport lets go of who it spoke with, not of who came later. */
START_TEST(later_is_spared)
{
	struct client first = { .answer = by_echo }, second = { .answer = by_echo };

	meet(&first);
	zairyu_transport_disconnect(tcp.reader);
	client_stop(&first);
	client_start(&second);
	tcp_count(1);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	tcp_count(1);
	client_stop(&second);
}
END_TEST

/*
 * The next conversation is not with the one who came meanwhile, whether the first left or a look let the other in. That
 * is said once; whoever begins anew takes who is there.
 */
START_TEST(later_is_another_card)
{
	struct client first = { .answer = by_echo }, second = { .answer = by_echo };
	zairyu_error *err = NULL;

	meet(&first);
	client_start(&second);
	if (_i == 0)
		client_stop(&first);
	zairyu_transport_disconnect(tcp.reader);
	if (_i == 1)
		tcp_count(1);
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_ERR_CARD_GONE);
	client_await_controls(&second, 1);
	for (int i = 0; i < 2; i++) {
		ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
		ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_OK);
	}
	if (_i == 1)
		client_join(&first);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	client_join(&second);
}
END_TEST

/* Who was told that the card is gone, or waits for one, is not told again. */
START_TEST(later_is_expected)
{
	struct client first = { .answer = by_echo }, second = { .answer = by_echo };
	zairyu_error *err = NULL;

	meet(&first);
	if (_i == 0) {
		client_stop(&first);
		ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_ERR_CARD_GONE);
	}
	zairyu_transport_disconnect(tcp.reader);
	if (_i > 0)
		client_stop(&first);
	if (_i == 1)
		ck_ends(connect_within(5000, &err), &err, ZAIRYU_ERR_NO_CARD);
	if (_i == 2)
		ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 0, 20000, NULL, NULL), ZAIRYU_OK);
	client_start(&second);
	if (_i == 3)
		ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 1, 20000, NULL, NULL), ZAIRYU_OK);
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	client_stop(&second);
}
END_TEST

/* Seeing the same one again is nothing new. */
START_TEST(waiting_for_the_same)
{
	struct client first = { .answer = by_echo }, second = { .answer = by_echo };
	zairyu_error *err = NULL;

	meet(&first);
	zairyu_transport_disconnect(tcp.reader);
	ck_assert_int_eq(zairyu_transport_wait_card(tcp.reader, 1, 20000, NULL, NULL), ZAIRYU_OK);
	client_start(&second);
	tcp_count(1);
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_ERR_CARD_GONE);
	client_join(&first);
	client_stop(&second);
}
END_TEST

/* One client, two transports in turn: it is let go with the last of them. */
START_TEST(shared_by_two)
{
	struct client client = { .answer = by_echo };
	zairyu_transport *readers[2], *both[2];
	zairyu_error *err = NULL;

	client_start(&client);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(zairyu_transport_open(tcp.ctx, tcp.uri, NULL, &both[i], NULL), ZAIRYU_OK);
		ck_ends(zairyu_transport_connect(both[i], NULL, &err), &err, ZAIRYU_OK);
		zairyu_transport_disconnect(both[i]);
	}
	readers[0] = both[_i], readers[1] = both[1 - _i];
	zairyu_transport_free(readers[0]);
	ck_assert(!atomic_load(&client.closed));
	for (int again = 0; again < 2; again++)
		ck_ends(zairyu_transport_connect(readers[1], NULL, &err), &err, ZAIRYU_OK);
	zairyu_transport_free(readers[1]);
	client_join(&client);
	ck_assert(atomic_load(&client.closed));
}
END_TEST

/* A browser that happens on the port is sent away, and whoever is there stays. */
START_TEST(a_stranger)
{
	struct client phone = { .answer = by_echo }, browser = { .answer = by_echo };
	zairyu_error *err = NULL;

	client_start(&phone);
	tcp_count(1);
	client_await_controls(&phone, 1);
	client_start(&browser);
	client_send_hex(&browser, "474554202F20485454502F312E310D0A0D0A"); /* GET / HTTP/1.1 */
	sleep_ms(50);
	tcp_count(1);
	client_join(&browser);
	ck_assert_uint_eq(atomic_load(&browser.controls), 0);
	ck_assert(!atomic_load(&phone.closed));
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	client_stop(&phone);
}
END_TEST

/* Nor is it the first who comes: the next in the queue is. */
START_TEST(a_stranger_first)
{
	struct client phone = { .answer = by_echo }, browser = { .answer = by_echo };
	zairyu_error *err = NULL;

	client_start(&browser);
	client_send_hex(&browser, "474554202F20485454502F312E310D0A0D0A");
	sleep_ms(50);
	client_start(&phone);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	client_join(&browser);
	client_stop(&phone);
}
END_TEST

TCase *case_later(void)
{
	TCase *tcase = tcp_case("later");

	suite_add(tcase, (const TTest *const[]){ later_takes_the_place, later_waits, later_is_spared,
						 later_is_another_session_s, waiting_for_the_same, a_stranger,
						 a_stranger_first, NULL });
	tcase_add_loop_test(tcase, later_is_another_card, 0, 2);
	tcase_add_loop_test(tcase, later_is_expected, 0, 4);
	tcase_add_loop_test(tcase, shared_by_two, 0, 2);
	return tcase;
}
