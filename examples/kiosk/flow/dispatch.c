/* SPDX-License-Identifier: BSD-2-Clause */
/* What card, reader, clock and program do to a flow. */
#include "flow/screens.h"
#include "flow/state.h"

enum {
	MS_PER_S = 1000,
	VERDICTS = sizeof((struct flow_counts *)0)->verdicts / sizeof(unsigned),
	MESSAGES = sizeof((struct flow_counts *)0)->failures / sizeof(unsigned)
};

int flow_fd(const struct flow *flow)
{
	return worker_fd(flow->worker);
}

/* Screens that count their seconds are drawn each second. */
static bool counts_down(const struct flow *flow)
{
	return flow->screen == FLOW_SCREEN_STILL_THERE || flow->screen == FLOW_SCREEN_PAUSED ||
	       flow->screen == FLOW_SCREEN_TAKE_CARD || flow->screen == FLOW_SCREEN_PIN;
}

int flow_seconds_left(struct flow *flow)
{
	const int64_t left = flow->ends - flow_now(flow);

	if (flow->ends == 0)
		return -1;
	return left > 0 ? (int)((left + MS_PER_S - 1) / MS_PER_S) : 0;
}

int flow_timeout_ms(struct flow *flow)
{
	const int64_t left = flow->ends - flow_now(flow);

	if (flow->ends == 0)
		return -1;
	if (left <= 0)
		return 0;
	return counts_down(flow) && left > MS_PER_S ? MS_PER_S : (int)left;
}

static void reader_changed(struct flow *flow, const struct worker_news *news)
{
	const bool left = flow->card && !news->card;
	const int before = flow->trouble;

	flow->changed = flow->changed || flow->card != news->card || before != news->trouble;
	flow->card = news->card;
	flow->trouble = news->trouble;
	if (!news->card)
		flow->other_card = false;
	if (left)
		(void)flow_happen(flow, FLOW_CARD_LEFT);
	if (news->trouble != 0 && before == 0)
		(void)flow_happen(flow, FLOW_LOST);
	else if (news->trouble == 0 && before != 0)
		(void)flow_happen(flow, FLOW_FOUND);
}

/* Takes what was read, or why it was not, over from the news. */
static void reading_ended(struct flow *flow, struct worker_news *news)
{
	const int rc = news->rc;

	worker_news_done(&flow->reading, &flow->options.calls);
	flow->reading = *news;
	*news = (struct worker_news){ 0 };
	if (rc == ZAIRYU_OK) {
		flow->counts.verdicts[zairyu_report_verdict(flow->reading.report) % VERDICTS]++;
		(void)flow_happen(flow, FLOW_READ);
		return;
	}
	flow->failure = failure_kind_of(rc);
	flow->counts.failures[zairyu_error_official_message(rc) % MESSAGES]++;
	if (rc == ZAIRYU_ERR_WRONG_NUMBER)
		attempts_wrong(&flow->numbers, flow_now(flow));
	(void)flow_happen(flow, FLOW_FAILED);
}

static void reading_goes_on(struct flow *flow, const struct worker_news *news)
{
	flow->changed =
		flow->changed || flow->reading.progress < news->progress || flow->reading.progress > news->progress;
	flow->reading.progress = news->progress;
	flow->reading.step = news->step;
}

static void take_news(struct flow *flow)
{
	struct worker_news news;

	worker_take(flow->worker, &news);
	for (; news.wrong_dropped > 0; news.wrong_dropped--)
		attempts_wrong(&flow->numbers, flow_now(flow));
	if (news.begun) {
		(void)flow_happen(flow, FLOW_BEGUN);
		reading_goes_on(flow, &news);
	}
	reader_changed(flow, &news);
	if (news.ended)
		reading_ended(flow, &news);
	worker_news_done(&news, &flow->options.calls);
}

void flow_expire(struct flow *flow)
{
	if (flow->ends != 0 && flow->ends <= flow_now(flow))
		(void)flow_happen(flow, FLOW_OVER);
}

bool flow_dispatch(struct flow *flow)
{
	bool changed;

	take_news(flow);
	flow_expire(flow);
	changed = flow->changed || counts_down(flow);
	flow->changed = false;
	return changed;
}

void flow_checked(struct flow *flow, bool fit)
{
	if (!flow->checking)
		return;
	flow->checking = false;
	flow->fit = fit;
	flow->changed = true;
	(void)flow_happen(flow, fit ? FLOW_FIT : FLOW_UNFIT);
}

void flow_handed_on(struct flow *flow, bool done)
{
	(void)flow_happen(flow, done ? FLOW_HANDED_ON : FLOW_NOT_HANDED_ON);
}
