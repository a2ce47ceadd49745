/* SPDX-License-Identifier: BSD-2-Clause */
/* DF3/EF01: check code and certificate over the files as they are [3.4.3], in the forms the variants ask for. */
#include <string.h>

#include "ca/ca_der.h"
#include "common/failure.h"
#include "issuer/issuer_files.h"

enum { FRONT = 7000, FACE = 3000, NAME = 2500, ENTRIES = 53, TARGET_MAX = FRONT + FACE };
enum { FIRST_CERTIFICATE = 1200, SECOND_CERTIFICATE = 602, CERTIFICATE_HEADER = 4 };

static void take(struct vcard_files *files, uint8_t sfi, unsigned tag, uint8_t *out, size_t size)
{
	const struct vcard_file *file = files_find(files, 1, sfi);

	if (file)
		take_value(file->data, file->len, tag, out, size);
}

/* What is signed: the padded values, whatever lengths their objects give. */
static size_t collect_target(const struct profile *p, struct vcard_files *files, uint8_t target[TARGET_MAX])
{
	const struct vcard_file *entries;
	size_t len;

	memset(target, 0, TARGET_MAX);
	if (!profile_second_generation(p)) {
		take(files, 5, 0xD0, target, FRONT);
		take(files, 6, 0xD1, target + FRONT, FACE);
		return FRONT + FACE;
	}
	entries = files_find(files, 1, 3);
	if (entries)
		take_all_values(entries->data, entries->len, target, ENTRIES);
	len = ENTRIES;
	if (!profile_has(p, VARIANT_INFANT_NOTHING)) {
		take(files, 4, 0xD1, target + len, FACE);
		len += FACE;
	}
	take(files, 4, 0xD0, target + len, NAME);
	return len + NAME;
}

static bool digest_of(const char *what, enum key_kind kind, const void *data, size_t len, uint8_t out[MEMO_KEY])
{
	uint8_t fixed[16] = { (uint8_t)kind };
	EVP_MD_CTX *md;
	bool ok;

	memcpy(fixed + 1, what, strlen(what));
	md = EVP_MD_CTX_new();
	ok = md && EVP_DigestInit_ex2(md, EVP_sha256(), NULL) && EVP_DigestUpdate(md, fixed, sizeof fixed) &&
	     EVP_DigestUpdate(md, data, len) && EVP_DigestFinal_ex(md, out, NULL);
	EVP_MD_CTX_free(md);
	return ok;
}

static int no_digest(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "SHA-256 failed");
}

static int check_code_make(struct issuer *issuer, enum key_kind kind, struct vcard_files *files, struct blob *out,
			   zairyu_error **err)
{
	uint8_t target[TARGET_MAX], digest[MEMO_KEY], signature[KEY_SIGNATURE_MAX];
	struct memo *memo = &ca_base(issuer->ca)->memo;
	const struct key *key;
	struct blob fresh = { 0 };
	size_t len = collect_target(&issuer->profile, files, target);
	int rc = digest_of("check code", kind, target, len, digest) ? ZAIRYU_OK : no_digest(err);
	const struct blob *known = rc == ZAIRYU_OK ? memo_get(memo, digest) : NULL;

	if (rc == ZAIRYU_OK && !known) {
		rc = ca_key(issuer->ca, kind, CA_CARD, &key, err);
		if (rc == ZAIRYU_OK)
			rc = key_sign(key, target, len, signature, &len, err);
		if (rc == ZAIRYU_OK && !blob_set(&fresh, signature, len))
			rc = no_memory(err);
		if (rc == ZAIRYU_OK)
			memo_put(memo, digest, &fresh);
		known = rc == ZAIRYU_OK ? memo_get(memo, digest) : NULL;
	}
	if (known && !blob_set(out, known->data, known->len))
		rc = no_memory(err);
	zairyu_wipe(target, sizeof target);
	return rc;
}

/* Everything about a card that its certificate depends on is in the variants. */
static int certificate_make(struct issuer *issuer, enum key_kind kind, struct blob *out, zairyu_error **err)
{
	uint8_t digest[MEMO_KEY];
	struct memo *memo = &ca_base(issuer->ca)->memo;
	struct blob fresh = { 0 };
	const struct variant_set *variants = &issuer->profile.variants;
	const struct blob *known;

	if (!digest_of("certificate", kind, variants, sizeof *variants, digest))
		return no_digest(err);
	if (!memo_get(memo, digest)) {
		int rc = ca_card_certificate(issuer->ca, kind, variants, &fresh, err);

		if (rc != ZAIRYU_OK)
			return rc;
		memo_put(memo, digest, &fresh);
	}
	known = memo_get(memo, digest);
	return blob_set(out, known->data, known->len) ? ZAIRYU_OK : no_memory(err);
}

