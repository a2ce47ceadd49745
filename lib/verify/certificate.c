/* SPDX-License-Identifier: BSD-2-Clause */
/* Parses X.509 v3 certificates [RFC 5280 4.1] and checks their signatures over the original bytes. */
#include "certificate.h"

#include <zairyu/error.h>

#include "bytes.h"
#include "check_code.h"
#include "der_time.h"
#include "name.h"

enum {
	TAG_VERSION = 0xA0,
	TAG_ISSUER_UNIQUE_ID = 0x81,
	TAG_SUBJECT_UNIQUE_ID = 0x82,
	TAG_EXTENSIONS = 0xA3,
	VERSION_3 = 2,
	SERIAL_BYTES_MAX = 32
};

static bool read_version(struct der *in)
{
	struct der inside;
	zairyu_bytes version;
	return der_enter(in, TAG_VERSION, &inside) && der_integer(&inside, &version) && der_ended(&inside) &&
	       version.len == 1 && version.data[0] == VERSION_3;
}

static bool read_name(struct der *in, zairyu_bytes *name)
{
	struct der_element element;
	if (!der_expect(in, DER_SEQUENCE, &element))
		return false;
	*name = element.content;
	return name_valid(element.content);
}

static bool read_validity(struct der *in, struct certificate *out)
{
	struct der inside;
	return der_enter(in, DER_SEQUENCE, &inside) && der_time(&inside, &out->not_before) &&
	       der_time(&inside, &out->not_after) && der_ended(&inside);
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
		     bool *null_parameter)
{
	return read_version(&in) && der_integer(&in, &out->serial) && out->serial.len <= SERIAL_BYTES_MAX &&
	       signature_algorithm_read(&in, inner, null_parameter) && read_name(&in, &out->issuer) &&
	       read_validity(&in, out) && read_name(&in, &out->subject) && public_key_read(&in, &out->key) &&
	       read_unique_ids(&in) && read_extensions(&in, out);
}

static bool read_parts(struct der in, struct certificate *out, bool *null_parameter)
{
	struct der_element tbs;
	const struct signature_algorithm *inner;
	if (!der_expect(&in, DER_SEQUENCE, &tbs) || !read_tbs(der_inside(&in, &tbs), out, &inner, null_parameter) ||
	    !signature_algorithm_read(&in, &out->algorithm, null_parameter) || !der_octet_bits(&in, &out->signature) ||
	    !der_ended(&in))
		return false;
	out->tbs = tbs.whole;
	return inner == out->algorithm;
}

bool certificate_parse(zairyu_bytes in, struct certificate *out)
{
	bool not_der = false;
	bool null_parameter = false;
	struct der outer = der_over(in, &not_der);
	struct der_element whole;
	*out = (struct certificate){ 0 };
	if (in.len > CERTIFICATE_BYTES_MAX || !der_expect(&outer, DER_SEQUENCE, &whole) ||
	    !bytes_all_nul(outer.next, (size_t)(outer.end - outer.next)) ||
	    !read_parts(der_inside(&outer, &whole), out, &null_parameter))
		return false;
	out->whole = whole.whole;
	out->oddities = (not_der ? ODDITY_NOT_DER : 0u) | (null_parameter ? ODDITY_NULL_PARAMETER : 0u);
	return true;
}

int certificate_check_signature(const struct certificate *certificate, const struct digests *digests,
				struct public_key *issuer)
{
	const struct signature_algorithm *algorithm = certificate->algorithm;
	uint8_t raw[P384_RAW_SIGNATURE];
	uint8_t hash[DIGEST_SIZE_MAX];
	zairyu_bytes signature = certificate->signature;
	size_t len;
	if (algorithm == NULL || algorithm->key != issuer->kind)
		return SIGNATURE_WRONG;
	if (issuer->kind == KEY_P384) {
		if (!ecdsa_signature_decode(signature, false, raw))
			return SIGNATURE_WRONG;
		signature = (zairyu_bytes){ raw, sizeof raw };
	}
	if (!digest_bytes(digests, algorithm->digest, certificate->tbs, hash, &len))
		return ZAIRYU_ERR_CRYPTO;
	return public_key_check(issuer, algorithm->digest, (zairyu_bytes){ hash, len }, signature);
}
