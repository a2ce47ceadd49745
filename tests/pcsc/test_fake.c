/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend against a stand-in for pcsc-lite: every return code at every place, and orders the real stack never
 * shows. */
#include <check.h>
#include <pthread.h>
#include <reader.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zairyu/pcsc.h>

#include "fake_winscard.h"
#include "names.h"
#include "transport/transport.h"
#include "worker.h"

#define MULTI(text) (text), sizeof(text)

static const uint8_t short_command[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };
static const uint8_t long_command[] = { 0x00, 0xB0, 0x85, 0x00, 0x00, 0x00, 0x00 };
static const uint8_t ok_answer[] = { 0x90, 0x00 };

static zairyu_context *ctx;
static zairyu_transport *transport;
static zairyu_error *err;
static uint8_t response[ZAIRYU_RESPONSE_MAX];
static size_t response_len;

static void setup(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_pcsc_backend()), ZAIRYU_OK);
	fake_answer(ok_answer, sizeof(ok_answer));
}

static void sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static void forget_error(void)
{
	zairyu_error_free(err);
	err = NULL;
}

/* Whatever a test did: nothing may be left open in the service. */
static void teardown(void)
{
	forget_error();
	fake_let_go();
	zairyu_transport_free(transport);
	transport = NULL;
	zairyu_context_free(ctx);
	for (int i = 0; i < 200 && (fake_contexts() || fake_cards()); i++)
		sleep_ms(10);
	ck_assert_int_eq(fake_cards(), 0);
	ck_assert_int_eq(fake_contexts(), 0);
	ck_assert_uint_le(fake_longest_wait(), ZAIRYU_WAIT_SLICE_MS);
}

static int open_any(void)
{
	return zairyu_transport_open(ctx, "pcsc:", &transport, &err);
}

static int transmit(const uint8_t *command, size_t len)
{
	return zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ command, len }, response, sizeof(response),
					 &response_len, &err);
}

static void connected(void)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}

static int64_t native(void)
{
	const char *domain;
	int64_t code;

	return zairyu_error_native(err, &domain, &code) == ZAIRYU_OK ? code : 0;
}

START_TEST(a_conversation_resets_before_and_after)
{
	connected();
	ck_assert_uint_eq(fake_initialization(), SCARD_RESET_CARD);
	ck_assert_uint_eq(fake_count(FAKE_BEGIN), 1);
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_OK);
	ck_assert_uint_eq(response_len, 2);
	ck_assert_uint_eq(fake_pci(), SCARD_PROTOCOL_T1);
	ck_assert_uint_eq(fake_room(), ZAIRYU_RESPONSE_MAX);
	zairyu_transport_disconnect(transport);
	ck_assert_uint_eq(fake_disposition(), SCARD_RESET_CARD);
	ck_assert_int_eq(fake_cards(), 0);
	ck_assert_int_eq(fake_contexts(), 0);
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_ERR_STATE);
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
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_OK);
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

