/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file card.h
 * What kind of card it is, and the items (files) such a card has.
 */
#ifndef ZAIRYU_CARD_H
#define ZAIRYU_CARD_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/* Families [card specifications: first, second generation]. */
#define ZAIRYU_FAMILY_FIRST_GENERATION 1
#define ZAIRYU_FAMILY_SECOND_GENERATION 2

/* Kinds. */
#define ZAIRYU_KIND_RESIDENCE_CARD 1
#define ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE 2

/*
 * Items: one elementary file each, as bits. In brackets: the family that has it, and whether the card's signature
 * covers it (*). A card type may lack some; zairyu_card_items() tells.
 */
#define ZAIRYU_ITEM_COMMON_DATA (UINT64_C(1) << 0)              /**< specification version [1, 2] */
#define ZAIRYU_ITEM_CARD_TYPE (UINT64_C(1) << 1)                /**< [1, 2] */
#define ZAIRYU_ITEM_FRONT_IMAGE (UINT64_C(1) << 2)              /**< what is printed on the front, TIFF [1*] */
#define ZAIRYU_ITEM_FACE (UINT64_C(1) << 3)                     /**< JPEG 2000 [1*] */
#define ZAIRYU_ITEM_ADDRESS (UINT64_C(1) << 4)                  /**< address as text [1] */
#define ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION (UINT64_C(1) << 5) /**< [1, residence card] */
#define ZAIRYU_ITEM_INDIVIDUAL_PERMISSION (UINT64_C(1) << 6)    /**< [1, residence card] */
#define ZAIRYU_ITEM_RENEWAL (UINT64_C(1) << 7)                  /**< renewal application pending [1 and 2, residence card] */
#define ZAIRYU_ITEM_CARD_NUMBER (UINT64_C(1) << 8)              /**< [2] */
#define ZAIRYU_ITEM_PRINTED_ENTRIES (UINT64_C(1) << 9)          /**< dates and codes printed on the card [2*] */
#define ZAIRYU_ITEM_NAME_AND_FACE (UINT64_C(1) << 10)           /**< name as TIFF, face as JPEG 2000 [2*] */
#define ZAIRYU_ITEM_ADDRESS_IMAGE (UINT64_C(1) << 11)           /**< address as TIFF [2] */
#define ZAIRYU_ITEM_PERMISSIONS (UINT64_C(1) << 12)             /**< permissions as codes [2, residence card] */
#define ZAIRYU_ITEM_OTHER (UINT64_C(1) << 13)                   /**< entry by the Commissioner, reserved text [2] */
#define ZAIRYU_ITEM_SIGNATURE (UINT64_C(1) << 14)               /**< check code and certificate [1, 2] */
/** Every item the card has. The highest bit is never an item, so that a language without unsigned numbers holds all. */
#define ZAIRYU_ITEMS_ALL UINT64_C(0x7FFFFFFFFFFFFFFF)

/** The stable name of one item, such as "front-image"; NULL for anything else. Static. */
ZAIRYU_API const char *zairyu_item_name(uint64_t item);

/**
 * The data objects of an item's file, as zairyu_session_set_item_callback() hands it out, in stored order, `index` from 0.
 * Nothing of it is verified. `*tag` and the value are as zairyu_record_object() has them; the value is borrowed from `file`.
 * @return 0; ABSENT past the last; MALFORMED if the file does not hold what it should, whatever the index: a record would
 *         not take it either; ARGUMENT, also if this card does not have the item.
 */
ZAIRYU_API int zairyu_item_object(const zairyu_card *card, uint64_t item, zairyu_bytes file, size_t index, uint32_t *tag, zairyu_bytes *out);
/** The same by its tag, as zairyu_record_value() has it: ABSENT also for what is empty and for what has no place in this file. */
ZAIRYU_API int zairyu_item_value(const zairyu_card *card, uint64_t item, zairyu_bytes file, uint32_t tag, zairyu_bytes *out);

/** The card type as stored in the chip: "1", "2", "05" or "06". Never NULL. */
ZAIRYU_API const char *zairyu_card_type(const zairyu_card *card);
/** ZAIRYU_FAMILY_*. */
ZAIRYU_API int zairyu_card_family(const zairyu_card *card);
/**
 * ZAIRYU_KIND_*, as the chip says. That is not signed itself. A verified signature of the second generation fits one kind
 * only; one of the first generation fits both, and there the kind shows in the front image alone.
 */
ZAIRYU_API int zairyu_card_kind(const zairyu_card *card);
/** The specification version in the chip, such as "0001". "" if the file holds none. */
ZAIRYU_API const char *zairyu_card_spec_version(const zairyu_card *card);
/** The items this type of card has. */
ZAIRYU_API uint64_t zairyu_card_items(const zairyu_card *card);
/** Those of them that the card's signature covers. */
ZAIRYU_API uint64_t zairyu_card_signed_items(const zairyu_card *card);
ZAIRYU_API void zairyu_card_free(zairyu_card *card);

/** "first-generation" or "second-generation"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_family_name(int family);
/** "residence-card" or "special-permanent-resident-certificate"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_kind_name(int kind);

ZAIRYU_END_DECLS

#endif
