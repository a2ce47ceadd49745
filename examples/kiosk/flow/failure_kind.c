/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/failure_kind.h"

#include <stddef.h>
#include <stdio.h>
#include <zairyu.h>

static const struct row {
	int code;
	enum failure_kind kind;
	const char *cause;
} rows[] = {
	{ ZAIRYU_ERR_WRONG_NUMBER, FAILURE_NUMBER, NULL },
	{ ZAIRYU_ERR_NUMBER_FORMAT, FAILURE_NUMBER, NULL },
	{ ZAIRYU_ERR_NOT_RESIDENCE_CARD, FAILURE_OTHER_CARD, NULL },
	{ ZAIRYU_ERR_SPECIFIED_CARD, FAILURE_OTHER_CARD, "cause-specified-card" },
	{ ZAIRYU_ERR_UNKNOWN_CARD_TYPE, FAILURE_OTHER_CARD, "cause-newer-card" },
	{ ZAIRYU_ERR_CARD_GONE, FAILURE_AGAIN, "cause-card-gone" },
	{ ZAIRYU_ERR_MANY_CARDS, FAILURE_AGAIN, "cause-many-cards" },
	{ ZAIRYU_ERR_TIMEOUT, FAILURE_AGAIN, "cause-timeout" },
	{ ZAIRYU_ERR_NO_SERVICE, FAILURE_AGAIN, "cause-reader" },
	{ ZAIRYU_ERR_NO_READER, FAILURE_AGAIN, "cause-reader" },
	{ ZAIRYU_ERR_READER_BUSY, FAILURE_AGAIN, "cause-reader" },
	{ ZAIRYU_ERR_READER_GONE, FAILURE_AGAIN, "cause-reader" },
};

static const struct row *row_of(int code)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].code == code)
			return &rows[i];
	}
	return NULL;
}

enum failure_kind failure_kind_of(int code)
{
	const struct row *row = row_of(code);

	if (row)
		return row->kind;
	return zairyu_error_retry(code) ? FAILURE_AGAIN : FAILURE_FINAL;
}

/* By official message. */
static const char *address_of(int message)
{
	switch (message) {
	case 2:
		return "reissue-url";
	case 4:
	case 5:
		return "counter-url";
	default:
		return NULL;
	}
}

void failure_texts_of(int code, struct failure_texts *out)
{
	const struct row *row = row_of(code);
	const int message = zairyu_error_official_message(code);

	*out = (struct failure_texts){ .address = address_of(message), .cause = row ? row->cause : NULL };
	(void)snprintf(out->message, sizeof out->message, "message-%d", message);
	(void)snprintf(out->advice, sizeof out->advice, "advice-%d", message);
}
