/* SPDX-License-Identifier: BSD-2-Clause */
/* The lower part of the result: the values of the card, in parts, each with what it is worth. */
#ifndef GTK_RESULT_VALUES_H
#define GTK_RESULT_VALUES_H

#include "flow/card_rows.h"
#include "gtk/fact.h"

enum { RESULT_FACTS_MAX = 40 };

struct result_values {
	GtkWidget *widget;
	GtkWidget *legend, *printed;
	GtkWidget *parts[CARD_PART_COUNT];
	struct fact name, number, address;
	struct {
		enum card_part part;
		struct fact fact;
	} facts[RESULT_FACTS_MAX];
	int count;
	struct {
		GtkWidget *widget, *icon, *text;
	} hints[2]; /* of the card's validity and the period of stay */
	GtkWidget *over_note, *renewal;
	GtkWidget *no_permission;
};

void result_values_init(struct kiosk *kiosk, struct result_values *values);
void result_values_update(struct kiosk *kiosk, struct result_values *values);
void result_values_forget(struct result_values *values);

#endif
