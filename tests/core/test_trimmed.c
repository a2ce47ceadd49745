/* SPDX-License-Identifier: BSD-2-Clause */
/* Files whose padding is left out: what is asked for, and what is taken for NULs. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"

enum { PIECES = 2, NO_PADDING = 0 };

/* A data object with its header of 4 bytes: a certificate of so many bytes and NULs, or 5A throughout. */
struct piece {
	uint8_t tag;
	uint16_t size, certificate;
};

static const struct card_object signature[] = { { .tag = 0xDA, .capacity = 256 },
						{ .tag = 0xDB, .capacity = 1200, .extent = CARD_EXTENT_CERTIFICATE } };
static const struct card_object one[] = { { .tag = 0xD1, .capacity = 1396, .extent = CARD_EXTENT_CERTIFICATE } };
static const struct card_object two[] = { { .tag = 0xD0, .capacity = 700, .extent = CARD_EXTENT_CERTIFICATE },
					  { .tag = 0xD1, .capacity = 700, .extent = CARD_EXTENT_CERTIFICATE } };
static const struct card_object second_plain[] = { { .tag = 0xD0, .capacity = 700, .extent = CARD_EXTENT_CERTIFICATE },
						   { .tag = 0xD1, .capacity = 700 } };

#define ONE          one, 1
#define SIGNATURE    signature, 2
#define TWO          two, 2
#define SECOND_PLAIN second_plain, 2

static const struct {
	const struct card_object *objects;
	size_t object_count;
	uint16_t size;
	struct piece pieces[PIECES];
	size_t len; /* of the file, where it is shorter than the table says; else 0 */
	int rc;
	size_t from, to; /* padding that was left out, the last of it */
	const char *log;
} rows[] = {
	/* The first probe reaches past what comes before the certificate, and past how that begins. */
	{ SIGNATURE, 1464, { { 0xDA, 260, 0 }, { 0xDB, 1204, 516 } }, 0, 0, 780, 1464, "8500:x268 010C:x512 " },
	{ SIGNATURE, 1464, { { 0xDA, 262, 0 }, { 0xDB, 1202, 516 } }, 0, 0, 782, 1464, "8500:x268 010C:x2 010E:x512 " },
	{ SIGNATURE,
	  1464,
	  { { 0xDA, 266, 0 }, { 0xDB, 1198, 516 } },
	  0,
	  0,
	  786,
	  1464,
	  "8500:x268 010C:x3 010F:x3 0112:x512 " },
	{ SIGNATURE, 1464, { { 0xDA, 260, 0 }, { 0xDB, 1204, 1200 } }, 0, 0, 0, NO_PADDING, "8500:x268 010C:x0 " },
	/* One object that is an image or a certificate: the rest of its content, and no more. */
	{ ONE, 1400, { { 0xD1, 1400, 516 } }, 0, 0, 520, 1400, "8500:x239 00EF:x281 " },
	{ ONE, 1400, { { 0xD1, 1400, 236 } }, 0, 0, 240, 1400, "8500:x239 00EF:x1 " },
	{ ONE, 1400, { { 0xD1, 1400, 235 } }, 0, 0, 239, 1400, "8500:x239 " },
	{ ONE, 1400, { { 0xD1, 1400, 100 } }, 0, 0, 239, 1400, "8500:x239 " },
	{ ONE, 1400, { { 0xD1, 1400, 1396 } }, 0, 0, 0, NO_PADDING, "8500:x239 00EF:x0 " },
	{ ONE, 1400, { { 0xD1, 1400, 1395 } }, 0, 0, 1399, 1400, "8500:x239 00EF:x1160 " },
	{ ONE, 1400, { { 0xD1, 1400, 0 } }, 0, 0, 0, NO_PADDING, "8500:x239 00EF:x0 " },
	{ ONE, 1400, { { 0xD2, 1400, 516 } }, 0, 0, 0, NO_PADDING, "8500:x239 00EF:x0 " },
	{ ONE, 1400, { { 0xD1, 1401, 516 } }, 0, 0, 0, NO_PADDING, "8500:x239 00EF:x0 " },
	{ ONE, 1000, { { 0xD1, 1000, 516 } }, 0, 0, 520, 1000, "8500:x239 00EF:x281 " },
	{ ONE, 999, { { 0xD1, 999, 516 } }, 0, 0, 0, NO_PADDING, "8500:x0 " },
	/* Objects that leave something of the file: the rest is read. */
	{ ONE, 1500, { { 0xD1, 1400, 516 } }, 0, 0, 520, 1400, "8500:x239 00EF:x281 0578:x0 " },
	/* Files that end before they say they do. */
	{ ONE, 1400, { { 0xD1, 1400, 516 } }, 300, SESSION_INCOMPLETE, 0, NO_PADDING, "8500:x239 00EF:x281 " },
	{ ONE, 1400, { { 0xD1, 1400, 516 } }, 100, SESSION_INCOMPLETE, 0, NO_PADDING, "8500:x239 " },
	{ SIGNATURE, 1464, { { 0xDA, 260, 0 } }, 260, 0, 0, NO_PADDING, "8500:x268 0104:x0 " },
	{ SIGNATURE, 1464, { { 0xDA, 260, 0 } }, 200, SESSION_INCOMPLETE, 0, NO_PADDING, "8500:x268 " },
	/* After padding an image is probed as at the start of a file. */
	{ TWO,
	  1408,
	  { { 0xD0, 704, 516 }, { 0xD1, 704, 516 } },
	  0,
	  0,
	  1224,
	  1408,
	  "8500:x239 00EF:x281 02C0:x239 03AF:x281 " },
	{ TWO,
	  1408,
	  { { 0xD0, 704, 700 }, { 0xD1, 704, 516 } },
	  0,
	  0,
	  1224,
	  1408,
	  "8500:x239 00EF:x465 02C0:x239 03AF:x281 " },
	{ TWO,
	  1408,
	  { { 0xD0, 704, 516 }, { 0xD2, 704, 516 } },
	  0,
	  0,
	  520,
	  704,
	  "8500:x239 00EF:x281 02C0:x239 03AF:x0 " },
	{ TWO, 1408, { { 0xD0, 1304, 516 }, { 0xD1, 104, 50 } }, 0, 0, 520, 1304, "8500:x239 00EF:x281 0518:x0 " },
	{ SECOND_PLAIN,
	  1408,
	  { { 0xD0, 704, 516 }, { 0xD1, 704, 0 } },
	  0,
	  0,
	  520,
	  704,
	  "8500:x239 00EF:x281 02C0:x5 02C5:x0 " },
};

