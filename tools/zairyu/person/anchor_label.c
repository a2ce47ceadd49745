/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/anchor_label.h"

#include <string.h>

#include "person/messages.h"

static const struct {
	const char *kind;
	enum message label;
} labels[] = {
	{ "production", MSG_ANCHOR_PRODUCTION },
	{ "official-test", MSG_ANCHOR_OFFICIAL_TEST },
	{ "custom", MSG_ANCHOR_CUSTOM },
};

const char *anchor_label(const struct app *app, const char *kind)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].kind, kind) == 0)
			return message_text(labels[i].label, app->language);
	return kind;
}
