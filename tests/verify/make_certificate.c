/* SPDX-License-Identifier: BSD-2-Clause */
/* Test keys and certificates, written octet by octet so that every oddity can be made. */
#include <check.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <string.h>

#include "make_name.h"
#include "maker.h"

EVP_PKEY *keys[KEYS];

void keys_make(void)
{
	for (int i = 0; i < KEYS; i++) {
		bool rsa = i <= RSA_CARD || i == RSA_1024;

		keys[i] = rsa ? EVP_RSA_gen(i == RSA_1024 ? 1024 : 2048) : EVP_EC_gen(i == P256 ? "P-256" : "P-384");
		ck_assert_ptr_nonnull(keys[i]);
	}
}

void keys_free(void)
{
	for (int i = 0; i < KEYS; i++)
		EVP_PKEY_free(keys[i]);
}

static bool is_rsa(enum key_name key)
{
	return EVP_PKEY_is_a(keys[key], "RSA") == 1;
}

static const char *digest_of(const struct certificate_plan *plan)
{
	return plan->digest ? plan->digest : "SHA256";
}

/* An AlgorithmIdentifier for the issuer's signature. */
static void add_algorithm(struct blob *to, const struct certificate_plan *plan, bool null, bool wrong)
{
	static const struct {
		const char *digest;
		zairyu_bytes rsa, ecdsa;
	} table[] = {
		{ "MD5", LITERAL("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x04"), { NULL, 0 } },
		{ "SHA1", LITERAL("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x05"), LITERAL("\x2A\x86\x48\xCE\x3D\x04\x01") },
		{ "SHA256", LITERAL("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B"),
		  LITERAL("\x2A\x86\x48\xCE\x3D\x04\x03\x02") },
		{ "SHA384", LITERAL("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0C"),
		  LITERAL("\x2A\x86\x48\xCE\x3D\x04\x03\x03") },
		{ "SHA512", LITERAL("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0D"),
		  LITERAL("\x2A\x86\x48\xCE\x3D\x04\x03\x04") },
	};
	struct blob inside = { .len = 0 };

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		zairyu_bytes oid;

		if (strcmp(table[i].digest, wrong ? "SHA512" : digest_of(plan)) != 0)
			continue;
		oid = is_rsa(plan->issuer_key) ? table[i].rsa : table[i].ecdsa;
		blob_element(&inside, plan->form, 0x06, oid.data, oid.len);
	}
	ck_assert_uint_gt(inside.len, 0);
	if (null)
		blob_element(&inside, plan->form, 0x05, "", 0);
	if (plan->curve_parameter.len > 0)
		blob_element(&inside, plan->form, 0x06, plan->curve_parameter.data, plan->curve_parameter.len);
	blob_wrap(to, plan->form, 0x30, &inside);
}

static void add_time(struct blob *to, enum form form, const char *time)
{
	bool long_year = strlen(time) == 14 || strlen(time) == 15 || strchr(time, '.');

	blob_element(to, form, long_year ? 0x18 : 0x17, time, strlen(time));
}

static void number_of(EVP_PKEY *key, const char *name, uint8_t *out, size_t *len)
{
	BIGNUM *bn = NULL;

	ck_assert_int_eq(EVP_PKEY_get_bn_param(key, name, &bn), 1);
	*len = (size_t)BN_bn2bin(bn, out);
	BN_free(bn);
}

/* The point of a key, or of its second coordinate only whether it is odd [SEC 1 2.3.3]. */
static void add_point(struct blob *to, EVP_PKEY *key, bool compressed)
{
	uint8_t point[133];
	size_t len;

	ck_assert_int_eq(EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &len), 1);
	if (compressed) {
		point[0] = 0x02 | (point[len - 1] & 1);
		len = 1 + (len - 1) / 2;
	}
	blob_add(to, point, len);
}

