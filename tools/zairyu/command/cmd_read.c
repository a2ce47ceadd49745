/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu read: the main job. */
#include "card/card_reading.h"
#include "command/chosen_reader.h"
#include "command/command.h"
#include "command/number_input.h"
#include "output/output_card.h"
#include "person/fail.h"
#include "person/terminal.h"

struct job {
	struct app *app;
	const struct options *options;
	zairyu_transport *reader;
	bool traced; /* the reader writes --trace already */
	bool reopen; /* the reader went; what comes back is another */
	struct card_reading reading;
};

/* Whether everything that is to be written can be. */
static int try_places(struct job *job, zairyu_error **err)
{
	int rc = card_reading_try_places(&job->reading, err);

	if (rc == ZAIRYU_OK)
		rc = options_distinct_files(job->options, job->app, err);
	if (rc == ZAIRYU_OK && job->options->value[OPTION_TRACE])
		rc = file_set_try_new(job->app, job->options->value[OPTION_TRACE], err);
	return rc;
}

/* What can be known to fail before anyone types a number or lays a card down. */
static int prepare(struct job *job, zairyu_error **err)
{
	uint32_t timeout_ms;
	int rc = options_wait(job->options, job->app, &timeout_ms, err);

	if (rc == ZAIRYU_OK)
		rc = verifier_new(job->app, job->options->value[OPTION_TRUST],
				  job->options->value[OPTION_NO_VERIFY] != NULL, &job->reading.verifier, err);
	if (rc == ZAIRYU_OK)
		rc = try_places(job, err);
	if (rc == ZAIRYU_OK)
		rc = chosen_reader_open(job->app, job->options, &job->reader, err);
	return rc;
}

static int reopen(struct job *job, zairyu_error **err)
{
	int rc;

	zairyu_transport_free(job->reader);
	rc = chosen_reader_open(job->app, job->options, &job->reader, err);
	job->reopen = rc != ZAIRYU_OK;
	return rc;
}

static int attempt(struct job *job, const char *number, zairyu_error **err)
{
	zairyu_wait *wait = NULL;
	uint32_t timeout_ms;
	int rc = options_wait(job->options, job->app, &timeout_ms, err);

	if (rc == ZAIRYU_OK && job->reopen)
		rc = reopen(job, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_wait_new(timeout_ms, job->app->cancel, &wait, NULL);
	if (rc == ZAIRYU_OK)
		rc = chosen_reader_wait(job->app, job->options, &job->reader, err);
	if (rc == ZAIRYU_OK && !job->traced)
		rc = chosen_reader_trace(job->app, job->options, &job->reader, err);
	job->traced = job->traced || (rc == ZAIRYU_OK && job->options->value[OPTION_TRACE]);
	if (rc == ZAIRYU_OK)
		rc = card_reading_read(&job->reading, job->reader, number, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

/*
 * What a person can put right, who then need not type again what was right. Another number is never tried but by a
 * person, and the same one only when a person says so.
 */
static int mend(struct job *job, int failure, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	if (failure != ZAIRYU_ERR_WRONG_NUMBER && !zairyu_error_retry(failure))
		return failure;
	if (failure == ZAIRYU_ERR_READER_GONE && job->traced) /* a trace goes on with its reader only */
		return failure;
	failure_show(job->app, failure, *err, NULL);
	zairyu_error_clear(err);
	if (failure == ZAIRYU_ERR_WRONG_NUMBER)
		return number_input(job->app, job->options, number, err);
	job->reopen = job->reopen || failure == ZAIRYU_ERR_READER_GONE;
	return number_input_enter(job->app, MSG_TRY_AGAIN, err);
}

static int read_card(struct job *job, zairyu_error **err)
{
	const bool can_ask = number_input_is_typed(job->options) && terminal_is_capable(stderr);
	char number[ZAIRYU_NUMBER_SIZE];
	int rc = number_input(job->app, job->options, number, err);

	while (rc == ZAIRYU_OK) {
		rc = attempt(job, number, err);
		if (rc == ZAIRYU_OK || !can_ask)
			break;
		rc = mend(job, rc, number, err);
	}
	zairyu_wipe(number, sizeof number);
	return rc;
}

int cmd_read(struct app *app, const struct options *options, zairyu_error **err)
{
	struct job job = { .app = app,
			   .options = options,
			   .reading = { .app = app,
					.places = options_places(options),
					.files = { .keep = !options->value[OPTION_FORCE] } } };
	int rc = prepare(&job, err);

	if (rc == ZAIRYU_OK)
		rc = read_card(&job, err);
	if (rc == ZAIRYU_OK)
		rc = card_reading_keep(&job.reading, err);
	if (rc == ZAIRYU_OK)
		rc = output_card(&job.reading.outcome, app, err);
	if (rc == ZAIRYU_OK)
		verifier_warn(job.reading.verifier, app);
	if (rc == ZAIRYU_OK)
		rc = exit_status_of_verdict(job.reading.outcome.judgement.verdict);
	card_reading_done(&job.reading);
	zairyu_transport_free(job.reader);
	return rc;
}
