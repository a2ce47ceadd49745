/* SPDX-License-Identifier: BSD-2-Clause */
/* One read under a disturbance, and what it may come to. */
#include <stdio.h>
#include <string.h>

#include "soak.h"

struct canceller {
	pthread_t thread;
	zairyu_cancel *token;
	int after_ms;
	double at;
};

static void *cancel_later(void *arg)
{
	struct canceller *canceller = arg;

	sleep_ms(canceller->after_ms);
	canceller->at = now_ms();
	zairyu_cancel_trigger(canceller->token);
	return NULL;
}

static bool same_file(const zairyu_record *a, const zairyu_record *b, uint64_t item)
{
	zairyu_bytes x = { 0 }, y = { 0 };

	return zairyu_record_file(a, item, &x) == zairyu_record_file(b, item, &y) && x.len == y.len &&
	       (x.len == 0 || memcmp(x.data, y.data, x.len) == 0);
}

/* Whether all items of the mask are the card's, byte for byte. */
static bool same_files(const zairyu_record *got, const zairyu_record *expected, uint64_t items)
{
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
		if ((items & item) && !same_file(got, expected, item))
			return false;
	return true;
}

/* The anchors here are custom ones: "genuine" is never right, and the code is NOT_GENUINE. */
static void judge(struct trial *trial, const zairyu_record *record, const zairyu_report *report,
		  const zairyu_record *expected)
{
	const bool judged = trial->rc == ZAIRYU_OK || trial->rc == ZAIRYU_ERR_NOT_GENUINE;
	const bool unchanged = report && zairyu_report_falsification(report) == ZAIRYU_RESULT_OK;
	const uint64_t vouched = zairyu_card_signed_items(zairyu_record_card(expected));

	trial->wrong = trial->rc == ZAIRYU_OK || judged != (record != NULL) || judged != (report != NULL);
	if (trial->wrong || !judged)
		return;
	trial->wrong = zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE ||
		       (unchanged && !same_files(record, expected, vouched));
	trial->complete = unchanged && zairyu_report_issuer(report) == ZAIRYU_RESULT_OK &&
			  same_files(record, expected, UINT32_MAX);
}

/* A call that ended before its time was up was not late, whatever ended it. */
static double lateness(double start, double end, const struct disturbance *with, double cancelled_at)
{
	double until = start + with->timeout_ms;

	return end - (cancelled_at > 0 && cancelled_at < until ? cancelled_at > start ? cancelled_at : start : until);
}

void trial_run(struct stage *stage, int card, const struct disturbance *with, struct trial *trial)
{
	const char *number = zairyu_vcard_number(stage->deck->cards[card]);
	struct canceller canceller = { .after_ms = with->cancel_ms };
	const bool cancels = with->cancel_ms >= 0 && zairyu_cancel_new(&canceller.token, NULL) == ZAIRYU_OK &&
			     pthread_create(&canceller.thread, NULL, cancel_later, &canceller) == 0;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	zairyu_error *err = NULL;
	double start = now_ms(), middle = 0, end;

	memset(trial, 0, sizeof *trial);
	trial->rc = zairyu_session_new(stage->transport, &session, &err);
	zairyu_session_set_cancel(session, canceller.token);
	zairyu_session_set_timeout(session, with->timeout_ms);
	if (trial->rc == ZAIRYU_OK)
		trial->rc = zairyu_session_authenticate(session, number, strlen(number), &err);
	middle = now_ms();
	if (trial->rc == ZAIRYU_OK)
		trial->rc = zairyu_read_and_verify(session, stage->deck->trust, ZAIRYU_ITEMS_ALL, 0, &record, &report,
						   &err);
	end = now_ms();
	if (cancels)
		pthread_join(canceller.thread, NULL);
	trial->late_ms = lateness(start, middle, with, canceller.at);
	if (end - middle > 1 && lateness(middle, end, with, canceller.at) > trial->late_ms)
		trial->late_ms = lateness(middle, end, with, canceller.at);
	judge(trial, record, report, stage->deck->expected[card]);
	snprintf(trial->text, sizeof trial->text, "%s in %s: %s", zairyu_error_name(trial->rc),
		 err && zairyu_error_step(err) ? zairyu_error_step(err) : "no step",
		 err ? zairyu_error_message(err) : "");
	zairyu_session_free(session);
	zairyu_cancel_free(canceller.token);
	zairyu_error_free(err);
	zairyu_report_free(report);
	zairyu_record_free(record);
}

/* What a reader or card that is disturbed may lead to. Codes end with 0. */
static const int broken_link[] = { ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_NO_CARD,
				   ZAIRYU_ERR_LENGTH_REFUSED, 0 };
static const int bad_answer[] = { ZAIRYU_ERR_COMMUNICATION,
				  ZAIRYU_ERR_SECURE_MESSAGING,
				  ZAIRYU_ERR_MALFORMED,
				  ZAIRYU_ERR_WRONG_NUMBER,
				  ZAIRYU_ERR_UNKNOWN_CARD_TYPE,
				  ZAIRYU_ERR_SPECIFIED_CARD,
				  ZAIRYU_ERR_STATUS_WORD,
				  ZAIRYU_ERR_LENGTH_REFUSED,
				  ZAIRYU_ERR_CHIP_BROKEN,
				  ZAIRYU_ERR_NOT_GENUINE,
				  0 };
static const int bad_reader[] = { ZAIRYU_ERR_CARD_GONE,
				  ZAIRYU_ERR_COMMUNICATION,
				  ZAIRYU_ERR_NO_CARD,
				  ZAIRYU_ERR_READER_GONE,
				  ZAIRYU_ERR_READER_UNSUITABLE,
				  ZAIRYU_ERR_LENGTH_REFUSED,
				  0 };
static const int *const allowed[ZAIRYU_FAULT_LAST + 1] = {
	[ZAIRYU_FAULT_REMOVE] = broken_link, [ZAIRYU_FAULT_EMPTY] = broken_link, [ZAIRYU_FAULT_SILENCE] = broken_link,
	[ZAIRYU_FAULT_STATUS] = bad_answer,  [ZAIRYU_FAULT_SHORT] = bad_answer,  [ZAIRYU_FAULT_LONG] = bad_answer,
	[ZAIRYU_FAULT_GARBLE] = bad_answer,  [ZAIRYU_FAULT_STALE] = bad_answer,  [ZAIRYU_FAULT_LENGTH] = bad_answer,
};

static bool is_listed(const int *codes, int rc)
{
	while (codes && *codes && *codes != rc)
		codes++;
	return codes && *codes == rc;
}

bool trial_fits(const struct trial *trial, const struct disturbance *with, bool struck)
{
	if (trial->complete)
		return true;
	if (trial->rc == ZAIRYU_ERR_CANCELLED)
		return with->cancel_ms >= 0;
	if (trial->rc == ZAIRYU_ERR_TIMEOUT)
		return with->timeout_ms < PLENTY_MS && trial->late_ms > -STEP_MS;
	/* NOT_GENUINE without being complete is a forgery that was seen: only a changed answer explains it. */
	return (struck && is_listed(allowed[with->fault], trial->rc)) ||
	       (with->reader_fault && is_listed(bad_reader, trial->rc));
}
