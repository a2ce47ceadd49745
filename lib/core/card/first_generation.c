/* SPDX-License-Identifier: BSD-2-Clause */
/* The first generation's files [G1 3.3]. */
#include "card/card.h"

#define RESIDENCE_CARD CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD)

static const struct card_object common_data[] = { { .tag = 0xC0, .capacity = 4, .role = ZAIRYU_ROLE_SPEC_VERSION } };
static const struct card_object card_type[] = { { .tag = 0xC1, .capacity = 1, .role = ZAIRYU_ROLE_CARD_TYPE } };
static const struct card_object front[] = {
	{ .tag = 0xD0, .capacity = 7000, .role = ZAIRYU_ROLE_FRONT_IMAGE, .place = 1, .extent = CARD_EXTENT_TIFF },
};
static const struct card_object face[] = {
	{ .tag = 0xD1, .capacity = 3000, .role = ZAIRYU_ROLE_FACE, .place = 2, .extent = CARD_EXTENT_JP2 },
};
static const struct card_object address[] = {
	CARD_ENTRY(0xD2, 8, DATE, ADDRESS_DATE),
	CARD_ENTRY(0xD3, 6, CODE, MUNICIPALITY),
	CARD_ENTRY(0xD4, 320, TEXT, ADDRESS),
};
static const struct card_object comprehensive[] = { CARD_ENTRY(0xD5, 120, TEXT, COMPREHENSIVE_PERMISSION) };
static const struct card_object individual[] = { CARD_ENTRY(0xD6, 120, TEXT, INDIVIDUAL_PERMISSION) };
static const struct card_object renewal[] = { CARD_ENTRY(0xD7, 1, CODE, RENEWAL_PENDING) };
static const struct card_object signature[] = {
	{ .tag = 0xDA, .capacity = 256, .role = ZAIRYU_ROLE_CHECK_CODE },
	{ .tag = 0xDB, .capacity = 1200, .role = ZAIRYU_ROLE_CERTIFICATE, .extent = CARD_EXTENT_CERTIFICATE },
};

static const struct card_file files[] = {
	CARD_COMMON_DATA(common_data),
	CARD_CARD_TYPE(3, card_type),
	{ .item = ZAIRYU_ITEM_FRONT_IMAGE,
	  .name = "front-image",
	  .step = STEP_READ_FRONT_IMAGE,
	  .df = 1,
	  .sfi = 5,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 7004, 7004 },
	  CARD_OBJECTS(front) },
	{ .item = ZAIRYU_ITEM_FACE,
	  .name = "face",
	  .step = STEP_READ_FACE,
	  .df = 1,
	  .sfi = 6,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 3004, 3004 },
	  CARD_OBJECTS(face) },
	{ .item = ZAIRYU_ITEM_ADDRESS,
	  .name = "address",
	  .step = STEP_READ_ADDRESS,
	  .df = 2,
	  .sfi = 1,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 342, 342 },
	  CARD_OBJECTS(address) },
	{ .item = ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION,
	  .name = "comprehensive-permission",
	  .step = STEP_READ_COMPREHENSIVE_PERMISSION,
	  .df = 2,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 122, 122 },
	  CARD_OBJECTS(comprehensive) },
	{ .item = ZAIRYU_ITEM_INDIVIDUAL_PERMISSION,
	  .name = "individual-permission",
	  .step = STEP_READ_INDIVIDUAL_PERMISSION,
	  .df = 2,
	  .sfi = 3,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 122, 122 },
	  CARD_OBJECTS(individual) },
	{ .item = ZAIRYU_ITEM_RENEWAL,
	  .name = "renewal",
	  .step = STEP_READ_RENEWAL,
	  .df = 2,
	  .sfi = 4,
	  .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD,
	  .size = { 3, 3 },
	  CARD_OBJECTS(renewal) },
	{ .item = ZAIRYU_ITEM_SIGNATURE,
	  .name = "signature",
	  .step = STEP_READ_SIGNATURE,
	  .df = 3,
	  .sfi = 2,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 1464, 1464 },
	  CARD_OBJECTS(signature) },
};

/* [G1 4.2, annex 1] */
static const struct card_messaging messaging = {
	.suite = &sm_suite_tdes, .keys = CARD_KEYS_AGREED, .verify_p2 = 0x86, .length_bytes = 2
};

const struct card_family card_first_generation = {
	.family = ZAIRYU_FAMILY_FIRST_GENERATION,
	.name = "first-generation",
	.messaging = &messaging,
	.signature = ZAIRYU_SIGNATURE_RSA_2048,
	.edition = "0001",
	.dfs = card_dfs,
	.files = files,
	.file_count = sizeof files / sizeof *files,
};
