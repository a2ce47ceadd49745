/* SPDX-License-Identifier: BSD-2-Clause */
/* The progress bar on standard error, for people only. */
#include "person/progress_bar.h"

#include <stdio.h>
#include <string.h>

#include "person/language.h"
#include "person/terminal.h"

enum { WIDTH = 30 };

void progress_bar_print(int percent)
{
	char bar[WIDTH + 1] = "";

	memset(bar, '-', WIDTH);
	memset(bar, '#', (size_t)(percent * WIDTH / 100));
	fprintf(stderr, "[%s] %3d%%  ", bar, percent);
}

static void draw(const struct progress_bar *progress)
{
	fputc('\r', stderr);
	progress_bar_print(progress->percent);
	message_print(stderr, MSG_HOLD_STILL, progress->app->language, NULL, NULL);
	fflush(stderr);
}

void progress_bar_begin(struct progress_bar *progress, const struct app *app)
{
	*progress = (struct progress_bar){ .app = app, .shown = terminal_is_capable(stderr), .percent = 0 };
	if (progress->shown)
		draw(progress);
}

int progress_bar_step(void *userdata, const zairyu_progress *state)
{
	struct progress_bar *progress = userdata;
	int percent = state->total > 0 && state->done < state->total
			      ? (int)((double)state->done * 100.0 / (double)state->total)
			      : 100;

	if (!progress->shown || percent <= progress->percent)
		return 0;
	progress->percent = percent;
	draw(progress);
	return 0;
}

void progress_bar_end(struct progress_bar *progress)
{
	if (!progress->shown)
		return;
	terminal_clear_line(stderr);
	progress->shown = false;
}
