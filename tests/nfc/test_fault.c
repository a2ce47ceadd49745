/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything that goes wrong between libnfc and chip: each has its code, and the next conversation works. */
#include <stdio.h>

#include "board.h"

static struct board board;

/* Three bytes are asked for, so the answer cannot have been too long; with this chip status, all there are. */
#define READ_3 "00B08A00000003"
enum { LONG = 0x0E };

static const struct {
	const char *name;
	int fault;
	uint32_t arg;
	int code, native; /* native 0: not libnfc's */
} cases[] = {
	{ "chip status: time-out", ZAIRYU_PN532_STATUS, 0x01, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "chip status: CRC", ZAIRYU_PN532_STATUS, 0x02, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "chip status: framing", ZAIRYU_PN532_STATUS, 0x05, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "chip status: RF protocol", ZAIRYU_PN532_STATUS, 0x0B, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "chip status: released", ZAIRYU_PN532_STATUS, 0x29, ZAIRYU_ERR_CARD_GONE, -10 },
	{ "chip status: disappeared", ZAIRYU_PN532_STATUS, 0x2B, ZAIRYU_ERR_CARD_GONE, -10 },
	{ "chip status: other card", ZAIRYU_PN532_STATUS, 0x2A, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "chip status: invalid", ZAIRYU_PN532_STATUS, 0x10, ZAIRYU_ERR_CARD_GONE, -2 },
	{ "chip status: not selected", ZAIRYU_PN532_STATUS, 0x27, ZAIRYU_ERR_CARD_GONE, -2 },
	{ "chip status: buffer", ZAIRYU_PN532_STATUS, 0x07, ZAIRYU_ERR_COMMUNICATION, -90 },
	{ "chip status: overheating", ZAIRYU_PN532_STATUS, 0x0D, ZAIRYU_ERR_COMMUNICATION, -90 },
	{ "chip status: current", ZAIRYU_PN532_STATUS, 0x2D, ZAIRYU_ERR_COMMUNICATION, -90 },
	{ "chip status: authentication", ZAIRYU_PN532_STATUS, 0x14, ZAIRYU_ERR_COMMUNICATION, -30 },
	{ "chip status: unknown", ZAIRYU_PN532_STATUS, 0x3F, ZAIRYU_ERR_COMMUNICATION, -90 },
	{ "chip status: buffer, all wanted", ZAIRYU_PN532_STATUS, LONG, ZAIRYU_ERR_LENGTH_REFUSED, -90 },
	{ "removed", ZAIRYU_PN532_REMOVE, 0, ZAIRYU_ERR_CARD_GONE, -20 },
	{ "removed, noticed by the chip", ZAIRYU_PN532_REMOVE, 0x2B, ZAIRYU_ERR_CARD_GONE, -10 },
	{ "late, but not too late", ZAIRYU_PN532_DELAY, 400, ZAIRYU_OK, 0 },
	{ "as late as cards may be", ZAIRYU_PN532_DELAY, 5050, ZAIRYU_OK, 0 },
	{ "too late", ZAIRYU_PN532_DELAY, 6500, ZAIRYU_ERR_COMMUNICATION, -6 },
	{ "silence", ZAIRYU_PN532_SILENCE, 0, ZAIRYU_ERR_COMMUNICATION, -6 },
	{ "no acknowledgement", ZAIRYU_PN532_NO_ACK, 0, ZAIRYU_ERR_COMMUNICATION, -6 },
	{ "error frame", ZAIRYU_PN532_ERROR_FRAME, 0, ZAIRYU_ERR_COMMUNICATION, -1 },
	{ "checksum", ZAIRYU_PN532_CHECKSUM, 0, ZAIRYU_ERR_COMMUNICATION, -1 },
	/* Not ZAIRYU_PN532_EMPTY: libnfc 1.8 may call abort() for a frame without a status byte, depending on its
	   stack. */
	{ "slow", ZAIRYU_PN532_SLOW, 20, ZAIRYU_OK, 0 },
	{ "garbage", ZAIRYU_PN532_GARBAGE, 0, ZAIRYU_ERR_COMMUNICATION, -1 },
};
enum { CASES = sizeof cases / sizeof *cases };

START_TEST(each_fault_has_its_code)
{
	int descriptors, rc;

	board_start(&board, "type=1");
	board_ck_works(&board);
	descriptors = open_descriptors();
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	board_fault(&board, cases[_i].fault, 2, cases[_i].arg);
	ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_OK);
	rc = board_send(&board, 20000, cases[_i].native == -90 && cases[_i].arg == LONG ? READ_TYPE : READ_3);
	ck_assert_msg(rc == cases[_i].code, "%s: %d %s", cases[_i].name, rc, zairyu_error_message(board.err));
	if (cases[_i].native)
		board_ck_native(&board, cases[_i].native);
	if (rc != ZAIRYU_OK)
		ck_assert_int_eq(board_send(&board, 1000, SELECT_MF), ZAIRYU_ERR_STATE);
	if (cases[_i].fault == ZAIRYU_PN532_REMOVE)
		ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_ERR_NO_CARD);
	if (cases[_i].fault == ZAIRYU_PN532_REMOVE)
		board_card(&board, "type=2");
	board_ck_works(&board);
	ck_assert_int_eq(open_descriptors(), descriptors);
	board_stop(&board);
}
END_TEST

