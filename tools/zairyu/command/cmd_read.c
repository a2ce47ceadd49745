/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu read: the main job. */
#include "card/card_outcome.h"
#include "card/card_places.h"
#include "command/chosen_reader.h"
#include "command/command.h"
#include "command/number_input.h"
#include "output/output_card.h"
#include "person/fail.h"
#include "person/progress_bar.h"
#include "person/terminal.h"

struct job {
	struct app *app;
	const struct options *options;
	struct verifier *verifier;
	zairyu_transport *reader;
	bool traced; /* the reader writes --trace already */
	bool reopen; /* the reader went; what comes back is another */
	struct card_places places;
	struct file_set files;
	struct card_outcome outcome;
};

/* Whether everything that is to be written can be. */
static int try_places(struct job *job, zairyu_error **err)
{
	char *const *value = job->options->value;
	int rc = ZAIRYU_OK;

	if (value[OPTION_OUT]) /* in which some of the others may lie */
		rc = file_set_directory(&job->files, job->app, value[OPTION_OUT], err);
	if (rc == ZAIRYU_OK)
		rc = options_distinct_files(job->options, job->app, err);
	job->places = (struct card_places){
		value[OPTION_OUT], value[OPTION_SAVE], value[OPTION_SAVE_REDUCED], NULL, NULL, NULL
	};
	job->files.keep = !value[OPTION_FORCE];
	if (rc == ZAIRYU_OK)
		rc = card_places_try(&job->places, job->app, &job->files, err);
	if (rc == ZAIRYU_OK && value[OPTION_TRACE])
		rc = file_set_try_new(job->app, value[OPTION_TRACE], err);
	return rc;
}

/* What can be known to fail before anyone types a number or lays a card down. */
static int prepare(struct job *job, zairyu_error **err)
{
	uint32_t timeout_ms;
	int rc = options_wait(job->options, job->app, &timeout_ms, err);

	if (rc == ZAIRYU_OK)
		rc = verifier_new(job->app, job->options->value[OPTION_TRUST],
				  job->options->value[OPTION_NO_VERIFY] != NULL, &job->verifier, err);
	if (rc == ZAIRYU_OK)
		rc = try_places(job, err);
	if (rc == ZAIRYU_OK)
		rc = chosen_reader_open(job->app, job->options, &job->reader, err);
	return rc;
}

/* Connecting and asking what card it is take at most what is left of the wait, but this at least: exchanges may take 5
 * s. */
enum { CONNECT_MS = 10000, READ_MS = 60000, AGAIN_MS = 100 };

/* What may pass after a card was seen: it was just taken away, or another program has the reader for itself. */
static int passes(int rc)
{
	return rc == ZAIRYU_ERR_NO_CARD || rc == ZAIRYU_ERR_READER_BUSY || rc == ZAIRYU_ERR_READER_GONE ||
	       rc == ZAIRYU_ERR_NO_READER || rc == ZAIRYU_ERR_NO_SERVICE;
}

/*
 * A service may still report a card that was just taken away, so connecting may find none where waiting did: go on
 * looking while there is time.
 */
static int identify_in_time(zairyu_session *session, const zairyu_wait *wait, zairyu_error **err)
{
	for (;;) {
		const uint32_t left_ms = zairyu_wait_remaining(wait);
		zairyu_error *cause = NULL;
		int rc;

		zairyu_session_set_timeout(session, left_ms > CONNECT_MS ? left_ms : CONNECT_MS);
		rc = zairyu_session_identify(session, NULL, &cause);
		if (!passes(rc) || zairyu_wait_sleep(wait, AGAIN_MS, NULL) != ZAIRYU_OK) {
			*err = cause;
			return rc;
		}
		zairyu_error_free(cause);
	}
}

static int converse(struct job *job, zairyu_session *session, const char *number, const zairyu_wait *wait,
		    zairyu_error **err)
{
	struct progress_bar *progress;
	int rc;

	zairyu_session_set_cancel(session, job->app->cancel);
	rc = identify_in_time(session, wait, err);
	zairyu_session_set_timeout(session, READ_MS);
	if (rc != ZAIRYU_OK)
		return rc;
	progress = progress_bar_begin(job->app);
	zairyu_session_set_progress(session, progress_bar_step, progress);
	rc = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, err);
	if (rc == ZAIRYU_OK)
		rc = verifier_read(job->verifier, session, &job->outcome.record, &job->outcome.judgement, err);
	zairyu_session_set_progress(session, NULL, NULL);
	progress_bar_end(progress);
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

/* The session ends here, and with it the hold on the card. */
static int attempt(struct job *job, const char *number, zairyu_error **err)
{
	zairyu_session *session = NULL;
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
		rc = zairyu_session_new(job->reader, &session, err);
	if (rc == ZAIRYU_OK)
		rc = converse(job, session, number, wait, err);
	zairyu_session_free(session);
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

static int add_record(struct job *job, const zairyu_record *record, const char *path, zairyu_error **err)
{
	struct content saved = { 0 };
	int rc = zairyu_record_save(record, 0, content_append, &saved, err);

	if (rc == ZAIRYU_OK)
		rc = file_set_add(&job->files, job->app, path, FILE_PRIVATE, &saved, err);
	content_done(&saved);
	return rc;
}

static int add_reduced(struct job *job, const char *path, zairyu_error **err)
{
	zairyu_record *reduced = NULL;
	struct content results;
	int rc = judgement_encode(job->app, &job->outcome.judgement, &results, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = zairyu_record_reduce(job->outcome.record, (zairyu_bytes){ results.data, results.len }, &reduced, err);
	if (rc == ZAIRYU_OK)
		rc = add_record(job, reduced, path, err);
	zairyu_record_free(reduced);
	content_done(&results);
	return rc;
}

static int finish(struct job *job, zairyu_error **err)
{
	struct card_places *places = &job->places;
	struct card_outcome *outcome = &job->outcome;
	int rc = card_places_choose(places, job->app, zairyu_record_read_at(outcome->record), &job->files, err);

	if (rc == ZAIRYU_OK)
		rc = card_outcome_complete(outcome, job->app, places->images_directory, &job->files, err);
	if (rc == ZAIRYU_OK && places->record_file)
		rc = add_record(job, outcome->record, places->record_file, err);
	if (rc == ZAIRYU_OK && places->reduced_file)
		rc = add_reduced(job, places->reduced_file, err);
	if (rc == ZAIRYU_OK)
		rc = card_places_clear(places, job->app, &job->files, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&job->files, job->app, err);
	outcome->file = places->record_file;
	outcome->reduced_file = places->reduced_file;
	if (rc == ZAIRYU_OK)
		rc = output_card(outcome, job->app, err);
	return rc != ZAIRYU_OK ? rc : exit_status_of_verdict(outcome->judgement.verdict);
}

int cmd_read(struct app *app, const struct options *options, zairyu_error **err)
{
	struct job job = { .app = app, .options = options };
	int rc = prepare(&job, err);

	if (rc == ZAIRYU_OK)
		rc = read_card(&job, err);
	if (rc == ZAIRYU_OK)
		rc = finish(&job, err);
	card_outcome_done(&job.outcome);
	card_places_done(&job.places);
	file_set_done(&job.files);
	zairyu_transport_free(job.reader);
	verifier_free(job.verifier);
	return rc;
}
