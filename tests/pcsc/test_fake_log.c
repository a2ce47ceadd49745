/* SPDX-License-Identifier: BSD-2-Clause */
/* "My reader does not work" can be answered from the log: every call that failed is in it, and what was done about it. */
#include <stdio.h>
#include <string.h>

#include "../support/log_lines.h"
#include "fake_fixture.h"

/* A day in short: listing, taking the card, an exchange, letting it go, waiting for it. */
static void short_day(void)
{
	zairyu_readers *readers = NULL;

	if (zairyu_readers_list(ctx, "pcsc", NULL, &readers, NULL) == ZAIRYU_OK)
		zairyu_readers_free(readers);
	if (open_any() == ZAIRYU_OK && zairyu_transport_connect(transport, NULL, &err) == ZAIRYU_OK)
		(void)transmit(short_command);
	zairyu_transport_disconnect(transport);
	if (transport)
		(void)wait_card(1, 300);
}

static void begin(void)
{
	line_count = 0;
	ck_assert_int_eq(zairyu_context_set_log(ctx, ZAIRYU_LOG_INFO, keep, (void *)"pcsc"), ZAIRYU_OK);
	fake_control(0, (const uint8_t *)"", 0); /* a reader that has no properties says so, and that is no failure */
}

START_TEST(nothing_fails_and_nothing_is_said)
{
	begin();
	short_day();
	ck_assert_msg(line_count == 0, "%s", lines[0]);
}
END_TEST

static const struct {
	enum fake_call call;
	const char *name;
} calls[] = {
	{ FAKE_ESTABLISH, "SCardEstablishContext" },
	{ FAKE_RELEASE, "SCardReleaseContext" },
	{ FAKE_LIST, "SCardListReaders" },
	{ FAKE_STATUS, "SCardGetStatusChange" },
	{ FAKE_CONNECT, "SCardConnect" },
	{ FAKE_RECONNECT, "SCardReconnect" },
	{ FAKE_DISCONNECT, "SCardDisconnect" },
	{ FAKE_BEGIN, "SCardBeginTransaction" },
	{ FAKE_TRANSMIT, "SCardTransmit" },
	{ FAKE_CONTROL, "SCardControl" },
};

/* Each call of the service, failing for no reason that is known, leaves its name and the service's code. */
START_TEST(each_failed_call)
{
	char wanted[160];

	ck_assert_int_eq(COUNT(calls), FAKE_CALLS);
	begin();
	fake_next(calls[_i].call, SCARD_F_UNKNOWN_ERROR);
	short_day();
	snprintf(wanted, sizeof wanted, "%s failed: 2148532244 (0x80100014)", calls[_i].name);
	ck_assert_msg(count_of(wanted) == 1, "%s: %d, of %d lines: %s", wanted, count_of(wanted), line_count, lines[0]);
}
END_TEST

/* What is done about a failure: the codes a call gives in turn, and the line. */
static const struct {
	enum fake_call call;
	LONG rvs[2];
	const char *line;
} answers[] = {
	{ FAKE_ESTABLISH, { SCARD_W_SECURITY_VIOLATION }, "connecting to the service again: " },
	{ FAKE_LIST, { SCARD_S_SUCCESS, SCARD_E_INVALID_HANDLE }, "SCardListReaders failed: 2148532227 (0x80100003)" },
	{ FAKE_CONNECT, { SCARD_E_PROTO_MISMATCH }, "falling back to any protocol: 0" },
	{ FAKE_RECONNECT, { SCARD_E_PROTO_MISMATCH }, "falling back to any protocol: 0" },
	{ FAKE_BEGIN, { SCARD_W_RESET_CARD }, "another program reset the card: 1" },
	{ FAKE_CONNECT, { SCARD_E_SHARING_VIOLATION }, "asking again for a reader in use: 0" },
	{ FAKE_CONNECT, { SCARD_W_UNRESPONSIVE_CARD }, "connecting to the card again: 1" },
	{ FAKE_CONNECT, { SCARD_E_NO_SERVICE }, "SCardConnect failed: 2148532253 (0x8010001D)" },
	{ FAKE_TRANSMIT, { SCARD_E_PROTO_MISMATCH }, "connecting to the card again: 0" },
};

START_TEST(each_answer_to_a_failure)
{
	begin();
	for (int i = 0; i < 2 && (i == 0 || answers[_i].rvs[i]); i++)
		fake_next(answers[_i].call, answers[_i].rvs[i]);
	short_day();
	ck_assert_msg(count_of(answers[_i].line) == 1, "%s: %d lines, the first %s", answers[_i].line, line_count,
		      lines[0]);
}
END_TEST

/* A connection to a service that was restarted is made anew. */
START_TEST(a_restarted_service)
{
	begin();
	connected();
	fake_next(FAKE_TRANSMIT, SCARD_E_NO_SERVICE);
	ck_assert_int_lt(transmit(short_command), 0);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(count_of("SCardTransmit failed: 2148532253"), 1);
	line_count = 0;
	fake_hot_plug(SCARD_E_INVALID_HANDLE);
	fake_state(0, 0);
	(void)wait_card(1, 500);
	ck_assert_int_ge(count_of("SCardGetStatusChange failed: 2148532227"), 1);
}
END_TEST

START_TEST(a_service_that_is_silent)
{
	zairyu_wait *wait;

	begin();
	connected();
	zairyu_transport_disconnect(transport);
	fake_hold(FAKE_LIST);
	ck_assert_int_eq(zairyu_wait_new(1500, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, wait, &err), ZAIRYU_ERR_NO_SERVICE);
	zairyu_wait_free(wait);
	ck_assert_int_eq(count_of("a call was abandoned: "), 1);
	ck_assert_int_eq(count_of("no answer; milliseconds waited: "), 1);
}
END_TEST

TCase *case_log(void)
{
	TCase *tcase = fake_case("log");

	tcase_add_test(tcase, nothing_fails_and_nothing_is_said);
	tcase_add_loop_test(tcase, each_failed_call, 0, COUNT(calls));
	tcase_add_loop_test(tcase, each_answer_to_a_failure, 0, COUNT(answers));
	tcase_add_test(tcase, a_restarted_service);
	tcase_add_test(tcase, a_service_that_is_silent);
	return tcase;
}
