/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend against the real PC/SC service, with a card on vpcd's virtual reader. */
#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <winscard.h>
#include <zairyu/pcsc.h>

#include "pcscd.h"
#include "rival.h"
#include "transport/transport.h"
#include "vicc.h"

#define READER "Virtual PCD 00 00"
#define SECOND "Virtual PCD 00 01"

/* For what comes when it does: a loaded machine takes its time. */
enum { PATIENCE_MS = 20000 };

static zairyu_context *ctx;
static zairyu_transport *transport;
static zairyu_error *err;
static struct vicc *vicc;
static uint8_t response[ZAIRYU_RESPONSE_MAX];
static size_t response_len;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static int threads(void)
{
	char line[256];
	int count = 0;
	FILE *file = fopen("/proc/self/status", "r");

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "Threads: %d", &count) == 1)
			break;
	if (file)
		fclose(file);
	return count;
}

static int threads_before;

static void *nothing(void *unused)
{
	return unused;
}

static void setup(void)
{
	pthread_t thread;

	/* a sanitizer may start threads of its own with the first */
	ck_assert_int_eq(pthread_create(&thread, NULL, nothing, NULL), 0);
	pthread_join(thread, NULL);
	threads_before = threads();
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_pcsc_backend()), ZAIRYU_OK);
}

static void forget_error(void)
{
	zairyu_error_free(err);
	err = NULL;
}

/* The service goes on believing in a card for some tenths of a second; the next one is to be told from it. */
static void take_away(void)
{
	zairyu_transport *watcher = NULL;

	vicc_remove(vicc);
	vicc = NULL;
	if (zairyu_transport_open(ctx, "pcsc:", &watcher, NULL) == ZAIRYU_OK)
		ck_assert_int_eq(zairyu_transport_wait_card(watcher, 0, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	zairyu_transport_free(watcher);
}

/* Once the card is gone every call returns, so no thread of ours may be left. */
static void teardown(void)
{
	forget_error();
	zairyu_transport_free(transport);
	if (vicc)
		take_away();
	zairyu_context_free(ctx);
	for (int i = 0; i < 300 && threads() > threads_before; i++)
		sleep_ms(10);
	ck_assert_int_eq(threads(), threads_before);
}

static void setup_service(void)
{
	ck_assert(pcscd_start());
	setup();
}

static void teardown_service(void)
{
	pcscd_stop();
	teardown();
}

static void insert(int slot)
{
	vicc = vicc_insert(slot);
	ck_assert_ptr_nonnull(vicc);
}

/* A card that comes in an unlucky moment pcscd does not see until it is taken away once more. */
static bool insert_for(struct rival *rival)
{
	for (int i = 0; i < 3; i++) {
		if (i > 0) {
			vicc_remove(vicc);
			sleep_ms(1000);
		}
		insert(0);
		if (rival_ready(rival, 3000))
			return true;
	}
	return false;
}

static void open_reader(const char *uri)
{
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, &transport, &err), ZAIRYU_OK);
}

static void connected(void)
{
	insert(0);
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}

static int transmit(const zairyu_wait *wait, uint8_t ins, unsigned parameter)
{
	uint8_t command[] = { 0x00, ins, (uint8_t)(parameter >> 8), (uint8_t)parameter, 0x00 };

	forget_error();
	return zairyu_transport_transmit(transport, wait, (zairyu_bytes){ command, sizeof(command) }, response,
					 sizeof(response), &response_len, &err);
}

static int transmit_long(unsigned parameter)
{
	uint8_t command[] = { 0x00, 0x10, (uint8_t)(parameter >> 8), (uint8_t)parameter, 0x00, 0x00, 0x00 };

	forget_error();
	return zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ command, sizeof(command) }, response,
					 sizeof(response), &response_len, &err);
}

static unsigned status_of(uint8_t ins)
{
	ck_assert_int_eq(transmit(NULL, ins, 0), ZAIRYU_OK);
	return (unsigned)response[response_len - 2] << 8 | response[response_len - 1];
}

static int connect_within(uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	forget_error();
	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait), ZAIRYU_OK);
	rc = zairyu_transport_connect(transport, wait, &err);
	zairyu_wait_free(wait);
	return rc;
}

