/* SPDX-License-Identifier: BSD-2-Clause */
/* The check code, newly made: as it is stored, or its two numbers one by one where it is DER. */
#include "twin/making/make.h"
#include "twin/making/relations.h"

enum { MODULUS = 256, HALF = 48 };

/* ECDSA-Sig-Value inside the check code [RFC 3279 2.2.3]: its numbers one by one. */
static void write_check_numbers(struct maker *m, const struct ber *sequence)
{
	struct ber number;
	const uint8_t *at = sequence->value;

	emit_keep(m, sequence->start, (size_t)(sequence->value - sequence->start));
	for (int i = 0; at < sequence->value_end && ber_read(at, sequence->value_end, &number); i++) {
		size_t zeros = 0, len = (size_t)(number.value_end - number.value);

		while (zeros + 1 < len && number.value[zeros] == 0)
			zeros++;
		emit_keep(m, number.start, (size_t)(number.value - number.start) + zeros);
		emit_piece(m,
			   len - zeros > HALF ? PIECE_NOISE
			   : i == 0           ? PIECE_CHECK_R
					      : PIECE_CHECK_S,
			   len > zeros && number.value[zeros] & 0x80 ? FORM_HIGH : FORM_LOW, number.value + zeros,
			   len - zeros);
		at = number.end;
	}
	emit_keep(m, at, (size_t)(sequence->end - at));
}

void make_check_code(struct maker *m, const uint8_t *data, size_t len)
{
	struct ber sequence;
	size_t whole = m->second_generation ? 2 * HALF : MODULUS;
	bool nul;

	if (m->second_generation && len > 2 * HALF && data[0] == 0x30 && ber_read(data, data + len, &sequence) &&
	    sequence.end - data > 2 * HALF) {
		write_check_numbers(m, &sequence);
		emit_padding(m, sequence.end, (size_t)(data + len - sequence.end));
		return;
	}
	nul = true;
	for (size_t i = 0; i < len; i++)
		nul = nul && data[i] == 0;
	if (len != whole || nul) {
		emit_padding(m, data, len);
		return;
	}
	emit_piece(m, PIECE_CHECK_CODE, 0, data, len);
}
