/* SPDX-License-Identifier: BSD-2-Clause */
/* Cancelling and deadlines: back in time whatever the chip does, and the reader usable again. */
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#include "board.h"

#define LIMIT 0.3

static struct board board;
static zairyu_cancel *token;
static zairyu_wait *waiting;
static double triggered;

static void on_alarm(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

static void *cancel_later(void *unused)
{
	sleep_ms(150);
	triggered = now();
	zairyu_cancel_trigger(token);
	return unused;
}

/* What may block. Each is called with `waiting`, or the token. */
static int do_connect(void)
{
	return zairyu_transport_connect(board.transport, waiting, NULL);
}

static int do_send(void)
{
	static const uint8_t command[] = { 0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00 };
	size_t len;

	return zairyu_transport_transmit(board.transport, waiting, (zairyu_bytes){ command, sizeof command },
					 board.response, sizeof board.response, &len, NULL);
}

static int do_wait_card(void)
{
	return zairyu_transport_wait_card(board.transport, 1, 10000, token, NULL);
}

static int do_wait_no_card(void)
{
	return zairyu_transport_wait_card(board.transport, 0, 10000, token, NULL);
}

/* How the chip makes each of them block. */
static const struct {
	const char *name;
	int (*call)(void);
	int connected; /* before it */
	const char *card;
	int fault;
	uint32_t at, arg;
} calls[] = {
	{ "opening a silent port", do_connect, 0, "type=1", ZAIRYU_PN532_NO_ACK, 0, 0 },
	{ "opening, acknowledged only", do_connect, 0, "type=1", ZAIRYU_PN532_SILENCE, 0, 0 },
	{ "opening slowly", do_connect, 0, "type=1", ZAIRYU_PN532_SLOW, 0, 100 },
	{ "exchange, silent card", do_send, 1, "type=1,fault=silence@1:0", ZAIRYU_PN532_OK, 0, 0 },
	{ "exchange, silent chip", do_send, 1, "type=1", ZAIRYU_PN532_SILENCE, 1, 0 },
	{ "exchange, dead chip", do_send, 1, "type=1", ZAIRYU_PN532_NO_ACK, 0, 0 },
	{ "exchange, late", do_send, 1, "type=1", ZAIRYU_PN532_DELAY, 1, 1000 },
	{ "exchange, slow", do_send, 1, "type=1", ZAIRYU_PN532_SLOW, 1, 200 },
	{ "no card", do_wait_card, 0, NULL, ZAIRYU_PN532_OK, 0, 0 },
	{ "no card, dead chip", do_wait_card, 0, NULL, ZAIRYU_PN532_NO_ACK, 0, 0 },
	{ "a card that stays", do_wait_no_card, 0, "type=1", ZAIRYU_PN532_OK, 0, 0 },
};
enum { CALLS = sizeof calls / sizeof *calls };

static int descriptors;

static void begin(int i)
{
	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	zairyu_transport_disconnect(board.transport);
	descriptors = open_descriptors();
	board_card(&board, calls[i].card);
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), ZAIRYU_OK);
	if (calls[i].connected)
		ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_OK);
	else
		board_open(&board);
	board_fault(&board, calls[i].fault, calls[i].at, calls[i].arg);
}

/* The reader is usable at once, though a call within libnfc may still be ending. */
static void finish(void)
{
	int rc;

	board_fault(&board, ZAIRYU_PN532_OK, 0, 0);
	board_card(&board, "type=1");
	rc = board_connect(&board, 10000);
	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(board.err));
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_OK);
	ck_assert_int_eq(open_descriptors(), descriptors);
	zairyu_wait_free(waiting);
	zairyu_cancel_free(token);
	board_stop(&board);
}

/* Without waiting for the end of an exchange that libnfc is patient with: the tests of cancelling do. */
static void finish_early(void)
{
	zairyu_wait_free(waiting);
	zairyu_cancel_free(token);
	board_stop(&board);
}

START_TEST(deadlines_hold)
{
	double start, took;
	int rc;

	begin(_i);
	ck_assert_int_eq(zairyu_wait_new(200, NULL, &waiting, NULL), ZAIRYU_OK);
	start = now();
	rc = calls[_i].call == do_wait_card      ? zairyu_transport_wait_card(board.transport, 1, 200, NULL, NULL)
	     : calls[_i].call == do_wait_no_card ? zairyu_transport_wait_card(board.transport, 0, 200, NULL, NULL)
						 : calls[_i].call();
	took = now() - start;
	ck_assert_msg(rc == ZAIRYU_ERR_TIMEOUT, "%s: %d", calls[_i].name, rc);
	ck_assert_msg(took >= 0.19 && took < 0.2 + LIMIT + SLACK, "%s: %f s", calls[_i].name, took);
	if (calls[_i].connected)
		finish_early();
	else
		finish();
}
END_TEST

