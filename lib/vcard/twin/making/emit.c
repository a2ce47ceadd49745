/* SPDX-License-Identifier: BSD-2-Clause */
#include <openssl/rand.h>
#include <string.h>

#include "twin/making/make.h"

static void remember_tail(struct maker *m, const uint8_t *data, size_t len)
{
	for (size_t i = len > sizeof m->tail ? len - sizeof m->tail : 0; i < len; i++) {
		if (m->tail_len == sizeof m->tail)
			memmove(m->tail, m->tail + 1, --m->tail_len);
		m->tail[m->tail_len++] = data[i];
	}
}

static void literal(struct maker *m, enum piece_kind kind, const uint8_t *data, size_t len)
{
	if (m->collecting)
		return;
	m->failed = m->failed || !twin_literal(m->twin, kind, data, len);
	remember_tail(m, data, len);
}

void emit_keep(struct maker *m, const uint8_t *data, size_t len)
{
	literal(m, PIECE_KEEP, data, len);
}

void emit_made(struct maker *m, const uint8_t *data, size_t len)
{
	literal(m, PIECE_MADE, data, len);
}

void emit_fill(struct maker *m, uint8_t byte, size_t len)
{
	const uint8_t last[GRAM - 1] = { byte, byte, byte };

	if (m->collecting || len == 0)
		return;
	m->failed = m->failed || !twin_piece(m->twin, PIECE_FILL, byte, len);
	remember_tail(m, last, len < sizeof last ? len : sizeof last);
}

bool emit_remembered(struct maker *m, const uint8_t *data, size_t len)
{
	if (m->collecting)
		m->failed = m->failed || !grams_add(m->secret, data, len);
	return m->collecting;
}

bool emit_is_clean(const struct maker *m, const uint8_t *data, size_t len)
{
	uint8_t joint[2 * GRAM];
	size_t head = len < GRAM ? len : GRAM;

	memcpy(joint, m->tail, m->tail_len);
	memcpy(joint + m->tail_len, data, head);
	return !grams_meet(m->secret, joint, m->tail_len + head) && !grams_meet(m->secret, data, len);
}

void emit_piece(struct maker *m, enum piece_kind kind, uint8_t form, const uint8_t *data, size_t len)
{
	if (len == 0 || emit_remembered(m, data, len))
		return;
	m->failed = m->failed || !twin_piece(m->twin, kind, form, len);
	m->tail_len = 0;
}

void emit_mark(struct maker *m, enum piece_kind kind)
{
	if (!m->collecting)
		m->failed = m->failed || !twin_piece(m->twin, kind, 0, 0);
}

uint32_t emit_chance(struct maker *m, uint32_t count)
{
	uint32_t number = 0;

	if (RAND_bytes((unsigned char *)&number, sizeof number) != 1)
		m->failed = true;
	return count ? number % count : 0;
}

static size_t run_of(const uint8_t *data, size_t len)
{
	size_t n = 1;

	while (n < len && data[n] == data[0])
		n++;
	return n;
}

void emit_noise(struct maker *m, const uint8_t *data, size_t len)
{
	if (emit_remembered(m, data, len))
		return;
	for (size_t at = 0; at < len;) {
		size_t n = 0;

		while (at + n < len && data[at + n])
			n++;
		emit_piece(m, PIECE_NOISE, FORM_ANY, data + at, n);
		at += n;
		for (n = 0; at + n < len && !data[at + n];)
			n++;
		emit_fill(m, 0, n);
		at += n;
	}
}

void emit_padding(struct maker *m, const uint8_t *data, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t n = run_of(data + at, len - at);

		if (data[at] == 0 || data[at] == 0xFF || data[at] == ' ' || n >= 2 * GRAM) {
			emit_fill(m, data[at], n);
			at += n;
			continue;
		}
		for (n = 1; at + n < len && data[at + n] && data[at + n] != 0xFF && data[at + n] != ' ';)
			n++;
		emit_noise(m, data + at, n);
		at += n;
	}
}
