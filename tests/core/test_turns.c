/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * When readers are looked at again, and for how long, in searching and watching: to the millisecond, on a clock that
 * stands still unless the test or a sleep of the library moves it.
 */
#include <stdbool.h>

#include "echo.h"
#include "still_clock.h"

/* What looks and turns do: in the n-th the card is there; from one to another of them they fail so. */
struct source {
	int card_at, fails_at, fails_until, failure, looks, turns;
	int64_t takes_ms, turn_takes_ms;
	bool waits, shut; /* a look that would fail takes all the time it is given; no reader is opened */
	uint32_t given_ms, turn_given_ms; /* to the first look, and to the last turn */
	zairyu_cancel *cancels;           /* in a turn */
	struct echo echo;
};

static int source_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		       zairyu_error **err)
{
	struct source *s = userdata;

	(void)ctx;
	if (s->looks++ == 0)
		s->given_ms = zairyu_wait_remaining(wait);
	if (s->looks >= s->fails_at && s->looks < s->fails_until) {
		clock_moment += s->waits ? zairyu_wait_remaining(wait) : s->takes_ms;
		return zairyu_error_set(err, s->failure, NULL, 0, "as told");
	}
	return zairyu_readers_add(into, "one:", "a reader",
				  s->card_at && s->looks >= s->card_at ? ZAIRYU_CARD_PRESENT : ZAIRYU_CARD_NONE, 0,
				  ZAIRYU_READER_CONTACTLESS);
}

static int source_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		       zairyu_transport **out, zairyu_error **err)
{
	struct source *s = userdata;

	ck_assert_ptr_nonnull(wait);
	return s->shut ? zairyu_error_set(err, ZAIRYU_ERR_NO_PERMISSION, NULL, 0, "found, and kept shut")
		       : zairyu_transport_new(ctx, name, &echo_ops, &s->echo, out, err);
}

static int source_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
			zairyu_error **err)
{
	struct source *s = userdata;

	(void)ctx, (void)known;
	s->turns++;
	s->turn_given_ms = zairyu_wait_remaining(wait);
	clock_moment += s->turn_takes_ms;
	if (s->cancels)
		zairyu_cancel_trigger(s->cancels);
	return s->failure ? zairyu_error_set(err, s->failure, NULL, 0, "as told") : ZAIRYU_OK;
}

static void add(zairyu_context *ctx, const char *scheme, struct source *s, bool tells)
{
	const zairyu_backend backend = { .size = sizeof backend,
					 .scheme = scheme,
					 .userdata = s,
					 .list = source_list,
					 .open = source_open,
					 .watch = tells ? source_watch : NULL };

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
}

#define FOREVER   ZAIRYU_WAIT_FOREVER
#define NO_CARD   ZAIRYU_ERR_NO_CARD
#define SERVICE   ZAIRYU_ERR_NO_SERVICE
#define TIMEOUT   ZAIRYU_ERR_TIMEOUT
#define CANCELLED ZAIRYU_ERR_CANCELLED
static const struct {
	uint32_t timeout_ms;
	struct source source;
	int rc, looks;
	uint32_t given_ms;
	int64_t took_ms;
	const char *message;
} searches[] = {
	{ 0, { 0 }, NO_CARD, 1, FOREVER, 0, "no card was placed on a reader in time" },
	{ 1, { 0 }, NO_CARD, 1, 200, 1, NULL },
	{ 199, { 0 }, NO_CARD, 1, 200, 199, NULL },
	{ 200, { 0 }, NO_CARD, 1, 200, 200, NULL },
	{ 201, { 0 }, NO_CARD, 2, 201, 201, NULL },
	{ 1000, { 0 }, NO_CARD, 5, 1000, 1000, NULL },
	{ FOREVER, { .card_at = 1 }, 0, 1, FOREVER, 0, NULL },
	{ FOREVER, { .card_at = 1, .shut = true }, ZAIRYU_ERR_NO_PERMISSION, 1, FOREVER, 0, "found, and kept shut" },
	{ 700, { .card_at = 2, .shut = true }, ZAIRYU_ERR_NO_PERMISSION, 4, 700, 700, "found, and kept shut" },
	{ FOREVER, { .card_at = 40, .takes_ms = 9 }, 0, 40, FOREVER, 7800, NULL },
	/* At the first look every failure counts but that there is no reader or no time. */
	{ 900, { .fails_at = 1, .fails_until = 9, .failure = SERVICE }, SERVICE, 1, 900, 0, "as told" },
	{ 900, { .fails_at = 1, .fails_until = 2, .failure = ZAIRYU_ERR_NO_READER }, NO_CARD, 5, 900, 900, NULL },
	{ 900,
	  { .fails_at = 1, .fails_until = 99, .failure = ZAIRYU_ERR_NO_READER },
	  ZAIRYU_ERR_NO_READER,
	  5,
	  900,
	  900,
	  "as told" },
	{ 900, { .fails_at = 1, .fails_until = 2, .failure = TIMEOUT }, NO_CARD, 5, 900, 900, NULL },
	{ 900, { .fails_at = 1, .fails_until = 99, .failure = TIMEOUT }, TIMEOUT, 5, 900, 900, "as told" },
	{ FOREVER, { .fails_at = 1, .fails_until = 9, .failure = CANCELLED }, CANCELLED, 1, FOREVER, 0, "cancelled" },
	/* Later, one that took two seconds and a half to say; but never that there is no reader. */
	{ 9000,
	  { .fails_at = 2, .fails_until = 3, .failure = SERVICE, .takes_ms = 2499, .card_at = 3 },
	  0,
	  3,
	  9000,
	  2899,
	  NULL },
	{ 9000,
	  { .fails_at = 2, .fails_until = 3, .failure = SERVICE, .takes_ms = 2500, .card_at = 3 },
	  SERVICE,
	  2,
	  9000,
	  2700,
	  "as told" },
	{ 9000,
	  { .fails_at = 2, .fails_until = 3, .failure = CANCELLED, .card_at = 3 },
	  CANCELLED,
	  2,
	  9000,
	  200,
	  NULL },
	{ 9000,
	  { .fails_at = 2, .fails_until = 3, .failure = ZAIRYU_ERR_NO_READER, .takes_ms = 3000, .card_at = 3 },
	  0,
	  3,
	  9000,
	  3400,
	  NULL },
	{ 9000,
	  { .fails_at = 2, .fails_until = 3, .failure = TIMEOUT, .takes_ms = 3000, .card_at = 3 },
	  0,
	  3,
	  9000,
	  3400,
	  NULL },
	{ 500, { .fails_at = 2, .fails_until = 9, .failure = SERVICE }, SERVICE, 3, 500, 500, "as told" },
	/* A look that the end cuts short knows less than the one before, which may have been a failure. */
	{ 500, { .fails_at = 2, .fails_until = 9, .failure = TIMEOUT, .waits = true }, NO_CARD, 2, 500, 500, NULL },
	{ 500,
	  { .fails_at = 1, .fails_until = 9, .failure = TIMEOUT, .waits = true },
	  TIMEOUT,
	  1,
	  500,
	  500,
	  "as told" },
	{ 100, { .fails_at = 1, .fails_until = 9, .failure = TIMEOUT, .waits = true }, TIMEOUT, 1, 200, 200, NULL },
};