/* ECDSA-Sig-Value, for those who take the specification by its word. */
static bool check_code_to_der(struct blob *code)
{
	struct der der;
	size_t end;

	der_init(&der);
	end = der.start;
	der_unsigned(&der, code->data + KEY_P384, KEY_P384);
	der_unsigned(&der, code->data, KEY_P384);
	der_wrap(&der, DER_SEQUENCE, end);
	return !der.failed && blob_set(code, der_data(&der), der_len(&der));
}

/* DA 00 DB 00 or DA 00 alone; DC and DD in the second generation [G1 3.3.5]. */
static void put_nothing(const struct profile *p, struct put *put)
{
	bool second = profile_second_generation(p);

	put_header(put, second ? 0xDC : 0xDA, 0);
	if (profile_has(p, VARIANT_UNDER16_A) || profile_has(p, VARIANT_UNSIGNED_A))
		put_header(put, second ? 0xDD : 0xDB, 0);
}

/* The first generation pads the certificate inside its object, the second behind it, unless told otherwise. */
static void put_certificate(const struct profile *p, struct put *put, const struct blob *certificate)
{
	bool second = profile_second_generation(p);
	size_t full = second ? SECOND_CERTIFICATE : FIRST_CERTIFICATE, room = put->cap - put->len - CERTIFICATE_HEADER;
	bool trailing, exact;

	if (full > room) /* a check code in DER leaves less */
		full = room;
	trailing = profile_has(p, VARIANT_CERTIFICATE_TRAILING);
	exact = second ? !trailing && !profile_has(p, VARIANT_CERTIFICATE_PADDED)
		       : profile_has(p, VARIANT_CERTIFICATE_EXACT);
	put_object(put, second ? 0xDD : 0xDB, exact ? certificate->len : full, certificate->data, certificate->len, 0);
	if (trailing && !put->failed && certificate->len < full)
		put->data[put->len - 1] = 0xFF;
}

static bool is_unsigned(const struct profile *p)
{
	return profile_has(p, VARIANT_UNDER16_A) || profile_has(p, VARIANT_UNDER16_B) ||
	       profile_has(p, VARIANT_UNSIGNED_A) || profile_has(p, VARIANT_UNSIGNED_B);
}

static int put_signature(struct issuer *issuer, struct vcard_files *files, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;
	enum key_kind kind = profile_second_generation(p) ? KEY_EC_P384 : KEY_RSA_2048;
	struct blob code = { 0 }, certificate = { 0 };
	int rc = check_code_make(issuer, kind, files, &code, err);

	if (rc == ZAIRYU_OK)
		rc = certificate_make(issuer, kind, &certificate, err);
	if (rc == ZAIRYU_OK && profile_has(p, VARIANT_CHECK_CODE_DER) && !check_code_to_der(&code))
		rc = no_memory(err);
	if (rc == ZAIRYU_OK) {
		if (profile_has(p, VARIANT_FLIP_CHECK_CODE) && code.data)
			code.data[code.len - 1] ^= 1;
		put_object(put, kind == KEY_EC_P384 ? 0xDC : 0xDA, code.len, code.data, code.len, 0);
		put_certificate(p, put, &certificate);
	}
	blob_done(&code);
	blob_done(&certificate);
	return rc;
}

int sign_files(struct issuer *issuer, struct vcard_files *files, zairyu_error **err)
{
	struct vcard_file *file = files_find(files, 3, 2);
	uint8_t fresh[FIRST_SIGNATURE_SIZE] = { 0 };
	int rc = ZAIRYU_OK;
	struct put put;

	if (!file)
		return rc;
	put = (struct put){ fresh, file->len < sizeof fresh ? file->len : sizeof fresh, 0, false };
	if (is_unsigned(&issuer->profile))
		put_nothing(&issuer->profile, &put);
	else
		rc = put_signature(issuer, files, &put, err);
	if (rc == ZAIRYU_OK && put.failed)
		rc = zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
				      "variant: check code and certificate together do not fit the card's file");
	if (rc == ZAIRYU_OK)
		memcpy(file->data, fresh, put.cap);
	return rc;
}
