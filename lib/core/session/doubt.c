/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "The chip is broken" once proves nothing: readers make such words too, and the first command after power-up may get
 * one. It is believed when the next conversation, after a reset, gives the same word in the same step.
 */
#include <zairyu/context.h>

#include "session/session.h"

enum { CONVERSATIONS_MORE = 3 };

static bool is_same(const struct complaint *a, const struct complaint *b)
{
	return a->sw != 0 && a->sw == b->sw && a->step == b->step;
}

void doubt_note(zairyu_session *s, uint16_t sw)
{
	s->doubt.now = (struct complaint){ s->step, sw };
}

bool doubt_is_settled(const zairyu_session *s, uint16_t sw)
{
	const struct complaint complaint = { s->step, sw };

	return is_same(&complaint, &s->doubt.before);
}

bool doubt_wants_another_look(zairyu_session *s, int rc)
{
	struct doubt *doubt = &s->doubt;

	if (rc != ZAIRYU_ERR_STATUS_WORD && rc != ZAIRYU_ERR_NOT_RESIDENCE_CARD)
		return false;
	if (doubt->now.sw == 0 || is_same(&doubt->now, &doubt->before) || doubt->looks == CONVERSATIONS_MORE)
		return false;
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", "once more from the beginning", doubt->now.sw);
	doubt->looks++;
	doubt->before = doubt->now;
	doubt->now = (struct complaint){ 0 };
	return true;
}
