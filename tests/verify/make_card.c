/* SPDX-License-Identifier: BSD-2-Clause */
/* Test cards of fictional holders, as records. */
#include <check.h>
#include <string.h>

#include "key/ecdsa.h"
#include "maker.h"
#include "trust/trust.h"

zairyu_context *ctx;

bool is_first_generation(const char *type)
{
	return strlen(type) == 1;
}

static bool is_certificate_type(const char *type)
{
	return type[strlen(type) - 1] == '2' || type[strlen(type) - 1] == '6';
}

struct card_plan card_plan_of(const char *type)
{
	return (struct card_plan){ .type = type, .key = is_first_generation(type) ? RSA_CARD : P384_CARD };
}

static void fill(struct blob *to, size_t len, uint8_t seed)
{
	for (size_t i = 0; i < len; i++) {
		uint8_t octet = (uint8_t)(seed + i * 7 % 251 + 1);

		blob_add(to, &octet, 1);
	}
}

static const struct {
	uint8_t tag;
	const char *value;
} entries[] = {
	{ 0xC5, "20300101" }, { 0xC6, "19900229" }, { 0xC7, "1" },        { 0xC8, "UTO" }, { 0xC9, "X123456789" },
	{ 0xCE, "0103" },     { 0xCA, "01" },       { 0xCB, "20250401" }, { 0xCC, "2" },   { 0xCD, "20290331" },
};

/* The printed entries, and the 53 signed bytes they come to. */
static void make_entries(const struct card_plan *plan, struct blob *file, uint8_t signed_bytes[53])
{
	size_t at = 0;
	size_t count = is_certificate_type(plan->type) ? 6 : 10;

	memset(signed_bytes, 0, 53);
	for (size_t i = 0; i < count; i++) {
		uint8_t tag = entries[i].tag;
		const char *text = tag == 0xC6 && plan->birth_date ? plan->birth_date : entries[i].value;
		size_t len = strlen(text);
		zairyu_bytes value = { (const uint8_t *)text, len };

		if (!(plan->empty_tail && i >= 6))
			memcpy(signed_bytes + at, value.data, len);
		else
			value.len = 0;
		tag = tag == plan->swap_first ? plan->swap_second : tag == plan->swap_second ? plan->swap_first : tag;
		at += len;
		blob_object(file, tag, value, len);
	}
	if (plan->extra_entry)
		blob_object(file, 0xCF, LITERAL("x"), 1);
}

/* As much of a TIFF as shows where it ends: a directory with one strip, which is the rest of it. */
static void put_tiff(struct blob *picture)
{
	static const uint8_t head[38] = { 'I', 'I', 42, 0, 8,  0, 0, 0, 2,    0, 0x11, 1, 4, 0,
					  1,   0,   0,  0, 38, 0, 0, 0, 0x17, 1, 4,    0, 1 };

	memcpy(picture->data, head, sizeof head);
	picture->data[30] = (uint8_t)(picture->len - sizeof head);
	picture->data[31] = (uint8_t)((picture->len - sizeof head) >> 8);
}

/* As much of a JPEG 2000 codestream: SOC, a tile-part, EOC. */
static void make_face(struct blob *face, uint8_t seed)
{
	static const uint8_t head[] = { 0xFF, 0x4F, 0xFF, 0x90, 0, 10, 0, 0, 0, 0, 2896 >> 8, 2896 & 0xFF };

	fill(face, 2898, seed);
	memcpy(face->data, head, sizeof head);
	blob_add(face, (const uint8_t *)"\xFF\xD9", 2);
}

static void add_images(struct card *card, struct blob *target, const uint8_t signed_entries[53])
{
	const struct card_plan *plan = &card->plan;
	bool first = is_first_generation(plan->type);
	size_t picture_size = first ? 7000 : 2500;
	struct blob picture = { .len = 0 }, face = { .len = 0 };
	zairyu_bytes stored_face;
	size_t face_size;

	fill(&picture, first ? 6000 : 1500, plan->other_holder ? 5 : 3);
	put_tiff(&picture);
	blob_nuls(&picture, picture_size - picture.len);
	if (!plan->no_face)
		make_face(&face, plan->other_holder ? 70 : 90);
	if (!plan->face_signed_as_nothing)
		blob_nuls(&face, 3000 - face.len);
	stored_face = (zairyu_bytes){ face.data, plan->no_face ? 0 : face.len };
	face_size = plan->no_face ? 0 : 3000;
	if (first) {
		blob_object(&card->front, 0xD0, blob_bytes(&picture), picture_size);
		blob_object(&card->face, 0xD1, stored_face, face_size);
		blob_nuls(&card->face, 3004 - card->face.len);
		blob_add(target, picture.data, picture.len);
		blob_add(target, face.data, face.len);
		return;
	}
	blob_object(&card->name_and_face, 0xD0, blob_bytes(&picture), picture_size);
	blob_object(&card->name_and_face, 0xD1, stored_face, face_size);
	blob_nuls(&card->name_and_face, 5508 - card->name_and_face.len);
	blob_add(target, signed_entries, 53);
	blob_add(target, face.data, face.len);
	blob_add(target, picture.data, picture.len);
}

