/* SPDX-License-Identifier: BSD-2-Clause */
#include "entries.h"

#include <string.h>

#include "cards.h"

enum { FILES_MAX = 8 };

/* What the cards of the two generations have on their back. */
static const struct {
	char generation;
	uint64_t item;
	struct {
		uint32_t tag;
		const char *value;
	} objects[4];
} entries[] = {
	{ '1',
	  ZAIRYU_ITEM_ADDRESS,
	  { { 0xD2, "20250407" }, { 0xD3, "131016" }, { 0xD4, "東京都千代田区見本町１丁目" } } },
	{ '1', ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, { { 0xD5, "許可（原則週28時間以内）" } } },
	{ '1', ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, { { 0xD6, "許可（見本）" } } },
	{ '1', ZAIRYU_ITEM_RENEWAL, { { 0xD7, "1" } } },
	{ '2', ZAIRYU_ITEM_PERMISSIONS, { { 0xD5, "1" }, { 0xD6, "20290701" }, { 0xD7, "1" } } },
	{ '2', ZAIRYU_ITEM_RENEWAL, { { 0xD8, "1" } } },
	{ '2', ZAIRYU_ITEM_OTHER, { { 0xD9, "1" }, { 0xDE, "予備" } } },
};

static struct object object_of(size_t entry, size_t index, const struct entry_change *change)
{
	uint32_t tag = entries[entry].objects[index].tag;
	bool is_changed = change && change->item == entries[entry].item && change->tag == tag;

	return (struct object){ tag, text(is_changed ? change->value : entries[entry].objects[index].value), 0 };
}

size_t entries_signed(const char *type, struct file *files)
{
	if (type[0] != '0') {
		files[0] = (struct file){ ZAIRYU_ITEM_FRONT_IMAGE, { { 0xD0, made_bytes(&front), 7000 } } };
		return 1;
	}
	files[0] = (struct file){ ZAIRYU_ITEM_PRINTED_ENTRIES, { { 0xC5, text("20310131"), 8 } } };
	files[1] = (struct file){ ZAIRYU_ITEM_ADDRESS_IMAGE, { { 0xDFD1, made_bytes(&address), 2500 } } };
	return 2;
}

zairyu_record *entries_card(const char *type, const struct entry_change *change)
{
	struct file files[FILES_MAX] = { 0 };
	size_t count;

	if (type[0] == '2') {
		made_free(&front);
		front = make_blocks(674, 425, front_blocks("2"));
	}
	count = entries_signed(type, files);
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		if (entries[i].generation != (type[0] == '0' ? '2' : '1') ||
		    (change && change->item == entries[i].item && !change->value))
			continue;
		files[count].item = entries[i].item;
		for (size_t n = 0; n < 4 && entries[i].objects[n].tag; n++)
			files[count].objects[n] = object_of(i, n, change);
		/* A certificate has the address, and what is neither a permission nor an application. */
		count += type[strlen(type) - 1] != '2' && type[strlen(type) - 1] != '6'
				 ? 1
				 : entries[i].item == ZAIRYU_ITEM_ADDRESS || entries[i].item == ZAIRYU_ITEM_OTHER;
	}
	files[count].item = 0;
	return make_record(ctx, type, files);
}