/* The same at the very first command to the chip, when the device is opened. */
static const struct {
	int fault, code;
} at_once[] = {
	{ ZAIRYU_PN532_SILENCE, ZAIRYU_ERR_NO_READER },     { ZAIRYU_PN532_NO_ACK, ZAIRYU_ERR_NO_READER },
	{ ZAIRYU_PN532_ERROR_FRAME, ZAIRYU_ERR_NO_READER }, { ZAIRYU_PN532_CHECKSUM, ZAIRYU_ERR_NO_READER },
	{ ZAIRYU_PN532_GARBAGE, ZAIRYU_ERR_NO_READER },     { ZAIRYU_PN532_NO_TYPE_B, ZAIRYU_ERR_READER_UNSUITABLE },
	{ ZAIRYU_PN532_TWO_CARDS, ZAIRYU_ERR_MANY_CARDS },
};

START_TEST(faults_from_the_beginning)
{
	int descriptors, rc;

	board_start(&board, "type=1");
	descriptors = open_descriptors();
	board_fault(&board, at_once[_i].fault, 0, 0);
	rc = board_connect(&board, 8000);
	ck_assert_msg(rc == at_once[_i].code, "%d: %d %s", _i, rc, zairyu_error_message(board.err));
	board_fault(&board, ZAIRYU_PN532_OK, 0, 0);
	board_ck_works(&board);
	board_open(&board);
	ck_assert_int_eq(open_descriptors(), descriptors);
	board_stop(&board);
}
END_TEST

/* A device that was fine falls silent, or turns out to be another, between two conversations. */
START_TEST(open_device_falls_silent)
{
	board_start(&board, "type=1");
	board_ck_works(&board);
	board_fault(&board, ZAIRYU_PN532_NO_ACK, 0, 0);
	ck_assert_int_eq(board_connect(&board, 8000), ZAIRYU_ERR_NO_READER);
	board_fault(&board, ZAIRYU_PN532_OK, 0, 0);
	board_ck_works(&board);
	board_stop(&board);
}
END_TEST

START_TEST(unplugged_is_told)
{
	board_plug_in(&board, "type=1");
	board_name(&board);
	board_open(&board);
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	board_unplug(&board, 1);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_ERR_READER_GONE);
	board_ck_native(&board, -1);
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_ERR_NO_READER);
	ck_assert_int_eq(pthread_join(board.thread, NULL), 0);
	board.serving = 0;
	ck_assert_int_eq(board.served, ZAIRYU_ERR_READER_GONE);
	board_stop(&board);
}
END_TEST

static void *unplug_later(void *unused)
{
	sleep_ms(300);
	board_unplug(&board, 0);
	return unused;
}

/* At the first look it is told at once; later it may be plugged in again, and what is told in the end is the last. */
START_TEST(unplugged_while_waiting)
{
	pthread_t helper;
	double start;

	board_plug_in(&board, NULL);
	board_name(&board);
	board_open(&board);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 200, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(pthread_create(&helper, NULL, unplug_later, NULL), 0);
	start = now();
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 3000, NULL, &board.err), ZAIRYU_ERR_NO_READER);
	ck_assert(now() - start >= 2.99);
	ck_assert_int_eq(zairyu_error_code(board.err), ZAIRYU_ERR_NO_READER);
	ck_assert_int_eq(pthread_join(helper, NULL), 0);
	ck_assert_int_eq(pthread_join(board.thread, NULL), 0);
	board.serving = 0;
	start = now();
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 20000, NULL, NULL), ZAIRYU_ERR_NO_READER);
	ck_assert(now() - start < 1 + SLACK);
	board_stop(&board);
}
END_TEST

/* A long answer that breaks off must not count as one. */
START_TEST(broken_chain_is_no_answer)
{
	int rc;

	board_start(&board, "type=1,fault=long@2:280");
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_OK);
	board_fault(&board, ZAIRYU_PN532_REMOVE_CHAIN, 1, 0);
	rc = board_send(&board, 2000, READ_TYPE);
	ck_assert_int_eq(rc, ZAIRYU_ERR_LENGTH_REFUSED);
	board_stop(&board);
}
END_TEST

