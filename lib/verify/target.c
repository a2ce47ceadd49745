/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Collects what is signed. Tags and lengths are not signed, only values are, one after the other: so every value must
 * be where and as long as the specification says, or a forger could shift the borders between values, or swap the tags
 * of two dates, under a signature that still fits.
 */
#include "target.h"

#include <assert.h>
#include <openssl/err.h>

#include "bytes.h"

enum { TAG_FACE = 0xD1, SHA_BLOCK = 256 };

struct part {
	uint64_t item;
	uint32_t tag;
	uint16_t size;
	bool in_order;       /* the objects of its item are exactly the parts of this table, each of full size */
	bool residence_only; /* a certificate does not have it and is signed with NULs in its place */
};

struct layout {
	int family;
	struct signer_rules rules;
	uint32_t check_code;
	uint32_t certificate;
	const struct part *parts;
	size_t count;
};

#define ENTRY(tag, size)                                                                                               \
	{                                                                                                              \
		ZAIRYU_ITEM_PRINTED_ENTRIES, tag, size, true, false                                                    \
	}
#define RESIDENCE_ENTRY(tag, size)                                                                                     \
	{                                                                                                              \
		ZAIRYU_ITEM_PRINTED_ENTRIES, tag, size, true, true                                                     \
	}

static const struct part first_generation[] = {
	{ ZAIRYU_ITEM_FRONT_IMAGE, 0xD0, 7000, false, false },
	{ ZAIRYU_ITEM_FACE, TAG_FACE, 3000, false, false },
};

static const struct part second_generation[] = {
	ENTRY(0xC5, 8),
	ENTRY(0xC6, 8),
	ENTRY(0xC7, 1),
	ENTRY(0xC8, 3),
	ENTRY(0xC9, 10),
	ENTRY(0xCE, 4),
	RESIDENCE_ENTRY(0xCA, 2),
	RESIDENCE_ENTRY(0xCB, 8),
	RESIDENCE_ENTRY(0xCC, 1),
	RESIDENCE_ENTRY(0xCD, 8),
	{ ZAIRYU_ITEM_NAME_AND_FACE, TAG_FACE, 3000, false, false },
	{ ZAIRYU_ITEM_NAME_AND_FACE, 0xD0, 2500, false, false },
};

static_assert(sizeof second_generation / sizeof *second_generation <= TARGET_PIECES_MAX,
	      "a target has a piece for each");

#define PARTS(table) (table), sizeof(table) / sizeof((table)[0])

static const struct layout layouts[] = {
	{ ZAIRYU_FAMILY_FIRST_GENERATION, { KEY_RSA, 2048 }, 0xDA, 0xDB, PARTS(first_generation) },
	{ ZAIRYU_FAMILY_SECOND_GENERATION, { KEY_P384, 384 }, 0xDC, 0xDD, PARTS(second_generation) },
};

static const struct layout *find_layout(int family)
{
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
		if (layouts[i].family == family)
			return &layouts[i];
	return NULL;
}

/* A value as the record's getters give it to everyone; empty if there is none. */
static zairyu_bytes value_of(const zairyu_record *record, uint32_t tag)
{
	zairyu_bytes value;
	return zairyu_record_value(record, tag, &value) == ZAIRYU_OK ? value : (zairyu_bytes){ NULL, 0 };
}

static void add_piece(struct target *target, zairyu_bytes value, size_t size, bool is_missing_face)
{
	if (value.len > size) {
		target->is_well_formed = false;
		return;
	}
	target->piece[target->count++] = (struct target_piece){ value, size - value.len, is_missing_face };
}

/* An object in a file whose objects have a fixed order. What is hashed must be what the getters show. */
static void add_in_order(struct target *target, const zairyu_record *record, const struct part *part, size_t index)
{
	uint32_t tag;
	zairyu_bytes stored;
	int status = zairyu_record_object(record, part->item, index, &tag, &stored);
	if (status != ZAIRYU_OK || tag != part->tag || stored.len != part->size) {
		target->is_well_formed = false;
		return;
	}
	zairyu_bytes shown = value_of(record, part->tag);
	bool same = shown.len == 0 ? bytes_all_nul(stored.data, stored.len) : shown.data == stored.data;
	if (!same || (shown.len > 0 && shown.len != stored.len))
		target->is_well_formed = false;
	add_piece(target, stored, part->size, false);
}

static void add_image(struct target *target, const zairyu_record *record, const struct part *part)
{
	zairyu_bytes value = value_of(record, part->tag);
	bool is_face = part->tag == TAG_FACE;
	if (value.len == 0 && !is_face)
		target->is_well_formed = false; /* no card is without its front or name */
	if (value.len == 0 && is_face)
		target->face_missing = true;
	add_piece(target, value, part->size, value.len == 0 && is_face);
}

/*
 * A certificate's entries, with the rest as NULs, would be the same signed bytes as those of a residence card with
 * nothing in the last four: it must not be possible to pass one off as the other.
 */
