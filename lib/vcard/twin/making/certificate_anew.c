/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A certificate element by element [RFC 5280 4.1]: tags, lengths and their forms stay, as do object identifiers, flags
 * and small numbers; names, numbers, keys, identifiers and signatures are newly made.
 */
#include <stdio.h>
#include <string.h>

#include "twin/making/make.h"
#include "twin/making/relations.h"

enum {
	TAG_BOOLEAN = 1,
	TAG_INTEGER = 2,
	TAG_BITS = 3,
	TAG_OCTETS = 4,
	TAG_NULL = 5,
	TAG_OID = 6,
	TAG_ENUMERATED = 10,
	TAG_UTF8 = 12,
	TAG_NUMERIC = 18,
	TAG_UTC_TIME = 23,
	TAG_TIME = 24,
	TAG_PRIMITIVE_0 = 0x80
};
enum {
	KEY_ID = 20,
	SMALL = 3,
	OID_MAX = 16,
	MODULUS = 256,
	POINT = 97,
	HALF = 48,
	DEPTH_MAX = 12,
	SECONDS_A_YEAR = 31556952,
	TEST_CA_FROM = 2021,
	TRIES = 500
};

struct walk {
	struct maker *m;
	const struct relations *relations;
	struct certificate_parts parts;
	bool in_signature, in_key, in_octets, in_serial;
	int numbers; /* of the signature: r is the first, s the second */
};

static void walk_all(struct walk *w, const uint8_t *at, const uint8_t *end, int depth);

static bool is_at(const struct ber *element, const struct ber *place)
{
	return place->start && element->start == place->start;
}

/* The leading NULs of a number stay, as does the bit that makes it negative. */
static void write_integer(struct walk *w, enum piece_kind kind, const uint8_t *value, size_t len)
{
	size_t zeros = 0;

	while (zeros + 1 < len && value[zeros] == 0)
		zeros++;
	emit_keep(w->m, value, zeros);
	value += zeros;
	len -= zeros;
	if (kind == PIECE_NOISE && len <= SMALL && !w->in_serial)
		emit_keep(w->m, value, len);
	else
		emit_piece(w->m, kind, value[0] & 0x80 ? FORM_HIGH : FORM_LOW, value, len);
}

static void write_time(struct walk *w, const uint8_t *value, size_t len)
{
	/* By what they decide: begun or not when the card was read, ended or not; and they stay so for years to come. */
	static const unsigned spans[2][2][2] = { { { 2041, 6 }, { 2010, 10 } }, { { 2047, 3 }, { 2020, 5 } } };
	static const unsigned late[2][2] = { { 2021, 3 }, { 2024, 1 } }; /* not before the test CA's own */
	uint8_t fresh[20];
	size_t skip = len == 13 ? 2 : 0;
	int year, now;
	bool is_last, past;
	const unsigned *span;

	if ((len != 13 && len != 15) || value[len - 1] != 'Z') {
		make_classes(w->m, value, len);
		return;
	}
	year = (value[2 - skip] - '0') * 10 + value[3 - skip] - '0';
	year += skip ? (year < 50 ? 2000 : 1900) : ((value[0] - '0') * 10 + value[1] - '0') * 100;
	now = (int)(1970 + w->m->read_at / SECONDS_A_YEAR);
	is_last = w->numbers++ % 2 == 1;
	past = year < now || (year == now && !is_last);
	span = year < TEST_CA_FROM || !past ? spans[is_last][past] : late[is_last];
	if (emit_remembered(w->m, value, len))
		return;
	for (int i = 0; i < TRIES; i++) {
		(void)snprintf((char *)fresh, sizeof fresh, "%04u%02u%02u%02u%02u%02uZ",
			       span[0] + emit_chance(w->m, span[1]), 1 + emit_chance(w->m, 12),
			       1 + emit_chance(w->m, 28), emit_chance(w->m, 24), emit_chance(w->m, 60),
			       emit_chance(w->m, 60));
		if (emit_is_clean(w->m, fresh + skip, len))
			break;
	}
	emit_made(w->m, fresh + skip, len);
}

