/* SPDX-License-Identifier: BSD-2-Clause */
/* The extensions of a certificate that decide who may sign what, and whose key signed it [RFC 5280 4.2.1]. */
#include "base/bytes.h"
#include "certificate/certificate.h"

enum {
	TAG_KEY_IDENTIFIER = 0x80,
	USAGE_DIGITAL_SIGNATURE = 0x80,
	USAGE_NON_REPUDIATION = 0x40,
	USAGE_CERTIFICATE_SIGNING = 0x04,
	EXTENSIONS_MAX = 32
};

static bool find_key_identifier(struct der *in, zairyu_bytes *identifier)
{
	struct der_element element;

	while (!der_ended(in)) {
		if (!der_read(in, &element))
			return false;
		if (element.tag != TAG_KEY_IDENTIFIER)
			continue;
		if (element.content.len == 0 || identifier->len > 0)
			return false;
		*identifier = element.content;
	}
	return true;
}

/* Key identifiers only say where to look first, so one that is malformed, empty or comes twice is as good as none. */
static bool read_subject_key(struct der in, struct certificate_extensions *out)
{
	struct der_element element;

	if (!der_expect(&in, DER_OCTET_STRING, &element) || !der_ended(&in) || element.content.len == 0)
		out->malformed_hint = true;
	else if (out->subject_key.len == 0)
		out->subject_key = element.content;
	return true;
}

static bool read_authority_key(struct der in, struct certificate_extensions *out)
{
	struct der inside;

	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_ended(&in) ||
	    !find_key_identifier(&inside, &out->authority_key))
		out->malformed_hint = true;
	return true;
}

/* What any of them says of being a CA counts. */
static bool read_basic_constraints(struct der in, struct certificate_extensions *out)
{
	struct der inside;
	zairyu_bytes path_length;
	bool is_ca = false;

	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_ended(&in))
		return false;
	if (der_next_is(&inside, DER_BOOLEAN) && !der_boolean(&inside, &is_ca))
		return false;
	if (!der_ended(&inside) && !der_integer(&inside, &path_length))
		return false;
	out->is_ca = out->is_ca || is_ca;
	return der_ended(&inside);
}

/* The first eight bits of a BIT STRING, and whether any bit is set. Unused ones are none. */
static bool read_bits(struct der in, uint8_t *first, bool *any)
{
	struct der_element element;
	const uint8_t *p;
	size_t last;
	uint8_t used;

	if (!der_expect(&in, DER_BIT_STRING, &element) || !der_ended(&in) || element.content.len == 0)
		return false;
	p = element.content.data;
	last = element.content.len - 1;
	if (p[0] > 7 || (last == 0 && p[0] != 0))
		return false;
	used = (uint8_t)(0xFF << p[0]);
	*first = last == 0 ? 0 : last == 1 ? p[1] & used : p[1];
	*any = last > 0 && (!bytes_all_nul(p + 1, last - 1) || (p[last] & used) != 0);
	return true;
}

/* One that names no use, against [RFC 5280 4.2.1.3], forbids none; where there are two, both must allow it. */
static bool read_key_usage(struct der in, struct certificate_extensions *out)
{
	uint8_t first;
	bool any, may_sign, may_sign_certificates;

	if (!read_bits(in, &first, &any))
		return false;
	if (!any) {
		out->unusual = true;
		return true;
	}
	may_sign = (first & (USAGE_DIGITAL_SIGNATURE | USAGE_NON_REPUDIATION)) != 0;
	may_sign_certificates = (first & USAGE_CERTIFICATE_SIGNING) != 0;
	out->may_sign = may_sign && (out->may_sign || !out->has_key_usage);
	out->may_sign_certificates = may_sign_certificates && (out->may_sign_certificates || !out->has_key_usage);
	out->has_key_usage = true;
	return true;
}

/* Certificate policies name the rules it was issued under; nothing here follows from them, so they may be critical. */
static bool read_policies(struct der in, struct certificate_extensions *out)
{
	(void)in;
	(void)out;
	return true;
}

struct known_extension {
	uint8_t id; /* 2.5.29.id */
	bool (*read)(struct der in, struct certificate_extensions *out);
};

static const struct known_extension known_extensions[] = {
	{ 14, read_subject_key }, { 15, read_key_usage },     { 19, read_basic_constraints },
	{ 32, read_policies },    { 35, read_authority_key },
};

static const struct known_extension *find_known(zairyu_bytes oid)
{
	if (oid.len != 3 || oid.data[0] != 0x55 || oid.data[1] != 0x1D)
		return NULL;
	for (size_t i = 0; i < sizeof known_extensions / sizeof *known_extensions; i++)
		if (oid.data[2] == known_extensions[i].id)
			return &known_extensions[i];
	return NULL;
}

static bool read_one(struct der *in, zairyu_bytes *oid, struct certificate_extensions *out)
{
	struct der inside;
	struct der_element id;
	struct der_element value;
	bool critical = false;
	const struct known_extension *known;

	if (!der_enter(in, DER_SEQUENCE, &inside) || !der_expect(&inside, DER_OID, &id) ||
	    (der_next_is(&inside, DER_BOOLEAN) && !der_boolean(&inside, &critical)) ||
	    !der_expect(&inside, DER_OCTET_STRING, &value) || !der_ended(&inside))
		return false;
	*oid = id.content;
	known = find_known(id.content);
	if (known)
		return known->read(der_inside(&inside, &value), out);
	if (critical)
		out->unknown_critical = true;
	return true;
}

/* That there is none, or one twice [RFC 5280 4.1.2.9, 4.2], changes nothing of what they say. */
bool certificate_extensions_read(struct der *in, struct certificate_extensions *out)
{
	struct der inside;
	zairyu_bytes seen[EXTENSIONS_MAX];
	size_t count = 0;

	if (!der_enter(in, DER_SEQUENCE, &inside))
		return false;
	for (; !der_ended(&inside); count++) {
		if (count == EXTENSIONS_MAX || !read_one(&inside, &seen[count], out))
			return false;
		for (size_t i = 0; i < count; i++)
			out->unusual = out->unusual || bytes_equal(seen[i], seen[count]);
	}
	out->unusual = out->unusual || count == 0 || out->malformed_hint;
	return true;
}
