/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A strip of G4 [ITU-T T.6] of exactly so many bytes: stripes whose edges waver by a pixel, as many as use the room up.
 * Every row is tried again until it brings back nothing of the old strip.
 */
#include <stdlib.h>
#include <string.h>

#include "draw/draw.h"
#include "twin/making/make.h"

enum { STRIPES_MAX = 512, SPACE = 7, TRIES = 200, END_BITS = 24, FIRST_BITS = 12 };

struct strip {
	struct maker *m;
	bool low_bit_first;
	uint8_t *data;
	size_t cap, bit;         /* bytes, and how many bits are written */
	size_t checked;          /* how many bytes were found clean */
	uint32_t edges;          /* in each row */
	int8_t off[STRIPES_MAX]; /* where each edge stands, beside its place */
};

static void put_bits(struct strip *s, const char *bits)
{
	for (; *bits && s->bit < 8 * s->cap; bits++, s->bit++) {
		size_t shift = s->low_bit_first ? s->bit % 8 : 7 - s->bit % 8;
		uint8_t mask = (uint8_t)(1u << shift), *at = &s->data[s->bit / 8];

		*at = (uint8_t)(*bits == '1' ? *at | mask : *at & ~mask);
	}
}

/* White runs of four to seven and black ones of four to six, each two as horizontal mode, and the rest of the row by V0. */
static void first_row(struct strip *s)
{
	static const char *const white[] = { "0011011", "0011100", "0011110", "0011111" };
	static const char *const black[] = { "011", "0011", "0010" };

	for (uint32_t i = 0; i < s->edges; i += 2) {
		put_bits(s, white[emit_chance(s->m, 4)]);
		put_bits(s, black[emit_chance(s->m, 3)]);
	}
	put_bits(s, "1");
}

/* `moves` of the edges go one pixel to a side. */
static void next_row(struct strip *s, uint32_t moves)
{
	for (uint32_t i = 0; i < s->edges; i++) {
		uint32_t left = s->edges - i;
		bool moves_here = moves > 0 && emit_chance(s->m, left) < moves;
		bool right;

		if (!moves_here) {
			put_bits(s, "1");
			continue;
		}
		moves--;
		right = s->off[i] < 0 || (s->off[i] == 0 && emit_chance(s->m, 2));
		put_bits(s, right ? "011" : "010");
		s->off[i] = (int8_t)(s->off[i] + (right ? 1 : -1));
	}
	put_bits(s, "1");
}

/* Whether the whole bytes written since the last look are clean. */
static bool row_is_clean(const struct strip *s)
{
	size_t from = s->checked >= GRAM - 1 ? s->checked - (GRAM - 1) : 0, to = s->bit / 8;

	if (from == 0)
		return emit_is_clean(s->m, s->data, to);
	return !grams_meet(s->m->secret, s->data + from, to - from);
}

static void write_row(struct strip *s, bool first, uint32_t moves)
{
	struct strip before = *s;

	for (int i = 0; i < TRIES; i++) {
		uint32_t less = i > TRIES / 2 && moves > 0 ? emit_chance(s->m, moves) : 0;

		*s = before;
		first ? first_row(s) : next_row(s, moves - less);
		if (row_is_clean(s))
			break;
	}
	s->checked = s->bit / 8;
}

/* How many edges a row has: as many as bits allow if every second one moves, and as fit its width. */
static uint32_t choose_edges(uint32_t width, uint32_t rows, size_t bits)
{
	size_t each = bits / rows, room = width / SPACE - 1;
	size_t edges = each > 1 ? (each - 1) / 2 : 0;

	if (edges > room)
		edges = room;
	if (edges > STRIPES_MAX)
		edges = STRIPES_MAX;
	while (edges > 0 && edges * FIRST_BITS / 2 + rows * (edges + 1) > bits)
		edges--;
	return (uint32_t)(edges & ~(size_t)1);
}

static void draw(struct strip *s, uint32_t width, uint32_t rows)
{
	size_t bits = 8 * s->cap - END_BITS;

	s->edges = choose_edges(width, rows, bits);
	write_row(s, true, 0);
	for (uint32_t row = 1; row < rows; row++) {
		size_t left = bits > s->bit ? bits - s->bit : 0, each = left / (rows - row);
		uint32_t moves = each > s->edges + 1 ? (uint32_t)((each - s->edges - 1) / 2) : 0;

		write_row(s, false, moves < s->edges ? moves : s->edges);
	}
	put_bits(s, "000000000001000000000001");
}

/* What did not decode must not: from the middle on, or from further ahead, there are no codes but NULs. */
static void spoil(const struct draw_strip *old, struct strip *s)
{
	struct draw_strip fresh = *old;

	fresh.data = s->data;
	for (size_t from = s->cap / 2; from > 0 && draw_strip_decodes(&fresh); from /= 2)
		memset(s->data + from, 0, s->cap - from);
}

void make_strip(struct maker *m, uint32_t width, uint32_t rows, bool low_bit_first, const uint8_t *data, size_t len)
{
	struct draw_strip old;
	struct strip s;
	size_t used;

	if (emit_remembered(m, data, len))
		return;
	/* Four bits are the least a row of nothing could take with its end: below it, what was there was no picture. */
	if (width < 2 * SPACE || rows == 0 || len < 4 || 8 * len < (size_t)rows + END_BITS) {
		emit_noise(m, data, len);
		return;
	}
	old = (struct draw_strip){ width, rows, low_bit_first, data, len };
	s = (struct strip){ .m = m, .low_bit_first = low_bit_first, .cap = len, .data = calloc(1, len) };
	if (!s.data) {
		m->failed = true;
		return;
	}
	draw(&s, width, rows);
	used = (s.bit + 7) / 8;
	if (!draw_strip_decodes(&old))
		spoil(&old, &s);
	emit_made(m, s.data, used);
	emit_fill(m, 0, len - used);
	free(s.data);
}
