/* SPDX-License-Identifier: BSD-2-Clause */
#include "iso7816/apdu.h"

#include <assert.h>
#include <string.h>

#include "iso7816/status.h"

size_t apdu_build(const struct apdu *apdu, uint8_t out[APDU_COMMAND_MAX])
{
	const bool extended = apdu->le_form == APDU_LE_EXTENDED;
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
			out[at++] = 0;
		out[at++] = (uint8_t)apdu->data.len;
		memcpy(out + at, apdu->data.data, apdu->data.len);
		at += apdu->data.len;
	}
	if (extended)
		out[at++] = (uint8_t)(apdu->le >> 8);
	if (apdu->le_form != APDU_LE_NONE)
		out[at++] = (uint8_t)apdu->le;
	return at;
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
