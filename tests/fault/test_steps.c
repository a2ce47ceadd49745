/* SPDX-License-Identifier: BSD-2-Clause */
/* A status word at each command of a conversation in turn: the error says which step it was, and which word. */
#include <stdbool.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

static struct scene scene;

/* The steps from GET CHALLENGE on, a command each. */
static const char *const first[] = { "get-challenge",
				     "mutual-authenticate",
				     "verify",
				     "select",
				     "read-front-image",
				     "read-face",
				     "select",
				     "read-address",
				     "read-comprehensive-permission",
				     "read-individual-permission",
				     "read-renewal",
				     "select",
				     "read-signature" };
static const char *const second[] = { "get-challenge",
				      "mutual-authenticate",
				      "verify",
				      "select",
				      "read-card-number",
				      "read-printed-entries",
				      "read-name-and-face",
				      "read-address-image",
				      "select",
				      "read-permissions",
				      "read-renewal",
				      "read-other",
				      "select",
				      "read-signature" };

static const struct {
	const char *options;
	const char *const *steps;
	uint32_t count;
} cards[] = {
	{ "type=1", first, sizeof first / sizeof *first },
	{ "type=05", second, sizeof second / sizeof *second },
};

/* A whole read with `word` as the answer to command `number`, counted from GET CHALLENGE. */
static int read_with(uint32_t number, uint16_t word, zairyu_error **err)
{
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_STATUS,
						zairyu_vcard_commands(scene.card) + 3 + number, word),
			 0);
	ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
	rc = zairyu_session_authenticate(session, zairyu_vcard_number(scene.card), ZAIRYU_NUMBER_LENGTH, err);
	if (rc == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, err);
	ck_assert_int_eq(record != NULL, rc == 0);
	zairyu_record_free(record);
	zairyu_session_free(session);
	return rc;
}

/* What a word at that step comes to. Reading takes note of the end of the file, a length that is refused and the rest.
 */
static int outcome_of(const char *step, uint16_t word)
{
	const bool submits = strcmp(step, "mutual-authenticate") == 0 || strcmp(step, "verify") == 0;

	return submits && (word == 0x6300 || word >> 4 == 0x63C) ? ZAIRYU_ERR_WRONG_NUMBER : ZAIRYU_ERR_STATUS_WORD;
}

START_TEST(the_step_and_the_word)
{
	static const uint16_t words[] = { 0x6985, 0x6982, 0x6300, 0x6A86, 0x6281 };

	scene_open(&scene);
	scene_set_card(&scene, cards[_i].options, 0);
	for (uint32_t i = 0; i < cards[_i].count; i++)
		for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
			zairyu_error *err = NULL;
			uint16_t word;
			const char *step = cards[_i].steps[i];
			const int rc = read_with(i, words[w], &err), expected = outcome_of(step, words[w]);

			ck_assert_msg(rc == expected, "%s %04X: %s", step, words[w], zairyu_error_name(rc));
			ck_assert_int_eq(zairyu_error_code(err), expected);
			ck_assert_str_eq(zairyu_error_step(err), step);
			ck_assert_int_eq(zairyu_error_status_word(err, &word), 0);
			ck_assert_uint_eq(word, words[w]);
			zairyu_error_free(err);
		}
	scene_close(&scene);
}
END_TEST

static unsigned calls;

static int count(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	ck_assert_uint_eq(progress->done, 250 * ++calls);
	return 0;
}

/* Answers of the way to the key that are longer, shorter, or others: nothing is shown of a step that failed. */
START_TEST(answers_that_do_not_fit)
{
	static const struct {
		int fault;
		uint32_t command;
		int rc;
		const char *step, *message;
		unsigned calls;
	} rows[] = {
		{ ZAIRYU_FAULT_NONE, 0, ZAIRYU_OK, "", "", 6 },
		{ ZAIRYU_FAULT_SHORT, 3, ZAIRYU_ERR_COMMUNICATION, "get-challenge", "the challenge is not 8 bytes", 3 },
		{ ZAIRYU_FAULT_LONG, 3, ZAIRYU_ERR_COMMUNICATION, "get-challenge", "the challenge is not 8 bytes", 3 },
		{ ZAIRYU_FAULT_SHORT, 4, ZAIRYU_ERR_COMMUNICATION, "mutual-authenticate", "is not 40 bytes", 4 },
		{ ZAIRYU_FAULT_LONG, 4, ZAIRYU_ERR_COMMUNICATION, "mutual-authenticate", "is not 40 bytes", 4 },
		{ ZAIRYU_FAULT_GARBLE, 4, ZAIRYU_ERR_SECURE_MESSAGING, "mutual-authenticate", "did not prove", 4 },
		{ ZAIRYU_FAULT_LONG, 5, ZAIRYU_ERR_COMMUNICATION, "verify", "answered with data", 5 },
		{ ZAIRYU_FAULT_EMPTY, 5, ZAIRYU_ERR_COMMUNICATION, "verify", "incomplete", 5 },
	};

	scene_open(&scene);
	scene_set_card(&scene, cards[_i].options, 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		zairyu_session *session;
		zairyu_error *err = NULL;

		calls = 0;
		ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, rows[i].fault,
							zairyu_vcard_commands(scene.card) + rows[i].command, 0),
				 0);
		ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
		zairyu_session_set_progress(session, count, NULL);
		ck_assert_int_eq(zairyu_session_authenticate(session, zairyu_vcard_number(scene.card),
							     ZAIRYU_NUMBER_LENGTH, &err),
				 rows[i].rc);
		ck_assert_str_eq(zairyu_error_step(err), rows[i].step);
		ck_assert_msg(strstr(zairyu_error_message(err), rows[i].message) != NULL, "%s",
			      zairyu_error_message(err));
		ck_assert_msg(calls == rows[i].calls, "row %zu: %u", i, calls);
		zairyu_error_free(err);
		zairyu_session_free(session);
	}
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("steps", 60);

	tcase_add_loop_test(tcase, the_step_and_the_word, 0, COUNT(cards));
	tcase_add_loop_test(tcase, answers_that_do_not_fit, 0, COUNT(cards));
	return suite_run("steps", tcase);
}
