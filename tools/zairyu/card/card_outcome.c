/* SPDX-License-Identifier: BSD-2-Clause */
/* One card as the command shows it. */
#include "card/card_outcome.h"

#include <string.h>

#include "card/raw_files.h"
#include "files/file_read.h"
#include "person/fail.h"

int card_outcome_complete(struct card_outcome *outcome, const struct app *app, const char *directory,
			  struct file_set *files, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = images_collect(app, outcome->record, &outcome->judgement, directory, files, &outcome->images, err);

	if (rc == ZAIRYU_OK && directory && app->raw) {
		outcome->raw_directory = directory;
		rc = raw_files_add(app, outcome->record, directory, files, err);
	}
	if (rc != ZAIRYU_OK || !zairyu_record_is_reduced(outcome->record))
		return rc;
	rc = judgement_recorded(app, outcome->record, &outcome->recorded, &cause);
	outcome->has_recorded = rc == ZAIRYU_OK;
	if (rc != ZAIRYU_OK && rc != ZAIRYU_ERR_ABSENT)
		failure_warn_of(app, MSG_RESULTS_BROKEN, NULL, rc, cause);
	zairyu_error_free(cause);
	return ZAIRYU_OK;
}

typedef int read_fn(const struct app *app, const char *path, size_t limit, struct content *out, zairyu_error **err);

static int load_record(const struct app *app, const char *path, read_fn *read_file, zairyu_record **out,
		       zairyu_error **err)
{
	size_t limit = (size_t)zairyu_context_limit(app->ctx, ZAIRYU_LIMIT_RECORD_BYTES);
	zairyu_error *cause = NULL;
	struct content saved;
	int rc = read_file(app, path, limit, &saved, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = zairyu_record_load(app->ctx, (zairyu_bytes){ saved.data, saved.len }, out, &cause);
	content_done(&saved);
	return rc != ZAIRYU_OK ? fail_about_file(app, err, rc, MSG_CANNOT_READ, path, cause) : rc;
}

int record_file_load(const struct app *app, const char *path, zairyu_record **out, zairyu_error **err)
{
	return load_record(app, path, file_read, out, err);
}

static int load(struct card_outcome *outcome, const struct app *app, struct verifier *verifier, const char *path,
		read_fn *read_file, zairyu_error **err)
{
	int rc = load_record(app, path, read_file, &outcome->record, err);

	return rc == ZAIRYU_OK ? verifier_check(verifier, outcome->record, &outcome->judgement, err) : rc;
}

int card_outcome_load(struct card_outcome *outcome, const struct app *app, struct verifier *verifier, const char *path,
		      zairyu_error **err)
{
	return load(outcome, app, verifier, path, file_read, err);
}

int card_outcome_load_plain(struct card_outcome *outcome, const struct app *app, struct verifier *verifier,
			    const char *path, zairyu_error **err)
{
	return load(outcome, app, verifier, path, file_read_plain, err);
}

void card_outcome_done(struct card_outcome *outcome)
{
	images_done(&outcome->images);
	judgement_done(&outcome->recorded);
	judgement_done(&outcome->judgement);
	zairyu_record_free(outcome->record);
}

bool card_outcome_has_note(const struct judgement *judgement, const char *note)
{
	const char *found;

	for (size_t i = 0; (found = judgement_note(judgement, i)); i++)
		if (strcmp(found, note) == 0)
			return true;
	return false;
}
