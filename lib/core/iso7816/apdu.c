/* SPDX-License-Identifier: BSD-2-Clause */
#include "iso7816/apdu.h"

#include <assert.h>
#include <string.h>

#include "iso7816/status.h"

enum { HEADER_SIZE = 4, STATUS_WORD_SIZE = 2 };

size_t apdu_build(const struct apdu *apdu, uint8_t out[APDU_COMMAND_MAX])
{
	const bool extended = apdu->le_form == APDU_LE_EXTENDED || apdu->data.len > 0xFF;
	size_t at = 0;

	assert(apdu->data.len <= APDU_DATA_MAX);
	out[at++] = apdu->cla;
	out[at++] = apdu->ins;
	out[at++] = apdu->p1;
	out[at++] = apdu->p2;
	/* The NUL that marks the extended form comes before Lc, or before Le where there is no Lc. */
	if (extended)
		out[at++] = 0;
	if (apdu->data.len > 0) {
		if (extended)
			out[at++] = (uint8_t)(apdu->data.len >> 8);
		out[at++] = (uint8_t)apdu->data.len;
		memcpy(out + at, apdu->data.data, apdu->data.len);
		at += apdu->data.len;
	}
	if (extended && apdu->le_form != APDU_LE_NONE)
		out[at++] = (uint8_t)(apdu->le >> 8);
	if (apdu->le_form != APDU_LE_NONE)
		out[at++] = (uint8_t)apdu->le;
	return at;
}

/* Ne, the number of bytes that `size` bytes of Le ask for: all zero is the most that they can ask for. */
static size_t answer_of_le(const uint8_t *le, size_t size)
{
	size_t ne = 0;

	for (size_t i = 0; i < size; i++)
		ne = ne << 8 | le[i];
	return (ne ? ne : (size_t)1 << 8 * size) + STATUS_WORD_SIZE;
}

size_t apdu_answer_max(zairyu_bytes command)
{
	const uint8_t *c = command.data;
	const bool extended = command.len >= HEADER_SIZE + 3 && c[HEADER_SIZE] == 0;
	const size_t lc_size = extended ? 3 : 1, le_size = extended ? 2 : 1;
	size_t lc;

	if (command.len <= HEADER_SIZE) /* neither data nor Le */
		return command.len == HEADER_SIZE ? STATUS_WORD_SIZE : 0;
	if (command.len == HEADER_SIZE + (extended ? 3 : 1)) /* Le alone */
		return answer_of_le(c + command.len - le_size, le_size);
	lc = extended ? (size_t)c[HEADER_SIZE + 1] << 8 | c[HEADER_SIZE + 2] : c[HEADER_SIZE];
	if (lc > 0 && command.len == HEADER_SIZE + lc_size + lc)
		return STATUS_WORD_SIZE;
	if (lc > 0 && command.len == HEADER_SIZE + lc_size + lc + le_size)
		return answer_of_le(c + command.len - le_size, le_size);
	return 0;
}

bool apdu_split_response(zairyu_bytes response, zairyu_bytes *data, uint16_t *status_word)
{
	uint16_t word;

	if (response.len < 2)
		return false;
	word = (uint16_t)(response.data[response.len - 2] << 8 | response.data[response.len - 1]);
	if (!status_is_word(word))
		return false;
	*data = (zairyu_bytes){ response.data, response.len - 2 };
	*status_word = word;
	return true;
}
