/* SPDX-License-Identifier: BSD-2-Clause */
#include "raw.h"

#include <openssl/ecdsa.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

static uint8_t *copy(const void *data, size_t len)
{
	uint8_t *out = malloc(len);

	BENCH_REQUIRE(out != NULL);
	return memcpy(out, data, len);
}

static void append_value(struct raw_signature *to, zairyu_bytes value)
{
	BENCH_REQUIRE(to->message_len + value.len <= RAW_MESSAGE_MAX);
	memcpy(to->message + to->message_len, value.data, value.len);
	to->message_len += value.len;
}

static zairyu_bytes value_of(const zairyu_record *record, uint32_t tag)
{
	zairyu_bytes value;

	BENCH_REQUIRE(zairyu_record_value(record, tag, &value) == ZAIRYU_OK);
	return value;
}

/* What is signed [3.4.3]: both images, or the printed entries, the face and the name. */
static void collect_message(struct raw_signature *data, const zairyu_record *record, bool first)
{
	uint32_t tag;
	zairyu_bytes value;

	data->message = malloc(RAW_MESSAGE_MAX);
	BENCH_REQUIRE(data->message != NULL);
	for (size_t i = 0; !first && zairyu_record_object(record, ZAIRYU_ITEM_PRINTED_ENTRIES, i, &tag, &value) == 0;
	     i++)
		append_value(data, value);
	append_value(data, value_of(record, first ? 0xD0 : 0xD1));
	append_value(data, value_of(record, first ? 0xD1 : 0xD0));
}

EVP_PKEY_CTX *raw_prepare(EVP_PKEY *key, const EVP_MD *md)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);

	BENCH_REQUIRE(ctx && EVP_PKEY_verify_init(ctx) == 1);
	BENCH_REQUIRE(!EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1);
	BENCH_REQUIRE(EVP_PKEY_CTX_set_signature_md(ctx, md) == 1);
	return ctx;
}

/* The DER form that libcrypto wants of r and s side by side. */
static void take_raw_ecdsa(struct raw_signature *to, zairyu_bytes code)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	unsigned char *der = NULL;
	int len;

	BENCH_REQUIRE(sig &&
		      ECDSA_SIG_set0(sig, BN_bin2bn(code.data, 48, NULL), BN_bin2bn(code.data + 48, 48, NULL)) == 1);
	len = i2d_ECDSA_SIG(sig, &der);
	BENCH_REQUIRE(len > 0);
	to->signature = copy(der, (size_t)len);
	to->signature_len = (size_t)len;
	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
}

static void take_data_signature(struct raw_signature *to, const zairyu_record *record, bool first)
{
	zairyu_bytes code = value_of(record, first ? 0xDA : 0xDC);

	if (!first) {
		BENCH_REQUIRE(code.len == 96);
		take_raw_ecdsa(to, code);
		return;
	}
	to->signature = copy(code.data, code.len);
	to->signature_len = code.len;
}

static void take_certificate_signature(struct raw_signature *to, X509 *x509)
{
	const ASN1_BIT_STRING *signature;
	unsigned char *tbs = NULL;
	int len = i2d_re_X509_tbs(x509, &tbs);

	BENCH_REQUIRE(len > 0);
	X509_get0_signature(&signature, NULL, x509);
	to->message = copy(tbs, (size_t)len);
	to->message_len = (size_t)len;
	to->signature = copy(signature->data, (size_t)signature->length);
	to->signature_len = (size_t)signature->length;
	OPENSSL_free(tbs);
}

static X509 *parse(zairyu_bytes der)
{
	const unsigned char *p = der.data;
	X509 *x509 = d2i_X509(NULL, &p, (long)der.len);

	BENCH_REQUIRE(x509 != NULL);
	return x509;
}

void raw_card_init(struct raw_card *raw, const zairyu_record *record, zairyu_bytes ca_certificate)
{
	bool first = zairyu_card_family(zairyu_record_card(record)) == ZAIRYU_FAMILY_FIRST_GENERATION;
	X509 *card = parse(value_of(record, first ? 0xDB : 0xDD)), *ca = parse(ca_certificate);

	*raw = (struct raw_card){ 0 };
	raw->data.md = EVP_MD_fetch(NULL, "SHA2-256", NULL);
	raw->certificate.md = EVP_MD_fetch(NULL, "SHA2-256", NULL);
	collect_message(&raw->data, record, first);
	take_data_signature(&raw->data, record, first);
	take_certificate_signature(&raw->certificate, card);
	raw->data.verify = raw_prepare(X509_get0_pubkey(card), raw->data.md);
	raw->certificate.verify = raw_prepare(X509_get0_pubkey(ca), raw->certificate.md);
	X509_free(card);
	X509_free(ca);
	raw_check(&raw->data);
	raw_check(&raw->certificate);
}

static void signature_done(struct raw_signature *s)
{
	free(s->message);
	free(s->signature);
	EVP_MD_free(s->md);
	EVP_PKEY_CTX_free(s->verify);
}

void raw_card_done(struct raw_card *raw)
{
	signature_done(&raw->data);
	signature_done(&raw->certificate);
}

void raw_digest(const struct raw_signature *s, uint8_t digest[32])
{
	BENCH_REQUIRE(EVP_Digest(s->message, s->message_len, digest, NULL, s->md, NULL) == 1);
}

void raw_verify_digest(const struct raw_signature *s, const uint8_t digest[32])
{
	BENCH_REQUIRE(EVP_PKEY_verify(s->verify, s->signature, s->signature_len, digest, 32) == 1);
}

void raw_check(const struct raw_signature *s)
{
	uint8_t digest[32];

	raw_digest(s, digest);
	raw_verify_digest(s, digest);
}
