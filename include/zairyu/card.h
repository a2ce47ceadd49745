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
#define ZAIRYU_FAMILY_FIRST_GENERATION  1
#define ZAIRYU_FAMILY_SECOND_GENERATION 2

/* Kinds. */
#define ZAIRYU_KIND_RESIDENCE_CARD                         1
#define ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE 2

/*
 * Items: one elementary file each, as bits. In brackets: the family that has it, and whether the card's signature
 * covers it (*). A card type may lack some; zairyu_card_items() returns those it has.
 */
#define ZAIRYU_ITEM_COMMON_DATA              (UINT64_C(1) << 0) /**< specification version [1, 2] */
#define ZAIRYU_ITEM_CARD_TYPE                (UINT64_C(1) << 1) /**< [1, 2] */
#define ZAIRYU_ITEM_FRONT_IMAGE              (UINT64_C(1) << 2) /**< what is printed on the front, TIFF [1*] */
#define ZAIRYU_ITEM_FACE                     (UINT64_C(1) << 3) /**< JPEG 2000 [1*] */
#define ZAIRYU_ITEM_ADDRESS                  (UINT64_C(1) << 4) /**< address as text [1] */
#define ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION (UINT64_C(1) << 5) /**< [1, residence card] */
#define ZAIRYU_ITEM_INDIVIDUAL_PERMISSION    (UINT64_C(1) << 6) /**< [1, residence card] */
#define ZAIRYU_ITEM_RENEWAL                  (UINT64_C(1) << 7) /**< renewal application pending [1 and 2, residence card] */
#define ZAIRYU_ITEM_CARD_NUMBER              (UINT64_C(1) << 8)  /**< [2] */
#define ZAIRYU_ITEM_PRINTED_ENTRIES          (UINT64_C(1) << 9)  /**< dates and codes printed on the card [2*] */
#define ZAIRYU_ITEM_NAME_AND_FACE            (UINT64_C(1) << 10) /**< name as TIFF, face as JPEG 2000 [2*] */
#define ZAIRYU_ITEM_ADDRESS_IMAGE            (UINT64_C(1) << 11) /**< address as TIFF [2] */
#define ZAIRYU_ITEM_PERMISSIONS              (UINT64_C(1) << 12) /**< permissions as codes [2, residence card] */
#define ZAIRYU_ITEM_OTHER                    (UINT64_C(1) << 13) /**< entry by the Commissioner, reserved text [2] */
#define ZAIRYU_ITEM_SIGNATURE                (UINT64_C(1) << 14) /**< check code and certificate [1, 2] */
/** Every item the card has. The highest bit is never an item, so that a language without unsigned numbers holds all. */
#define ZAIRYU_ITEMS_ALL UINT64_C(0x7FFFFFFFFFFFFFFF)

/** The stable name of one item, such as "front-image"; NULL for anything else. Static. */
ZAIRYU_API const char *zairyu_item_name(uint64_t item);
/** 1 if the signature of some type of card covers this item, else 0. zairyu_card_signed_items() answers this for one card. */
ZAIRYU_API int zairyu_item_is_signed(uint64_t item);

/**
 * The data objects of an item's file, as zairyu_session_set_item_callback() passes it, in stored order, `index` from 0.
 * None of it is verified. `*tag` and the value are as zairyu_record_object() has them; the value is borrowed from `file`.
 * @return 0; ABSENT past the last; MALFORMED if the file does not hold what it should, whatever the index: a record would
 *         not take it either; ARGUMENT, also if this card does not have the item.
 */
ZAIRYU_API int zairyu_item_object(const zairyu_card *card, uint64_t item, zairyu_bytes file, size_t index,
				  uint32_t *tag, zairyu_bytes *out);
/** The same by its tag, as zairyu_record_value() has it: ABSENT also for what is empty and for what has no place in this file. */
ZAIRYU_API int zairyu_item_value(const zairyu_card *card, uint64_t item, zairyu_bytes file, uint32_t tag,
				 zairyu_bytes *out);

/** The card type as stored in the chip: "1", "2", "05" or "06". Never NULL. */
ZAIRYU_API const char *zairyu_card_type(const zairyu_card *card);
/** ZAIRYU_FAMILY_*. */
ZAIRYU_API int zairyu_card_family(const zairyu_card *card);
/**
 * ZAIRYU_KIND_*, as the chip says. That is not signed itself. A verified signature of the second generation fits one kind
 * only; one of the first generation fits both, and there only the front image shows the kind.
 */
