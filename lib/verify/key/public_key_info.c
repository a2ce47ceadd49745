/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a SubjectPublicKeyInfo: RSA within limits, or a point of P-384. */
#include "key/public_key_info.h"

enum { EXPONENT_BYTES_MAX = 8, POINT_EVEN = 0x02, POINT_ODD = 0x03, POINT_UNCOMPRESSED = 0x04 };

static unsigned bit_length(zairyu_bytes magnitude)
{
	unsigned bits = (unsigned)magnitude.len * 8;

	for (uint8_t top = magnitude.data[0]; top < 0x80; top = (uint8_t)(top << 1))
		bits--;
	return bits;
}

static bool rsa_read(zairyu_bytes bits, bool *not_der, struct public_key_info *out)
{
	struct der in = der_over(bits, not_der);
	struct der inside;
	bool odd, one;

	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_ended(&in) || !der_positive(&inside, &out->modulus) ||
	    !der_positive(&inside, &out->exponent) || !der_ended(&inside))
		return false;
	if (out->modulus.len > RSA_BITS_MAX / 8 || out->exponent.len > EXPONENT_BYTES_MAX) {
		out->kind = KEY_OTHER;
		return true;
	}
	out->bits = bit_length(out->modulus);
	odd = (out->modulus.data[out->modulus.len - 1] & out->exponent.data[out->exponent.len - 1] & 1) != 0;
	one = out->exponent.len == 1 && out->exponent.data[0] == 1;
	if (out->bits < RSA_BITS_MIN || !odd || one)
		out->kind = KEY_OTHER;
	return true;
}

static bool p384_read(zairyu_bytes bits, struct public_key_info *out)
{
	bool is_whole, is_short;

	out->bits = P384_COORDINATE * 8;
	out->point = bits;
	is_whole = bits.len == P384_POINT && bits.data[0] == POINT_UNCOMPRESSED;
	is_short = bits.len == P384_SHORT_POINT && (bits.data[0] == POINT_EVEN || bits.data[0] == POINT_ODD);
	if (!is_whole && !is_short)
		out->kind = KEY_OTHER;
	return true;
}

bool public_key_read(struct der *in, struct public_key_info *out)
{
	struct der inside;
	zairyu_bytes bits;

	*out = (struct public_key_info){ 0 };
	if (!der_enter(in, DER_SEQUENCE, &inside) || !key_algorithm_read(&inside, &out->kind) ||
	    !der_octet_bits(&inside, &bits) || !der_ended(&inside))
		return false;
	switch (out->kind) {
	case KEY_RSA:
		return rsa_read(bits, in->not_der, out);
	case KEY_P384:
		return p384_read(bits, out);
	default:
		return true;
	}
}
