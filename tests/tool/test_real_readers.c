/* SPDX-License-Identifier: BSD-2-Clause */
/* Which readers a person is asked to place a card on, and whether that is needed. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "card/real_readers.h"

/*
 * A slot that the list has, two letters each: contactless (c), for contacts (k), of which nothing is known (u), for a SAM
 * (m), simulated (s); with a card (+), without (-), or one that cannot tell (?). The label is the letter.
 */
static int list_slots(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		      zairyu_error **err)
{
	static const int suitabilities[] = {
		['c'] = ZAIRYU_READER_CONTACTLESS, ['k'] = ZAIRYU_READER_CONTACT, ['u'] = ZAIRYU_READER_UNKNOWN,
		['m'] = ZAIRYU_READER_SAM,         ['s'] = ZAIRYU_READER_UNKNOWN,
	};
	static const int cards[] = {
		['+'] = ZAIRYU_CARD_PRESENT, ['-'] = ZAIRYU_CARD_NONE, ['?'] = ZAIRYU_CARD_UNKNOWN
	};
	int rc = ZAIRYU_OK;

	(void)ctx, (void)wait, (void)err;
	for (const char *slot = userdata; rc == ZAIRYU_OK && *slot; slot += 2)
		rc = zairyu_readers_add(into, "replay:", (const char[]){ slot[0], '\0' }, cards[(int)slot[1]],
					slot[0] == 's', suitabilities[(int)slot[0]]);
	return rc;
}

static int open_none(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	(void)userdata, (void)ctx, (void)name, (void)wait, (void)out, (void)err;
	return ZAIRYU_ERR_NO_READER;
}

static const struct {
	const char *slots, *labels;
	bool has_card;
} finds[] = {
	{ "c-", "c", false },          { "c+", "c", true },   { "c?", "c", false },     { "c-u-", "c, u", false },
	{ "c-u+", "c, u", true },      { "u+k-", "u", true }, { "k+c-", "c", false },   { "c-k+", "c", false },
	{ "k+u-k+c-", "u, c", false }, { "k-", "k", false },  { "k+k-", "k, k", true }, { "k+m+s+", "k", true },
	{ "c-m+s+", "c", false },      { "m+s+", "", false }, { "", "", false },
};

static int find(zairyu_context *ctx, struct real_readers *found)
{
	struct app app = { .ctx = ctx };
	zairyu_error *err = NULL;
	int rc;

	ck_assert_int_eq(zairyu_cancel_new(&app.cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, app.cancel, &app.wait, NULL), 0);
	rc = real_readers_find(&app, found, &err);
	ck_assert(!err == (rc == ZAIRYU_OK));
	zairyu_error_free(err);
	zairyu_wait_free(app.wait);
	zairyu_cancel_free(app.cancel);
	return rc;
}

START_TEST(test_which_count)
{
	const zairyu_backend backend = { .size = sizeof backend,
					 .scheme = "replay", /* every build has it */
					 .userdata = (char *)finds[_i].slots,
					 .list = list_slots,
					 .open = open_none };
	struct real_readers found;
	zairyu_context *ctx;
	int rc;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
	rc = find(ctx, &found);
	ck_assert_msg((rc == ZAIRYU_OK) == (finds[_i].labels[0] != '\0'), "%s: %d", finds[_i].slots, rc);
	ck_assert_msg(strcmp(found.labels, finds[_i].labels) == 0, "%s: %s", finds[_i].slots, found.labels);
	ck_assert_msg(found.has_card == finds[_i].has_card, "%s", finds[_i].slots);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("which count", 10);

	tcase_add_loop_test(tcase, test_which_count, 0, COUNT(finds));
	return suite_run("tool: real readers", tcase);
}
