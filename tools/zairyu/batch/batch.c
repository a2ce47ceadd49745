/* SPDX-License-Identifier: BSD-2-Clause */
/* Many records: one thread walks and prints, the others verify. */
#include "batch/batch.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/batch_item.h"
#include "batch/pool.h"
#include "batch/tally.h"
#include "batch/walk.h"
#include "card/card_outcome.h"
#include "output/exit_status.h"
#include "person/fail.h"
#include "person/signals.h"

enum { SLICE_MS = 100 }; /* how late an interruption is seen at most */

struct batch {
	struct app *app;
	struct app worker_app;
	struct verifier *verifier;
	struct walk walk;
	struct pool *pool;
	struct tally tally;
	uint64_t given;
	bool walked;    /* to the end */
	bool printing;  /* nothing has ended the run */
	bool no_anchor; /* was there for some record */
};

static void work(void *userdata, void *item)
{
	const struct batch *batch = userdata;

	batch_item_work(item, &batch->worker_app, batch->verifier);
}

static int give(struct batch *batch, struct walk_entry *entry, zairyu_error **err)
{
	struct batch_item *item = batch_item_new(entry);

	if (!item)
		return fail(batch->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	if (pool_give(batch->pool, item)) {
		batch->given++;
		return ZAIRYU_OK;
	}
	batch_item_free(item);
	return fail(batch->app, err, ZAIRYU_ERR_INTERNAL, MSG_NO_THREAD, NULL, NULL);
}

/* Gives out as much work as there is room for. */
static int fill(struct batch *batch, zairyu_error **err)
{
	while (!batch->walked && pool_has_room(batch->pool)) {
		struct walk_entry entry;
		int rc = walk_next(&batch->walk, &entry, err);

		if (rc == ZAIRYU_OK && entry.path) {
			rc = give(batch, &entry, err);
		} else if (rc == ZAIRYU_OK) {
			batch->walked = true;
			batch->tally.total = batch->given;
		}
		zairyu_error_free(entry.cause);
		free(entry.path);
		if (rc != ZAIRYU_OK)
			return rc;
	}
	return ZAIRYU_OK;
}

static int print(struct batch *batch, struct batch_item *item, zairyu_error **err)
{
	int rc;

	if (item->entry.rc != ZAIRYU_OK || isatty(STDOUT_FILENO))
		tally_hide(&batch->tally);
	rc = batch_item_print(item, batch->app, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (item->entry.rc)
		tally_failure(&batch->tally, item->entry.rc);
	else
		tally_verdict(&batch->tally, item->judgement.verdict);
	batch->no_anchor = batch->no_anchor || card_outcome_has_note(&item->judgement, "no-anchor");
	return ZAIRYU_OK;
}

/* Prints what is done, up to the first that ends the run; what is done after that is dropped. */
static int print_done(struct batch *batch, zairyu_error **err)
{
	struct batch_item *item;
	int rc = ZAIRYU_OK;

	while ((item = pool_take(batch->pool))) {
		if (batch->printing && rc == ZAIRYU_OK)
			rc = print(batch, item, err);
		batch_item_free(item);
	}
	batch->printing = batch->printing && rc == ZAIRYU_OK;
	tally_show(&batch->tally);
	return rc;
}

/* The run ends early: what is in flight is finished and printed, nothing more is begun. */
static void wind_up(struct batch *batch)
{
	struct batch_item *item;

	zairyu_cancel_trigger(batch->app->cancel); /* who waits for a pipe gives up */
	while ((item = pool_take_back(batch->pool)))
		batch_item_free(item);
	while (!pool_is_empty(batch->pool)) {
		zairyu_error *more = NULL;

		pool_wake(batch->pool);
		pool_wait(batch->pool, SLICE_MS);
		(void)print_done(batch, &more);
		zairyu_error_free(more);
	}
}

static int run(struct batch *batch, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK) {
		rc = fail_if_interrupted(batch->app, err);
		if (rc == ZAIRYU_OK)
			rc = fill(batch, err);
		if (rc == ZAIRYU_OK && pool_is_empty(batch->pool))
			return ZAIRYU_OK;
		if (rc == ZAIRYU_OK) {
			pool_wait(batch->pool, SLICE_MS);
			rc = print_done(batch, err);
		}
	}
	wind_up(batch);
	return rc;
}

/* Who reads has read enough, which needs no message. */
static bool is_closed_pipe(int rc, const zairyu_error *err)
{
	const char *domain;
	int64_t native;

	return rc == ZAIRYU_ERR_WRITE && zairyu_error_native(err, &domain, &native) == ZAIRYU_OK && native == EPIPE;
}

static int conclude(struct batch *batch, int rc, const char *place, zairyu_error **err)
{
	tally_hide(&batch->tally);
	if (is_closed_pipe(rc, *err)) {
		zairyu_error_clear(err);
		return exit_status_of_error(rc);
	}
	/* Nothing verified must not look like everything genuine. */
	if (rc == ZAIRYU_OK && batch->tally.done == 0)
		return fail(batch->app, err, ZAIRYU_ERR_FILE, MSG_NO_RECORDS, WALK_SUFFIX, place);
	tally_summary(&batch->tally);
	if (batch->no_anchor && !batch->app->json)
		failure_warn(batch->app, MSG_HINT_NO_ANCHOR, NULL, NULL);
	return rc != ZAIRYU_OK ? rc : batch->tally.status;
}

/* How many there will be, or 0 with a directory among them. */
static uint64_t known_total(char *const *operand, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (walk_is_directory(operand[i]))
			return 0;
	return count;
}

int batch_run(struct app *app, struct verifier *verifier, char *const *operand, size_t count, size_t jobs,
	      zairyu_error **err)
{
	struct batch batch = { .app = app, .worker_app = *app, .verifier = verifier, .printing = true };
	int rc;

	batch.worker_app.quiet = true;
	batch.worker_app.about = NULL;
	batch.pool = pool_new(jobs, work, &batch);
	if (!batch.pool)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	signals_catch_wake();
	tally_begin(&batch.tally, app, known_total(operand, count));
	walk_begin(&batch.walk, app, operand, count);
	rc = run(&batch, err);
	walk_end(&batch.walk);
	pool_free(batch.pool);
	return conclude(&batch, rc, operand[0], err);
}
