/* SPDX-License-Identifier: BSD-2-Clause */
/* Exchanges: what comes of every return code, and lengths at their limits. */
#include <reader.h>

#include "fake_fixture.h"

START_TEST(an_exchange_survives_every_code)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (LONG low = 1; low < 0x80; low++) {
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
		fake_next(FAKE_TRANSMIT, (LONG)0x80100000 + low);
		if ((LONG)0x80100000 + low == SCARD_E_PROTO_MISMATCH) /* which is tried once more */
			fake_next(FAKE_TRANSMIT, (LONG)0x80100000 + low);
		ck_assert_int_lt(transmit(_i ? long_command : short_command), 0);
		ck_assert_uint_eq(response_len, 0);
		ck_assert_int_eq(native(), 0x80100000 + low);
		forget_error();
		/* nothing goes on before the next connect */
		ck_assert_int_eq(transmit(short_command), ZAIRYU_ERR_STATE);
		forget_error();
	}
}
END_TEST

static const struct {
	LONG rv;
	int code, code_if_long, code_if_reader_gone;
} exchange_table[] = {
	{ SCARD_E_NOT_TRANSACTED, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_READER_GONE },
	{ SCARD_F_COMM_ERROR, ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_READER_GONE },
	{ SCARD_E_INVALID_PARAMETER, ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_READER_GONE },
	{ SCARD_W_REMOVED_CARD, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_READER_GONE },
	{ SCARD_W_RESET_CARD, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_READER_GONE },
	{ SCARD_E_INSUFFICIENT_BUFFER, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_LENGTH_REFUSED,
	  ZAIRYU_ERR_LENGTH_REFUSED },
	{ SCARD_E_READER_UNAVAILABLE, ZAIRYU_ERR_READER_GONE, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_READER_GONE },
};

START_TEST(an_exchange_names_the_cause)
{
	connected();
	fake_next(FAKE_TRANSMIT, exchange_table[_i].rv);
	ck_assert_int_eq(transmit(short_command), exchange_table[_i].code);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, exchange_table[_i].rv);
	ck_assert_int_eq(transmit(long_command), exchange_table[_i].code_if_long);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, exchange_table[_i].rv);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(transmit(short_command), exchange_table[_i].code_if_reader_gone);
}
END_TEST

/* In the time before the service notices that the card is gone, only the card can tell. */
static int fail_long(LONG reset)
{
	int rc;

	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED);
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED); /* the short command after it */
	if (reset)
		fake_next(FAKE_RECONNECT, reset);
	rc = transmit(long_command);
	forget_error();
	return rc;
}

START_TEST(a_long_command_to_a_card_that_is_gone)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(fail_long(SCARD_E_NO_SMARTCARD), ZAIRYU_ERR_CARD_GONE);
}
END_TEST

/* The reader lost card and command both, and took the card up again: once says nothing, twice in succession does. */
START_TEST(a_long_command_that_is_refused_twice)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(fail_long(0), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(fail_long(0), ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(transmit(long_command), ZAIRYU_OK); /* it was carried: that begins anew */
	ck_assert_int_eq(fail_long(0), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(fail_long(0), ZAIRYU_ERR_LENGTH_REFUSED);
}
END_TEST

static void lift(void)
{
	fake_state(0, SCARD_STATE_PRESENT | 0x1000000);
}

/* A removal that the service saw meanwhile is no refusal, however often it happens. */
START_TEST(a_removal_that_was_noticed)
{
	pthread_t thread;

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(fail_long(0), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED);
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED);
	fake_hold(FAKE_RECONNECT);
	thread = later(lift);
	pthread_join(thread, NULL);
	thread = later(fake_let_go);
	ck_assert_int_eq(transmit(long_command), ZAIRYU_ERR_CARD_GONE);
	pthread_join(thread, NULL);
}
END_TEST

/* SELECT has more than five bytes and no extended length: no reader stumbles over it. */
START_TEST(a_short_command_with_data)
{
	static const uint8_t select[] = { 0x00, 0xA4, 0x00, 0x0C, 0x02, 0x3F, 0x00 };

	connected();
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED);
	ck_assert_int_eq(transmit((zairyu_bytes){ select, sizeof select }), ZAIRYU_ERR_CARD_GONE);
}
END_TEST

