/* SPDX-License-Identifier: BSD-2-Clause */
/* A container that puts its children beside each other as far as there is room, and below each other otherwise. */
#ifndef GTK_FOLD_H
#define GTK_FOLD_H

#include "gtk/kiosk.h"

/* As many columns as fit, each at least this wide; pixels at the usual size of text. */
GtkWidget *fold_new(int column_width, int spacing);
/* `share` is of the width, where all children are beside each other; columns of several rows are equal. */
void fold_append(GtkWidget *fold, GtkWidget *child, int share);

#endif
