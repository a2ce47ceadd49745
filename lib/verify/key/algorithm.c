/* SPDX-License-Identifier: BSD-2-Clause */
/* AlgorithmIdentifiers. What is not in the tables is not supported: no SHA-1, no MD5, no other curve. */
#include "key/algorithm.h"

#include "base/bytes.h"

#define OID(text) (text), sizeof(text) - 1

static const struct signature_algorithm signature_algorithms[] = {
	{ OID("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B"), KEY_RSA, DIGEST_SHA256 }, /* sha256WithRSAEncryption */
	{ OID("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0C"), KEY_RSA, DIGEST_SHA384 }, /* sha384WithRSAEncryption */
	{ OID("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0D"), KEY_RSA, DIGEST_SHA512 }, /* sha512WithRSAEncryption */
	{ OID("\x2A\x86\x48\xCE\x3D\x04\x03\x02"), KEY_P384, DIGEST_SHA256 },    /* ecdsa-with-SHA256 */
	{ OID("\x2A\x86\x48\xCE\x3D\x04\x03\x03"), KEY_P384, DIGEST_SHA384 },    /* ecdsa-with-SHA384 */
	{ OID("\x2A\x86\x48\xCE\x3D\x04\x03\x04"), KEY_P384, DIGEST_SHA512 },    /* ecdsa-with-SHA512 */
};

static const char rsa_encryption[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";
static const char ec_public_key[] = "\x2A\x86\x48\xCE\x3D\x02\x01";
static const char secp384r1[] = "\x2B\x81\x04\x00\x22";

static bool oid_is(zairyu_bytes oid, const char *text, size_t len)
{
	return bytes_equal(oid, (zairyu_bytes){ (const uint8_t *)text, len });
}

/* The parameters of an AlgorithmIdentifier: none, NULL, or something else. */
enum parameters { PARAMETERS_NONE, PARAMETERS_NULL, PARAMETERS_OTHER };

static bool identifier_read(struct der *in, zairyu_bytes *oid, enum parameters *parameters, struct der_element *other)
{
	struct der inside;
	struct der_element element;

	if (!der_enter(in, DER_SEQUENCE, &inside) || !der_expect(&inside, DER_OID, &element))
		return false;
	*oid = element.content;
	*parameters = PARAMETERS_NONE;
	if (der_ended(&inside))
		return true;
	if (!der_read(&inside, other) || !der_ended(&inside))
		return false;
	*parameters = other->tag == DER_NULL ? PARAMETERS_NULL : PARAMETERS_OTHER;
	return *parameters == PARAMETERS_OTHER || other->content.len == 0;
}

static bool is_p384(const struct der_element *parameter)
{
	return parameter->tag == DER_OID && oid_is(parameter->content, OID(secp384r1));
}

/* ECDSA has no parameter. NULL changes nothing, nor does the curve that the key names anyway. */
static bool parameter_is_harmless(enum key_kind key, enum parameters parameters, const struct der_element *other,
				  struct algorithm_oddities *oddities)
{
	if (key == KEY_P384 && parameters == PARAMETERS_NULL)
		oddities->null_parameter = true;
	if (parameters != PARAMETERS_OTHER)
		return true;
	oddities->curve_parameter = true;
	return key == KEY_P384 && is_p384(other);
}

bool signature_algorithm_read(struct der *in, const struct signature_algorithm **out,
			      struct algorithm_oddities *oddities)
{
	zairyu_bytes oid;
	enum parameters parameters;
	struct der_element other;

	*out = NULL;
	if (!identifier_read(in, &oid, &parameters, &other))
		return false;
	for (size_t i = 0; i < sizeof signature_algorithms / sizeof *signature_algorithms; i++) {
		const struct signature_algorithm *a = &signature_algorithms[i];

		if (!oid_is(oid, a->oid, a->oid_len))
			continue;
		if (!parameter_is_harmless(a->key, parameters, &other, oddities))
			return false;
		*out = a;
	}
	return true;
}

bool key_algorithm_read(struct der *in, enum key_kind *kind)
{
	zairyu_bytes oid;
	enum parameters parameters;
	struct der_element other;

	*kind = KEY_OTHER;
	if (!identifier_read(in, &oid, &parameters, &other))
		return false;
	if (oid_is(oid, OID(rsa_encryption)) && parameters != PARAMETERS_OTHER)
		*kind = KEY_RSA;
	if (oid_is(oid, OID(ec_public_key)) && parameters == PARAMETERS_OTHER && is_p384(&other))
		*kind = KEY_P384;
	return true;
}