static bool entries_fit_kind(const struct target *target, const struct layout *layout, bool is_residence_card)
{
	bool empty = true;
	bool any = false;
	for (size_t i = 0; i < target->count; i++) {
		const struct target_piece *piece = &target->piece[i];
		if (!layout->parts[i].residence_only)
			continue;
		any = true;
		empty = empty && bytes_all_nul(piece->value.data, piece->value.len);
	}
	return !any || !is_residence_card || !empty;
}

static bool applies(const struct part *part, bool is_residence_card)
{
	return is_residence_card || !part->residence_only;
}

/* What no part of the layout is, nobody signed, and it must not stand where everything is taken for signed. */
static bool holds_unsigned_object(const zairyu_record *record, const struct layout *layout, uint64_t item,
				  bool is_residence_card)
{
	uint32_t tag;
	zairyu_bytes value;
	for (size_t i = 0; zairyu_record_object(record, item, i, &tag, &value) == ZAIRYU_OK; i++) {
		bool known = false;
		for (size_t k = 0; k < layout->count && !known; k++)
			known = layout->parts[k].item == item && layout->parts[k].tag == tag &&
				applies(&layout->parts[k], is_residence_card);
		if (!known)
			return true;
	}
	return false;
}

static void collect_pieces(struct target *target, const zairyu_record *record, const struct layout *layout)
{
	bool is_residence_card = zairyu_card_kind(zairyu_record_card(record)) == ZAIRYU_KIND_RESIDENCE_CARD;
	size_t ordered = 0;
	target->is_well_formed = true;
	for (size_t i = 0; i < layout->count; i++) {
		const struct part *part = &layout->parts[i];
		if (!applies(part, is_residence_card))
			add_piece(target, (zairyu_bytes){ NULL, 0 }, part->size, false);
		else if (part->in_order)
			add_in_order(target, record, part, ordered++);
		else
			add_image(target, record, part);
		if (holds_unsigned_object(record, layout, part->item, is_residence_card))
			target->is_well_formed = false;
	}
	if (!entries_fit_kind(target, layout, is_residence_card))
		target->is_well_formed = false;
}

static bool was_read(const zairyu_record *record, const struct layout *layout)
{
	if (zairyu_record_presence(record, ZAIRYU_ITEM_SIGNATURE) == ZAIRYU_PRESENCE_NOT_READ)
		return false;
	for (size_t i = 0; i < layout->count; i++)
		if (zairyu_record_presence(record, layout->parts[i].item) == ZAIRYU_PRESENCE_NOT_READ)
			return false;
	return true;
}

/* What was assumed and proved when it was read has no part in a signature that does not fit. */
static bool is_guessed(const zairyu_record *record, uint64_t item)
{
	return zairyu_record_padding_assumed(record, item) > 0 && !zairyu_record_padding_is_settled(record);
}

/*
 * Whether the signature file holds neither check code nor certificate, or empty ones [G1 3.3.5]. Read, not assumed.
 * What else a later edition may put there is no half of a signature.
 */
static bool signature_is_empty(const zairyu_record *record, const struct layout *layout)
{
	return !is_guessed(record, ZAIRYU_ITEM_SIGNATURE) && value_of(record, layout->check_code).len == 0 &&
	       value_of(record, layout->certificate).len == 0 &&
	       zairyu_record_presence(record, ZAIRYU_ITEM_SIGNATURE) != ZAIRYU_PRESENCE_PRESENT;
}

void target_collect(const zairyu_record *record, struct target *out)
{
	const struct layout *layout = find_layout(zairyu_card_family(zairyu_record_card(record)));
	*out = (struct target){ .state = TARGET_NOT_READ };
	if (layout == NULL)
		return;
	out->rules = layout->rules;
	bool signature_read = zairyu_record_presence(record, ZAIRYU_ITEM_SIGNATURE) != ZAIRYU_PRESENCE_NOT_READ;
	if (signature_read && signature_is_empty(record, layout)) {
		out->state = TARGET_UNSIGNED;
		return;
	}
	if (!was_read(record, layout))
		return;
	out->state = TARGET_SIGNED;
	out->check_code = value_of(record, layout->check_code);
	out->certificate = value_of(record, layout->certificate);
	out->signature_guessed = is_guessed(record, ZAIRYU_ITEM_SIGNATURE);
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

static bool hash_piece(EVP_MD_CTX *ctx, const struct target_piece *piece, enum target_face face)
{
	if (piece->is_missing_face && face == TARGET_FACE_NOTHING)
		return true;
	return EVP_DigestUpdate(ctx, piece->value.data, piece->value.len) == 1 && hash_nuls(ctx, piece->padding);
}

int target_hash(const struct target *target, const struct digests *digests, enum target_face face,
		uint8_t hash[SHA256_SIZE])
{
	ERR_set_mark();
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok = ctx != NULL && EVP_DigestInit_ex2(ctx, digests->md[DIGEST_SHA256], NULL) == 1;
	for (size_t i = 0; i < target->count && ok; i++)
		ok = hash_piece(ctx, &target->piece[i], face);
	ok = ok && EVP_DigestFinal_ex(ctx, hash, NULL) == 1;
	int status = ok ? ZAIRYU_OK : ctx == NULL ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_ERR_CRYPTO;
	EVP_MD_CTX_free(ctx);
	ERR_pop_to_mark();
	return status;
}