static size_t sign(const struct card_plan *plan, const struct blob *target, uint8_t *signature, size_t size)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();

	ck_assert_int_eq(EVP_DigestSignInit_ex(md, NULL, plan->digest ? plan->digest : "SHA256", NULL, NULL,
					       keys[plan->key], NULL),
			 1);
	ck_assert_int_eq(EVP_DigestSign(md, signature, &size, target->data, target->len), 1);
	EVP_MD_CTX_free(md);
	return size;
}

/* Until r or s is small enough for a zero before it to be needless: there is room for one. */
static void make_needless_zero(const struct card_plan *plan, const struct blob *target, struct blob *code)
{
	uint8_t signature[200], raw[96];
	bool canonical = true;

	while (canonical) {
		size_t len = sign(plan, target, signature, sizeof signature);

		code->len = 0;
		rewrite_numbers(signature, len, plan->code_zeros, code);
		ck_assert(ecdsa_signature_decode(blob_bytes(code), false, raw, &canonical));
	}
}

enum { DER_MAX = 104 }; /* of ECDSA-Sig-Value, and room for a check code */

static void make_check_code(const struct card_plan *plan, const struct blob *target, struct blob *code)
{
	uint8_t signature[600], raw[96];
	bool canonical;
	size_t len;

	do { /* until there is room for more behind it */
		len = sign(plan, target, signature, sizeof signature);
	} while (plan->code_form != CODE_RAW && len <= DER_MAX && len + plan->code_more > DER_MAX);
	if (plan->code_zeros > 0) {
		make_needless_zero(plan, target, code);
	} else if (EVP_PKEY_is_a(keys[plan->key], "RSA") || plan->code_form != CODE_RAW) {
		blob_add(code, signature, len);
	} else {
		ck_assert(ecdsa_signature_decode((zairyu_bytes){ signature, len }, false, raw, &canonical));
		blob_add(code, raw, sizeof raw);
	}
	for (unsigned i = 0; i < plan->code_more; i++)
		blob_add(code, &plan->code_more_octet, 1);
}

static void make_signature_file(struct card *card, const struct blob *target)
{
	const struct card_plan *plan = &card->plan;
	struct blob code = { .len = 0 }, certificate = { .len = 0 };
	bool first = is_first_generation(plan->type);
	size_t size = first ? 1464 : 704;
	size_t room;

	if (!plan->no_check_code)
		make_check_code(plan, target, &code);
	if (plan->code_form == CODE_DER_PADDED)
		blob_nuls(&code, DER_MAX - code.len);
	if (plan->certificate) {
		certificate = *plan->certificate;
	} else {
		struct certificate_plan usual = card_certificate_plan(plan->type);

		make_certificate(&usual, &certificate);
	}
	if (plan->no_certificate)
		certificate.len = 0;
	blob_object(&card->signature, first ? 0xDA : 0xDC, blob_bytes(&code), 0);
	room = size - card->signature.len - 4;
	if (!plan->only_code_object)
		blob_object(&card->signature, first ? 0xDB : 0xDD, blob_bytes(&certificate),
			    certificate.len == 0 || plan->exact_certificate ? 0
			    : first                                         ? 1200
			    : room < 602                                    ? room
									    : 602);
	if (plan->extra_signature_object)
		blob_object(&card->signature, 0xD9, LITERAL("later"), 0);
	if (certificate.len > 0 && !plan->only_code_object && !plan->exact_certificate)
		card->certificate_padding = (first ? 1200 : room < 602 ? room : 602) - certificate.len;
	ck_assert_uint_le(card->signature.len, size);
	blob_nuls(&card->signature, size - card->signature.len);
}

void make_card(const struct card_plan *plan, struct card *out)
{
	struct blob target = { .len = 0 };
	uint8_t signed_entries[53];

	memset(out, 0, sizeof *out);
	out->plan = *plan;
	if (!is_first_generation(plan->type))
		make_entries(plan, &out->entries, signed_entries);
	add_images(out, &target, signed_entries);
	if (plan->extra_object)
		blob_object(is_first_generation(plan->type) ? &out->front : &out->name_and_face, 0xC8, LITERAL("UTO"),
			    3);
	make_signature_file(out, &target);
	blob_object(&out->common, 0xC0, LITERAL("0001"), 4);
	blob_object(&out->type_file, 0xC1, (zairyu_bytes){ (const uint8_t *)plan->type, strlen(plan->type) }, 0);
}

void trust_add_as(zairyu_trust *trust, const struct blob *der, int kind)
{
	struct anchor *anchor;

	ck_assert_int_eq(anchor_new(&trust->digests, blob_bytes(der), true, &anchor, NULL), 0);
	anchor->kind = kind;
	ck_assert_int_eq(trust_take(trust, anchor), 0);
}

zairyu_trust *trust_with(int kind)
{
	zairyu_trust *trust;
	struct blob der;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	make_ca(RSA_CA, CA_NAME, &der);
	trust_add_as(trust, &der, kind);
	make_ca(P384_CA, CA_NAME, &der);
	trust_add_as(trust, &der, kind);
	return trust;
}

void makers_setup(void)
{
	keys_make();
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
}

void makers_teardown(void)
{
	zairyu_context_free(ctx);
	keys_free();
}
