/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/service.h"

#include "flow/card_day.h"
#include "gtk/card_pictures.h"
#include "gtk/diary.h"
#include "gtk/refresh.h"
#include "host/handed_on.h"

enum { MS_PER_S = 1000 };

static void stop(GCancellable **what)
{
	if (*what)
		g_cancellable_cancel(*what);
	g_clear_object(what);
}

static void checked(struct startup_report *report, gpointer data)
{
	struct kiosk *kiosk = data;

	if (!report) /* cancelled, which is at the end */
		return;
	g_clear_object(&kiosk->checking);
	startup_report_free(kiosk->report);
	kiosk->report = report;
	diary_checked(kiosk);
	flow_checked(kiosk->flow, report->judgement != STARTUP_OUT_OF_ORDER);
	refresh_screen(kiosk);
}

static void check(void *userdata)
{
	struct kiosk *kiosk = userdata;
	const struct startup_options options = { .reader = kiosk->config->reader, .trust = kiosk->config->trust };

	kiosk->checking = g_cancellable_new();
	startup_check(&options, kiosk->checking, checked, kiosk);
}

static void handed_on(enum hook_outcome outcome, int number, gpointer data)
{
	struct kiosk *kiosk = data;

	if (outcome == HOOK_CANCELLED)
		return;
	g_clear_object(&kiosk->handing_on);
	kiosk->handed_on = outcome;
	diary_handed_on(kiosk, outcome, number);
	flow_handed_on(kiosk->flow, outcome == HOOK_DONE);
	refresh_screen(kiosk);
}

static struct card_day today(void)
{
	struct card_day day;

	(void)card_day_in_japan(card_day_clock(), &day);
	return day;
}

static void run_hook(struct kiosk *kiosk, const struct secret_text *text)
{
	const struct config *config = kiosk->config;
	const struct hook hook = {
		.program = (const char *const *)config->hook_program,
		.socket = config->hook_socket,
		.limit_ms = (guint)config->hook_limit_s * MS_PER_S,
	};

	kiosk->handing_on = g_cancellable_new();
	hook_run(&hook, text->text, text->len, kiosk->handing_on, handed_on, kiosk);
}

static void hand_on(void *userdata)
{
	struct kiosk *kiosk = userdata;
	const struct handed_on result = {
		.ctx = kiosk->ctx,
		.record = flow_record(kiosk->flow),
		.report = flow_report(kiosk->flow),
		.purpose = kiosk->config->purpose,
		.today = today(),
		.compared = flow_comparison(kiosk->flow),
		.with_record = kiosk->config->hook_record,
	};
	struct secret_text text = { 0 };

	if (handed_on_write(&result, &text, NULL) == ZAIRYU_OK)
		run_hook(kiosk, &text);
	else
		flow_handed_on(kiosk->flow, false);
	secret_text_done(&text);
}

static void stop_handing_on(void *userdata)
{
	stop(&((struct kiosk *)userdata)->handing_on);
}

struct flow_calls service_calls(struct kiosk *kiosk)
{
	return (struct flow_calls){
		.check = check,
		.prepare = card_pictures_prepare,
		.discard = card_pictures_discard,
		.hand_on = hand_on,
		.stop_handing_on = stop_handing_on,
		.userdata = kiosk,
	};
}

void service_end(struct kiosk *kiosk)
{
	stop(&kiosk->checking);
	stop(&kiosk->handing_on);
}
