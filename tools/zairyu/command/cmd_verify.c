/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu verify: saved records once more. One is shown like a card just read; of several, each gets its line. */
#include "batch/batch.h"
#include "batch/walk.h"
#include "card/card_outcome.h"
#include "command/command.h"
#include "output/output_card.h"

/* The only one. Prints it; returns its exit status or why there is none. */
static int verify_file(struct app *app, struct verifier *verifier, const char *path, zairyu_error **err)
{
	struct card_outcome outcome = { 0 };
	struct file_set none = { 0 };
	int rc = card_outcome_load(&outcome, app, verifier, path, err);

	if (rc == ZAIRYU_OK && !app->brief)
		rc = card_outcome_complete(&outcome, app, NULL, &none, err);
	if (rc == ZAIRYU_OK)
		rc = output_card(&outcome, app, err);
	if (rc == ZAIRYU_OK)
		rc = exit_status_of_verdict(outcome.judgement.verdict);
	card_outcome_done(&outcome);
	return rc;
}

int cmd_verify(struct app *app, const struct options *options, zairyu_error **err)
{
	bool several = options->operand_count > 1 || walk_is_directory(options->operand[0]);
	struct verifier *verifier = NULL;
	size_t jobs;
	int rc = options_jobs(options, app, &jobs, err);

	if (rc == ZAIRYU_OK)
		rc = verifier_new(app, options->value[OPTION_TRUST], false, &verifier, err);
	if (rc == ZAIRYU_OK && several)
		rc = batch_run(app, verifier, options->operand, options->operand_count, jobs, err);
	else if (rc == ZAIRYU_OK)
		rc = verify_file(app, verifier, options->operand[0], err);
	if (rc >= 0)
		verifier_warn(verifier, app);
	verifier_free(verifier);
	return rc;
}
