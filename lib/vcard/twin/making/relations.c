/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/making/relations.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "ca/ca.h"
#include "twin/target.h"

enum { DER_MAX = 4096, SIGNATURE_MAX = 256, R_AND_S = 96 };

static zairyu_bytes whole_of(const struct ber *element)
{
	return (zairyu_bytes){ element->start, (size_t)(element->end - element->start) };
}

bool certificate_parts_of(const uint8_t *data, size_t len, struct certificate_parts *out)
{
	struct ber first;
	size_t at;

	*out = (struct certificate_parts){ 0 };
	if (!ber_read(data, data + len, &out->whole) || !ber_constructed(&out->whole) ||
	    !ber_child(&out->whole, 0, &out->tbs) || !ber_child(&out->whole, 1, &out->algorithm) ||
	    !ber_child(&out->whole, 2, &out->signature) || !ber_child(&out->tbs, 0, &first))
		return false;
	at = first.tag == 0xA0 ? 1 : 0;
	return ber_child(&out->tbs, at, &out->serial) && ber_child(&out->tbs, at + 2, &out->issuer) &&
	       ber_child(&out->tbs, at + 3, &out->validity) && ber_child(&out->tbs, at + 4, &out->subject) &&
	       ber_child(&out->tbs, at + 5, &out->spki);
}

/* An element as DER; empty if it does not fit. */
static zairyu_bytes as_der(const struct ber *element, uint8_t der[DER_MAX])
{
	return (zairyu_bytes){ der, ber_to_der(element, der, DER_MAX) };
}

static EVP_PKEY *key_of(const struct ber *spki)
{
	uint8_t der[DER_MAX];
	zairyu_bytes bytes = as_der(spki, der);
	const uint8_t *at = bytes.data;

	return bytes.len ? d2i_PUBKEY(NULL, &at, (long)bytes.len) : NULL;
}

static enum key_form form_of(const EVP_PKEY *key)
{
	if (key && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) == 2048)
		return KEY_FORM_RSA_2048;
	return key && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && EVP_PKEY_get_bits(key) == 384 ? KEY_FORM_P384
												: KEY_FORM_OTHER;
}

/* The digest of the algorithms that a card's kind of key is used with. */
static bool digest_of(const struct ber *algorithm, enum digest_kind *digest)
{
	static const uint8_t rsa[] = { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01 };
	static const uint8_t ecdsa[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03 };
	struct ber oid;
	size_t len;
	bool known;
	unsigned last, base;

	if (!ber_child(algorithm, 0, &oid))
		return false;
	len = (size_t)(oid.value_end - oid.value);
	known = (len == sizeof rsa + 1 && memcmp(oid.value, rsa, sizeof rsa) == 0) ||
		(len == sizeof ecdsa + 1 && memcmp(oid.value, ecdsa, sizeof ecdsa) == 0);
	last = known ? oid.value[len - 1] : 0;
	base = len == sizeof rsa + 1 ? 11 : 2;
	*digest = (enum digest_kind)(last - base);
	return known && last >= base && last < base + DIGESTS;
}

static const EVP_MD *md_of(enum digest_kind digest)
{
	return digest == DIGEST_SHA256 ? EVP_sha256() : digest == DIGEST_SHA384 ? EVP_sha384() : EVP_sha512();
}

static bool verifies(EVP_PKEY *key, enum digest_kind digest, zairyu_bytes what, zairyu_bytes signature)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = key && md && EVP_DigestVerifyInit(md, NULL, md_of(digest), NULL, key) == 1 &&
		  EVP_DigestVerify(md, signature.data, signature.len, what.data, what.len) == 1;

	EVP_MD_CTX_free(md);
	ERR_clear_error();
	return ok;
}

/* signatureValue as OpenSSL takes it: without the byte of unused bits, and of ECDSA as DER. */
static zairyu_bytes signature_of(const struct certificate_parts *c, uint8_t der[DER_MAX])
{
	uint8_t joined[DER_MAX];
	zairyu_bytes bits = as_der(&c->signature, joined), none = { NULL, 0 };
	struct ber string, sequence;
	size_t len;

	if (!bits.len || !ber_read(bits.data, bits.data + bits.len, &string) || string.value_end - string.value < 2)
		return none;
	len = (size_t)(string.value_end - string.value) - 1;
	if (ber_read(string.value + 1, string.value_end, &sequence) && sequence.tag == 0x30 && len < SIGNATURE_MAX)
		return as_der(&sequence, der);
	memcpy(der, string.value + 1, len);
	return (zairyu_bytes){ der, len };
}

