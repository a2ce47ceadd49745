/* SPDX-License-Identifier: BSD-2-Clause */
/* The data objects of a card, by role and one by one. */
#include <string.h>
#include <zairyu/error.h>

#include "card/card.h"

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
	const zairyu_card_object_info known = {
		.size = info->size,
		.item = file->item,
		.tag = object->tag,
		.length = object->capacity,
		.role = object->role,
		.field = object->field,
		.signature = is_signature ? card->type->family->signature : 0,
		.flags = (object->extent != CARD_EXTENT_NONE ? ZAIRYU_OBJECT_PADDED : 0) |
			 (is_left_out(card, object) ? ZAIRYU_OBJECT_NOT_STORED : 0) |
			 (object->residence_only ? ZAIRYU_OBJECT_ONE_KIND : 0),
		.signed_place = object->place,
	};
	const size_t len = info->size < sizeof known ? info->size : sizeof known;

	memset(info, 0, info->size);
	memcpy(info, &known, len);
}

int zairyu_card_object(const zairyu_card *card, size_t index, zairyu_card_object_info *info)
{
	const size_t first_version = offsetof(zairyu_card_object_info, signed_place) + sizeof info->signed_place;

	if (!card || !info || info->size < first_version)
		return ZAIRYU_ERR_ARGUMENT;
	for (size_t i = 0; i < card->type->family->file_count; i++) {
		const struct card_file *file = &card->type->family->files[i];

		if (!card_file_applies(card, file))
			continue;
		if (index < file->object_count) {
			describe(card, file, &file->objects[index], info);
			return ZAIRYU_OK;
		}
		index -= file->object_count;
	}
	return ZAIRYU_ERR_ABSENT;
}
