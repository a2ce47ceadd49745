/* SPDX-License-Identifier: BSD-2-Clause */
/* Failing, and telling the person. */
#include "person/fail.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "person/language.h"
#include "person/safe_text.h"
#include "person/system_error.h"

enum { MESSAGE_MAX = 1024 }; /* what zairyu_error_set() keeps */

/* Marks errors made here: their message is in the person's language already. */
static const char own_domain[] = "command";
/* Marks the libraries' errors about a line of a file: its number is their native one. */
static const char line_domain[] = "line";

static int set(const struct app *app, zairyu_error **err, int code, int native, enum message message, const char *one,
	       const char *two)
{
	char text[MESSAGE_MAX];

	message_format(text, sizeof text, message_text(message, app->language), one, two);
	return zairyu_error_set(err, code, own_domain, native, text);
}

int fail(const struct app *app, zairyu_error **err, int code, enum message message, const char *one, const char *two)
{
	return set(app, err, code, 0, message, one, two);
}

int fail_errno(const struct app *app, zairyu_error **err, int code, enum message message, const char *path, int number)
{
	char reason[MESSAGE_MAX];

	system_error_text(number, app->language, reason, sizeof reason);
	return set(app, err, code, number, message, path, reason);
}

/* "Permission denied (a certificate file cannot be opened: ca.crt)" */
static int fail_with_reason(const struct app *app, zairyu_error **err, int code, enum message message, const char *path,
			    int number, const char *detail)
{
	char reason[MESSAGE_MAX], both[2 * MESSAGE_MAX];

	system_error_text(number, app->language, reason, sizeof reason);
	message_format(both, sizeof both, message_text(MSG_REASON_FOR_SUPPORT, app->language), reason, detail);
	return set(app, err, code, number, message, path, both);
}

/* Whether the system refused a file, and its number for that. */
static bool system_reason(int code, const zairyu_error *err, int *number)
{
	const char *domain;
	int64_t native;

	if ((code != ZAIRYU_ERR_FILE && code != ZAIRYU_ERR_WRITE) ||
	    zairyu_error_native(err, &domain, &native) != ZAIRYU_OK)
		return false;
	*number = (int)native;
	return native != 0;
}

int fail_about_file(const struct app *app, zairyu_error **err, int code, enum message message, const char *path,
		    zairyu_error *cause)
{
	int number;

	if (system_reason(code, cause, &number)) {
		fail_with_reason(app, err, code, message, path, number, zairyu_error_message(cause));
		zairyu_error_free(cause);
		return code;
	}
	if (app->about)
		(void)snprintf(app->about->file, sizeof app->about->file, "%s", path);
	if (err && !*err)
		*err = cause;
	else
		zairyu_error_free(cause);
	return code;
}

int fail_if_interrupted(const struct app *app, zairyu_error **err)
{
	if (!zairyu_cancel_is_triggered(app->cancel))
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_CANCELLED, MSG_INTERRUPTED, NULL, NULL);
}

/* What the command itself can do about it, beyond the library's advice. */
static const struct {
	int code;
	enum message message;
} advice[] = {
	{ ZAIRYU_ERR_NO_SERVICE, MSG_ADVICE_DOCTOR },        { ZAIRYU_ERR_NO_PERMISSION, MSG_ADVICE_DOCTOR },
	{ ZAIRYU_ERR_NO_READER, MSG_ADVICE_DOCTOR },         { ZAIRYU_ERR_NO_READER, MSG_ADVICE_READERS },
	{ ZAIRYU_ERR_READER_UNSUITABLE, MSG_ADVICE_DOCTOR }, { ZAIRYU_ERR_DRIVER_CONFLICT, MSG_ADVICE_DOCTOR },
	{ ZAIRYU_ERR_UNKNOWN_ANCHOR, MSG_ADVICE_CUSTOM },
};

