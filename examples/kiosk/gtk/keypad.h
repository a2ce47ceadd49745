/* SPDX-License-Identifier: BSD-2-Clause */
/* The keys on the screen: letters where the number has letters, digits where it has digits. */
#ifndef GTK_KEYPAD_H
#define GTK_KEYPAD_H

#include "gtk/kiosk.h"

/* `type` is given each key's character. */
typedef void keypad_type_fn(gpointer userdata, const char *key);

GtkWidget *keypad_letters(keypad_type_fn *type, gpointer userdata);
GtkWidget *keypad_digits(keypad_type_fn *type, gpointer userdata);

#endif
