/* SPDX-License-Identifier: BSD-2-Clause */
/* What every part of the application shares. */
#ifndef GTK_KIOSK_H
#define GTK_KIOSK_H

#include <gtk/gtk.h>

#include "flow/flow.h"
#include "flow/text.h"

/* How many languages are seen at once: the person's, and the one in which staff can help. */
enum { KIOSK_LANGUAGES = 2 };

struct kiosk {
	GtkApplication *application;
	zairyu_context *ctx;
	zairyu_trust *trust;
	const char *reader; /* a URI, or NULL */
	bool simulated;     /* no real card is behind it */
	bool desk;          /* a clerk's desk, where a browser may be opened */
	int width, height;  /* of a window; 0: the whole screen */
	struct flow *flow;

	GtkWidget *window;
	GtkWidget *base;    /* a stack of the screens that fill everything */
	GtkWidget *dialogs; /* a stack of those before them */
	GtkWidget *shade;   /* what lies between */
	GtkWidget *language_list;
	GPtrArray *words;                  /* of struct words */
	gpointer views[FLOW_SCREEN_COUNT]; /* what each view keeps */

	enum flow_screen shown;
	unsigned visit;
	const char *languages[KIOSK_LANGUAGES]; /* tags of flow/text.h, the person's first */
	bool large;
	const char *refusal; /* why the last key was not taken, or NULL */
	bool typed;          /* the last key went into the number */
	guint bell, timer;
};

#endif
