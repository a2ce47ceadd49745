/* SPDX-License-Identifier: BSD-2-Clause */
/* ECDSA signatures: r and s side by side as cards hold them, and the DER of certificates [card-protocol 6]. */
#include "check_code.h"

#include <string.h>

#include "bytes.h"
#include "der.h"

enum { NUMBER = 48 };

bool ecdsa_signature_decode(zairyu_bytes der, bool padded, uint8_t raw[96])
{
	struct der in = der_over(der, NULL);
	struct der inside;
	zairyu_bytes number[2];
	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_positive(&inside, &number[0]) ||
	    !der_positive(&inside, &number[1]) || !der_ended(&inside))
		return false;
	if (!der_ended(&in) && !(padded && bytes_all_nul(in.next, (size_t)(in.end - in.next))))
		return false;
	memset(raw, 0, 2 * NUMBER);
	for (int i = 0; i < 2; i++) {
		if (number[i].len > NUMBER)
			return false;
		memcpy(raw + (i + 1) * NUMBER - number[i].len, number[i].data, number[i].len);
	}
	return true;
}

static uint8_t *put_integer(uint8_t *out, const uint8_t *number)
{
	size_t len = NUMBER;
	for (; len > 1 && *number == 0; len--)
		number++;
	bool zero_first = *number >= 0x80;
	*out++ = DER_INTEGER;
	*out++ = (uint8_t)(len + (zero_first ? 1 : 0));
	if (zero_first)
		*out++ = 0;
	memcpy(out, number, len);
	return out + len;
}

zairyu_bytes ecdsa_signature_encode(zairyu_bytes raw, uint8_t *out)
{
	uint8_t *start = out + 3; /* room for the longest header; shifted below */
	uint8_t *end = put_integer(put_integer(start, raw.data), raw.data + NUMBER);
	size_t len = (size_t)(end - start);
	size_t header = len < 0x80 ? 2 : 3;
	uint8_t *begin = start - header;
	begin[0] = DER_SEQUENCE;
	begin[1] = header == 3 ? 0x81 : (uint8_t)len;
	if (header == 3)
		begin[2] = (uint8_t)len;
	return (zairyu_bytes){ begin, header + len };
}
