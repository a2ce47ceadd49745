/* SPDX-License-Identifier: BSD-2-Clause */
/* The way to vpcd: frames, and an end from either side. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/pause.h"
#include "vpcd_case.h"

START_TEST(control_codes_and_commands)
{
	vpcd_start();
	ck_frame("04", ATR);
	vpcd_put("01"); /* power on, without an answer */
	ck_frame(READ_TYPE, "C101319000");
	ck_frame("00B0000000", "C101319000");
	vpcd_put("02"); /* reset: no EF is current any more */
	ck_frame("00B0000000", "6986");
	ck_frame(CHALLENGE, "5A6E7E385162B7A39000");
	vpcd_put("00"); /* power off and on: the challenge is gone */
	vpcd_put("01");
	ck_frame(vectors[0].mutual_authenticate, "6985");
	vpcd_put("03"); /* codes that do not exist are passed over */
	vpcd_put("7F");
	ck_frame("04", ATR);
	vpcd_stop(ZAIRYU_OK);
	ck_assert_int_eq(atomic_load(&vpcd.readies), 1);
}
END_TEST

START_TEST(whole_images_come_in_one_frame)
{
	static uint8_t frame[65535], again[65535];
	size_t len;

	vpcd_start();
	vpcd_put("01");
	ck_frame(CHALLENGE, "5A6E7E385162B7A39000");
	vpcd_put(vectors[0].mutual_authenticate);
	ck_assert_uint_eq(vpcd_get(frame), 42);
	ck_frame(vectors[0].verify, "9000");
	ck_frame(SELECT_DF1, "9000");
	vpcd_put("08B08500000004960200000000");
	len = vpcd_get(frame);
	ck_assert_uint_eq(len, 5 + 0x1B60 + 2);
	ck_hex(frame, 5, "86821B6101");
	for (int i = 0; i < 50; i++) {
		vpcd_put("08B08500000004960200000000");
		ck_assert_uint_eq(vpcd_get(again), len);
		ck_assert_mem_eq(again, frame, len);
	}
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

/* With delayed acknowledgements the quickest command would take 40 ms too, once the first are over. */
START_TEST(no_delay)
{
	int64_t quickest = INT64_MAX;

	vpcd_start();
	vpcd_put("01");
	for (int i = 0; i < 200; i++) {
		int64_t begun = pause_now(), took;

		ck_frame(READ_TYPE, "C101319000");
		took = pause_now() - begun;
		quickest = i >= 100 && took < quickest ? took : quickest;
	}
	ck_assert_int_lt(quickest, 20);
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(frames_in_pieces_and_together)
{
	static const char pieces[] = "0007"
				     "00B08A00000000"
				     "0000"
				     "0001"
				     "04"
				     "0007"
				     "00B08B00000000";
	uint8_t bytes[64], frame[64];
	size_t len = unhex(pieces, bytes, sizeof bytes);

	vpcd_start();
	for (size_t i = 0; i < len; i++) { /* byte by byte; a frame without contents is passed over */
		ck_assert_int_eq(send(vpcd.peer, bytes + i, 1, 0), 1);
		ck_assert_int_eq(zairyu_wait_sleep(NULL, 1, NULL), ZAIRYU_OK);
	}
	ck_hex(frame, vpcd_get(frame), "C101319000");
	ck_hex(frame, vpcd_get(frame), ATR);
	ck_hex(frame, vpcd_get(frame), "C004303030319000");
	ck_assert_int_eq(send(vpcd.peer, bytes, len, 0), (ssize_t)len); /* all at once */
	ck_hex(frame, vpcd_get(frame), "C101319000");
	ck_hex(frame, vpcd_get(frame), ATR);
	ck_hex(frame, vpcd_get(frame), "C004303030319000");
	ck_frame("00B0", "6700"); /* no command, but a frame */
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(answers_too_long_for_a_frame)
{
	vpcd_start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_LONG, 1, 65536), ZAIRYU_OK);
	ck_frame(READ_TYPE, "6700");
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(vpcd_goes_away)
{
	vpcd_start();
	vpcd_put("01");
	ck_frame("04", ATR);
	close(vpcd.peer);
	vpcd.peer = -1;
	ck_assert_int_eq(pthread_join(vpcd.thread, NULL), 0);
	ck_assert_int_eq(vpcd.served, ZAIRYU_ERR_READER_GONE);
	ck_assert_int_eq(vpcd.served_error, ZAIRYU_ERR_READER_GONE);
}
END_TEST

START_TEST(cancelled_before_it_began)
{
	zairyu_cancel_trigger(vpcd.cancel);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, card, vpcd.address, NULL, NULL, vpcd.cancel, NULL),
			 ZAIRYU_OK);
}
END_TEST

START_TEST(nobody_listens)
{
	zairyu_error *err = NULL;

	close(vpcd.listener);
	vpcd.listener = -1;
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, card, vpcd.address, NULL, NULL, vpcd.cancel, &err),
			 ZAIRYU_ERR_NO_SERVICE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NO_SERVICE);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, card, vpcd.address, NULL, NULL, vpcd.cancel, NULL),
			 ZAIRYU_ERR_NO_SERVICE);
}
END_TEST

START_TEST(bad_addresses)
{
	static const char *const bad[] = { "",
					   "localhost",
					   ":35963",
					   "localhost:",
					   "localhost:0",
					   "localhost:65536",
					   "localhost:123456",
					   "localhost:12a",
					   "localhost:-1",
					   "::1:35963",
					   "[]:35963" };
	char endless[400];

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, card, bad[i], NULL, NULL, vpcd.cancel, NULL),
				 ZAIRYU_ERR_ARGUMENT);
	memset(endless, 'a', sizeof endless);
	strcpy(endless + sizeof endless - 10, ":35963");
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, card, endless, NULL, NULL, vpcd.cancel, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(NULL, card, vpcd.address, NULL, NULL, vpcd.cancel, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(vpcd.ctx, NULL, vpcd.address, NULL, NULL, vpcd.cancel, NULL),
			 ZAIRYU_ERR_ARGUMENT);
}
END_TEST

TCase *case_vpcd(void)
{
	TCase *tcase = vpcd_case("vpcd");

	tcase_add_test(tcase, control_codes_and_commands);
	tcase_add_test(tcase, whole_images_come_in_one_frame);
	tcase_add_test(tcase, no_delay);
	tcase_add_test(tcase, frames_in_pieces_and_together);
	tcase_add_test(tcase, answers_too_long_for_a_frame);
	tcase_add_test(tcase, vpcd_goes_away);
	tcase_add_test(tcase, cancelled_before_it_began);
	tcase_add_test(tcase, nobody_listens);
	tcase_add_test(tcase, bad_addresses);
	return tcase;
}
