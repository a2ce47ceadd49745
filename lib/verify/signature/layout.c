/* SPDX-License-Identifier: BSD-2-Clause */
#include "signature/layout.h"

#include <string.h>
#include <zairyu/error.h>

static bool take_part(struct layout *layout, const zairyu_card_object_info *info, size_t index)
{
	struct layout_part *part;

	if (info->signed_place > LAYOUT_PARTS_MAX)
		return false;
	part = &layout->parts[info->signed_place - 1];
	if (part->length > 0 || info->length == 0)
		return false;
	*part = (struct layout_part){ info->item, info->tag, info->length, index, info->role, info->flags };
	layout->items |= info->item;
	layout->count = info->signed_place > layout->count ? info->signed_place : layout->count;
	if ((info->flags & ZAIRYU_OBJECT_ONE_KIND) != 0)
		layout->kind_items |= info->item;
	return true;
}

static void take_role(struct layout *layout, const zairyu_card_object_info *info)
{
	switch (info->role) {
	case ZAIRYU_ROLE_CARD_NUMBER:
		layout->number_item = info->item;
		layout->number_tag = info->tag;
		break;
	case ZAIRYU_ROLE_CHECK_CODE:
		layout->check_code = info->tag;
		layout->signature = info->signature;
		layout->signature_item = info->item;
		break;
	case ZAIRYU_ROLE_CERTIFICATE:
		layout->certificate = info->tag;
		layout->certificate_item = info->item;
		break;
	default:
		break;
	}
}

static bool is_complete(const struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		if (layout->parts[i].length == 0)
			return false;
	return layout->count > 0 && layout->signature_item != 0 && layout->certificate_item == layout->signature_item;
}

void layout_read(const zairyu_card *card, struct layout *out)
{
	zairyu_card_object_info info = { .size = sizeof info };
	uint64_t file = 0;
	size_t index = 0;
	bool all_taken = true;

	memset(out, 0, sizeof *out);
	for (size_t i = 0; zairyu_card_object(card, i, &info) == ZAIRYU_OK; i++) {
		index = info.item == file ? index : 0;
		file = info.item;
		if (info.signed_place > 0)
			all_taken = take_part(out, &info, index) && all_taken;
		take_role(out, &info);
		index += (info.flags & ZAIRYU_OBJECT_NOT_STORED) == 0;
	}
	out->is_understood = all_taken && is_complete(out);
}
