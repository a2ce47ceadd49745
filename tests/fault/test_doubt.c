/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "The chip is broken" is believed when the same word comes in the same step of the next conversation, and not before:
 * a card that says it once is read, a card that is broken costs one conversation more, and nothing goes on for ever.
 */
#include <stdbool.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "tap.h"

enum { LONG_MS = 60000, COMMANDS_MAX = 40, INS_AT = 1, P1_AT = 2, AID_DF = 10 };

static const uint16_t broken[] = { 0x6283, 0x6400, 0x6581, 0x6983, 0x6984, 0x6A88, 0x6F00 };
static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };

static struct scene scene;
static struct tap tap;

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static void open_card(const char *options)
{
	scene_set_card(&scene, options, 0);
	tap_open(&tap, scene.ctx, scene.transport);
}

static void close_card(void)
{
	zairyu_transport_free(tap.transport);
}

/* Progress so far, which never goes back. */
struct bar {
	uint64_t done, total;
};

static int on_progress(void *userdata, const zairyu_progress *progress)
{
	struct bar *bar = userdata;

	ck_assert_uint_le(progress->done, progress->total);
	if (bar->total > 0)
		ck_assert_uint_ge(progress->done * bar->total, bar->done * progress->total);
	*bar = (struct bar){ progress->done, progress->total };
	return 0;
}

static int read_card(const char *number, zairyu_cancel *cancel, zairyu_error **err)
{
	struct bar bar = { 0, 0 };
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	tap_clear(&tap);
	ck_assert_int_eq(zairyu_session_new(tap.transport, &session, NULL), 0);
	zairyu_session_set_progress(session, on_progress, &bar);
	zairyu_session_set_cancel(session, cancel);
	rc = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, err);
	if (rc == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, err);
	if (rc == 0)
		ck_assert(bar.done == bar.total && bar.total > 0);
	zairyu_record_free(record);
	zairyu_session_free(session);
	ck_assert_uint_eq(tap.connects, tap.disconnects);
	return rc;
}

/* Every such word at every command, once. The free files are asked again in the same conversation. */
START_TEST(said_once)
{
	const size_t word = (size_t)_i;

	for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
		uint32_t last;

		open_card(types[t]);
		ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, NULL), 0);
		last = zairyu_vcard_commands(scene.card);
		ck_assert_uint_lt(last, COMMANDS_MAX);
		for (uint32_t command = 1; command <= last; command++) {
			const uint32_t at = zairyu_vcard_commands(scene.card) + command;

			ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_STATUS, at, broken[word]), 0);
			ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, NULL), 0);
			ck_assert_uint_eq(tap.connects, command <= 2 ? 1 : 2);
		}
		close_card();
	}
}
END_TEST

/* Answers one kind of command with a word: `ins`, and P1 or the DF's byte where `at` says. */
struct complainer {
	uint8_t ins, at, byte;
	uint16_t words[2]; /* in turns of a conversation each, where the second is not 0 */
	zairyu_cancel *cancel;
	size_t said;
};

static int complain(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct complainer *c = userdata;
	uint16_t word = c->words[1] != 0 && tap.connects % 2 == 0 ? c->words[1] : c->words[0];

	(void)cap;
	if (command.data[INS_AT] != c->ins || (c->at > 0 && command.data[c->at] != c->byte))
		return 0;
	c->said++;
	zairyu_cancel_trigger(c->cancel);
	response[0] = (uint8_t)(word >> 8);
	response[1] = (uint8_t)word;
	*response_len = 2;
	return 0;
}

static const struct {
	struct complainer who;
	const char *step;
} steps[] = {
	{ { .ins = 0xA4, .at = AID_DF, .byte = 2 }, "select" },
	{ { .ins = 0xA4, .at = AID_DF, .byte = 4 }, "select" },
	{ { .ins = 0x84 }, "get-challenge" },
	{ { .ins = 0x82 }, "mutual-authenticate" },
	{ { .ins = 0x20 }, "verify" },
	{ { .ins = 0xB0, .at = P1_AT, .byte = 0x8A }, "read-card-type" },
	{ { .ins = 0xB0, .at = P1_AT, .byte = 0x8B }, "read-common-data" },
	{ { .ins = 0xB0, .at = P1_AT, .byte = 0x86 }, "read-face" },
};

START_TEST(said_again_and_again)
{
	for (size_t w = 0; w < sizeof broken / sizeof *broken; w++) {
		struct complainer who = steps[_i].who;
		zairyu_error *err = NULL;
		uint16_t sw;

		who.words[0] = broken[w];
		open_card("type=1");
		tap.hook = complain;
		tap.userdata = &who;
		ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, &err), ZAIRYU_ERR_CHIP_BROKEN);
		ck_assert_uint_eq(tap.connects, 2);
		ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
		ck_assert_uint_eq(sw, broken[w]);
		ck_assert_str_eq(zairyu_error_step(err), steps[_i].step);
		ck_assert_int_eq(zairyu_error_official_message(zairyu_error_code(err)), 2);
		zairyu_error_free(err);
		close_card();
	}
}
END_TEST

