/* SPDX-License-Identifier: BSD-2-Clause */
/* What a session says of its exchanges beforehand holds, for whoever carries them. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "tap.h"

static const char number[] = "AA12345678BB";

static const struct {
	const char *options;
	size_t max_response; /* that the virtual reader carries, and tells; 0: no limit */
} readings[] = {
	{ "type=1", 0 },    { "type=05", 0 },  { "type=1", 253 },
	{ "type=05", 253 }, { "type=1", 126 }, { "type=06", 1000 },
};

/* A whole read through the tap; `trace` puts a trace between session and tap. */
static void read_tapped(struct tap *tap, zairyu_context *ctx, const char *trace)
{
	zairyu_transport *used = tap->transport;
	zairyu_session *session;
	zairyu_record *record;

	if (trace)
		ck_assert_int_eq(zairyu_trace_new(ctx, tap->transport, trace, &used, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(used, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL), 0);
	zairyu_record_free(record);
	zairyu_session_free(session);
	if (trace)
		zairyu_transport_free(used);
}

static void open_card(int reading, zairyu_context **ctx, struct tap *tap)
{
	char uri[64];
	zairyu_transport *inner;

	snprintf(uri, sizeof uri, "virtual:%s", readings[reading].options);
	ck_assert_int_eq(zairyu_context_new(ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(*ctx, zairyu_virtual_backend(), NULL), 0);
	ck_assert_int_eq(zairyu_transport_open(*ctx, uri, NULL, &inner, NULL), 0);
	tap_open(tap, *ctx, inner);
	tap->max_response = readings[reading].max_response;
}

static void close_card(zairyu_context *ctx, struct tap *tap)
{
	zairyu_transport_free(tap->transport);
	zairyu_transport_free(tap->inner);
	zairyu_context_free(ctx);
}

/* No answer is longer than was said; where answers are limited, what is said is within the limit, and reached. */
static void check_exchanges(const struct tap *tap, size_t limit)
{
	size_t exact = 0, exchanges = 0;

	for (size_t i = 0; i < tap->count; i++) {
		const struct tap_exchange *e = &tap->exchanges[i];

		if (e->len == 0)
			continue; /* a connect */
		exchanges++;
		ck_assert_uint_eq(e->hints.size, sizeof(zairyu_hints));
		ck_assert_uint_ge(e->hints.answer_max, 2);
		ck_assert_msg(e->answer_len <= e->hints.answer_max, "%02X%02X: %zu bytes, %zu were said", e->command[0],
			      e->command[1], e->answer_len, e->hints.answer_max);
		ck_assert_uint_ge(e->hints.patience_ms, 5000);
		ck_assert_uint_lt(e->hints.patience_ms, 10000);
		if (e->command[1] != 0xB0 || e->command[0] != 0x08)
			continue;
		if (limit)
			ck_assert_uint_le(e->hints.answer_max, limit);
		exact += e->answer_len == e->hints.answer_max;
	}
	ck_assert_uint_gt(exchanges, 10);
	ck_assert(!limit || exact > 10);
}

START_TEST(what_is_said_holds)
{
	static struct tap tap;
	zairyu_context *ctx;
	/* a session asks for no more than a frame where answers are limited at all */
	const size_t limit = readings[_i].max_response > 253 ? 253 : readings[_i].max_response;

	open_card(_i, &ctx, &tap);
	read_tapped(&tap, ctx, NULL);
	check_exchanges(&tap, limit);
	close_card(ctx, &tap);
}
END_TEST

/* What no reader of a card can mean is not taken for its limit; what is short, but can be, is. */
START_TEST(limits_that_cannot_be)
{
	static const size_t most[] = { 1, 2, 3, 16, 20, 41, 42, 64 };
	static struct tap tap;
	zairyu_context *ctx;
	size_t unlimited;

	open_card(_i, &ctx, &tap);
	read_tapped(&tap, ctx, NULL);
	unlimited = tap.count;
	for (int i = 0; i < COUNT(most); i++) {
		tap_clear(&tap);
		tap.max_response = most[i];
		read_tapped(&tap, ctx, NULL);
		check_exchanges(&tap, most[i] < 42 ? 0 : most[i]);
		ck_assert(most[i] < 42 ? tap.count == unlimited : tap.count > unlimited);
	}
	close_card(ctx, &tap);
}
END_TEST

/* A transport around another loses nothing of it. */
START_TEST(a_trace_passes_it_on)
{
	static struct tap tap, traced;
	char path[64];
	zairyu_context *ctx;

	snprintf(path, sizeof path, "hints-%ld.trace", (long)getpid());
	open_card(1, &ctx, &tap);
	read_tapped(&tap, ctx, NULL);
	traced = tap;
	tap_clear(&tap);
	read_tapped(&tap, ctx, path);
	unlink(path);
	ck_assert_uint_eq(tap.count, traced.count);
	for (size_t i = 0; i < tap.count; i++) {
		const zairyu_hints *told = &tap.exchanges[i].hints, *before = &traced.exchanges[i].hints;

		ck_assert_uint_eq(told->size, before->size);
		ck_assert_uint_eq(told->answer_max, before->answer_max);
		ck_assert_uint_eq(told->patience_ms, before->patience_ms);
	}
	close_card(ctx, &tap);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("hints", 60);

	tcase_add_loop_test(tcase, what_is_said_holds, 0, COUNT(readings));
	tcase_add_loop_test(tcase, limits_that_cannot_be, 0, 2);
	tcase_add_test(tcase, a_trace_passes_it_on);
	return suite_run("hints", tcase);
}
