/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/state.h"

static bool is_complete(const struct flow *flow)
{
	return entry_is_complete(&flow->entry);
}

static bool is_paused(const struct flow *flow)
{
	struct attempts numbers = flow->numbers;

	return !attempts_allowed(&numbers, flow_now(flow));
}

static bool may_be_tried_again(const struct flow *flow)
{
	return flow->failure == FAILURE_AGAIN || flow->failure == FAILURE_OTHER_CARD;
}

bool flow_guard_holds(const void *userdata, enum guard guard)
{
	const struct flow *flow = userdata;
	const struct flow_options *options = &flow->options;

	switch (guard) {
	case GUARD_ALWAYS:
		return true;
	case GUARD_COMPLETE:
		return is_complete(flow);
	case GUARD_ASKS:
		return is_complete(flow) && !options->desk && !flow->consented;
	case GUARD_UNFIT:
		return !flow->fit || flow->trouble != 0;
	case GUARD_PAUSE:
		return is_paused(flow);
	case GUARD_AGAIN:
		return may_be_tried_again(flow);
	case GUARD_RETYPE:
		return flow->failure == FAILURE_NUMBER;
	case GUARD_CARD_THERE:
		return flow->card;
	case GUARD_COMPARES:
		return options->compares;
	case GUARD_UNCOMPARED:
		return options->compares && flow->comparison == FLOW_NOT_COMPARED;
	case GUARD_OFFERS:
		return options->hands_on;
	}
	return false;
}
