/* SPDX-License-Identifier: BSD-2-Clause */
/* A card as JSON. Unknown values are left out, never invented. */
#include "document.h"

#include "arguments.h"
#include "common/failure.h"
#include "extra.h"

bool document_is_signed(const struct document *document, uint64_t item)
{
	return (zairyu_card_signed_items(zairyu_record_card(document->record)) & item) != 0 &&
	       zairyu_record_presence(document->record, ZAIRYU_ITEM_SIGNATURE) == ZAIRYU_PRESENCE_PRESENT;
}

bool document_is_vouched(const struct document *document, uint64_t item)
{
	return (zairyu_report_covers(document->report) & item) != 0;
}

static bool kind_is_signed(const struct document *document)
{
	return document_is_signed(document, zairyu_card_kind_items(zairyu_record_card(document->record)));
}

static json_t *card_object(struct document *document)
{
	const zairyu_card *card = zairyu_record_card(document->record);
	const char *version = zairyu_card_spec_version(card);
	struct tree *tree = &document->tree;
	json_t *object = tree_object(tree);

	tree_set(tree, object, "type", tree_string(tree, zairyu_card_type(card)));
	tree_set(tree, object, "family", tree_string(tree, zairyu_family_name(zairyu_card_family(card))));
	tree_set(tree, object, "kind", tree_string(tree, zairyu_kind_name(zairyu_card_kind(card))));
	tree_set(tree, object, "kind_signed", json_boolean(kind_is_signed(document)));
	tree_set(tree, object, "kind_vouched", json_boolean(zairyu_report_covers_kind(document->report)));
	tree_set(tree, object, "spec_version", version[0] ? tree_string(tree, version) : NULL);
	return object;
}

/* The number is signed in no generation as data, and in the first as pixels of the front image only. */
static void set_number(struct document *document, json_t *object)
{
	const char *number = zairyu_record_number(document->record);
	struct tree *tree = &document->tree;

	if (!number[0])
		return;
	tree_set(tree, object, "number", tree_string(tree, number));
	tree_set(tree, object, "number_signed", json_false());
	tree_set(tree, object, "number_vouched", json_false());
}

/* Whether some text of the card was in a form of Shift_JIS. */
static bool has_converted_text(const zairyu_record *record)
{
	for (int field = 1; zairyu_field_name(field); field++)
		if (zairyu_record_field_converted(record, field))
			return true;
	return false;
}

static json_t *begin(struct document *document, const char *schema)
{
	json_t *object = tree_object(&document->tree);

	tree_set(&document->tree, object, "schema", tree_string(&document->tree, schema));
	return object;
}

static void set_file(struct document *document, json_t *object)
{
	struct tree *tree = &document->tree;

	tree_set(tree, object, "file",
		 tree_string(tree, extra_path_of(document->extra, ZAIRYU_JSON_PATH_RECORD, NULL)));
}

static json_t *whole(struct document *document)
{
	const zairyu_record *record = document->record;
	struct tree *tree = &document->tree;
	json_t *object = begin(document, "zairyu.card/1");

	set_number(document, object);
	tree_set(tree, object, "reader", tree_string(tree, zairyu_record_reader(record)));
	tree_set(tree, object, "read_at", tree_time(tree, zairyu_record_read_at(record)));
	tree_set(tree, object, "live", json_boolean(zairyu_record_is_live(record)));
	set_file(document, object);
	tree_set(tree, object, "reduced_file",
		 tree_string(tree, extra_path_of(document->extra, ZAIRYU_JSON_PATH_REDUCED, NULL)));
	tree_set(tree, object, "card", card_object(document));
	tree_set(tree, object, "verification",
		 document_verification(document, document->report, has_converted_text(record)));
	if (document->recorded)
		tree_set(tree, object, "recorded", document_verification(document, document->recorded, false));
	tree_set(tree, object, "items", document_items(document));
	tree_set(tree, object, "fields", document_fields(document));
	tree_set(tree, object, "images", document_images(document));
	tree_set(tree, object, "files", document->raw ? document_files(document) : NULL);
	return object;
}

/* Nothing of what is on the card: for many, and for those who must not see it. */
static json_t *brief(struct document *document)
{
	json_t *object = begin(document, "zairyu.verdict/1");

	set_file(document, object);
	document_set_results(document, object, document->report);
	tree_set(&document->tree, object, "notes", document_notes(document, document->report, false));
	return object;
}

/* Results that cannot be read are no reason to withhold the rest from whoever asks. */
static int decode_results(zairyu_context *ctx, const zairyu_record *record, zairyu_report **out, zairyu_error **err)
{
	zairyu_bytes results = zairyu_record_results(record);
	zairyu_error *cause = NULL;
	int rc = results.len > 0 ? zairyu_report_decode(ctx, results, out, &cause) : ZAIRYU_OK;

	zairyu_error_free(cause);
	if (rc == ZAIRYU_ERR_NO_MEMORY)
		return no_memory(err);
	return ZAIRYU_OK;
}

static int write_whole(struct document *document, zairyu_context *ctx, zairyu_write_fn *write, void *userdata,
		       zairyu_error **err)
{
	zairyu_report *recorded = NULL;
	int rc = decode_results(ctx, document->record, &recorded, err);

	document->recorded = recorded;
	if (rc == ZAIRYU_OK)
		rc = tree_write(&document->tree, whole(document), write, userdata, err);
	zairyu_report_free(recorded);
	return rc;
}

static int write_card(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report,
		      const zairyu_json_extra *extra, uint32_t flags, zairyu_write_fn *write, void *userdata,
		      zairyu_error **err)
{
	struct document document = { .record = record, .report = report, .extra = extra };
	int rc = arguments_check(flags, ZAIRYU_JSON_BRIEF | ZAIRYU_JSON_RAW, ctx && record && write, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (flags > ZAIRYU_JSON_RAW)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "these flags cannot be used together");
	if (report && !zairyu_report_is_of(report, record))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "the report is of another record");
	if (flags == ZAIRYU_JSON_BRIEF)
		return tree_write(&document.tree, brief(&document), write, userdata, err);
	document.raw = flags == ZAIRYU_JSON_RAW;
	return write_whole(&document, ctx, write, userdata, err);
}

int zairyu_json_write_card(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report,
			   const zairyu_json_extra *extra, uint32_t flags, zairyu_write_fn *write, void *userdata,
			   zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, write_card(ctx, record, report, extra, flags, write, userdata, err));
}