static void write_string(struct walk *w, unsigned tag, const uint8_t *value, size_t len)
{
	bool letters = len > 0 && tag != TAG_NUMERIC, text = false;

	for (size_t i = 0; i < len; i++) {
		letters = letters && value[i] >= ' ' && value[i] < 0x7F;
		text = text || value[i] >= 0x80;
	}
	if (letters)
		emit_piece(w->m, PIECE_LETTERS, 0, value, len);
	else if (text && tag == TAG_UTF8)
		make_text(w->m, value, len);
	else
		make_classes(w->m, value, len);
}

/* Without the CA's certificate, an identifier of the authority is taken for the right one. */
static void write_id(struct walk *w, bool names_authority, const uint8_t *value, size_t len)
{
	const struct relations *r = w->relations;
	bool same = r->authority_id_known ? len == KEY_ID && memcmp(value, r->authority_id, KEY_ID) == 0
					  : len == KEY_ID && names_authority && r->signed_by == SIGNED_BY_AUTHORITY;

	if (same) {
		if (!w->m->collecting) /* the CA's, and no secret of the card's */
			emit_piece(w->m, PIECE_AUTHORITY_ID, 0, value, len);
	} else {
		emit_noise(w->m, value, len);
	}
}

/* The contents of an extension are an element again; an OCTET STRING inside that is an identifier. */
static void write_octets(struct walk *w, const uint8_t *value, size_t len, int depth)
{
	struct ber inner;

	if (!w->in_octets && len >= 2 && ber_read(value, value + len, &inner) && !inner.cut &&
	    inner.end == value + len) {
		w->in_octets = true;
		walk_all(w, value, value + len, depth);
		w->in_octets = false;
	} else if (len < SMALL) {
		emit_keep(w->m, value, len);
	} else {
		write_id(w, false, value, len);
	}
}

static void write_rsa_signature(struct walk *w, const uint8_t *value, size_t len)
{
	bool usable =
		w->relations->signature_usable && w->relations->key == KEY_FORM_RSA_2048 && !w->m->second_generation;

	if (usable && len <= MODULUS)
		emit_piece(w->m, PIECE_ISSUER_SIGNATURE, 0, value, len);
	else
		emit_noise(w->m, value, len);
}

static void write_point(struct walk *w, const uint8_t *value, size_t len)
{
	bool whole;

	emit_keep(w->m, value, 1);
	whole = w->relations->key == KEY_FORM_P384 && w->m->second_generation && len == POINT && value[0] == 4;
	if (whole)
		emit_piece(w->m, PIECE_POINT, 0, value + 1, len - 1);
	else
		emit_noise(w->m, value + 1, len - 1);
}

static void write_bits(struct walk *w, const uint8_t *value, size_t len, int depth)
{
	struct ber inner;
	bool element;

	if (len < SMALL + 1) {
		emit_keep(w->m, value, len);
		return;
	}
	emit_keep(w->m, value, 1);
	element = ber_read(value + 1, value + len, &inner) && inner.tag == 0x30 && inner.end == value + len;
	if ((w->in_signature || w->in_key) && element)
		walk_all(w, value + 1, value + len, depth);
	else if (w->in_signature)
		write_rsa_signature(w, value + 1, len - 1);
	else if (w->in_key)
		write_point(w, value + 1, len - 1);
	else
		emit_noise(w->m, value + 1, len - 1);
}

static void write_number(struct walk *w, const uint8_t *value, size_t len)
{
	enum piece_kind kind = PIECE_NOISE;
	size_t zeros = 0;

	while (zeros + 1 < len && value[zeros] == 0)
		zeros++;
	if (w->in_signature && w->relations->signature_usable && w->m->second_generation && len - zeros <= HALF)
		kind = w->numbers++ == 0 ? PIECE_ISSUER_R : PIECE_ISSUER_S;
	if (w->in_key && w->relations->key == KEY_FORM_RSA_2048 && len - zeros == MODULUS && !w->m->second_generation)
		kind = PIECE_MODULUS;
	if (kind != PIECE_MODULUS) {
		write_integer(w, kind, value, len);
		return;
	}
	emit_keep(w->m, value, zeros);
	emit_piece(w->m, kind, 0, value + zeros, len - zeros);
}

