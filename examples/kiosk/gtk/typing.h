/* SPDX-License-Identifier: BSD-2-Clause */
/* What is typed: by keys on the screen, a keyboard, or a scanner, which is a keyboard in a hurry. */
#ifndef GTK_TYPING_H
#define GTK_TYPING_H

#include "gtk/kiosk.h"

/* Takes the keys of the window that would otherwise mean nothing, whatever has the focus. */
void typing_listen(struct kiosk *kiosk);
/* `pressed_ms` as flow_type() has it. */
void typing_take(struct kiosk *kiosk, const char *utf8, size_t len, int64_t pressed_ms);
/* Why the last key was not taken: the name of a text, or NULL. */
const char *typing_refusal(const struct kiosk *kiosk);
void typing_forget_refusal(struct kiosk *kiosk);

#endif
