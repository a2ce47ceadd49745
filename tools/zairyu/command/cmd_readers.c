/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu readers: the readers of all backends. */
#include <stdio.h>
#include <string.h>

#include "card/backends.h"
#include "command/command.h"
#include "output/output.h"
#include "output/output_json.h"
#include "person/columns.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/safe_text.h"
#include "person/terminal.h"

static const struct {
	int card;
	enum message text;
} states[] = {
	{ ZAIRYU_CARD_UNKNOWN, MSG_CARD_UNKNOWN },
	{ ZAIRYU_CARD_NONE, MSG_CARD_NONE },
	{ ZAIRYU_CARD_PRESENT, MSG_CARD_PRESENT },
};
enum { STATES = sizeof states / sizeof *states };

enum {
	LISTS_MAX = 8, /* more backends than there will be */
	URI_SIZE = 1024 + 2
};

/* What each backend gave: a list, or NULL and why. */
struct lists {
	zairyu_readers *list[LISTS_MAX];
	zairyu_error *failure[LISTS_MAX];
	size_t readers;
};

/* Beside readers that work, a backend that does not is only mentioned. */
static void mention(const struct app *app, const struct lists *lists)
{
	for (size_t i = 0; i < LISTS_MAX; i++)
		if (lists->failure[i])
			failure_warn_of(app, MSG_ABOUT, backends_scheme(i), zairyu_error_code(lists->failure[i]),
					lists->failure[i]);
}

/* Each backend by itself, since the one that fails would not be heard of beside one that works. */
static int gather(const struct app *app, struct lists *lists, zairyu_error **err)
{
	const char *scheme;
	int first = ZAIRYU_OK;
	size_t first_at = 0;

	for (size_t i = 0; i < LISTS_MAX && (scheme = backends_scheme(i)); i++) {
		int rc = zairyu_readers_list(app->ctx, scheme, app->wait, &lists->list[i], &lists->failure[i]);

		lists->readers += zairyu_readers_count(lists->list[i]);
		if (rc != ZAIRYU_OK && !first) {
			first = rc;
			first_at = i;
		}
	}
	if (lists->readers == 0 && !zairyu_cancel_is_triggered(app->cancel)) {
		*err = lists->failure[first_at];
		lists->failure[first_at] = NULL;
		return first;
	}
	if (!zairyu_cancel_is_triggered(app->cancel))
		mention(app, lists);
	return fail_if_interrupted(app, err);
}

static const char *state_of(const struct app *app, const zairyu_readers *list, size_t index)
{
	for (int i = 0; i < STATES; i++)
		if (states[i].card == zairyu_readers_card(list, index))
			return message_text(states[i].text, app->language);
	return "";
}

/* What is simulated is the libraries' own, and so are its words. */
static const char *label_of(const struct app *app, const zairyu_readers *list, size_t index)
{
	return zairyu_readers_simulated(list, index) ? message_text(MSG_VIRTUAL_CARD, app->language)
						     : zairyu_readers_label(list, index);
}

/* For programs: between tabs, which a URI does not have. */
static void print_line(const struct app *app, const zairyu_readers *list, size_t index)
{
	safe_text_print(stdout, zairyu_readers_uri(list, index));
	fputc('\t', stdout);
	fputs(state_of(app, list, index), stdout);
	fputc('\t', stdout);
	safe_text_print(stdout, label_of(app, list, index));
	fputc('\n', stdout);
}

/* For a person: in columns, and a URI with blanks as a shell wants it. */
static void add_row(struct columns *table, const struct app *app, const zairyu_readers *list, size_t index)
{
	const char *uri = zairyu_readers_uri(list, index);
	const bool quoted = strchr(uri, ' ') && !strchr(uri, '\'');
	char cell[URI_SIZE];

	(void)snprintf(cell, sizeof cell, quoted ? "'%s'" : "%s", uri);
	columns_add(table, cell);
	columns_add(table, state_of(app, list, index));
	columns_add(table, label_of(app, list, index));
}

static int print_text(const struct app *app, const struct lists *lists, zairyu_error **err)
{
	const bool for_person = terminal_is_capable(stdout);
	struct columns table;
	int rc;

	columns_begin(&table, 3);
	for (size_t i = 0; i < LISTS_MAX; i++)
		for (size_t n = 0; n < zairyu_readers_count(lists->list[i]); n++)
			if (for_person)
				add_row(&table, app, lists->list[i], n);
			else
				print_line(app, lists->list[i], n);
	rc = columns_print(&table, app, stdout, "", err);
	columns_done(&table);
	return rc;
}

static int print(const struct app *app, const struct lists *lists, zairyu_error **err)
{
	int rc;

	if (app->json)
		return output_json_readers(app, (const zairyu_readers *const *)lists->list, LISTS_MAX, err);
	rc = print_text(app, lists, err);
	return rc == ZAIRYU_OK ? output_flush(app, err) : rc;
}

enum { AGAIN_MS = 1000 };

/* A failure that goes on is told once; when it is over, all is shown again. */
static void tell_failure(const struct app *app, int rc, int before, zairyu_error *cause)
{
	if (rc == before)
		return;
	if (app->json)
		(void)output_json_error(app, rc, cause, NULL, NULL);
	failure_warn_of(app, MSG_READERS_FAILED, NULL, rc, cause);
}

static int print_change(const struct app *app, zairyu_readers *now, zairyu_error **err)
{
	const struct lists lists = { .list = { now } };
	int rc;

	if (app->json)
		return print(app, &lists, err);
	rc = print_text(app, &lists, err);
	putchar('\n');
	return rc == ZAIRYU_OK ? output_flush(app, err) : rc;
}

/* Shows what there is, and again whenever that changes, until it is interrupted, which is its regular end. */
static int watch(const struct app *app, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_readers *known = NULL, *now = NULL;
	int rc = ZAIRYU_OK, failure = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && !zairyu_cancel_is_triggered(app->cancel)) {
		zairyu_error *cause = NULL;
		const int before = failure;

		failure = zairyu_readers_watch(app->ctx, NULL, known, wait, &now, &cause);
		zairyu_readers_free(known);
		known = now;
		if (!failure)
			rc = print_change(app, now, err);
		else if (failure != ZAIRYU_ERR_CANCELLED)
			tell_failure(app, failure, before, cause);
		zairyu_error_free(cause);
		if (failure)
			(void)zairyu_wait_sleep(wait, AGAIN_MS, NULL);
	}
	zairyu_readers_free(known);
	return zairyu_cancel_is_triggered(app->cancel) ? ZAIRYU_OK : rc;
}

static int watch_readers(const struct app *app, zairyu_error **err)
{
	zairyu_wait *wait = NULL;
	int rc = zairyu_wait_new(ZAIRYU_WAIT_FOREVER, app->cancel, &wait, NULL);

	if (rc != ZAIRYU_OK)
		return fail(app, err, rc, MSG_OUT_OF_MEMORY, NULL, NULL);
	rc = watch(app, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

int cmd_readers(struct app *app, const struct options *options, zairyu_error **err)
{
	struct lists lists = { 0 };
	int rc = gather(app, &lists, err);

	if (rc == ZAIRYU_OK && options->value[OPTION_WATCH])
		rc = watch_readers(app, err);
	else if (rc == ZAIRYU_OK)
		rc = print(app, &lists, err);
	for (size_t i = 0; i < LISTS_MAX; i++) {
		zairyu_readers_free(lists.list[i]);
		zairyu_error_free(lists.failure[i]);
	}
	return rc;
}