static void write_primitive(struct walk *w, const struct ber *e, int depth)
{
	const uint8_t *value = e->value;
	size_t len = (size_t)(e->value_end - value);

	switch (e->tag) {
	case TAG_BOOLEAN:
	case TAG_NULL:
	case TAG_OID:
	case TAG_ENUMERATED: /* longer than they can be, they are not what they seem */
		len <= OID_MAX ? emit_keep(w->m, value, len) : emit_noise(w->m, value, len);
		return;
	case TAG_INTEGER:
		write_number(w, value, len);
		return;
	case TAG_BITS:
		write_bits(w, value, len, depth);
		return;
	case TAG_OCTETS:
		write_octets(w, value, len, depth);
		return;
	case TAG_UTC_TIME:
	case TAG_TIME:
		write_time(w, value, len);
		return;
	case TAG_PRIMITIVE_0:
		write_id(w, true, value, len);
		return;
	default:
		write_string(w, e->tag, value, len);
	}
}

static void write_inside(struct walk *w, const struct ber *e, int depth)
{
	if (!ber_constructed(e))
		write_primitive(w, e, depth + 1);
	else
		walk_all(w, e->value, e->value_end, depth + 1);
	emit_keep(w->m, e->value_end, (size_t)(e->end - e->value_end));
}

/* The name of the test CA is nobody's: as a whole it is a piece of its own. */
static bool write_issuer(struct walk *w, const struct ber *e)
{
	if (!is_at(e, &w->parts.issuer) || !w->relations->issuer_is_test_ca)
		return false;
	if (!w->m->collecting)
		emit_piece(w->m, PIECE_AUTHORITY_NAME, 0, e->start, (size_t)(e->end - e->start));
	return true;
}

static void walk_one(struct walk *w, const struct ber *e, int depth)
{
	bool tbs = is_at(e, &w->parts.tbs), issuer = is_at(e, &w->parts.issuer);
	bool key_before;

	if (is_at(e, &w->parts.signature) || is_at(e, &w->parts.validity))
		w->numbers = 0;
	w->in_signature = w->in_signature || is_at(e, &w->parts.signature);
	key_before = w->in_key;
	w->in_key = w->in_key || is_at(e, &w->parts.spki);
	w->in_serial = is_at(e, &w->parts.serial);
	if (tbs || issuer)
		emit_mark(w->m, tbs ? PIECE_TBS : PIECE_ISSUER_NAME);
	if (!write_issuer(w, e)) {
		emit_keep(w->m, e->start, (size_t)(e->value - e->start));
		write_inside(w, e, depth);
	}
	if (tbs || issuer)
		emit_mark(w->m, tbs ? PIECE_TBS_END : PIECE_ISSUER_NAME_END);
	w->in_key = key_before;
}

static void walk_all(struct walk *w, const uint8_t *at, const uint8_t *end, int depth)
{
	struct ber e;

	while (at < end) {
		if (depth > DEPTH_MAX || at[0] == 0 || !ber_read(at, end, &e)) {
			emit_padding(w->m, at, (size_t)(end - at));
			return;
		}
		walk_one(w, &e, depth);
		at = e.end;
	}
}

void make_certificate(struct maker *m, const uint8_t *data, size_t len)
{
	struct walk w = { .m = m, .relations = m->relations };
	struct ber whole;

	if (!certificate_parts_of(data, len, &w.parts))
		w.parts = (struct certificate_parts){ 0 };
	if (len < 2 || data[0] == 0 || !ber_read(data, data + len, &whole)) {
		emit_padding(m, data, len);
		return;
	}
	walk_one(&w, &whole, 0);
	emit_padding(m, whole.end, (size_t)(data + len - whole.end));
}
