/* SPDX-License-Identifier: BSD-2-Clause */
/* Shift_JIS to and from Unicode, by the tables that the core reads by: what the host has does not count. */
#include "base/shift_jis_codes.h"

#include <string.h>

/* The table's rows: two for each lead byte, of 94 cells. Cells from 0xE000 are places in the list of what needs more.
 */
enum { ROWS = 120, CELLS = 94, EXTRA_FIRST = 0xE000, EXTRA_LAST = 0xF8FF, NOTHING = 0xFFFD };
extern const uint16_t shift_jis_2004[ROWS][CELLS + 1];
extern const uint32_t shift_jis_2004_extra[][2];
extern const uint16_t shift_jis_windows[][CELLS + 1];
extern const uint8_t shift_jis_windows_own[ROWS];

static uint32_t take_character(const char **utf8)
{
	const uint8_t *s = (const uint8_t *)*utf8;
	size_t following = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
	uint32_t c = following ? s[0] & (0x3Fu >> following) : s[0];

	for (size_t i = 1; i <= following; i++)
		c = c << 6 | (s[i] & 0x3Fu);
	*utf8 += 1 + following;
	return c;
}

/* How many of the two characters a cell holds; 0 if it is not the first of them. */
static size_t cell_holds(uint16_t cell, uint32_t first, uint32_t second)
{
	const uint32_t *extra;

	if (cell < EXTRA_FIRST || cell > EXTRA_LAST)
		return cell == first;
	extra = shift_jis_2004_extra[cell - EXTRA_FIRST];
	if (extra[0] != first)
		return 0;
	return extra[1] == 0 ? 1 : extra[1] == second ? 2 : 0;
}

/* The longest match wins: a kana and the mark behind it are one pair of bytes. */
static size_t find_pair(uint32_t first, uint32_t second, uint8_t pair[2])
{
	size_t best = 0;

	for (size_t i = 0; i < (size_t)ROWS * CELLS; i++) {
		size_t row = i / CELLS, place = row % 2 * CELLS + i % CELLS;
		size_t holds = cell_holds(shift_jis_2004[row][i % CELLS], first, second);

		if (holds <= best)
			continue;
		best = holds;
		pair[0] = (uint8_t)(row < 62 ? 0x81 + row / 2 : 0xE0 + row / 2 - 31);
		pair[1] = (uint8_t)(0x40 + place + (place >= 0x3F));
	}
	return best;
}

/* One byte in JIS X 0201, where yen and overline are what ASCII's backslash and tilde are. 0 if there is none. */
static uint8_t single_byte(uint32_t c)
{
	if (c == 0xA5 || c == 0x203E)
		return c == 0xA5 ? 0x5C : 0x7E;
	if (c >= 0xFF61 && c <= 0xFF9F)
		return (uint8_t)(c - 0xFF61 + 0xA1);
	return c < 0x80 && c != '\\' && c != '~' ? (uint8_t)c : 0;
}

bool shift_jis_write(const char *utf8, char *out, size_t size, size_t *len)
{
	*len = 0;
	while (*utf8) {
		uint8_t bytes[2];
		uint32_t c = take_character(&utf8);
		const char *ahead = utf8;
		size_t count = 1, holds = 1;

		bytes[0] = single_byte(c);
		if (!bytes[0]) {
			holds = find_pair(c, *ahead ? take_character(&ahead) : 0, bytes);
			count = 2;
		}
		if (!holds || count > size - *len)
			return false;
		memcpy(out + *len, bytes, count);
		*len += count;
		if (holds == 2)
			utf8 = ahead;
	}
	return true;
}

/* One byte of JIS X 0201 or ASCII, which differ in backslash and tilde. */
static uint32_t read_single(uint8_t byte)
{
	if (byte >= 0xA1 && byte <= 0xDF)
		return 0xFF61u + (byte - 0xA1u);
	return byte < 0x80 ? byte : 0;
}

/* Where a pair of bytes stands in the tables. False if it is not a pair. */
static bool find_cell(const uint8_t *code, size_t len, size_t *row, size_t *cell)
{
	uint8_t lead = code[0];
	size_t place;

	if (len != 2 || !((lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC)) || code[1] < 0x40 ||
	    code[1] == 0x7F || code[1] > 0xFC)
		return false;
	place = code[1] - 0x40u - (code[1] > 0x7F);
	*row = 2 * (lead < 0xE0 ? lead - 0x81u : lead - 0xE0u + 31) + place / CELLS;
	*cell = place % CELLS;
	return true;
}

uint32_t shift_jis_read(const uint8_t *code, size_t len)
{
	size_t row, cell;
	uint16_t held;

	if (!find_cell(code, len, &row, &cell))
		return len == 1 ? read_single(code[0]) : 0;
	held = shift_jis_2004[row][cell];
	if (held >= EXTRA_FIRST && held <= EXTRA_LAST)
		return shift_jis_2004_extra[held - EXTRA_FIRST][1] == 0 ? shift_jis_2004_extra[held - EXTRA_FIRST][0]
									: 0;
	return held == NOTHING ? 0 : held;
}

static bool is_single(const uint8_t *code, size_t len)
{
	return len == 1 && (code[0] == 0 || read_single(code[0]) != 0);
}

static bool is_something(uint16_t held)
{
	return held != NOTHING && held != 0;
}

bool shift_jis_2004_has(const uint8_t *code, size_t len)
{
	size_t row, cell;

	return find_cell(code, len, &row, &cell) ? is_something(shift_jis_2004[row][cell]) : is_single(code, len);
}

bool shift_jis_windows_has(const uint8_t *code, size_t len)
{
	size_t row, cell;
	uint8_t own;
	bool left_to_users;

	if (!find_cell(code, len, &row, &cell))
		return is_single(code, len);
	own = shift_jis_windows_own[row];
	left_to_users = code[0] >= 0xF0 && code[0] <= 0xF9;
	return left_to_users || is_something(own > 0 ? shift_jis_windows[own - 1][cell] : shift_jis_2004[row][cell]);
}

uint32_t shift_jis_code(uint32_t character)
{
	uint8_t pair[2];

	return find_pair(character, 0, pair) == 1 ? (uint32_t)pair[0] << 8 | pair[1] : 0;
}
