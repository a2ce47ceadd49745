/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/twin_compose.h"

#include <stdio.h>
#include <string.h>

#include "base/seed.h"
#include "twin/noise.h"
#include "twin/target.h"
#include "twin/words.h"

enum { MODULUS_AT = 33, MODULUS = 256, POINT_BYTES = 2 * KEY_P384 };

enum key_kind compose_key_kind(const struct zairyu_twin *twin)
{
	return twin_type(twin)[0] == '0' ? KEY_EC_P384 : KEY_RSA_2048;
}

enum ca_role compose_key_role(const struct zairyu_twin *twin)
{
	return twin->head[HEAD_KEY] ? CA_TWIN_OF_TWIN : CA_TWIN;
}

static uint64_t salt_number(const struct zairyu_twin *twin)
{
	uint64_t number = 0;

	for (size_t i = 0; i < TWIN_SALT; i++)
		number = number << 8 | twin->salt[i];
	return number;
}

/* Bytes that follow from the salt and from where they stand. */
static bool noise(const struct zairyu_twin *twin, const struct twin_file *file, size_t at, uint8_t *out, size_t len)
{
	char label[40];

	(void)snprintf(label, sizeof label, "twin %u/%u %zu", file->df, file->sfi, at);
	return seed_expand(salt_number(twin), label, out, len);
}

static void shape_letters(uint8_t *out, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (size_t i = 0; i < len; i++)
		out[i] = (uint8_t)letters[out[i] % 26];
}

/* A part of the key's SubjectPublicKeyInfo, cut or padded with NULs. */
static bool put_key(const struct key *key, const struct piece *piece, uint8_t *out)
{
	size_t want = piece->kind == PIECE_MODULUS ? MODULUS : POINT_BYTES;
	size_t at = piece->kind == PIECE_MODULUS ? MODULUS_AT : key->spki.len - POINT_BYTES;
	bool fits = key->kind == (piece->kind == PIECE_MODULUS ? KEY_RSA_2048 : KEY_EC_P384);

	if (!fits || piece->len > want || at + want > key->spki.len)
		return false;
	memcpy(out, key->spki.data + at, piece->len);
	return true;
}

static int of_key(zairyu_vcard_ca *ca, const struct zairyu_twin *twin, const struct piece *piece, uint8_t *out,
		  zairyu_error **err)
{
	const struct key *key;
	enum ca_role role = piece->kind == PIECE_AUTHORITY_ID ? CA_AUTHORITY : compose_key_role(twin);
	int rc = ca_key(ca, compose_key_kind(twin), role, &key, err);
	bool is_id;

	if (rc != ZAIRYU_OK)
		return rc;
	is_id = piece->kind == PIECE_SUBJECT_ID || piece->kind == PIECE_AUTHORITY_ID;
	if (is_id && piece->len == KEY_ID)
		memcpy(out, key->id, KEY_ID);
	else if (is_id || !put_key(key, piece, out))
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0,
					"the twin's key does not have the stated form");
	return ZAIRYU_OK;
}

static int authority_name(zairyu_vcard_ca *ca, const struct zairyu_twin *twin, const struct piece *piece, uint8_t *out,
			  zairyu_error **err)
{
	uint8_t name[CA_NAME_MAX];
	size_t len = ca_name(compose_key_kind(twin), name);

	(void)ca;
	if (len != piece->len)
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0, "the twin's authority has another name");
	memcpy(out, name, len);
	return ZAIRYU_OK;
}

static int put_piece(zairyu_vcard_ca *ca, const struct zairyu_twin *twin, const struct twin_file *file, size_t at,
		     const struct piece *piece, uint8_t *out, zairyu_error **err)
{
	switch (piece->kind) {
	case PIECE_KEEP:
	case PIECE_MADE:
		memcpy(out, piece_data(twin, piece), piece->len);
		return ZAIRYU_OK;
	case PIECE_FILL:
		memset(out, piece->form, piece->len);
		return ZAIRYU_OK;
	case PIECE_NOISE:
	case PIECE_LETTERS:
		if (!noise(twin, file, at, out, piece->len))
			return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "SHA-256 failed");
		piece->kind == PIECE_NOISE ? noise_shape(piece->form, out, piece->len) : shape_letters(out, piece->len);
		return ZAIRYU_OK;
	case PIECE_NUMBER:
		memcpy(out, twin->number, piece->len);
		return ZAIRYU_OK;
	case PIECE_MODULUS:
	case PIECE_POINT:
	case PIECE_SUBJECT_ID:
	case PIECE_AUTHORITY_ID:
		return of_key(ca, twin, piece, out, err);
	case PIECE_AUTHORITY_NAME:
		return authority_name(ca, twin, piece, out, err);
	default:
		return ZAIRYU_OK;
	}
}

int twin_compose(zairyu_vcard_ca *ca, const struct zairyu_twin *twin, const struct twin_file *file, uint8_t *out,
		 zairyu_error **err)
{
	size_t at = 0;
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < file->count; i++) {
		const struct piece *piece = &twin->piece[file->first + i];

		rc = put_piece(ca, twin, file, at, piece, out + at, err);
		at += piece->len;
	}
	return rc;
}

bool compose_find(const struct zairyu_twin *twin, const struct twin_file *file, enum piece_kind kind, size_t *at)
{
	*at = 0;
	for (size_t i = 0; i < file->count; i++) {
		const struct piece *piece = &twin->piece[file->first + i];

		if (piece->kind == kind)
			return true;
		*at += piece->len;
	}
	return false;
}

zairyu_bytes compose_issuer_name(const struct zairyu_twin *twin, const struct vcard_files *files)
{
	const struct twin_file *file = twin_find(twin, 3, 2);
	const struct vcard_file *card = target_file(files, 3, 2);
	size_t from, to;

	if (!file || !card || !compose_find(twin, file, PIECE_ISSUER_NAME, &from) ||
	    !compose_find(twin, file, PIECE_ISSUER_NAME_END, &to) || to < from || to > card->len)
		return (zairyu_bytes){ NULL, 0 };
	return (zairyu_bytes){ card->data + from, to - from };
}