/* Whether that key signed the certificate, and over which of its forms. */
static bool signed_with(EVP_PKEY *key, const struct certificate_parts *c, enum digest_kind digest, bool *over_der)
{
	uint8_t signature_der[DER_MAX], tbs_der[DER_MAX];
	zairyu_bytes signature = signature_of(c, signature_der), tbs = as_der(&c->tbs, tbs_der);

	*over_der = false;
	if (!signature.len)
		return false;
	if (verifies(key, digest, whole_of(&c->tbs), signature))
		return true;
	*over_der = tbs.len && verifies(key, digest, tbs, signature);
	return *over_der;
}

/* An anchor as far as it concerns this card. */
static X509 *anchor_at(const struct source *source, size_t index)
{
	const uint8_t *at = source->anchors[index].data;
	X509 *x = d2i_X509(NULL, &at, (long)source->anchors[index].len);

	ERR_clear_error();
	return x;
}

static bool is_called(const X509 *anchor, const struct ber *issuer)
{
	unsigned char *name = NULL;
	int len = i2d_X509_NAME(X509_get_subject_name(anchor), &name);
	uint8_t der[DER_MAX];
	zairyu_bytes stored = as_der(issuer, der);
	bool same = len > 0 && (size_t)len == stored.len && memcmp(name, stored.data, stored.len) == 0;

	OPENSSL_free(name);
	return same;
}

static void take_id(X509 *anchor, struct relations *out)
{
	const ASN1_OCTET_STRING *id = X509_get0_subject_key_id(anchor);

	out->authority_id_known = id && ASN1_STRING_length(id) == (int)sizeof out->authority_id;
	if (out->authority_id_known)
		memcpy(out->authority_id, ASN1_STRING_get0_data(id), sizeof out->authority_id);
}

static enum validity validity_at(const X509 *anchor, int64_t at)
{
	time_t when = (time_t)at;

	if (X509_cmp_time(X509_get0_notAfter(anchor), &when) < 0)
		return EXPIRED;
	return X509_cmp_time(X509_get0_notBefore(anchor), &when) > 0 ? NOT_YET_VALID : VALID;
}

/* The anchor that signed, or else one that is called so. */
static void compare_anchors(const struct source *source, const struct certificate_parts *c, struct relations *out)
{
	for (size_t i = 0; i < source->anchor_count; i++) {
		X509 *anchor = anchor_at(source, i);
		bool over_der = false,
		     signs = anchor && signed_with(X509_get0_pubkey(anchor), c, out->digest, &over_der);
		bool named = anchor && is_called(anchor, &c->issuer);

		if (signs || (named && out->signed_by != SIGNED_BY_AUTHORITY)) {
			out->signed_by = signs ? SIGNED_BY_AUTHORITY : out->signed_by;
			out->over_der = over_der;
			out->authority_named = named;
			out->authority = validity_at(anchor, source->read_at);
			take_id(anchor, out);
		}
		X509_free(anchor);
		if (signs)
			return;
	}
}

static bool is_test_ca(const struct ber *issuer)
{
	uint8_t name[CA_NAME_MAX];
	zairyu_bytes stored = whole_of(issuer);

	for (enum key_kind kind = KEY_RSA_2048; kind <= KEY_EC_P384; kind++)
		if (ca_name(kind, name) == stored.len && memcmp(name, stored.data, stored.len) == 0)
			return true;
	return false;
}

/* Without anchors the certificate is taken at its word. */
static void find_signer(const struct source *source, const struct certificate_parts *c, EVP_PKEY *own,
			struct relations *out)
{
	bool over_der = false;

