/* SPDX-License-Identifier: BSD-2-Clause */
/* The first generation's files [G1 3.3]. */
#include "card/card.h"

#define COUNT(a)       (sizeof(a) / sizeof *(a))
#define RESIDENCE_CARD CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD)

static const struct card_object common_data[] = { { .tag = 0xC0, .capacity = 4 } };
static const struct card_object card_type[] = { { .tag = 0xC1, .capacity = 1 } };
static const struct card_object front[] = { { .tag = 0xD0, .capacity = 7000, .extent = CARD_EXTENT_TIFF } };
static const struct card_object face[] = { { .tag = 0xD1, .capacity = 3000, .extent = CARD_EXTENT_JP2 } };
static const struct card_object address[] = {
	{ .tag = 0xD2, .capacity = 8, .field = ZAIRYU_FIELD_ADDRESS_DATE, .type = ZAIRYU_FIELD_TYPE_DATE },
	{ .tag = 0xD3, .capacity = 6, .field = ZAIRYU_FIELD_MUNICIPALITY, .type = ZAIRYU_FIELD_TYPE_CODE },
	{ .tag = 0xD4, .capacity = 320, .field = ZAIRYU_FIELD_ADDRESS, .type = ZAIRYU_FIELD_TYPE_TEXT },
};
static const struct card_object comprehensive[] = {
	{ .tag = 0xD5,
	  .capacity = 120,
	  .field = ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION,
	  .type = ZAIRYU_FIELD_TYPE_TEXT },
};
static const struct card_object individual[] = {
	{ .tag = 0xD6, .capacity = 120, .field = ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, .type = ZAIRYU_FIELD_TYPE_TEXT },
};
static const struct card_object renewal[] = {
	{ .tag = 0xD7, .capacity = 1, .field = ZAIRYU_FIELD_RENEWAL_PENDING, .type = ZAIRYU_FIELD_TYPE_CODE },
};
static const struct card_object signature[] = {
	{ .tag = 0xDA, .capacity = 256 },
	{ .tag = 0xDB, .capacity = 1200, .extent = CARD_EXTENT_CERTIFICATE },
};

static const struct card_file files[] = {
	CARD_COMMON_DATA(common_data),
	CARD_CARD_TYPE(3, card_type),
	{ .item = ZAIRYU_ITEM_FRONT_IMAGE,
	  .step = STEP_READ_FRONT_IMAGE,
	  .df = 1,
	  .sfi = 5,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 7004, 7004 },
	  CARD_OBJECTS(front) },
	{ .item = ZAIRYU_ITEM_FACE,
	  .step = STEP_READ_FACE,
	  .df = 1,
	  .sfi = 6,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 3004, 3004 },
	  CARD_OBJECTS(face) },
	{ .item = ZAIRYU_ITEM_ADDRESS,
	  .step = STEP_READ_ADDRESS,
	  .df = 2,
	  .sfi = 1,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 342, 342 },
	  CARD_OBJECTS(address) },
	{ .item = ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION,
	  .step = STEP_READ_COMPREHENSIVE_PERMISSION,
	  .df = 2,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 122, 122 },
	  CARD_OBJECTS(comprehensive) },
	{ .item = ZAIRYU_ITEM_INDIVIDUAL_PERMISSION,
	  .step = STEP_READ_INDIVIDUAL_PERMISSION,
	  .df = 2,
	  .sfi = 3,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 122, 122 },
	  CARD_OBJECTS(individual) },
	{ .item = ZAIRYU_ITEM_RENEWAL,
	  .step = STEP_READ_RENEWAL,
	  .df = 2,
	  .sfi = 4,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 3, 3 },
	  CARD_OBJECTS(renewal) },
	{ .item = ZAIRYU_ITEM_SIGNATURE,
	  .step = STEP_READ_SIGNATURE,
	  .df = 3,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 1464, 1464 },
	  CARD_OBJECTS(signature) },
};

const struct card_family card_first_generation = {
	.family = ZAIRYU_FAMILY_FIRST_GENERATION,
	.suite = SM_SUITE_TDES,
	.edition = "0001",
	.signature_tag = 0xDA,
	.files = files,
	.file_count = sizeof files / sizeof *files,
};
