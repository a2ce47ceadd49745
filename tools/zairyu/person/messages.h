/* SPDX-License-Identifier: BSD-2-Clause */
/* Every text the command shows, in both languages. The texts themselves are in messages.def. */
#ifndef PERSON_MESSAGES_H
#define PERSON_MESSAGES_H

enum message {
#define M(name, ja, en) MSG_##name,
#include "person/messages.def"
#undef M
	MSG_COUNT
};

/* `language` is a ZAIRYU_LANGUAGE_*. Never NULL. */
const char *message_text(enum message message, int language);

#endif
