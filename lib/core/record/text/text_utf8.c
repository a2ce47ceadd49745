/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/text_utf8.h"

#include "record/text/field_note.h"
#include "record/text/text.h"
#include "record/text/utf8.h"

enum { SURROGATE_LEAD = 0xED, SURROGATE_LENGTH = 3 };

static bool is_continuation(uint8_t byte)
{
	return (byte & 0xC0) == 0x80;
}

/* The surrogate at the cursor; below 0xD800 if there is none. */
static uint32_t surrogate_at(const struct cursor *c, size_t offset)
{
	const uint8_t *at = c->data + offset;

	if (c->left < offset + SURROGATE_LENGTH || at[0] != SURROGATE_LEAD || !is_continuation(at[1]) ||
	    !is_continuation(at[2]))
		return 0;
	return 0xD000u | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
}

static bool is_high(uint32_t surrogate)
{
	return surrogate >= 0xD800 && surrogate <= 0xDBFF;
}

static bool next_pair(struct cursor *c, uint32_t *character)
{
	const uint32_t high = surrogate_at(c, 0);
	uint32_t low;
	zairyu_bytes taken;

	if (!is_high(high) || (low = surrogate_at(c, SURROGATE_LENGTH)) < 0xDC00)
		return false;
	*character = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
	return cursor_take(c, (size_t)2 * SURROGATE_LENGTH, &taken);
}

/* What a first byte lets stand behind it [RFC 3629 4]. ED lets surrogates stand too: half a pair may be what is left.
 */
static bool is_second(uint8_t lead, uint8_t second)
{
	static const uint8_t limits[][3] = { { 0xE0, 0xA0, 0xBF }, { 0xF0, 0x90, 0xBF }, { 0xF4, 0x80, 0x8F } };

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (lead == limits[i][0])
			return second >= limits[i][1] && second <= limits[i][2];
	return is_continuation(second);
}

static size_t length_of(uint8_t lead)
{
	return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/* Whether a run of bytes is the beginning of a character and not the whole of it. */
static bool is_beginning(const uint8_t *at, size_t len)
{
	if (at[0] < 0xC2 || at[0] > 0xF4 || len >= length_of(at[0]))
		return false;
	return len == 1 || (is_second(at[0], at[1]) && (len == 2 || is_continuation(at[2])));
}

/* A pair of surrogates may also be cut in its second, or between the two. */
static bool is_cut(const struct cursor *c)
{
	const uint8_t *at = c->data;
	size_t left = c->left;

	if (is_high(surrogate_at(c, 0))) {
		at += SURROGATE_LENGTH;
		left -= SURROGATE_LENGTH;
		return left == 0 || (left < SURROGATE_LENGTH && at[0] == 0xED &&
				     (left == 1 || (at[1] >= 0xB0 && is_continuation(at[1]))));
	}
	return is_beginning(at, left) && !(left == 2 && at[0] == 0xED && at[1] >= 0xB0); /* a low one begins no pair */
}

bool text_read_utf8(zairyu_bytes text, struct text_out *out)
{
	struct cursor c = cursor_of(text);
	bool wide = false;
	uint32_t character;

	while (c.left > 0) {
		bool is_pair = next_pair(&c, &character);

		if (!is_pair && !utf8_next(&c, &character))
			break;
		if (is_pair)
			out->notes |= NOTE_SURROGATE_PAIRS;
		wide = wide || character >= 0x80;
		text_out_put(out, character);
	}
	if (c.left == 0)
		return true;
	/* Behind ASCII alone, a byte or two may be of any encoding. */
	if (!wide || !is_cut(&c))
		return false;
	out->notes |= NOTE_CUT;
	return true;
}

/* How many bytes a unit of that shape takes, whatever it stands for; 0 if none begins here, `cut` if it ends early. */
static size_t shape_at(const uint8_t *at, size_t left, bool *cut)
{
	size_t length = at[0] < 0xC0 ? 0 : at[0] == 0xFC || at[0] == 0xFD ? 6 : at[0] >= 0xF8 ? 5 : length_of(at[0]);

	if (at[0] >= 0xFE)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if (i == left) {
			*cut = true;
			return left;
		}
		if (!is_continuation(at[i]))
			return 0;
	}
	return length;
}

/* How the bytes beyond ASCII fall into such units. Shift_JIS begins most characters with a byte that strays. */
struct shape {
	size_t within, strayed; /* in units of three or more; in none */
	bool begins;            /* the first of all is in a unit of three or more */
};

static struct shape shape_of(zairyu_bytes text)
{
	struct shape shape = { 0 };
	bool is_first = true;

	for (size_t i = 0; i < text.len;) {
		bool cut = false;
		size_t length = text.data[i] < 0x80 ? 0 : shape_at(text.data + i, text.len - i, &cut);

		if (text.data[i] >= 0x80) {
			shape.begins = shape.begins || (is_first && length >= 3);
			shape.within += length >= 3 && !cut ? length : 0;
			shape.strayed += length == 0;
			is_first = false;
		}
		i += length > 0 ? length : 1;
	}
	return shape;
}

bool text_looks_like_utf8(zairyu_bytes text)
{
	struct shape shape = shape_of(text_trim_spaces(text));

	return shape.strayed == 0 || shape.within > 2 * shape.strayed ||
	       (shape.begins && shape.within >= shape.strayed);
}
