/* SPDX-License-Identifier: BSD-2-Clause */
/* What the reader before the card refuses. */
#include <string.h>

#include "base/vcard_reader.h"
#include "transport_case.h"

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

TCase *case_reader(void)
{
	TCase *tcase = transport_case("reader");

	tcase_add_test(tcase, limits_by_length);
	tcase_add_test(tcase, short_reader_refuses_the_extended_form);
	tcase_add_test(tcase, short_reader_may_answer_6700_or_tell_beforehand);
	tcase_add_loop_test(tcase, malformed_readers_are_refused, 0, 6);
	return tcase;
}
