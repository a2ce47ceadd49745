/* SPDX-License-Identifier: BSD-2-Clause */
/* The data objects of a card, by role and one by one. */
#include <string.h>
#include <zairyu/error.h>

#include "card/card.h"
#include "util/table/table.h"

const struct card_object *card_role_in(const struct card_file *file, int role)
{
	for (size_t i = 0; i < file->object_count; i++)
		if (file->objects[i].role == role)
			return &file->objects[i];
	return NULL;
}

const struct card_object *card_role_of(const struct card_family *family, int role, const struct card_file **file)
{
	for (size_t i = 0; i < family->file_count; i++) {
		const struct card_object *object = card_role_in(&family->files[i], role);

		if (!object)
			continue;
		if (file)
			*file = &family->files[i];
		return object;
	}
	return NULL;
}

/* An object of a residence card that a certificate has no room for. */
static bool is_left_out(const zairyu_card *card, const struct card_object *object)
{
	return object->residence_only && card->type->kind != ZAIRYU_KIND_RESIDENCE_CARD;
}

uint64_t zairyu_card_kind_items(const zairyu_card *card)
{
	uint64_t items = 0;

	for (size_t i = 0; card && i < card->type->family->file_count; i++) {
		const struct card_file *file = &card->type->family->files[i];

		for (size_t j = 0; card_file_applies(card, file) && j < file->object_count; j++)
			if (file->objects[j].residence_only && file->objects[j].place > 0)
				items |= file->item;
	}
	return items;
}

static void describe(const zairyu_card *card, const struct card_file *file, const struct card_object *object,
		     zairyu_card_object_info *info)
{
	const bool is_signature = object->role == ZAIRYU_ROLE_CHECK_CODE || object->role == ZAIRYU_ROLE_CERTIFICATE;

	memset(info, 0, sizeof *info); /* its padding too, where a later version may have a member */
	info->item = file->item;
	info->tag = object->tag;
	info->length = object->capacity;
	info->role = object->role;
	info->field = object->field;
	info->signature = is_signature ? card->type->family->signature : 0;
	info->flags = object->extent != CARD_EXTENT_NONE ? ZAIRYU_OBJECT_PADDED : 0;
	if (object->residence_only)
		info->flags |= ZAIRYU_OBJECT_ONE_KIND;
	if (is_left_out(card, object))
		info->flags |= ZAIRYU_OBJECT_NOT_STORED;
	info->signed_place = object->place;
}

int zairyu_card_object(const zairyu_card *card, size_t index, zairyu_card_object_info *info)
{
	const struct card_file *file, *end;
	zairyu_card_object_info filled;
	int rc;

	if (!card || !info)
		return ZAIRYU_ERR_ARGUMENT;
	rc = table_check(info, TABLE_FIRST(zairyu_card_object_info, signed_place), NULL);
	if (rc < 0)
		return rc;
	file = card->type->family->files;
	end = file + card->type->family->file_count;
	for (; file < end; file++) {
		if (!card_file_applies(card, file))
			continue;
		if (index < file->object_count)
			break;
		index -= file->object_count;
	}
	if (file == end)
		return ZAIRYU_ERR_ABSENT;
	describe(card, file, &file->objects[index], &filled);
	table_give(info, &filled, sizeof filled);
	return ZAIRYU_OK;
}