static void write_pieces(const struct piece pieces[PIECES])
{
	size_t at = 0;

	for (size_t i = 0; i < PIECES && pieces[i].tag; i++) {
		const size_t value = pieces[i].size - 4,
			     content = pieces[i].certificate ? pieces[i].certificate : value;
		const uint8_t header[] = { pieces[i].tag, 0x82, (uint8_t)(value >> 8), (uint8_t)value };
		const uint8_t sequence[] = { 0x30, 0x82, (uint8_t)((content - 4) >> 8), (uint8_t)(content - 4) };

		memcpy(card.file + at, header, sizeof header);
		memset(card.file + at + sizeof header, 0x5A, content);
		if (pieces[i].certificate)
			memcpy(card.file + at + sizeof header, sequence, sizeof sequence);
		at += pieces[i].size;
	}
}

START_TEST(trimmed)
{
	struct card_file table = file_card_table(rows[_i].size, false);
	const struct record_padding *padding = &card.content.padding;
	int rc;

	table.objects = rows[_i].objects;
	table.object_count = rows[_i].object_count;
	file_card_open();
	write_pieces(rows[_i].pieces);
	card.len = rows[_i].len ? rows[_i].len : rows[_i].size;
	rc = session_read_file(card.session, &table, true, &card.content, NULL);
	ck_assert_str_eq(card.log, rows[_i].log);
	ck_assert_int_eq(rc, rows[_i].rc);
	if (rc == 0) {
		ck_assert_uint_eq(card.content.have, card.len);
		ck_assert_mem_eq(card.content.data, card.file, card.len);
	} else {
		ck_assert_ptr_null(card.content.data);
	}
	if (rows[_i].to == NO_PADDING) {
		ck_assert_uint_eq(padding->count, 0);
	} else {
		ck_assert_uint_gt(padding->count, 0);
		ck_assert_uint_eq(padding->runs[padding->count - 1].offset, rows[_i].from);
		ck_assert_uint_eq(padding->runs[padding->count - 1].len, rows[_i].to - rows[_i].from);
	}
	file_card_close();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("trimmed", 20);

	tcase_add_loop_test(tcase, trimmed, 0, COUNT(rows));
	return suite_run("trimmed", tcase);
}