START_TEST(lists_readers_and_their_cards)
{
	zairyu_readers *readers;

	insert(1);
	open_reader("pcsc:" SECOND);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", &readers, &err), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 2);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), "pcsc:" READER);
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_NONE);
	ck_assert_str_eq(zairyu_readers_label(readers, 1), SECOND);
	ck_assert_int_eq(zairyu_readers_card(readers, 1), ZAIRYU_CARD_PRESENT);
	zairyu_readers_free(readers);
}
END_TEST

START_TEST(no_card_and_no_such_reader)
{
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
	forget_error();
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:No Such Reader", &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Virtual", &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	open_reader("pcsc:");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
}
END_TEST

static void *insert_later(void *slot)
{
	sleep_ms(300);
	return vicc_insert(*(int *)slot);
}

START_TEST(a_card_comes_and_goes)
{
	int slot = _i;
	pthread_t thread;
	void *inserted;

	open_reader("pcsc:");
	ck_assert_int_eq(pthread_create(&thread, NULL, insert_later, &slot), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	pthread_join(thread, &inserted);
	vicc = inserted;
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(transport->ops.uri(transport->userdata), slot ? "pcsc:" SECOND : "pcsc:" READER);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 300, NULL, &err), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	take_away();
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
}
END_TEST

START_TEST(waiting_ends_by_the_deadline)
{
	double start = now();

	open_reader("pcsc:");
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 500, NULL, &err), ZAIRYU_ERR_TIMEOUT);
	ck_assert(now() - start > 0.45 && now() - start < 0.8);
}
END_TEST

START_TEST(long_answers)
{
	static const unsigned lengths[] = { 0, 1, 254, 256, 257, 3013, 7013, 65533 };

	connected();
	for (size_t n = 0; n < sizeof(lengths) / sizeof(lengths[0]); n++) {
		ck_assert_int_eq(transmit_long(lengths[n]), ZAIRYU_OK);
		ck_assert_uint_eq(response_len, lengths[n] + 2);
		for (size_t i = 0; i < lengths[n]; i++)
			ck_assert_uint_eq(response[i], (uint8_t)(i * 7 + (i >> 8)));
	}
}
END_TEST

START_TEST(connecting_takes_all_rights_away)
{
	struct rival *rival = rival_start(RIVAL_SHARED);

	ck_assert(insert_for(rival));
	rival_end(rival); /* leaves the card as it is */
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	ck_assert_uint_eq(status_of(0x21), 0x9000);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* The next program finds the card without the rights that we had. */
START_TEST(disconnecting_leaves_no_rights)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol, len = sizeof(response);
	static const uint8_t ask[] = { 0x00, 0x21, 0x00, 0x00, 0x00 };

	connected();
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context), SCARD_S_SUCCESS);
	ck_assert_int_eq(SCardConnect(context, READER, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol),
			 SCARD_S_SUCCESS);
	ck_assert_int_eq(SCardTransmit(card, SCARD_PCI_T1, ask, sizeof(ask), NULL, response, &len), SCARD_S_SUCCESS);
	ck_assert_uint_eq(response[0], 0x69);
	SCardDisconnect(card, SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
}
END_TEST