START_TEST(connecting_survives_every_code)
{
	enum fake_call call = connect_calls[_i];

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (LONG low = 1; low < 0x80; low++) {
		int rc;

		/* enough for every retry there is */
		for (int i = 0; i < 6; i++)
			fake_next(call, (LONG)0x80100000 + low);
		rc = zairyu_transport_connect(transport, NULL, &err);
		if (rc == ZAIRYU_OK)
			ck_assert_msg(call == FAKE_LIST || call == FAKE_STATUS || call == FAKE_BEGIN ||
					      call == FAKE_RECONNECT,
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
	{ FAKE_CONNECT, SCARD_E_NO_SMARTCARD, 1, ZAIRYU_ERR_NO_CARD },
	{ FAKE_CONNECT, SCARD_W_REMOVED_CARD, 1, ZAIRYU_ERR_NO_CARD },
	{ FAKE_CONNECT, SCARD_E_SHARING_VIOLATION, 1, ZAIRYU_ERR_READER_BUSY },
	{ FAKE_CONNECT, SCARD_E_UNKNOWN_READER, 1, ZAIRYU_ERR_NO_READER },
	{ FAKE_CONNECT, SCARD_E_READER_UNAVAILABLE, 1, ZAIRYU_ERR_READER_GONE },
	{ FAKE_CONNECT, SCARD_W_UNRESPONSIVE_CARD, 1, ZAIRYU_ERR_COMMUNICATION },
	{ FAKE_CONNECT, SCARD_W_UNPOWERED_CARD, 1, ZAIRYU_ERR_COMMUNICATION },
	{ FAKE_BEGIN, SCARD_W_RESET_CARD, 3, ZAIRYU_OK },
	{ FAKE_BEGIN, SCARD_W_RESET_CARD, 9, ZAIRYU_ERR_READER_BUSY },
	{ FAKE_BEGIN, SCARD_W_REMOVED_CARD, 1, ZAIRYU_ERR_NO_CARD },
	{ FAKE_RECONNECT, SCARD_E_NO_SMARTCARD, 1, ZAIRYU_ERR_NO_CARD },
	{ FAKE_RECONNECT, SCARD_W_UNRESPONSIVE_CARD, 1, ZAIRYU_ERR_COMMUNICATION },
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

START_TEST(an_exchange_survives_every_code)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (LONG low = 1; low < 0x80; low++) {
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
		fake_next(FAKE_TRANSMIT, (LONG)0x80100000 + low);
		ck_assert_int_lt(
			transmit(_i ? long_command : short_command, _i ? sizeof(long_command) : sizeof(short_command)),
			0);
		ck_assert_uint_eq(response_len, 0);
		ck_assert_int_eq(native(), 0x80100000 + low);
		forget_error();
		/* nothing goes on before the next connect */
		ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_ERR_STATE);
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
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), exchange_table[_i].code);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, exchange_table[_i].rv);
	ck_assert_int_eq(transmit(long_command, sizeof(long_command)), exchange_table[_i].code_if_long);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	fake_next(FAKE_TRANSMIT, exchange_table[_i].rv);
	fake_next(FAKE_LIST, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), exchange_table[_i].code_if_reader_gone);
}
END_TEST

/* In the time before the service notices that the card is gone, only the card can tell. */
START_TEST(a_long_command_to_a_card_that_is_gone)
{
	connected();
	fake_next(FAKE_TRANSMIT, SCARD_E_NOT_TRANSACTED);
	fake_next(FAKE_RECONNECT, SCARD_E_NO_SMARTCARD);
	ck_assert_int_eq(transmit(long_command, sizeof(long_command)), ZAIRYU_ERR_CARD_GONE);
}
END_TEST

START_TEST(successes_that_are_none)
{
	connected();
	fake_answer(ok_answer, _i ? 1 : 0);
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)),
			 _i ? ZAIRYU_ERR_COMMUNICATION : ZAIRYU_ERR_CARD_GONE);
	ck_assert_uint_eq(response_len, 0);
}
END_TEST

START_TEST(the_longest_answer)
{
	static uint8_t longest[ZAIRYU_RESPONSE_MAX + 1];

	for (size_t i = 0; i < sizeof(longest); i++)
		longest[i] = (uint8_t)(i * 31 >> 3);
	connected();
	fake_answer(longest, ZAIRYU_RESPONSE_MAX);
	ck_assert_int_eq(transmit(long_command, sizeof(long_command)), ZAIRYU_OK);
	ck_assert_uint_eq(response_len, ZAIRYU_RESPONSE_MAX);
	ck_assert_mem_eq(response, longest, ZAIRYU_RESPONSE_MAX);
	fake_answer(longest, sizeof(longest));
	ck_assert_int_eq(transmit(long_command, sizeof(long_command)), ZAIRYU_ERR_LENGTH_REFUSED);
}
END_TEST

START_TEST(a_caller_with_little_room)
{
	static const uint8_t answer[300] = { 1 };
	size_t len;

	connected();
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_OK);
	fake_answer(answer, sizeof(answer));
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL,
						   (zairyu_bytes){ short_command, sizeof(short_command) }, response,
						   258, &len, &err),
			 ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_uint_eq(fake_room(), 258);
}
END_TEST

START_TEST(commands_of_impossible_length)
{
	static uint8_t command[65545];

	connected();
	for (size_t len = 0; len < 4; len++) {
		ck_assert_int_eq(transmit(short_command, len), ZAIRYU_ERR_ARGUMENT);
		forget_error();
	}
	ck_assert_int_eq(transmit(command, sizeof(command)), ZAIRYU_ERR_LENGTH_REFUSED);
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
	fake_control(0, features, sizeof(features));
	fake_control(1, properties, sizeof(properties));
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 261);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 258);
}
END_TEST

