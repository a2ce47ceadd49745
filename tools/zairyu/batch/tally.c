/* SPDX-License-Identifier: BSD-2-Clause */
/* What a run over many records came to, and how far it is. */
#include "batch/tally.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <zairyu/verify.h>

#include "output/exit_status.h"
#include "person/language.h"
#include "person/progress_bar.h"
#include "person/terminal.h"

enum { DRAW_EVERY_MS = 100, NUMBER_SIZE = 24 };

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void tally_begin(struct tally *tally, const struct app *app, uint64_t total)
{
	*tally = (struct tally){ .app = app,
				 .total = total,
				 .status = STATUS_OK,
				 .shown = !app->quiet && terminal_is_capable(stderr),
				 .began = now() };
}

void tally_verdict(struct tally *tally, int verdict)
{
	if (verdict < 0 || verdict >= TALLY_VERDICTS)
		verdict = ZAIRYU_VERDICT_ABNORMAL;
	tally->done++;
	tally->verdict[verdict]++;
	tally->status = exit_status_worse(tally->status, exit_status_of_verdict(verdict));
}

void tally_failure(struct tally *tally, int code)
{
	tally->done++;
	tally->failed++;
	tally->status = exit_status_worse(tally->status, exit_status_of_error(code));
}

static void print(const struct tally *tally, enum message message, uint64_t one, uint64_t two)
{
	char first[NUMBER_SIZE], second[NUMBER_SIZE];

	(void)snprintf(first, sizeof first, "%" PRIu64, one);
	(void)snprintf(second, sizeof second, "%" PRIu64, two);
	message_print(stderr, message, tally->app->language, first, second);
}

void tally_show(struct tally *tally)
{
	int64_t time = now(), took = time - tally->began;

	if (!tally->shown || time - tally->drawn_at < DRAW_EVERY_MS)
		return;
	terminal_line_begin(stderr);
	if (tally->total)
		progress_bar_print((int)((double)tally->done * 100.0 / (double)tally->total));
	print(tally, MSG_BATCH_PROGRESS, tally->done, took > 0 ? tally->done * 1000 / (uint64_t)took : 0);
	terminal_line_end(stderr);
	tally->drawn = true;
	tally->drawn_at = time;
}

void tally_hide(struct tally *tally)
{
	if (!tally->drawn)
		return;
	terminal_clear_line(stderr);
	tally->drawn = false;
	tally->drawn_at = 0;
}

void tally_summary(struct tally *tally)
{
	static const struct {
		int verdict;
		enum message message;
	} verdicts[TALLY_VERDICTS] = {
		{ ZAIRYU_VERDICT_GENUINE, MSG_BATCH_GENUINE },
		{ ZAIRYU_VERDICT_ABNORMAL, MSG_BATCH_ABNORMAL },
		{ ZAIRYU_VERDICT_UNSIGNED, MSG_BATCH_UNSIGNED },
		{ ZAIRYU_VERDICT_UNCHECKED, MSG_BATCH_UNCHECKED },
	};

	tally_hide(tally);
	fputs("zairyu: ", stderr);
	print(tally, MSG_BATCH_SUMMARY, tally->done, 0);
	for (int i = 0; i < TALLY_VERDICTS; i++)
		print(tally, verdicts[i].message, tally->verdict[verdicts[i].verdict], 0);
	print(tally, MSG_BATCH_FAILED, tally->failed, 0);
	fputc('\n', stderr);
}
