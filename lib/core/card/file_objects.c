/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/file_objects.h"

#include <assert.h>
#include <zairyu/error.h>

struct objects objects_of(const zairyu_card *card, const struct card_file *table, zairyu_bytes file)
{
	assert(table->object_count <= 64);
	return (struct objects){ .card = card, .table = table, .left = cursor_of(file) };
}

static bool is_acceptable(struct objects *objects, uint32_t tag, size_t len)
{
	const struct card_object *known = card_object_in(objects->table, tag);
	uint64_t bit;
	bool fixed;

	if (!known)
		return true;
	fixed = objects->table->is_signed || known->role == ZAIRYU_ROLE_CHECK_CODE;
	bit = (uint64_t)1 << (known - objects->table->objects);
	if (objects->seen & bit)
		return false;
	objects->seen |= bit;
	return !fixed || len <= known->capacity;
}

/* After the NUL that ends the list there is only padding [G1 3.3]. */
enum tlv_outcome objects_next(struct objects *objects, uint32_t *tag, zairyu_bytes *value)
{
	enum tlv_outcome outcome = tlv_next(&objects->left, tag, value);
	const zairyu_bytes rest = { .data = objects->left.data, .len = objects->left.left };

	if (outcome == TLV_OBJECT && !is_acceptable(objects, *tag, value->len))
		return TLV_MALFORMED;
	return outcome == TLV_END && !bytes_are_nul(rest) ? TLV_MALFORMED : outcome;
}

/* What is looked for in a file: an object by its place, or a value by its tag. */
struct wanted {
	bool by_tag;
	size_t index;
	uint32_t tag;
	zairyu_bytes value;
};

/* Goes to the end of the file, whatever is found: one that is not as it should be holds nothing. */
static int find(const zairyu_card *card, const struct card_file *table, zairyu_bytes file, struct wanted *wanted)
{
	struct objects objects = objects_of(card, table, file);
	enum tlv_outcome outcome;
	zairyu_bytes value;
	uint32_t tag;
	bool found = false;

	for (size_t i = 0; (outcome = objects_next(&objects, &tag, &value)) == TLV_OBJECT; i++) {
		if (wanted->by_tag ? tag != wanted->tag || bytes_are_nul(value) : i != wanted->index)
			continue;
		wanted->tag = tag;
		wanted->value = value;
		found = true;
	}
	if (outcome == TLV_MALFORMED)
		return ZAIRYU_ERR_MALFORMED;
	return found ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static const struct card_file *table_of(const zairyu_card *card, uint64_t item, zairyu_bytes file)
{
	return card && (file.data || file.len == 0) ? card_file_of(card, item) : NULL;
}

int zairyu_item_object(const zairyu_card *card, uint64_t item, zairyu_bytes file, size_t index, uint32_t *tag,
		       zairyu_bytes *out)
{
	const struct card_file *table = table_of(card, item, file);
	struct wanted wanted = { .index = index };
	int rc = ZAIRYU_ERR_ARGUMENT;

	if (tag)
		*tag = 0;
	if (out)
		*out = (zairyu_bytes){ 0 };
	if (table && tag && out)
		rc = find(card, table, file, &wanted);
	if (rc == ZAIRYU_OK) {
		*tag = wanted.tag;
		*out = wanted.value;
	}
	return rc;
}

int zairyu_item_value(const zairyu_card *card, uint64_t item, zairyu_bytes file, uint32_t tag, zairyu_bytes *out)
{
	const struct card_file *table = table_of(card, item, file);
	struct wanted wanted = { .by_tag = true, .tag = tag };
	int rc = ZAIRYU_ERR_ARGUMENT;

	if (out)
		*out = (zairyu_bytes){ 0 };
	if (table && out)
		rc = find(card, table, file, &wanted);
	if (rc == ZAIRYU_OK && !card_object_in(table, tag))
		rc = ZAIRYU_ERR_ABSENT; /* what has no meaning has no value */
	if (rc == ZAIRYU_OK)
		*out = wanted.value;
	return rc;
}
