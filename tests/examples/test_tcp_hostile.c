/* SPDX-License-Identifier: BSD-2-Clause */
/* Clients that are none: no crash, nothing believed, no waiting beyond the limit, and the connection ends with it. */
#include <string.h>
#include <sys/socket.h>

#include "tcp_case.h"

enum { SHORT_MS = 200 };

static const struct {
	const char *bytes;
	int wanted;
} no_atrs[] = {
	{ "0000", ZAIRYU_ERR_COMMUNICATION },     /* empty */
	{ "00013B", ZAIRYU_ERR_COMMUNICATION },   /* too short */
	{ "00024142", ZAIRYU_ERR_COMMUNICATION }, /* something else */
	{ "0022", ZAIRYU_ERR_COMMUNICATION },     /* one byte longer than any */
	{ "FFFF", ZAIRYU_ERR_COMMUNICATION },
	{ "", ZAIRYU_ERR_TIMEOUT },         /* nothing */
	{ "00", ZAIRYU_ERR_TIMEOUT },       /* half a length */
	{ "000D3B88", ZAIRYU_ERR_TIMEOUT }, /* half a frame */
};

START_TEST(no_atr)
{
	struct client client = { .answer = by_silence, .atr = no_atrs[_i].bytes };
	zairyu_error *err = NULL;
	const double begun = now_ms();

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(SHORT_MS, &err), &err, no_atrs[_i].wanted);
	ck_assert_double_lt(now_ms() - begun, SHORT_MS + SLACK_MS);
	ck_assert(no_atrs[_i].wanted != ZAIRYU_ERR_TIMEOUT || now_ms() - begun >= SHORT_MS - 1);
	client_join(&client);
	ck_assert(atomic_load(&client.closed));
	ck_ends(connect_within(SHORT_MS, &err), &err, ZAIRYU_ERR_NO_CARD);
}
END_TEST

static const struct {
	const char *reply;
	size_t cap;
	int wanted;
	bool (*answer)(struct client *, const uint8_t *, size_t);
} no_answers[] = {
	{ "0000", 258, ZAIRYU_ERR_COMMUNICATION, by_reply },
	{ "000190", 258, ZAIRYU_ERR_COMMUNICATION, by_reply },
	{ "0103", 258, ZAIRYU_ERR_COMMUNICATION, by_reply }, /* one byte more than there is room for */
	{ "FFFF", 65534, ZAIRYU_ERR_COMMUNICATION, by_reply },
	{ "", 258, ZAIRYU_ERR_TIMEOUT, by_reply },
	{ "00", 258, ZAIRYU_ERR_TIMEOUT, by_reply },
	{ "00039000", 258, ZAIRYU_ERR_TIMEOUT, by_reply },
	{ "FFFF9000", 65538, ZAIRYU_ERR_TIMEOUT, by_reply },
	{ "", 258, ZAIRYU_ERR_CARD_GONE, by_reply_and_leave },
	{ "00", 258, ZAIRYU_ERR_CARD_GONE, by_reply_and_leave },
	{ "00039000", 258, ZAIRYU_ERR_CARD_GONE, by_reply_and_leave },
};

/* And whatever the failure was, the next command is not given to that client. */
START_TEST(no_answer)
{
	struct client client = { .answer = no_answers[_i].answer, .reply = no_answers[_i].reply };
	zairyu_error *err = NULL;
	double begun;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	begun = now_ms();
	ck_ends(transmit_within(SHORT_MS, no_answers[_i].cap, &err), &err, no_answers[_i].wanted);
	ck_assert_double_lt(now_ms() - begun, SHORT_MS + SLACK_MS);
	client_join(&client);
	ck_ends(transmit_within(SHORT_MS, 258, &err), &err, ZAIRYU_ERR_CARD_GONE);
	ck_ends(connect_within(SHORT_MS, &err), &err, ZAIRYU_ERR_NO_CARD);
}
END_TEST

/* What comes after an answer is not the answer to the next command. */
START_TEST(two_answers)
{
	struct client client = { .answer = by_reply, .reply = "0002900000026982" };
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_OK);
	sleep_ms(50);
	ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_ERR_COMMUNICATION);
	client_join(&client);
}
END_TEST

/* Who speaks before being asked is sent away, and not listed. */
START_TEST(speaks_unasked)
{
	struct client client = { .answer = by_silence };
	zairyu_readers *readers;

	client_start(&client);
	readers = tcp_readers();
	ck_assert_uint_eq(zairyu_readers_count(readers), 1);
	zairyu_readers_free(readers);
	client_send_hex(&client, "000D3B88800100000000338181003A");
	sleep_ms(50);
	readers = tcp_readers();
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
	client_join(&client);
}
END_TEST

static bool by_trickle(struct client *client, const uint8_t *command, size_t len)
{
	(void)command, (void)len;
	client_send_hex(client, "FFFF");
	for (int i = 0; i < 10000 && send(client->fd, "", 1, MSG_NOSIGNAL) == 1; i++)
		sleep_ms(20);
	return false;
}

/* A byte now and then keeps nobody beyond the limit, though the caller sets none. */
START_TEST(trickle)
{
	const zairyu_hints hints = { .size = sizeof hints, .patience_ms = 100 };
	struct client client = { .answer = by_trickle };
	zairyu_error *err = NULL;
	double begun;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(ZAIRYU_WAIT_FOREVER, &err), &err, ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_expect(tcp.reader, &hints), ZAIRYU_OK);
	begun = now_ms();
	ck_ends(transmit_within(ZAIRYU_WAIT_FOREVER, 65538, &err), &err, ZAIRYU_ERR_TIMEOUT);
	ck_assert_double_ge(now_ms() - begun, 100);
	ck_assert_double_lt(now_ms() - begun, 100 + 2000 + SLACK_MS);
	client_join(&client);
}
END_TEST

