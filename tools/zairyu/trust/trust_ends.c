/* SPDX-License-Identifier: BSD-2-Clause */
/* Until when trust anchors are valid. */
#include "trust/trust_ends.h"

#include <stdio.h>
#include <time.h>

#include "person/address_book.h"
#include "person/date_text.h"
#include "person/fail.h"
#include "person/language.h"

enum { DAY = 24 * 3600, SOON_DAYS = 90 };

static int64_t end_of(const zairyu_trust *trust, size_t index)
{
	int64_t not_after = 0;

	(void)zairyu_trust_validity(trust, index, NULL, &not_after);
	return not_after;
}

/* Begun days count. Negative or 0: it is over. */
static int64_t days_left(const zairyu_trust *trust, size_t index)
{
	const int64_t left = end_of(trust, index) - (int64_t)time(NULL);

	return left > 0 ? (left + DAY - 1) / DAY : left / DAY;
}

static void date_of(int64_t seconds, char out[TRUST_DATE_SIZE])
{
	char text[LOCAL_TIME_SIZE] = "";

	(void)local_time_text(seconds, text);
	(void)snprintf(out, TRUST_DATE_SIZE, "%.10s", text);
}

const char *trust_until_text(const struct app *app, const zairyu_trust *trust, size_t index, char out[TRUST_UNTIL_SIZE])
{
	const int64_t days = days_left(trust, index);
	char until[TRUST_DATE_SIZE], more[TRUST_DATE_SIZE] = "";
	int64_t not_before = 0;
	enum message message;

	(void)zairyu_trust_validity(trust, index, &not_before, NULL);
	date_of(end_of(trust, index), until);
	if (days <= 0) {
		message = MSG_UNTIL_OVER;
	} else if (not_before > (int64_t)time(NULL)) {
		message = MSG_UNTIL_NOT_YET;
		date_of(not_before, more);
	} else if (days <= SOON_DAYS) {
		message = MSG_UNTIL_SOON;
		(void)snprintf(more, sizeof more, "%d", (int)days);
	} else {
		(void)snprintf(out, TRUST_UNTIL_SIZE, "%s", until);
		return out;
	}
	message_format(out, TRUST_UNTIL_SIZE, message_text(message, app->language), until, more);
	return out;
}

bool trust_has_ended(const zairyu_trust *trust, size_t index)
{
	return days_left(trust, index) <= 0;
}

bool trust_runs_out(const zairyu_trust *trust, size_t index)
{
	if (index >= zairyu_trust_count(trust))
		return false;
	for (size_t i = 0; i < zairyu_trust_count(trust); i++)
		if (zairyu_trust_family(trust, i) == zairyu_trust_family(trust, index) &&
		    zairyu_trust_kind(trust, i) == zairyu_trust_kind(trust, index) && days_left(trust, i) > SOON_DAYS)
			return false;
	return true;
}

void trust_runs_out_warn(const struct app *app, const zairyu_trust *trust, size_t index)
{
	const int family = zairyu_trust_family(trust, index);
	const int64_t days = days_left(trust, index);
	char until[TRUST_DATE_SIZE], when[TRUST_UNTIL_SIZE], number[24];

	date_of(end_of(trust, index), until);
	(void)snprintf(number, sizeof number, "%d", (int)days);
	message_format(when, sizeof when,
		       message_text(days > 0 ? MSG_TRUST_ENDS_SOON : MSG_TRUST_HAS_ENDED, app->language), until,
		       number);
	failure_warn(app,
		     family == ZAIRYU_FAMILY_FIRST_GENERATION ? MSG_TRUST_RUNS_OUT_FIRST : MSG_TRUST_RUNS_OUT_SECOND,
		     when, address_book_now(zairyu_trust_page(family)));
}
