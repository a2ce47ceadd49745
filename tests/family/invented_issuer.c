/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_issuer.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "invented_family.h"

enum { P384_NUMBER = 48, LIFE = 10 * 365 };

/* What must work in a test; also without assert(). */
static void must(bool ok)
{
	if (!ok)
		abort();
}

static void add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *extension;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, issuer, certificate, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	must(extension && X509_add_ext(certificate, extension, -1) == 1);
	X509_EXTENSION_free(extension);
}

static X509 *begin_certificate(const char *subject, const char *issuer, long serial, EVP_PKEY *key)
{
	X509 *certificate = X509_new();

	must(certificate && X509_set_version(certificate, 2) == 1 &&
	     ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial) == 1 &&
	     X509_gmtime_adj(X509_getm_notBefore(certificate), -24L * 3600) &&
	     X509_gmtime_adj(X509_getm_notAfter(certificate), LIFE * 24L * 3600) &&
	     X509_set_pubkey(certificate, key) == 1);
	must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
					(const uint8_t *)subject, -1, -1, 0) == 1);
	must(X509_NAME_add_entry_by_txt(X509_get_issuer_name(certificate), "CN", MBSTRING_ASC, (const uint8_t *)issuer,
					-1, -1, 0) == 1);
	return certificate;
}

static size_t end_certificate(X509 *certificate, EVP_PKEY *signer, uint8_t *out, size_t room)
{
	uint8_t *der = NULL;
	int len;

	must(X509_sign(certificate, signer, EVP_sha256()) > 0);
	len = i2d_X509(certificate, &der);
	must(len > 0 && (size_t)len <= room);
	memcpy(out, der, (size_t)len);
	OPENSSL_free(der);
	X509_free(certificate);
	return (size_t)len;
}

static void certify_ca(struct invented_ca *ca)
{
	X509 *certificate = begin_certificate("Invented CA", "Invented CA", 1, ca->key);

	add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
	add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
	ca->certificate_len = end_certificate(certificate, ca->key, ca->certificate, sizeof ca->certificate);
}

void invented_ca_make(struct invented_ca *ca)
{
	*ca = (struct invented_ca){ .key = EVP_EC_gen("P-384") };
	must(ca->key != NULL);
	certify_ca(ca);
}

void invented_ca_free(struct invented_ca *ca)
{
	EVP_PKEY_free(ca->key);
	ca->key = NULL;
}

bool invented_ca_store(const struct invented_ca *ca, const char *path)
{
	FILE *file = fopen(path, "wb");
	bool ok = file && PEM_write_PrivateKey(file, ca->key, NULL, NULL, 0, NULL, NULL) == 1 &&
		  fwrite(ca->certificate, 1, ca->certificate_len, file) == ca->certificate_len;

	if (file)
		ok = fclose(file) == 0 && ok;
	return ok;
}

bool invented_ca_fetch(struct invented_ca *ca, const char *path)
{
	FILE *file = fopen(path, "rb");

	*ca = (struct invented_ca){ 0 };
	if (!file)
		return false;
	ca->key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
	ca->certificate_len = fread(ca->certificate, 1, sizeof ca->certificate, file);
	(void)fclose(file);
	return ca->key && ca->certificate_len > 0;
}

static void put(struct chip_file *file, const void *bytes, size_t len)
{
	must(len <= sizeof file->data - file->len);
	memcpy(file->data + file->len, bytes, len);
	file->len += len;
}

/* An object whose value is filled up with NULs to its fixed length. */
static void put_object(struct chip_file *file, uint8_t tag, const void *value, size_t len, size_t size)
{
	const uint8_t header[] = { tag, 0x82, (uint8_t)(size >> 8), (uint8_t)size };
	const uint8_t small[] = { tag, (uint8_t)size };
	static const uint8_t nuls[CHIP_FILE_SIZE];

	if (size > 0x7F)
		put(file, header, sizeof header);
	else
		put(file, small, sizeof small);
	put(file, value, len);
	put(file, nuls, size - len);
}

