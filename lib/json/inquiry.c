/* SPDX-License-Identifier: BSD-2-Clause */
/* What the revocation inquiry asks for, and what its answers mean [manual 1.10, 5.3]. */
#include <stdio.h>
#include <string.h>
#include <zairyu/json.h>

#include "arguments.h"
#include "tree.h"

/* The page wants each part in a field of its own, with its leading zeros. */
static json_t *part(struct tree *tree, int digits, int value)
{
	char text[16];

	(void)snprintf(text, sizeof text, "%0*d", digits, value);
	return tree_string(tree, text);
}

static json_t *expiry_object(struct tree *tree, int year, int month, int day)
{
	json_t *object = tree_object(tree);

	tree_set(tree, object, "year", part(tree, 4, year));
	tree_set(tree, object, "month", part(tree, 2, month));
	tree_set(tree, object, "day", part(tree, 2, day));
	return object;
}

static json_t *words(struct tree *tree, const char *const *word)
{
	json_t *array = tree_array(tree);

	for (; *word; word++)
		tree_append(tree, array, tree_string(tree, *word));
	return array;
}

static const char *const caveats[] = { "about-the-number-only", "forgeries-use-real-numbers", "closed-20-to-23-jst",
				       NULL };

/* The page answers in Japanese alone, in these words. */
static const struct {
	const char *text, *answer;
	const char *const may_mean[8];
} answers[] = {
	{ "失効していません。", "not-lapsed", { "if-expired-application-pending" } },
	{ "この在留カード等番号は有効ではありません。",
	  "not-valid",
	  { "forged", "issued-recently", "not-the-latest-card", "number-not-half-width-capitals",
	    "expiry-not-half-width-digits", "misread" } },
};

static json_t *answer_array(struct tree *tree)
{
	json_t *array = tree_array(tree);

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		json_t *object = tree_object(tree);

		tree_set(tree, object, "answer", tree_string(tree, answers[i].answer));
		tree_set(tree, object, "text_ja", tree_string(tree, answers[i].text));
		tree_set(tree, object, "may_mean", words(tree, answers[i].may_mean));
		tree_append(tree, array, object);
	}
	return array;
}

static int write_inquiry(const char *number, int year, int month, int day, const char *page, uint32_t flags,
			 zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	const bool is_date = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
	char normal[ZAIRYU_NUMBER_SIZE];
	struct tree tree = { 0 };
	json_t *root;
	int rc = arguments_check(flags, 0, number && page && is_date && write, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_number_normalize(number, strlen(number), normal, err);
	if (rc != ZAIRYU_OK)
		return rc;
	root = tree_object(&tree);
	tree_set(&tree, root, "number", tree_string(&tree, normal));
	zairyu_wipe(normal, sizeof normal);
	tree_set(&tree, root, "expiry", expiry_object(&tree, year, month, day));
	tree_set(&tree, root, "page", tree_string(&tree, page));
	tree_set(&tree, root, "verified", json_false());
	tree_set(&tree, root, "caveats", words(&tree, caveats));
	tree_set(&tree, root, "answers", answer_array(&tree));
	return tree_write(&tree, root, write, userdata, err);
}

int zairyu_json_write_inquiry(const char *number, int year, int month, int day, const char *page, uint32_t flags,
			      zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_inquiry(number, year, month, day, page, flags, write, userdata, err));
}