START_TEST(readers_are_listed_with_their_cards)
{
	zairyu_readers *readers;

	fake_readers(MULTI("A SAM 00\0B 00\0C 00\0"));
	fake_state(0, SCARD_STATE_PRESENT);
	fake_state(1, SCARD_STATE_EMPTY);
	fake_state(2, SCARD_STATE_UNAVAILABLE);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", &readers, &err), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 3);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), "pcsc:B 00");
	ck_assert_str_eq(zairyu_readers_label(readers, 0), "B 00");
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_NONE);
	ck_assert_int_eq(zairyu_readers_card(readers, 1), ZAIRYU_CARD_UNKNOWN);
	ck_assert_str_eq(zairyu_readers_uri(readers, 2), "pcsc:A SAM 00");
	ck_assert_int_eq(zairyu_readers_card(readers, 2), ZAIRYU_CARD_PRESENT);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 2), 0);
	zairyu_readers_free(readers);
	fake_next(FAKE_LIST, SCARD_E_NO_READERS_AVAILABLE);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", &readers, &err), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
}
END_TEST

static const char *uri_of(const zairyu_transport *t)
{
	return t->ops.uri(t->userdata);
}

START_TEST(any_reader_is_the_one_with_a_card)
{
	fake_readers(MULTI("A Contact 00\0B 00\0C 00\0"));
	fake_state(0, SCARD_STATE_PRESENT);
	fake_state(1, SCARD_STATE_EMPTY);
	fake_state(2, SCARD_STATE_PRESENT);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_ptr_null(uri_of(transport));
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "C 00");
	ck_assert_str_eq(uri_of(transport), "pcsc:C 00");
	fake_state(1, SCARD_STATE_PRESENT);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "C 00"); /* where the card was that is being read */
	fake_state(1, SCARD_STATE_EMPTY);
	fake_state(2, SCARD_STATE_EMPTY);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "A Contact 00");
	fake_state(0, SCARD_STATE_EMPTY);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
}
END_TEST

START_TEST(readers_by_name)
{
	fake_readers(MULTI("Alpha 00 00\0Alpha 01 00\0Beta 00 00\0"));
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Gamma", &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Alpha", &transport, &err), ZAIRYU_ERR_NO_READER);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "whole name"));
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Beta", &transport, &err), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(transport), "pcsc:Beta 00 00");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "Beta 00 00");
	/* another of its kind is plugged in: still the same; then it is replugged and gets another number */
	fake_readers(MULTI("Alpha 00 00\0Beta 00 00\0Beta 01 00\0"));
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "Beta 00 00");
	fake_readers(MULTI("Alpha 00 00\0Beta 02 00\0"));
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "Beta 02 00");
}
END_TEST

START_TEST(overlong_and_contact_only_names)
{
	char uri[400] = "pcsc:";

	memset(uri + 5, 'x', 300);
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	fake_readers(MULTI("ACS ACR39U ICC Reader 00 00\0"));
	fake_state(0, SCARD_STATE_EMPTY);
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:ACS", &transport, &err), ZAIRYU_ERR_READER_UNSUITABLE);
	forget_error();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_READER_UNSUITABLE);
}
END_TEST

static zairyu_cancel *token;

static void *soon(void *what)
{
	sleep_ms(150);
	if (!what)
		zairyu_cancel_trigger(token);
	else
		((void (*)(void))(uintptr_t)what)();
	return NULL;
}

static void lay_down(void)
{
	fake_state(0, SCARD_STATE_PRESENT);
}

static void take_away(void)
{
	fake_state(0, SCARD_STATE_EMPTY);
}

static void plug_in(void)
{
	fake_readers(MULTI("New reader\0"));
	fake_state(0, SCARD_STATE_PRESENT);
}

static pthread_t later(void (*what)(void))
{
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, soon, (void *)(uintptr_t)what), 0);
	return thread;
}

static int wait_card(int present, uint32_t ms)
{
	return zairyu_transport_wait_card(transport, present, ms, token, &err);
}

