/* SPDX-License-Identifier: BSD-2-Clause */
/* The progress bar on standard error, for people only. */
#include "person/progress_bar.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "person/language.h"
#include "person/terminal.h"

enum { WIDTH = 30, SILENCE_SECONDS = 5 };

/* A card that does not answer keeps the session busy for long: another thread watches over the silence. */
struct progress_bar {
	const struct app *app;
	pthread_mutex_t lock;
	pthread_cond_t stepped;
	pthread_t watcher;
	int percent;
	unsigned steps;
	bool silent, ended;
};

void progress_bar_print(int percent)
{
	char bar[WIDTH + 1] = "";

	memset(bar, '-', WIDTH);
	memset(bar, '#', (size_t)(percent * WIDTH / 100));
	fprintf(stderr, "[%s] %3d%%  ", bar, percent);
}

static void draw(const struct progress_bar *progress, enum message text)
{
	terminal_line_begin(stderr);
	progress_bar_print(progress->percent);
	message_print(stderr, text, progress->app->language, NULL, NULL);
	terminal_line_end(stderr);
}

/* Whether something happened before the silence was too long. */
static bool wait_for_step(struct progress_bar *progress)
{
	const unsigned before = progress->steps;
	struct timespec until;
	int rc = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += SILENCE_SECONDS;
	while (rc == 0 && !progress->ended && progress->steps == before)
		rc = pthread_cond_timedwait(&progress->stepped, &progress->lock, &until);
	return rc == 0;
}

static void *watch(void *userdata)
{
	struct progress_bar *progress = userdata;

	(void)pthread_mutex_lock(&progress->lock);
	while (!progress->ended)
		if (!wait_for_step(progress) && !progress->silent) {
			progress->silent = true;
			draw(progress, MSG_STILL_TRYING);
		}
	(void)pthread_mutex_unlock(&progress->lock);
	return NULL;
}

/* Signals are the main thread's, whose waiting they end. */
static int create_watcher(struct progress_bar *progress)
{
	sigset_t all, before;
	int rc;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_BLOCK, &all, &before);
	rc = pthread_create(&progress->watcher, NULL, watch, progress);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static bool start(struct progress_bar *progress)
{
	pthread_condattr_t monotonic;
	bool made;

	if (pthread_condattr_init(&monotonic))
		return false;
	(void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	made = pthread_cond_init(&progress->stepped, &monotonic) == 0;
	(void)pthread_condattr_destroy(&monotonic);
	if (made && create_watcher(progress) == 0)
		return true;
	if (made)
		(void)pthread_cond_destroy(&progress->stepped);
	return false;
}

struct progress_bar *progress_bar_begin(const struct app *app)
{
	struct progress_bar *progress = !app->quiet && terminal_is_capable(stderr) ? calloc(1, sizeof *progress) : NULL;

	if (!progress)
		return NULL;
	progress->app = app;
	if (pthread_mutex_init(&progress->lock, NULL)) {
		free(progress);
		return NULL;
	}
	draw(progress, MSG_HOLD_STILL);
	if (start(progress))
		return progress;
	terminal_clear_line(stderr);
	(void)pthread_mutex_destroy(&progress->lock);
	free(progress);
	return NULL;
}

static int percent_of(const zairyu_progress *state)
{
	return state->total > 0 && state->done < state->total
		       ? (int)((double)state->done * 100.0 / (double)state->total)
		       : 100;
}

int progress_bar_step(void *userdata, const zairyu_progress *state)
{
	struct progress_bar *progress = userdata;
	int percent = percent_of(state);

	if (!progress)
		return 0;
	(void)pthread_mutex_lock(&progress->lock);
	progress->steps++;
	if (percent > progress->percent || progress->silent) {
		progress->percent = percent > progress->percent ? percent : progress->percent;
		progress->silent = false;
		draw(progress, MSG_HOLD_STILL);
	}
	(void)pthread_cond_signal(&progress->stepped);
	(void)pthread_mutex_unlock(&progress->lock);
	return 0;
}

void progress_bar_end(struct progress_bar *progress)
{
	if (!progress)
		return;
	(void)pthread_mutex_lock(&progress->lock);
	progress->ended = true;
	(void)pthread_cond_signal(&progress->stepped);
	(void)pthread_mutex_unlock(&progress->lock);
	(void)pthread_join(progress->watcher, NULL);
	terminal_clear_line(stderr);
	(void)pthread_cond_destroy(&progress->stepped);
	(void)pthread_mutex_destroy(&progress->lock);
	free(progress);
}
