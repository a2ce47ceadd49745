/* SPDX-License-Identifier: BSD-2-Clause */
/* X.509 certificates of the test CAs and cards [RFC 5280], with the oddities that real cards were met with on request.
 */
#include "ca.h"
#include "ca_der.h"
#include "variant.h"

#include <string.h>

struct certificate {
	const struct key *subject, *signer;
	const char *subject_name, *issuer_name;
	const uint8_t *authority_id;
	const char *not_before, *not_after;
	bool ca, null_parameter, flip_signature;
	enum der_length outer, inner; /* how the lengths of the certificate and of what is signed are written */
};

static const uint8_t oid_rsa_sha256[] = { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B };
static const uint8_t oid_ecdsa_sha256[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02 };

/* RSA's parameters are NULL [RFC 4055 5], ECDSA's absent [RFC 5758 3.2] unless a variant wants the mistake. */
static void put_algorithm(struct der *der, const struct certificate *c)
{
	bool rsa = c->signer->kind == KEY_RSA_2048;
	size_t end = der->start;
	if (rsa || c->null_parameter)
		der_primitive(der, DER_NULL, NULL, 0);
	if (rsa)
		der_primitive(der, DER_OID, oid_rsa_sha256, sizeof oid_rsa_sha256);
	else
		der_primitive(der, DER_OID, oid_ecdsa_sha256, sizeof oid_ecdsa_sha256);
	der_wrap(der, DER_SEQUENCE, end);
}

static void put_attribute(struct der *der, uint8_t type, enum der_tag tag, const char *value)
{
	size_t end = der->start;
	der_primitive(der, tag, value, strlen(value));
	der_primitive(der, DER_OID, (const uint8_t[]){ 0x55, 0x04, type }, 3);
	der_wrap(der, DER_SEQUENCE, end);
	der_wrap(der, DER_SET, end);
}

/* Built as the agency's names are, but nobody can take them for the agency's. */
static void put_name(struct der *der, const char *common_name)
{
	enum { COMMON_NAME = 3, COUNTRY = 6, ORGANIZATION = 10, UNIT = 11 };
	size_t end = der->start;
	put_attribute(der, COMMON_NAME, DER_UTF8_STRING, common_name);
	put_attribute(der, UNIT, DER_UTF8_STRING, "Fictional test cards");
	put_attribute(der, ORGANIZATION, DER_UTF8_STRING, "libzairyu");
	put_attribute(der, COUNTRY, DER_PRINTABLE_STRING, "JP");
	der_wrap(der, DER_SEQUENCE, end);
}

/* Wraps what was written since `end` as one extension of id-ce. */
static void wrap_extension(struct der *der, uint8_t id, bool critical, size_t end)
{
	der_wrap(der, DER_OCTET_STRING, end);
	if (critical)
		der_primitive(der, DER_BOOLEAN, (const uint8_t[]){ 0xFF }, 1);
	der_primitive(der, DER_OID, (const uint8_t[]){ 0x55, 0x1D, id }, 3);
	der_wrap(der, DER_SEQUENCE, end);
}

static void put_extensions(struct der *der, const struct certificate *c)
{
	enum { SUBJECT_KEY_ID = 14, KEY_USAGE = 15, BASIC_CONSTRAINTS = 19, AUTHORITY_KEY_ID = 35 };
	static const uint8_t cert_and_crl_sign[] = { 1, 0x06 }, digital_signature[] = { 7, 0x80 };
	size_t end = der->start, one = end;
	der_primitive(der, DER_KEY_ID, c->authority_id, KEY_ID);
	der_wrap(der, DER_SEQUENCE, one);
	wrap_extension(der, AUTHORITY_KEY_ID, false, one);
	one = der->start;
	der_primitive(der, DER_OCTET_STRING, c->subject->id, KEY_ID);
	wrap_extension(der, SUBJECT_KEY_ID, false, one);
	one = der->start;
	der_primitive(der, DER_BIT_STRING, c->ca ? cert_and_crl_sign : digital_signature, 2);
	wrap_extension(der, KEY_USAGE, true, one);
	if (c->ca) {
		one = der->start;
		der_primitive(der, DER_BOOLEAN, (const uint8_t[]){ 0xFF }, 1);
		der_wrap(der, DER_SEQUENCE, one);
		wrap_extension(der, BASIC_CONSTRAINTS, true, one);
	}
	der_wrap(der, DER_SEQUENCE, end);
	der_wrap(der, DER_EXTENSIONS, end);
}

