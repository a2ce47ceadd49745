/* SPDX-License-Identifier: BSD-2-Clause */
/* The items of a card, as files with data objects, and as images. */
#include "document.h"
#include "extra.h"

uint64_t document_next_item(uint64_t *items)
{
	uint64_t item = *items & (~*items + 1);

	*items ^= item;
	return item;
}

static const struct tree_word presences[] = {
	{ ZAIRYU_PRESENCE_PRESENT, "present" },
	{ ZAIRYU_PRESENCE_EMPTY, "empty" },
	{ ZAIRYU_PRESENCE_ABSENT, "absent" },
};

static const char *presence_word(int presence)
{
	const char *word = tree_word(presences, sizeof presences / sizeof *presences, presence);

	return word ? word : "not-read";
}

json_t *document_items(struct document *document)
{
	uint64_t items = zairyu_card_items(zairyu_record_card(document->record)), item;
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);

	while ((item = document_next_item(&items)) != 0)
		tree_set(tree, object, zairyu_item_name(item),
			 tree_string(tree, presence_word(zairyu_record_presence(document->record, item))));
	return object;
}

static json_t *object_of(struct tree *tree, uint32_t tag, zairyu_bytes value)
{
	const uint8_t bytes[] = { (uint8_t)(tag >> 16), (uint8_t)(tag >> 8), (uint8_t)tag };
	size_t skip = tag > 0xFFFF ? 0 : tag > 0xFF ? 1 : 2;
	json_t *object = tree_object(tree);

	tree_set(tree, object, "tag", tree_hex(tree, (zairyu_bytes){ bytes + skip, sizeof bytes - skip }));
	tree_set(tree, object, "raw", tree_hex(tree, value));
	return object;
}

static json_t *objects_array(struct document *document, uint64_t item)
{
	struct tree *tree = &document->tree;
	json_t *array = tree_array(tree);
	zairyu_bytes value;
	uint32_t tag;

	for (size_t i = 0; zairyu_record_object(document->record, item, i, &tag, &value) == ZAIRYU_OK; i++)
		tree_append(tree, array, object_of(tree, tag, value));
	return array;
}

static json_t *file_object(struct document *document, uint64_t item)
{
	const char *path = extra_path_of(document->extra, ZAIRYU_JSON_PATH_ITEM, zairyu_item_name(item));
	struct tree *tree = &document->tree;
	zairyu_bytes file;
	json_t *object;

	if (zairyu_record_file(document->record, item, &file) != ZAIRYU_OK)
		return NULL;
	object = tree_object(tree);
	tree_set(tree, object, "length", tree_number(tree, (int64_t)file.len));
	tree_set(tree, object, "padding_assumed",
		 tree_number(tree, (int64_t)zairyu_record_padding_assumed(document->record, item)));
	tree_set(tree, object, "objects", objects_array(document, item));
	tree_set(tree, object, "file", tree_string(tree, path));
	return object;
}

json_t *document_files(struct document *document)
{
	uint64_t items = zairyu_record_items_read(document->record), item;
	struct tree *tree = &document->tree;
	json_t *files = tree_object(tree);

	while ((item = document_next_item(&items)) != 0)
		tree_set(tree, files, zairyu_item_name(item), file_object(document, item));
	return files;
}

static json_t *image_object(struct document *document, const struct extra_image *image)
{
	const char *file = extra_path_of(document->extra, ZAIRYU_JSON_PATH_IMAGE, image->name);
	const char *stored = extra_path_of(document->extra, ZAIRYU_JSON_PATH_STORED_IMAGE, image->name);
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);

	tree_set(tree, object, "media_type", tree_string(tree, image->media_type));
	if (image->width && image->height) {
		tree_set(tree, object, "width", tree_number(tree, image->width));
		tree_set(tree, object, "height", tree_number(tree, image->height));
	} else {
		tree_set(tree, object, "readable", json_false());
	}
	tree_set(tree, object, "signed", json_boolean(document_is_signed(document, image->item)));
	tree_set(tree, object, "vouched", json_boolean(document_is_vouched(document, image->item)));
	tree_set(tree, object, "file", tree_string(tree, file));
	tree_set(tree, object, "stored_file", tree_string(tree, stored));
	return object;
}

json_t *document_images(struct document *document)
{
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);

	for (const struct extra_image *image = document->extra ? document->extra->images : NULL; image;
	     image = image->next)
		tree_set(tree, object, image->name, image_object(document, image));
	return object;
}