START_TEST(waiting_for_cards_to_come_and_go)
{
	pthread_t thread;

	take_away();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(0, 0), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 0), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	ck_assert_int_eq(wait_card(1, 250), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	thread = later(lay_down);
	ck_assert_int_eq(wait_card(1, ZAIRYU_WAIT_FOREVER), ZAIRYU_OK);
	pthread_join(thread, NULL);
	ck_assert_int_eq(wait_card(1, 0), ZAIRYU_OK);
	thread = later(take_away);
	ck_assert_int_eq(wait_card(0, 2000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(waiting_for_a_reader_to_be_plugged_in)
{
	pthread_t thread;

	fake_readers("", 1);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 250), ZAIRYU_ERR_NO_READER); /* says more than that the time is up */
	forget_error();
	thread = later(plug_in);
	ck_assert_int_eq(wait_card(1, 2000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(waiting_through_a_restart_of_the_service)
{
	take_away();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_next(FAKE_STATUS, SCARD_S_SUCCESS);
	fake_next(FAKE_STATUS, SCARD_E_INVALID_HANDLE);
	ck_assert_int_eq(wait_card(1, 300), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	fake_next(FAKE_STATUS, SCARD_E_NO_SERVICE);
	fake_next(FAKE_ESTABLISH, SCARD_S_SUCCESS);
	fake_next(FAKE_ESTABLISH, SCARD_E_NO_SERVICE);
	fake_next(FAKE_STATUS, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(wait_card(1, 300), ZAIRYU_ERR_NO_SERVICE);
}
END_TEST

START_TEST(waiting_on_a_reader_that_is_unplugged)
{
	take_away();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Reader A", &transport, &err), ZAIRYU_OK);
	fake_readers(MULTI("Another\0"));
	ck_assert_int_eq(wait_card(0, 100), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 1000), ZAIRYU_ERR_NO_READER);
}
END_TEST

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Holds a call for ever and has the operation end by deadline or by cancelling, within 300 ms. */
static void ends_in_time(enum fake_call call, bool cancel, int (*operation)(const zairyu_wait *))
{
	zairyu_wait *wait;
	pthread_t thread;
	double start = now();
	int rc;

	ck_assert_int_eq(zairyu_cancel_new(&token), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(cancel ? ZAIRYU_WAIT_FOREVER : 150, token, &wait), ZAIRYU_OK);
	fake_hold(call);
	if (cancel)
		thread = later(NULL);
	rc = operation(wait);
	ck_assert_int_eq(rc, cancel ? ZAIRYU_ERR_CANCELLED : ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start >= 0.14);
	ck_assert(now() - start < 0.15 + 0.3);
	if (cancel)
		pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	token = NULL;
	forget_error();
}

static int op_connect(const zairyu_wait *wait)
{
	return zairyu_transport_connect(transport, wait, &err);
}

static int op_transmit(const zairyu_wait *wait)
{
	return zairyu_transport_transmit(transport, wait, (zairyu_bytes){ short_command, sizeof(short_command) },
					 response, sizeof(response), &response_len, &err);
}

static const enum fake_call held_calls[] = { FAKE_ESTABLISH, FAKE_LIST,      FAKE_STATUS,  FAKE_CONNECT,
					     FAKE_BEGIN,     FAKE_RECONNECT, FAKE_CONTROL, FAKE_TRANSMIT };

START_TEST(calls_that_never_return)
{
	enum fake_call call = held_calls[_i / 2];

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	if (call == FAKE_TRANSMIT)
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ends_in_time(call, _i % 2, call == FAKE_TRANSMIT ? op_transmit : op_connect);
	fake_let_go();
	/* usable again, and what was left behind cleans up (teardown checks) */
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(transmit(short_command, sizeof(short_command)), ZAIRYU_OK);
}
END_TEST

/* The transport may be gone long before the call returns. */
START_TEST(a_call_that_returns_after_everything_was_freed)
{
	connected();
	ends_in_time(FAKE_TRANSMIT, false, op_transmit);
	zairyu_transport_free(transport);
	transport = NULL;
	ck_assert_int_eq(fake_cards(), 1);
	fake_let_go();
}
END_TEST

START_TEST(threads_left_behind_are_few)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (int i = 0; i < WORKERS_LEFT_MAX + 2; i++)
		ends_in_time(FAKE_CONNECT, false, op_connect);
	ck_assert_uint_eq(fake_count(FAKE_CONNECT), WORKERS_LEFT_MAX);
	fake_let_go();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}
END_TEST

/* A disconnect that takes long, or for ever, is not waited for. */
START_TEST(a_disconnect_that_never_returns)
{
	double start;

	connected();
	fake_hold(FAKE_DISCONNECT);
	start = now();
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start < 0.3);
}
END_TEST

START_TEST(a_service_that_never_answers_a_list)
{
	zairyu_readers *readers;
	double start = now();

	fake_hold(FAKE_ESTABLISH);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", &readers, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now() - start < 4);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "does not answer"));
}
END_TEST

START_TEST(another_program_never_lets_go)
{
	zairyu_wait *wait;

	fake_state(0, SCARD_STATE_PRESENT | SCARD_STATE_INUSE);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_hold(FAKE_BEGIN);
	ck_assert_int_eq(zairyu_wait_new(150, NULL, &wait), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, wait, &err), ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_READER_BUSY);
	zairyu_wait_free(wait);
}
END_TEST

START_TEST(cancelled_before_and_after)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_cancel_new(&token), ZAIRYU_OK);
	zairyu_cancel_trigger(token);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, token, &wait), ZAIRYU_OK);
	ck_assert_int_eq(op_transmit(wait), ZAIRYU_ERR_CANCELLED);
	ck_assert_uint_eq(fake_count(FAKE_TRANSMIT), 0);
	forget_error();
	ck_assert_int_eq(op_connect(wait), ZAIRYU_ERR_CANCELLED);
	forget_error();
	ck_assert_int_eq(wait_card(1, 100), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	token = NULL;
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof((table)[0]))