START_TEST(searching)
{
	struct source s = searches[_i].source;
	zairyu_context *ctx;
	zairyu_error *err = NULL;
	zairyu_transport *t;
	const int64_t start = clock_moment;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	add(ctx, "one", &s, false);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, searches[_i].timeout_ms, NULL, &t, &err), searches[_i].rc);
	ck_assert((t != NULL) == (searches[_i].rc == 0));
	ck_assert_int_eq(zairyu_error_code(err), searches[_i].rc);
	if (searches[_i].message)
		ck_assert_str_eq(zairyu_error_message(err), searches[_i].message);
	ck_assert_int_eq(s.looks, searches[_i].looks);
	ck_assert_uint_eq(s.given_ms, searches[_i].given_ms);
	ck_assert_int_eq(clock_moment - start, searches[_i].took_ms);
	zairyu_error_free(err);
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* Up to three backends, each of which can tell or only be asked; the first has a card from its n-th look on. */
static const struct {
	uint32_t timeout_ms;
	const char *scheme, *tells; /* T: it can; -: it cannot */
	struct source source;
	int rc, looks, turns[3];
	uint32_t given_ms, turn_given_ms;
	int64_t took_ms;
} watches[] = {
	{ 0, NULL, "T", { 0 }, TIMEOUT, 1, { 1 }, FOREVER, 0, 0 },
	{ 0, NULL, "T", { .card_at = 1 }, 0, 1, { 0 }, FOREVER, 0, 0 },
	{ 1, NULL, "T", { 0 }, TIMEOUT, 1, { 1 }, 200, 1, 1 },
	{ 201, NULL, "T", { .card_at = 1 }, 0, 1, { 0 }, 201, 0, 0 },
	{ FOREVER, NULL, "T", { .card_at = 2 }, 0, 2, { 1 }, FOREVER, FOREVER, 100 },
	/* One alone has all the time, whatever it fails with; whoever is back before a pause is over rests for one more. */
	{ 5000, NULL, "T", { .card_at = 2, .turn_takes_ms = 99 }, 0, 2, { 1 }, 5000, 5000, 199 },
	{ 5000, NULL, "T", { .card_at = 2, .turn_takes_ms = 100 }, 0, 2, { 1 }, 5000, 5000, 100 },
	{ 5000, NULL, "T", { .card_at = 3, .turn_takes_ms = 700 }, 0, 3, { 2 }, 5000, 4300, 1400 },
	{ 5000, NULL, "T", { .card_at = 2, .failure = SERVICE }, 0, 2, { 1 }, 5000, 5000, 100 },
	{ 5000, "one", "TTT", { .card_at = 2 }, 0, 2, { 1, 0, 0 }, 5000, 5000, 100 },
	{ 250, NULL, "T", { 0 }, TIMEOUT, 3, { 3 }, 250, 50, 250 },
	/* Several have turns of a second, one after the other. */
	{ 5000, NULL, "TT", { .card_at = 2 }, 0, 2, { 1, 0 }, 5000, 1000, 100 },
	{ 1001, NULL, "TT", { .card_at = 2 }, 0, 2, { 1, 0 }, 1001, 1000, 100 },
	{ 1000, NULL, "TT", { .card_at = 2 }, 0, 2, { 1, 0 }, 1000, 1000, 100 },
	{ 999, NULL, "TT", { .card_at = 2 }, 0, 2, { 1, 0 }, 999, 999, 100 },
	{ FOREVER, NULL, "TTT", { .card_at = 6 }, 0, 6, { 2, 2, 1 }, FOREVER, 1000, 500 },
	{ FOREVER, NULL, "T-", { .card_at = 4 }, 0, 4, { 3 }, FOREVER, 1000, 300 },
	/* Those that cannot tell are asked every second. */
	{ FOREVER, NULL, "-", { .card_at = 4 }, 0, 4, { 0 }, FOREVER, 0, 3000 },
	{ 2000, NULL, "--", { 0 }, TIMEOUT, 2, { 0 }, 2000, 0, 2000 },
	{ 2001, NULL, "--", { 0 }, TIMEOUT, 3, { 0 }, 2001, 0, 2001 },
	{ FOREVER,
	  NULL,
	  "-",
	  { .fails_at = 3, .fails_until = 8, .failure = SERVICE },
	  SERVICE,
	  3,
	  { 0 },
	  FOREVER,
	  0,
	  2000 },
};

