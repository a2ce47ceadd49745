/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter/counter_voice.h"

#include <stdio.h>

#include "output/output.h"
#include "output/output_json.h"
#include "output/output_text.h"
#include "person/child_program.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/terminal.h"

enum { PROGRAM_MS = 60000, BELL_MS = 250 };

void counter_say(const struct counter *counter, enum message message)
{
	if (counter->app->quiet || !terminal_is_capable(stderr))
		return;
	message_print(stderr, message, counter->app->language, NULL, NULL);
	fputc('\n', stderr);
}

/* Once for a card that is genuine, three times for whatever a person should look at. */
static void ring(const struct counter *counter, int times)
{
	if (!counter->sound || !terminal_is_capable(stderr))
		return;
	for (int i = 0; i < times; i++) {
		if (i > 0)
			(void)zairyu_wait_sleep(counter->app->wait, BELL_MS, NULL);
		fputc('\a', stderr);
		fflush(stderr);
	}
}

void counter_remind(const struct counter *counter, enum message message)
{
	counter_say(counter, message);
	ring(counter, 1);
}

void counter_clear_screen(void)
{
	if (terminal_is_capable(stdout))
		terminal_clear_screen(stdout);
}

/* What the program does with it is its own affair, but that it failed is said. */
static int hand_over(const struct counter *counter, const struct content *line, zairyu_error **err)
{
	struct child_program program = { .input = { line->data, line->len }, .limit_ms = PROGRAM_MS };
	char status[16];
	int rc;

	if (!counter->program)
		return ZAIRYU_OK;
	rc = child_program_run_shell(counter->app, &program, counter->program, err);
	(void)snprintf(status, sizeof status, "%d", program.status);
	if (rc == ZAIRYU_OK && program.late)
		failure_warn(counter->app, MSG_PROGRAM_LATE, counter->program, NULL);
	else if (rc == ZAIRYU_OK && program.status != 0)
		failure_warn(counter->app, MSG_PROGRAM_FAILED, counter->program, status);
	return rc;
}

static bool wants_line(const struct counter *counter)
{
	return counter->app->json || counter->program;
}

/* Takes the line. */
static int send(const struct counter *counter, int made, struct content *line, zairyu_error **err)
{
	int rc = made;

	if (rc == ZAIRYU_OK && counter->app->json)
		rc = output_write(counter->app, line->data, line->len, err);
	if (rc == ZAIRYU_OK)
		rc = hand_over(counter, line, err);
	content_done(line);
	return rc;
}

static int send_failure(const struct counter *counter, int rc, const zairyu_error *cause, const char *file,
			zairyu_error **err)
{
	struct content line = { 0 };

	if (!wants_line(counter))
		return ZAIRYU_OK;
	return send(counter, output_json_error_line(rc, cause, file, &line, err), &line, err);
}

void counter_tell_trouble(struct counter *counter, int rc, const zairyu_error *cause)
{
	if (rc == counter->trouble)
		return;
	if (rc != ZAIRYU_OK) {
		failure_show(counter->app, rc, cause, NULL);
		(void)send_failure(counter, rc, cause, NULL, NULL);
		counter_say(counter, MSG_WAITING_FOR_READER);
	} else {
		counter_say(counter, MSG_READER_IS_BACK);
	}
	counter->trouble = rc;
}

int counter_tell_failure(struct counter *counter, int rc, zairyu_error **err)
{
	struct about *about = counter->app->about;
	zairyu_error *cause = *err;
	const char *file = about && about->file[0] ? about->file : NULL;

	*err = NULL;
	failure_show(counter->app, rc, cause, file);
	ring(counter, 3);
	rc = send_failure(counter, rc, cause, file, err);
	zairyu_error_free(cause);
	if (about) /* it was about this card only */
		about->file[0] = '\0';
	return rc;
}

int counter_show_card(struct counter *counter, zairyu_error **err)
{
	const struct card_outcome *outcome = &counter->reading.outcome;
	struct content line = { 0 };
	int rc = ZAIRYU_OK;

	if (!counter->app->json)
		rc = output_text_card(counter->app, outcome, err);
	ring(counter, outcome->judgement.verdict == ZAIRYU_VERDICT_GENUINE ? 1 : 3);
	if (rc == ZAIRYU_OK && wants_line(counter))
		rc = send(counter, output_json_card_line(counter->app, outcome, &line, err), &line, err);
	return rc;
}