START_TEST(cancelled_during)
{
	pthread_t thread;
	double end;
	int rc;

	begin(_i);
	ck_assert_int_eq(zairyu_wait_new(10000, token, &waiting, NULL), ZAIRYU_OK);
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_later, NULL), 0);
	rc = calls[_i].call();
	end = now();
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_msg(rc == ZAIRYU_ERR_CANCELLED, "%s: %d", calls[_i].name, rc);
	ck_assert_msg(end - triggered < LIMIT + SLACK, "%s: %f s", calls[_i].name, end - triggered);
	finish();
}
END_TEST

START_TEST(cancelled_from_signal_handler)
{
	struct itimerval soon = { .it_value = { 0, 150000 } }, never = { 0 };
	double start, took;
	int rc;

	begin(_i);
	signal(SIGALRM, on_alarm);
	ck_assert_int_eq(zairyu_wait_new(10000, token, &waiting, NULL), ZAIRYU_OK);
	start = now();
	setitimer(ITIMER_REAL, &soon, NULL);
	rc = calls[_i].call();
	took = now() - start;
	setitimer(ITIMER_REAL, &never, NULL);
	ck_assert_msg(rc == ZAIRYU_ERR_CANCELLED, "%s: %d", calls[_i].name, rc);
	ck_assert_msg(took < 0.15 + LIMIT + SLACK, "%s: %f s", calls[_i].name, took);
	finish();
}
END_TEST

START_TEST(cancelled_before_and_after)
{
	begin(_i);
	ck_assert_int_eq(zairyu_wait_new(10000, token, &waiting, NULL), ZAIRYU_OK);
	zairyu_cancel_trigger(token);
	for (int i = 0; i < 2; i++) {
		double start = now();

		ck_assert_int_eq(calls[_i].call(), ZAIRYU_ERR_CANCELLED);
		ck_assert(now() - start < LIMIT + SLACK);
	}
	finish();
}
END_TEST

/* A cancelled transport is thrown away, and another made at once: it waits for the first to let go of the device. */
START_TEST(another_transport_follows_at_once)
{
	begin(4);
	ck_assert_int_eq(zairyu_wait_new(200, NULL, &waiting, NULL), ZAIRYU_OK);
	ck_assert_int_eq(do_send(), ZAIRYU_ERR_TIMEOUT);
	board_open(&board);
	finish();
}
END_TEST

/* Freeing returns soon even from a dead chip. */
START_TEST(freeing_is_quick)
{
	double start;

	begin(5);
	start = now();
	zairyu_transport_free(board.transport);
	ck_assert_msg(now() - start < 0.6 + SLACK, "%f s", now() - start);
	board.transport = NULL;
	board_fault(&board, ZAIRYU_PN532_OK, 0, 0);
	board_open(&board);
	finish();
}
END_TEST

/* No thread is left behind for good, whatever was given up. */
START_TEST(nothing_piles_up)
{
	double limit;
	int running;

	begin(4);
	running = threads();
	for (int i = 0; i < 3; i++) {
		board_fault(&board, ZAIRYU_PN532_SILENCE, 1, 0);
		ck_assert_int_eq(board_send(&board, 50, SELECT_MF), ZAIRYU_ERR_TIMEOUT);
		ck_assert_int_eq(board_connect(&board, 10000), ZAIRYU_OK);
	}
	for (limit = now() + 15; threads() > running && now() < limit;)
		sleep_ms(20);
	ck_assert_int_eq(threads(), running);
	finish();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("cancel", 60);

	tcase_add_loop_test(tcase, deadlines_hold, 0, CALLS);
	tcase_add_loop_test(tcase, cancelled_during, 0, CALLS);
	/* Each kind of call once: it is the same code that wakes up. */
	tcase_add_loop_test(tcase, cancelled_from_signal_handler, 2, 4);
	tcase_add_loop_test(tcase, cancelled_from_signal_handler, 8, 9);
	tcase_add_loop_test(tcase, cancelled_before_and_after, 2, 4);
	tcase_add_loop_test(tcase, cancelled_before_and_after, 8, 9);
	tcase_add_test(tcase, another_transport_follows_at_once);
	tcase_add_test(tcase, freeing_is_quick);
	tcase_add_test(tcase, nothing_piles_up);
	return board_run("nfc cancel", tcase);
}