static void add_conversations(TCase *tc)
{
	tcase_add_test(tc, a_conversation_resets_before_and_after);
	tcase_add_test(tc, connect_again_begins_anew);
	tcase_add_test(tc, a_reader_that_insists_on_t0);
	tcase_add_test(tc, neither_protocol);
	tcase_add_loop_test(tc, connecting_survives_every_code, 0, COUNT(connect_calls));
	tcase_add_loop_test(tc, connecting_names_the_cause, 0, COUNT(connect_table));
	tcase_add_test(tc, a_user_who_may_not_use_cards);
	tcase_add_test(tc, a_service_that_restarts_while_connecting);
	tcase_add_loop_test(tc, an_exchange_survives_every_code, 0, 2);
	tcase_add_loop_test(tc, an_exchange_names_the_cause, 0, COUNT(exchange_table));
	tcase_add_test(tc, a_long_command_to_a_card_that_is_gone);
	tcase_add_loop_test(tc, successes_that_are_none, 0, 2);
	tcase_add_test(tc, the_longest_answer);
	tcase_add_test(tc, a_caller_with_little_room);
	tcase_add_test(tc, commands_of_impossible_length);
	tcase_add_test(tc, lengths_that_the_reader_tells);
}

static void add_readers(TCase *tc)
{
	tcase_add_test(tc, readers_are_listed_with_their_cards);
	tcase_add_test(tc, any_reader_is_the_one_with_a_card);
	tcase_add_test(tc, readers_by_name);
	tcase_add_test(tc, overlong_and_contact_only_names);
	tcase_add_test(tc, waiting_for_cards_to_come_and_go);
	tcase_add_test(tc, waiting_for_a_reader_to_be_plugged_in);
	tcase_add_test(tc, waiting_through_a_restart_of_the_service);
	tcase_add_test(tc, waiting_on_a_reader_that_is_unplugged);
}

static void add_silences(TCase *tc)
{
	tcase_add_loop_test(tc, calls_that_never_return, 0, 2 * COUNT(held_calls));
	tcase_add_test(tc, a_call_that_returns_after_everything_was_freed);
	tcase_add_test(tc, threads_left_behind_are_few);
	tcase_add_test(tc, a_disconnect_that_never_returns);
	tcase_add_test(tc, a_service_that_never_answers_a_list);
	tcase_add_test(tc, another_program_never_lets_go);
	tcase_add_test(tc, cancelled_before_and_after);
}

int main(void)
{
	static void (*const adds[])(TCase *) = { add_conversations, add_readers, add_silences };
	static const char *const names[] = { "conversations", "readers", "silences" };
	Suite *suite = suite_create("pcsc-fake");
	SRunner *runner = srunner_create(suite);
	int failed;

	for (size_t i = 0; i < sizeof(adds) / sizeof(adds[0]); i++) {
		TCase *tc = tcase_create(names[i]);

		tcase_add_checked_fixture(tc, setup, teardown);
		tcase_set_timeout(tc, 60);
		adds[i](tc);
		suite_add_tcase(suite, tc);
	}
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
