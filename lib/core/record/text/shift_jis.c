/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/shift_jis.h"

#include <string.h>

enum {
	LEADS_OF_FIRST_BLOCK = 0x9F - 0x81 + 1,
	USERS_FIRST = 0xF0, /* what Windows leaves to its users, in a private area of Unicode */
	USERS_LAST = 0xF9,
	PRIVATE_USE = 0xE000
};

/* Unicode gives each of these one place by JIS and another by Windows; on paper it is one character. */
static const uint16_t same_characters[] = { 0x8160, 0x8161, 0x817C, 0x8191, 0x8192, 0x81CA };

const uint16_t *shift_jis_windows_row(size_t row)
{
	size_t own = shift_jis_windows_own[row];

	return own > 0 ? shift_jis_windows[own - 1] : shift_jis_2004[row];
}

static bool is_lead(uint8_t byte)
{
	return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

static bool is_trail(uint8_t byte)
{
	return byte >= 0x40 && byte <= 0xFC && byte != 0x7F;
}

/* Yen and overline in JIS X 0201 stand where ASCII has backslash and tilde [JIS X 0201 table 1]. */
static bool read_single(uint8_t byte, struct shift_jis_unit *unit)
{
	uint32_t character = byte >= 0xA1 ? 0xFF61u + (byte - 0xA1u) : byte;

	if (byte == 0x80 || byte == 0xA0 || byte > 0xDF)
		return false;
	unit->by[SHIFT_JIS_WINDOWS].characters[0] = character;
	unit->by[SHIFT_JIS_2004].characters[0] = byte == '\\' ? 0xA5u : byte == '~' ? 0x203Eu : character;
	return true;
}

static void read_windows(uint8_t lead, uint8_t trail, uint16_t cell, struct shift_jis_reading *out)
{
	if (lead >= USERS_FIRST && lead <= USERS_LAST)
		out->characters[0] = PRIVATE_USE + (lead - USERS_FIRST) * 2u * SHIFT_JIS_CELLS + trail;
	else if (cell != 0xFFFD)
		out->characters[0] = cell;
}

static void read_2004(uint16_t cell, struct shift_jis_reading *out)
{
	if (cell >= SHIFT_JIS_EXTRA && cell < 0xF900)
		memcpy(out->characters, shift_jis_2004_extra[cell - SHIFT_JIS_EXTRA], sizeof out->characters);
	else if (cell != 0xFFFD)
		out->characters[0] = cell;
}

static void read_pair(uint8_t lead, uint8_t trail, struct shift_jis_unit *unit)
{
	size_t block = lead < 0xE0 ? (size_t)(lead - 0x81) : (size_t)(lead - 0xE0 + LEADS_OF_FIRST_BLOCK);
	uint8_t place = (uint8_t)(trail - 0x40 - (trail > 0x7F)); /* among the 188 of a lead byte */
	size_t row = 2 * block + place / SHIFT_JIS_CELLS, cell = place % SHIFT_JIS_CELLS;

	read_windows(lead, place, shift_jis_windows_row(row)[cell], &unit->by[SHIFT_JIS_WINDOWS]);
	read_2004(shift_jis_2004[row][cell], &unit->by[SHIFT_JIS_2004]);
	for (size_t i = 0; i < sizeof same_characters / sizeof *same_characters; i++)
		unit->same_character = unit->same_character || same_characters[i] == (lead << 8 | trail);
}

bool shift_jis_next(struct cursor *c, struct shift_jis_unit *unit)
{
	struct cursor ahead = *c;
	uint8_t lead, trail;

	memset(unit, 0, sizeof *unit);
	if (!cursor_u8(&ahead, &lead))
		return false;
	if (is_lead(lead)) {
		if (!cursor_u8(&ahead, &trail) || !is_trail(trail))
			return false;
		read_pair(lead, trail, unit);
	} else if (!read_single(lead, unit)) {
		return false;
	}
	*c = ahead;
	return true;
}
