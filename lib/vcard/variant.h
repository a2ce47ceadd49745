/* SPDX-License-Identifier: BSD-2-Clause */
/* The variants of a card, and which of them go together (doc/virtual-card.md says what each does). */
#ifndef VCARD_VARIANT_H
#define VCARD_VARIANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zairyu/base.h>

/* Card types, as an index and as bits. */
enum card_type { TYPE_1, TYPE_2, TYPE_05, TYPE_06, TYPES };
enum { ON_1 = 1, ON_2 = 2, ON_05 = 4, ON_06 = 8, ON_FIRST = 3, ON_SECOND = 12, ON_ALL = 15 };

enum variant {
	VARIANT_UNDER16_A,
	VARIANT_UNDER16_B,
	VARIANT_UNSIGNED_A,
	VARIANT_UNSIGNED_B,
	VARIANT_INFANT,
	VARIANT_INFANT_NOTHING,
	VARIANT_FACE_EMPTY,
	VARIANT_FACE_NUL,
	VARIANT_FACE_ZEROS,
	VARIANT_FACE_J2K,
	VARIANT_FACE_JP2C_ZERO,
	VARIANT_WITHDRAWN,
	VARIANT_WITHDRAWN_COMPREHENSIVE,
	VARIANT_WITHDRAWN_INDIVIDUAL,
	VARIANT_ADDRESS_EMPTY,
	VARIANT_SJIS,
	VARIANT_TEXT_SPACES,
	VARIANT_DATE_MALFORMED,
	VARIANT_SHORT_D5,
	VARIANT_TIFF_IFD_FIRST,
	VARIANT_TIFF_BE,
	VARIANT_TIFF_BLACK_ZERO,
	VARIANT_TIFF_FILL_2,
	VARIANT_IMAGE_TRAILING,
	VARIANT_IMAGE_PADDING_FF,
	VARIANT_CERTIFICATE_PADDED,
	VARIANT_CERTIFICATE_EXACT,
	VARIANT_CERTIFICATE_TRAILING,
	VARIANT_CERTIFICATE_INDEFINITE,
	VARIANT_CERTIFICATE_LONG_LENGTHS,
	VARIANT_CERTIFICATE_TBS_INDEFINITE,
	VARIANT_CERTIFICATE_MALFORMED,
	VARIANT_CERTIFICATE_NULL_PARAMETER,
	VARIANT_CERTIFICATE_EXPIRED,
	VARIANT_CERTIFICATE_NOT_YET_VALID,
	VARIANT_CA_EXPIRED,
	VARIANT_ISSUER_UNKNOWN,
	VARIANT_ISSUER_SAME_NAME,
	VARIANT_ISSUER_SAME_KEY_ID,
	VARIANT_SELF_SIGNED,
	VARIANT_CHECK_CODE_DER,
	VARIANT_FLIP_CHECK_CODE,
	VARIANT_FLIP_CERTIFICATE,
	VARIANT_FLIP_DATA,
	VARIANT_FLIP_FACE,
	VARIANT_FLIP_PADDING,
	VARIANT_TLV_MALFORMED,
	VARIANT_LENGTH_OVERSIZE,
	VARIANT_IMAGE_LENGTH_OVERSIZE,
	VARIANT_TYPE_UNKNOWN,
	VARIANT_FOREIGN,
	VARIANT_MY_NUMBER,
	VARIANT_MY_NUMBER_ONLY,
	VARIANTS
};

enum { VARIANT_WORD_BITS = 64, VARIANT_WORDS = (VARIANTS + VARIANT_WORD_BITS - 1) / VARIANT_WORD_BITS };

/* Which variants a card has. */
struct variant_set {
	uint64_t word[VARIANT_WORDS];
};

static inline bool variant_on(const struct variant_set *set, enum variant variant)
{
	return (set->word[variant / VARIANT_WORD_BITS] >> (variant % VARIANT_WORD_BITS)) & 1;
}

static inline void variant_add(struct variant_set *set, enum variant variant)
{
	set->word[variant / VARIANT_WORD_BITS] |= (uint64_t)1 << (variant % VARIANT_WORD_BITS);
}

/* "a+b+c" to a set. @return 0, or ARGUMENT: unknown, not of this type of card, or two that exclude each other. */
int variant_parse(const char *text, enum card_type type, struct variant_set *out, zairyu_error **err);
/* NULL past the end. */
const char *variant_name(size_t index);
/* ON_* bits of the types that have it. */
unsigned variant_types(size_t index);

#endif
