/* SPDX-License-Identifier: BSD-2-Clause */
/* What an examination of a machine found. */
#include <stdlib.h>
#include <zairyu/json.h>

#include "arguments.h"
#include "common/failure.h"
#include "tree.h"

struct zairyu_json_findings {
	struct tree tree;
	json_t *list;
};

static const struct tree_word states[] = {
	{ ZAIRYU_FINDING_OK, "ok" },
	{ ZAIRYU_FINDING_WARNING, "warning" },
	{ ZAIRYU_FINDING_PROBLEM, "problem" },
};

static int findings_new(zairyu_json_findings **out, zairyu_error **err)
{
	zairyu_json_findings *findings;

	if (!out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "out is NULL");
	*out = NULL;
	findings = calloc(1, sizeof *findings);
	if (!findings)
		return no_memory(err);
	findings->list = tree_array(&findings->tree);
	if (!findings->list) {
		free(findings);
		return no_memory(err);
	}
	*out = findings;
	return ZAIRYU_OK;
}

int zairyu_json_findings_new(zairyu_json_findings **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, findings_new(out, err));
}

void zairyu_json_findings_free(zairyu_json_findings *findings)
{
	if (!findings)
		return;
	tree_release(findings->list);
	free(findings);
}

static int findings_add(zairyu_json_findings *findings, const char *check, const char *finding, int state,
			const char *message_ja, const char *message_en, const char *remedy, const int64_t *value,
			zairyu_error **err)
{
	const char *word = tree_word(states, sizeof states / sizeof *states, state);
	struct tree *tree;
	json_t *object;

	if (!findings || !check || !finding || !word || !message_ja || !message_en)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "the finding is incomplete");
	tree = &findings->tree;
	object = tree_object(tree);
	tree_set(tree, object, "check", tree_string(tree, check));
	tree_set(tree, object, "finding", tree_string(tree, finding));
	tree_set(tree, object, "state", tree_string(tree, word));
	tree_set(tree, object, "value", value ? tree_number(tree, *value) : NULL);
	tree_set(tree, object, "message_ja", tree_string(tree, message_ja));
	tree_set(tree, object, "message_en", tree_string(tree, message_en));
	tree_set(tree, object, "remedy", tree_string(tree, remedy));
	tree_append(tree, findings->list, object);
	return tree->failed ? no_memory(err) : ZAIRYU_OK;
}

int zairyu_json_findings_add(zairyu_json_findings *findings, const char *check, const char *finding, int state,
			     const char *message_ja, const char *message_en, const char *remedy, const int64_t *value,
			     zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(
		err, findings_add(findings, check, finding, state, message_ja, message_en, remedy, value, err));
}

static int write_findings(const zairyu_json_findings *findings, int code, int status, uint32_t flags,
			  zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	struct tree tree = { 0 };
	json_t *root, *list;
	int rc = arguments_check(flags, 0, findings && write && code <= 0, err);

	if (rc != ZAIRYU_OK)
		return rc;
	tree.failed = findings->tree.failed;
	root = tree_object(&tree);
	list = json_deep_copy(findings->list);
	tree.failed = tree.failed || !list;
	tree_set(&tree, root, "schema", tree_string(&tree, "zairyu.doctor/1"));
	tree_set(&tree, root, "ready", json_boolean(code == ZAIRYU_OK));
	tree_set(&tree, root, "status", tree_number(&tree, status));
	tree_set(&tree, root, "reason", code < 0 ? tree_string(&tree, zairyu_error_name(code)) : NULL);
	tree_set(&tree, root, "findings", list);
	return tree_write(&tree, root, write, userdata, err);
}

int zairyu_json_write_findings(const zairyu_json_findings *findings, int code, int status, uint32_t flags,
			       zairyu_write_fn *write, void *userdata, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_findings(findings, code, status, flags, write, userdata, err));
}
