/* SPDX-License-Identifier: BSD-2-Clause */
/* Which notes are for whoever looks at a card, and which for those who help them. */
#ifndef OUTPUT_NOTE_AUDIENCE_H
#define OUTPUT_NOTE_AUDIENCE_H

#include <stdbool.h>

/* A note of a report or of a field. One that is not known here is for everyone. */
bool note_is_for_everyone(const char *note);

#endif
