/* SPDX-License-Identifier: BSD-2-Clause */
/* Trust anchors: where they are, what they are for, and what was left out. */
#include <string.h>

#include "arguments.h"
#include "error_object.h"
#include "extra.h"

struct anchor_list {
	struct tree tree;
	const zairyu_trust *anchors;
	const zairyu_trust *store;
	const zairyu_json_extra *extra; /* or NULL */
};

/* Where in the store the anchor of this digest is. */
static json_t *files_of(struct anchor_list *list, const char *sha256)
{
	json_t *array = tree_array(&list->tree);
	const char *file;

	for (size_t i = 0; i < zairyu_trust_count(list->store); i++)
		for (size_t n = 0; strcmp(zairyu_trust_sha256(list->store, i), sha256) == 0 &&
				   (file = zairyu_trust_file(list->store, i, n));
		     n++)
			tree_append(&list->tree, array, tree_string(&list->tree, file));
	return array;
}

static json_t *anchor_object(struct anchor_list *list, size_t index)
{
	const zairyu_trust *trust = list->anchors;
	const char *sha256 = zairyu_trust_sha256(trust, index);
	struct tree *tree = &list->tree;
	json_t *object = tree_object(tree);
	int64_t not_before, not_after;

	tree_set(tree, object, "subject", tree_string(tree, zairyu_trust_subject(trust, index)));
	tree_set(tree, object, "sha256", tree_string(tree, sha256));
	tree_set(tree, object, "kind", tree_string(tree, zairyu_anchor_kind_name(zairyu_trust_kind(trust, index))));
	tree_set(tree, object, "family", tree_string(tree, zairyu_family_name(zairyu_trust_family(trust, index))));
	if (zairyu_trust_validity(trust, index, &not_before, &not_after) == ZAIRYU_OK) {
		tree_set(tree, object, "not_before", tree_time(tree, not_before));
		tree_set(tree, object, "not_after", tree_time(tree, not_after));
	}
	tree_set(tree, object, "files", files_of(list, sha256));
	tree_set(tree, object, "added", tree_string(tree, extra_path_of(list->extra, ZAIRYU_JSON_PATH_ADDED, sha256)));
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

static json_t *refusal_object(struct tree *tree, const zairyu_trust *store, size_t index)
{
	const zairyu_error *why = zairyu_trust_refused_error(store, index);
	json_t *object = tree_object(tree);

	tree_set(tree, object, "file", tree_string(tree, zairyu_trust_refused_path(store, index)));
	tree_set(tree, object, "error", error_object(tree, zairyu_error_code(why), why));
	return object;
}

static json_t *directory_object(struct tree *tree, const struct extra_path *path)
{
	json_t *object = tree_object(tree);

	tree_set(tree, object, "place", tree_string(tree, path->name));
	tree_set(tree, object, "path", tree_string(tree, path->path));
	return object;
}

static json_t *removed_string(struct tree *tree, const struct extra_path *path)
{
	return tree_string(tree, path->path);
}

/* What the caller gave of one kind; no member if that is nothing. */
static void set_paths(struct anchor_list *list, json_t *root, const char *key, int what,
		      json_t *(*value)(struct tree *tree, const struct extra_path *path))
{
	json_t *array = NULL;

	for (const struct extra_path *path = list->extra ? list->extra->paths : NULL; path; path = path->next) {
		if (path->what != what)
			continue;
		array = array ? array : tree_array(&list->tree);
		tree_append(&list->tree, array, value(&list->tree, path));
	}
	tree_set(&list->tree, root, key, array);
}

static json_t *list_object(struct anchor_list *list)
{
	struct tree *tree = &list->tree;
	json_t *root = tree_object(tree), *array = tree_array(tree), *generations = tree_array(tree),
	       *refused = tree_array(tree);

	for (size_t i = 0; i < zairyu_trust_count(list->anchors); i++)
		tree_append(tree, array, anchor_object(list, i));
	for (int family = 1; zairyu_family_name(family); family++)
		tree_append(tree, generations, generation_object(tree, list->store, family));
	for (size_t i = 0; i < zairyu_trust_refused_count(list->store); i++)
		tree_append(tree, refused, refusal_object(tree, list->store, i));
	tree_set(tree, root, "anchors", array);
	tree_set(tree, root, "generations", generations);
	tree_set(tree, root, "refused", refused);
	set_paths(list, root, "directories", ZAIRYU_JSON_PATH_TRUST, directory_object);
	set_paths(list, root, "removed", ZAIRYU_JSON_PATH_REMOVED, removed_string);
	return root;
}

static int write_trust(const zairyu_trust *anchors, const zairyu_trust *store, const zairyu_json_extra *extra,
		       uint32_t flags, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	struct anchor_list list = { .anchors = anchors, .store = store ? store : anchors, .extra = extra };
	int rc = arguments_check(flags, 0, anchors && write, err);

	return rc != ZAIRYU_OK ? rc : tree_write(&list.tree, list_object(&list), write, userdata, err);
}

int zairyu_json_write_trust(const zairyu_trust *anchors, const zairyu_trust *store, const zairyu_json_extra *extra,
			    uint32_t flags, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_trust(anchors, store, extra, flags, write, userdata, err));
}
