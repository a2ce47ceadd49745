/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is a secret is found out here again, with nothing of the maker's code: by the record's fields, by libtiff's view of
 * strips, by the marks around JPEG 2000 packets, by OpenSSL's view of a certificate. Structure that the specifications
 * make public (tags, lengths, headers, identifiers) is not among it, nor are four equal bytes.
 */
#include <openssl/x509v3.h>
#include <string.h>

#include "twin_case.h"

size_t secrets_seen;

struct scan {
	const zairyu_twin *twin;
	const zairyu_vcard *card;
	const char *what;
};

static bool equal_bytes(const uint8_t *data)
{
	/* or a small number, as any structure has them */
	return data[0] == data[1] && data[1] == data[2] && (data[2] == data[3] || data[0] == 0);
}

/* Every four bytes in a row of the twin's text and of the files of the card that plays it, as far as a hash tells. */
enum { HASHES = 1 << 24 };
static uint8_t seen[HASHES / 8];

static uint32_t hash_of(const uint8_t *gram)
{
	uint32_t value = (uint32_t)gram[0] << 24 | (uint32_t)gram[1] << 16 | (uint32_t)gram[2] << 8 | gram[3];

	return (value * 2654435761u) >> 8;
}

static void see(zairyu_bytes where)
{
	for (size_t i = 0; i + 4 <= where.len; i++)
		seen[hash_of(where.data + i) / 8] |= (uint8_t)(1u << hash_of(where.data + i) % 8);
}

static bool is_in(zairyu_bytes where, const uint8_t *gram)
{
	for (size_t i = 0; i + 4 <= where.len; i++)
		if (memcmp(where.data + i, gram, 4) == 0)
			return true;
	return false;
}

/* The files of the card, and last its twin's text. */
static bool next_place(const struct scan *s, int *index, zairyu_bytes *out)
{
	for (; *index < 4 * 31; ++*index)
		if (zairyu_vcard_file(s->card, *index / 31, *index % 31, out) == 0)
			return ++*index > 0;
	*out = zairyu_twin_saved(s->twin);
	return (*index)++ == 4 * 31;
}

static void see_all(const struct scan *s)
{
	zairyu_bytes where;

	memset(seen, 0, sizeof seen);
	for (int index = 0; next_place(s, &index, &where);)
		see(where);
}

static void look_for(const struct scan *s, const char *name, const uint8_t *data, size_t len)
{
	if (len >= 4)
		secrets_seen++;
	for (size_t i = 0; i + 4 <= len; i++) {
		zairyu_bytes where;

		if (equal_bytes(data + i) || !(seen[hash_of(data + i) / 8] & 1u << hash_of(data + i) % 8))
			continue;
		for (int index = 0; next_place(s, &index, &where);)
			ck_assert_msg(!is_in(where, data + i), "%s: %02x%02x%02x%02x of %s is in it (%d)", s->what,
				      data[i], data[i + 1], data[i + 2], data[i + 3], name, index);
	}
}

static void look_for_fields(const struct scan *s, const zairyu_record *record)
{
	static const uint32_t tags[] = { 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xC2, 0xC5,
					 0xC6, 0xC8, 0xC9, 0xCA, 0xCB, 0xCD, 0xDE };

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		zairyu_bytes value;

		if (zairyu_record_value(record, tags[i], &value) != 0)
			continue;
		while (value.len > 0 && (value.data[value.len - 1] == 0 || value.data[value.len - 1] == ' '))
			value.len--;
		look_for(s, "a field", value.data, value.len);
	}
}

static uint32_t number(const uint8_t *data, size_t len, bool big)
{
	uint32_t value = 0;

	for (size_t i = 0; i < len; i++)
		value = value << 8 | data[big ? i : len - 1 - i];
	return value;
}

/* The one strip of the images that cards have. */
static void look_for_strip(const struct scan *s, zairyu_bytes tiff)
{
	bool big = tiff.len > 8 && tiff.data[0] == 'M';
	size_t at = tiff.len > 8 ? number(tiff.data + 4, 4, big) : 0, offset = 0, len = 0;

	if (at == 0 || at + 2 > tiff.len)
		return;
	for (size_t n = number(tiff.data + at, 2, big), i = 0; i < n && at + 2 + 12 * i + 12 <= tiff.len; i++) {
		const uint8_t *entry = tiff.data + at + 2 + 12 * i;
		size_t width = number(entry + 2, 2, big) == 3 ? 2 : 4;

		if (number(entry, 2, big) == 273)
			offset = number(entry + 8, width, big);
		if (number(entry, 2, big) == 279)
			len = number(entry + 8, width, big);
	}
	if (offset > 0 && len > 0 && offset + len <= tiff.len)
		look_for(s, "a strip", tiff.data + offset, len);
}

/* From the first start of data to the end of the codestream. */
static void look_for_packets(const struct scan *s, zairyu_bytes jp2)
{
	size_t from = 0, to = jp2.len;

	while (from + 2 <= jp2.len && !(jp2.data[from] == 0xFF && jp2.data[from + 1] == 0x93))
		from++;
	while (to >= 2 && !(jp2.data[to - 2] == 0xFF && jp2.data[to - 1] == 0xD9))
		to--;
	if (from + 2 < to && to >= 2)
		look_for(s, "packets", jp2.data + from + 2, to - from - 4);
}

