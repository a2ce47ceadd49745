/* SPDX-License-Identifier: BSD-2-Clause */
/* Connecting: what it does to the card, and what comes of every return code. */
#include <stdbool.h>

#include "fake_fixture.h"

START_TEST(a_conversation_resets_before_and_after)
{
	connected();
	ck_assert_uint_eq(fake_initialization(), SCARD_RESET_CARD);
	ck_assert_uint_eq(fake_count(FAKE_BEGIN), 1);
	ck_assert_int_eq(transmit(short_command), ZAIRYU_OK);
	ck_assert_uint_eq(response_len, 2);
	ck_assert_uint_eq(fake_pci(), SCARD_PROTOCOL_T1);
	ck_assert_uint_eq(fake_room(), ZAIRYU_RESPONSE_MAX);
	zairyu_transport_disconnect(transport);
	ck_assert_uint_eq(fake_disposition(), SCARD_UNPOWER_CARD);
	ck_assert_int_eq(fake_cards(), 0);
	ck_assert_int_eq(fake_contexts(), 0);
	ck_assert_int_eq(transmit(short_command), ZAIRYU_ERR_STATE);
}
END_TEST

START_TEST(connect_again_begins_anew)
{
	connected();
	for (int i = 0; i < 20; i++)
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(fake_cards(), 1);
	ck_assert_int_eq(fake_contexts(), 1);
	ck_assert_uint_eq(fake_count(FAKE_CONNECT), 21);
}
END_TEST

START_TEST(a_reader_that_insists_on_t0)
{
	fake_protocol(SCARD_PROTOCOL_T0);
	connected();
	ck_assert_int_eq(transmit(short_command), ZAIRYU_OK);
	ck_assert_uint_eq(fake_pci(), SCARD_PROTOCOL_T0);
}
END_TEST

START_TEST(neither_protocol)
{
	fake_protocol(SCARD_PROTOCOL_RAW);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(native(), 0x8010000F);
}
END_TEST

/* Every return code, at every call of connecting: always a failure, never a leak, and the next try works. */
static const enum fake_call connect_calls[] = { FAKE_ESTABLISH, FAKE_LIST,  FAKE_STATUS,
						FAKE_CONNECT,   FAKE_BEGIN, FAKE_RECONNECT };

/* What connecting waits out for longer than six tries. */
static bool passes(LONG rv)
{
	return rv == SCARD_E_SHARING_VIOLATION || rv == SCARD_E_SERVER_TOO_BUSY || rv == SCARD_E_NO_SMARTCARD ||
	       rv == SCARD_W_REMOVED_CARD || rv == SCARD_W_UNRESPONSIVE_CARD || rv == SCARD_W_UNPOWERED_CARD ||
	       rv == SCARD_E_NOT_TRANSACTED || rv == SCARD_W_RESET_CARD;
}

START_TEST(connecting_survives_every_code)
{
	enum fake_call call = connect_calls[_i];

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (LONG low = 1; low < 0x80; low++) {
		int rc;

		/* enough for every retry there is, but for those that go on for seconds */
		for (int i = 0; i < 6; i++)
			fake_next(call, (LONG)0x80100000 + low);
		rc = zairyu_transport_connect(transport, NULL, &err);
		if (rc == ZAIRYU_OK)
			ck_assert_msg(call != FAKE_ESTABLISH &&
					      (call != FAKE_CONNECT || passes((LONG)0x80100000 + low)),
				      "call %d code %lx", (int)call, low);
		else
			ck_assert_int_eq(rc, zairyu_error_code(err));
		ck_assert_int_eq(fake_cards(), rc == ZAIRYU_OK);
		ck_assert_int_eq(fake_contexts(), rc == ZAIRYU_OK);
		forget_error();
		fake_forget(call);
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
		zairyu_transport_disconnect(transport);
	}
}
END_TEST

