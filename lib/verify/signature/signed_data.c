/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Collects what is signed. Tags and lengths are not signed, only values are, one after the other: so every value must
 * be where and as long as the specification says, or a forger could shift the borders between values, or swap the tags
 * of two dates, under a signature that still fits.
 */
#include "signature/signed_data.h"

#include <openssl/err.h>

#include "base/bytes.h"

enum { SHA_BLOCK = 256 };

static const struct {
	int signature;
	struct signer_rules rules;
} rules[] = {
	{ ZAIRYU_SIGNATURE_RSA_2048, { KEY_RSA, 2048 } },
	{ ZAIRYU_SIGNATURE_ECDSA_P384, { KEY_P384, 384 } },
};

static bool find_rules(int signature, struct signer_rules *out)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].signature == signature) {
			*out = rules[i].rules;
			return true;
		}
	return false;
}

/* A value as the record's getters give it to everyone; empty if there is none. */
static zairyu_bytes value_of(const zairyu_record *record, uint64_t item, uint32_t tag)
{
	zairyu_bytes value;

	return zairyu_record_item_value(record, item, tag, &value) == ZAIRYU_OK ? value : (zairyu_bytes){ NULL, 0 };
}

static void add_piece(struct signed_data *data, zairyu_bytes value, size_t size, bool is_missing_face)
{
	if (value.len > size) {
		data->is_well_formed = false;
		return;
	}
	data->piece[data->count++] = (struct signed_piece){ value, size - value.len, is_missing_face };
}

/* A value of fixed length, in its place in the file. What is hashed must be what the getters show. */
static void add_in_order(struct signed_data *data, const zairyu_record *record, const struct layout_part *part)
{
	uint32_t tag;
	zairyu_bytes stored, shown;
	int rc = zairyu_record_object(record, part->item, part->index, &tag, &stored);
	bool same;

	if (rc != ZAIRYU_OK || tag != part->tag || stored.len != part->length) {
		data->is_well_formed = false;
		return;
	}
	shown = value_of(record, part->item, part->tag);
	same = shown.len == 0 ? bytes_all_nul(stored.data, stored.len) : shown.data == stored.data;
	if (!same || (shown.len > 0 && shown.len != stored.len))
		data->is_well_formed = false;
	add_piece(data, stored, part->length, false);
}

static void add_image(struct signed_data *data, const zairyu_record *record, const struct layout_part *part)
{
	zairyu_bytes value = value_of(record, part->item, part->tag);
	bool is_face = part->role == ZAIRYU_ROLE_FACE;

	if (value.len == 0 && !is_face)
		data->is_well_formed = false; /* no card is without its front or name */
	if (value.len == 0 && is_face)
		data->face_missing = true;
	add_piece(data, value, part->length, value.len == 0 && is_face);
}

static bool is_stored(const struct layout_part *part)
{
	return (part->flags & ZAIRYU_OBJECT_NOT_STORED) == 0;
}

/* What no part of the layout is, nobody signed, and it must not stand where everything is taken for signed. */
static bool holds_unsigned_object(const zairyu_record *record, const struct layout *layout, uint64_t item)
{
	uint32_t tag;
	zairyu_bytes value;

	for (size_t i = 0; zairyu_record_object(record, item, i, &tag, &value) == ZAIRYU_OK; i++) {
		bool known = false;

		for (size_t k = 0; k < layout->count && !known; k++)
			known = layout->parts[k].item == item && layout->parts[k].tag == tag &&
				is_stored(&layout->parts[k]);
		if (!known)
			return true;
	}
	return false;
}

static bool hold_unsigned_objects(const zairyu_record *record, const struct layout *layout)
{
	for (uint64_t left = layout->items; left != 0; left &= left - 1)
		if (holds_unsigned_object(record, layout, left & (~left + 1)))
			return true;
	return false;
}

/*
 * A certificate's entries, with the rest as NULs, would be the same signed bytes as those of a residence card with
 * nothing in the last four: it must not be possible to pass one off as the other.
 */
static bool entries_fit_kind(const struct signed_data *data, const struct layout *layout)
{
	bool empty = true;
	bool any = false;

	for (size_t i = 0; i < data->count; i++) {
		const struct signed_piece *piece = &data->piece[i];

		if ((layout->parts[i].flags & ZAIRYU_OBJECT_ONE_KIND) == 0 || !is_stored(&layout->parts[i]))
			continue;
		any = true;
		empty = empty && bytes_all_nul(piece->value.data, piece->value.len);
	}
	return !any || !empty;
}