START_TEST(a_protocol_that_changed_just_before)
{
	connected();
	fake_next(FAKE_TRANSMIT, SCARD_E_PROTO_MISMATCH);
	ck_assert_int_eq(transmit(short_command), ZAIRYU_OK);
	ck_assert_uint_eq(fake_count(FAKE_CONNECT), 2);
	fake_next(FAKE_TRANSMIT, SCARD_E_PROTO_MISMATCH); /* in the middle it is a failure */
	ck_assert_int_eq(transmit(short_command), ZAIRYU_ERR_COMMUNICATION);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, SCARD_E_PROTO_MISMATCH);
	fake_next(FAKE_TRANSMIT, SCARD_E_PROTO_MISMATCH); /* and so it is twice */
	ck_assert_int_eq(transmit(short_command), ZAIRYU_ERR_COMMUNICATION);
}
END_TEST

START_TEST(successes_that_are_none)
{
	connected();
	fake_answer(ok_answer.data, _i ? 1 : 0);
	ck_assert_int_eq(transmit(short_command), _i ? ZAIRYU_ERR_COMMUNICATION : ZAIRYU_ERR_CARD_GONE);
	ck_assert_uint_eq(response_len, 0);
}
END_TEST

START_TEST(the_longest_answer)
{
	static uint8_t longest[ZAIRYU_RESPONSE_MAX + 1];

	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = (uint8_t)(i * 31 >> 3);
	connected();
	fake_answer(longest, ZAIRYU_RESPONSE_MAX);
	ck_assert_int_eq(transmit(long_command), ZAIRYU_OK);
	ck_assert_uint_eq(response_len, ZAIRYU_RESPONSE_MAX);
	ck_assert_mem_eq(response, longest, ZAIRYU_RESPONSE_MAX);
	fake_answer(longest, sizeof longest);
	ck_assert_int_eq(transmit(long_command), ZAIRYU_ERR_LENGTH_REFUSED);
}
END_TEST

START_TEST(a_caller_with_little_room)
{
	static const uint8_t answer[300] = { 1 };
	size_t len;

	connected();
	ck_assert_int_eq(transmit(short_command), ZAIRYU_OK);
	fake_answer(answer, sizeof answer);
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, short_command, response, 258, &len, &err),
			 ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_uint_eq(fake_room(), 258);
}
END_TEST

START_TEST(commands_of_impossible_length)
{
	static uint8_t command[65545];

	connected();
	for (size_t len = 0; len < 4; len++) {
		ck_assert_int_eq(transmit((zairyu_bytes){ short_command.data, len }), ZAIRYU_ERR_ARGUMENT);
		forget_error();
	}
	ck_assert_int_eq(transmit((zairyu_bytes){ command, sizeof command }), ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_uint_eq(fake_count(FAKE_TRANSMIT), 0);
}
END_TEST

START_TEST(lengths_that_the_reader_tells)
{
	static const uint8_t features[] = { FEATURE_GET_TLV_PROPERTIES, 4, 0x42, 0x33, 0, 0x12 };
	static const uint8_t properties[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0, 0, 0, 0 };
	uint64_t value = 1;

	connected();
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_SIMULATED, &value), ZAIRYU_ERR_ABSENT);
	fake_control(0, features, sizeof features);
	fake_control(1, properties, sizeof properties);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 261);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 258);
}
END_TEST

TCase *case_exchanging(void)
{
	TCase *tcase = fake_case("exchanging");

	tcase_add_loop_test(tcase, an_exchange_survives_every_code, 0, 2);
	tcase_add_loop_test(tcase, an_exchange_names_the_cause, 0, COUNT(exchange_table));
	tcase_add_test(tcase, a_long_command_to_a_card_that_is_gone);
	tcase_add_test(tcase, a_long_command_that_is_refused_twice);
	tcase_add_test(tcase, a_removal_that_was_noticed);
	tcase_add_test(tcase, a_short_command_with_data);
	tcase_add_test(tcase, a_protocol_that_changed_just_before);
	tcase_add_loop_test(tcase, successes_that_are_none, 0, 2);
	tcase_add_test(tcase, the_longest_answer);
	tcase_add_test(tcase, a_caller_with_little_room);
	tcase_add_test(tcase, commands_of_impossible_length);
	tcase_add_test(tcase, lengths_that_the_reader_tells);
	return tcase;
}
