/* SPDX-License-Identifier: BSD-2-Clause */
/* A service that is not there, dies, is started again, or falls silent. */
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "pcscd.h"
#include "real_fixture.h"
#include "transport/transport.h"

START_TEST(no_service)
{
	zairyu_readers *readers;

	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_ERR_NO_SERVICE);
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:", NULL, &transport, &err), ZAIRYU_ERR_NO_SERVICE);
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

static int op_connect(const zairyu_wait *wait)
{
	return zairyu_transport_connect(transport, wait, &err);
}

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

TCase *case_dying(void)
{
	TCase *tcase = real_case_with_service("dying");

	tcase_add_test(tcase, a_service_that_dies_between_exchanges);
	tcase_add_test(tcase, a_service_that_dies_in_an_exchange);
	tcase_add_test(tcase, a_service_that_dies_while_waiting);
	tcase_add_loop_test(tcase, a_silent_service, 0, 3 * HOWS);
	return tcase;
}

TCase *case_missing(void)
{
	TCase *tcase = real_case("missing");

	tcase_add_test(tcase, no_service);
	return tcase;
}