/* The value of a tag in a file as a card stores it. */
static zairyu_bytes value_in(zairyu_bytes file, uint32_t wanted)
{
	for (size_t at = 0; at + 2 <= file.len && file.data[at] != 0;) {
		uint32_t tag = file.data[at++];
		size_t len;

		if ((tag & 0x1F) == 0x1F)
			tag = tag << 8 | file.data[at++];
		len = file.data[at++];
		if (len == 0x81)
			len = file.data[at++];
		else if (len == 0x82) {
			len = (size_t)file.data[at] << 8 | file.data[at + 1];
			at += 2;
		}
		if (tag == wanted)
			return (zairyu_bytes){ file.data + at, len };
		at += len;
	}
	return (zairyu_bytes){ 0 };
}

static zairyu_bytes model_value(const zairyu_vcard *model, int df, int sfi, uint32_t tag)
{
	zairyu_bytes file;

	must(zairyu_vcard_file(model, df, sfi, &file) == ZAIRYU_OK);
	return value_in(file, tag);
}

static void copy_file(struct chip *chip, int df, int sfi, const zairyu_vcard *model, int model_df, int model_sfi,
		      enum chip_right right)
{
	zairyu_bytes file;

	must(zairyu_vcard_file(model, model_df, model_sfi, &file) == ZAIRYU_OK);
	put(invented_chip_add(chip, df, sfi, right), file.data, file.len);
}

static void put_images(struct chip *chip, const zairyu_vcard *model)
{
	const zairyu_bytes name = model_value(model, 1, 4, 0xD0), face = model_value(model, 1, 4, 0xD1);
	const zairyu_bytes address = model_value(model, 1, 6, 0xDFD1);
	struct chip_file *portrait = invented_chip_add(chip, 0, INVENTED_SFI_PORTRAIT, CHIP_PROTECTED);

	put_object(portrait, 0xD9, "signed unknown", 14, 16);
	put_object(portrait, 0xD1, face.data, face.len, 3000);
	put_object(invented_chip_add(chip, 0, INVENTED_SFI_NAMES, CHIP_PROTECTED), 0xD0, name.data, name.len, 2500);
	put_object(invented_chip_add(chip, 0, INVENTED_SFI_ADDRESS, CHIP_PROTECTED), 0xD0, address.data, address.len,
		   2500);
}

/* `90 03 010001`, `91 82 0100` and the modulus. */
static void put_key(struct chip *chip)
{
	static const uint8_t head[] = { 0x90, 0x03, 0x01, 0x00, 0x01, 0x91, 0x82, 0x01, 0x00 };
	struct chip_file *file = invented_chip_add(chip, 0, INVENTED_SFI_KEY, CHIP_FREE);
	BIGNUM *n = NULL;

	put(file, head, sizeof head);
	must(EVP_PKEY_get_bn_param(chip->key, "n", &n) == 1 && BN_bn2binpad(n, file->data + file->len, 256) == 256);
	file->len += 256;
	BN_free(n);
}

static void put_rest(struct chip *chip, const zairyu_vcard *model, bool is_residence_card)
{
	struct chip_file *history = invented_chip_add(chip, 1, INVENTED_SFI_HISTORY, CHIP_PROTECTED);

	put_object(history, 0xE1, "20240401", 8, 8);
	put_object(history, 0xE2, "9XYZ", 4, 4);
	if (!is_residence_card)
		return;
	copy_file(chip, 1, INVENTED_SFI_PERMISSIONS, model, 2, 1, CHIP_PROTECTED);
	copy_file(chip, 1, INVENTED_SFI_RENEWAL, model, 2, 2, CHIP_VERIFIED);
}

