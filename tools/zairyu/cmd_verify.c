/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu verify: saved records once more. One is shown like a card just read; of several, each gets its line. */
#include "command.h"

#include "failure.h"
#include "outcome.h"
#include "output_json.h"
#include "output_text.h"

struct batch {
	struct app *app;
	struct verifier *verifier;
	bool several;
	int status; /* the worst so far */
};

/* One record. Prints it; returns its exit status or why there is none. */
static int verify_file(const struct batch *batch, const char *path, zairyu_error **err)
{
	struct outcome outcome = { .file = batch->several ? path : NULL };
	struct file_set none = { 0 };
	int rc = outcome_load(&outcome, batch->app, batch->verifier, path, err);

	if (!rc && (!batch->several || batch->app->json))
		rc = outcome_complete(&outcome, batch->app, NULL, &none, err);
	if (!rc && batch->several && !batch->app->json)
		rc = output_text_line(batch->app, &outcome, err);
	else if (!rc)
		rc = outcome_print(&outcome, batch->app, err);
	if (!rc)
		rc = exit_status_of_verdict(outcome.judgement.verdict);
	outcome_done(&outcome);
	return rc;
}

/* Failures that are the run's, not one file's. */
static bool ends_batch(int rc)
{
	return rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_WRITE || rc == ZAIRYU_ERR_NO_MEMORY;
}

/* One of several: what is wrong with it is told, and the next one has its turn. */
static int verify_next(struct batch *batch, const char *path, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = app_interrupted(batch->app, err);

	if (rc)
		return rc;
	rc = verify_file(batch, path, &cause);
	if (ends_batch(rc)) {
		*err = cause;
		return rc;
	}
	if (rc < 0) {
		failure_show(batch->app, rc, cause, path);
		if (batch->app->json && output_json_error(batch->app, rc, cause, path))
			rc = ZAIRYU_ERR_WRITE;
		rc = exit_status_of_error(rc);
	}
	zairyu_error_free(cause);
	batch->status = exit_status_worse(batch->status, rc);
	return ZAIRYU_OK;
}

int cmd_verify(struct app *app, const struct options *options, zairyu_error **err)
{
	struct batch batch = { .app = app, .several = options->operand_count > 1, .status = STATUS_OK };
	int rc = verifier_new(app, options->value[OPTION_TRUST], false, &batch.verifier, err);

	if (!rc && !batch.several)
		rc = verify_file(&batch, options->operand[0], err);
	for (size_t i = 0; !rc && batch.several && i < options->operand_count; i++)
		rc = verify_next(&batch, options->operand[i], err);
	verifier_free(batch.verifier);
	return batch.several && !rc ? batch.status : rc;
}
