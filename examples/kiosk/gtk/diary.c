/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/diary.h"

void diary_event(struct kiosk *kiosk, enum journal_event event)
{
	journal_write(kiosk->journal, &(struct journal_entry){ .event = event });
}

/* What it means that a screen appears; -1: nothing worth a line. */
static int event_of(const struct kiosk *kiosk, enum flow_screen before, enum flow_screen now)
{
	/* Who goes back without an answer has not compared. */
	static const int compared[] = {
		[FLOW_NOT_COMPARED] = -1,
		[FLOW_AGREES] = JOURNAL_SAME,
		[FLOW_DIFFERS] = JOURNAL_DIFFERENT,
	};

	switch (now) {
	case FLOW_SCREEN_RESULT:
		if (before == FLOW_SCREEN_COMPARE)
			return compared[flow_comparison(kiosk->flow)];
		return before == FLOW_SCREEN_READING || before == FLOW_SCREEN_HOLD ? JOURNAL_VERIFIED : -1;
	case FLOW_SCREEN_MESSAGE:
		return JOURNAL_FAILED;
	case FLOW_SCREEN_OUT_OF_ORDER:
		return JOURNAL_OUT_OF_ORDER;
	case FLOW_SCREEN_PAUSED:
		return JOURNAL_LOCKED;
	case FLOW_SCREEN_STILL_THERE:
		return JOURNAL_IDLE;
	case FLOW_SCREEN_FORGOTTEN:
		return JOURNAL_CARD_LEFT;
	case FLOW_SCREEN_STAFF:
		return JOURNAL_STAFF;
	case FLOW_SCREEN_NUMBER:
		if (before == FLOW_SCREEN_TAKE_CARD || before == FLOW_SCREEN_FORGOTTEN)
			return JOURNAL_CARD_TAKEN;
		return before == FLOW_SCREEN_READING ? JOURNAL_CANCELLED : -1;
	default:
		return -1;
	}
}

void diary_screen(struct kiosk *kiosk, enum flow_screen before, enum flow_screen now)
{
	const int event = event_of(kiosk, before, now);
	struct journal_entry entry = { .event = (enum journal_event)event };

	if (event < 0)
		return;
	if (event == JOURNAL_VERIFIED)
		entry.report = flow_report(kiosk->flow);
	if (event == JOURNAL_FAILED)
		entry.error = flow_failure(kiosk->flow);
	journal_write(kiosk->journal, &entry);
}

void diary_checked(struct kiosk *kiosk)
{
	if (kiosk->report->judgement != STARTUP_OUT_OF_ORDER && flow_screen(kiosk->flow) != FLOW_SCREEN_STAFF)
		diary_event(kiosk, JOURNAL_READY);
}

void diary_handed_on(struct kiosk *kiosk, enum hook_outcome outcome, int number)
{
	const struct journal_entry entry = {
		.event = outcome == HOOK_DONE ? JOURNAL_HANDED_ON : JOURNAL_NOT_HANDED_ON,
		.handed_on = outcome,
		.number = number,
		.has_number = outcome == HOOK_EXIT || outcome == HOOK_SIGNAL,
	};

	journal_write(kiosk->journal, &entry);
}
