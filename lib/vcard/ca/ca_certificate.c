/* SPDX-License-Identifier: BSD-2-Clause */
/* X.509 certificates of the test CAs and cards [RFC 5280]. */
#include "ca/ca_certificate.h"

#include <string.h>

#include "common/failure.h"

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

static void put_attribute(struct der *der, uint8_t type, enum der_tag tag, const char *value, bool pieces)
{
	size_t end = der->start;

	if (pieces)
		der_pieces(der, tag, value, strlen(value));
	else
		der_primitive(der, tag, value, strlen(value));
	der_primitive(der, DER_OID, (const uint8_t[]){ 0x55, 0x04, type }, 3);
	der_wrap(der, DER_SEQUENCE, end);
	der_wrap(der, DER_SET, end);
}

/* Built as the agency's names are, but nobody can take them for the agency's. */
static void put_name(struct der *der, const char *common_name, enum der_tag type, bool pieces)
{
	enum { COMMON_NAME = 3, COUNTRY = 6, ORGANIZATION = 10, UNIT = 11 };
	size_t end = der->start;

	put_attribute(der, COMMON_NAME, type, common_name, pieces);
	put_attribute(der, UNIT, type, "Fictional test cards", false);
	put_attribute(der, ORGANIZATION, type, "libzairyu", false);
	put_attribute(der, COUNTRY, DER_PRINTABLE_STRING, "JP", false);
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

/* An INTEGER from big-endian bytes, as it should be or in a way that a CA may have chosen. */
static void put_serial(struct der *der, const struct certificate *c, const uint8_t serial[8])
{
	uint8_t odd[21] = { 0 };
	size_t len = c->serial == SERIAL_ZEROS ? 10 : c->serial == SERIAL_LONG ? sizeof odd : 8;

	if (c->serial == SERIAL_USUAL) {
		der_unsigned(der, serial, 8);
		return;
	}
	memcpy(odd + len - 8, serial, 8);
	if (c->serial == SERIAL_LONG)
		memcpy(odd, serial, 8);
	if (c->serial == SERIAL_NEGATIVE)
		odd[0] |= 0x80;
	der_primitive(der, DER_INTEGER, odd, len);
}

static void put_version(struct der *der, const struct certificate *c)
{
	size_t end = der->start;

	if (c->version_1) /* which is not written */
		return;
	der_primitive(der, DER_INTEGER, (const uint8_t[]){ 2 }, 1);
	der_wrap(der, DER_VERSION, end);
}

static void put_either_name(struct der *der, const struct certificate *c, const char *common_name, enum der_tag tag)
{
	if (c->name.len)
		der_bytes(der, c->name.data, c->name.len);
	else
		put_name(der, common_name, tag, c->pieces);
}

static bool put_to_be_signed(struct der *der, const struct certificate *c)
{
	uint8_t serial[8];
	size_t end, validity;

	if (!serial_make(c, serial))
		return false;
	end = der->start;
	if (!c->version_1)
		put_extensions(der, c);
	der_bytes(der, c->subject->spki.data, c->subject->spki.len);
	put_either_name(der, c, c->subject_name, DER_UTF8_STRING);
	validity = der->start;
	der_primitive(der, DER_UTC_TIME, c->not_after, strlen(c->not_after));
	der_primitive(der, DER_UTC_TIME, c->not_before, strlen(c->not_before));
	der_wrap(der, DER_SEQUENCE, validity);
	put_either_name(der, c, c->issuer_name, c->printable_issuer ? DER_PRINTABLE_STRING : DER_UTF8_STRING);
	put_algorithm(der, c);
	put_serial(der, c, serial);
	put_version(der, c);
	der_wrap_as(der, DER_SEQUENCE, end, c->inner);
	return !der->failed;
}

/* One of the two numbers of an ECDSA signature. */
static void put_number(struct der *der, const struct certificate *c, const uint8_t *number)
{
	uint8_t longer[KEY_P384 + 2] = { 0 };

	memcpy(longer + 2, number, KEY_P384);
	if (c->signature_zeros)
		der_primitive(der, DER_INTEGER, longer, sizeof longer);
	else
		der_unsigned(der, number, KEY_P384);
}

/* signatureValue: RSA's as it is, ECDSA's as SEQUENCE of r and s [RFC 3279 2.2.3]. */
static void put_signature(struct der *der, const struct certificate *c, const uint8_t *signature, size_t len)
{
	size_t end = der->start;

	if (c->signer->kind == KEY_RSA_2048) {
		der_bytes(der, signature, len);
	} else {
		put_number(der, c, signature + KEY_P384);
		put_number(der, c, signature);
		der_wrap(der, DER_SEQUENCE, end);
	}
	der_wrap_bits(der, end, c->outer == DER_LONG ? DER_LONG : DER_MINIMAL);
}

/* Signs the form that the issuer had before it. */
static int sign_tbs(const struct certificate *c, uint8_t signature[KEY_SIGNATURE_MAX], size_t *len, zairyu_error **err)
{
	struct certificate form = *c;
	struct der tbs;

	if (c->signed_as_der) {
		form.inner = DER_MINIMAL;
		form.pieces = false;
	}
	der_init(&tbs);
	if (!put_to_be_signed(&tbs, &form))
		return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0,
					"a certificate of the test CA could not be made");
	return key_sign(c->signer, der_data(&tbs), der_len(&tbs), signature, len, err);
}

int ca_certificate_write(const struct certificate *c, struct blob *out, zairyu_error **err)
{
	struct der der;
	uint8_t signature[KEY_SIGNATURE_MAX];
	size_t len, end;
	int rc = sign_tbs(c, signature, &len, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (c->flip_signature)
		signature[len - 1] ^= 1;
	der_init(&der);
	end = der.start;
	put_signature(&der, c, signature, len);
	put_algorithm(&der, c);
	if (!put_to_be_signed(&der, c))
		return zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0, "a certificate of the test CA is too large");
	der_wrap_as(&der, DER_SEQUENCE, end, c->outer);
	if (der.failed)
		return zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0, "a certificate of the test CA is too large");
	if (!blob_set(out, der_data(&der), der_len(&der)))
		return no_memory(err);
	return ZAIRYU_OK;
}

size_t ca_certificate_name(const char *common_name, uint8_t out[CA_NAME_MAX])
{
	struct der der;
	size_t len;

	der_init(&der);
	put_name(&der, common_name, DER_UTF8_STRING, false);
	len = der.failed || der_len(&der) > CA_NAME_MAX ? 0 : der_len(&der);
	memcpy(out, der_data(&der), len);
	return len;
}
