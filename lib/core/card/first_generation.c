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
	{ CARD_FILE(FRONT_IMAGE, "front-image", 1, 5, 7004, front), .access = CARD_PROTECTED, .is_signed = true,
	  .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(FACE, "face", 1, 6, 3004, face), .access = CARD_PROTECTED, .is_signed = true,
	  .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(ADDRESS, "address", 2, 1, 342, address), .access = CARD_AUTHENTICATED, .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(COMPREHENSIVE_PERMISSION, "comprehensive-permission", 2, 2, 122, comprehensive),
	  .access = CARD_AUTHENTICATED, .kinds = RESIDENCE_CARD },
	{ CARD_FILE(INDIVIDUAL_PERMISSION, "individual-permission", 2, 3, 122, individual),
	  .access = CARD_AUTHENTICATED, .kinds = RESIDENCE_CARD },
	{ CARD_FILE(RENEWAL, "renewal", 2, 4, 3, renewal), .access = CARD_AUTHENTICATED, .kinds = RESIDENCE_CARD },
	{ CARD_FILE(SIGNATURE, "signature", 3, 2, 1464, signature), .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL },
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
