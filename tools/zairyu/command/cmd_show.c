/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu show: a saved record, verified again, with its images as PNG. */
#include "card/card_outcome.h"
#include "command/command.h"
#include "output/output_card.h"

static int show(struct app *app, const struct options *options, struct verifier *verifier, struct card_outcome *outcome,
		struct file_set *files, zairyu_error **err)
{
	const char *directory = options->value[OPTION_OUT];
	int rc = card_outcome_load(outcome, app, verifier, options->operand[0], err);

	if (rc == ZAIRYU_OK && directory)
		rc = file_set_directory(files, app, directory, err);
	if (rc == ZAIRYU_OK)
		rc = card_outcome_complete(outcome, app, directory, files, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(files, app, err);
	if (rc == ZAIRYU_OK)
		rc = output_card(outcome, app, err);
	return rc != ZAIRYU_OK ? rc : exit_status_of_verdict(outcome->judgement.verdict);
}

int cmd_show(struct app *app, const struct options *options, zairyu_error **err)
{
	struct verifier *verifier = NULL;
	struct card_outcome outcome = { 0 };
	struct file_set files = { 0 };
	int rc = verifier_new(app, options->value[OPTION_TRUST], false, &verifier, err);

	if (rc == ZAIRYU_OK)
		rc = show(app, options, verifier, &outcome, &files, err);
	card_outcome_done(&outcome);
	file_set_done(&files);
	verifier_free(verifier);
	return rc;
}
