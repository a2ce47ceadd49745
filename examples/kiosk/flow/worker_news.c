/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/worker_news.h"

void worker_news_done(struct worker_news *news, const struct flow_calls *calls)
{
	zairyu_error_free(news->error);
	zairyu_record_free(news->record);
	zairyu_report_free(news->report);
	if (news->prepared && calls->discard)
		calls->discard(calls->userdata, news->prepared);
	*news = (struct worker_news){ 0 };
}
