/* SPDX-License-Identifier: BSD-2-Clause */
/* The second generation's files [G2 3.3]. */
#include "card/card.h"

#define COUNT(a)       (sizeof(a) / sizeof *(a))
#define RESIDENCE_CARD CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD)
#define DATE(object, name)                                                                                             \
	{                                                                                                              \
		.tag = (object), .capacity = 8, .field = (name), .type = ZAIRYU_FIELD_TYPE_DATE                        \
	}
#define CODE(object, size, name)                                                                                       \
	{                                                                                                              \
		.tag = (object), .capacity = (size), .field = (name), .type = ZAIRYU_FIELD_TYPE_CODE                   \
	}

static const struct card_object common_data[] = { { .tag = 0xC0, .capacity = 4 } };
static const struct card_object card_type[] = { { .tag = 0xC1, .capacity = 2 } };
static const struct card_object card_number[] = {
	{ .tag = 0xC2, .capacity = 12, .field = ZAIRYU_FIELD_CARD_NUMBER, .type = ZAIRYU_FIELD_TYPE_TEXT },
};
/* In stored order, which is the order they are signed in; a certificate has those up to CE. */
static const struct card_object printed_entries[] = {
	DATE(0xC5, ZAIRYU_FIELD_CARD_EXPIRY),
	DATE(0xC6, ZAIRYU_FIELD_BIRTH_DATE),
	CODE(0xC7, 1, ZAIRYU_FIELD_SEX),
	CODE(0xC8, 3, ZAIRYU_FIELD_NATIONALITY),
	CODE(0xC9, 10, ZAIRYU_FIELD_STATUS_OF_RESIDENCE),
	CODE(0xCE, 4, ZAIRYU_FIELD_PERIOD_OF_STAY),
	CODE(0xCA, 2, ZAIRYU_FIELD_PERMISSION_TYPE),
	DATE(0xCB, ZAIRYU_FIELD_PERMISSION_DATE),
	CODE(0xCC, 1, ZAIRYU_FIELD_WORK_RESTRICTION),
	DATE(0xCD, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY),
};
static const struct card_object name_and_face[] = {
	{ .tag = 0xD0, .capacity = 2500, .extent = CARD_EXTENT_TIFF },
	{ .tag = 0xD1, .capacity = 3000, .extent = CARD_EXTENT_JP2 },
};
static const struct card_object address_image[] = {
	{ .tag = 0xDFD1, .capacity = 2500, .extent = CARD_EXTENT_TIFF },
};
static const struct card_object permissions[] = {
	CODE(0xD5, 7, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION),
	DATE(0xD6, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY),
	CODE(0xD7, 1, ZAIRYU_FIELD_INDIVIDUAL_PERMISSION),
};
static const struct card_object renewal[] = { CODE(0xD8, 1, ZAIRYU_FIELD_RENEWAL_PENDING) };
static const struct card_object other[] = {
	CODE(0xD9, 1, ZAIRYU_FIELD_COMMISSIONER_ENTRY),
	{ .tag = 0xDE, .capacity = 200, .field = ZAIRYU_FIELD_RESERVED, .type = ZAIRYU_FIELD_TYPE_TEXT },
};
static const struct card_object signature[] = {
	{ .tag = 0xDC, .capacity = 104 }, /* 96 bytes met; 104 is the longest DER form */
	{ .tag = 0xDD, .capacity = 602, .extent = CARD_EXTENT_CERTIFICATE },
};

static const struct card_file files[] = {
	CARD_COMMON_DATA(common_data),
	CARD_CARD_TYPE(4, card_type),
	{ .item = ZAIRYU_ITEM_CARD_NUMBER,
	  .step = STEP_READ_CARD_NUMBER,
	  .df = 1,
	  .sfi = 1,
	  .access = CARD_PROTECTED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 14, 14 },
	  CARD_OBJECTS(card_number) },
	{ .item = ZAIRYU_ITEM_PRINTED_ENTRIES,
	  .step = STEP_READ_PRINTED_ENTRIES,
	  .df = 1,
	  .sfi = 3,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 73, 46 },
	  CARD_OBJECTS(printed_entries) },
	{ .item = ZAIRYU_ITEM_NAME_AND_FACE,
	  .step = STEP_READ_NAME_AND_FACE,
	  .df = 1,
	  .sfi = 4,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 5508, 5508 },
	  CARD_OBJECTS(name_and_face) },
	{ .item = ZAIRYU_ITEM_ADDRESS_IMAGE,
	  .step = STEP_READ_ADDRESS_IMAGE,
	  .df = 1,
	  .sfi = 6,
	  .access = CARD_PROTECTED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 2505, 2505 },
	  CARD_OBJECTS(address_image) },
	{ .item = ZAIRYU_ITEM_PERMISSIONS,
	  .step = STEP_READ_PERMISSIONS,
	  .df = 2,
	  .sfi = 1,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 22, 22 },
	  CARD_OBJECTS(permissions) },
	{ .item = ZAIRYU_ITEM_RENEWAL,
	  .step = STEP_READ_RENEWAL,
	  .df = 2,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 3, 3 },
	  CARD_OBJECTS(renewal) },
	{ .item = ZAIRYU_ITEM_OTHER,
	  .step = STEP_READ_OTHER,
	  .df = 2,
	  .sfi = 3,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 207, 207 },
	  CARD_OBJECTS(other) },
	{ .item = ZAIRYU_ITEM_SIGNATURE,
	  .step = STEP_READ_SIGNATURE,
	  .df = 3,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 704, 704 },
	  CARD_OBJECTS(signature) },
};

const struct card_family card_second_generation = {
	.family = ZAIRYU_FAMILY_SECOND_GENERATION,
	.suite = SM_SUITE_AES,
	.edition = "0002",
	.signature_tag = 0xDC,
	.files = files,
	.file_count = sizeof files / sizeof *files,
};
