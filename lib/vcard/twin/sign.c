/* SPDX-License-Identifier: BSD-2-Clause */
/* The twin's signatures: the check code over its data, the issuer's over its certificate, right or wrong as on the card. */
#include <string.h>

#include "twin/play.h"
#include "twin/target.h"
#include "twin/twin_ber.h"
#include "twin/twin_compose.h"

enum { TBS_MAX = 4096, FORMS = 2 };

/* Where a signature goes. */
struct slots {
	enum piece_kind whole, r, s;
};
static const struct slots check_slots = { PIECE_CHECK_CODE, PIECE_CHECK_R, PIECE_CHECK_S };
static const struct slots issuer_slots = { PIECE_ISSUER_SIGNATURE, PIECE_ISSUER_R, PIECE_ISSUER_S };

static const struct piece *find_piece(const struct zairyu_twin *twin, enum piece_kind kind)
{
	const struct twin_file *file = twin_find(twin, 3, 2);

	for (size_t i = 0; i < file->count; i++)
		if (twin->piece[file->first + i].kind == kind)
			return &twin->piece[file->first + i];
	return NULL;
}

/* How r and s have to look: how many bytes count, and the highest bit of the first. */
struct shape {
	const struct piece *number[FORMS];
};

static bool fits(const uint8_t *signature, void *userdata)
{
	const struct shape *shape = userdata;

	for (size_t i = 0; i < FORMS; i++) {
		const struct piece *piece = shape->number[i];
		const uint8_t *number = signature + i * KEY_P384;
		size_t zeros = 0;

		while (zeros < KEY_P384 - 1 && number[zeros] == 0)
			zeros++;
		if (piece && (piece->len != KEY_P384 - zeros || (number[zeros] >= 0x80) != (piece->form == FORM_HIGH)))
			return false;
	}
	return true;
}

/* Copies the next part of a signature to each piece of that kind. */
static void fill(const struct zairyu_twin *twin, struct vcard_file *card, enum piece_kind kind, const uint8_t *from,
		 size_t len)
{
	const struct twin_file *file = twin_find(twin, 3, 2);
	size_t at = 0;

	for (size_t i = 0; i < file->count; i++) {
		const struct piece *piece = &twin->piece[file->first + i];

		if (piece->kind == kind && piece->len <= len && at + piece->len <= card->len) {
			memcpy(card->data + at, from, piece->len);
			from += piece->len;
			len -= piece->len;
		}
		at += piece->len;
	}
}

static int sign_slots(const struct zairyu_twin *twin, const struct slots *slots, const struct key *key,
		      enum digest_kind digest, zairyu_bytes what, struct vcard_file *card, zairyu_error **err)
{
	uint8_t signature[KEY_SIGNATURE_MAX];
	size_t len = 0;
	struct shape shape = { { find_piece(twin, slots->r), find_piece(twin, slots->s) } };
	int rc = key_sign_shaped(key, (int)digest, what, fits, &shape, signature, &len, err);

	if (rc != ZAIRYU_OK)
		return rc;
	fill(twin, card, slots->whole, signature, len);
	for (size_t i = 0; i < FORMS; i++) {
		const struct piece *piece = shape.number[i];

		if (piece && piece->len <= KEY_P384)
			fill(twin, card, i ? slots->s : slots->r, signature + (i + 1) * KEY_P384 - piece->len,
			     piece->len);
	}
	return rc;
}

static int sign_data(struct issuer *issuer, const struct zairyu_twin *twin, const struct vcard_files *files,
		     struct vcard_file *card, zairyu_error **err)
{
	const struct key *key;
	uint8_t target[TWIN_TARGET_MAX];
	size_t len;
	int rc;

	len = target_of(files, twin->head[HEAD_MISSING_FACE], target);
	if (twin->head[HEAD_CHECK_CODE])
		target[len - 1] ^= 1;
	rc = ca_key(issuer->ca, compose_key_kind(twin), compose_key_role(twin), &key, err);
	if (rc == ZAIRYU_OK)
		rc = sign_slots(twin, &check_slots, key, DIGEST_SHA256, (zairyu_bytes){ target, len }, card, err);
	zairyu_wipe(target, sizeof target);
	return rc;
}

/* What the issuer signs: the bytes as they stand, or their DER. */
static bool to_be_signed(const struct zairyu_twin *twin, const struct vcard_file *card, uint8_t *der, zairyu_bytes *out)
{
	size_t from, to;
	const struct twin_file *file = twin_find(twin, 3, 2);
	struct ber element;

	if (!compose_find(twin, file, PIECE_TBS, &from) || !compose_find(twin, file, PIECE_TBS_END, &to) ||
	    to <= from || to > card->len)
		return false;
	*out = (zairyu_bytes){ card->data + from, to - from };
	if (!twin->head[HEAD_SIGNED_OVER])
		return true;
	if (!ber_read(out->data, out->data + out->len, &element))
		return false;
	*out = (zairyu_bytes){ der, ber_to_der(&element, der, TBS_MAX) };
	return out->len > 0;
}

static int sign_certificate(struct issuer *issuer, const struct zairyu_twin *twin, struct vcard_file *card,
			    zairyu_error **err)
{
	const enum ca_role signers[] = { [SIGNED_BY_AUTHORITY] = CA_AUTHORITY,
					 [SIGNED_BY_STRANGER] = CA_STRANGER,
					 [SIGNED_BY_ITSELF] = compose_key_role(twin) };
	const struct key *key;
	uint8_t der[TBS_MAX];
	zairyu_bytes what;
	int rc;

	if (!to_be_signed(twin, card, der, &what))
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0,
					"the twin does not say what its issuer signs");
	rc = ca_key(issuer->ca, compose_key_kind(twin), signers[twin->head[HEAD_SIGNED_BY]], &key, err);
	return rc == ZAIRYU_OK ? sign_slots(twin, &issuer_slots, key, twin->head[HEAD_DIGEST], what, card, err) : rc;
}

static bool has_slots(const struct zairyu_twin *twin, const struct slots *slots)
{
	return find_piece(twin, slots->whole) || find_piece(twin, slots->r);
}

int play_sign(struct issuer *issuer, const struct zairyu_twin *twin, struct vcard_files *files, zairyu_error **err)
{
	struct vcard_file *card = files_find(files, 3, 2);
	const struct twin_file *file = twin_find(twin, 3, 2);
	int rc = ZAIRYU_OK;

	if (!file || !card)
		return sign_files(issuer, files, err);
	if (card->len != file->len)
		return ZAIRYU_OK;
	if (has_slots(twin, &check_slots))
		rc = sign_data(issuer, twin, files, card, err);
	if (rc == ZAIRYU_OK && has_slots(twin, &issuer_slots))
		rc = sign_certificate(issuer, twin, card, err);
	return rc;
}
