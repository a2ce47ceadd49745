/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a document is made of: jansson's values, in jansson's memory, which belongs to the whole process. Nobody but the
 * program may say how that memory is given back, so each string is overwritten here before it goes.
 */
#ifndef JSON_TREE_H
#define JSON_TREE_H

#include <jansson.h>
#include <stdbool.h>
#include <zairyu/base.h>

/* A document under construction. A part that could not be made shows in tree_write(). */
struct tree {
	bool failed;
};

json_t *tree_object(struct tree *tree);
json_t *tree_array(struct tree *tree);
/* A string that is UTF-8 in any case; NULL for NULL. */
json_t *tree_string(struct tree *tree, const char *text);
json_t *tree_hex(struct tree *tree, zairyu_bytes bytes);
json_t *tree_number(struct tree *tree, int64_t value);
/* NULL for a time that has no text. */
json_t *tree_time(struct tree *tree, int64_t seconds);

/* What a value is called in a document; NULL if no row of the table has it. */
struct tree_word {
	int value;
	const char *word;
};
const char *tree_word(const struct tree_word *words, size_t count, int value);

/* Sets a member, or appends, unless the value is NULL. Takes the value. */
void tree_set(struct tree *tree, json_t *object, const char *key, json_t *value);
void tree_append(struct tree *tree, json_t *array, json_t *value);

/* Wipes and frees a value that has no other owner. */
void tree_release(json_t *value);
/* Writes the document as one line, wipes and frees it. 0, NO_MEMORY or WRITE. */
int tree_write(struct tree *tree, json_t *root, zairyu_write_fn *write, void *userdata, zairyu_error **err);

#endif