START_TEST(removal_in_an_exchange)
{
	connected();
	ck_assert_int_eq(transmit(NULL, 0x40, 0), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	take_away();
	insert(0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* Laid down again before the service noticed that it was gone. */
START_TEST(a_card_that_comes_right_back)
{
	connected();
	ck_assert_int_eq(_i ? transmit(NULL, 0x21, 0) : transmit(NULL, 0x40, 0), _i ? ZAIRYU_OK : ZAIRYU_ERR_CARD_GONE);
	vicc_remove(vicc);
	if (_i)
		ck_assert_int_eq(transmit_long(10), ZAIRYU_ERR_CARD_GONE);
	insert(0);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* At once, while the service still believes in the card, and after it has noticed; short and long commands. */
START_TEST(removal_between_exchanges)
{
	connected();
	vicc_remove(vicc);
	vicc = NULL;
	sleep_ms(_i & 1 ? 800 : 0);
	ck_assert_int_eq(_i & 2 ? transmit_long(10) : transmit(NULL, 0x21, 0), ZAIRYU_ERR_CARD_GONE);
}
END_TEST

START_TEST(an_answer_that_is_too_short)
{
	connected();
	ck_assert_int_eq(transmit(NULL, 0x51, 0), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_uint_eq(response_len, 0);
}
END_TEST

static zairyu_cancel *token;

static void *cancel_later(void *unused)
{
	(void)unused;
	sleep_ms(200);
	zairyu_cancel_trigger(token);
	return NULL;
}

static void on_alarm(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

enum how { BY_DEADLINE, BY_THREAD, BY_SIGNAL, HOWS };

/* An operation that would never end is ended after 200 ms, one way or the other, at the latest 300 ms later. */
static void ended(enum how how, int (*operation)(const zairyu_wait *))
{
	static const struct itimerval timer = { .it_value = { 0, 200000 } };
	double start = now();
	zairyu_wait *wait;
	pthread_t thread;

	ck_assert_int_eq(zairyu_cancel_new(&token), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(how == BY_DEADLINE ? 200 : ZAIRYU_WAIT_FOREVER, token, &wait), ZAIRYU_OK);
	if (how == BY_THREAD)
		ck_assert_int_eq(pthread_create(&thread, NULL, cancel_later, NULL), 0);
	if (how == BY_SIGNAL) {
		sigaction(SIGALRM, &(struct sigaction){ .sa_handler = on_alarm }, NULL);
		setitimer(ITIMER_REAL, &timer, NULL);
	}
	ck_assert_int_eq(operation(wait), how == BY_DEADLINE ? ZAIRYU_ERR_TIMEOUT : ZAIRYU_ERR_CANCELLED);
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start >= 0.19);
	ck_assert(now() - start < 0.2 + 0.3);
	if (how == BY_THREAD)
		pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	forget_error();
}

static int op_silence(const zairyu_wait *wait)
{
	return transmit(wait, 0x31, 0);
}

/* vpcd goes on waiting after a frame without bytes. */
static int op_empty_frame(const zairyu_wait *wait)
{
	return transmit(wait, 0x50, 0);
}

static int op_connect(const zairyu_wait *wait)
{
	return zairyu_transport_connect(transport, wait, &err);
}

START_TEST(a_silent_card)
{
	connected();
	ended((enum how)(_i % HOWS), _i < HOWS ? op_silence : op_empty_frame);
	/* as long as that card lies there it blocks the reader for everyone */
	take_away();
	insert(0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

START_TEST(a_slow_card_is_no_silent_one)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_wait_new(2000, NULL, &wait), ZAIRYU_OK);
	ck_assert_int_eq(transmit(wait, 0x30, 60), ZAIRYU_OK);
	zairyu_wait_free(wait);
}
END_TEST

/* The card answers after we gave up: the worker left behind lets go, and the reader works again without a hand on it.
 */
START_TEST(an_answer_that_comes_too_late)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_wait_new(100, NULL, &wait), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	ck_assert_int_eq(transmit(wait, 0x30, 80), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free(wait);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

START_TEST(a_reader_held_exclusively)
{
	struct rival *rival = rival_start(RIVAL_EXCLUSIVE);

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_READER_BUSY);
	rival_end(rival);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
}
END_TEST

START_TEST(a_transaction_of_another_program)
{
	struct rival *rival = rival_start(RIVAL_TRANSACTION);
	double start;

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	start = now();
	ck_assert_int_eq(connect_within(300), ZAIRYU_ERR_READER_BUSY);
	ck_assert(now() - start < 0.6);
	rival_end(rival);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* What another program does to the card has to wait for the end of our conversation. */
START_TEST(a_reset_by_another_program)
{
	struct rival *rival = rival_start(RIVAL_RESET);

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	rival_go(rival);
	sleep_ms(300);
	ck_assert_uint_eq(status_of(0x21), 0x9000);
	zairyu_transport_disconnect(transport);
	rival_end(rival);
}
END_TEST

START_TEST(many_conversations_leave_nothing_behind)
{
	int before;

	connected();
	before = dup(0);
	close(before);
	for (int i = 0; i < 30; i++) {
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
		ck_assert_uint_eq(status_of(0x21), 0x6982);
	}
	ck_assert_int_eq(dup(0), before);
	close(before);
}
END_TEST

/* The following start and end the service, so each has its own. */

START_TEST(no_service)
{
	zairyu_readers *readers;

	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", &readers, &err), ZAIRYU_ERR_NO_SERVICE);
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:", &transport, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "pcscd"));
}
END_TEST

START_TEST(a_service_that_dies_between_exchanges)
{
	connected();
	pcscd_signal(SIGKILL);
	ck_assert_int_eq(transmit(NULL, 0x21, 0), ZAIRYU_ERR_READER_GONE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_ERR_NO_SERVICE);
	take_away();
	ck_assert(pcscd_start());
	insert(0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

static void *kill_later(void *unused)
{
	(void)unused;
	sleep_ms(200);
	pcscd_signal(SIGKILL);
	return NULL;
}

START_TEST(a_service_that_dies_in_an_exchange)
{
	pthread_t thread;

	connected();
	ck_assert_int_eq(pthread_create(&thread, NULL, kill_later, NULL), 0);
	ck_assert_int_eq(transmit(NULL, 0x31, 0), ZAIRYU_ERR_READER_GONE);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(a_service_that_dies_while_waiting)
{
	pthread_t thread;

	open_reader("pcsc:");
	ck_assert_int_eq(pthread_create(&thread, NULL, kill_later, NULL), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 5000, NULL, &err), ZAIRYU_ERR_NO_SERVICE);
	pthread_join(thread, NULL);
}
END_TEST

static int op_wait_card(const zairyu_wait *wait)
{
	return transport->ops.wait_card(transport->userdata, 1, wait, &err);
}

static int op_transmit(const zairyu_wait *wait)
{
	return transmit(wait, 0x21, 0);
}

/* A service that is stopped answers nothing, whatever it is asked. */
START_TEST(a_silent_service)
{
	static int (*const operations[])(const zairyu_wait *) = { op_connect, op_wait_card, op_transmit };
	int (*operation)(const zairyu_wait *) = operations[_i / HOWS];

	connected();
	if (operation != op_transmit)
		zairyu_transport_disconnect(transport);
	pcscd_signal(SIGSTOP);
	ended((enum how)(_i % HOWS), operation);
	pcscd_signal(SIGCONT);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

static void add_reading(TCase *tc)
{
	tcase_add_test(tc, lists_readers_and_their_cards);
	tcase_add_test(tc, no_card_and_no_such_reader);
	tcase_add_loop_test(tc, a_card_comes_and_goes, 0, 2);
	tcase_add_test(tc, waiting_ends_by_the_deadline);
	tcase_add_test(tc, long_answers);
	tcase_add_test(tc, connecting_takes_all_rights_away);
	tcase_add_test(tc, disconnecting_leaves_no_rights);
	tcase_add_test(tc, removal_in_an_exchange);
	tcase_add_loop_test(tc, a_card_that_comes_right_back, 0, 2);
	tcase_add_loop_test(tc, removal_between_exchanges, 0, 4);
	tcase_add_test(tc, an_answer_that_is_too_short);
	tcase_add_loop_test(tc, a_silent_card, 0, 2 * HOWS);
	tcase_add_test(tc, a_slow_card_is_no_silent_one);
	tcase_add_test(tc, an_answer_that_comes_too_late);
	tcase_add_test(tc, a_reader_held_exclusively);
	tcase_add_test(tc, a_transaction_of_another_program);
	tcase_add_test(tc, a_reset_by_another_program);
	tcase_add_test(tc, many_conversations_leave_nothing_behind);
}

static void add_dying(TCase *tc)
{
	tcase_add_test(tc, a_service_that_dies_between_exchanges);
	tcase_add_test(tc, a_service_that_dies_in_an_exchange);
	tcase_add_test(tc, a_service_that_dies_while_waiting);
	tcase_add_loop_test(tc, a_silent_service, 0, 3 * HOWS);
}

static void add_missing(TCase *tc)
{
	tcase_add_test(tc, no_service);
}

static int run(const char *name, void (*add)(TCase *), void (*before)(void), void (*after)(void))
{
	Suite *suite = suite_create(name);
	TCase *tc = tcase_create(name);
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tc, before, after);
	tcase_set_timeout(tc, 120);
	add(tc);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}

int main(void)
{
	int failed;
	bool foreign;

	if (!pcscd_lock())
		return EXIT_FAILURE;
	foreign = pcscd_foreign();
	if (!foreign && !pcscd_start())
		return EXIT_SKIPPED;
	failed = run("pcsc-reading", add_reading, setup, teardown);
	pcscd_stop();
	/* somebody else's service is not ours to kill */
	if (!foreign) {
		failed += run("pcsc-dying", add_dying, setup_service, teardown_service);
		failed += run("pcsc-missing", add_missing, setup, teardown);
	}
	pcscd_unlock();
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
