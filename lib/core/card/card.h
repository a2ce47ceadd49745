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
#include "util/step.h"

enum card_access {
	CARD_FREE,          /* before authentication, plain */
	CARD_AUTHENTICATED, /* after it, plain */
	CARD_PROTECTED      /* after it, by secure messaging */
};

/* How the end of what a data object holds shows in its own structure; the rest of its fixed length is NULs. */
enum card_extent { CARD_EXTENT_NONE, CARD_EXTENT_TIFF, CARD_EXTENT_JP2, CARD_EXTENT_CERTIFICATE };

/* What kind of thing a data object that is no field is. */
struct card_object {
	uint32_t tag;
	uint16_t capacity;       /* its fixed length */
	uint8_t field;           /* ZAIRYU_FIELD_*, 0 for an image, a check code, a certificate */
	uint8_t type;            /* ZAIRYU_FIELD_TYPE_* of a field */
	enum card_extent extent; /* of an image or certificate */
};

struct card_file {
	uint64_t item;
	enum step step;   /* of reading it */
	uint8_t df;       /* 0 is the MF */
	uint8_t sfi;
	enum card_access access;
	bool is_signed;
	uint8_t kinds;    /* mask of card_kind_bit(): the types that have it */
	uint16_t size[2]; /* whole file, of a residence card and of a certificate */
	const struct card_object *objects;
	size_t object_count;
};

#define CARD_OBJECTS(table) .objects = (table), .object_count = sizeof(table) / sizeof *(table)

/* The two files of the MF, which every type of every family has [3.3.1, 3.3.2]; they differ in the length of C1. */
#define CARD_COMMON_DATA(table)                                                                                        \
	{ .item = ZAIRYU_ITEM_COMMON_DATA, .step = STEP_READ_COMMON_DATA, .sfi = 0x0B, .access = CARD_FREE,            \
	  .kinds = CARD_KINDS_ALL, .size = { 6, 6 }, CARD_OBJECTS(table) }
#define CARD_CARD_TYPE(bytes, table)                                                                                   \
	{ .item = ZAIRYU_ITEM_CARD_TYPE, .step = STEP_READ_CARD_TYPE, .sfi = 0x0A, .access = CARD_FREE,                \
	  .kinds = CARD_KINDS_ALL, .size = { (bytes), (bytes) }, CARD_OBJECTS(table) }

struct card_family {
	int family; /* ZAIRYU_FAMILY_* */
	enum sm_suite_id suite;
	const char *edition;    /* the latest spec version (C0) that this table is known to describe */
	uint32_t signature_tag; /* the check code; its absence means an unsigned card */
	const struct card_file *files;
	size_t file_count;
};

extern const struct card_family card_first_generation;
extern const struct card_family card_second_generation;

/* A value of the card type object C1. */
struct card_type {
	const char *value;
	int kind;
	const struct card_family *family; /* NULL: a specified card, which is not supported */
};
/* NULL if the type is not known. */
const struct card_type *card_type_find(zairyu_bytes c1);

struct zairyu_card {
	const struct card_type *type;
	char spec_version[9];
};

#define CARD_KIND_BIT(kind) (1u << ((kind)-1))
#define CARD_KINDS_ALL      3u

/* The file of an item on this card, or NULL. */
const struct card_file *card_file_of(const zairyu_card *card, uint64_t item);
bool card_file_applies(const zairyu_card *card, const struct card_file *file);
/* Its size on this card. */
size_t card_file_size(const zairyu_card *card, const struct card_file *file);
/* The object of a tag in this file; NULL if the table does not have it. */
const struct card_object *card_object_in(const struct card_file *file, uint32_t tag);
/* The object and file of a tag or field on this card; NULL if there is none. */
const struct card_object *card_object_by_tag(const zairyu_card *card, uint32_t tag, const struct card_file **file);
const struct card_object *card_object_by_field(const zairyu_card *card, int field, const struct card_file **file);

/* Fills a card from the values of C1 and C0. ZAIRYU_ERR_UNKNOWN_CARD_TYPE, ZAIRYU_ERR_SPECIFIED_CARD,
 * ZAIRYU_ERR_MALFORMED. */
int card_init(zairyu_card *card, zairyu_bytes card_type, zairyu_bytes spec_version, zairyu_error **err);

#endif
