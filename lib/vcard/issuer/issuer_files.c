/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of all four types, with their exact sizes [G1 3.3, G2 3.3]. */
#include "issuer/issuer_files.h"

#include <stdlib.h>
#include <string.h>

#include "common/failure.h"

typedef int fill_fn(struct issuer *issuer, struct put *put, zairyu_error **err);

static void put_value(const struct profile *p, struct put *put, enum profile_key key, unsigned tag, size_t size)
{
	put_object(put, tag, size, p->value[key], strlen(p->value[key]), 0);
}

/* A run of data objects that hold codes and dates. */
struct object_layout {
	unsigned tag;
	size_t size;
	enum profile_key key;
	unsigned types;
};

static void put_values(const struct profile *p, struct put *put, const struct object_layout *layout, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (layout[i].types & (1u << p->type))
			put_value(p, put, layout[i].key, layout[i].tag, layout[i].size);
}

static int fill_common_data(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	(void)err;
	put_value(&issuer->profile, put, PROFILE_SPEC_VERSION, 0xC0, 4);
	return ZAIRYU_OK;
}

bool files_my_number(const struct profile *p)
{
	return profile_has(p, VARIANT_MY_NUMBER) || profile_has(p, VARIANT_MY_NUMBER_DF1);
}

static int fill_card_type(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	static const char *const types[TYPES] = { "1", "2", "05", "06" };
	const char *type;

	(void)err;
	type = files_my_number(&issuer->profile) ? "07" : types[issuer->profile.type];
	put_object(put, 0xC1, strlen(type), type, strlen(type), 0);
	return ZAIRYU_OK;
}

static int fill_front(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	return image_put(issuer, put, IMAGE_FRONT, 0xD0, 7000, err);
}

/* Whether the card was issued without a photo. */
static bool without_face(const struct profile *p)
{
	static const enum variant without[] = { VARIANT_UNDER16_A,      VARIANT_UNDER16_B,  VARIANT_INFANT,
						VARIANT_INFANT_NOTHING, VARIANT_FACE_EMPTY, VARIANT_FACE_NUL,
						VARIANT_FACE_ZEROS };

	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		if (profile_has(p, without[i]))
			return true;
	return false;
}

/* What stands there without a photo is not specified; the three forms a reader must stand are variants. */
static int fill_face(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;

	if (profile_has(p, VARIANT_FACE_EMPTY))
		put_header(put, 0xD1, 0);
	else if (profile_has(p, VARIANT_FACE_NUL))
		return ZAIRYU_OK;
	else if (without_face(p))
		put_object(put, 0xD1, 3000, NULL, 0, 0);
	else
		return image_put(issuer, put, IMAGE_FACE, 0xD1, 3000, err);
	return ZAIRYU_OK;
}

static int fill_address(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;

	if (profile_has(p, VARIANT_ADDRESS_EMPTY)) {
		put_object(put, 0xD2, 8, NULL, 0, 0);
		put_object(put, 0xD3, 6, NULL, 0, 0);
		put_object(put, 0xD4, 320, NULL, 0, 0);
		return ZAIRYU_OK;
	}
	put_value(p, put, PROFILE_ADDRESS_DATE, 0xD2, 8);
	put_value(p, put, PROFILE_MUNICIPALITY, 0xD3, 6);
	return text_put(p, put, PROFILE_ADDRESS, 0xD4, 320, err);
}

/* A permission that was withdrawn is NUL throughout: tag, length and value. */
static int fill_comprehensive(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;

	if (profile_has(p, VARIANT_WITHDRAWN) || profile_has(p, VARIANT_WITHDRAWN_COMPREHENSIVE))
		return ZAIRYU_OK;
	return text_put(p, put, PROFILE_COMPREHENSIVE, 0xD5, 120, err);
}

static int fill_individual(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;

	if (profile_has(p, VARIANT_WITHDRAWN) || profile_has(p, VARIANT_WITHDRAWN_INDIVIDUAL))
		return ZAIRYU_OK;
	return text_put(p, put, PROFILE_INDIVIDUAL, 0xD6, 120, err);
}

