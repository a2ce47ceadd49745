/* SPDX-License-Identifier: BSD-2-Clause */
/* Lists of readers of several backends: what one says beside the others, and which lists are the same. */
#include <stdbool.h>

#include "echo.h"

/* What a backend lists: nothing, a reader, or a failure; the failures' words are the backend's scheme. */
struct source {
	const char *scheme;
	int rc;
	size_t readers;
};

static int source_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		       zairyu_error **err)
{
	const struct source *s = userdata;

	(void)ctx, (void)wait;
	for (size_t i = 0; i < s->readers; i++)
		ck_assert_int_eq(zairyu_readers_add(into, s->scheme, "a reader", 0, 0, 0), 0);
	return s->rc < 0 ? zairyu_error_set(err, s->rc, NULL, 0, s->scheme) : ZAIRYU_OK;
}

static int source_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		       zairyu_transport **out, zairyu_error **err)
{
	const struct source *s = userdata;

	(void)ctx, (void)wait, (void)out;
	ck_assert_str_eq(name, "n");
	return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, s->scheme);
}

static void add(zairyu_context *ctx, struct source *s)
{
	const zairyu_backend backend = {
		.size = sizeof backend, .scheme = s->scheme, .userdata = s, .list = source_list, .open = source_open
	};

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
}

#define SERVICE    ZAIRYU_ERR_NO_SERVICE
#define PERMISSION ZAIRYU_ERR_NO_PERMISSION
#define CANCELLED  ZAIRYU_ERR_CANCELLED
static const struct {
	struct source sources[3];
	int rc, watched; /* listed; and watched, where one that answers is enough */
	size_t readers;
	const char *message;
	int lines; /* of the log, for each listing */
} lists[] = {
	{ { { "a", 0, 0 }, { "b", 0, 0 }, { "c", 0, 0 } }, 0, 0, 0, "", 0 },
	{ { { "a", 0, 1 }, { "b", 0, 2 }, { "c", 0, 3 } }, 0, 0, 6, "", 0 },
	{ { { "a", SERVICE, 0 }, { "b", PERMISSION, 0 }, { "c", SERVICE, 0 } }, SERVICE, SERVICE, 0, "a", 3 },
	{ { { "a", 0, 0 }, { "b", PERMISSION, 0 }, { "c", SERVICE, 0 } }, PERMISSION, 0, 0, "b", 2 },
	{ { { "a", 0, 0 }, { "b", 0, 0 }, { "c", SERVICE, 0 } }, SERVICE, 0, 0, "c", 1 },
	{ { { "a", SERVICE, 0 }, { "b", 0, 0 }, { "c", 0, 0 } }, SERVICE, 0, 0, "a", 1 },
	{ { { "a", SERVICE, 0 }, { "b", 0, 0 }, { "c", PERMISSION, 0 } }, SERVICE, 0, 0, "a", 2 },
	{ { { "a", SERVICE, 0 }, { "b", PERMISSION, 0 }, { "c", 0, 1 } }, 0, 0, 1, "", 2 },
	{ { { "a", 0, 1 }, { "b", PERMISSION, 0 }, { "c", 0, 0 } }, 0, 0, 1, "", 1 },
	{ { { "a", SERVICE, 2 }, { "b", 0, 0 }, { "c", 0, 0 } }, 0, 0, 2, "", 1 },
	{ { { "a", 0, 1 }, { "b", CANCELLED, 0 }, { "c", 0, 1 } }, CANCELLED, CANCELLED, 0, "cancelled", 0 },
	{ { { "a", SERVICE, 0 }, { "b", CANCELLED, 0 }, { "c", 0, 0 } }, CANCELLED, CANCELLED, 0, NULL, 1 },
};

static void count_lines(void *userdata, int level, const char *component, const char *line)
{
	(void)line;
	ck_assert_int_eq(level, ZAIRYU_LOG_WARNING);
	ck_assert(component[0] >= 'a' && component[0] <= 'c');
	(*(int *)userdata)++;
}

START_TEST(several_backends)
{
	struct source sources[3] = { lists[_i].sources[0], lists[_i].sources[1], lists[_i].sources[2] };
	zairyu_error *err = NULL;
	zairyu_readers *readers;
	zairyu_context *ctx;
	int lines = 0;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_set_log(ctx, ZAIRYU_LOG_DEBUG, count_lines, &lines), 0);
	for (int i = 0; i < 3; i++)
		add(ctx, &sources[i]);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, &err), lists[_i].rc);
	if (lists[_i].message)
		ck_assert_str_eq(zairyu_error_message(err), lists[_i].message);
	ck_assert((readers != NULL) == (lists[_i].rc == 0));
	ck_assert_uint_eq(zairyu_readers_count(readers), lists[_i].readers);
	ck_assert_int_eq(lines, lists[_i].lines);
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, NULL, NULL, &readers, NULL), lists[_i].watched);
	ck_assert_int_eq(lines, 2 * lists[_i].lines);
	zairyu_readers_free(readers);
	for (int i = 0; i < 3; i++) { /* one alone says what it says itself */
		ck_assert_int_eq(zairyu_readers_list(ctx, sources[i].scheme, NULL, &readers, &err), sources[i].rc);
		ck_assert_str_eq(zairyu_error_message(err), sources[i].rc < 0 ? sources[i].scheme : "");
		ck_assert_uint_eq(zairyu_readers_count(readers), sources[i].rc < 0 ? 0 : sources[i].readers);
		zairyu_readers_free(readers);
	}
	zairyu_error_free(err);
	zairyu_context_free(ctx);
}
END_TEST

