/* SPDX-License-Identifier: BSD-2-Clause */
/* Stable names of items, families and kinds. */
#include <zairyu/card.h>

static const char *const item_names[] = {
	"common-data",
	"card-type",
	"front-image",
	"face",
	"address",
	"comprehensive-permission",
	"individual-permission",
	"renewal",
	"card-number",
	"printed-entries",
	"name-and-face",
	"address-image",
	"permissions",
	"other",
	"signature",
};

const char *zairyu_item_name(uint64_t item)
{
	for (size_t i = 0; i < sizeof item_names / sizeof *item_names; i++)
		if (item == UINT64_C(1) << i)
			return item_names[i];
	return NULL;
}

const char *zairyu_family_name(int family)
{
	switch (family) {
	case ZAIRYU_FAMILY_FIRST_GENERATION:
		return "first-generation";
	case ZAIRYU_FAMILY_SECOND_GENERATION:
		return "second-generation";
	default:
		return NULL;
	}
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
