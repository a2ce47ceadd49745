/* SPDX-License-Identifier: BSD-2-Clause */
/* Failing, and telling the person. */
#include "person/fail.h"

#include <stdio.h>
#include <string.h>

#include "person/language.h"
#include "person/safe_text.h"

enum { MESSAGE_MAX = 1024 }; /* what zairyu_error_set() keeps */

/* Marks errors made here: their message is in the person's language already. */
static const char own_domain[] = "command";

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

	if (strerror_r(number, reason, sizeof reason))
		reason[0] = '\0';
	return set(app, err, code, number, message, path, reason);
}

/* "Permission denied (a certificate file cannot be opened: ca.crt)" */
static int fail_with_reason(const struct app *app, zairyu_error **err, int code, enum message message, const char *path,
			    int number, const char *detail)
{
	char reason[MESSAGE_MAX], both[2 * MESSAGE_MAX];

	if (number == 0 || strerror_r(number, reason, sizeof reason))
		return set(app, err, code, number, message, path, detail);
	(void)snprintf(both, sizeof both, "%s (%s)", reason, detail);
	return set(app, err, code, number, message, path, both);
}

int fail_about_file(const struct app *app, zairyu_error **err, int code, enum message message, const char *path,
		    zairyu_error *cause)
{
	const char *domain;
	int64_t number;

	if ((code == ZAIRYU_ERR_FILE || code == ZAIRYU_ERR_WRITE) &&
	    zairyu_error_native(cause, &domain, &number) == ZAIRYU_OK) {
		fail_with_reason(app, err, code, message, path, (int)number, zairyu_error_message(cause));
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

static void show_position(const struct app *app, const zairyu_error *err)
{
	char digits[24];
	size_t position;

	if (zairyu_error_position(err, &position))
		return;
	(void)snprintf(digits, sizeof digits, "%zu", position);
	show_line(app, MSG_NUMBER_POSITION, digits);
}

void failure_show(const struct app *app, int code, const zairyu_error *err, const char *about)
{
	const char *text = zairyu_error_text(code, app->language), *detail = zairyu_error_message(err);

	fputs("zairyu: ", stderr);
	if (about && !(is_own(err) && strstr(detail, about))) { /* not twice */
		safe_text_print(stderr, about);
		fputs(": ", stderr);
	}
	if (is_own(err))
		safe_text_print(stderr, detail);
	else
		text_print(stderr, text);
	fputc('\n', stderr);
	show_position(app, err);
	show_advice(app, code, err);
	fputs("  ", stderr);
	message_print(stderr, MSG_SUPPORT_CODE, app->language, zairyu_error_support_code(err), zairyu_error_name(code));
	if (!is_own(err) && detail[0]) {
		fputs("\n  ", stderr);
		message_print(stderr, MSG_DETAIL, app->language, detail, NULL);
	}
	fputc('\n', stderr);
}

void failure_warn(const struct app *app, enum message message, const char *one, const char *two)
{
	if (app->quiet)
		return;
	fputs("zairyu: ", stderr);
	message_print(stderr, message, app->language, one, two);
	fputc('\n', stderr);
}
