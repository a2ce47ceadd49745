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
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_OK);
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
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_OK);
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
	/* what lies in a contact slot is not what a person lays down */
	fake_state(1, SCARD_STATE_EMPTY);
	fake_state(2, SCARD_STATE_EMPTY);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
}
END_TEST

/* However a reader is chosen, it is the same: by connecting, by waiting, by the core among all backends. */
static const struct {
	const char *readers;
	size_t len;
	const char *present; /* '1' for each with a card */
	const char *chosen;  /* NULL: none */
} choices[] = {
	{ MULTI("A Contact 00\0B 00\0"), "10", NULL },
	{ MULTI("A Contact 00\0B 00\0"), "11", "pcsc:B 00" },
	{ MULTI("B 00\0C PICC 00\0"), "11", "pcsc:C PICC 00" },
	{ MULTI("A SAM 00\0B 00\0"), "10", NULL },
	{ MULTI("A SAM 00\0"), "1", NULL },
	{ MULTI("A SAM 00\0B Contact 00\0"), "11", "pcsc:B Contact 00" },
	{ MULTI("A SAM 00\0B Contact 00\0"), "10", NULL },
};

START_TEST(all_ways_of_choosing_agree)
{
	const char *chosen = choices[_i].chosen;
	zairyu_transport *first = NULL;
	int rc;

	fake_readers(choices[_i].readers, choices[_i].len);
	for (size_t i = 0; choices[_i].present[i]; i++)
		fake_state(i, choices[_i].present[i] == '1' ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY);
	rc = zairyu_transport_open_first(ctx, 0, NULL, &first, NULL);
	ck_assert_int_eq(rc == ZAIRYU_OK, chosen != NULL);
	if (chosen)
		ck_assert_str_eq(zairyu_transport_uri(first), chosen);
	zairyu_transport_free(first);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 0) == ZAIRYU_OK, chosen != NULL);
	forget_error();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err) == ZAIRYU_OK, chosen != NULL);
	if (chosen)
		ck_assert_str_eq(zairyu_transport_uri(transport), chosen);
}
END_TEST

START_TEST(a_name_that_is_no_text)
{
	zairyu_readers *readers;

	fake_readers(MULTI("\x83\x8A\x81[\x83_ 00\0B 00\0"));
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), "pcsc:%83%8A%81[%83_ 00");
	ck_assert_int_eq(zairyu_transport_open(ctx, zairyu_readers_uri(readers, 0), NULL, &transport, &err), ZAIRYU_OK);
	zairyu_readers_free(readers);
	ck_assert_str_eq(zairyu_transport_uri(transport), "pcsc:%83%8A%81[%83_ 00");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(fake_connected_to(), "\x83\x8A\x81[\x83_ 00");
	ck_assert_str_eq(zairyu_transport_uri(transport), "pcsc:%83%8A%81[%83_ 00");
}
END_TEST

START_TEST(readers_by_name)
{
	fake_readers(MULTI("Alpha 00 00\0Alpha 01 00\0Beta 00 00\0"));
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Beta 01 00", NULL, &transport, &err), ZAIRYU_ERR_NO_READER);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "numbers"));
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Alpha", NULL, &transport, &err), ZAIRYU_ERR_NO_READER);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "whole name"));
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Beta", NULL, &transport, &err), ZAIRYU_OK);
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
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	fake_readers(MULTI("ACS ACR39U ICC Reader 00 00\0"));
	fake_state(0, SCARD_STATE_EMPTY);
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:ACS", NULL, &transport, &err), ZAIRYU_ERR_READER_UNSUITABLE);
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
	tcase_add_loop_test(tcase, all_ways_of_choosing_agree, 0, COUNT(choices));
	tcase_add_test(tcase, a_name_that_is_no_text);
	tcase_add_test(tcase, readers_by_name);
	tcase_add_test(tcase, overlong_and_contact_only_names);
	return tcase;
}
