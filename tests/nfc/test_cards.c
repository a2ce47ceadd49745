/* SPDX-License-Identifier: BSD-2-Clause */
/* What the card does: its own faults, coming and going, being another, beginning anew. */
#include "board.h"

static struct board board;

/* What the card itself does wrong comes through as it is, or as the failure it makes. */
static const struct {
	const char *options;
	int code;
	uint16_t sw;
} card_faults[] = {
	{ "type=1,fault=remove@2:1", ZAIRYU_ERR_CARD_GONE, 0 },
	{ "type=1,fault=empty@2", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "type=1,fault=silence@2:0", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "type=1,fault=silence@2:300", ZAIRYU_OK, 0x9000 },
	{ "type=1,fault=status@2:0x6F00", ZAIRYU_OK, 0x6F00 },
	{ "type=1,fault=status@2:0x0490", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "type=1,fault=status@2:0x6090", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "type=1,fault=status@2:0xA000", ZAIRYU_ERR_COMMUNICATION, 0 },
};

START_TEST(card_faults_come_through)
{
	int rc;

	board_start(&board, card_faults[_i].options);
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_OK);
	rc = board_send(&board, 20000, READ_TYPE);
	ck_assert_msg(rc == card_faults[_i].code, "%s: %d %s", card_faults[_i].options, rc,
		      zairyu_error_message(board.err));
	if (rc == ZAIRYU_OK)
		ck_assert_int_eq(board.response[board.response_len - 2] << 8 | board.response[board.response_len - 1],
				 card_faults[_i].sw);
	board_ck_works(&board); /* the one that was taken away comes back at the second power-up, and is waited for */
	board_stop(&board);
}
END_TEST

START_TEST(cards_come_and_go)
{
	board_start(&board, NULL);
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 0, 2000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 0, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	board_card(&board, "type=1");
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 2000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 0, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 0, 300, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	board_ck_works(&board);
	board_fault(&board, ZAIRYU_PN532_REMOVE_AFTER, 0, 300);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 0, 5000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_ERR_NO_CARD);
	board_stop(&board);
}
END_TEST

/* Another card, swapped without our noticing, knows nothing of the conversation. */
START_TEST(exchanged_card_is_noticed)
{
	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_OK);
	board_card(&board, "type=2");
	ck_assert_int_eq(board_send(&board, 2000, READ_TYPE), ZAIRYU_ERR_CARD_GONE);
	board_ck_native(&board, -2);
	board_ck_works(&board);
	board_stop(&board);
}
END_TEST

/* Disconnecting and connecting reset the card: what was selected is forgotten. */
START_TEST(each_conversation_begins_anew)
{
	board_start(&board, "type=1");
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
		ck_assert_int_eq(board_send(&board, 2000, "00B00000000001"), ZAIRYU_OK);
		ck_assert_int_eq(board.response[0], 0x69); /* no current EF */
		ck_assert_int_eq(board_send(&board, 2000, READ_TYPE), ZAIRYU_OK);
		ck_assert_int_eq(board_send(&board, 2000, "00B00000000001"), ZAIRYU_OK);
		ck_assert_int_eq(board.response[board.response_len - 2], 0x90);
		if (i == 0)
			zairyu_transport_disconnect(board.transport);
	}
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("cards", 60);

	tcase_add_loop_test(tcase, card_faults_come_through, 0, COUNT(card_faults));
	tcase_add_test(tcase, cards_come_and_go);
	tcase_add_test(tcase, exchanged_card_is_noticed);
	tcase_add_test(tcase, each_conversation_begins_anew);
	return board_run("nfc cards", tcase);
}
