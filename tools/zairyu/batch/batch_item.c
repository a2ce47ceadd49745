/* SPDX-License-Identifier: BSD-2-Clause */
/* One record of many, from its name to what is printed about it. */
#include "batch/batch_item.h"

#include <stdlib.h>

#include "card/card_outcome.h"
#include "output/output.h"
#include "output/output_json.h"
#include "output/output_text.h"
#include "person/fail.h"

struct batch_item *batch_item_new(struct walk_entry *entry)
{
	struct batch_item *item = calloc(1, sizeof *item);

	if (!item)
		return NULL;
	item->entry = *entry;
	*entry = (struct walk_entry){ 0 };
	return item;
}

void batch_item_free(struct batch_item *item)
{
	if (!item)
		return;
	content_done(&item->json);
	judgement_done(&item->judgement);
	zairyu_error_free(item->entry.cause);
	free(item->entry.path);
	free(item);
}

static int load(struct batch_item *item, struct card_outcome *outcome, const struct app *app, struct verifier *verifier)
{
	const struct walk_entry *entry = &item->entry;
	int rc = fail_if_interrupted(app, &item->entry.cause);

	if (rc != ZAIRYU_OK)
		return rc;
	return entry->in_directory ? card_outcome_load_plain(outcome, app, verifier, entry->path, &item->entry.cause)
				   : card_outcome_load(outcome, app, verifier, entry->path, &item->entry.cause);
}

void batch_item_work(struct batch_item *item, const struct app *app, struct verifier *verifier)
{
	struct card_outcome outcome = { .file = item->entry.path };
	struct file_set none = { 0 };
	int rc = item->entry.rc; /* of a directory that cannot be read */

	if (rc != ZAIRYU_OK)
		return;
	rc = load(item, &outcome, app, verifier);
	if (rc == ZAIRYU_OK && app->json && !app->brief)
		rc = card_outcome_complete(&outcome, app, NULL, &none, &item->entry.cause);
	if (rc == ZAIRYU_OK && app->json)
		rc = output_json_card_line(app, &outcome, &item->json, &item->entry.cause);
	item->entry.rc = rc;
	item->judgement = outcome.judgement;
	outcome.judgement = (struct judgement){ 0 };
	card_outcome_done(&outcome);
}

/* Failures that are the run's, not one record's. */
static bool ends_run(int rc)
{
	return rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_WRITE || rc == ZAIRYU_ERR_NO_MEMORY;
}

static int print_failure(struct batch_item *item, const struct app *app, zairyu_error **err)
{
	int rc = item->entry.rc;

	if (ends_run(rc)) {
		*err = item->entry.cause;
		item->entry.cause = NULL;
		return rc;
	}
	failure_show(app, rc, item->entry.cause, item->entry.path);
	return app->json ? output_json_error(app, rc, item->entry.cause, item->entry.path, err) : ZAIRYU_OK;
}

int batch_item_print(struct batch_item *item, const struct app *app, zairyu_error **err)
{
	if (item->entry.rc)
		return print_failure(item, app, err);
	if (app->json)
		return output_write(app, item->json.data, item->json.len, err);
	output_text_line(app, item->entry.path, &item->judgement);
	return output_flush(app, err); /* so that what is counted is out */
}
