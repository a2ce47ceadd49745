/* SPDX-License-Identifier: BSD-2-Clause */
/* The card as a transport in this process: what the reader refuses, how silences and removals show, and the backend. */
#include "card_fixture.h"
#include "pause.h"
#include "reader.h"

#include <pthread.h>
#include <string.h>

static zairyu_context *ctx;
static zairyu_vcard *card;
static zairyu_transport *transport;
static zairyu_error *err;
static uint8_t room[ZAIRYU_RESPONSE_MAX];
static size_t room_len;

static void make(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	card = card_of_type("1");
}

static void done(void)
{
	zairyu_transport_free(transport);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
	zairyu_error_free(err);
	transport = NULL;
	card = NULL;
	ctx = NULL;
	err = NULL;
}

static void open_with(const char *options)
{
	struct vcard_reader reader;

	ck_assert_int_eq(reader_from_options(&reader, options, NULL), ZAIRYU_OK);
	ck_assert_int_eq(reader_transport(ctx, card, &reader, "virtual:", &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
}

static int transmit(const char *hex, const zairyu_wait *wait)
{
	uint8_t command[512];
	zairyu_bytes bytes = { command, unhex(hex, command, sizeof(command)) };

	zairyu_error_free(err);
	err = NULL;
	return zairyu_transport_transmit(transport, wait, bytes, room, sizeof(room), &room_len, &err);
}

static void ck_transmit(const char *hex, const char *answer)
{
	ck_assert_int_eq(transmit(hex, NULL), ZAIRYU_OK);
	ck_hex(room, room_len, answer);
}

static void ck_fails(const char *hex, int code)
{
	ck_assert_int_eq(transmit(hex, NULL), code);
	ck_assert_int_eq(zairyu_error_code(err), code);
	ck_assert_uint_eq(room_len, 0);
}

/* All the way to the rights, through the transport. */
static void authenticate_through(void)
{
	ck_assert_int_eq(transmit(CHALLENGE, NULL), ZAIRYU_OK);
	ck_assert_int_eq(transmit(vectors[0].mutual_authenticate, NULL), ZAIRYU_OK);
	ck_transmit(vectors[0].verify, "9000");
	ck_transmit(SELECT_DF1, "9000");
}

START_TEST(carries_everything_by_default)
{
	uint64_t value = 0;

	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(transport), "virtual:");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
	authenticate_through();
	ck_assert_int_eq(transmit("08B08500000004960200000000", NULL), ZAIRYU_OK);
	ck_assert_uint_eq(room_len, 5 + 0x1B60 + 2);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_SIMULATED, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 1);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(transport, 99, &value), ZAIRYU_ERR_ABSENT);
}
END_TEST

START_TEST(arguments)
{
	zairyu_vcard *other = card;

	ck_assert_int_eq(zairyu_vcard_transport(NULL, card, 0, 0, &transport, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, NULL, 0, 0, &transport, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(transport);
	ck_assert_int_eq(zairyu_vcard_new(NULL, NULL, "", &other, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(other);
	ck_assert_int_eq(zairyu_vcard_new(ctx, NULL, NULL, &other, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_new(ctx, NULL, "", NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_vcard_free(NULL);
	ck_assert_ptr_null(zairyu_vcard_number(NULL));
	ck_assert_ptr_null(zairyu_vcard_authority(NULL));
	ck_assert_uint_eq(zairyu_vcard_commands(NULL), 0);
	ck_assert_uint_eq(zairyu_vcard_authentications(NULL), 0);
}
END_TEST

START_TEST(the_card_lives_as_long_as_its_transport)
{
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL), ZAIRYU_OK);
	zairyu_vcard_free(card);
	card = NULL;
	zairyu_context_free(ctx);
	ctx = NULL;
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
}
END_TEST

START_TEST(disconnecting_and_connecting_end_the_rights)
{
	open_with("");
	authenticate_through();
	ck_assert(card->chip.verified);
	zairyu_transport_disconnect(transport);
	ck_assert(!card->chip.verified);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	authenticate_through();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_transmit("00B0000000", "6986");
	ck_assert(!card->chip.verified);
}
END_TEST

START_TEST(limits_by_length)
{
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 46, 258, &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	authenticate_through(); /* MUTUAL AUTHENTICATE is 46 bytes */
	ck_assert_int_eq(transmit("08B0850000000496020"
				  "0F7"
				  "0000",
				  NULL),
			 ZAIRYU_OK); /* extended, but no longer than that */
	ck_assert_uint_eq(room_len, 254);
	ck_fails("08B0850000000496020"
		 "0FC"
		 "0000",
		 ZAIRYU_ERR_LENGTH_REFUSED);
	ck_fails("08B08500000004960200000000", ZAIRYU_ERR_LENGTH_REFUSED);
	for (size_t i = 0; i < 254; i++)
		ck_assert_uint_eq(room[i], 0); /* nothing of it stays behind */
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 45, 0, &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(transmit(CHALLENGE, NULL), ZAIRYU_OK);
	ck_fails(vectors[0].mutual_authenticate, ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_uint_eq(zairyu_vcard_authentications(card), 1); /* the refused one never reached the card */
}
END_TEST

START_TEST(short_reader_refuses_the_extended_form)
{
	uint64_t value;

	open_with("reader=short");
	ck_fails(READ_TYPE, ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_uint_eq(zairyu_vcard_commands(card), 0);
	ck_transmit("00B08A0000", "C101319000");
	authenticate_through();
	ck_assert_int_eq(transmit("08B0850004960200F700", NULL), ZAIRYU_OK);
	ck_assert_uint_eq(room_len, 254);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_ERR_ABSENT);
}
END_TEST

START_TEST(short_reader_may_answer_6700_or_tell_beforehand)
{
	uint64_t value = 0;

	open_with("reader=short-6700");
	ck_transmit(READ_TYPE, "6700");
	ck_transmit("00B08A0000", "C101319000");
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	zairyu_transport_free(transport);
	open_with("reader=short-told");
	ck_fails(READ_TYPE, ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 258);
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 261);
	zairyu_transport_free(transport);
	open_with("reader=extended");
	ck_transmit(READ_TYPE, "C101319000");
	ck_assert_int_eq(zairyu_transport_property(transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, ZAIRYU_RESPONSE_MAX);
}
END_TEST

START_TEST(malformed_readers_are_refused)
{
	static const char *const bad[] = { "reader",       "reader=",        "reader=long",
					   "reader=SHORT", "reader=shorter", "reader=short,reader=short" };
	struct vcard_reader reader;

	ck_assert_int_eq(reader_from_options(&reader, bad[_i], &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "\"reader\""));
	zairyu_vcard_free(card);
	ck_assert_int_eq(zairyu_vcard_new(ctx, NULL, bad[_i], &card, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(card);
}
END_TEST

START_TEST(room_that_is_too_small)
{
	uint8_t command[8];
	zairyu_bytes read = { command, unhex(READ_TYPE, command, sizeof(command)) };

	open_with("");
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 4, &room_len, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 1, &room_len, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 5, &room_len, NULL), ZAIRYU_OK);
}
END_TEST

START_TEST(empty_is_a_failed_exchange)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_EMPTY, 1, 0), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_COMMUNICATION);
	ck_transmit(READ_TYPE, "C101319000");
}
END_TEST

START_TEST(removal_and_return)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(transport); /* takes no power-up */
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 0, NULL, NULL),
			 ZAIRYU_OK); /* nor does seeing it gone */
	zairyu_error_free(err);
	err = NULL;
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
}
END_TEST

