/* SPDX-License-Identifier: BSD-2-Clause */
/* The card as a transport in this process, and the backend that opens it. */
#include "transport_case.h"

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

START_TEST(room_that_is_too_small)
{
	uint8_t command[8];
	zairyu_bytes read = { command, unhex(READ_TYPE, command, sizeof command) };

	open_with("");
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 4, &room_len, NULL),
			 ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 1, &room_len, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_transmit(transport, NULL, read, room, 5, &room_len, NULL), ZAIRYU_OK);
}
END_TEST

START_TEST(backend_lists_a_simulated_reader)
{
	zairyu_readers *readers;

	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_virtual_backend(), NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, NULL), ZAIRYU_OK);
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
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_virtual_backend(), NULL), ZAIRYU_OK);
	ck_assert_int_eq(
		zairyu_transport_open(ctx, "virtual:reader=short,fault=status@2:0x6F00", NULL, &transport, NULL),
		ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(transport), "virtual:reader=short,fault=status@2:0x6F00");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_LENGTH_REFUSED);
	ck_transmit("00B08A0000", "C101319000");
	ck_transmit("00B08A0000", "6F00");
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:", NULL, &transport, NULL), ZAIRYU_OK);
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:reader=x", NULL, &transport, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "virtual:fault=x", NULL, &transport, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(transport);
}
END_TEST

TCase *case_transport(void)
{
	TCase *tcase = transport_case("transport");

	tcase_add_test(tcase, carries_everything_by_default);
	tcase_add_test(tcase, arguments);
	tcase_add_test(tcase, the_card_lives_as_long_as_its_transport);
	tcase_add_test(tcase, disconnecting_and_connecting_end_the_rights);
	tcase_add_test(tcase, room_that_is_too_small);
	tcase_add_test(tcase, backend_lists_a_simulated_reader);
	tcase_add_test(tcase, backend_opens_by_options);
	return tcase;
}
