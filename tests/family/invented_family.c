/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_family.h"

#include "card/card.h"

#define PRINTED(object, bytes, order, what, name)                                                                      \
	{                                                                                                              \
		.tag = (object), .capacity = (bytes), .role = ZAIRYU_ROLE_PRINTED_ENTRY, .place = (order),             \
		.field = ZAIRYU_FIELD_##name, .type = ZAIRYU_FIELD_TYPE_##what, .residence_only = (order) > 8          \
	}
#define NOT_KNOWN_YET 77 /* a role and a field of a later version */

static const struct card_object common[] = { { .tag = 0xC0, .capacity = 4, .role = ZAIRYU_ROLE_SPEC_VERSION } };
static const struct card_object type[] = { { .tag = 0xC1, .capacity = 2, .role = ZAIRYU_ROLE_CARD_TYPE } };
static const struct card_object number[] = {
	{ .tag = 0xC2,
	  .capacity = 12,
	  .role = ZAIRYU_ROLE_CARD_NUMBER,
	  .field = ZAIRYU_FIELD_CARD_NUMBER,
	  .type = ZAIRYU_FIELD_TYPE_TEXT },
};
/* Signed in another order than they are stored in. */
static const struct card_object entries[] = {
	PRINTED(0xC5, 8, 8, DATE, CARD_EXPIRY),
	PRINTED(0xC6, 8, 4, DATE, BIRTH_DATE),
	PRINTED(0xC7, 1, 5, CODE, SEX),
	PRINTED(0xC8, 3, 3, CODE, NATIONALITY),
	PRINTED(0xC9, 10, 6, CODE, STATUS_OF_RESIDENCE),
	PRINTED(0xCE, 4, 7, CODE, PERIOD_OF_STAY),
	PRINTED(0xCA, 2, 9, CODE, PERMISSION_TYPE),
	PRINTED(0xCB, 8, 10, DATE, PERMISSION_DATE),
	PRINTED(0xCC, 1, 11, CODE, WORK_RESTRICTION),
	PRINTED(0xCD, 8, 12, DATE, PERIOD_OF_STAY_EXPIRY),
};
static const struct card_object names[] = {
	{ .tag = 0xD0, .capacity = 2500, .role = ZAIRYU_ROLE_NAME_IMAGE, .place = 1, .extent = CARD_EXTENT_TIFF },
};
/* Beside the face something signed that no output has a word for. */
static const struct card_object portrait[] = {
	{ .tag = 0xD9, .capacity = 16, .role = NOT_KNOWN_YET, .place = 2 },
	{ .tag = 0xD1, .capacity = 3000, .role = ZAIRYU_ROLE_FACE, .place = 13, .extent = CARD_EXTENT_JP2 },
};
/* The tag of the name's image, in another file. */
static const struct card_object address[] = {
	{ .tag = 0xD0, .capacity = 2500, .role = ZAIRYU_ROLE_ADDRESS_IMAGE, .extent = CARD_EXTENT_TIFF },
};
static const struct card_object permissions[] = {
	CARD_ENTRY(0xD5, 7, CODE, COMPREHENSIVE_PERMISSION),
	CARD_ENTRY(0xD6, 8, DATE, COMPREHENSIVE_PERMISSION_EXPIRY),
	CARD_ENTRY(0xD7, 1, CODE, INDIVIDUAL_PERMISSION),
};
static const struct card_object renewal[] = { CARD_ENTRY(0xD8, 1, CODE, RENEWAL_PENDING) };
static const struct card_object history[] = {
	{ .tag = 0xE1, .capacity = 8, .role = ZAIRYU_ROLE_OTHER },
	{ .tag = 0xE2,
	  .capacity = 4,
	  .role = ZAIRYU_ROLE_ENTRY,
	  .field = NOT_KNOWN_YET,
	  .type = ZAIRYU_FIELD_TYPE_CODE },
};
static const struct card_object signature[] = {
	{ .tag = 0xDC, .capacity = 104, .role = ZAIRYU_ROLE_CHECK_CODE },
	{ .tag = 0xDD, .capacity = 1000, .role = ZAIRYU_ROLE_CERTIFICATE, .extent = CARD_EXTENT_CERTIFICATE },
};

#define IN(where, number, words) .name = (words), .df = (where), .sfi = (number)
#define BOTH(bytes)              .kinds = CARD_KINDS_ALL, .size = { (bytes), (bytes) }

