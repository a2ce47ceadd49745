/* SPDX-License-Identifier: BSD-2-Clause */
/* Why a file of the trust store is not used, in the person's words. */
#include "trust/refusal_text.h"

#include <errno.h>
#include <stdio.h>

#include "person/language.h"

enum { ANY = -1 };

static const struct {
	int code, number;
	enum message text;
} reasons[] = {
	{ ZAIRYU_ERR_CERTIFICATE, ANY, MSG_REFUSED_NO_CERTIFICATE },
	{ ZAIRYU_ERR_LIMIT, ANY, MSG_REFUSED_TOO_MANY },
	{ ZAIRYU_ERR_FILE, EACCES, MSG_REFUSED_NO_PERMISSION },
	{ ZAIRYU_ERR_FILE, EPERM, MSG_REFUSED_NO_PERMISSION },
	{ ZAIRYU_ERR_FILE, ENOENT, MSG_REFUSED_LINK_TO_NOTHING },
	{ ZAIRYU_ERR_FILE, ELOOP, MSG_REFUSED_LINK_TO_NOTHING },
	{ ZAIRYU_ERR_FILE, ENOTDIR, MSG_REFUSED_NOT_A_DIRECTORY },
	{ ZAIRYU_ERR_FILE, 0, MSG_REFUSED_NOT_A_FILE },
};

static enum message reason_of(int code, int number)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == code && (reasons[i].number == ANY || reasons[i].number == number))
			return reasons[i].text;
	return MSG_REFUSED_UNREADABLE;
}

/* What exactly is wrong with a certificate the library says in English alone. */
const char *refusal_text(const struct app *app, const zairyu_error *why, char out[REFUSAL_TEXT_SIZE])
{
	const int code = zairyu_error_code(why);
	const char *domain;
	int64_t number = 0;
	const char *reason;

	(void)zairyu_error_native(why, &domain, &number);
	reason = message_text(reason_of(code, (int)number), app->language);
	if (code == ZAIRYU_ERR_CERTIFICATE && app->language == ZAIRYU_LANGUAGE_EN)
		(void)snprintf(out, REFUSAL_TEXT_SIZE, "%s (%s)", reason, zairyu_error_message(why));
	else
		(void)snprintf(out, REFUSAL_TEXT_SIZE, "%s", reason);
	return out;
}