static int fill_renewal(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	(void)err;
	put_value(&issuer->profile, put, PROFILE_RENEWAL, profile_second_generation(&issuer->profile) ? 0xD8 : 0xD7, 1);
	return ZAIRYU_OK;
}

/* What the chip opens with is in its keys; what it stores should be the same [G2 3.3]. */
static int fill_number(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;
	char number[ZAIRYU_NUMBER_SIZE];

	(void)err;
	memcpy(number, p->number, sizeof number);
	if (profile_has(p, VARIANT_NUMBER_OTHER)) /* the last digit */
		number[9] = number[9] == '9' ? '0' : (char)(number[9] + 1);
	if (profile_has(p, VARIANT_NUMBER_MALFORMED))
		memset(number, '?', ZAIRYU_NUMBER_LENGTH);
	put_object(put, 0xC2, ZAIRYU_NUMBER_LENGTH, number,
		   profile_has(p, VARIANT_NUMBER_EMPTY) ? 0 : ZAIRYU_NUMBER_LENGTH, 0);
	zairyu_wipe(number, sizeof number);
	return ZAIRYU_OK;
}

static int fill_entries(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	static const struct object_layout layout[] = {
		{ 0xC5, 8, PROFILE_CARD_EXPIRY, ON_SECOND },
		{ 0xC6, 8, PROFILE_BIRTH_DATE, ON_SECOND },
		{ 0xC7, 1, PROFILE_SEX, ON_SECOND },
		{ 0xC8, 3, PROFILE_NATIONALITY, ON_SECOND },
		{ 0xC9, 10, PROFILE_STATUS, ON_SECOND },
		{ 0xCE, 4, PROFILE_PERIOD, ON_SECOND },
		{ 0xCA, 2, PROFILE_PERMISSION_TYPE, ON_05 },
		{ 0xCB, 8, PROFILE_PERMISSION_DATE, ON_05 },
		{ 0xCC, 1, PROFILE_WORK, ON_05 },
		{ 0xCD, 8, PROFILE_PERIOD_EXPIRY, ON_05 },
	};

	(void)err;
	put_values(&issuer->profile, put, layout, sizeof layout / sizeof *layout);
	return ZAIRYU_OK;
}

static int fill_name_and_face(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	int rc = image_put(issuer, put, IMAGE_NAME, 0xD0, 2500, err);

	return rc == ZAIRYU_OK ? fill_face(issuer, put, err) : rc;
}

static int fill_address_image(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	if (!profile_has(&issuer->profile, VARIANT_ADDRESS_EMPTY))
		return image_put(issuer, put, IMAGE_ADDRESS, 0xDFD1, 2500, err);
	put_object(put, 0xDFD1, 2500, NULL, 0, 0);
	return ZAIRYU_OK;
}

/* D5 has room for seven bytes and uses one. */
static int fill_permissions(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	const struct profile *p = &issuer->profile;

	(void)err;
	put_value(p, put, PROFILE_COMPREHENSIVE_CODE, 0xD5, profile_has(p, VARIANT_SHORT_D5) ? 1 : 7);
	put_value(p, put, PROFILE_COMPREHENSIVE_EXPIRY, 0xD6, 8);
	put_value(p, put, PROFILE_INDIVIDUAL_CODE, 0xD7, 1);
	return ZAIRYU_OK;
}

/* The file's size fits only if DE has the long form of the length: text_put() writes it so. */
static int fill_other(struct issuer *issuer, struct put *put, zairyu_error **err)
{
	put_value(&issuer->profile, put, PROFILE_COMMISSIONER, 0xD9, 1);
	return text_put(&issuer->profile, put, PROFILE_RESERVED, 0xDE, 200, err);
}