void invented_issue(struct chip *chip, const struct invented_ca *ca, const char *type, const char *number)
{
	const bool is_residence_card = strcmp(type, INVENTED_TYPE) == 0;
	zairyu_vcard *model;
	zairyu_context *ctx;
	char options[64];

	(void)snprintf(options, sizeof options, "type=%s%s%s", is_residence_card ? "05" : "06",
		       number ? ",number=" : "", number ? number : "");
	must(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	must(zairyu_vcard_new(ctx, NULL, options, &model, NULL) == ZAIRYU_OK);
	*chip = (struct chip){ .df = -1, .key = EVP_RSA_gen(2048) };
	must(chip->key != NULL);
	(void)snprintf(chip->number, sizeof chip->number, "%s", zairyu_vcard_number(model));
	put_object(invented_chip_add(chip, 0, INVENTED_SFI_COMMON, CHIP_FREE), 0xC0, "0001", 4, 4);
	put_object(invented_chip_add(chip, 0, INVENTED_SFI_TYPE, CHIP_FREE), 0xC1, type, 2, 2);
	put_key(chip);
	copy_file(chip, 0, INVENTED_SFI_NUMBER, model, 1, 1, CHIP_PROTECTED);
	copy_file(chip, 0, INVENTED_SFI_ENTRIES, model, 1, 3, CHIP_PROTECTED);
	put_images(chip, model);
	put_rest(chip, model, is_residence_card);
	invented_chip_add(chip, 1, INVENTED_SFI_SIGNATURE, CHIP_PROTECTED);
	invented_sign(chip, ca);
	zairyu_vcard_free(model);
	zairyu_context_free(ctx);
}

/* What is signed, in the order in which it is: written down here once more, and not taken from the family's table. */
static const struct {
	uint8_t sfi, tag;
	uint16_t size;
} signed_order[] = {
	{ INVENTED_SFI_NAMES, 0xD0, 2500 },    { INVENTED_SFI_PORTRAIT, 0xD9, 16 }, { INVENTED_SFI_ENTRIES, 0xC8, 3 },
	{ INVENTED_SFI_ENTRIES, 0xC6, 8 },     { INVENTED_SFI_ENTRIES, 0xC7, 1 },   { INVENTED_SFI_ENTRIES, 0xC9, 10 },
	{ INVENTED_SFI_ENTRIES, 0xCE, 4 },     { INVENTED_SFI_ENTRIES, 0xC5, 8 },   { INVENTED_SFI_ENTRIES, 0xCA, 2 },
	{ INVENTED_SFI_ENTRIES, 0xCB, 8 },     { INVENTED_SFI_ENTRIES, 0xCC, 1 },   { INVENTED_SFI_ENTRIES, 0xCD, 8 },
	{ INVENTED_SFI_PORTRAIT, 0xD1, 3000 },
};

/* The check code over all of it: r and s. */
static void sign(struct chip *chip, EVP_PKEY *key, uint8_t code[2 * P384_NUMBER])
{
	static const uint8_t nuls[3000];
	uint8_t der[256];
	const uint8_t *at = der;
	size_t len = sizeof der;
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	ECDSA_SIG *numbers;

	must(md && EVP_DigestSignInit(md, NULL, EVP_sha256(), NULL, key) == 1);
	for (size_t i = 0; i < sizeof signed_order / sizeof *signed_order; i++) {
		struct chip_file *file = invented_chip_find(chip, 0, signed_order[i].sfi);
		zairyu_bytes value = value_in((zairyu_bytes){ file->data, file->len }, signed_order[i].tag);

		must(value.len <= signed_order[i].size &&
		     EVP_DigestSignUpdate(md, value.len ? value.data : nuls, value.len) == 1 &&
		     EVP_DigestSignUpdate(md, nuls, signed_order[i].size - value.len) == 1);
	}
	must(EVP_DigestSignFinal(md, der, &len) == 1);
	EVP_MD_CTX_free(md);
	numbers = d2i_ECDSA_SIG(NULL, &at, (long)len);
	must(numbers && BN_bn2binpad(ECDSA_SIG_get0_r(numbers), code, P384_NUMBER) == P384_NUMBER &&
	     BN_bn2binpad(ECDSA_SIG_get0_s(numbers), code + P384_NUMBER, P384_NUMBER) == P384_NUMBER);
	ECDSA_SIG_free(numbers);
}

void invented_sign(struct chip *chip, const struct invented_ca *ca)
{
	struct chip_file *file = invented_chip_find(chip, 1, INVENTED_SFI_SIGNATURE);
	EVP_PKEY *key = EVP_EC_gen("P-384");
	X509 *certificate = begin_certificate("Invented cards", "Invented CA", 2, key);
	uint8_t code[2 * P384_NUMBER], der[1000];
	size_t len;

	add_extension(certificate, certificate, NID_key_usage, "critical,digitalSignature");
	len = end_certificate(certificate, ca->key, der, sizeof der);
	sign(chip, key, code);
	file->len = 0;
	put_object(file, 0xDC, code, sizeof code, sizeof code);
	put_object(file, 0xDD, der, len, 1000);
	EVP_PKEY_free(key);
}
