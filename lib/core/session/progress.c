/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Progress of a conversation, in bytes: connecting and authenticating, reading, and what the caller does afterwards. It
 * never goes back, even when a conversation has to start again or a read starts over with smaller chunks.
 */
#include "session/session.h"
#include "util/error/error.h"

enum {
	/* What takes as long as an exchange that brings hardly any bytes: at 106 kbit/s, 20 ms. */
	EXCHANGE = 250,
	BEGINNING = PROGRESS_VERIFIED * EXCHANGE,
	/* What is expected of a card before it told its type. */
	CARD_GUESSED = 12000
};

/* Shows where things stand, or where they stood before, if that was further. */
static int show(zairyu_session *s, const char *step, uint64_t item, zairyu_error **err)
{
	struct progress *p = &s->progress;
	zairyu_progress shown = { .size = sizeof shown, .step = step, .item = item };

	if (!s->progress_fn)
		return ZAIRYU_OK;
	if (p->shown_total == 0 || p->done * p->shown_total >= p->shown_done * p->total) {
		p->shown_done = p->done;
		p->shown_total = p->total;
	}
	shown.done = p->shown_done;
	shown.total = p->shown_total;
	if (s->progress_fn(s->progress_userdata, &shown) != 0)
		return session_fail(s, ZAIRYU_ERR_CANCELLED, "the progress callback said stop", err);
	return ZAIRYU_OK;
}

void progress_start(zairyu_session *s)
{
	s->progress = (struct progress){ .total = BEGINNING + CARD_GUESSED };
}

int progress_reach(zairyu_session *s, enum progress_mark mark, zairyu_error **err)
{
	if (!s->progress.reading)
		s->progress.done = (uint64_t)mark * EXCHANGE;
	return show(s, step_word(s->step), 0, err);
}

void progress_expect(zairyu_session *s, uint64_t bytes)
{
	if (!s->progress.reading)
		s->progress.total = BEGINNING + bytes;
}

void progress_read(zairyu_session *s, bool goes_on)
{
	if (s->progress.reading)
		s->progress = (struct progress){ 0 };
	else
		s->progress.before = BEGINNING;
	s->progress.reading = true;
	s->progress.after = goes_on ? EXCHANGE : 0;
}

void progress_begin(zairyu_session *s, uint64_t total)
{
	s->progress.done = s->progress.before;
	s->progress.total = s->progress.before + total + s->progress.after;
}

void progress_correct(zairyu_session *s, uint64_t expected, uint64_t bytes)
{
	s->progress.total += bytes - expected;
}

int progress_add(zairyu_session *s, uint64_t bytes, zairyu_error **err)
{
	s->progress.done += bytes;
	return show(s, step_word(s->step), s->current_file ? s->current_file->item : 0, err);
}

int progress_end(zairyu_session *s, zairyu_error **err)
{
	const struct progress *p = &s->progress;

	return p->shown_done + p->after == p->shown_total ? ZAIRYU_OK : progress_add(s, 0, err);
}

int progress_further(zairyu_session *s, const char *step, bool done, zairyu_error **err)
{
	struct progress *p = &s->progress;

	if (p->total == 0)
		p->total = 1;
	if (done)
		p->done = p->total;
	return show(s, step, 0, err);
}
