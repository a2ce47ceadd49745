/* SPDX-License-Identifier: BSD-2-Clause */
/* What the counter says, shows and sounds. */
#ifndef COUNTER_COUNTER_VOICE_H
#define COUNTER_COUNTER_VOICE_H

#include "counter/counter.h"

/* A line for the person at the terminal; without one nobody is spoken to. */
void counter_say(const struct counter *counter, enum message message);
/* The same with a sound, for what was forgotten. */
void counter_remind(const struct counter *counter, enum message message);
/* Takes the last card off the terminal, and out of what can be scrolled back to. */
void counter_clear_screen(void);
/* Trouble with readers, once for each kind, to whoever listens; and once that it is over (`rc` 0). */
void counter_tell_trouble(struct counter *counter, int rc, const zairyu_error *cause);
/* One card's failure: in words, as JSON, to the program, and by sound. ZAIRYU_ERR_WRITE if nobody hears it. */
int counter_tell_failure(struct counter *counter, int rc, zairyu_error **err);
/* The card at hand likewise. */
int counter_show_card(struct counter *counter, zairyu_error **err);

#endif
