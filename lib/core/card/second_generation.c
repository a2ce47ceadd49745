/* SPDX-License-Identifier: BSD-2-Clause */
/* The second generation's files [G2 3.3]. */
#include "card/card.h"

#define RESIDENCE_CARD CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD)
/* A printed entry with its place in the signed order; of both kinds, or of residence cards only. */
#define PRINTED(order, object, bytes, what, name)                                                                      \
	{                                                                                                              \
		.tag = (object), .capacity = (bytes), .role = ZAIRYU_ROLE_PRINTED_ENTRY, .place = (order),             \
		.field = ZAIRYU_FIELD_##name, .type = ZAIRYU_FIELD_TYPE_##what                                         \
	}
#define OF_RESIDENCE(order, object, bytes, what, name)                                                                 \
	{                                                                                                              \
		.tag = (object), .capacity = (bytes), .role = ZAIRYU_ROLE_PRINTED_ENTRY, .place = (order),             \
		.field = ZAIRYU_FIELD_##name, .type = ZAIRYU_FIELD_TYPE_##what, .residence_only = true                 \
	}

static const struct card_object common_data[] = { { .tag = 0xC0, .capacity = 4, .role = ZAIRYU_ROLE_SPEC_VERSION } };
static const struct card_object card_type[] = { { .tag = 0xC1, .capacity = 2, .role = ZAIRYU_ROLE_CARD_TYPE } };
static const struct card_object card_number[] = {
	{ .tag = 0xC2,
	  .capacity = 12,
	  .role = ZAIRYU_ROLE_CARD_NUMBER,
	  .field = ZAIRYU_FIELD_CARD_NUMBER,
	  .type = ZAIRYU_FIELD_TYPE_TEXT },
};
/* In stored order, which is the order they are signed in; a certificate has those up to CE [G2 3.4.3]. */
static const struct card_object printed_entries[] = {
	PRINTED(1, 0xC5, 8, DATE, CARD_EXPIRY),
	PRINTED(2, 0xC6, 8, DATE, BIRTH_DATE),
	PRINTED(3, 0xC7, 1, CODE, SEX),
	PRINTED(4, 0xC8, 3, CODE, NATIONALITY),
	PRINTED(5, 0xC9, 10, CODE, STATUS_OF_RESIDENCE),
	PRINTED(6, 0xCE, 4, CODE, PERIOD_OF_STAY),
	OF_RESIDENCE(7, 0xCA, 2, CODE, PERMISSION_TYPE),
	OF_RESIDENCE(8, 0xCB, 8, DATE, PERMISSION_DATE),
	OF_RESIDENCE(9, 0xCC, 1, CODE, WORK_RESTRICTION),
	OF_RESIDENCE(10, 0xCD, 8, DATE, PERIOD_OF_STAY_EXPIRY),
};
/* The face is signed before the name. */
static const struct card_object name_and_face[] = {
	{ .tag = 0xD0, .capacity = 2500, .role = ZAIRYU_ROLE_NAME_IMAGE, .place = 12, .extent = CARD_EXTENT_TIFF },
	{ .tag = 0xD1, .capacity = 3000, .role = ZAIRYU_ROLE_FACE, .place = 11, .extent = CARD_EXTENT_JP2 },
};
static const struct card_object address_image[] = {
	{ .tag = 0xDFD1, .capacity = 2500, .role = ZAIRYU_ROLE_ADDRESS_IMAGE, .extent = CARD_EXTENT_TIFF },
};
static const struct card_object permissions[] = {
	CARD_ENTRY(0xD5, 7, CODE, COMPREHENSIVE_PERMISSION),
	CARD_ENTRY(0xD6, 8, DATE, COMPREHENSIVE_PERMISSION_EXPIRY),
	CARD_ENTRY(0xD7, 1, CODE, INDIVIDUAL_PERMISSION),
};
static const struct card_object renewal[] = { CARD_ENTRY(0xD8, 1, CODE, RENEWAL_PENDING) };
static const struct card_object other[] = {
	CARD_ENTRY(0xD9, 1, CODE, COMMISSIONER_ENTRY),
	CARD_ENTRY(0xDE, 200, TEXT, RESERVED),
};
static const struct card_object signature[] = {
	{ .tag = 0xDC,
	  .capacity = 104,
	  .role = ZAIRYU_ROLE_CHECK_CODE }, /* 96 bytes met; 104 is the longest DER form */
	{ .tag = 0xDD, .capacity = 602, .role = ZAIRYU_ROLE_CERTIFICATE, .extent = CARD_EXTENT_CERTIFICATE },
};

static const struct card_file files[] = {
	CARD_COMMON_DATA(common_data),
	CARD_CARD_TYPE(4, card_type),
	{ CARD_FILE(CARD_NUMBER, "card-number", 1, 1, 14, card_number), .access = CARD_PROTECTED,
	  .kinds = CARD_KINDS_ALL },
	{ .item = ZAIRYU_ITEM_PRINTED_ENTRIES,
	  .name = "printed-entries",
	  .step = STEP_READ_PRINTED_ENTRIES,
	  .df = 1,
	  .sfi = 3,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 73, 46 },
	  CARD_OBJECTS(printed_entries) },
	{ CARD_FILE(NAME_AND_FACE, "name-and-face", 1, 4, 5508, name_and_face), .access = CARD_PROTECTED,
	  .is_signed = true, .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(ADDRESS_IMAGE, "address-image", 1, 6, 2505, address_image), .access = CARD_PROTECTED,
	  .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(PERMISSIONS, "permissions", 2, 1, 22, permissions), .access = CARD_AUTHENTICATED,
	  .kinds = RESIDENCE_CARD },
	{ CARD_FILE(RENEWAL, "renewal", 2, 2, 3, renewal), .access = CARD_AUTHENTICATED, .kinds = RESIDENCE_CARD },
	{ CARD_FILE(OTHER, "other", 2, 3, 207, other), .access = CARD_AUTHENTICATED, .kinds = CARD_KINDS_ALL },
	{ CARD_FILE(SIGNATURE, "signature", 3, 2, 704, signature), .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KINDS_ALL },
};

/* [G2 4.2, annex 1] */
static const struct card_messaging messaging = {
	.suite = &sm_suite_aes, .keys = CARD_KEYS_AGREED, .verify_p2 = 0x86, .length_bytes = 2
};

const struct card_family card_second_generation = {
	.family = ZAIRYU_FAMILY_SECOND_GENERATION,
	.name = "second-generation",
	.messaging = &messaging,
	.signature = ZAIRYU_SIGNATURE_ECDSA_P384,
	.edition = "0002",
	.dfs = card_dfs,
	.files = files,
	.file_count = sizeof files / sizeof *files,
};
