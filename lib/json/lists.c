/* SPDX-License-Identifier: BSD-2-Clause */
/* What is not a card: failures and readers. */
#include <zairyu/json.h>

#include "arguments.h"
#include "error_object.h"

json_t *error_object(struct tree *tree, int code, const zairyu_error *error)
{
	const char *detail = zairyu_error_message(error);
	zairyu_error *bare = NULL; /* with the code alone */
	json_t *object = tree_object(tree);
	size_t position;

	if (!error)
		(void)zairyu_error_set(&bare, code, NULL, 0, NULL);
	tree->failed = tree->failed || (!error && !bare);
	tree_set(tree, object, "code", tree_number(tree, code));
	tree_set(tree, object, "name", tree_string(tree, zairyu_error_name(code)));
	tree_set(tree, object, "support_code", tree_string(tree, zairyu_error_support_code(error ? error : bare)));
	zairyu_error_free(bare);
	tree_set(tree, object, "message_ja", tree_string(tree, zairyu_error_text(code, ZAIRYU_LANGUAGE_JA)));
	tree_set(tree, object, "message_en", tree_string(tree, zairyu_error_text(code, ZAIRYU_LANGUAGE_EN)));
	tree_set(tree, object, "detail", tree_string(tree, detail[0] ? detail : NULL));
	tree_set(tree, object, "official_message", tree_number(tree, zairyu_error_official_message(code)));
	tree_set(tree, object, "retry", json_boolean(zairyu_error_retry(code)));
	if (zairyu_error_position(error, &position) == ZAIRYU_OK)
		tree_set(tree, object, "position", tree_number(tree, (int64_t)position));
	return object;
}

static int write_error(int code, const zairyu_error *error, const char *file, uint32_t flags, zairyu_write_fn *write,
		       void *userdata, zairyu_error **err)
{
	struct tree tree = { 0 };
	json_t *root;
	int rc = arguments_check(flags, 0, code < 0 && write, err);

	if (rc != ZAIRYU_OK)
		return rc;
	root = tree_object(&tree);
	tree_set(&tree, root, "error", error_object(&tree, code, error));
	tree_set(&tree, root, "file", tree_string(&tree, file));
	return tree_write(&tree, root, write, userdata, err);
}

int zairyu_json_write_error(int code, const zairyu_error *error, const char *file, uint32_t flags,
			    zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_error(code, error, file, flags, write, userdata, err));
}

static const char *card_word(int card)
{
	static const struct tree_word words[] = { { ZAIRYU_CARD_UNKNOWN, "unknown" },
						  { ZAIRYU_CARD_NONE, "none" },
						  { ZAIRYU_CARD_PRESENT, "present" } };

	return tree_word(words, sizeof words / sizeof *words, card);
}

static json_t *reader_object(struct tree *tree, const zairyu_readers *list, size_t index)
{
	json_t *object = tree_object(tree);

	tree_set(tree, object, "uri", tree_string(tree, zairyu_readers_uri(list, index)));
	tree_set(tree, object, "label", tree_string(tree, zairyu_readers_label(list, index)));
	tree_set(tree, object, "card", tree_string(tree, card_word(zairyu_readers_card(list, index))));
	tree_set(tree, object, "simulated", json_boolean(zairyu_readers_simulated(list, index)));
	return object;
}

static int write_readers(const zairyu_readers *const *lists, size_t count, uint32_t flags, zairyu_write_fn *write,
			 void *userdata, zairyu_error **err)
{
	struct tree tree = { 0 };
	json_t *root, *array;
	int rc = arguments_check(flags, 0, (lists || count == 0) && write, err);

	if (rc != ZAIRYU_OK)
		return rc;
	root = tree_object(&tree);
	array = tree_array(&tree);
	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < zairyu_readers_count(lists[i]); n++)
			tree_append(&tree, array, reader_object(&tree, lists[i], n));
	tree_set(&tree, root, "readers", array);
	return tree_write(&tree, root, write, userdata, err);
}

int zairyu_json_write_readers(const zairyu_readers *const *lists, size_t count, uint32_t flags, zairyu_write_fn *write,
			      void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_readers(lists, count, flags, write, userdata, err));
}
