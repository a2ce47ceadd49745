/* SPDX-License-Identifier: BSD-2-Clause */
/* The extensions of a certificate that decide who may sign what, and whose key signed it [RFC 5280 4.2.1]. */
#include "bytes.h"
#include "certificate.h"

enum {
	TAG_KEY_IDENTIFIER = 0x80,
	USAGE_DIGITAL_SIGNATURE = 0x80,
	USAGE_NON_REPUDIATION = 0x40,
	USAGE_CERTIFICATE_SIGNING = 0x04,
	EXTENSIONS_MAX = 32
};

static bool read_subject_key(struct der in, struct certificate_extensions *out)
{
	struct der_element element;
	if (!der_expect(&in, DER_OCTET_STRING, &element) || !der_ended(&in))
		return false;
	out->subject_key = element.content;
	return element.content.len > 0;
}

static bool read_authority_key(struct der in, struct certificate_extensions *out)
{
	struct der inside;
	struct der_element element;
	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_ended(&in))
		return false;
	while (!der_ended(&inside)) {
		if (!der_read(&inside, &element))
			return false;
		if (element.tag != TAG_KEY_IDENTIFIER)
			continue;
		if (out->authority_key.len > 0 || element.content.len == 0)
			return false;
		out->authority_key = element.content;
	}
	return true;
}

static bool read_basic_constraints(struct der in, struct certificate_extensions *out)
{
	struct der inside;
	zairyu_bytes path_length;
	if (!der_enter(&in, DER_SEQUENCE, &inside) || !der_ended(&in))
		return false;
	out->has_basic_constraints = true;
	if (der_next_is(&inside, DER_BOOLEAN) && !der_boolean(&inside, &out->is_ca))
		return false;
	if (!der_ended(&inside) && !der_integer(&inside, &path_length))
		return false;
	return der_ended(&inside);
}

static bool read_key_usage(struct der in, struct certificate_extensions *out)
{
	struct der_element element;
	if (!der_expect(&in, DER_BIT_STRING, &element) || !der_ended(&in) || element.content.len < 2 ||
	    element.content.len > 3 || element.content.data[0] > 7)
		return false;
	uint8_t first = element.content.data[1];
	out->has_key_usage = true;
	out->may_sign = (first & (USAGE_DIGITAL_SIGNATURE | USAGE_NON_REPUDIATION)) != 0;
	out->may_sign_certificates = (first & USAGE_CERTIFICATE_SIGNING) != 0;
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
	for (size_t i = 0; i < sizeof known_extensions / sizeof known_extensions[0]; i++)
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
	if (!der_enter(in, DER_SEQUENCE, &inside) || !der_expect(&inside, DER_OID, &id) ||
	    (der_next_is(&inside, DER_BOOLEAN) && !der_boolean(&inside, &critical)) ||
	    !der_expect(&inside, DER_OCTET_STRING, &value) || !der_ended(&inside))
		return false;
	*oid = id.content;
	const struct known_extension *known = find_known(id.content);
	if (known != NULL)
		return known->read(der_inside(&inside, &value), out);
	if (critical)
		out->unknown_critical = true;
	return true;
}

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
			if (bytes_equal(seen[i], seen[count]))
				return false;
	}
	return count > 0;
}
