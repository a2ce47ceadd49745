/* SPDX-License-Identifier: BSD-2-Clause */
/* What is not a card: failures, readers, trust anchors. */
#include <zairyu/json.h>

#include "arguments.h"
#include "tree.h"

static int write_error(int code, const zairyu_error *error, const char *file, uint32_t flags, zairyu_write_fn *write,
		       void *userdata, zairyu_error **err)
{
	struct tree tree = { 0 };
	json_t *root, *object;
	const char *detail = zairyu_error_message(error);
	zairyu_error *bare = NULL; /* with the code alone */
	size_t position;
	int rc = arguments_check(flags, 0, code < 0 && write, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (!error)
		(void)zairyu_error_set(&bare, code, NULL, 0, NULL);
	tree.failed = !error && !bare;
	root = tree_object(&tree);
	object = tree_object(&tree);
	tree_set(&tree, object, "code", tree_number(&tree, code));
	tree_set(&tree, object, "name", tree_string(&tree, zairyu_error_name(code)));
	tree_set(&tree, object, "support_code", tree_string(&tree, zairyu_error_support_code(error ? error : bare)));
	zairyu_error_free(bare);
	tree_set(&tree, object, "message_ja", tree_string(&tree, zairyu_error_text(code, ZAIRYU_LANGUAGE_JA)));
	tree_set(&tree, object, "message_en", tree_string(&tree, zairyu_error_text(code, ZAIRYU_LANGUAGE_EN)));
	tree_set(&tree, object, "detail", tree_string(&tree, detail[0] ? detail : NULL));
	tree_set(&tree, object, "official_message", tree_number(&tree, zairyu_error_official_message(code)));
	tree_set(&tree, object, "retry", json_boolean(zairyu_error_retry(code)));
	if (zairyu_error_position(error, &position) == ZAIRYU_OK)
		tree_set(&tree, object, "position", tree_number(&tree, (int64_t)position));
	tree_set(&tree, root, "error", object);
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

static json_t *anchor_object(struct tree *tree, const zairyu_trust *trust, size_t index)
{
	int64_t not_before, not_after;
	json_t *object = tree_object(tree);

	tree_set(tree, object, "subject", tree_string(tree, zairyu_trust_subject(trust, index)));
	tree_set(tree, object, "sha256", tree_string(tree, zairyu_trust_sha256(trust, index)));
	tree_set(tree, object, "kind", tree_string(tree, zairyu_anchor_kind_name(zairyu_trust_kind(trust, index))));
	if (zairyu_trust_validity(trust, index, &not_before, &not_after) == ZAIRYU_OK) {
		tree_set(tree, object, "not_before", tree_time(tree, not_before));
		tree_set(tree, object, "not_after", tree_time(tree, not_after));
	}
	return object;
}

static int count(const zairyu_trust *store, int family, int kind)
{
	int found = 0;

	for (size_t i = 0; i < zairyu_trust_count(store); i++)
		found += zairyu_trust_family(store, i) == family && zairyu_trust_kind(store, i) == kind;
	return found;
}

static json_t *generation_object(struct tree *tree, const zairyu_trust *store, int family)
{
	static const struct tree_word kinds[] = {
		{ ZAIRYU_ANCHOR_PRODUCTION, "production" },
		{ ZAIRYU_ANCHOR_OFFICIAL_TEST, "official_test" },
		{ ZAIRYU_ANCHOR_CUSTOM, "custom" },
	};
	json_t *object = tree_object(tree);

	tree_set(tree, object, "family", tree_string(tree, zairyu_family_name(family)));
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		tree_set(tree, object, kinds[i].word, tree_number(tree, count(store, family, kinds[i].value)));
	tree_set(tree, object, "page", tree_string(tree, zairyu_trust_page(family)));
	return object;
}

static int write_trust(const zairyu_trust *anchors, const zairyu_trust *store, uint32_t flags, zairyu_write_fn *write,
		       void *userdata, zairyu_error **err)
{
	struct tree tree = { 0 };
	json_t *root, *array, *generations;
	int rc = arguments_check(flags, 0, anchors && write, err);

	if (rc != ZAIRYU_OK)
		return rc;
	root = tree_object(&tree);
	array = tree_array(&tree);
	generations = tree_array(&tree);
	for (size_t i = 0; i < zairyu_trust_count(anchors); i++)
		tree_append(&tree, array, anchor_object(&tree, anchors, i));
	for (int family = 1; zairyu_family_name(family); family++)
		tree_append(&tree, generations, generation_object(&tree, store ? store : anchors, family));
	tree_set(&tree, root, "anchors", array);
	tree_set(&tree, root, "generations", generations);
	return tree_write(&tree, root, write, userdata, err);
}

int zairyu_json_write_trust(const zairyu_trust *anchors, const zairyu_trust *store, uint32_t flags,
			    zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_trust(anchors, store, flags, write, userdata, err));
}