static void collect_pieces(struct signed_data *data, const zairyu_record *record, const struct layout *layout)
{
	data->is_well_formed = true;
	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_part *part = &layout->parts[i];

		if (!is_stored(part))
			add_piece(data, (zairyu_bytes){ NULL, 0 }, part->length, false);
		else if ((part->flags & ZAIRYU_OBJECT_PADDED) != 0)
			add_image(data, record, part);
		else
			add_in_order(data, record, part);
	}
	if (hold_unsigned_objects(record, layout) || !entries_fit_kind(data, layout))
		data->is_well_formed = false;
}

static bool was_read(const zairyu_record *record, uint64_t item)
{
	return zairyu_record_presence(record, item) != ZAIRYU_PRESENCE_NOT_READ;
}

static bool all_was_read(const zairyu_record *record, const struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		if (!was_read(record, layout->parts[i].item))
			return false;
	return was_read(record, layout->signature_item);
}

/* What was assumed and proved when it was read has no part in a signature that does not fit. */
static bool is_guessed(const zairyu_record *record, uint64_t item)
{
	return zairyu_record_padding_assumed(record, item) > 0 && !zairyu_record_padding_is_settled(record);
}

/*
 * Whether the signature file holds neither check code nor certificate, or empty ones [G1 3.3.5]. Read, not assumed.
 * What else a later edition may put there is not half of a signature.
 */
static bool signature_is_empty(const zairyu_record *record, const struct layout *layout)
{
	return was_read(record, layout->signature_item) && !is_guessed(record, layout->signature_item) &&
	       value_of(record, layout->signature_item, layout->check_code).len == 0 &&
	       value_of(record, layout->signature_item, layout->certificate).len == 0 &&
	       zairyu_record_presence(record, layout->signature_item) != ZAIRYU_PRESENCE_PRESENT;
}

void signed_data_collect(const zairyu_record *record, const struct layout *layout, struct signed_data *out)
{
	*out = (struct signed_data){ .state = SIGNED_NOT_UNDERSTOOD };
	if (!layout->is_understood || !find_rules(layout->signature, &out->rules))
		return;
	out->state = SIGNED_NOT_READ;
	if (signature_is_empty(record, layout)) {
		out->state = SIGNED_NOTHING;
		return;
	}
	if (!all_was_read(record, layout))
		return;
	out->state = SIGNED_SOMETHING;
	out->check_code = value_of(record, layout->signature_item, layout->check_code);
	out->certificate = value_of(record, layout->signature_item, layout->certificate);
	out->signature_guessed = is_guessed(record, layout->signature_item);
	for (size_t i = 0; i < layout->count; i++)
		if (is_guessed(record, layout->parts[i].item))
			out->data_guessed = true;
	collect_pieces(out, record, layout);
}

static bool hash_nuls(EVP_MD_CTX *ctx, size_t count)
{
	static const uint8_t nuls[SHA_BLOCK];

	for (; count > sizeof nuls; count -= sizeof nuls)
		if (EVP_DigestUpdate(ctx, nuls, sizeof nuls) != 1)
			return false;
	return EVP_DigestUpdate(ctx, nuls, count) == 1;
}

static bool hash_piece(EVP_MD_CTX *ctx, const struct signed_piece *piece, enum signed_face face)
{
	if (piece->is_missing_face && face == SIGNED_FACE_NOTHING)
		return true;
	return EVP_DigestUpdate(ctx, piece->value.data, piece->value.len) == 1 && hash_nuls(ctx, piece->padding);
}

int signed_data_hash(const struct signed_data *data, const struct digests *digests, enum signed_face face,
		     uint8_t hash[SHA256_SIZE])
{
	EVP_MD_CTX *ctx;
	bool ok;
	int rc;

	ERR_set_mark();
	ctx = EVP_MD_CTX_new();
	ok = ctx && EVP_DigestInit_ex2(ctx, digests->md[DIGEST_SHA256], NULL) == 1;
	for (size_t i = 0; i < data->count && ok; i++)
		ok = hash_piece(ctx, &data->piece[i], face);
	ok = ok && EVP_DigestFinal_ex(ctx, hash, NULL) == 1;
	rc = ok ? ZAIRYU_OK : !ctx ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_ERR_CRYPTO;
	EVP_MD_CTX_free(ctx);
	ERR_pop_to_mark();
	return rc;
}
