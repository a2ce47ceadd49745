/* SPDX-License-Identifier: BSD-2-Clause */
/* What the kiosk is set to, in words: not everything is shown everywhere. */
#ifndef GTK_PURPOSE_WORDS_H
#define GTK_PURPOSE_WORDS_H

#include "gtk/kiosk.h"

/* Whether only the answer to one question is shown and handed on. */
bool purpose_is_narrow(const struct kiosk *kiosk);
/* The name of the text that says the question, and what is filled in to it: NULL for nothing. */
const char *purpose_question(const struct kiosk *kiosk, char argument[16]);
/* A text with the question filled in, in both languages. */
void purpose_words_set(const struct kiosk *kiosk, GtkWidget *words, const char *name);

#endif
