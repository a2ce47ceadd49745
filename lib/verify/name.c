/* SPDX-License-Identifier: BSD-2-Clause */
/* Walking and comparing distinguished names. */
#include "name.h"

#include "bytes.h"
#include "der.h"
#include "name_walk.h"

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
	if (der_ended(&walk->set)) {
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

/* Types whose bytes mean the same text as long as they are the same bytes. */
static bool is_plain_text(uint8_t tag)
{
	return tag == DER_UTF8_STRING || tag == DER_PRINTABLE_STRING || tag == DER_IA5_STRING;
}

static bool attribute_equal(const struct name_attribute *a, const struct name_attribute *b)
{
	bool comparable = a->tag == b->tag || (is_plain_text(a->tag) && is_plain_text(b->tag));
	return comparable && a->starts_part == b->starts_part && bytes_equal(a->type, b->type) &&
	       bytes_equal(a->value, b->value);
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