START_TEST(watching)
{
	static const char *const schemes[] = { "one", "two", "three" };
	struct source s[3] = { 0 };
	zairyu_context *ctx;
	zairyu_readers *known, *seen;
	zairyu_wait *wait;
	const int64_t start = clock_moment;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	for (int i = 0; watches[_i].tells[i]; i++)
		add(ctx, schemes[i], &s[i], watches[_i].tells[i] == 'T');
	ck_assert_int_eq(zairyu_readers_watch(ctx, watches[_i].scheme, NULL, NULL, &known, NULL), 0);
	ck_assert_uint_eq(s[0].given_ms, FOREVER);
	s[0] = watches[_i].source;
	ck_assert_int_eq(zairyu_wait_new(watches[_i].timeout_ms, NULL, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_readers_watch(ctx, watches[_i].scheme, known, wait, &seen, NULL), watches[_i].rc);
	ck_assert((seen != NULL) == (watches[_i].rc == 0));
	ck_assert_int_eq(s[0].looks, watches[_i].looks);
	ck_assert_uint_eq(s[0].given_ms, watches[_i].given_ms);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(s[i].turns, watches[_i].turns[i]);
	ck_assert_uint_eq(s[0].turn_given_ms, watches[_i].turn_given_ms);
	ck_assert_int_eq(clock_moment - start, watches[_i].took_ms);
	zairyu_readers_free(seen);
	zairyu_readers_free(known);
	zairyu_wait_free(wait);
	zairyu_context_free(ctx);
}
END_TEST

static void count_lines(void *userdata, int level, const char *component, const char *line)
{
	(void)line;
	ck_assert_int_eq(level, ZAIRYU_LOG_WARNING);
	ck_assert_str_eq(component, "one");
	(*(int *)userdata)++;
}

/* What a turn fails with is logged, unless its time was over or it was cancelled; a token ends everything. */
START_TEST(ends_of_turns)
{
	static const int failures[] = { 0, TIMEOUT, CANCELLED, SERVICE, ZAIRYU_ERR_NO_READER };
	struct source s = { .failure = failures[_i % COUNT(failures)], .card_at = 2, .fails_at = 9, .fails_until = 9 };
	bool cancelled = _i >= COUNT(failures);
	zairyu_readers *known, *seen;
	zairyu_cancel *cancel;
	zairyu_context *ctx;
	zairyu_wait *wait;
	int lines = 0;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(FOREVER, cancel, &wait, NULL), 0);
	add(ctx, "one", &s, true);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &known, NULL), 0);
	s.looks = 0;
	s.cancels = cancelled ? cancel : NULL;
	ck_assert_int_eq(zairyu_context_set_log(ctx, ZAIRYU_LOG_DEBUG, count_lines, &lines), 0);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, known, wait, &seen, NULL), cancelled ? CANCELLED : 0);
	ck_assert_int_eq(lines, s.failure == SERVICE || s.failure == ZAIRYU_ERR_NO_READER);
	ck_assert_int_eq(s.looks, cancelled ? 1 : 2);
	ck_assert_int_eq(s.turns, 1);
	zairyu_readers_free(seen);
	zairyu_readers_free(known);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("turns", 60);

	tcase_add_loop_test(tcase, searching, 0, COUNT(searches));
	tcase_add_loop_test(tcase, watching, 0, COUNT(watches));
	tcase_add_loop_test(tcase, ends_of_turns, 0, 10);
	return suite_run("turns", tcase);
}