/* The longest answers libnfc puts together, and beyond: none of them may be believed. */
START_TEST(answers_near_the_limit)
{
	static const struct {
		int more, code;
	} lengths[] = { { 250, ZAIRYU_OK },
			{ 256, ZAIRYU_OK },
			{ 257, ZAIRYU_ERR_LENGTH_REFUSED },
			{ 258, ZAIRYU_ERR_LENGTH_REFUSED },
			{ 259, ZAIRYU_ERR_LENGTH_REFUSED },
			{ 260, ZAIRYU_ERR_LENGTH_REFUSED },
			{ 1000, ZAIRYU_ERR_LENGTH_REFUSED },
			{ 60000, ZAIRYU_ERR_LENGTH_REFUSED } };
	char options[64];

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		int rc;

		/* three bytes of card type, then the status word */
		snprintf(options, sizeof options, "type=1,fault=long@2:%d", lengths[i].more);
		board_start(&board, options);
		ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
		ck_assert_int_eq(board_send(&board, 2000, SELECT_MF), ZAIRYU_OK);
		rc = board_send(&board, 2000, READ_TYPE);
		ck_assert_msg(rc == lengths[i].code, "%d: %d %s", lengths[i].more, rc, zairyu_error_message(board.err));
		if (rc == ZAIRYU_OK)
			ck_assert_uint_eq(board.response_len, 5 + (size_t)lengths[i].more);
		board_ck_works(&board);
		board_stop(&board);
	}
}
END_TEST

static int send_long(size_t len)
{
	static uint8_t command[70000] = { 0x00, 0xA4, 0x04, 0x0C };

	return zairyu_transport_transmit(board.transport, NULL, (zairyu_bytes){ command, len }, board.response,
					 sizeof board.response, &board.response_len, NULL);
}

/* 263 bytes would end the process. */
START_TEST(long_commands_never_reach_libnfc)
{
	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	ck_assert_int_eq(send_long(262), ZAIRYU_OK);
	ck_assert_int_eq(send_long(263), ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_int_eq(send_long(65544), ZAIRYU_ERR_LENGTH_REFUSED);
	ck_assert_int_eq(board_send(&board, 1000, SELECT_MF), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

/* How long is waited for a silent card is said by whoever knows the command; an answer that comes sooner is taken. */
START_TEST(patience_is_the_callers)
{
	const zairyu_hints hints = { .size = sizeof hints, .patience_ms = 100 };
	double start;

	board_start(&board, "type=1,fault=silence@2:0");
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_expect(board.transport, &hints), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_expect(board.transport, &hints), ZAIRYU_OK);
	start = now_ms();
	ck_assert_int_eq(board_send(&board, 20000, READ_TYPE), ZAIRYU_ERR_COMMUNICATION);
	ck_assert(now_ms() - start < 4500);
	board_stop(&board);
}
END_TEST

/* What is said of the length decides, not what the command looks like. */
START_TEST(lengths_are_told)
{
	const zairyu_hints few = { .size = sizeof few, .answer_max = 5 },
			   many = { .size = sizeof many, .answer_max = 262 };

	board_start(&board, "type=1");
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
		ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_OK);
		board_fault(&board, ZAIRYU_PN532_STATUS, 1, LONG);
		ck_assert_int_eq(zairyu_transport_expect(board.transport, i ? &many : &few), ZAIRYU_OK);
		ck_assert_int_eq(board_send(&board, 5000, i ? READ_3 : READ_TYPE),
				 i ? ZAIRYU_ERR_LENGTH_REFUSED : ZAIRYU_ERR_COMMUNICATION);
	}
	board_stop(&board);
}
END_TEST

START_TEST(little_room_is_no_overflow)
{
	static const uint8_t command[] = { 0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00 };
	uint8_t response[4] = { 0 };
	size_t len;

	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 2000), ZAIRYU_OK);
	ck_assert_int_eq(
		zairyu_transport_transmit(board.transport, NULL, (zairyu_bytes){ command, 7 }, response, 3, &len, NULL),
		ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(len, 0);
	board_ck_works(&board);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("fault", 60);

	tcase_add_loop_test(tcase, each_fault_has_its_code, 0, CASES);
	tcase_add_loop_test(tcase, faults_from_the_beginning, 0, COUNT(at_once));
	tcase_add_test(tcase, open_device_falls_silent);
	tcase_add_test(tcase, unplugged_is_told);
	tcase_add_test(tcase, unplugged_while_waiting);
	tcase_add_test(tcase, broken_chain_is_no_answer);
	tcase_add_test(tcase, answers_near_the_limit);
	tcase_add_test(tcase, long_commands_never_reach_libnfc);
	tcase_add_test(tcase, little_room_is_no_overflow);
	tcase_add_test(tcase, patience_is_the_callers);
	tcase_add_test(tcase, lengths_are_told);
	return board_run("nfc fault", tcase);
}
