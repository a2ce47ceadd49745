/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk over DER. */
#include "der/der.h"

struct der der_over(zairyu_bytes bytes, bool *not_der)
{
	return (struct der){ bytes.data, bytes.len > 0 ? bytes.data + bytes.len : bytes.data, not_der };
}

struct der der_inside(const struct der *parent, const struct der_element *element)
{
	return der_over(element->content, parent->not_der);
}

bool der_ended(const struct der *in)
{
	return in->next == in->end;
}

size_t integer_excess(zairyu_bytes content)
{
	const uint8_t *p = content.data;
	size_t excess = 0;

	while (content.len - excess > 1 && ((p[0] == 0x00 && p[1] < 0x80) || (p[0] == 0xFF && p[1] >= 0x80))) {
		excess++;
		p++;
	}
	return excess;
}

static size_t left(const struct der *in)
{
	return (size_t)(in->end - in->next);
}

/* In DER only SEQUENCE and SET are made of others; of strings that is BER [X.690 10.2]. */
static bool may_stand_in_der(uint8_t tag)
{
	enum { CLASS_AND_FORM = 0xE0 };

	return (tag & CLASS_AND_FORM) != BER_CONSTRUCTED || tag == DER_SEQUENCE || tag == DER_SET;
}

bool der_read(struct der *in, struct der_element *out)
{
	struct ber_header header;

	if (!ber_header_read((zairyu_bytes){ in->next, left(in) }, &header) || header.indefinite || !header.minimal ||
	    !may_stand_in_der(header.tag))
		return false;
	out->tag = header.tag;
	out->whole = (zairyu_bytes){ in->next, header.size + header.content };
	out->content = (zairyu_bytes){ in->next + header.size, header.content };
	in->next += out->whole.len;
	return true;
}

bool der_expect(struct der *in, uint8_t tag, struct der_element *out)
{
	return der_read(in, out) && out->tag == tag;
}

bool der_next_is(const struct der *in, uint8_t tag)
{
	return !der_ended(in) && *in->next == tag;
}

bool der_enter(struct der *in, uint8_t tag, struct der *inside)
{
	struct der_element element;

	if (!der_expect(in, tag, &element))
		return false;
	*inside = der_inside(in, &element);
	return true;
}

/* What only BER has is a matter of who reads. */
static bool tolerate(struct der *in)
{
	if (in->not_der)
		*in->not_der = true;
	return in->not_der != NULL;
}

bool der_integer(struct der *in, zairyu_bytes *content)
{
	struct der_element element;

	if (!der_expect(in, DER_INTEGER, &element) || element.content.len == 0)
		return false;
	*content = element.content;
	return integer_excess(element.content) == 0 || tolerate(in);
}

bool der_positive(struct der *in, zairyu_bytes *magnitude)
{
	zairyu_bytes content;

	if (!der_integer(in, &content) || content.data[0] >= 0x80)
		return false;
	while (content.len > 0 && content.data[0] == 0) {
		content.data++;
		content.len--;
	}
	*magnitude = content;
	return content.len > 0;
}

bool der_octet_bits(struct der *in, zairyu_bytes *bits)
{
	struct der_element element;

	if (!der_expect(in, DER_BIT_STRING, &element) || element.content.len < 2 || element.content.data[0] != 0)
		return false;
	*bits = (zairyu_bytes){ element.content.data + 1, element.content.len - 1 };
	return true;
}

bool der_boolean(struct der *in, bool *value)
{
	struct der_element element;
	uint8_t octet;

	if (!der_expect(in, DER_BOOLEAN, &element) || element.content.len != 1)
		return false;
	octet = element.content.data[0];
	*value = octet != 0; /* BER: any bit set is true [X.690 8.2.2] */
	return octet == 0x00 || octet == 0xFF || tolerate(in);
}
