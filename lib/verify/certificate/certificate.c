/* SPDX-License-Identifier: BSD-2-Clause */
/* Parses X.509 certificates [RFC 5280 4.1]: as DER, and what is BER as the DER that says the same. */
#include "certificate/certificate.h"

#include <stdlib.h>
#include <zairyu/error.h>

#include "base/bytes.h"
#include "certificate/name.h"
#include "der/der_time.h"
#include "der/to_der.h"

enum {
	TAG_VERSION = 0xA0,
	TAG_ISSUER_UNIQUE_ID = 0x81,
	TAG_SUBJECT_UNIQUE_ID = 0x82,
	TAG_EXTENSIONS = 0xA3,
	VERSION_3 = 2,
	PROFILE_SERIAL_MAX = 20 /* [RFC 5280 4.1.2.2] */
};

static void unusual_if(struct certificate *certificate, bool unusual)
{
	certificate->oddities |= unusual ? ODDITY_UNUSUAL : 0u;
}

/* Versions differ in what may come later, and what is there shows by itself. Version 1 is not written. */
static bool read_version(struct der *in, struct certificate *out)
{
	struct der inside;
	zairyu_bytes version;
	bool written = der_next_is(in, TAG_VERSION);

	if (written && (!der_enter(in, TAG_VERSION, &inside) || !der_integer(&inside, &version) || !der_ended(&inside)))
		return false;
	unusual_if(out, !written || version.len != 1 || version.data[0] != VERSION_3);
	return true;
}

/* Whatever number it is: its issuer chose it, and nothing is looked up by it. */
static bool read_serial(struct der *in, struct certificate *out)
{
	bool zero_or_less;

	if (!der_integer(in, &out->serial) || out->serial.len > SERIAL_BYTES_MAX)
		return false;
	zero_or_less = out->serial.data[0] >= 0x80 || bytes_all_nul(out->serial.data, out->serial.len);
	unusual_if(out, zero_or_less || out->serial.len > PROFILE_SERIAL_MAX);
	return true;
}

/* A name says where to look, and who it is called: one that cannot be read is as good as none. */
static bool read_name(struct der *in, struct certificate *out, zairyu_bytes *name)
{
	struct der_element element;

	if (!der_expect(in, DER_SEQUENCE, &element))
		return false;
	*name = element.content;
	out->malformed_name = out->malformed_name || !name_valid(element.content);
	return true;
}

void validity_give(const struct validity *validity, int64_t *not_before, int64_t *not_after)
{
	if (not_before)
		*not_before = validity->not_before;
	if (not_after)
		*not_after = validity->not_after;
}

static bool read_validity(struct der *in, struct certificate *out)
{
	struct der inside;

	return der_enter(in, DER_SEQUENCE, &inside) && der_time(&inside, &out->validity.not_before) &&
	       der_time(&inside, &out->validity.not_after) && der_ended(&inside);
}

static bool read_unique_ids(struct der *in)
{
	static const uint8_t tags[] = { TAG_ISSUER_UNIQUE_ID, TAG_SUBJECT_UNIQUE_ID };
	struct der_element element;

	for (size_t i = 0; i < sizeof tags; i++)
		if (der_next_is(in, tags[i]) && !der_read(in, &element))
			return false;
	return true;
}

static bool read_extensions(struct der *in, struct certificate *out)
{
	struct der inside;

	if (der_ended(in))
		return true;
	return der_enter(in, TAG_EXTENSIONS, &inside) && certificate_extensions_read(&inside, &out->extensions) &&
	       der_ended(&inside) && der_ended(in);
}

static bool read_tbs(struct der in, struct certificate *out, const struct signature_algorithm **inner,
		     struct algorithm_oddities *oddities)
{
	return read_version(&in, out) && read_serial(&in, out) && signature_algorithm_read(&in, inner, oddities) &&
	       read_name(&in, out, &out->issuer) && read_validity(&in, out) && read_name(&in, out, &out->subject) &&
	       public_key_read(&in, &out->key) && read_unique_ids(&in) && read_extensions(&in, out);
}

