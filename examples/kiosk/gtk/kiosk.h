/* SPDX-License-Identifier: BSD-2-Clause */
/* What every part of the application shares. */
#ifndef GTK_KIOSK_H
#define GTK_KIOSK_H

#include <gtk/gtk.h>

#include "flow/flow.h"
#include "flow/text.h"
#include "host/config.h"
#include "host/demo_reader.h"
#include "host/hook.h"
#include "host/journal.h"
#include "host/renewal.h"
#include "host/sound.h"
#include "host/startup_check.h"
#include "host/watchdog.h"

/* How many languages are seen at once: the person's, and the one in which staff can help. */
enum { KIOSK_LANGUAGES = 2 };

struct kiosk {
	GtkApplication *application;
	struct config *config;
	int width, height; /* of a window; 0: as configured */
	zairyu_context *ctx;
	zairyu_trust *trust;
	struct demo_reader *demo; /* NULL unless the reader is a virtual one */
	struct journal *journal;
	struct sound *sound;
	struct attempts_rule numbers; /* the flow's, how many may be wrong */
	struct flow *flow;

	/* Of the service (service.h). */
	struct startup_report *report; /* of the last check; NULL before */
	GCancellable *checking, *handing_on;
	enum hook_outcome handed_on; /* the last */

	/* Of the supervision (supervision.h); NULL without a service manager. */
	struct watchdog *watchdog;
	struct renewal *renewal;

	GtkWidget *window;
	GtkWidget *base;    /* a stack of the screens that fill everything */
	GtkWidget *dialogs; /* a stack of those before them */
	GtkWidget *shade;   /* what lies between */
	GtkWidget *language_list, *language_button;
	GPtrArray *words;                  /* of struct words */
	gpointer views[FLOW_SCREEN_COUNT]; /* what each view keeps */

	enum flow_screen shown;
	unsigned visit;
	const char *languages[KIOSK_LANGUAGES]; /* tags of flow/text.h, the person's first */
	const char *spoken;                     /* the language in which the page was announced */
	bool large;
	const char *refusal; /* why the last key was not taken, or NULL */
	struct {
		int64_t at_ms; /* of the last line end, from a keyboard or scanner */
		enum flow_screen screen;
	} line_end;
	bool typed; /* the last key went into the number */
	guint bell, timer;
};

#endif
