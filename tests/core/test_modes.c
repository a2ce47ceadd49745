/* SPDX-License-Identifier: BSD-2-Clause */
/* Lengths and forms of READ BINARY: what a reader tells, what is learned from refusals, and for how long. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"

enum { BEST, FRAMES, SHORT, HALVES };

static const struct {
	unsigned mode;
	uint64_t max_response, max_command;
	struct read_mode wanted;
} told[] = {
	{ BEST, 0, 0, { true, SIZE_MAX } },
	{ FRAMES, 0, 0, { true, 253 } },
	{ SHORT, 0, 0, { false, 253 } },
	{ HALVES, 0, 0, { false, 126 } },
	{ BEST, 8192, 0, { true, SIZE_MAX } },
	{ BEST, 8191, 0, { true, 253 } },
	{ BEST, 254, 0, { true, 253 } },
	{ BEST, 252, 0, { true, 252 } },
	{ BEST, 42, 0, { true, 42 } },
	{ BEST, 41, 0, { true, SIZE_MAX } },
	{ BEST, 1, 0, { true, SIZE_MAX } },
	{ BEST, SIZE_MAX, 0, { true, SIZE_MAX } },
	{ FRAMES, SIZE_MAX, 0, { true, 253 } },
	{ FRAMES, 8192, 0, { true, 253 } },
	{ HALVES, 125, 0, { false, 125 } },
	{ HALVES, 127, 0, { false, 126 } },
	{ BEST, 0, 261, { false, 253 } },
	{ BEST, 0, 262, { true, SIZE_MAX } },
	{ FRAMES, 0, 261, { false, 253 } },
	{ FRAMES, 0, 262, { true, 253 } },
	{ HALVES, 0, 261, { false, 126 } },
	{ BEST, 100, 261, { false, 100 } },
	{ BEST, 8192, 65544, { true, SIZE_MAX } },
};

START_TEST(what_a_reader_tells)
{
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		struct read_mode mode;

		file_card_open();
		card.max_response = told[i].max_response;
		card.max_command = told[i].max_command;
		card.session->read_mode = told[i].mode;
		mode = session_read_mode(card.session);
		ck_assert_msg(mode.extended == told[i].wanted.extended && mode.frame == told[i].wanted.frame, "row %zu",
			      i);
		file_card_close();
	}
}
END_TEST

/* A refusal of so many bytes, and what comes of it. */
struct refused {
	size_t asked;
	bool more;     /* than there are */
	bool again;    /* whether there is a way to try, */
	unsigned mode; /* in this mode, */
	bool exactly;  /* never asking for more than there is; */
	bool passing;  /* and it is not to be remembered */
};

enum { TRIES_MAX = 9 };

static const struct {
	size_t carried[2]; /* before: short form, extended form */
	uint64_t max_command;
	struct refused steps[TRIES_MAX];
	unsigned mode; /* that is remembered: what it was before, or the best where that was forgotten */
} refusals[] = {
	/* Each way must be refused twice; in the end nothing was learned. */
	{ { 0, 0 },
	  0,
	  { { 900, false, true, BEST, false, false },
	    { 900, false, true, FRAMES, false, false },
	    { 251, false, true, FRAMES, false, false },
	    { 251, false, true, SHORT, false, false },
	    { 251, false, true, SHORT, false, false },
	    { 251, false, true, HALVES, false, false },
	    { 124, false, true, HALVES, false, false },
	    { 124, false, false, BEST, false, false } },
	  BEST },
	/* What was carried before is disturbed, not refused: twice more, and then the next way, for this time. */
	{ { 0, 900 },
	  0,
	  { { 900, false, true, BEST, false, false },
	    { 900, false, true, BEST, false, false },
	    { 900, false, true, FRAMES, false, true },
	    { 251, false, true, SHORT, false, true },
	    { 251, false, true, SHORT, false, true },
	    { 251, false, true, HALVES, false, true },
	    { 124, false, true, HALVES, false, true },
	    { 124, false, false, BEST, false, true } },
	  HALVES },
	/* One byte more was not. */
	{ { 900, 899 },
	  0,
	  { { 900, false, true, BEST, false, false }, { 900, false, true, FRAMES, false, false } },
	  HALVES },
	{ { 251, 0 },
	  261,
	  { { 251, false, true, BEST, false, false },
	    { 252, false, true, BEST, false, false },
	    { 252, false, true, HALVES, false, false } },
	  HALVES },
	/* The first time it is asked for no more than there is. */
	{ { 0, 0 },
	  0,
	  { { 251, true, true, BEST, true, false },
	    { 251, false, true, FRAMES, false, false },
	    { 251, true, true, FRAMES, true, false },
	    { 251, true, true, SHORT, false, false } },
	  HALVES },
	{ { 0, 900 }, 0, { { 900, true, true, BEST, true, false }, { 800, false, true, BEST, true, false } }, HALVES },
};

