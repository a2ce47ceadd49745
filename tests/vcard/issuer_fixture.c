/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks at issued cards with nothing but OpenSSL and a small reader of data objects of its own. */
#include "issuer_fixture.h"

#include <openssl/ecdsa.h>
#include <stdlib.h>
#include <string.h>

zairyu_context *fixture_ctx;
zairyu_vcard_ca *fixture_ca;

int fixture_run(const char *name, TCase *const *cases)
{
	int status;

	if (zairyu_context_new(&fixture_ctx, NULL) || zairyu_vcard_ca_new(fixture_ctx, 1, &fixture_ca, NULL))
		return EXIT_FAILURE;
	status = suite_run_as(CK_NOFORK, name, cases);
	zairyu_vcard_ca_free(fixture_ca);
	zairyu_context_free(fixture_ctx);
	return status;
}

void made_init(struct made *made, const char *options)
{
	zairyu_error *err = NULL;
	int rc = issuer_personalise(fixture_ctx, fixture_ca, options, &made->files, &made->issuer, &err);

	ck_assert_msg(rc == ZAIRYU_OK, "%s: %s", options, zairyu_error_message(err));
	zairyu_error_free(err);
}

void made_done(struct made *made)
{
	issuer_free(made->issuer);
	vcard_files_done(&made->files);
}

int made_refused(const char *options, char message[256])
{
	struct made made;
	zairyu_error *err = NULL;
	int rc = issuer_personalise(fixture_ctx, fixture_ca, options, &made.files, &made.issuer, &err);

	ck_assert_int_eq(zairyu_error_code(err), rc);
	snprintf(message, 256, "%s", zairyu_error_message(err));
	zairyu_error_free(err);
	if (rc == ZAIRYU_OK) {
		made_done(&made);
	} else {
		ck_assert_ptr_null(made.issuer);
		ck_assert_uint_eq(made.files.count, 0);
	}
	return rc;
}

const struct vcard_file *made_file(const struct made *made, int df, int sfi)
{
	for (size_t i = 0; i < made->files.count; i++)
		if (made->files.file[i].df == df && made->files.file[i].sfi == sfi)
			return &made->files.file[i];
	return NULL;
}

struct value made_value(const struct made *made, int df, int sfi, unsigned tag)
{
	const struct vcard_file *file = made_file(made, df, sfi);

	ck_assert_ptr_nonnull(file);
	for (size_t at = 0; at + 2 <= file->len && file->data[at] != 0;) {
		unsigned found = file->data[at++];
		size_t len;

		if (found == 0xDF)
			found = found << 8 | file->data[at++];
		len = file->data[at++];
		if (len == 0x81) {
			len = file->data[at++];
		} else if (len == 0x82) {
			len = (size_t)file->data[at] << 8 | file->data[at + 1];
			at += 2;
		}
		ck_assert_uint_le(at + len, file->len);
		if (found == tag)
			return (struct value){ file->data + at, len };
		at += len;
	}
	return (struct value){ NULL, 0 };
}

bool all_bytes_are(const uint8_t *data, size_t len, uint8_t byte)
{
	for (size_t i = 0; i < len; i++)
		if (data[i] != byte)
			return false;
	return true;
}

X509 *made_certificate(const struct made *made)
{
	struct value der = made_value(made, 3, 2, made->files.second_generation ? 0xDD : 0xDB);
	const uint8_t *at;

	if (!der.data)
		return NULL;
	at = der.data;
	return d2i_X509(NULL, &at, (long)der.len);
}

static void append(uint8_t *target, size_t *len, struct value value, size_t size)
{
	memset(target + *len, 0, size);
	if (value.data)
		memcpy(target + *len, value.data, value.len);
	*len += size;
}

static size_t collect(const struct made *made, bool with_face, uint8_t target[10000])
{
	static const unsigned entries[] = { 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCE, 0xCA, 0xCB, 0xCC, 0xCD };
	size_t len = 0;

	if (!made->files.second_generation) {
		append(target, &len, made_value(made, 1, 5, 0xD0), 7000);
		append(target, &len, made_value(made, 1, 6, 0xD1), 3000);
		return len;
	}
	memset(target, 0, 53);
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		struct value value = made_value(made, 1, 3, entries[i]);

		append(target, &len, value, value.len);
	}
	len = 53;
	if (with_face)
		append(target, &len, made_value(made, 1, 4, 0xD1), 3000);
	append(target, &len, made_value(made, 1, 4, 0xD0), 2500);
	return len;
}

/* The raw form, as DER. */
static size_t ecdsa_to_der(struct value raw, uint8_t **out)
{
	ECDSA_SIG *signature = ECDSA_SIG_new();
	int len;

	ck_assert_int_eq(ECDSA_SIG_set0(signature, BN_bin2bn(raw.data, 48, NULL), BN_bin2bn(raw.data + 48, 48, NULL)),
			 1);
	len = i2d_ECDSA_SIG(signature, out);
	ECDSA_SIG_free(signature);
	ck_assert_int_gt(len, 0);
	return (size_t)len;
}

bool made_check_code_fits(const struct made *made, bool with_face)
{
	uint8_t target[10000], *der = NULL;
	size_t len = collect(made, with_face, target);
	struct value code = made_value(made, 3, 2, made->files.second_generation ? 0xDC : 0xDA);
	X509 *certificate = made_certificate(made);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool fits;

	ck_assert_ptr_nonnull(certificate);
	if (made->files.second_generation && code.len == 96)
		code = (struct value){ NULL, ecdsa_to_der(code, &der) };
	fits = EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, X509_get0_pubkey(certificate)) == 1 &&
	       EVP_DigestVerify(md, der ? der : code.data, code.len, target, len) == 1;
	OPENSSL_free(der);
	EVP_MD_CTX_free(md);
	X509_free(certificate);
	return fits;
}

bool made_issued_by(const struct made *made, zairyu_vcard_ca *ca)
{
	int family = made->files.second_generation ? ZAIRYU_FAMILY_SECOND_GENERATION : ZAIRYU_FAMILY_FIRST_GENERATION;
	zairyu_bytes der;
	const uint8_t *at;
	X509 *issuer, *certificate;
	bool signed_by;

	ck_assert_int_eq(zairyu_vcard_ca_certificate(ca, family, &der, NULL), ZAIRYU_OK);
	at = der.data;
	issuer = d2i_X509(NULL, &at, (long)der.len);
	certificate = made_certificate(made);
	ck_assert_ptr_nonnull(issuer);
	ck_assert_ptr_eq(at, der.data + der.len);
	signed_by = certificate && X509_verify(certificate, X509_get0_pubkey(issuer)) == 1;
	X509_free(issuer);
	X509_free(certificate);
	return signed_by;
}
