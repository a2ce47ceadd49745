/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/attempts.h"

#include "flow/elapsed.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

const struct attempts_rule attempts_card_number = {
	.pause_from = 3,
	.pause_ms = 30 * SECOND,
	.pause_max_ms = HOUR,
	.forgive_ms = 15 * MINUTE,
	.staff_from = 10,
};

const struct attempts_rule attempts_staff_pin = {
	.pause_from = 3,
	.pause_ms = MINUTE,
	.pause_max_ms = HOUR,
	.forgive_ms = HOUR,
};

/* The pause that belongs to so many wrong ones. */
static int64_t attempts_pause(const struct attempts_rule *rule, int wrong)
{
	int64_t pause = rule->pause_ms;

	if (wrong < rule->pause_from)
		return 0;
	for (; wrong > rule->pause_from && pause < rule->pause_max_ms; wrong--)
		pause *= 2;
	return pause < rule->pause_max_ms ? pause : rule->pause_max_ms;
}

static void attempts_forgive(struct attempts *attempts, int64_t quiet_ms)
{
	int64_t forgiven;

	quiet_ms += attempts->quiet_ms;
	forgiven = quiet_ms / attempts->rule->forgive_ms;
	attempts->quiet_ms = quiet_ms % attempts->rule->forgive_ms;
	attempts->wrong -= forgiven < attempts->wrong ? (int)forgiven : attempts->wrong;
}

int64_t attempts_pause_left(struct attempts *attempts, int64_t now)
{
	int64_t passed = elapsed_ms(attempts->seen, now);
	int64_t paused = passed < attempts->pause_ms ? passed : attempts->pause_ms;

	attempts->seen = now;
	attempts->pause_ms -= paused;
	if (!attempts_needs_staff(attempts))
		attempts_forgive(attempts, passed - paused);
	return attempts->pause_ms;
}

void attempts_wrong(struct attempts *attempts, int64_t now)
{
	int64_t left = attempts_pause_left(attempts, now), pause;

	if (attempts->wrong < INT32_MAX)
		attempts->wrong++;
	pause = attempts_pause(attempts->rule, attempts->wrong);
	attempts->pause_ms = pause > left ? pause : left;
	attempts->quiet_ms = 0;
}

bool attempts_needs_staff(const struct attempts *attempts)
{
	return attempts->rule->staff_from > 0 && attempts->wrong >= attempts->rule->staff_from;
}

bool attempts_allowed(struct attempts *attempts, int64_t now)
{
	return attempts_pause_left(attempts, now) == 0 && !attempts_needs_staff(attempts);
}

void attempts_reset(struct attempts *attempts)
{
	attempts->wrong = 0;
	attempts->pause_ms = 0;
}