/* An ECDSA signature is two numbers, whose form proves nothing; any other is bytes. */
static void take_signature(struct certificate *out, bool *not_der)
{
	bool canonical;

	if (!out->algorithm || out->algorithm->key != KEY_P384)
		return;
	out->signature_malformed = !ecdsa_signature_decode(out->signature, false, out->ecdsa, &canonical);
	*not_der = *not_der || !canonical;
}

static bool read_parts(struct der in, struct certificate *out, struct algorithm_oddities *oddities)
{
	struct der_element tbs;
	const struct signature_algorithm *inner;

	if (!der_expect(&in, DER_SEQUENCE, &tbs) || !read_tbs(der_inside(&in, &tbs), out, &inner, oddities) ||
	    !signature_algorithm_read(&in, &out->algorithm, oddities) || !der_octet_bits(&in, &out->signature) ||
	    !der_ended(&in))
		return false;
	out->tbs = tbs.whole;
	return inner == out->algorithm;
}

static bool parse_der(zairyu_bytes in, struct certificate *out)
{
	bool not_der = false;
	struct algorithm_oddities oddities = { 0 };
	struct der outer = der_over(in, &not_der);
	struct der_element whole;

	*out = (struct certificate){ 0 };
	if (!der_expect(&outer, DER_SEQUENCE, &whole) || !bytes_all_nul(outer.next, (size_t)(outer.end - outer.next)) ||
	    !read_parts(der_inside(&outer, &whole), out, &oddities))
		return false;
	take_signature(out, &not_der);
	out->whole = whole.whole;
	out->oddities |= (not_der ? ODDITY_NOT_DER : 0u) | (oddities.null_parameter ? ODDITY_NULL_PARAMETER : 0u);
	unusual_if(out, out->extensions.unusual || out->malformed_name || oddities.curve_parameter);
	return true;
}

static int parse_ber(zairyu_bytes in, struct certificate *out)
{
	struct der_element whole;
	struct der_element tbs;
	uint8_t *der;
	size_t len;
	zairyu_bytes inside;
	int rc;

	if (!ber_take(&in, &whole) || whole.tag != DER_SEQUENCE || !bytes_all_nul(in.data, in.len))
		return ZAIRYU_ERR_CERTIFICATE;
	inside = whole.content;
	if (!ber_take(&inside, &tbs))
		return ZAIRYU_ERR_CERTIFICATE;
	rc = to_der(whole.whole, TO_DER_WRAPPED, &der, &len);
	if (rc != ZAIRYU_OK)
		return rc;
	if (!parse_der((zairyu_bytes){ der, len }, out)) {
		free(der);
		return ZAIRYU_ERR_CERTIFICATE;
	}
	out->whole = whole.whole;
	out->tbs = tbs.whole;
	out->oddities |= ODDITY_NOT_DER;
	out->der = der;
	return ZAIRYU_OK;
}

/* Whether reading it as BER is to be tried too. In DER, lengths of BER would be malformed. */
static bool is_settled(const struct certificate *certificate)
{
	return !certificate->extensions.malformed_hint && !certificate->malformed_name;
}

int certificate_parse(zairyu_bytes in, struct certificate *out)
{
	struct certificate as_ber;
	bool is_der = in.len <= CERTIFICATE_BYTES_MAX && parse_der(in, out);
	int rc;

	if (is_der && is_settled(out))
		return ZAIRYU_OK;
	rc = in.len <= CERTIFICATE_BYTES_MAX ? parse_ber(in, &as_ber) : ZAIRYU_ERR_CERTIFICATE;
	if (rc == ZAIRYU_OK && (!is_der || is_settled(&as_ber))) {
		*out = as_ber;
		return ZAIRYU_OK;
	}
	if (rc == ZAIRYU_OK)
		certificate_done(&as_ber);
	if (is_der && rc != ZAIRYU_ERR_NO_MEMORY)
		return ZAIRYU_OK;
	*out = (struct certificate){ 0 };
	return rc;
}

void certificate_done(struct certificate *certificate)
{
	free(certificate->der);
}