START_TEST(fallbacks)
{
	struct refusal *refusal;

	file_card_open();
	refusal = &card.session->refusal;
	card.max_command = refusals[_i].max_command;
	memcpy(card.session->memory->carried, refusals[_i].carried, sizeof refusals[_i].carried);
	card.session->memory->mode = HALVES;
	card.session->memory->learned_from = 7;
	for (size_t i = 0; i < TRIES_MAX && refusals[_i].steps[i].asked; i++) {
		const struct refused *step = &refusals[_i].steps[i];

		refusal->asked = step->asked;
		refusal->asked_for_more = step->more;
		ck_assert_msg(session_next_fallback(card.session) == step->again, "step %zu", i);
		ck_assert_msg(card.session->read_mode == step->mode, "step %zu: %u", i, card.session->read_mode);
		ck_assert_msg(refusal->exactly == step->exactly, "step %zu", i);
		ck_assert_msg(refusal->passing == step->passing, "step %zu", i);
	}
	ck_assert_uint_eq(card.session->memory->mode, refusals[_i].mode);
	ck_assert_uint_eq(card.session->memory->learned_from, 7);
	file_card_close();
}
END_TEST

/* A way that went well counts as never refused. */
START_TEST(refusals_in_succession)
{
	file_card_open();
	session_recall_mode(card.session);
	for (int i = 0; i < 3; i++) {
		card.session->refusal.asked = 900;
		ck_assert(session_next_fallback(card.session));
		ck_assert_uint_eq(card.session->read_mode, BEST);
		ck_assert_uint_eq(card.session->memory->refusals[BEST], 1);
		session_remember_mode(card.session);
		ck_assert_uint_eq(card.session->memory->refusals[BEST], 0);
	}
	card.session->memory->refusals[BEST] = 2; /* as many as are believed, and no more are counted */
	ck_assert(session_next_fallback(card.session));
	ck_assert_uint_eq(card.session->memory->refusals[BEST], 2);
	ck_assert_uint_eq(card.session->read_mode, FRAMES);
	file_card_close();
}
END_TEST

/* Sixteen reads in what was learned, and then the best is tried again. */
START_TEST(how_long_it_is_kept)
{
	file_card_open();
	session_recall_mode(card.session);
	card.session->read_mode = SHORT;
	card.session->refusal.exactly = true;
	for (unsigned uses = 1; uses <= 16; uses++) {
		session_remember_mode(card.session);
		ck_assert_uint_eq(card.session->memory->uses, uses);
		session_recall_mode(card.session);
		ck_assert_uint_eq(card.session->read_mode, uses < 16 ? SHORT : BEST);
		ck_assert(card.session->refusal.exactly == (uses < 16));
	}
	ck_assert_uint_eq(card.session->memory->uses, 0);
	session_remember_mode(card.session);
	card.session->read_mode = FRAMES; /* another way counts from one again */
	session_remember_mode(card.session);
	ck_assert_uint_eq(card.session->memory->uses, 1);
	card.session->refusal.passing = true;
	card.session->read_mode = HALVES;
	session_remember_mode(card.session);
	ck_assert_uint_eq(card.session->memory->mode, FRAMES);
	ck_assert_uint_eq(card.session->memory->uses, 1);
	file_card_close();
}
END_TEST

/* What another reader taught is nothing here. The number is FNV-1a of "card:". */
START_TEST(another_reader)
{
	static const struct {
		uint32_t from;
		unsigned mode;
	} rows[] = { { 3136403967, SHORT }, { 0, SHORT }, { 1, BEST }, { 3136403966, BEST } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct read_memory *memory;

		file_card_open();
		memory = card.session->memory;
		*memory = (struct read_memory){ .learned_from = rows[i].from,
						.mode = SHORT,
						.exactly = true,
						.carried = { 9, 9 },
						.refusals = { 1, 1, 1, 1 },
						.uses = 3 };
		session_recall_mode(card.session);
		ck_assert_uint_eq(card.session->read_mode, rows[i].mode);
		ck_assert(card.session->refusal.exactly == (rows[i].mode == SHORT));
		ck_assert_uint_eq(memory->learned_from, 3136403967);
		ck_assert_uint_eq(memory->carried[0], rows[i].mode == SHORT ? 9 : 0);
		ck_assert_uint_eq(memory->refusals[3], rows[i].mode == SHORT ? 1 : 0);
		ck_assert_uint_eq(memory->uses, rows[i].mode == SHORT ? 3 : 0);
		file_card_close();
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("modes", 20);

	tcase_add_test(tcase, what_a_reader_tells);
	tcase_add_loop_test(tcase, fallbacks, 0, COUNT(refusals));
	tcase_add_test(tcase, refusals_in_succession);
	tcase_add_test(tcase, how_long_it_is_kept);
	tcase_add_test(tcase, another_reader);
	return suite_run("modes", tcase);
}