static void show_line(const struct app *app, enum message message, const char *one)
{
	fputs("  ", stderr);
	message_print(stderr, message, app->language, one, NULL);
	fputc('\n', stderr);
}

static bool is_own(const zairyu_error *err)
{
	const char *domain = NULL;
	int64_t native;

	return zairyu_error_native(err, &domain, &native) == ZAIRYU_OK && domain && strcmp(domain, own_domain) == 0;
}

/* The library's advice goes with its text. */
static void show_advice(const struct app *app, int code, const zairyu_error *err)
{
	const char *text = is_own(err) ? NULL : zairyu_error_advice(code, app->language);

	if (text) {
		fputs("  ", stderr);
		text_print(stderr, text);
		fputc('\n', stderr);
	}
	if (code == ZAIRYU_ERR_ARGUMENT)
		show_line(app, app->command ? MSG_ADVICE_HELP_COMMAND : MSG_ADVICE_HELP, app->command);
	for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
		if (advice[i].code == code)
			show_line(app, advice[i].message, NULL);
}

static void show_number(const struct app *app, enum message message, uint64_t number)
{
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%" PRIu64, number);
	show_line(app, message, digits);
}

/* The character of a number, or the line of a file. */
static void show_position(const struct app *app, const zairyu_error *err)
{
	const char *domain;
	int64_t line;
	size_t position;

	if (zairyu_error_position(err, &position) == ZAIRYU_OK)
		show_number(app, MSG_NUMBER_POSITION, position);
	if (zairyu_error_native(err, &domain, &line) == ZAIRYU_OK && strcmp(domain, line_domain) == 0)
		show_number(app, MSG_LINE_POSITION, (uint64_t)line);
}

/* A library's own words, which are English and for those who help. They may name what nothing else names. */
static void show_detail(const struct app *app, const zairyu_error *err)
{
	const char *detail = zairyu_error_message(err);

	if (!is_own(err) && detail[0])
		show_line(app, MSG_DETAIL, detail);
}

/* What happened, in the person's words. */
static const char *words_of(const struct app *app, int code, const zairyu_error *err)
{
	const char *text = zairyu_error_text(code, app->language);

	if (is_own(err))
		return zairyu_error_message(err);
	/* That of the official application for what is unexpected speaks of its start screen. */
	return strcmp(text, zairyu_error_text(ZAIRYU_ERR_INTERNAL, app->language)) == 0
		       ? message_text(MSG_UNEXPECTED, app->language)
		       : text;
}

void failure_show(const struct app *app, int code, const zairyu_error *err, const char *about)
{
	const char *words = words_of(app, code, err);

	fputs("zairyu: ", stderr);
	if (about && !(is_own(err) && strstr(words, about))) { /* not twice */
		safe_text_print(stderr, about);
		fputs(": ", stderr);
	}
	if (is_own(err))
		safe_text_print(stderr, words);
	else
		text_print(stderr, words);
	fputc('\n', stderr);
	show_position(app, err);
	show_advice(app, code, err);
	fputs("  ", stderr);
	message_print(stderr, MSG_SUPPORT_CODE, app->language, zairyu_error_support_code(err), zairyu_error_name(code));
	fputc('\n', stderr);
	show_detail(app, err);
}

void failure_warn(const struct app *app, enum message message, const char *one, const char *two)
{
	if (app->quiet)
		return;
	fputs("zairyu: ", stderr);
	message_print(stderr, message, app->language, one, two);
	fputc('\n', stderr);
}

void failure_warn_of(const struct app *app, enum message message, const char *one, int code, const zairyu_error *cause)
{
	char reason[MESSAGE_MAX];
	int number;

	if (app->quiet)
		return;
	if (system_reason(code, cause, &number) && !is_own(cause))
		system_error_text(number, app->language, reason, sizeof reason);
	else
		(void)snprintf(reason, sizeof reason, "%s", words_of(app, code, cause));
	failure_warn(app, message, one, reason);
	show_position(app, cause);
	show_detail(app, cause);
}
