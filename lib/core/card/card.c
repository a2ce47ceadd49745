/* SPDX-License-Identifier: BSD-2-Clause */
/* The card types, and finding things in the family tables. */
#include "card/card.h"

#include <stdlib.h>
#include <string.h>

#include "util/bytes/cursor.h"
#include "util/error/error.h"

const struct card_aid card_dfs[] = { { 0 }, CARD_AID(2), CARD_AID(3), CARD_AID(4) };

const struct card_type *card_type_find(zairyu_bytes c1)
{
	for (size_t i = 0; i < card_type_count; i++)
		if (strlen(card_types[i].value) == c1.len && memcmp(card_types[i].value, c1.data, c1.len) == 0)
			return &card_types[i];
	return NULL;
}

static bool is_printable(zairyu_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 0x21 || text.data[i] > 0x7E)
			return false;
	return true;
}

int card_init(zairyu_card *card, zairyu_bytes card_type, zairyu_bytes spec_version, zairyu_error **err)
{
	const struct card_type *type = card_type_find(card_type);

	*card = (zairyu_card){ 0 };
	if (!type)
		return error_fail(err, ZAIRYU_ERR_UNKNOWN_CARD_TYPE, "the card type is not one this library knows");
	if (!type->family)
		return error_fail(err, ZAIRYU_ERR_SPECIFIED_CARD, "a specified card, which is not supported yet");
	if (spec_version.len >= sizeof card->spec_version || !is_printable(spec_version))
		return error_fail(err, ZAIRYU_ERR_MALFORMED, "the specification version is not well formed");
	card->type = type;
	if (spec_version.len > 0)
		memcpy(card->spec_version, spec_version.data, spec_version.len);
	return ZAIRYU_OK;
}

const struct card_file *card_file_of(const zairyu_card *card, uint64_t item)
{
	const struct card_family *family = card->type->family;

	for (size_t i = 0; i < family->file_count; i++)
		if (family->files[i].item == item && card_file_applies(card, &family->files[i]))
			return &family->files[i];
	return NULL;
}

size_t card_file_size(const zairyu_card *card, const struct card_file *file)
{
	return file->size[card->type->kind - 1];
}

typedef bool object_match(const struct card_object *object, uint32_t key);

static bool match_tag(const struct card_object *object, uint32_t key)
{
	return object->tag == key;
}

static bool match_field(const struct card_object *object, uint32_t key)
{
	return object->field == key;
}

static const struct card_object *find_object(const zairyu_card *card, object_match *match, uint32_t key,
					     const struct card_file **file)
{
	const struct card_family *family = card->type->family;

	for (size_t i = 0; i < family->file_count; i++) {
		const struct card_file *f = &family->files[i];

		for (size_t j = 0; card_file_applies(card, f) && j < f->object_count; j++) {
			if (!match(&f->objects[j], key))
				continue;
			if (file)
				*file = f;
			return &f->objects[j];
		}
	}
	return NULL;
}

const struct card_object *card_object_in(const struct card_file *file, uint32_t tag)
{
	for (size_t i = 0; i < file->object_count; i++)
		if (file->objects[i].tag == tag)
			return &file->objects[i];
	return NULL;
}

const struct card_object *card_object_by_tag(const zairyu_card *card, uint32_t tag, const struct card_file **file)
{
	return find_object(card, match_tag, tag, file);
}

const struct card_object *card_object_by_field(const zairyu_card *card, int field, const struct card_file **file)
{
	return field > 0 ? find_object(card, match_field, (uint32_t)field, file) : NULL;
}

const char *zairyu_card_type(const zairyu_card *card)
{
	return card ? card->type->value : "";
}

int zairyu_card_family(const zairyu_card *card)
{
	return card ? card->type->family->family : 0;
}

int zairyu_card_kind(const zairyu_card *card)
{
	return card ? card->type->kind : 0;
}

const char *zairyu_card_spec_version(const zairyu_card *card)
{
	return card ? card->spec_version : "";
}

static uint64_t items_of(const zairyu_card *card, bool only_signed)
{
	uint64_t items = 0;

	if (!card)
		return 0;
	for (size_t i = 0; i < card->type->family->file_count; i++) {
		const struct card_file *file = &card->type->family->files[i];

		if (card_file_applies(card, file) && (file->is_signed || !only_signed))
			items |= file->item;
	}
	return items;
}

uint64_t zairyu_card_items(const zairyu_card *card)
{
	return items_of(card, false);
}

uint64_t zairyu_card_signed_items(const zairyu_card *card)
{
	return items_of(card, true);
}

void zairyu_card_free(zairyu_card *card)
{
	free(card);
}
