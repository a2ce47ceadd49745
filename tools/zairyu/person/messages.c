/* SPDX-License-Identifier: BSD-2-Clause */
/* Every text the command shows, in both languages. */
#include "person/messages.h"

#include <zairyu.h>

static const struct {
	const char *ja, *en;
} texts[MSG_COUNT] = {
#define M(name, ja, en) { ja, en },
#include "person/messages.def"
#undef M
};

const char *message_text(enum message message, int language)
{
	return language == ZAIRYU_LANGUAGE_JA ? texts[message].ja : texts[message].en;
}