static const struct card_file files[] = {
	{ .item = ZAIRYU_ITEM_COMMON_DATA,
	  IN(0, INVENTED_SFI_COMMON, "common-data"),
	  .step = STEP_READ_COMMON_DATA,
	  .access = CARD_FREE,
	  BOTH(6),
	  CARD_OBJECTS(common) },
	{ .item = ZAIRYU_ITEM_CARD_TYPE,
	  IN(0, INVENTED_SFI_TYPE, "card-type"),
	  .step = STEP_READ_CARD_TYPE,
	  .access = CARD_FREE,
	  BOTH(4),
	  CARD_OBJECTS(type) },
	{ .item = ZAIRYU_ITEM_CARD_NUMBER,
	  IN(0, INVENTED_SFI_NUMBER, "card-number"),
	  .step = STEP_READ_CARD_NUMBER,
	  .access = CARD_PROTECTED,
	  BOTH(14),
	  CARD_OBJECTS(number) },
	{ .item = ZAIRYU_ITEM_PRINTED_ENTRIES,
	  IN(0, INVENTED_SFI_ENTRIES, "printed-entries"),
	  .step = STEP_READ_PRINTED_ENTRIES,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 73, 46 },
	  CARD_OBJECTS(entries) },
	{ .item = INVENTED_ITEM_NAMES,
	  IN(0, INVENTED_SFI_NAMES, "names"),
	  .step = STEP_READ_ITEM,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  BOTH(2504),
	  CARD_OBJECTS(names) },
	{ .item = INVENTED_ITEM_PORTRAIT,
	  IN(0, INVENTED_SFI_PORTRAIT, "portrait"),
	  .step = STEP_READ_ITEM,
	  .access = CARD_PROTECTED,
	  .is_signed = true,
	  BOTH(3022),
	  CARD_OBJECTS(portrait) },
	{ .item = ZAIRYU_ITEM_ADDRESS_IMAGE,
	  IN(0, INVENTED_SFI_ADDRESS, "address-image"),
	  .step = STEP_READ_ADDRESS_IMAGE,
	  .access = CARD_PROTECTED,
	  BOTH(2504),
	  CARD_OBJECTS(address) },
	{ .item = ZAIRYU_ITEM_PERMISSIONS,
	  IN(1, INVENTED_SFI_PERMISSIONS, "permissions"),
	  .step = STEP_READ_PERMISSIONS,
	  .access = CARD_PROTECTED,
	  .kinds = CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD),
	  .size = { 22, 22 },
	  CARD_OBJECTS(permissions) },
	{ .item = ZAIRYU_ITEM_RENEWAL,
	  IN(1, INVENTED_SFI_RENEWAL, "renewal"),
	  .step = STEP_READ_RENEWAL,
	  .access = CARD_AUTHENTICATED,
	  .kinds = CARD_KIND_BIT(ZAIRYU_KIND_RESIDENCE_CARD),
	  .size = { 3, 3 },
	  CARD_OBJECTS(renewal) },
	{ .item = INVENTED_ITEM_HISTORY,
	  IN(1, INVENTED_SFI_HISTORY, "history"),
	  .step = STEP_READ_ITEM,
	  .access = CARD_PROTECTED,
	  BOTH(16),
	  CARD_OBJECTS(history) },
	{ .item = ZAIRYU_ITEM_SIGNATURE,
	  IN(1, INVENTED_SFI_SIGNATURE, "signature"),
	  .step = STEP_READ_SIGNATURE,
	  .access = CARD_PROTECTED,
	  BOTH(1102),
	  CARD_OBJECTS(signature) },
};

#define APPLICATION(last)                                                                                              \
	{                                                                                                              \
		.len = 8, .bytes = { 0xF0, 'Z', 'A', 'I', 'R', 'Y', 'U', (last) }                                      \
	}

static const struct card_aid dfs[] = { APPLICATION(1), APPLICATION(2) };

static const struct card_messaging messaging = {
	.suite = &sm_suite_aes,
	.keys = CARD_KEYS_DELIVERED,
	.key_file = { .sfi = INVENTED_SFI_KEY, .size = 265, .exponent_tag = 0x90, .modulus_tag = 0x91 },
	.counted = true,
	.select_protected = true,
	.verify_p2 = INVENTED_VERIFY_P2,
	.length_bytes = 3,
};

static const struct card_family invented = {
	.family = INVENTED_FAMILY,
	.name = "invented",
	.messaging = &messaging,
	.signature = ZAIRYU_SIGNATURE_ECDSA_P384,
	.edition = "0001",
	.dfs = dfs,
	.files = files,
	.file_count = sizeof files / sizeof *files,
};

const struct card_type card_types[] = {
	{ "1", ZAIRYU_KIND_RESIDENCE_CARD, &card_first_generation },
	{ "05", ZAIRYU_KIND_RESIDENCE_CARD, &card_second_generation },
	{ "07", ZAIRYU_KIND_RESIDENCE_CARD, NULL },
	{ "08", ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, NULL },
	{ INVENTED_TYPE, ZAIRYU_KIND_RESIDENCE_CARD, &invented },
	{ INVENTED_CERTIFICATE_TYPE, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, &invented },
};
const size_t card_type_count = sizeof card_types / sizeof *card_types;

const struct card_place card_places[] = {
	{ { 0 }, &card_first_generation },
	{ CARD_AID(1), NULL },
	{ APPLICATION(1), &invented },
};
const size_t card_place_count = sizeof card_places / sizeof *card_places;
