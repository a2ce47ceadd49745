/* SPDX-License-Identifier: BSD-2-Clause */
/* The upper part of the result: its heading, the two results with their icons, what follows, and the comparison's answer. */
#ifndef GTK_RESULT_HEAD_H
#define GTK_RESULT_HEAD_H

#include "gtk/kiosk.h"

enum { RESULT_REASONS = 2 };

struct result_head {
	GtkWidget *widget;
	GtkWidget *icon, *heading;
	struct {
		GtkWidget *icon, *word;
	} results[2]; /* falsification, issuer */
	GtkWidget *warning, *caution;
	GtkWidget *advice, *address;
	GtkWidget *reasons[RESULT_REASONS];
	struct {
		GtkWidget *widget, *icon, *answer, *advice, *address;
	} comparison;
};

void result_head_init(struct kiosk *kiosk, struct result_head *head);
void result_head_update(struct kiosk *kiosk, struct result_head *head);

#endif