/* Follows from what is certified, so that different certificates of one issuer have different numbers. */
static bool serial_make(const struct certificate *c, uint8_t serial[8])
{
	uint8_t digest[32], input[KEY_ID * 2 + 26] = { 0 };
	memcpy(input, c->subject->id, KEY_ID);
	memcpy(input + KEY_ID, c->authority_id, KEY_ID);
	memcpy(input + 2 * KEY_ID, c->not_before, strlen(c->not_before));
	memcpy(input + 2 * KEY_ID + 13, c->not_after, strlen(c->not_after));
	if (EVP_Digest(input, sizeof input, digest, NULL, EVP_sha256(), NULL) != 1)
		return false;
	memcpy(serial, digest, 8);
	serial[0] = (uint8_t)((serial[0] & 0x7F) | 0x40);
	return true;
}

static bool put_to_be_signed(struct der *der, const struct certificate *c)
{
	uint8_t serial[8];
	if (!serial_make(c, serial))
		return false;
	size_t end = der->start;
	put_extensions(der, c);
	der_bytes(der, c->subject->spki.data, c->subject->spki.len);
	put_name(der, c->subject_name);
	size_t validity = der->start;
	der_primitive(der, DER_UTC_TIME, c->not_after, strlen(c->not_after));
	der_primitive(der, DER_UTC_TIME, c->not_before, strlen(c->not_before));
	der_wrap(der, DER_SEQUENCE, validity);
	put_name(der, c->issuer_name);
	put_algorithm(der, c);
	der_unsigned(der, serial, sizeof serial);
	size_t version = der->start;
	der_primitive(der, DER_INTEGER, (const uint8_t[]){ 2 }, 1);
	der_wrap(der, DER_VERSION, version);
	der_wrap_as(der, DER_SEQUENCE, end, c->inner);
	return !der->failed;
}

/* signatureValue: RSA's as it is, ECDSA's as SEQUENCE of r and s [RFC 3279 2.2.3]. */
static void put_signature(struct der *der, const struct certificate *c, const uint8_t *signature, size_t len)
{
	size_t end = der->start;
	if (c->signer->kind == KEY_RSA_2048) {
		der_bytes(der, signature, len);
	} else {
		der_unsigned(der, signature + KEY_P384, KEY_P384);
		der_unsigned(der, signature, KEY_P384);
		der_wrap(der, DER_SEQUENCE, end);
	}
	der_wrap_bits(der, end, c->outer == DER_LONG ? DER_LONG : DER_MINIMAL);
}

static int certificate_make(const struct certificate *c, struct blob *out, zairyu_error **err)
{
	struct der tbs, der;
	uint8_t signature[KEY_SIGNATURE_MAX];
	size_t len;
	der_init(&tbs);
	if (!put_to_be_signed(&tbs, c))
		return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0,
					"a certificate of the test CA could not be made");
	int rc = key_sign(c->signer, der_data(&tbs), der_len(&tbs), signature, &len, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (c->flip_signature)
		signature[len - 1] ^= 1;
	der_init(&der);
	size_t end = der.start;
	put_signature(&der, c, signature, len);
	put_algorithm(&der, c);
	der_bytes(&der, der_data(&tbs), der_len(&tbs));
	der_wrap_as(&der, DER_SEQUENCE, end, c->outer);
	if (der.failed)
		return zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0, "a certificate of the test CA is too large");
	if (!blob_set(out, der_data(&der), der_len(&der)))
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a certificate");
	return ZAIRYU_OK;
}