/* Another word each time: it ends, and nobody is told that the chip is broken. */
START_TEST(never_the_same)
{
	struct complainer who = { .ins = 0x84, .words = { 0x6F00, 0x6400 } };
	zairyu_error *err = NULL;

	open_card("type=05");
	tap.hook = complain;
	tap.userdata = &who;
	ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, &err), ZAIRYU_ERR_STATUS_WORD);
	ck_assert_uint_eq(tap.connects, 4);
	zairyu_error_free(err);
	close_card();
}
END_TEST

/* The same word, in another step each time. */
static int complain_in_turns(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct complainer who = { .ins = tap.connects % 2 == 0 ? 0x82 : 0x84, .words = { 0x6F00, 0 } };

	(void)userdata;
	return complain(&who, command, response, cap, response_len);
}

START_TEST(never_in_the_same_step)
{
	open_card("type=1");
	tap.hook = complain_in_turns;
	ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, NULL), ZAIRYU_ERR_STATUS_WORD);
	ck_assert_uint_eq(tap.connects, 4);
	close_card();
}
END_TEST

/* Words that do not say so are no reason to begin anew, a wrong number least of all. */
START_TEST(other_words_are_believed_at_once)
{
	static const struct {
		uint8_t ins;
		uint16_t word;
		int rc;
	} rows[] = {
		{ 0x82, 0x6300, ZAIRYU_ERR_WRONG_NUMBER }, { 0x82, 0x63C2, ZAIRYU_ERR_WRONG_NUMBER },
		{ 0x20, 0x6300, ZAIRYU_ERR_WRONG_NUMBER }, { 0x20, 0x63C0, ZAIRYU_ERR_WRONG_NUMBER },
		{ 0x82, 0x6985, ZAIRYU_ERR_STATUS_WORD },  { 0x84, 0x6D00, ZAIRYU_ERR_STATUS_WORD },
		{ 0x84, 0x6281, ZAIRYU_ERR_STATUS_WORD },  { 0xA4, 0x6A82, ZAIRYU_ERR_STATUS_WORD },
		{ 0x84, 0x6300, ZAIRYU_ERR_STATUS_WORD },  { 0x84, 0x9200, ZAIRYU_ERR_STATUS_WORD },
	};
	struct complainer who = { .ins = rows[_i].ins, .words = { rows[_i].word, 0 } };
	zairyu_error *err = NULL;
	uint16_t sw;

	open_card("type=1");
	tap.hook = complain;
	tap.userdata = &who;
	ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), NULL, &err), rows[_i].rc);
	ck_assert_uint_eq(tap.connects, 1);
	ck_assert_uint_eq(who.said, 1);
	ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
	ck_assert_uint_eq(sw, rows[_i].word);
	zairyu_error_free(err);
	close_card();
}
END_TEST

/* The number of a card that complained first is tried once, as ever. */
START_TEST(a_wrong_number_after_a_complaint)
{
	open_card("type=1");
	ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, ZAIRYU_FAULT_STATUS, 3, 0x6F00), 0);
	ck_assert_int_eq(read_card("AA12345678BC", NULL, NULL), ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_uint_eq(tap.connects, 2);
	ck_assert_uint_eq(zairyu_vcard_authentications(scene.card), 1);
	close_card();
}
END_TEST

START_TEST(the_token_ends_it)
{
	struct complainer who = { .ins = 0xB0, .at = P1_AT, .byte = 0x86, .words = { 0x6F00, 0 } };

	open_card("type=1");
	ck_assert_int_eq(zairyu_cancel_new(&who.cancel, NULL), 0);
	tap.hook = complain;
	tap.userdata = &who;
	ck_assert_int_eq(read_card(zairyu_vcard_number(scene.card), who.cancel, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_uint_eq(tap.connects, 1);
	zairyu_cancel_free(who.cancel);
	close_card();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("doubt", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, said_once, 0, COUNT(broken));
	tcase_add_loop_test(tcase, said_again_and_again, 0, COUNT(steps));
	tcase_add_test(tcase, never_the_same);
	tcase_add_test(tcase, never_in_the_same_step);
	tcase_add_loop_test(tcase, other_words_are_believed_at_once, 0, 10);
	tcase_add_test(tcase, a_wrong_number_after_a_complaint);
	tcase_add_test(tcase, the_token_ends_it);
	return suite_run("doubt", tcase);
}