ZAIRYU_API int zairyu_card_kind(const zairyu_card *card);
/** The specification version in the chip, such as "0001". "" if the file holds none. */
ZAIRYU_API const char *zairyu_card_spec_version(const zairyu_card *card);
/** The items this type of card has. */
ZAIRYU_API uint64_t zairyu_card_items(const zairyu_card *card);
/** Those of them that the card's signature covers. */
ZAIRYU_API uint64_t zairyu_card_signed_items(const zairyu_card *card);
/**
 * The items whose signed layout fits one kind of card only: where a report covers one of them, the kind is proved. None in
 * the first generation.
 */
ZAIRYU_API uint64_t zairyu_card_kind_items(const zairyu_card *card);
ZAIRYU_API void zairyu_card_free(zairyu_card *card);

/* What a data object is for. Later versions have more. */
#define ZAIRYU_ROLE_OTHER         0  /**< none of the following */
#define ZAIRYU_ROLE_SPEC_VERSION  1  /**< version of the card specification */
#define ZAIRYU_ROLE_CARD_TYPE     2  /**< the type, as zairyu_card_type() has it */
#define ZAIRYU_ROLE_CARD_NUMBER   3  /**< the number that opens the card */
#define ZAIRYU_ROLE_PRINTED_ENTRY 4  /**< a value that is printed on the card */
#define ZAIRYU_ROLE_ENTRY         5  /**< a value that is entered later, and not signed */
#define ZAIRYU_ROLE_FRONT_IMAGE   6  /**< all that is printed on the front, TIFF */
#define ZAIRYU_ROLE_NAME_IMAGE    7  /**< TIFF */
#define ZAIRYU_ROLE_ADDRESS_IMAGE 8  /**< TIFF */
#define ZAIRYU_ROLE_FACE          9  /**< JPEG 2000 */
#define ZAIRYU_ROLE_CHECK_CODE    10 /**< the signature over what has a place in the signed order */
#define ZAIRYU_ROLE_CERTIFICATE   11 /**< of the key that made the check code */

/* Properties of a data object, as bits. Later versions have more. */
/** An image or certificate: NULs fill its fixed length, and may be left out where it is stored. */
#define ZAIRYU_OBJECT_PADDED (1u << 0)
/** This type of card does not have it. Where it has a place in the signed order, NULs of its length are signed. */
#define ZAIRYU_OBJECT_NOT_STORED (1u << 1)
/** Of the kinds of card that are signed in the same way, only one has it: its value tells them apart. */
#define ZAIRYU_OBJECT_ONE_KIND (1u << 2)

/* What makes the check code. Later versions may have more. */
#define ZAIRYU_SIGNATURE_RSA_2048   1 /**< RSASSA-PKCS1-v1_5 with SHA-256 */
#define ZAIRYU_SIGNATURE_ECDSA_P384 2 /**< with SHA-256; r and s of 48 bytes each */

/** A data object of a type of card. Grows at the end in later versions. */
typedef struct zairyu_card_object_info {
	size_t size;           /**< to be set by the caller: sizeof(zairyu_card_object_info) as it was compiled */
	uint64_t item;         /**< ZAIRYU_ITEM_*: the file it is in */
	uint32_t tag;          /**< unique within its file */
	uint32_t length;       /**< its fixed length in bytes */
	int role;              /**< ZAIRYU_ROLE_* */
	int field;             /**< ZAIRYU_FIELD_* of a value that has getters of its own, else 0 */
	int signature;         /**< ZAIRYU_SIGNATURE_* of a check code or certificate, else 0 */
	unsigned flags;        /**< ZAIRYU_OBJECT_* */
	unsigned signed_place; /**< its place in what is signed, from 1 on; 0: it is not signed */

	/* end of 0.1; grows here */
} zairyu_card_object_info;

/**
 * What a type of card consists of: its data objects one by one, file by file in the order in which they are stored. The
 * signature covers the values of those with a `signed_place`, each of its fixed length, in that order, without tags and lengths.
 * @param info its `size` is set by the caller; what this version does not know of it is set to zero.
 * @return 0; ZAIRYU_ERR_ABSENT if there are no more; ZAIRYU_ERR_ARGUMENT if `card` or `info` is NULL; ZAIRYU_ERR_ABI if
 *         `info->size` is not that of any version. `info` is then as it was.
 */
ZAIRYU_API int zairyu_card_object(const zairyu_card *card, size_t index, zairyu_card_object_info *info);

/** "first-generation" or "second-generation"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_family_name(int family);
/** "residence-card" or "special-permanent-resident-certificate"; NULL for others. Static. */
ZAIRYU_API const char *zairyu_kind_name(int kind);

ZAIRYU_END_DECLS

#endif
