/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/card_reading.h"

#include "person/fail.h"
#include "person/progress_bar.h"

int card_reading_try_places(struct card_reading *reading, zairyu_error **err)
{
	const char *directory = reading->places.images;
	int rc = ZAIRYU_OK;

	if (directory) /* in which some of the others may lie */
		rc = file_set_directory(&reading->files, reading->app, directory, err);
	return rc == ZAIRYU_OK ? card_places_try(&reading->places, reading->app, &reading->files, err) : rc;
}

/* Connecting and asking what card it is take at most what is left of the wait, but this at least: exchanges may take 5
 * s. */
enum { CONNECT_MS = 10000, READ_MS = 60000, AGAIN_MS = 100 };

/* What may pass after a card was seen: it was just taken away, or another program has the reader for itself. */
static bool passes(int rc)
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

static int begin(const struct card_reading *reading, zairyu_transport *reader, const zairyu_wait *wait,
		 zairyu_session **session, zairyu_error **err)
{
	int rc = zairyu_session_new(reader, session, err);

	if (rc != ZAIRYU_OK)
		return rc;
	zairyu_session_set_cancel(*session, reading->app->cancel);
	return identify_in_time(*session, wait, err);
}

int card_reading_identify(const struct card_reading *reading, zairyu_transport *reader, const zairyu_wait *wait,
			  zairyu_error **err)
{
	zairyu_session *session = NULL;
	int rc = begin(reading, reader, wait, &session, err);

	zairyu_session_free(session);
	return rc;
}

static int converse(struct card_reading *reading, zairyu_session *session, const char *number, zairyu_error **err)
{
	struct progress_bar *progress = progress_bar_begin(reading->app);
	int rc;

	zairyu_session_set_timeout(session, READ_MS);
	zairyu_session_set_progress(session, progress_bar_step, progress);
	rc = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, err);
	if (rc == ZAIRYU_OK)
		rc = verifier_read(reading->verifier, session, &reading->outcome.record, &reading->outcome.judgement,
				   err);
	zairyu_session_set_progress(session, NULL, NULL);
	progress_bar_end(progress);
	return rc;
}

int card_reading_read(struct card_reading *reading, zairyu_transport *reader, const char *number,
		      const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_session *session = NULL;
	int rc = begin(reading, reader, wait, &session, err);

	if (rc == ZAIRYU_OK)
		rc = converse(reading, session, number, err);
	zairyu_session_free(session);
	return rc;
}

static int add_record(struct card_reading *reading, const zairyu_record *record, const char *path, zairyu_error **err)
{
	struct content saved = { 0 };
	int rc = zairyu_record_save(record, 0, content_append, &saved, err);

	if (rc == ZAIRYU_OK)
		rc = file_set_add(&reading->files, reading->app, path, FILE_PRIVATE, &saved, err);
	content_done(&saved);
	return rc;
}

static int add_reduced(struct card_reading *reading, const char *path, zairyu_error **err)
{
	zairyu_record *reduced = NULL;
	struct content results;
	int rc = judgement_encode(reading->app, &reading->outcome.judgement, &results, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = zairyu_record_reduce(reading->outcome.record, (zairyu_bytes){ results.data, results.len }, &reduced, err);
	if (rc == ZAIRYU_OK)
		rc = add_record(reading, reduced, path, err);
	zairyu_record_free(reduced);
	content_done(&results);
	return rc;
}

int card_reading_keep(struct card_reading *reading, zairyu_error **err)
{
	const struct app *app = reading->app;
	struct card_places *places = &reading->places;
	struct card_outcome *outcome = &reading->outcome;
	int rc = card_places_choose(places, app, zairyu_record_read_at(outcome->record), &reading->files, err);

	if (rc == ZAIRYU_OK)
		rc = card_outcome_complete(outcome, app, places->images_directory, &reading->files, err);
	if (rc == ZAIRYU_OK && places->record_file)
		rc = add_record(reading, outcome->record, places->record_file, err);
	if (rc == ZAIRYU_OK && places->reduced_file)
		rc = add_reduced(reading, places->reduced_file, err);
	if (rc == ZAIRYU_OK)
		rc = card_places_clear(places, app, &reading->files, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&reading->files, app, err);
	outcome->file = places->record_file;
	outcome->reduced_file = places->reduced_file;
	return rc;
}

void card_reading_clear(struct card_reading *reading)
{
	const bool keep = reading->files.keep;

	card_outcome_done(&reading->outcome);
	reading->outcome = (struct card_outcome){ 0 };
	card_places_done(&reading->places);
	file_set_done(&reading->files);
	reading->files = (struct file_set){ .keep = keep };
}

void card_reading_done(struct card_reading *reading)
{
	card_reading_clear(reading);
	verifier_free(reading->verifier);
}
