/* SPDX-License-Identifier: BSD-2-Clause */
/* Bounds-checked access to hostile bytes. */
#include "base/octets.h"

bool octets_number(zairyu_bytes bytes, uint64_t at, unsigned width, bool big_endian, uint32_t *out)
{
	zairyu_bytes part;
	uint32_t value = 0;

	*out = 0;
	if (!octets_slice(bytes, at, width, &part))
		return false;
	for (unsigned i = 0; i < width; i++)
		value = value << 8 | part.data[big_endian ? i : width - 1 - i];
	*out = value;
	return true;
}

bool octets_slice(zairyu_bytes bytes, uint64_t at, uint64_t len, zairyu_bytes *out)
{
	*out = (zairyu_bytes){ 0 };
	if (at > bytes.len || len > bytes.len - at)
		return false;
	*out = (zairyu_bytes){ bytes.data + at, (size_t)len };
	return true;
}

bool octets_nul_from(zairyu_bytes bytes, size_t at)
{
	for (; at < bytes.len; at++)
		if (bytes.data[at] != 0)
			return false;
	return true;
}

bool octets_same_from(zairyu_bytes bytes, uint64_t at)
{
	for (uint64_t i = at + 1; i < bytes.len; i++)
		if (bytes.data[i] != bytes.data[at])
			return false;
	return true;
}
