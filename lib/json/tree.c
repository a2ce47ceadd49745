/* SPDX-License-Identifier: BSD-2-Clause */
#include "tree.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "common/failure.h"
#include "mend_utf8.h"

static json_t *made(struct tree *tree, json_t *value)
{
	tree->failed = tree->failed || !value;
	return value;
}

json_t *tree_object(struct tree *tree)
{
	return made(tree, json_object());
}

json_t *tree_array(struct tree *tree)
{
	return made(tree, json_array());
}

json_t *tree_number(struct tree *tree, int64_t value)
{
	return made(tree, json_integer(value));
}

/* Filled in last: a string that jansson cannot finish is given back unwiped. */
static json_t *string_of(struct tree *tree, const char *text, size_t len)
{
	json_t *string = made(tree, json_stringn_nocheck("", 0));

	if (string && json_string_setn_nocheck(string, text, len)) {
		json_decref(string);
		return made(tree, NULL);
	}
	return string;
}

/* The same of what is in `text`, of `cap` bytes, which is wiped and freed; it may be NULL. */
static json_t *string_from(struct tree *tree, char *text, size_t len, size_t cap)
{
	json_t *string = text ? string_of(tree, text, len) : made(tree, NULL);

	zairyu_wipe(text, text ? cap : 0);
	free(text);
	return string;
}

json_t *tree_string(struct tree *tree, const char *text)
{
	size_t len = text ? strlen(text) : 0;
	char *mended;

	if (!text)
		return NULL;
	if (utf8_is_whole(text, len))
		return string_of(tree, text, len);
	mended = malloc(len * UTF8_REPLACED_MAX);
	return string_from(tree, mended, mended ? utf8_mend(text, len, mended) : 0, len * UTF8_REPLACED_MAX);
}

json_t *tree_hex(struct tree *tree, zairyu_bytes bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = malloc(2 * bytes.len + 1);

	for (size_t i = 0; text && i < bytes.len; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	return string_from(tree, text, 2 * bytes.len, 2 * bytes.len);
}

json_t *tree_time(struct tree *tree, int64_t seconds)
{
	char text[ZAIRYU_TIME_SIZE];

	return zairyu_time_text(seconds, text) == ZAIRYU_OK ? tree_string(tree, text) : NULL;
}

const char *tree_word(const struct tree_word *words, size_t count, int value)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].value == value)
			return words[i].word;
	return NULL;
}

/* Overwrites the strings in a value that has no other owner. Numbers are lengths and sizes. */
static void wipe(json_t *value)
{
	const char *key;
	json_t *member;
	size_t i;

	if (json_is_string(value))
		zairyu_wipe((char *)json_string_value(value), json_string_length(value));
	json_object_foreach(value, key, member) wipe(member);
	json_array_foreach(value, i, member) wipe(member);
}

void tree_release(json_t *value)
{
	wipe(value);
	json_decref(value);
}

/* jansson's own *_new() would give a value back unwiped where it cannot take it. */
static void taken(struct tree *tree, int refused, json_t *value)
{
	if (refused) {
		tree->failed = true;
		tree_release(value);
	} else {
		json_decref(value);
	}
}

void tree_set(struct tree *tree, json_t *object, const char *key, json_t *value)
{
	if (value)
		taken(tree, json_object_set(object, key, value), value);
}

void tree_append(struct tree *tree, json_t *array, json_t *value)
{
	if (value)
		taken(tree, json_array_append(array, value), value);
}

static int write_line(const json_t *root, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	size_t len = json_dumpb(root, NULL, 0, JSON_PRESERVE_ORDER);
	char *line = len > 0 ? malloc(len + 1) : NULL;
	int rc = ZAIRYU_OK;

	if (!line || json_dumpb(root, line, len, JSON_PRESERVE_ORDER) != len)
		rc = no_memory(err);
	if (rc == ZAIRYU_OK)
		line[len] = '\n';
	if (rc == ZAIRYU_OK && write(userdata, line, len + 1) != 0)
		rc = zairyu_error_set(err, ZAIRYU_ERR_WRITE, NULL, 0, "the caller's write function failed");
	zairyu_wipe(line, line ? len + 1 : 0);
	free(line);
	return rc;
}

int tree_write(struct tree *tree, json_t *root, zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	int rc = tree->failed ? no_memory(err) : write_line(root, write, userdata, err);

	tree_release(root);
	return rc;
}
