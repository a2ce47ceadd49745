/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/bytes/cursor.h"

static bool cursor_integer(struct cursor *c, size_t size, uint64_t *out)
{
	zairyu_bytes raw;
	uint64_t value = 0;

	if (!cursor_take(c, size, &raw))
		return false;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | raw.data[i];
	*out = value;
	return true;
}

bool cursor_u16(struct cursor *c, uint16_t *out)
{
	uint64_t value;

	if (!cursor_integer(c, 2, &value))
		return false;
	*out = (uint16_t)value;
	return true;
}

bool cursor_u32(struct cursor *c, uint32_t *out)
{
	uint64_t value;

	if (!cursor_integer(c, 4, &value))
		return false;
	*out = (uint32_t)value;
	return true;
}

bool cursor_u64(struct cursor *c, uint64_t *out)
{
	return cursor_integer(c, 8, out);
}

bool bytes_are_nul(zairyu_bytes bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.data[i] != 0)
			return false;
	return true;
}