static const struct {
	enum fake_call call;
	LONG rv;
	int times, code;
} connect_table[] = {
	{ FAKE_ESTABLISH, SCARD_E_NO_SERVICE, 1, ZAIRYU_ERR_NO_SERVICE },
	{ FAKE_ESTABLISH, SCARD_E_SERVICE_STOPPED, 1, ZAIRYU_ERR_NO_SERVICE },
	{ FAKE_ESTABLISH, SCARD_F_COMM_ERROR, 1, ZAIRYU_ERR_NO_SERVICE },
	{ FAKE_ESTABLISH, SCARD_W_SECURITY_VIOLATION, 1, ZAIRYU_OK },
	{ FAKE_ESTABLISH, SCARD_W_SECURITY_VIOLATION, 2, ZAIRYU_ERR_NO_PERMISSION },
	{ FAKE_LIST, SCARD_E_NO_READERS_AVAILABLE, 1, ZAIRYU_ERR_NO_READER },
	{ FAKE_LIST, SCARD_E_NO_SERVICE, 2, ZAIRYU_ERR_NO_SERVICE },
	/* a card that is lifted just then is waited for a moment, and so is another program */
	{ FAKE_CONNECT, SCARD_E_NO_SMARTCARD, 1, ZAIRYU_OK },
	{ FAKE_CONNECT, SCARD_E_NO_SMARTCARD, 60, ZAIRYU_ERR_NO_CARD },
	{ FAKE_CONNECT, SCARD_E_SHARING_VIOLATION, 3, ZAIRYU_OK },
	{ FAKE_CONNECT, SCARD_E_SHARING_VIOLATION, 60, ZAIRYU_ERR_READER_BUSY },
	{ FAKE_CONNECT, SCARD_E_UNKNOWN_READER, 1, ZAIRYU_ERR_NO_READER },
	{ FAKE_CONNECT, SCARD_E_READER_UNAVAILABLE, 1, ZAIRYU_ERR_READER_GONE },
	{ FAKE_CONNECT, SCARD_W_UNRESPONSIVE_CARD, 1, ZAIRYU_OK },
	{ FAKE_CONNECT, SCARD_W_UNRESPONSIVE_CARD, 60, ZAIRYU_ERR_COMMUNICATION },
	{ FAKE_BEGIN, SCARD_W_RESET_CARD, 3, ZAIRYU_OK },
	{ FAKE_BEGIN, SCARD_W_RESET_CARD, 9, ZAIRYU_OK },
	{ FAKE_BEGIN, SCARD_W_REMOVED_CARD, 60, ZAIRYU_ERR_NO_CARD },
	{ FAKE_RECONNECT, SCARD_E_NO_SMARTCARD, 1, ZAIRYU_OK },
	{ FAKE_RECONNECT, SCARD_W_RESET_CARD, 1, ZAIRYU_OK },
	{ FAKE_RECONNECT, SCARD_W_RESET_CARD, 3, ZAIRYU_OK },
	{ FAKE_RECONNECT, SCARD_E_NO_SMARTCARD, 60, ZAIRYU_ERR_NO_CARD },
};

START_TEST(connecting_names_the_cause)
{
	int rc;

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (int i = 0; i < connect_table[_i].times; i++)
		fake_next(connect_table[_i].call, connect_table[_i].rv);
	rc = zairyu_transport_connect(transport, NULL, &err);
	ck_assert_int_eq(rc, connect_table[_i].code);
}
END_TEST

/* pcscd closes the connection of whom polkit does not let at cards: all calls after it fail. */
START_TEST(a_user_who_may_not_use_cards)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_next(FAKE_LIST, SCARD_S_SUCCESS); /* finding the reader */
	fake_next(FAKE_CONNECT, SCARD_F_COMM_ERROR);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	fake_next(FAKE_CONNECT, SCARD_F_COMM_ERROR);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_PERMISSION);
	ck_assert_int_eq(native(), 0x80100013);
}
END_TEST

START_TEST(a_service_that_restarts_while_connecting)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_next(FAKE_LIST, SCARD_S_SUCCESS);
	fake_next(FAKE_CONNECT, SCARD_F_COMM_ERROR);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_LIST, SCARD_S_SUCCESS);
	fake_next(FAKE_CONNECT, SCARD_F_COMM_ERROR);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	fake_next(FAKE_ESTABLISH, SCARD_S_SUCCESS);
	fake_next(FAKE_ESTABLISH, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_SERVICE);
}
END_TEST

TCase *case_connecting(void)
{
	TCase *tcase = fake_case("connecting");

	tcase_add_test(tcase, a_conversation_resets_before_and_after);
	tcase_add_test(tcase, connect_again_begins_anew);
	tcase_add_test(tcase, a_reader_that_insists_on_t0);
	tcase_add_test(tcase, neither_protocol);
	tcase_add_loop_test(tcase, connecting_survives_every_code, 0, COUNT(connect_calls));
	tcase_add_loop_test(tcase, connecting_names_the_cause, 0, COUNT(connect_table));
	tcase_add_test(tcase, a_user_who_may_not_use_cards);
	tcase_add_test(tcase, a_service_that_restarts_while_connecting);
	return tcase;
}
