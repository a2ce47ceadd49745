/* SPDX-License-Identifier: BSD-2-Clause */
/* Stable names of items, families and kinds. Those of items and families are in the families' tables. */
#include "card/card.h"

/* The file of an item in any family, or NULL. */
static const struct card_file *file_of_any(uint64_t item)
{
	for (size_t i = 0; i < card_type_count; i++) {
		const struct card_family *family = card_types[i].family;

		for (size_t j = 0; family && j < family->file_count; j++)
			if (family->files[j].item == item)
				return &family->files[j];
	}
	return NULL;
}

const char *zairyu_item_name(uint64_t item)
{
	const struct card_file *file = file_of_any(item);

	return file ? file->name : NULL;
}

int zairyu_item_is_signed(uint64_t item)
{
	for (size_t i = 0; i < card_type_count; i++) {
		const struct card_family *family = card_types[i].family;

		for (size_t j = 0; family && j < family->file_count; j++)
			if (family->files[j].item == item && family->files[j].is_signed)
				return 1;
	}
	return 0;
}

const char *zairyu_family_name(int family)
{
	for (size_t i = 0; i < card_type_count; i++)
		if (card_types[i].family && card_types[i].family->family == family)
			return card_types[i].family->name;
	return NULL;
}

const char *zairyu_kind_name(int kind)
{
	switch (kind) {
	case ZAIRYU_KIND_RESIDENCE_CARD:
		return "residence-card";
	case ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE:
		return "special-permanent-resident-certificate";
	default:
		return NULL;
	}
}