/* A scheme is the whole of what stands before the first colon. */
START_TEST(schemes)
{
	static const struct {
		const char *uri, *found; /* NULL: none */
	} uris[] = { { "ab:n", "ab" }, { "ac:n", "ac" },   { "abc:n", "abc" }, { "a:n", NULL },   { "ad:n", NULL },
		     { ":n", NULL },   { "abcd:n", NULL }, { "AB:n", NULL },   { "0z9:n", "0z9" } };
	struct source sources[] = { { "ab", 0, 0 }, { "abc", 0, 0 }, { "ac", 0, 0 }, { "0z9", 0, 0 } };
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	for (int i = 0; i < COUNT(sources); i++)
		add(ctx, &sources[i]);
	for (int i = 0; i < COUNT(uris); i++) {
		zairyu_error *err = NULL;
		zairyu_transport *t;

		ck_assert_int_eq(zairyu_transport_open(ctx, uris[i].uri, NULL, &t, &err),
				 uris[i].found ? ZAIRYU_ERR_NO_READER : ZAIRYU_ERR_UNSUPPORTED);
		if (uris[i].found)
			ck_assert_str_eq(zairyu_error_message(err), uris[i].found);
		ck_assert_ptr_null(t);
		zairyu_error_free(err);
	}
	zairyu_context_free(ctx);
}
END_TEST

/* One reader, or more, of which the last is so. */
struct entry {
	size_t count;
	const char *uri, *label;
	int card;
	uint32_t changes;
};

static int entry_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		      zairyu_error **err)
{
	const struct entry *e = userdata;

	(void)ctx, (void)wait, (void)err;
	ck_assert_int_eq(zairyu_readers_set_changes(into, 1), ZAIRYU_ERR_ARGUMENT); /* nothing there yet */
	for (size_t i = 1; i < e->count; i++)
		ck_assert_int_eq(zairyu_readers_add(into, "x:", "another", 0, 0, 0), 0);
	if (e->count > 0) {
		ck_assert_int_eq(zairyu_readers_add(into, e->uri, e->label, e->card, 0, 0), 0);
		ck_assert_int_eq(zairyu_readers_set_changes(into, e->changes), 0);
	}
	return ZAIRYU_OK;
}

static const struct {
	struct entry before, after;
	bool same;
} pairs[] = {
	{ { 0, "", "", 0, 0 }, { 0, "", "", 0, 0 }, true },
	{ { 1, "a", "b", 1, 7 }, { 1, "a", "b", 1, 7 }, true },
	{ { 3, "a", "b", 1, 7 }, { 3, "a", "b", 1, 7 }, true },
	{ { 0, "", "", 0, 0 }, { 1, "a", "b", 0, 0 }, false },
	{ { 1, "a", "b", 0, 0 }, { 0, "", "", 0, 0 }, false },
	{ { 2, "x:", "another", 0, 0 }, { 3, "x:", "another", 0, 0 }, false },
	{ { 3, "x:", "another", 0, 0 }, { 2, "x:", "another", 0, 0 }, false },
	{ { 1, "a", "b", 1, 7 }, { 1, "c", "b", 1, 7 }, false },
	{ { 1, "a", "b", 1, 7 }, { 1, "a", "c", 1, 7 }, false },
	{ { 1, "a", "b", 1, 7 }, { 1, "a", "b", 2, 7 }, false },
	{ { 1, "a", "b", 1, 7 }, { 1, "a", "b", 1, 8 }, false },
	{ { 3, "a", "b", 1, 7 }, { 3, "c", "b", 1, 7 }, false },
	{ { 3, "a", "b", 1, 7 }, { 3, "a", "c", 1, 7 }, false },
	{ { 3, "a", "b", 1, 7 }, { 3, "a", "b", 2, 7 }, false },
	{ { 3, "a", "b", 1, 7 }, { 3, "a", "b", 1, 6 }, false },
};

START_TEST(sameness)
{
	struct entry entry = pairs[_i].before;
	const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "x", .userdata = &entry, .list = entry_list, .open = source_open
	};
	zairyu_readers *known, *seen;
	zairyu_context *ctx;
	zairyu_wait *none;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(0, NULL, &none, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &known, NULL), 0);
	entry = pairs[_i].after;
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, known, none, &seen, NULL),
			 pairs[_i].same ? ZAIRYU_ERR_TIMEOUT : 0);
	ck_assert_uint_eq(zairyu_readers_count(seen), pairs[_i].same ? 0 : pairs[_i].after.count);
	zairyu_readers_free(known);
	zairyu_readers_free(seen);
	zairyu_wait_free(none);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("lists", 30);

	tcase_add_loop_test(tcase, several_backends, 0, COUNT(lists));
	tcase_add_test(tcase, schemes);
	tcase_add_loop_test(tcase, sameness, 0, COUNT(pairs));
	return suite_run("lists", tcase);
}
