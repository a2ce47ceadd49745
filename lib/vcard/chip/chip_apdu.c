/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes a command APDU apart. Written apart from the reader's builder on purpose: the two check each other. */
#include "chip/chip_apdu.h"

#include <string.h>

enum { HEADER = 4, SHORT_NE_ALL = 256, EXTENDED_NE_ALL = 65536 };

static size_t two_bytes(const uint8_t *p)
{
	return (size_t)p[0] << 8 | p[1];
}

/* What follows a one-byte Lc: the data, and maybe one byte of Le. */
static bool parse_short(const uint8_t *body, size_t len, struct chip_command *out)
{
	if (len == 1) {
		out->ne = body[0] ? body[0] : SHORT_NE_ALL;
		return true;
	}
	out->lc = body[0];
	out->data = body + 1;
	if (out->lc == 0 || (len != 1 + out->lc && len != 2 + out->lc))
		return false;
	if (len == 2 + out->lc)
		out->ne = body[len - 1] ? body[len - 1] : SHORT_NE_ALL;
	return true;
}

/* After the 00 that marks the extended form: Le alone, or Lc, data and maybe Le, two bytes each. */
static bool parse_extended(const uint8_t *body, size_t len, struct chip_command *out)
{
	size_t ne;

	out->extended = true;
	if (len < 2)
		return false;
	ne = two_bytes(body + len - 2);
	if (len > 2) {
		out->lc = two_bytes(body);
		out->data = body + 2;
		if (out->lc == 0 || (len != 2 + out->lc && len != 4 + out->lc))
			return false;
		if (len == 2 + out->lc)
			return true;
	}
	out->ne = ne ? ne : EXTENDED_NE_ALL;
	return true;
}

bool chip_command_parse(zairyu_bytes bytes, struct chip_command *out)
{
	const uint8_t *p = bytes.data;

	memset(out, 0, sizeof *out);
	if (bytes.len < HEADER)
		return false;
	out->cla = p[0];
	out->ins = p[1];
	out->p1 = p[2];
	out->p2 = p[3];
	if (bytes.len == HEADER)
		return true;
	if (p[HEADER] == 0 && bytes.len > HEADER + 1)
		return parse_extended(p + HEADER + 1, bytes.len - HEADER - 1, out);
	return parse_short(p + HEADER, bytes.len - HEADER, out);
}
