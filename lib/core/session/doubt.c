/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "The chip is broken" once proves nothing: readers make such words too, and the first command after power-up may get
 * one. It is believed when the next conversation, after a reset, gives the same word in the same step. The same goes
 * for data that cannot be: no answer has a MAC, and one garbled tag, length or card type is enough for that.
 */
#include <zairyu/context.h>

#include "session/session.h"

enum { CONVERSATIONS_MORE = 3 };

/* Whether what a call failed with came of such a word, or of such data. */
static bool is_doubtful(int rc, uint16_t sw)
{
	static const struct {
		bool data;
		int rc;
	} rows[] = {
		{ false, ZAIRYU_ERR_STATUS_WORD },   { false, ZAIRYU_ERR_NOT_RESIDENCE_CARD },
		{ true, ZAIRYU_ERR_MALFORMED },      { true, ZAIRYU_ERR_UNKNOWN_CARD_TYPE },
		{ true, ZAIRYU_ERR_SPECIFIED_CARD }, { true, ZAIRYU_ERR_SECURE_MESSAGING },
	};

	for (size_t i = 0; sw != 0 && i < sizeof rows / sizeof *rows; i++)
		if (rows[i].rc == rc)
			return rows[i].data == (sw == DOUBT_DATA);
	return false;
}

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

	if (!is_doubtful(rc, doubt->now.sw) || is_same(&doubt->now, &doubt->before) ||
	    doubt->looks == CONVERSATIONS_MORE)
		return false;
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", "starting over from the beginning", doubt->now.sw);
	doubt->looks++;
	doubt->before = doubt->now;
	doubt->now = (struct complaint){ 0 };
	return true;
}