static const struct {
	uint8_t df, sfi;
	enum vcard_access access;
	unsigned types;
	size_t size;
	fill_fn *fill; /* NULL: the signature */
} table[] = {
	{ 0, 0x0B, VCARD_FREE, ON_ALL, 6, fill_common_data },
	{ 0, 0x0A, VCARD_FREE, ON_FIRST, 3, fill_card_type },
	{ 0, 0x0A, VCARD_FREE, ON_SECOND, 4, fill_card_type },
	{ 1, 5, VCARD_AUTHENTICATED_SM, ON_FIRST, 7004, fill_front },
	{ 1, 6, VCARD_AUTHENTICATED_SM, ON_FIRST, 3004, fill_face },
	{ 2, 1, VCARD_AUTHENTICATED, ON_FIRST, 342, fill_address },
	{ 2, 2, VCARD_AUTHENTICATED, ON_1, 122, fill_comprehensive },
	{ 2, 3, VCARD_AUTHENTICATED, ON_1, 122, fill_individual },
	{ 2, 4, VCARD_AUTHENTICATED, ON_1, 3, fill_renewal },
	{ 3, 2, VCARD_AUTHENTICATED, ON_FIRST, FIRST_SIGNATURE_SIZE, NULL },
	{ 1, 1, VCARD_AUTHENTICATED_SM, ON_SECOND, 14, fill_number },
	{ 1, 3, VCARD_AUTHENTICATED_SM, ON_05, 73, fill_entries },
	{ 1, 3, VCARD_AUTHENTICATED_SM, ON_06, 46, fill_entries },
	{ 1, 4, VCARD_AUTHENTICATED_SM, ON_SECOND, 5508, fill_name_and_face },
	{ 1, 6, VCARD_AUTHENTICATED_SM, ON_SECOND, 2505, fill_address_image },
	{ 2, 1, VCARD_AUTHENTICATED, ON_05, 22, fill_permissions },
	{ 2, 2, VCARD_AUTHENTICATED, ON_05, 3, fill_renewal },
	{ 2, 3, VCARD_AUTHENTICATED, ON_SECOND, 207, fill_other },
	{ 3, 2, VCARD_AUTHENTICATED, ON_SECOND, SECOND_SIGNATURE_SIZE, NULL },
};

static int add_file(struct issuer *issuer, size_t row, size_t size, struct vcard_files *files, zairyu_error **err)
{
	struct vcard_file *file = &files->file[files->count];
	struct put put;
	int rc;

	*file = (struct vcard_file){ table[row].df, table[row].sfi, table[row].access, calloc(1, size), size };
	if (!file->data)
		return no_memory(err);
	files->count++;
	put = (struct put){ file->data, size, 0, false };
	rc = table[row].fill ? table[row].fill(issuer, &put, err) : ZAIRYU_OK;
	if (rc == ZAIRYU_OK && put.failed)
		rc = zairyu_error_set(err, ZAIRYU_ERR_INTERNAL, NULL, 0,
				      "a card's file is too small for its data objects");
	return rc;
}

/* A My Number card shows two files under its residence application, other cards none [GS]. */
static bool nature_has(enum vcard_nature nature, uint8_t df)
{
	return nature == VCARD_RESIDENCE || (nature == VCARD_MY_NUMBER && df == 0);
}

int files_make(struct issuer *issuer, struct vcard_files *files, zairyu_error **err)
{
	int rc = ZAIRYU_OK;
	/* "07" is two characters whatever the type asked for. */
	enum card_type type = files->nature == VCARD_MY_NUMBER ? TYPE_05 : issuer->profile.type;

	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof table / sizeof *table; i++)
		if ((table[i].types & (1u << type)) && nature_has(files->nature, table[i].df))
			rc = add_file(issuer, i, table[i].size, files, err);
	return rc;
}

struct vcard_file *files_find(struct vcard_files *files, uint8_t df, uint8_t sfi)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->file[i].df == df && files->file[i].sfi == sfi)
			return &files->file[i];
	return NULL;
}
