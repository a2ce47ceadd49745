/* SPDX-License-Identifier: BSD-2-Clause */
/* From the options to a reader with a card on it. */
#include "command/chosen_reader.h"

#include <stdio.h>
#include <string.h>

#include "card/backends.h"
#include "card/real_readers.h"
#include "person/fail.h"
#include "person/terminal.h"

enum {
	LOOK_MS = 10, /* long enough for a service that knows it already */
	SCHEME_MAX = 48
};

static bool is_known(const char *uri)
{
	const size_t len = strcspn(uri, ":");
	const char *scheme;

	for (size_t i = 0; (scheme = backends_scheme(i)); i++)
		if (uri[len] && strlen(scheme) == len && strncmp(scheme, uri, len) == 0)
			return true;
	return false;
}

/* What follows the scheme may be anything. */
static int refuse_unknown(const struct app *app, const char *uri, zairyu_error **err)
{
	char name[SCHEME_MAX], known[128] = "";
	const char *scheme;

	(void)snprintf(name, sizeof name, "%.*s", (int)strcspn(uri, ":"), uri);
	for (size_t i = 0; (scheme = backends_scheme(i)); i++) {
		const size_t used = strlen(known);

		(void)snprintf(known + used, sizeof known - used, "%s%s:", used ? ", " : "", scheme);
	}
	return fail(app, err, strchr(uri, ':') ? ZAIRYU_ERR_UNSUPPORTED : ZAIRYU_ERR_ARGUMENT, MSG_UNKNOWN_READER, name,
		    known);
}

/* None is no failure while there is time in which one may be plugged in. */
static int look_for_readers(const struct app *app, const struct options *options, zairyu_error **err)
{
	const char *seconds = options->value[OPTION_WAIT];
	struct real_readers readers;
	zairyu_error *cause = NULL;
	uint32_t timeout_ms;
	int rc = options_wait(options, app, &timeout_ms, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = real_readers_find(app, &readers, &cause);
	if (rc != ZAIRYU_ERR_NO_READER || !seconds || timeout_ms == 0) {
		*err = cause;
		return rc;
	}
	zairyu_error_free(cause);
	if (terminal_is_capable(stderr))
		failure_warn(app, MSG_NO_READER_YET, seconds, NULL);
	return ZAIRYU_OK;
}

int chosen_reader_check(const struct app *app, const struct options *options, zairyu_error **err)
{
	const char *uri = options->value[OPTION_READER];

	return !uri || is_known(uri) ? ZAIRYU_OK : refuse_unknown(app, uri, err);
}

/* The libraries' messages hold no names, and a person may have mistyped that of the trace. */
static int open_named(const struct app *app, const char *uri, zairyu_transport **out, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_transport_open(app->ctx, uri, app->wait, out, &cause);

	if (rc == ZAIRYU_ERR_FILE)
		return fail_about_file(app, err, rc, MSG_CANNOT_READ, uri, cause);
	*err = cause;
	return rc;
}

int chosen_reader_open(const struct app *app, const struct options *options, zairyu_transport **out, zairyu_error **err)
{
	const char *uri = options->value[OPTION_READER];
	int rc = chosen_reader_check(app, options, err);

	*out = NULL;
	if (rc != ZAIRYU_OK)
		return rc;
	return uri ? open_named(app, uri, out, err) : look_for_readers(app, options, err);
}

/* A deadline that passed while waiting means one thing only. */
static int as_no_card(const struct app *app, int rc, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_TIMEOUT)
		return rc;
	zairyu_error_clear(err);
	return fail(app, err, ZAIRYU_ERR_NO_CARD, MSG_NO_CARD_IN_TIME, NULL, NULL);
}

static int wait_on(const struct app *app, zairyu_transport *reader, uint32_t timeout_ms, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc;

	if (timeout_ms == 0) /* connecting looks once */
		return ZAIRYU_OK;
	rc = zairyu_transport_wait_card(reader, 1, timeout_ms, app->cancel, &cause);
	if (rc == ZAIRYU_ERR_UNSUPPORTED) { /* connecting will tell */
		zairyu_error_free(cause);
		return ZAIRYU_OK;
	}
	if (err)
		*err = cause;
	else
		zairyu_error_free(cause);
	return as_no_card(app, rc, err);
}

/* Whether a card is known to lie on the reader already. */
static bool has_card(const struct app *app, zairyu_transport *reader)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_transport_wait_card(reader, 1, LOOK_MS, app->cancel, &cause);

	zairyu_error_free(cause);
	return rc == ZAIRYU_OK;
}

static void ask_for_card(const struct app *app, const struct options *options, zairyu_transport *reader)
{
	const char *uri = options->value[OPTION_READER];
	struct real_readers readers;
	zairyu_error *cause = NULL;

	if (reader) {
		if (!has_card(app, reader))
			failure_warn(app, uri ? MSG_PLACE_CARD_ON : MSG_PLACE_CARD, uri, NULL);
	} else if (real_readers_find(app, &readers, &cause) == ZAIRYU_OK && !readers.has_card) {
		failure_warn(app, readers.count > 1 ? MSG_PLACE_CARD_ON_ONE_OF : MSG_PLACE_CARD_ON, readers.labels,
			     NULL);
	}
	zairyu_error_free(cause);
}

int chosen_reader_wait(const struct app *app, const struct options *options, zairyu_transport **reader,
		       zairyu_error **err)
{
	uint32_t timeout_ms;
	int rc = options_wait(options, app, &timeout_ms, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (timeout_ms > 0 && terminal_is_capable(stderr))
		ask_for_card(app, options, *reader);
	if (*reader)
		return wait_on(app, *reader, timeout_ms, err);
	return as_no_card(app, zairyu_transport_open_first(app->ctx, timeout_ms, app->cancel, reader, err), err);
}

int chosen_reader_trace(const struct app *app, const struct options *options, zairyu_transport **reader,
			zairyu_error **err)
{
	const char *path = options->value[OPTION_TRACE];
	zairyu_error *cause = NULL;
	zairyu_transport *trace;
	int rc;

	if (!path)
		return ZAIRYU_OK;
	rc = zairyu_trace_new(app->ctx, *reader, path, &trace, &cause);
	if (rc != ZAIRYU_OK)
		return fail_about_file(app, err, rc, MSG_CANNOT_WRITE, path, cause);
	zairyu_transport_free(*reader); /* the trace keeps it alive */
	*reader = trace;
	failure_warn(app, MSG_TRACE_IS_PERSONAL, path, NULL);
	return ZAIRYU_OK;
}