static const char *const authority_names[KEY_KINDS] = { "libzairyu Test CA", "libzairyu Test CA2" };

int ca_certificate_make(zairyu_vcard_ca *ca, enum key_kind kind, struct blob *out, zairyu_error **err)
{
	const struct key *key;
	int rc = ca_key(ca, kind, CA_AUTHORITY, &key, err);
	struct certificate c = { .subject = key,
				 .signer = key,
				 .subject_name = authority_names[kind],
				 .issuer_name = authority_names[kind],
				 .authority_id = key->id,
				 .not_before = ca->expired ? "100101000000Z" : "200101000000Z",
				 .not_after = ca->expired ? "191231235959Z" : "491231235959Z",
				 .ca = true };
	return rc == ZAIRYU_OK ? certificate_make(&c, out, err) : rc;
}

/* Who signs the card's certificate, and who it says that it was. */
static int choose_issuer(struct certificate *c, zairyu_vcard_ca *ca, enum key_kind kind,
			 const struct variant_set *variants, zairyu_error **err)
{
	const struct key *authority;
	int rc = ca_key(ca, kind, CA_AUTHORITY, &authority, err);
	bool unknown = variant_on(variants, VARIANT_ISSUER_UNKNOWN);
	bool same_key_id = variant_on(variants, VARIANT_ISSUER_SAME_KEY_ID);
	c->signer = authority;
	c->issuer_name = unknown ? "libzairyu Stranger CA" : authority_names[kind];
	if (rc == ZAIRYU_OK && (unknown || same_key_id || variant_on(variants, VARIANT_ISSUER_SAME_NAME)))
		rc = ca_key(ca, kind, CA_STRANGER, &c->signer, err);
	if (variant_on(variants, VARIANT_SELF_SIGNED)) {
		c->signer = c->subject;
		c->issuer_name = c->subject_name;
	}
	c->authority_id = same_key_id ? authority->id : c->signer->id;
	return rc;
}

static void choose_dates(struct certificate *c, const struct variant_set *variants)
{
	c->not_before = "240401000000Z";
	c->not_after = "390331235959Z";
	if (variant_on(variants, VARIANT_CERTIFICATE_EXPIRED)) {
		c->not_before = "150401000000Z";
		c->not_after = "200331235959Z";
	} else if (variant_on(variants, VARIANT_CERTIFICATE_NOT_YET_VALID)) {
		c->not_before = "460401000000Z";
		c->not_after = "490331235959Z";
	}
}

static void choose_encoding(struct certificate *c, const struct variant_set *variants)
{
	if (variant_on(variants, VARIANT_CERTIFICATE_INDEFINITE))
		c->outer = DER_INDEFINITE;
	if (variant_on(variants, VARIANT_CERTIFICATE_TBS_INDEFINITE))
		c->inner = DER_INDEFINITE;
	if (variant_on(variants, VARIANT_CERTIFICATE_LONG_LENGTHS))
		c->outer = c->inner = DER_LONG;
	c->null_parameter = variant_on(variants, VARIANT_CERTIFICATE_NULL_PARAMETER);
	c->flip_signature = variant_on(variants, VARIANT_FLIP_CERTIFICATE);
}

int ca_card_certificate(zairyu_vcard_ca *ca, enum key_kind kind, const struct variant_set *variants, struct blob *out,
			zairyu_error **err)
{
	const struct key *subject;
	int rc = ca_key(ca, kind, CA_CARD, &subject, err);
	struct certificate c = { .subject = subject, .subject_name = "libzairyu Test Card" };
	if (rc == ZAIRYU_OK)
		rc = choose_issuer(&c, ca, kind, variants, err);
	choose_dates(&c, variants);
	choose_encoding(&c, variants);
	if (rc == ZAIRYU_OK)
		rc = certificate_make(&c, out, err);
	/* The first length says more than there is. */
	if (rc == ZAIRYU_OK && variant_on(variants, VARIANT_CERTIFICATE_MALFORMED))
		out->data[2] ^= 0x40;
	return rc;
}
