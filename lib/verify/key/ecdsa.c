/* SPDX-License-Identifier: BSD-2-Clause */
/* ECDSA signatures: r and s side by side as cards hold them, and the DER of certificates [card-protocol 6]. */
#include "key/ecdsa.h"

#include <string.h>

#include "base/bytes.h"
#include "der/der.h"

/* The next INTEGER's magnitude, at the end of the ECDSA_NUMBER bytes at `out`. A negative one is none. */
static bool take_number(zairyu_bytes *in, uint8_t *out)
{
	struct der_element element;
	zairyu_bytes number;

	if (!ber_take(in, &element) || element.tag != DER_INTEGER || element.content.len == 0 ||
	    element.content.data[0] >= 0x80)
		return false;
	number = element.content;
	while (number.len > 0 && number.data[0] == 0) {
		number.data++;
		number.len--;
	}
	if (number.len == 0 || number.len > ECDSA_NUMBER)
		return false;
	memset(out, 0, ECDSA_NUMBER - number.len);
	memcpy(out + ECDSA_NUMBER - number.len, number.data, number.len);
	return true;
}

bool ecdsa_signature_decode(zairyu_bytes der, bool padded, uint8_t raw[2 * ECDSA_NUMBER], bool *canonical)
{
	struct der_element sequence;
	uint8_t again[ECDSA_DER_MAX];
	zairyu_bytes inside, as_der;

	*canonical = true;
	if (!ber_take(&der, &sequence) || sequence.tag != DER_SEQUENCE)
		return false;
	inside = sequence.content;
	if (!take_number(&inside, raw) || !take_number(&inside, raw + ECDSA_NUMBER) || inside.len > 0)
		return false;
	if (der.len > 0 && !(padded && bytes_all_nul(der.data, der.len)))
		return false;
	as_der = ecdsa_signature_encode((zairyu_bytes){ raw, 2 * ECDSA_NUMBER }, again);
	*canonical = bytes_equal(sequence.whole, as_der);
	return true;
}

static uint8_t *put_integer(uint8_t *out, const uint8_t *number)
{
	size_t len = ECDSA_NUMBER;
	bool zero_first;

	for (; len > 1 && *number == 0; len--)
		number++;
	zero_first = *number >= 0x80;
	*out++ = DER_INTEGER;
	*out++ = (uint8_t)(len + (zero_first ? 1 : 0));
	if (zero_first)
		*out++ = 0;
	memcpy(out, number, len);
	return out + len;
}

zairyu_bytes ecdsa_signature_encode(zairyu_bytes raw, uint8_t *out)
{
	uint8_t *content = out + 2;
	uint8_t *end = put_integer(put_integer(content, raw.data), raw.data + ECDSA_NUMBER);

	out[0] = DER_SEQUENCE;
	out[1] = (uint8_t)(end - content);
	return (zairyu_bytes){ out, (size_t)(end - out) };
}