static bool by_slow_echo(struct client *client, const uint8_t *command, size_t len)
{
	sleep_ms(200);
	return by_echo(client, command, len);
}

/* The longest patience is not the shortest, whatever is added to it. */
START_TEST(patience)
{
	static const uint32_t longest[] = { ZAIRYU_WAIT_FOREVER, ZAIRYU_WAIT_FOREVER - 1999, INT32_MAX, 0x80000000 };
	struct client client = { .answer = by_slow_echo };
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	for (int i = 0; i < COUNT(longest); i++) {
		const zairyu_hints hints = { .size = sizeof hints, .patience_ms = longest[i] };

		ck_assert_int_eq(zairyu_transport_expect(tcp.reader, &hints), ZAIRYU_OK);
		ck_ends(transmit_within(ZAIRYU_WAIT_FOREVER, 258, &err), &err, ZAIRYU_OK);
	}
	client_stop(&client);
}
END_TEST

/* A good card that sends byte by byte is one. */
static bool by_bytes(struct client *client, const uint8_t *command, size_t len)
{
	static const char reply[] = "\x00\x06\xC1\x02\x30\x35\x90\x00";

	(void)command, (void)len;
	for (size_t i = 0; i < sizeof reply - 1; i++) {
		ck_assert_int_eq(send(client->fd, reply + i, 1, MSG_NOSIGNAL), 1);
		sleep_ms(5);
	}
	return true;
}

START_TEST(byte_by_byte)
{
	struct client client = { .answer = by_bytes };
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	for (int i = 0; i < 5; i++)
		ck_ends(transmit_within(5000, 6, &err), &err, ZAIRYU_OK);
	client_stop(&client);
}
END_TEST

static bool by_flood(struct client *client, const uint8_t *command, size_t len)
{
	static const uint8_t much[65536];

	(void)command, (void)len;
	while (send(client->fd, much, sizeof much, MSG_NOSIGNAL) > 0)
		;
	return false;
}

START_TEST(flood)
{
	struct client client = { .answer = by_flood };
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_ERR_COMMUNICATION);
	client_join(&client);
}
END_TEST

static bool by_reply_and_reset(struct client *client, const uint8_t *command, size_t len)
{
	const struct linger at_once = { .l_onoff = 1 };

	ck_assert_int_eq(setsockopt(client->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), 0);
	return by_reply_and_leave(client, command, len);
}

/* Who breaks off while we have yet something to say does not end the program. */
START_TEST(breaks_off)
{
	struct client client = { .answer = by_reply_and_reset, .reply = "00029000" };
	zairyu_error *err = NULL;
	zairyu_readers *readers;

	client_start(&client);
	tcp_open();
	ck_ends(connect_within(5000, &err), &err, ZAIRYU_OK);
	ck_ends(transmit_within(5000, 258, &err), &err, ZAIRYU_OK);
	client_join(&client);
	sleep_ms(50);
	zairyu_transport_disconnect(tcp.reader);
	readers = tcp_readers();
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
}
END_TEST

/* Without a limit of the caller's there is the backend's own. */
START_TEST(silent_at_power_up)
{
	struct client client = { .answer = by_silence, .atr = "" };
	const double begun = now_ms();
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_ends(zairyu_transport_connect(tcp.reader, NULL, &err), &err, ZAIRYU_ERR_TIMEOUT);
	ck_assert_double_lt(now_ms() - begun, 5000 + SLACK_MS);
	client_join(&client);
}
END_TEST

static void *trigger(void *cancel)
{
	sleep_ms(100);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(cancelled_in_silence)
{
	struct client client = { .answer = by_silence };
	zairyu_cancel *cancel = NULL;
	zairyu_session *session = NULL;
	zairyu_error *err = NULL;
	const double begun = now_ms();
	pthread_t thread;

	client_start(&client);
	tcp_open();
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_new(tcp.reader, &session, NULL), ZAIRYU_OK);
	zairyu_session_set_cancel(session, cancel);
	ck_assert_int_eq(pthread_create(&thread, NULL, trigger, cancel), 0);
	ck_ends(zairyu_session_identify(session, NULL, &err), &err, ZAIRYU_ERR_CANCELLED);
	ck_assert_double_ge(now_ms() - begun, 99);
	ck_assert_double_lt(now_ms() - begun, 100 + SLACK_MS);
	pthread_join(thread, NULL);
	zairyu_session_free(session);
	zairyu_cancel_free(cancel);
	client_join(&client);
	ck_assert(atomic_load(&client.closed));
}
END_TEST

TCase *case_hostile(void)
{
	TCase *tcase = tcp_case("hostile");

	tcase_add_loop_test(tcase, no_atr, 0, COUNT(no_atrs));
	tcase_add_loop_test(tcase, no_answer, 0, COUNT(no_answers));
	suite_add(tcase, (const TTest *const[]){ two_answers, speaks_unasked, trickle, patience, byte_by_byte, flood,
						 breaks_off, silent_at_power_up, cancelled_in_silence, NULL });
	return tcase;
}