static void add_public_key(struct blob *to, enum form form, enum form wrapped, EVP_PKEY *key, bool compressed)
{
	struct blob inside = { .len = 0 }, algorithm = { .len = 0 }, bits = { .len = 0 }, numbers = { .len = 0 };
	uint8_t number[600];
	size_t len;

	blob_nuls(&bits, 1);
	if (EVP_PKEY_is_a(key, "RSA")) {
		blob_element(&algorithm, form, 0x06, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", 9);
		blob_element(&algorithm, form, 0x05, "", 0);
		number_of(key, OSSL_PKEY_PARAM_RSA_N, number, &len);
		blob_integer(&numbers, wrapped, number, len);
		number_of(key, OSSL_PKEY_PARAM_RSA_E, number, &len);
		blob_integer(&numbers, wrapped, number, len);
		blob_wrap(&bits, wrapped, 0x30, &numbers);
	} else {
		bool p384 = EVP_PKEY_get_bits(key) == 384;

		blob_element(&algorithm, form, 0x06, "\x2A\x86\x48\xCE\x3D\x02\x01", 7);
		blob_element(&algorithm, form, 0x06, p384 ? "\x2B\x81\x04\x00\x22" : "\x2A\x86\x48\xCE\x3D\x03\x01\x07",
			     p384 ? 5 : 8);
		add_point(&bits, key, compressed);
	}
	blob_wrap(&inside, form, 0x30, &algorithm);
	blob_wrap(&inside, form, 0x03, &bits);
	blob_wrap(to, form, 0x30, &inside);
}

/* `value` is already encoded. */
static void add_extension(struct blob *to, const struct certificate_plan *plan, uint8_t id, bool critical,
			  const struct blob *value)
{
	struct blob inside = { .len = 0 };
	uint8_t oid[] = { 0x55, 0x1D, id };
	uint8_t yes = plan->true_octet != 0 ? plan->true_octet : 0xFF;

	blob_element(&inside, plan->form, 0x06, oid, sizeof oid);
	if (critical)
		blob_element(&inside, plan->form, 0x01, &yes, 1);
	blob_wrap(&inside, plan->form, 0x04, value);
	blob_wrap(to, plan->form, 0x30, &inside);
}

static void key_identifier(EVP_PKEY *key, uint8_t digest[32])
{
	struct blob spki = { .len = 0 };

	add_public_key(&spki, FORM_DER, FORM_DER, key, false);
	ck_assert_int_eq(EVP_Q_digest(NULL, "SHA256", NULL, spki.data, spki.len, digest, NULL), 1);
}

static void add_identifiers(struct blob *to, const struct certificate_plan *plan)
{
	uint8_t digest[32];
	struct blob value = { .len = 0 }, inside = { .len = 0 };
	size_t len = plan->malformed_identifiers ? 0 : 20;

	key_identifier(keys[plan->key], digest);
	blob_element(&value, plan->inside, 0x04, digest, len);
	add_extension(to, plan, 14, false, &value);
	key_identifier(keys[plan->issuer_key], digest);
	if (plan->wrong_authority_key)
		digest[0] ^= 1;
	blob_element(&inside, plan->inside, 0x80, digest, len);
	value.len = 0;
	blob_wrap(&value, plan->inside, 0x30, &inside);
	add_extension(to, plan, 35, false, &value);
}

static void add_usage(struct blob *to, const struct certificate_plan *plan)
{
	uint8_t usage = plan->key_usage != 0 ? plan->key_usage : plan->is_ca ? 0x06 : 0x80;
	uint8_t bits[] = { 0, usage };
	struct blob value = { .len = 0 };

	blob_element(&value, plan->inside, 0x03, bits, plan->no_usage ? 1 : sizeof bits);
	for (int i = 0; i < (plan->repeated_extension ? 2 : 1); i++)
		add_extension(to, plan, 15, true, &value);
}

static void add_constraints(struct blob *to, const struct certificate_plan *plan)
{
	uint8_t yes = plan->true_octet != 0 ? plan->true_octet : 0xFF;
	struct blob value = { .len = 0 }, inside = { .len = 0 };

	if (plan->is_ca && !plan->not_a_ca)
		blob_element(&inside, plan->inside, 0x01, &yes, 1);
	blob_wrap(&value, plan->inside, 0x30, &inside);
	if ((plan->is_ca && !plan->ca_without_constraints) || plan->not_a_ca)
		add_extension(to, plan, 19, true, &value);
	if (plan->policies_critical)
		add_extension(to, plan, 32, true, &value);
	if (plan->unknown_critical)
		add_extension(to, plan, 30, true, &value);
}

static void add_extensions(struct blob *to, const struct certificate_plan *plan)
{
	struct blob all = { .len = 0 }, sequence = { .len = 0 };

	if (!plan->no_identifiers && !plan->no_extensions)
		add_identifiers(&all, plan);
	if (!plan->no_extensions) {
		add_usage(&all, plan);
		add_constraints(&all, plan);
	}
	blob_wrap(&sequence, plan->form, 0x30, &all);
	blob_wrap(to, plan->form, 0xA3, &sequence);
}

static void add_tbs(struct blob *to, const struct certificate_plan *plan)
{
	struct blob tbs = { .len = 0 }, inside = { .len = 0 };
	bool null = is_rsa(plan->issuer_key) ? !plan->no_rsa_null : plan->null_parameter;
	zairyu_bytes serial = plan->serial.len > 0 ? plan->serial : LITERAL("\x00\x9A\x01\x02");
	uint8_t version = plan->version != 0 ? (uint8_t)(plan->version - 1) : 2;

	blob_element(&inside, plan->form, 0x02, &version, 1);
	if (!plan->version_1)
		blob_wrap(&tbs, plan->form, 0xA0, &inside);
	blob_element(&tbs, plan->form, 0x02, serial.data, serial.len);
	add_algorithm(&tbs, plan, null, false);
	make_issuer_name(&tbs, plan);
	inside.len = 0;
	add_time(&inside, plan->form, plan->not_before ? plan->not_before : "240101000000Z");
	add_time(&inside, plan->form, plan->not_after ? plan->not_after : "20580101000000Z");
	blob_wrap(&tbs, plan->form, 0x30, &inside);
	if (plan->odd_subject != NAME_USUAL)
		make_odd_name(&tbs, plan->form, plan->odd_subject);
	else
		make_name(&tbs, plan->form, plan->subject, 0x0C);
	add_public_key(&tbs, plan->form, plan->inside, keys[plan->key], plan->compressed_point);
	if (!plan->version_1)
		add_extensions(&tbs, plan);
	blob_wrap(to, plan->form, 0x30, &tbs);
}

/* The signed part as its issuer had it. */
static void add_signed_tbs(struct blob *to, const struct certificate_plan *plan)
{
	struct certificate_plan signed_plan = *plan;

	if (plan->signed_as != SIGNED_AS_STORED) {
		signed_plan.form = FORM_DER;
		signed_plan.true_octet = 0xFF;
		signed_plan.swap_parts = false;
	}
	if (plan->signed_as == SIGNED_AS_DER)
		signed_plan.inside = FORM_DER;
	if (plan->signed_zeros > 0) {
		signed_plan.serial.data += plan->signed_zeros;
		signed_plan.serial.len -= plan->signed_zeros;
	}
	add_tbs(to, &signed_plan);
}

void make_certificate(const struct certificate_plan *plan, struct blob *out)
{
	struct blob tbs = { .len = 0 }, signed_tbs = { .len = 0 }, whole = { .len = 0 };
	bool null = is_rsa(plan->issuer_key) ? !plan->no_rsa_null : plan->null_parameter || plan->outer_null_only;
	size_t end;

	out->len = 0;
	add_tbs(&tbs, plan);
	blob_add(&whole, tbs.data, tbs.len);
	add_algorithm(&whole, plan, null, plan->wrong_outer_algorithm);
	add_signed_tbs(&signed_tbs, plan);
	add_signature(&whole, plan, &signed_tbs);
	blob_wrap(out, plan->form, 0x30, &whole);
	end = out->len;
	blob_nuls(out, plan->padding);
	if (plan->padding > 0)
		out->data[end + plan->padding / 2] = plan->padding_octet;
}

void make_ca(enum key_name key, const char *name, struct blob *out)
{
	struct certificate_plan plan = {
		.key = key, .issuer_key = key, .subject = name, .issuer = name, .is_ca = true
	};

	make_certificate(&plan, out);
}

struct certificate_plan card_certificate_plan(const char *type)
{
	bool first = is_first_generation(type);

	return (struct certificate_plan){
		.key = first ? RSA_CARD : P384_CARD,
		.issuer_key = first ? RSA_CA : P384_CA,
		.subject = "Test Signer",
		.issuer = CA_NAME,
	};
}

void spoil_point(struct blob *certificate)
{
	static const uint8_t begin[] = { 0x2B, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04 };
	size_t at = 0;

	while (at + sizeof begin + 96 < certificate->len && memcmp(certificate->data + at, begin, sizeof begin) != 0)
		at++;
	ck_assert_uint_lt(at + sizeof begin + 96, certificate->len);
	certificate->data[at + sizeof begin + 95] ^= 1;
}

struct certificate_plan changed_certificate_plan(const char *type, const struct certificate_plan *change)
{
	const struct certificate_plan usual = card_certificate_plan(type);
	struct certificate_plan plan = *change;

	plan.key = usual.key;
	plan.issuer_key = usual.issuer_key;
	plan.subject = usual.subject;
	plan.issuer = usual.issuer;
	return plan;
}
