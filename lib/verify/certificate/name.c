/* SPDX-License-Identifier: BSD-2-Clause */
/* Walking and comparing distinguished names. */
#include "certificate/name.h"

#include "base/bytes.h"
#include "certificate/name_walk.h"
#include "der/der.h"

static bool attribute_read(struct der *in, struct name_attribute *out)
{
	struct der inside;
	struct der_element type;
	struct der_element value;

	if (!der_enter(in, DER_SEQUENCE, &inside) || !der_expect(&inside, DER_OID, &type) ||
	    !der_read(&inside, &value) || !der_ended(&inside) || type.content.len == 0)
		return false;
	*out = (struct name_attribute){ .type = type.content, .tag = value.tag, .value = value.content };
	return true;
}

enum name_step name_walk_next(struct name_walk *walk, struct name_attribute *out)
{
	bool first = false;

	while (der_ended(&walk->set)) { /* a part of no attribute says nothing */
		if (der_ended(&walk->names))
			return NAME_END;
		if (!der_enter(&walk->names, DER_SET, &walk->set))
			return NAME_BAD;
		first = true;
	}
	if (!attribute_read(&walk->set, out))
		return NAME_BAD;
	out->starts_part = first;
	return NAME_ATTRIBUTE;
}

void name_walk_begin(struct name_walk *walk, zairyu_bytes name)
{
	walk->not_der = false;
	walk->names = der_over(name, &walk->not_der);
	walk->set = (struct der){ walk->names.end, walk->names.end, &walk->not_der };
}

bool name_valid(zairyu_bytes name)
{
	struct name_walk walk;
	struct name_attribute attribute;
	enum name_step step;

	name_walk_begin(&walk, name);
	do
		step = name_walk_next(&walk, &attribute);
	while (step == NAME_ATTRIBUTE);
	return step == NAME_END;
}

/* Types that agree on ASCII, so that it can be compared across them. */
static bool is_plain_text(uint8_t tag)
{
	return tag == DER_UTF8_STRING || tag == DER_PRINTABLE_STRING || tag == DER_IA5_STRING ||
	       tag == DER_TELETEX_STRING || tag == DER_VISIBLE_STRING;
}

static int fold(uint8_t octet)
{
	return octet >= 'A' && octet <= 'Z' ? octet - 'A' + 'a' : octet;
}

static bool at_space(zairyu_bytes text, size_t at)
{
	return at < text.len && text.data[at] == ' ';
}

/* The next character of a text without its case and needless spaces [RFC 5280 7.1]; -1 at its end. */
static int next_folded(zairyu_bytes text, size_t *at)
{
	bool between = *at > 0 && at_space(text, *at);

	while (at_space(text, *at))
		++*at;
	if (*at == text.len)
		return -1;
	return between ? ' ' : fold(text.data[(*at)++]);
}

static bool text_equal(zairyu_bytes a, zairyu_bytes b)
{
	size_t at_a = 0;
	size_t at_b = 0;
	int from_a;

	do {
		from_a = next_folded(a, &at_a);
		if (from_a != next_folded(b, &at_b))
			return false;
	} while (from_a >= 0);
	return true;
}

static bool attribute_equal(const struct name_attribute *a, const struct name_attribute *b)
{
	if (a->starts_part != b->starts_part || !bytes_equal(a->type, b->type))
		return false;
	if (is_plain_text(a->tag) && is_plain_text(b->tag))
		return bytes_equal(a->value, b->value) || text_equal(a->value, b->value);
	return a->tag == b->tag && bytes_equal(a->value, b->value);
}

bool name_equal(zairyu_bytes a, zairyu_bytes b)
{
	struct name_walk walk_a;
	struct name_walk walk_b;
	struct name_attribute from_a;
	struct name_attribute from_b;

	name_walk_begin(&walk_a, a);
	name_walk_begin(&walk_b, b);
	for (;;) {
		enum name_step step = name_walk_next(&walk_a, &from_a);

		if (step == NAME_BAD || name_walk_next(&walk_b, &from_b) != step)
			return false;
		if (step == NAME_END)
			return true;
		if (!attribute_equal(&from_a, &from_b))
			return false;
	}
}
