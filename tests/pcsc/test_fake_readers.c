/* SPDX-License-Identifier: BSD-2-Clause */
/* Which readers there are, and which one a URI means. */
#include <string.h>

#include "fake_fixture.h"
#include "transport/transport.h"

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
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Beta 01 00", &transport, &err), ZAIRYU_ERR_NO_READER);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "numbers"));
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

TCase *case_readers(void)
{
	TCase *tcase = fake_case("readers");

	tcase_add_test(tcase, readers_are_listed_with_their_cards);
	tcase_add_test(tcase, any_reader_is_the_one_with_a_card);
	tcase_add_test(tcase, readers_by_name);
	tcase_add_test(tcase, overlong_and_contact_only_names);
	return tcase;
}
