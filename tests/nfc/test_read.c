/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole cards through the real libnfc: all types, what they hold, and nothing left over after many. */
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

#include "board.h"

static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };
static struct board board;

static zairyu_trust *trust_of(struct board *b)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(b->ctx, &trust, NULL), ZAIRYU_OK);
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes certificate;

		ck_assert_int_eq(zairyu_vcard_ca_certificate(b->ca, family, &certificate, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_trust_add(trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL), ZAIRYU_OK);
	}
	return trust;
}

/* Reads and verifies through a transport; the record is the caller's. */
static zairyu_record *read_card(zairyu_transport *transport, const char *number, const zairyu_trust *trust)
{
	zairyu_session *session;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	zairyu_error *err = NULL;
	int rc;

	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), ZAIRYU_OK);
	rc = zairyu_session_authenticate(session, number, strlen(number), &err);
	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(err));
	rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, &err);
	ck_assert_msg(record != NULL, "%d %s", rc, zairyu_error_message(err));
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_issuer(report), ZAIRYU_RESULT_OK);
	zairyu_report_free(report);
	zairyu_error_free(err);
	zairyu_session_free(session);
	return record;
}

static void ck_same_files(const zairyu_record *a, const zairyu_record *b)
{
	for (uint64_t item = 1; item != 0; item <<= 1) {
		zairyu_bytes x, y;
		int rc = zairyu_record_file(a, item, &x);

		ck_assert_int_eq(rc, zairyu_record_file(b, item, &y));
		if (rc != ZAIRYU_OK)
			continue;
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_mem_eq(x.data, y.data, x.len);
	}
}

START_TEST(every_type_reads_and_verifies)
{
	zairyu_transport *direct;
	zairyu_record *over_nfc, *expected;
	zairyu_trust *trust;

	board_start(&board, types[_i]);
	trust = trust_of(&board);
	over_nfc = read_card(board.transport, zairyu_vcard_number(board.card), trust);
	ck_assert_str_eq(zairyu_record_reader(over_nfc), board.uri);
	board_fall_silent(&board);
	ck_assert_int_eq(zairyu_vcard_transport(board.ctx, board.card, 0, 0, &direct, NULL), ZAIRYU_OK);
	expected = read_card(direct, zairyu_vcard_number(board.card), trust);
	ck_same_files(over_nfc, expected);
	zairyu_record_free(over_nfc);
	zairyu_record_free(expected);
	zairyu_transport_free(direct);
	zairyu_trust_free(trust);
	board_stop(&board);
}
END_TEST

/* The same card over readers whose buffers hold less, so that longer answers come in parts. */
START_TEST(smaller_buffers_read_too)
{
	zairyu_trust *trust;

	board_start(&board, types[_i]);
	trust = trust_of(&board);
	board_fault(&board, ZAIRYU_PN532_DATA_IN, 0, 252);
	zairyu_record_free(read_card(board.transport, zairyu_vcard_number(board.card), trust));
	board_fault(&board, ZAIRYU_PN532_DATA_IN, 0, 40);
	zairyu_record_free(read_card(board.transport, zairyu_vcard_number(board.card), trust));
	zairyu_trust_free(trust);
	board_stop(&board);
}
END_TEST

START_TEST(wrong_number_is_told_after_one_attempt)
{
	zairyu_session *session;
	zairyu_error *err = NULL;

	board_start(&board, "type=1");
	ck_assert_int_eq(zairyu_session_new(board.transport, &session, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_authenticate(session, "ZZ99999999ZZ", 12, &err), ZAIRYU_ERR_WRONG_NUMBER);
	zairyu_error_free(err);
	zairyu_session_free(session);
	board_fall_silent(&board);
	ck_assert_uint_eq(zairyu_vcard_authentications(board.card), 1);
	board_stop(&board);
}
END_TEST

START_TEST(properties_say_one_frame)
{
	uint64_t value;

	board_start(&board, "type=1");
	ck_assert_int_eq(zairyu_transport_property(board.transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 262);
	ck_assert_int_eq(zairyu_transport_property(board.transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 253);
	ck_assert_int_eq(zairyu_transport_property(board.transport, ZAIRYU_PROPERTY_SIMULATED, &value),
			 ZAIRYU_ERR_ABSENT);
	ck_assert_str_eq(zairyu_transport_uri(board.transport), board.uri);
	board_stop(&board);
}
END_TEST

/* Cards of all types in turn, some on a device opened anew, some on the one still open. */
START_TEST(many_reads_leave_nothing_behind)
{
	int rounds = 200, descriptors = 0, running = 0;
	zairyu_trust *trust;

	if (getenv("ZAIRYU_TEST_READS"))
		rounds = atoi(getenv("ZAIRYU_TEST_READS"));
	board_start(&board, NULL);
	trust = trust_of(&board);
	for (int i = 0; i < rounds; i++) {
		board_card(&board, types[i % 4]);
		if (i % 8 == 7)
			board_open(&board);
		zairyu_record_free(read_card(board.transport, zairyu_vcard_number(board.card), trust));
		if (i == 7) {
			descriptors = open_descriptors();
			running = threads();
		}
	}
	ck_assert_int_eq(open_descriptors(), descriptors);
	ck_assert_int_eq(threads(), running);
	zairyu_trust_free(trust);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("read", 240);

	tcase_add_loop_test(tcase, every_type_reads_and_verifies, 0, 4);
	tcase_add_loop_test(tcase, smaller_buffers_read_too, 0, 4);
	tcase_add_test(tcase, wrong_number_is_told_after_one_attempt);
	tcase_add_test(tcase, properties_say_one_frame);
	tcase_add_test(tcase, many_reads_leave_nothing_behind);
	return board_run("nfc read", tcase);
}