START_TEST(waiting_for_the_card)
{
	zairyu_cancel *cancel;

	open_with("");
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 1000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 60, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 3), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_cancel_new(&cancel), ZAIRYU_OK);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, ZAIRYU_WAIT_FOREVER, cancel, NULL),
			 ZAIRYU_ERR_CANCELLED);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 5000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
}
END_TEST

START_TEST(silence_passes)
{
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 250), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
	ck_assert_int_ge(pause_now() - start, 250);
}
END_TEST

START_TEST(silence_obeys_the_deadline)
{
	zairyu_wait *wait;
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, _i ? 60000 : 0), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(120, NULL, &wait), ZAIRYU_OK);
	ck_assert_int_eq(transmit(READ_TYPE, wait), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_ge(pause_now() - start, 120);
	ck_assert_int_le(pause_now() - start, 600);
	zairyu_wait_free(wait);
	ck_transmit(READ_TYPE, "C101319000"); /* and the card is as usable as before */
}
END_TEST

static void *trigger_later(void *cancel)
{
	ck_assert_int_eq(pause_for(NULL, 100, NULL), ZAIRYU_OK);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(silence_obeys_the_token)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;
	pthread_t thread;
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&cancel), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait), ZAIRYU_OK);
	ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, cancel), 0);
	ck_assert_int_eq(transmit(READ_TYPE, wait), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_ge(pause_now() - start, 100);
	ck_assert_int_le(pause_now() - start, 600);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

START_TEST(endless_silence_without_a_wait_is_given_up)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_COMMUNICATION);
}
END_TEST

START_TEST(backend_lists_a_simulated_reader)
{
	zairyu_readers *readers;

	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_virtual_backend()), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, &readers, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 1);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), "virtual:");
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 0), 1);
	zairyu_readers_free(readers);
	/* Nobody is given a virtual card who asked for any reader. */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &transport, NULL), ZAIRYU_ERR_NO_READER);
	ck_assert_ptr_null(transport);
}
END_TEST

START_TEST(backend_opens_by_options)
{
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_virtual_backend()), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:reader=short,fault=status@2:0x6F00", &transport, NULL),
			 ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(transport), "virtual:reader=short,fault=status@2:0x6F00");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_LENGTH_REFUSED);
	ck_transmit("00B08A0000", "C101319000");
	ck_transmit("00B08A0000", "6F00");
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:", &transport, NULL), ZAIRYU_OK);
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:reader=x", &transport, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:fault=x", &transport, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(transport);
}
END_TEST

TCase *case_transport(void)
{
	TCase *tcase = suite_case("transport", 10);

	tcase_add_checked_fixture(tcase, make, done);
	tcase_add_test(tcase, carries_everything_by_default);
	tcase_add_test(tcase, arguments);
	tcase_add_test(tcase, the_card_lives_as_long_as_its_transport);
	tcase_add_test(tcase, disconnecting_and_connecting_end_the_rights);
	tcase_add_test(tcase, limits_by_length);
	tcase_add_test(tcase, short_reader_refuses_the_extended_form);
	tcase_add_test(tcase, short_reader_may_answer_6700_or_tell_beforehand);
	tcase_add_loop_test(tcase, malformed_readers_are_refused, 0, 6);
	tcase_add_test(tcase, room_that_is_too_small);
	tcase_add_test(tcase, empty_is_a_failed_exchange);
	tcase_add_test(tcase, removal_and_return);
	tcase_add_test(tcase, waiting_for_the_card);
	tcase_add_test(tcase, silence_passes);
	tcase_add_loop_test(tcase, silence_obeys_the_deadline, 0, 2);
	tcase_add_test(tcase, silence_obeys_the_token);
	tcase_add_test(tcase, endless_silence_without_a_wait_is_given_up);
	tcase_add_test(tcase, backend_lists_a_simulated_reader);
	tcase_add_test(tcase, backend_opens_by_options);
	return tcase;
}
