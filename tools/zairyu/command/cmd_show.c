/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu show: a saved record, verified again, with its images as PNG. */
#include "card/card_outcome.h"
#include "card/card_places.h"
#include "command/command.h"
#include "output/output_card.h"

static int show(struct app *app, const char *path, struct verifier *verifier, struct card_places *places,
		struct card_outcome *outcome, struct file_set *files, zairyu_error **err)
{
	int rc = card_outcome_load(outcome, app, verifier, path, err);

	if (rc == ZAIRYU_OK)
		rc = card_places_try(places, app, files, err);
	if (rc == ZAIRYU_OK)
		rc = card_places_choose(places, app, zairyu_record_read_at(outcome->record), files, err);
	if (rc == ZAIRYU_OK)
		rc = card_outcome_complete(outcome, app, places->images_directory, files, err);
	if (rc == ZAIRYU_OK)
		rc = card_places_clear(places, app, files, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(files, app, err);
	if (rc == ZAIRYU_OK)
		rc = output_card(outcome, app, err);
	if (rc == ZAIRYU_OK)
		verifier_warn(verifier, app);
	return rc != ZAIRYU_OK ? rc : exit_status_of_verdict(outcome->judgement.verdict);
}

int cmd_show(struct app *app, const struct options *options, zairyu_error **err)
{
	struct verifier *verifier = NULL;
	struct card_outcome outcome = { 0 };
	struct card_places places = { .images = options->value[OPTION_OUT] };
	struct file_set files = { .keep = !options->value[OPTION_FORCE] };
	int rc = verifier_new(app, options->value[OPTION_TRUST], false, &verifier, err);

	if (rc == ZAIRYU_OK)
		rc = show(app, options->operand[0], verifier, &places, &outcome, &files, err);
	card_outcome_done(&outcome);
	card_places_done(&places);
	file_set_done(&files);
	verifier_free(verifier);
	return rc;
}
