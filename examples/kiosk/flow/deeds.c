/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/state.h"

void flow_wipe(struct flow *flow)
{
	worker_stop(flow->worker);
	worker_news_done(&flow->reading, &flow->options.calls);
	entry_clear(&flow->entry);
	flow->failure = FAILURE_FINAL;
	flow->comparison = FLOW_NOT_COMPARED;
	flow->other_card = false;
	flow->consented = false;
	flow->visit++;
}

static void check(struct flow *flow)
{
	const struct flow_calls *calls = &flow->options.calls;

	if (flow->checking)
		return;
	flow->checking = true;
	if (calls->check)
		calls->check(calls->userdata);
	else
		flow_checked(flow, true);
}

static void read_card(struct flow *flow)
{
	flow->other_card = flow->failure == FAILURE_OTHER_CARD && flow->card;
	worker_news_done(&flow->reading, &flow->options.calls);
	flow->failure = FAILURE_FINAL;
	flow->consented = true;
	worker_read(flow->worker, flow->entry.text, flow->other_card);
}

/* As the reader would say it: the message of a card that is not found. */
static void give_up_waiting(struct flow *flow)
{
	worker_stop(flow->worker);
	worker_news_done(&flow->reading, &flow->options.calls);
	flow->reading.rc = zairyu_error_finish(&flow->reading.error, ZAIRYU_ERR_NO_CARD);
	flow->failure = failure_kind_of(ZAIRYU_ERR_NO_CARD);
}

static void hand_on(struct flow *flow)
{
	const struct flow_calls *calls = &flow->options.calls;

	if (calls->hand_on)
		calls->hand_on(calls->userdata);
	else
		flow_handed_on(flow, false);
}

static void stop_handing_on(struct flow *flow)
{
	const struct flow_calls *calls = &flow->options.calls;

	if (calls->stop_handing_on)
		calls->stop_handing_on(calls->userdata);
}

void flow_do(struct flow *flow, enum deed deed)
{
	switch (deed) {
	case DEED_NOTHING:
		break;
	case DEED_CHECK:
		check(flow);
		break;
	case DEED_READ:
		read_card(flow);
		break;
	case DEED_STOP:
		worker_stop(flow->worker);
		break;
	case DEED_NO_CARD:
		give_up_waiting(flow);
		break;
	case DEED_WIPE:
		flow_wipe(flow);
		break;
	case DEED_SAME:
		flow->comparison = FLOW_AGREES;
		break;
	case DEED_DIFFERENT:
		flow->comparison = FLOW_DIFFERS;
		break;
	case DEED_HAND_ON:
		hand_on(flow);
		break;
	case DEED_STOP_HANDING_ON:
		stop_handing_on(flow);
		break;
	case DEED_RESET:
		attempts_reset(&flow->numbers);
		break;
	}
}
