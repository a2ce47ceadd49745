/* SPDX-License-Identifier: BSD-2-Clause */
/* Progress in bytes. It never goes back, even when a read has to start over with smaller chunks. */
#include "session/session.h"
#include "util/error.h"

void progress_begin(zairyu_session *s, uint64_t total)
{
	s->progress.done = 0;
	s->progress.total = total;
}

void progress_shrink(zairyu_session *s, uint64_t bytes)
{
	s->progress.total -= bytes;
}

void progress_grow(zairyu_session *s, uint64_t bytes)
{
	s->progress.total += bytes;
}

int progress_add(zairyu_session *s, uint64_t bytes, zairyu_error **err)
{
	struct progress *p = &s->progress;
	zairyu_progress shown = { .size = sizeof shown, .step = s->step };

	p->done += bytes;
	if (!s->progress_fn)
		return ZAIRYU_OK;
	if (p->shown_total == 0 || p->done * p->shown_total >= p->shown_done * p->total) {
		p->shown_done = p->done;
		p->shown_total = p->total;
	}
	shown.item = s->current_file ? s->current_file->item : 0;
	shown.done = p->shown_done;
	shown.total = p->shown_total;
	if (s->progress_fn(s->progress_userdata, &shown) != 0)
		return session_fail(s, ZAIRYU_ERR_CANCELLED, "the progress callback said stop", err);
	return ZAIRYU_OK;
}

int progress_end(zairyu_session *s, zairyu_error **err)
{
	const struct progress *p = &s->progress;

	return p->shown_done == p->shown_total ? ZAIRYU_OK : progress_add(s, 0, err);
}
