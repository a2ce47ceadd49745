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
#define ZAIRYU_ITEM_COMMON_DATA (1u << 0)              /**< specification version [1, 2] */
#define ZAIRYU_ITEM_CARD_TYPE (1u << 1)                /**< [1, 2] */
#define ZAIRYU_ITEM_FRONT_IMAGE (1u << 2)              /**< what is printed on the front, TIFF [1*] */
#define ZAIRYU_ITEM_FACE (1u << 3)                     /**< JPEG 2000 [1*] */
#define ZAIRYU_ITEM_ADDRESS (1u << 4)                  /**< address as text [1] */
#define ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION (1u << 5) /**< [1, residence card] */
#define ZAIRYU_ITEM_INDIVIDUAL_PERMISSION (1u << 6)    /**< [1, residence card] */
#define ZAIRYU_ITEM_RENEWAL (1u << 7)                  /**< renewal application pending [1 and 2, residence card] */
#define ZAIRYU_ITEM_CARD_NUMBER (1u << 8)              /**< [2] */
#define ZAIRYU_ITEM_PRINTED_ENTRIES (1u << 9)          /**< dates and codes printed on the card [2*] */
#define ZAIRYU_ITEM_NAME_AND_FACE (1u << 10)           /**< name as TIFF, face as JPEG 2000 [2*] */
#define ZAIRYU_ITEM_ADDRESS_IMAGE (1u << 11)           /**< address as TIFF [2] */
#define ZAIRYU_ITEM_PERMISSIONS (1u << 12)             /**< permissions as codes [2, residence card] */
#define ZAIRYU_ITEM_OTHER (1u << 13)                   /**< entry by the Commissioner, reserved text [2] */
#define ZAIRYU_ITEM_SIGNATURE (1u << 14)               /**< check code and certificate [1, 2] */
/** Every item the card has. */
#define ZAIRYU_ITEMS_ALL 0x7FFFFFFFu

/** The stable name of one item, such as "front-image"; NULL for anything else. Static. */
ZAIRYU_API const char *zairyu_item_name(uint32_t item);

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
ZAIRYU_API uint32_t zairyu_card_items(const zairyu_card *card);
/** Those of them that the card's signature covers. */
ZAIRYU_API uint32_t zairyu_card_signed_items(const zairyu_card *card);
ZAIRYU_API void zairyu_card_free(zairyu_card *card);

/** "first-generation" or "second-generation"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_family_name(int family);
/** "residence-card" or "special-permanent-resident-certificate"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_kind_name(int kind);

ZAIRYU_END_DECLS

#endif
