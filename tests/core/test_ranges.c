/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * READ BINARY of one file: which commands are sent in which mode, what of the answers is taken, and when the file has
 * ended.
 */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"

enum { BEST, FRAMES, SHORT, HALVES, MODES_MASK = 0xF, EXACTLY = 0x10, PROTECTED = 0x20 };

static const struct {
	unsigned mode;
	uint16_t size; /* that the table says */
	struct object objects[OBJECTS_MAX];
	size_t len; /* of the file, with NULs behind the objects */
	struct odd odd[ODD_MAX];
	int rc;
	size_t have;
	const char *log;
	size_t asked; /* by the last command */
	bool more;    /* than there should be */
} rows[] = {
	/* As long as the table says, in each mode. */
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:x0 ", 300, false },
	{ FRAMES, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:x251 00FB:x251 ", 251, true },
	{ SHORT, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:s251 00FB:s251 ", 251, true },
	{ HALVES, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:s124 007C:s124 00F8:s124 ", 124, true },
	{ SHORT, 502, { { 0xD2, 502 } }, 502, { { 0 } }, 0, 502, "8500:s251 00FB:s251 01F6:s251 ", 251, true },
	{ BEST | EXACTLY, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:x300 ", 300, false },
	{ FRAMES | EXACTLY, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:x251 00FB:x49 ", 49, false },
	{ SHORT | EXACTLY, 251, { { 0xD2, 251 } }, 251, { { 0 } }, 0, 251, "8500:s251 ", 251, false },
	{ SHORT | EXACTLY, 250, { { 0xD2, 250 } }, 250, { { 0 } }, 0, 250, "8500:s250 ", 250, false },
	{ BEST | PROTECTED, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:X0 ", 300, false },
	{ FRAMES | PROTECTED, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:X239 00EF:X239 ", 239, true },
	{ SHORT | PROTECTED, 300, { { 0xD2, 300 } }, 300, { { 0 } }, 0, 300, "8500:S239 00EF:S239 ", 239, true },
	{ HALVES | PROTECTED, 150, { { 0xD2, 150 } }, 150, { { 0 } }, 0, 150, "8500:S119 0077:S119 ", 119, true },
	{ BEST | PROTECTED | EXACTLY, 600, { { 0xD2, 600 } }, 600, { { 0 } }, 0, 600, "8500:X600 ", 600, false },
	/* Lengths that are refused, or named. */
	{ SHORT, 251, { { 0xD2, 251 } }, 251, { { 1, 0x6700, 0 } }, SESSION_REFUSED, 0, "8500:s251 ", 251, false },
	{ SHORT, 250, { { 0xD2, 250 } }, 250, { { 1, 0x6700, 0 } }, SESSION_REFUSED, 0, "8500:s251 ", 251, true },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x6700, 0 } }, SESSION_REFUSED, 0, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x6C10, 0 } }, 0, 300, "8500:x0 8500:x16 0010:x0 ", 284, false },
	{ BEST,
	  300,
	  { { 0xD2, 300 } },
	  300,
	  { { 1, 0x6C10, 0 }, { 2, 0x6C08, 0 } },
	  SESSION_REFUSED,
	  0,
	  "8500:x0 8500:x16 ",
	  300,
	  false },
	/* Ends that come early, and what of them is believed. */
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 0 } }, 0, 100, "8500:x0 0064:x0 ", 200, false },
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 1, 0x6282, 100 } }, 0, 100, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 2, 0x6A82, 0 } }, 0, 100, "8500:x0 0064:x0 ", 200, false },
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 2, 0x6283, 0 } }, 0, 100, "8500:x0 0064:x0 ", 200, false },
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 2, 0x9000, 0 } }, 0, 100, "8500:x0 0064:x0 ", 200, false },
	{ BEST,
	  300,
	  { { 0xD2, 100 } },
	  100,
	  { { 2, GONE, 0 } },
	  ZAIRYU_ERR_CARD_GONE,
	  0,
	  "8500:x0 0064:x0 ",
	  200,
	  false },
	{ BEST, 300, { { 0xD2, 100 } }, 100, { { 2, 0x6700, 0 } }, SESSION_REFUSED, 0, "8500:x0 0064:x0 ", 200, false },
	{ BEST,
	  300,
	  { { 0xD2, 100 }, { 0xD3, 200 } },
	  300,
	  { { 1, 0x9000, 100 } },
	  0,
	  300,
	  "8500:x0 0064:x0 ",
	  200,
	  false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x9000, 100 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x6282, 299 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 300, false },
	{ BEST | EXACTLY, 300, { { 0xD2, 100 } }, 100, { { 0 } }, 0, 100, "8500:x300 0064:x200 ", 200, false },
	{ SHORT,
	  300,
	  { { 0xD2, 251 } },
	  251,
	  { { 2, 0x9000, 0 } },
	  0,
	  251,
	  "8500:s251 00FB:s251 00FB:s251 ",
	  251,
	  true },
	{ SHORT, 300, { { 0xD2, 300 } }, 300, { { 2, 0x6282, 49 } }, 0, 300, "8500:s251 00FB:s251 ", 251, true },
	{ SHORT,
	  300,
	  { { 0xD2, 300 } },
	  300,
	  { { 2, 0x6A82, 0 } },
	  ZAIRYU_ERR_STATUS_WORD,
	  0,
	  "8500:s251 00FB:s251 ",
	  251,
	  true },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x6B00, 0 } }, ZAIRYU_ERR_STATUS_WORD, 0, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x6282, 0 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, 0x9000, 0 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 } }, 300, { { 1, GONE, 0 } }, ZAIRYU_ERR_CARD_GONE, 0, "8500:x0 ", 300, false },
	/* More than was asked for, and more than the table knows. */
	{ SHORT, 300, { { 0xD2, 300 } }, 300, { { 1, 0x9000, 252 } }, SESSION_INCOMPLETE, 0, "8500:s251 ", 251, false },
	{ BEST, 300, { { 0xD2, 300 }, { 0xD3, 100 } }, 400, { { 0 } }, 0, 400, "8500:x0 ", 300, false },
	{ SHORT, 300, { { 0xD2, 300 }, { 0xD3, 100 } }, 400, { { 0 } }, 0, 400, "8500:s251 00FB:s251 ", 251, true },
	{ BEST, 300, { { 0xD2, 300 } }, 301, { { 0 } }, 0, 301, "8500:x0 ", 300, false },
	{ BEST, 300, { { 0xD2, 300 }, { 0xD2, 100 } }, 400, { { 0 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 300, false },
	{ BEST,
	  300,
	  { { 0xD2, 200 }, { 0xD3, 100 }, { 0xD3, 100 } },
	  400,
	  { { 0 } },
	  SESSION_INCOMPLETE,
	  0,
	  "8500:x0 ",
	  300,
	  false },
	{ BEST | EXACTLY, 300, { { 0xD2, 400 } }, 400, { { 0 } }, 0, 400, "8500:x300 012C:x0 ", 0, false },
	/* Nothing but NULs, which some drivers make of a long answer: at the beginning it is none. */
	{ BEST, 255, { { 0 } }, 255, { { 0 } }, 0, 255, "8500:x0 ", 255, false },
	{ BEST, 256, { { 0 } }, 256, { { 0 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 256, false },
	{ BEST, 257, { { 0 } }, 257, { { 0 } }, SESSION_INCOMPLETE, 0, "8500:x0 ", 257, false },
	{ BEST | PROTECTED, 256, { { 0 } }, 256, { { 0 } }, 0, 256, "8500:X0 ", 256, false },
	{ BEST, 600, { { 0xD2, 300 } }, 600, { { 1, 0x9000, 300 } }, 0, 600, "8500:x0 012C:x0 ", 300, false },
	/* Protected answers that are cut, spoilt, or not there. */
	{ BEST | PROTECTED,
	  300,
	  { { 0xD2, 300 } },
	  300,
	  { { 1, CUT, 300 } },
	  SESSION_INCOMPLETE,
	  0,
	  "8500:X0 ",
	  300,
	  false },
	{ BEST | PROTECTED,
	  300,
	  { { 0xD2, 300 } },
	  300,
	  { { 1, SPOILT, 300 } },
	  ZAIRYU_ERR_SECURE_MESSAGING,
	  0,
	  "8500:X0 ",
	  300,
	  false },
	{ BEST | PROTECTED,
	  300,
	  { { 0xD2, 300 } },
	  300,
	  { { 1, 0x9000, 0 } },
	  SESSION_INCOMPLETE,
	  0,
	  "8500:X0 ",
	  300,
	  false },
	{ BEST | PROTECTED, 300, { { 0xD2, 100 } }, 100, { { 0 } }, 0, 100, "8500:X0 0064:X0 ", 200, false },
};

START_TEST(files)
{
	const unsigned mode = rows[_i].mode;
	const struct card_file table = file_card_table(rows[_i].size, (mode & PROTECTED) != 0);
	int rc;

	file_card_open();
	file_card_write(rows[_i].objects, rows[_i].len);
	card.odd = rows[_i].odd;
	card.session->read_mode = mode & MODES_MASK;
	card.session->refusal.exactly = (mode & EXACTLY) != 0;
	rc = session_read_file(card.session, &table, false, &card.content, NULL);
	ck_assert_str_eq(card.log, rows[_i].log);
	ck_assert_int_eq(rc, rows[_i].rc);
	ck_assert_uint_eq(card.content.have, rows[_i].have);
	ck_assert_uint_eq(card.content.size, rows[_i].have);
	ck_assert_uint_eq(card.session->refusal.asked, rows[_i].asked);
	ck_assert(card.session->refusal.asked_for_more == rows[_i].more);
	ck_assert_int_eq(card.session->step, STEP_READ_ADDRESS);
	ck_assert_uint_eq(card.session->doubt.now.sw, rc == ZAIRYU_ERR_SECURE_MESSAGING ? DOUBT_DATA
						      : rows[_i].odd[0].sw == 0x6283    ? 0x6283
											: 0);
	ck_assert(rc != 0 || memcmp(card.content.data, card.file, card.content.have) == 0);
	file_card_close();
}
END_TEST

/* Up to a point: no more than that where nothing limits an exchange, else as much as one carries. */
START_TEST(parts)
{
	static const struct {
		unsigned mode;
		size_t upto[5];
		const char *log;
	} steps[] = {
		{ BEST, { 10, 10, 9, 11, 300 }, "8500:x10 000A:x1 000B:x0 " },
		{ BEST, { 299, 300 }, "8500:x299 012B:x0 " },
		{ BEST | EXACTLY, { 299, 300 }, "8500:x299 012B:x1 " },
		{ SHORT, { 10, 251, 252, 300, 400 }, "8500:s251 00FB:s251 " },
		{ SHORT | EXACTLY, { 10, 251, 252 }, "8500:s251 00FB:s49 " },
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const struct card_file table = file_card_table(300, false);

		file_card_open();
		file_card_write((struct object[OBJECTS_MAX]){ { 0xD2, 300 } }, 300);
		card.session->read_mode = steps[i].mode & MODES_MASK;
		card.session->refusal.exactly = (steps[i].mode & EXACTLY) != 0;
		card.content.table = &table;
		ck_assert_int_eq(file_content_resize(card.session, &card.content, 300, NULL), 0);
		for (size_t k = 0; k < 5; k++) {
			ck_assert_int_eq(session_read_upto(card.session, &card.content, steps[i].upto[k], NULL), 0);
			ck_assert_uint_ge(card.content.have, steps[i].upto[k] < 300 ? steps[i].upto[k] : 300);
		}
		ck_assert_str_eq(card.log, steps[i].log);
		ck_assert_ptr_eq(card.session->current_file, &table);
		ck_assert_uint_eq(card.session->progress.done, card.content.have);
		file_card_close();
	}
}
END_TEST

/* An offset has 15 bits. */
START_TEST(the_last_offset)
{
	const struct card_file table = file_card_table(300, false);

	for (size_t have = 0x7FFE; have <= 0x8001; have++) {
		file_card_open();
		ck_assert_int_eq(zairyu_context_set_limit(card.ctx, ZAIRYU_LIMIT_FILE_BYTES, 0x9000), 0);
		card.content.table = &table;
		ck_assert_int_eq(file_content_resize(card.session, &card.content, 0x8100, NULL), 0);
		memset(card.content.data, 0, 0x8100);
		card.content.have = have;
		ck_assert_int_eq(session_read_to_end(card.session, &card.content, NULL),
				 have > 0x7FFF ? ZAIRYU_ERR_LIMIT : 0);
		ck_assert_str_eq(card.log, have > 0x7FFF ? "" : have == 0x7FFF ? "7FFF:x0 " : "7FFE:x0 ");
		file_card_close();
	}
}
END_TEST

/* So many different objects are counted. */
START_TEST(many_objects)
{
	for (size_t count = 29; count < 35; count++) {
		const struct card_file table = file_card_table(10, false);
		const int expected = count < 32 ? 0 : SESSION_INCOMPLETE;

		file_card_open();
		for (size_t i = 0; i < count; i++)
			memcpy(card.file + 3 * i, (const uint8_t[]){ (uint8_t)(0x80 + i % 31 + i / 31 * 32), 1, 0x5A },
			       3);
		card.len = 3 * count;
		ck_assert_msg(session_read_file(card.session, &table, false, &card.content, NULL) == expected, "%zu",
			      count);
		file_card_close();
	}
}
END_TEST

/* Behind the NUL that ends the list there is nothing else. */
START_TEST(padding_is_nuls)
{
	const struct card_file table = file_card_table(10, false);

	for (size_t at = 3; at <= 40; at++) {
		file_card_open();
		memcpy(card.file, "\xD2\1\x5A", 3);
		card.len = 40;
		card.file[at] = 0xD3; /* at the start of the list an object that is cut; at 40 outside */
		ck_assert_int_eq(session_read_file(card.session, &table, false, &card.content, NULL),
				 at < 40 && at != 3 ? SESSION_INCOMPLETE : 0);
		file_card_close();
	}
}
END_TEST

START_TEST(limits)
{
	for (uint64_t limit = 299; limit <= 301; limit++) {
		const struct card_file table = file_card_table(300, false);

		file_card_open();
		ck_assert_int_eq(zairyu_context_set_limit(card.ctx, ZAIRYU_LIMIT_FILE_BYTES, limit), 0);
		card.session->progress.total = 1000;
		card.content.table = &table;
		card.content.size = 290;
		ck_assert_int_eq(file_content_resize(card.session, &card.content, 300, NULL),
				 limit < 300 ? ZAIRYU_ERR_LIMIT : 0);
		ck_assert_uint_eq(card.session->progress.total, limit < 300 ? 1000 : 1010);
		ck_assert_uint_eq(card.content.size, limit < 300 ? 290 : 300);
		ck_assert_int_eq(file_content_resize(card.session, &card.content, 270, NULL), 0);
		ck_assert_uint_eq(card.session->progress.total, 980);
		file_card_close();
	}
}
END_TEST

/* The most that came at once, by the form of the command. */
START_TEST(what_was_carried)
{
	static const struct {
		unsigned mode;
		size_t carried[2];
	} modes[] = { { BEST, { 0, 300 } }, { FRAMES, { 0, 251 } }, { SHORT, { 251, 0 } }, { HALVES, { 124, 0 } } };
	const struct card_file table = file_card_table(300, false);

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		file_card_open();
		file_card_write((struct object[OBJECTS_MAX]){ { 0xD2, 300 } }, 300);
		card.session->read_mode = modes[i].mode;
		ck_assert_int_eq(session_read_file(card.session, &table, false, &card.content, NULL), 0);
		ck_assert_mem_eq(card.session->memory->carried, modes[i].carried, sizeof modes[i].carried);
		file_card_close();
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("ranges", 20);

	tcase_add_loop_test(tcase, files, 0, COUNT(rows));
	tcase_add_test(tcase, parts);
	tcase_add_test(tcase, the_last_offset);
	tcase_add_test(tcase, many_objects);
	tcase_add_test(tcase, padding_is_nuls);
	tcase_add_test(tcase, limits);
	tcase_add_test(tcase, what_was_carried);
	return suite_run("ranges", tcase);
}
