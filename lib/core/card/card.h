/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Card families as tables: which files there are, where, how they are read, and what is in them. The session, the
 * record and the getters know no card by name; a new family is a new table.
 */
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include <stdbool.h>
#include <zairyu/card.h>
#include <zairyu/record.h>

#include "sm/suite.h"
#include "util/error/step.h"

enum card_access {
	CARD_FREE,          /* before authentication, plain */
	CARD_AUTHENTICATED, /* after it, plain */
	CARD_PROTECTED      /* after it, by secure messaging */
};

/* How the end of what a data object holds shows in its own structure; the rest of its fixed length is NULs. */
enum card_extent { CARD_EXTENT_NONE, CARD_EXTENT_TIFF, CARD_EXTENT_JP2, CARD_EXTENT_CERTIFICATE };

struct card_object {
	uint32_t tag;
	uint16_t capacity;       /* its fixed length */
	uint8_t role;            /* ZAIRYU_ROLE_* */
	uint8_t place;           /* in the signed order, from 1 on; 0: not signed */
	uint8_t field;           /* ZAIRYU_FIELD_*, 0 for an image, a check code, a certificate */
	uint8_t type;            /* ZAIRYU_FIELD_TYPE_* of a field */
	enum card_extent extent; /* of an image or certificate */
	bool residence_only;     /* a certificate does not have it, and is signed with NULs in its place */
};

struct card_file {
	uint64_t item;
	const char *name; /* of the item, stable: "front-image" */
	enum step step;   /* of reading it */
	uint8_t df;
	uint8_t sfi;
	enum card_access access;
	bool is_signed;
	uint8_t kinds;    /* mask of card_kind_bit(): the types that have it */
	uint16_t size[2]; /* whole file, of a residence card and of a certificate */
	const struct card_object *objects;
	size_t object_count;
};

#define CARD_OBJECTS(table) .objects = (table), .object_count = sizeof(table) / sizeof *(table)

/* A value that is entered later, and a field. */
#define CARD_ENTRY(object, bytes, what, name)                                                                          \
	{                                                                                                              \
		.tag = (object), .capacity = (bytes), .role = ZAIRYU_ROLE_ENTRY, .field = ZAIRYU_FIELD_##name,         \
		.type = ZAIRYU_FIELD_TYPE_##what                                                                       \
	}

/* What every row of a file has: where it is, and what in it is; the same size on cards of every kind. */
#define CARD_FILE(what, word, number, short_id, bytes, table)                                                          \
	.item = ZAIRYU_ITEM_##what, .name = (word), .step = STEP_READ_##what, .df = (number), .sfi = (short_id),       \
	.size = { (bytes), (bytes) }, CARD_OBJECTS(table)

/* The two files of the MF, which every type of every family has [3.3.1, 3.3.2]; they differ in the length of C1. */
#define CARD_COMMON_DATA(table)                                                                                        \
	{                                                                                                              \
		CARD_FILE(COMMON_DATA, "common-data", 0, 0x0B, 6, table), .access = CARD_FREE, .kinds = CARD_KINDS_ALL \
	}
#define CARD_CARD_TYPE(bytes, table)                                                                                   \
	{                                                                                                              \
		CARD_FILE(CARD_TYPE, "card-type", 0, 0x0A, bytes, table), .access = CARD_FREE, .kinds = CARD_KINDS_ALL \
	}

/* The name of an application or DF. */
struct card_aid {
	uint8_t len; /* 0: the MF, which has none */
	uint8_t bytes[16];
};

/* AIDs of the residence applications: five given bytes, one that differs, ten NULs [G1 3.2, GS]. */
#define CARD_AID(last)                                                                                                 \
	{                                                                                                              \
		.len = 16, .bytes = { 0xD3, 0x92, 0xF0, 0x00, 0x4F, (last) }                                           \
	}

