/* SPDX-License-Identifier: BSD-2-Clause */
/* What a session says of exchanges to the transport beforehand, of its progress to the program, and what it doubts. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"

enum { BEST, FRAMES, SHORT };

/* As many bytes as may come and 8 of them in a millisecond, up to the longest answer of a card. */
START_TEST(hints)
{
	static const struct {
		unsigned mode;
		bool protected;
		zairyu_hints first;
	} rows[] = {
		{ BEST, false, { .answer_max = 65538, .patience_ms = 5000 + (7 + 8192) / 8 } },
		{ FRAMES, false, { .answer_max = 253, .patience_ms = 5000 + (7 + 253) / 8 } },
		{ SHORT, false, { .answer_max = 253, .patience_ms = 5000 + (5 + 253) / 8 } },
		{ BEST, true, { .answer_max = 65538, .patience_ms = 5000 + (13 + 8192) / 8 } },
		{ FRAMES, true, { .answer_max = 246, .patience_ms = 5000 + (13 + 246) / 8 } },
		{ SHORT, true, { .answer_max = 246, .patience_ms = 5000 + (10 + 246) / 8 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct card_file table = file_card_table(300, rows[i].protected);

		file_card_open();
		file_card_write((struct object[OBJECTS_MAX]){ { 0xD2, 300 } }, 300);
		card.session->read_mode = rows[i].mode;
		ck_assert_int_eq(session_read_file(card.session, &table, false, &card.content, NULL), 0);
		ck_assert_uint_eq(card.hints[0].answer_max, rows[i].first.answer_max);
		ck_assert_uint_eq(card.hints[0].patience_ms, rows[i].first.patience_ms);
		ck_assert_uint_eq(card.hints[0].size, sizeof card.hints[0]);
		ck_assert_uint_eq(card.session->channel.sent, rows[i].protected ? card.exchanges : 0);
		file_card_close();
	}
}
END_TEST

static zairyu_progress shown;
static unsigned calls;
static int answer;

static int show(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	calls++;
	shown = *progress;
	return answer;
}

static void check_shown(unsigned count, const char *step, uint64_t item, uint64_t done, uint64_t total)
{
	ck_assert_uint_eq(calls, count);
	ck_assert_uint_eq(shown.size, sizeof shown);
	ck_assert_str_eq(shown.step, step);
	ck_assert_uint_eq(shown.item, item);
	ck_assert_uint_eq(shown.done, done);
	ck_assert_uint_eq(shown.total, total);
}

static void open_bar(void)
{
	file_card_open();
	zairyu_session_set_progress(card.session, show, NULL);
	calls = 0;
	answer = 0;
	card.session->step = STEP_VERIFY;
}

/* An exchange counts 250 bytes, and a card 12000 until it is known. */
START_TEST(progress_of_a_conversation)
{
	zairyu_session *s;

	open_bar();
	s = card.session;
	progress_start(s);
	ck_assert_int_eq(progress_reach(s, PROGRESS_CONNECTED, NULL), 0);
	check_shown(1, "verify", 0, 250, 13500);
	progress_expect(s, 9000);
	ck_assert_int_eq(progress_reach(s, PROGRESS_VERIFIED, NULL), 0);
	check_shown(2, "verify", 0, 1500, 10500);
	progress_read(s, true);
	progress_begin(s, 1000);
	ck_assert_int_eq(progress_add(s, 100, NULL), 0);
	check_shown(3, "verify", 0, 1600, 2750);
	progress_expect(s, 1); /* once it reads, the conversation counts for nothing */
	ck_assert_int_eq(progress_reach(s, PROGRESS_CONNECTED, NULL), 0);
	check_shown(4, "verify", 0, 1600, 2750);
	s->current_file = &card_first_generation.files[3];
	progress_correct(s, 400, 100);
	ck_assert_int_eq(progress_add(s, 0, NULL), 0);
	check_shown(5, "verify", s->current_file->item, 1600, 2450);
	progress_correct(s, 100, 150);
	ck_assert_int_eq(progress_end(s, NULL), 0);
	check_shown(6, "verify", s->current_file->item, 1600, 2450); /* it never goes back */
	ck_assert_int_eq(progress_add(s, 650, NULL), 0);
	check_shown(7, "verify", s->current_file->item, 2250, 2500);
	ck_assert_int_eq(progress_end(s, NULL), 0); /* it says so already */
	check_shown(7, "verify", s->current_file->item, 2250, 2500);
	ck_assert_int_eq(progress_further(s, "own", false, NULL), 0);
	check_shown(8, "own", 0, 2250, 2500);
	ck_assert_int_eq(progress_further(s, "own", true, NULL), 0);
	check_shown(9, "own", 0, 2500, 2500);
	file_card_close();
}
END_TEST

START_TEST(progress_of_further_reads)
{
	zairyu_session *s;

	open_bar();
	s = card.session;
	progress_start(s);
	progress_read(s, false);
	progress_begin(s, 500);
	ck_assert_int_eq(progress_add(s, 500, NULL), 0);
	check_shown(1, "verify", 0, 2000, 2000);
	progress_read(s, false); /* a bar of its own */
	progress_begin(s, 500);
	ck_assert_int_eq(progress_add(s, 10, NULL), 0);
	check_shown(2, "verify", 0, 10, 500);
	progress_begin(s, 1000); /* it starts over */
	ck_assert_int_eq(progress_add(s, 5, NULL), 0);
	check_shown(3, "verify", 0, 10, 500);
	ck_assert_int_eq(progress_add(s, 15, NULL), 0); /* as far, in other numbers */
	check_shown(4, "verify", 0, 20, 1000);
	s->progress = (struct progress){ 0 };
	ck_assert_int_eq(progress_further(s, "own", false, NULL), 0);
	check_shown(5, "own", 0, 0, 1);
	answer = 1;
	ck_assert_int_eq(progress_add(s, 1, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_eq(progress_end(s, NULL), 0);
	zairyu_session_set_progress(s, NULL, NULL);
	ck_assert_int_eq(progress_add(s, 1, NULL), 0);
	ck_assert_uint_eq(calls, 6);
	file_card_close();
}
END_TEST

/* Which failures are doubted, because of a word or because of data. */
START_TEST(what_is_doubted)
{
	static const struct {
		int rc;
		bool word, data;
	} rows[] = {
		{ ZAIRYU_ERR_STATUS_WORD, true, false },    { ZAIRYU_ERR_NOT_RESIDENCE_CARD, true, false },
		{ ZAIRYU_ERR_MALFORMED, false, true },      { ZAIRYU_ERR_UNKNOWN_CARD_TYPE, false, true },
		{ ZAIRYU_ERR_SPECIFIED_CARD, false, true }, { ZAIRYU_ERR_SECURE_MESSAGING, false, true },
		{ ZAIRYU_ERR_CHIP_BROKEN, false, false },   { ZAIRYU_ERR_WRONG_NUMBER, false, false },
		{ ZAIRYU_ERR_COMMUNICATION, false, false }, { ZAIRYU_ERR_CARD_GONE, false, false },
		{ ZAIRYU_ERR_CANCELLED, false, false },     { ZAIRYU_OK, false, false },
	};
	static const uint16_t words[] = { 0, DOUBT_DATA, 0x6F00 };

	file_card_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t w = 0; w < 3; w++) {
			struct doubt *doubt = &card.session->doubt;
			const bool wanted = w == 1 ? rows[i].data : w == 2 && rows[i].word;

			*doubt = (struct doubt){ 0 };
			card.session->step = STEP_SELECT;
			if (words[w])
				doubt_note(card.session, words[w]);
			ck_assert_msg(doubt_wants_another_look(card.session, rows[i].rc) == wanted, "row %zu, %04X", i,
				      words[w]);
			ck_assert_uint_eq(doubt->looks, wanted);
			ck_assert_uint_eq(doubt->before.sw, wanted ? words[w] : 0);
			ck_assert_uint_eq(doubt->now.sw, wanted ? 0 : words[w]);
			ck_assert_int_eq(doubt->before.step, wanted ? STEP_SELECT : STEP_NONE);
			ck_assert(doubt_is_settled(card.session, words[w]) == wanted);
		}
	file_card_close();
}
END_TEST

/* The same word in the same step settles it; and three more conversations are enough. */
START_TEST(when_doubt_ends)
{
	static const struct {
		uint16_t sw;
		enum step step;
		bool again;
	} rows[] = {
		{ 0x6F00, STEP_SELECT, true },  { 0x6400, STEP_SELECT, true },  { 0x6400, STEP_VERIFY, true },
		{ 0x6F00, STEP_VERIFY, false }, { 0x6400, STEP_VERIFY, false },
	};

	file_card_open();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		card.session->step = rows[i].step;
		ck_assert(doubt_is_settled(card.session, rows[i].sw) == (i == 4));
		doubt_note(card.session, rows[i].sw);
		ck_assert_msg(doubt_wants_another_look(card.session, ZAIRYU_ERR_STATUS_WORD) == rows[i].again,
			      "row %zu", i);
	}
	card.session->doubt.looks = 0;
	ck_assert(!doubt_wants_another_look(card.session, ZAIRYU_ERR_STATUS_WORD)); /* settled */
	ck_assert(!doubt_is_settled(card.session, 0));
	file_card_close();
}
END_TEST

SUITE_MAIN("told", 20, hints, progress_of_a_conversation, progress_of_further_reads, what_is_doubted, when_doubt_ends)
