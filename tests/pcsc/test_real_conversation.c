/* SPDX-License-Identifier: BSD-2-Clause */
/* Conversations from connecting to disconnecting: answers of every length, and rights that end with them. */
#include <unistd.h>
#include <winscard.h>

#include "real_fixture.h"

START_TEST(long_answers)
{
	static const unsigned lengths[] = { 0, 1, 254, 256, 257, 3013, 7013, 65533 };

	connected();
	for (size_t n = 0; n < sizeof lengths / sizeof *lengths; n++) {
		ck_assert_int_eq(transmit_long(lengths[n]), ZAIRYU_OK);
		ck_assert_uint_eq(response_len, lengths[n] + 2);
		for (size_t i = 0; i < lengths[n]; i++)
			ck_assert_uint_eq(response[i], (uint8_t)(i * 7 + (i >> 8)));
	}
}
END_TEST

START_TEST(connecting_takes_all_rights_away)
{
	struct rival *rival = rival_start(RIVAL_SHARED);

	ck_assert(insert_for(rival));
	rival_end(rival); /* leaves the card as it is */
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	ck_assert_uint_eq(status_of(0x21), 0x9000);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* The next program finds the card without the rights that we had. */
START_TEST(disconnecting_leaves_no_rights)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol, len = sizeof response;
	static const uint8_t ask[] = { 0x00, 0x21, 0x00, 0x00, 0x00 };

	connected();
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context), SCARD_S_SUCCESS);
	ck_assert_int_eq(SCardConnect(context, READER, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol),
			 SCARD_S_SUCCESS);
	ck_assert_int_eq(SCardTransmit(card, SCARD_PCI_T1, ask, sizeof ask, NULL, response, &len), SCARD_S_SUCCESS);
	ck_assert_uint_eq(response[0], 0x69);
	SCardDisconnect(card, SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
}
END_TEST

START_TEST(an_answer_that_is_too_short)
{
	connected();
	ck_assert_int_eq(transmit(NULL, 0x51, 0), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_uint_eq(response_len, 0);
}
END_TEST

START_TEST(many_conversations_leave_nothing_behind)
{
	int before;

	connected();
	before = dup(0);
	close(before);
	for (int i = 0; i < 30; i++) {
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
		ck_assert_uint_eq(status_of(0x21), 0x6982);
	}
	ck_assert_int_eq(dup(0), before);
	close(before);
}
END_TEST

TCase *case_conversations(void)
{
	TCase *tcase = real_case("conversations");

	tcase_add_test(tcase, long_answers);
	tcase_add_test(tcase, connecting_takes_all_rights_away);
	tcase_add_test(tcase, disconnecting_leaves_no_rights);
	tcase_add_test(tcase, an_answer_that_is_too_short);
	tcase_add_test(tcase, many_conversations_leave_nothing_behind);
	return tcase;
}