/* How the session key comes about. */
enum card_keys {
	CARD_KEYS_AGREED,   /* from the number and random numbers of both sides: MUTUAL AUTHENTICATE */
	CARD_KEYS_DELIVERED /* made here, and sent under a public key that the card has in a file */
};

/* The file with that public key, in DF 0, free to read: exponent and modulus, a data object each. */
struct card_key_file {
	uint8_t sfi;
	uint16_t size;
	uint32_t exponent_tag, modulus_tag;
};

/* How the card is opened, and what secure messaging looks like then. */
struct card_messaging {
	const struct sm_suite *suite;
	enum card_keys keys;
	struct card_key_file key_file; /* for delivered keys */
	bool counted;                  /* the IV is the encrypted number of the command, instead of 0 */
	bool select_protected;         /* SELECT of a DF too goes through the channel: a plain one would end it */
	uint8_t verify_p2;             /* of VERIFY: which number is meant */
	uint8_t length_bytes;          /* of the length in the object 96 of READ BINARY */
};

struct card_family {
	int family;       /* ZAIRYU_FAMILY_* */
	const char *name; /* stable: "first-generation" */
	const struct card_messaging *messaging;
	int signature;              /* ZAIRYU_SIGNATURE_* */
	const char *edition;        /* the latest spec version (C0) that this table is known to describe */
	const struct card_aid *dfs; /* by number; 0 is where the free files are */
	const struct card_file *files;
	size_t file_count;
};

extern const struct card_family card_first_generation;
extern const struct card_family card_second_generation;
/* The DFs of both generations [G1 3.2]. */
extern const struct card_aid card_dfs[];

/* A value of the card type object C1. */
struct card_type {
	const char *value;
	int kind;
	const struct card_family *family; /* NULL: a specified card, which is not supported */
};
/* All of them; catalogue.c, and nothing else, knows the families by name. */
extern const struct card_type card_types[];
extern const size_t card_type_count;
/* NULL if the type is not known. */
const struct card_type *card_type_find(zairyu_bytes c1);

/* Where a card may say what it is, in the two free files. */
struct card_place {
	struct card_aid application;      /* to be selected first */
	const struct card_family *family; /* whose free files are there; NULL: of cards that are not supported */
};
/* In the order in which they are looked at; the first is the MF. */
extern const struct card_place card_places[];
extern const size_t card_place_count;

struct zairyu_card {
	const struct card_type *type;
	char spec_version[9];
};

#define CARD_KIND_BIT(kind) (1u << ((kind)-1))
#define CARD_KINDS_ALL      3u

/* The file of an item on this card, or NULL. */
const struct card_file *card_file_of(const zairyu_card *card, uint64_t item);
static inline bool card_file_applies(const zairyu_card *card, const struct card_file *file)
{
	return (file->kinds & CARD_KIND_BIT(card->type->kind)) != 0;
}
/* Its size on this card. */
size_t card_file_size(const zairyu_card *card, const struct card_file *file);
/* The object of a tag in this file; NULL if the table does not have it. */
const struct card_object *card_object_in(const struct card_file *file, uint32_t tag);
/* The object of a role in this file, or anywhere in a family; NULL if there is none. */
const struct card_object *card_role_in(const struct card_file *file, int role);
const struct card_object *card_role_of(const struct card_family *family, int role, const struct card_file **file);
/* The object and file of a tag or field on this card; NULL if there is none. */
const struct card_object *card_object_by_tag(const zairyu_card *card, uint32_t tag, const struct card_file **file);
const struct card_object *card_object_by_field(const zairyu_card *card, int field, const struct card_file **file);

/* Fills a card from the values of C1 and C0. ZAIRYU_ERR_UNKNOWN_CARD_TYPE, ZAIRYU_ERR_SPECIFIED_CARD,
 * ZAIRYU_ERR_MALFORMED. */
int card_init(zairyu_card *card, zairyu_bytes card_type, zairyu_bytes spec_version, zairyu_error **err);

#endif
