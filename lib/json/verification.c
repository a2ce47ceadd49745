/* SPDX-License-Identifier: BSD-2-Clause */
/* What verifying gave. */
#include "document.h"

static json_t *anchor_object(struct tree *tree, const zairyu_report *report)
{
	const char *kind = zairyu_anchor_kind_name(zairyu_report_anchor_kind(report));
	json_t *object;

	if (!kind)
		return NULL;
	object = tree_object(tree);
	tree_set(tree, object, "subject", tree_string(tree, zairyu_report_anchor_subject(report)));
	tree_set(tree, object, "sha256", tree_string(tree, zairyu_report_anchor_sha256(report)));
	tree_set(tree, object, "kind", tree_string(tree, kind));
	return object;
}

static json_t *certificate_object(struct tree *tree, const zairyu_report *report)
{
	const char *subject = zairyu_report_certificate_subject(report);
	const char *serial = zairyu_report_certificate_serial(report);
	int64_t not_before, not_after;
	json_t *object;

	if (!subject && !serial)
		return NULL;
	object = tree_object(tree);
	tree_set(tree, object, "subject", tree_string(tree, subject));
	tree_set(tree, object, "serial", tree_string(tree, serial));
	if (zairyu_report_certificate_validity(report, &not_before, &not_after) == ZAIRYU_OK) {
		tree_set(tree, object, "not_before", tree_time(tree, not_before));
		tree_set(tree, object, "not_after", tree_time(tree, not_after));
	}
	return object;
}

static json_t *covers_array(struct tree *tree, const zairyu_report *report)
{
	json_t *array = tree_array(tree);
	uint64_t items = zairyu_report_covers(report), item;

	while ((item = document_next_item(&items)) != 0)
		tree_append(tree, array, tree_string(tree, zairyu_item_name(item)));
	return array;
}

json_t *document_notes(struct document *document, const zairyu_report *report, bool converted)
{
	struct tree *tree = &document->tree;
	json_t *array = tree_array(tree);
	const char *note;

	for (size_t i = 0; (note = zairyu_report_note(report, i)); i++)
		tree_append(tree, array, tree_string(tree, note));
	if (converted)
		tree_append(tree, array, tree_string(tree, "text-converted"));
	return array;
}

void document_set_results(struct document *document, json_t *object, const zairyu_report *report)
{
	struct tree *tree = &document->tree;

	tree_set(tree, object, "verdict", tree_string(tree, zairyu_verdict_name(zairyu_report_verdict(report))));
	tree_set(tree, object, "falsification",
		 tree_string(tree, zairyu_result_name(zairyu_report_falsification(report))));
	tree_set(tree, object, "issuer", tree_string(tree, zairyu_result_name(zairyu_report_issuer(report))));
}

json_t *document_verification(struct document *document, const zairyu_report *report, bool converted)
{
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);

	document_set_results(document, object, report);
	tree_set(tree, object, "anchor", anchor_object(tree, report));
	tree_set(tree, object, "certificate", certificate_object(tree, report));
	tree_set(tree, object, "covers", covers_array(tree, report));
	tree_set(tree, object, "notes", document_notes(document, report, converted));
	return object;
}