	out->signed_by = SIGNED_BY_STRANGER;
	compare_anchors(source, c, out);
	if (out->signed_by == SIGNED_BY_AUTHORITY)
		return;
	if (signed_with(own, c, out->digest, &over_der)) {
		out->signed_by = SIGNED_BY_ITSELF;
		out->over_der = over_der;
	} else if (source->anchor_count == 0) {
		out->signed_by = SIGNED_BY_AUTHORITY;
		out->authority_named = true;
	}
}

/* The value of a data object of the signature file. */
static zairyu_bytes value_in(const struct vcard_file *file, unsigned tag, uint8_t *out, size_t size)
{
	target_value(file, tag, out, size);
	while (size > 0 && out[size - 1] == 0)
		size--;
	return (zairyu_bytes){ out, size };
}

/* The check code as OpenSSL takes it. */
static zairyu_bytes check_code_of(const struct source *source, const struct vcard_file *file, uint8_t der[DER_MAX])
{
	uint8_t stored[SIGNATURE_MAX];
	struct ber sequence;
	ECDSA_SIG *sig;
	unsigned char *at;
	int len;

	if (!source->files.second_generation) {
		target_value(file, 0xDA, der, SIGNATURE_MAX);
		return (zairyu_bytes){ der, SIGNATURE_MAX };
	}
	target_value(file, 0xDC, stored, sizeof stored);
	if (stored[0] == 0x30 && ber_read(stored, stored + sizeof stored, &sequence) && sequence.end - stored > R_AND_S)
		return as_der(&sequence, der);
	sig = ECDSA_SIG_new();
	at = der;
	len = 0;
	if (sig && ECDSA_SIG_set0(sig, BN_bin2bn(stored, R_AND_S / 2, NULL),
				  BN_bin2bn(stored + R_AND_S / 2, R_AND_S / 2, NULL)))
		len = i2d_ECDSA_SIG(sig, &at);
	ECDSA_SIG_free(sig);
	return (zairyu_bytes){ der, len > 0 ? (size_t)len : 0 };
}

/* Whether everything that is signed is known: what was not read is taken for right. */
static bool target_known(const struct source *source)
{
	static const uint8_t first[] = { 5, 6 }, second[] = { 3, 4 };
	const uint8_t *sfi = source->files.second_generation ? second : first;

	for (size_t i = 0; i < source->files.count; i++)
		if (source->files.file[i].df == 1 && !source->known[i] &&
		    (source->files.file[i].sfi == sfi[0] || source->files.file[i].sfi == sfi[1]))
			return false;
	return target_file(&source->files, 1, sfi[0]) && target_file(&source->files, 1, sfi[1]);
}

static void check_data(const struct source *source, const struct vcard_file *file, EVP_PKEY *key, struct relations *out)
{
	uint8_t target[TWIN_TARGET_MAX], der[DER_MAX];
	zairyu_bytes code = check_code_of(source, file, der);
	size_t len;

	if (!target_known(source))
		return;
	len = target_of(&source->files, false, target);
	if (code.len && verifies(key, DIGEST_SHA256, (zairyu_bytes){ target, len }, code)) {
		zairyu_wipe(target, sizeof target);
		return;
	}
	len = target_of(&source->files, true, target);
	out->face_nothing = code.len && verifies(key, DIGEST_SHA256, (zairyu_bytes){ target, len }, code);
	out->check_code_wrong = !out->face_nothing;
	zairyu_wipe(target, sizeof target);
}

void relations_find(const struct source *source, struct relations *out)
{
	uint8_t stored[DER_MAX];
	struct certificate_parts c;
	const struct vcard_file *file = target_file(&source->files, 3, 2);
	zairyu_bytes certificate;
	EVP_PKEY *own;

	*out = (struct relations){ 0 };
	if (!file)
		return;
	certificate = value_in(file, source->files.second_generation ? 0xDD : 0xDB, stored, sizeof stored);
	if (!certificate_parts_of(certificate.data, certificate.len, &c))
		return;
	own = key_of(&c.spki);
	out->key = form_of(own);
	out->issuer_is_test_ca = is_test_ca(&c.issuer);
	out->signature_usable = digest_of(&c.algorithm, &out->digest);
	if (out->signature_usable)
		find_signer(source, &c, own, out);
	if (own)
		check_data(source, file, own, out);
	EVP_PKEY_free(own);
	ERR_clear_error();
}