static void look_for_images(const struct scan *s, const zairyu_record *record)
{
	zairyu_bytes image;

	if (zairyu_record_value(record, 0xD0, &image) == 0)
		look_for_strip(s, image);
	if (zairyu_record_value(record, 0xDFD1, &image) == 0)
		look_for_strip(s, image);
	if (zairyu_record_value(record, 0xD1, &image) == 0)
		look_for_packets(s, image);
}

static void look_for_names(const struct scan *s, const X509_NAME *name)
{
	for (int i = 0; i < X509_NAME_entry_count(name); i++) {
		const ASN1_STRING *value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i));
		const ASN1_OBJECT *object = X509_NAME_ENTRY_get_object(X509_NAME_get_entry(name, i));

		/* the virtual card calls its CA and its cards alike but for the common name, and the CA's name is nobody's */
		if (OBJ_obj2nid(object) == NID_commonName && ASN1_STRING_length(value) > 15)
			look_for(s, "the subject", ASN1_STRING_get0_data(value) + 15,
				 (size_t)ASN1_STRING_length(value) - 15);
	}
}

/* A signature as it is, or the two numbers of ECDSA-Sig-Value, which may have needless NULs. */
static void look_for_numbers(const struct scan *s, const char *name, const uint8_t *data, size_t len)
{
	if (len <= 96 || len >= 256 || data[0] != 0x30) {
		look_for(s, name, data, len);
		return;
	}
	for (size_t at = data[1] & 0x80 ? 3 : 2; at + 2 < len && data[at] == 2; at += 2 + (size_t)data[at + 1])
		if (at + 2 + data[at + 1] <= len)
			look_for(s, name, data + at + 2, data[at + 1]);
}

static void look_for_certificate(const struct scan *s, zairyu_bytes stored)
{
	const uint8_t *at = stored.data;
	X509 *x = d2i_X509(NULL, &at, (long)stored.len);
	const ASN1_BIT_STRING *signature, *key = x ? X509_get0_pubkey_bitstr(x) : NULL;
	const ASN1_INTEGER *serial;
	const ASN1_OCTET_STRING *id;
	size_t key_head, key_tail;
	uint8_t number[64];
	BIGNUM *value;

	if (!x)
		return;
	X509_get0_signature(&signature, NULL, x);
	serial = X509_get0_serialNumber(x);
	id = X509_get0_subject_key_id(x);
	key_head = ASN1_STRING_length(key) > 200 ? 9 : 1; /* the header of the RSA key's DER; the point's form */
	key_tail = key_head == 9 ? 5 : 0;                 /* and its exponent */
	look_for_numbers(s, "the signature", ASN1_STRING_get0_data(signature), (size_t)ASN1_STRING_length(signature));
	look_for(s, "the public key", ASN1_STRING_get0_data(key) + key_head,
		 (size_t)ASN1_STRING_length(key) - key_head - key_tail);
	value = ASN1_INTEGER_to_BN(serial, NULL);
	if (value && BN_num_bytes(value) <= (int)sizeof number)
		look_for(s, "the serial number", number, (size_t)BN_bn2bin(value, number));
	BN_free(value);
	if (id)
		look_for(s, "the key's identifier", ASN1_STRING_get0_data(id), (size_t)ASN1_STRING_length(id));
	look_for_names(s, X509_get_subject_name(x));
	X509_free(x);
}

static void look_for_signature(const struct scan *s, const zairyu_record *record)
{
	zairyu_bytes value;

	if (zairyu_record_value(record, 0xDA, &value) == 0 || zairyu_record_value(record, 0xDC, &value) == 0)
		look_for_numbers(s, "the check code", value.data, value.len);
	if (zairyu_record_value(record, 0xDB, &value) == 0 || zairyu_record_value(record, 0xDD, &value) == 0)
		look_for_certificate(s, value);
}

static void look_for_digests(const struct scan *s, const zairyu_record *record)
{
	zairyu_bytes digest;

	for (unsigned bit = 2; bit < 64; bit++)
		if (zairyu_record_digest(record, UINT64_C(1) << bit, &digest) == 0)
			look_for(s, "a digest", digest.data, digest.len);
	if (zairyu_record_number_digest(record, &digest) == 0)
		look_for(s, "the number's digest", digest.data, digest.len);
}

void nothing_of(const zairyu_record *record, const zairyu_twin *twin, const zairyu_vcard *card, const char *what)
{
	struct scan s = { twin, card, what };
	const char *number = zairyu_record_number(record);

	see_all(&s);
	look_for(&s, "the number", (const uint8_t *)number, strlen(number));
	look_for_fields(&s, record);
	look_for_images(&s, record);
	look_for_signature(&s, record);
}

void no_digest_of(const zairyu_record *record, const zairyu_twin *twin, const zairyu_vcard *card, const char *what)
{
	struct scan s = { twin, card, what };

	see_all(&s);
	look_for_digests(&s, record);
}
