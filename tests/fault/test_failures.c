/* SPDX-License-Identifier: BSD-2-Clause */
/* A session that failed: it goes on after every failure, keeps nothing of key and number, and obeys limits. */
#include "../support/suite.h"
#include "session/session.h"
#include "session_case.h"

/* One session, every fault at several commands: it fails, tells why, forgets its keys, and reads the next time. */
START_TEST(one_session_goes_on_after_every_failure)
{
	struct scene scene;
	zairyu_session *session;
	static const uint8_t nothing[32];

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	for (int fault = ZAIRYU_FAULT_REMOVE; fault <= ZAIRYU_FAULT_LAST; fault++) {
		for (uint32_t command = 1; command <= 8; command++) {
			int rc;

			zairyu_session_set_timeout(session, fault == ZAIRYU_FAULT_SILENCE ? 20 : 60000);
			ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, fault,
								zairyu_vcard_commands(scene.card) + command,
								fault == ZAIRYU_FAULT_STATUS ? 0x6F00 : 0),
					 0);
			rc = whole_conversation(&scene, session);
			if (rc != 0) {
				ck_assert_int_eq(session->state, SESSION_NEW);
				ck_assert_mem_eq(session->channel.key, nothing, sizeof session->channel.key);
				ck_assert_int_eq(read_all(session), ZAIRYU_ERR_STATE);
			}
			ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_NONE, 0, 0), 0);
			zairyu_session_set_timeout(session, 60000);
			rc = whole_conversation(&scene, session);
			ck_assert_msg(rc == 0, "after %s at %u: %s", zairyu_fault_name(fault), (unsigned)command,
				      zairyu_error_name(rc));
		}
	}
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

START_TEST(a_number_that_failed_is_wiped)
{
	static const char nothing[ZAIRYU_NUMBER_SIZE];
	struct scene scene;
	zairyu_session *session;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	ck_assert_int_eq(zairyu_session_authenticate(session, "BB12345678AA", 12, NULL), ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_mem_eq(session->number, nothing, sizeof nothing);
	ck_assert_int_eq(zairyu_session_authenticate(session, "BB1234567", 9, NULL), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_mem_eq(session->number, nothing, sizeof nothing);
	ck_assert_int_eq(
		zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_REMOVE, zairyu_vcard_commands(scene.card) + 4, 0), 0);
	ck_assert_int_eq(authenticate(&scene, session), ZAIRYU_ERR_CARD_GONE);
	ck_assert_mem_eq(session->number, nothing, sizeof nothing);
	ck_assert_int_eq(authenticate(&scene, session), 0);
	ck_assert_str_eq(session->number, zairyu_vcard_number(scene.card));
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

START_TEST(a_file_beyond_the_limit)
{
	static const uint64_t largest[] = { 7004, 7004, 5508, 5508 };
	struct scene scene;
	zairyu_session *session;

	scene_open(&scene);
	scene_set_card(&scene, types[_i], 0);
	session = session_on(&scene);
	ck_assert_int_eq(zairyu_context_set_limit(scene.ctx, ZAIRYU_LIMIT_FILE_BYTES, largest[_i] - 1), 0);
	ck_assert_int_eq(whole_conversation(&scene, session), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(zairyu_context_set_limit(scene.ctx, ZAIRYU_LIMIT_FILE_BYTES, largest[_i]), 0);
	ck_assert_int_eq(whole_conversation(&scene, session), 0);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("failures", 60);

	tcase_add_loop_test(tcase, one_session_goes_on_after_every_failure, 0, TYPES);
	tcase_add_loop_test(tcase, a_number_that_failed_is_wiped, 0, TYPES);
	tcase_add_loop_test(tcase, a_file_beyond_the_limit, 0, TYPES);
	return suite_run("failures", tcase);
}
