/* SPDX-License-Identifier: BSD-2-Clause */
/* The views: how each screen of the flow looks. */
#ifndef GTK_VIEWS_H
#define GTK_VIEWS_H

#include "gtk/kiosk.h"

/* One view. Built once; updated whenever something changes while its screen is seen, be it beneath another. */
struct view {
	enum flow_screen screen;
	GtkWidget *(*build)(struct kiosk *kiosk);
	void (*update)(struct kiosk *kiosk); /* NULL: nothing in it changes but its buttons */
	void (*forget)(
		struct kiosk *kiosk); /* somebody left: nothing of them stays in it. NULL: it has nothing of them */
};

extern const struct view view_answer, view_exiting, view_starting, view_out_of_order, view_number, view_help,
	view_paused, view_consent, view_hold, view_reading, view_message, view_result, view_enlarged, view_inquiry,
	view_compare, view_offer, view_sending, view_sent, view_not_sent, view_take_card, view_forgotten,
	view_still_there, view_pin, view_staff;

/* Builds them all into the window. */
void views_build(struct kiosk *kiosk);
/* Somebody left. */
void views_forget(struct kiosk *kiosk);
/* Shows what the flow is at. */
void views_show(struct kiosk *kiosk);

/* The keyboard goes to the first button in it that can be pressed. False if there is none. */
bool views_focus_first(GtkWidget *widget);

/* A digit of the PIN, from a keyboard. */
void view_pin_type(struct kiosk *kiosk, const char *key);
/* Return (`enters`) or BackSpace behind such a digit. */
gboolean view_pin_key(struct kiosk *kiosk, bool enters);

#endif
