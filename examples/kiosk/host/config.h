/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kiosk.conf: how a kiosk is set up. A file of "[section]" and "key = value" as GKeyFile has them; config_keys.c lists the keys.
 * Whatever is not understood is an error with file, line and what is allowed, and the kiosk does not start with it.
 */
#ifndef HOST_CONFIG_H
#define HOST_CONFIG_H

#include <glib.h>

#include "host/purpose.h"

enum config_mode { CONFIG_PUBLIC, CONFIG_DESK };

enum { CONFIG_TEXT_MAX = 65536, CONFIG_COLOUR_SIZE = sizeof "#rrggbb" };

/* Texts are NULL where they are empty; lists end in NULL. */
struct config {
	char *path; /* NULL: there is no file, and all is as usual */

	enum config_mode mode;
	char *reader; /* a URI; NULL: any */
	char *trust;  /* a directory; NULL: the usual places */
	char **languages;
	int idle_s, warning_s; /* until the person is asked, and from then until they are gone */
	struct purpose purpose;
	gboolean compare, large_text, full_screen;
	char *log; /* a file; NULL: standard error */

	char **hook_program, *hook_socket; /* at most one */
	gboolean hook_record;
	int hook_limit_s;
	char *hook_receiver; /* who receives the data, as the person is told */

	gboolean sound;
	char **sound_program;

	char *brand_name, *logo;
	char accent[CONFIG_COLOUR_SIZE];

	char *pin; /* its hash; NULL: the staff screen cannot be opened */

	int attempts_pause_from, attempts_staff_from; /* counted from 1; staff: 0 for never */
	int attempts_pause_s, attempts_pause_max_s, attempts_forgive_s;
};

#define CONFIG_ERROR config_error_quark()
GQuark config_error_quark(void);

enum config_error {
	CONFIG_ERROR_FILE,   /* it cannot be read, or is not a file */
	CONFIG_ERROR_UNSAFE, /* others could change it */
	CONFIG_ERROR_SYNTAX, /* a line is neither section nor key, or not UTF-8 */
	CONFIG_ERROR_KEY,    /* an unknown or repeated section or key */
	CONFIG_ERROR_VALUE   /* a value out of what is allowed */
};

/* As usual, without a file. */
struct config *config_new(void);
/* From the text of a file, which is called `path` in errors. */
struct config *config_parse(const char *path, const char *text, gsize len, GError **error);
/*
 * From the file given, otherwise the first that is there of $XDG_CONFIG_HOME/zairyu/kiosk.conf (or below $HOME/.config) and
 * /etc/zairyu/kiosk.conf.
 */
struct config *config_load(const char *given, GError **error);
/* Wipes and frees. */
void config_free(struct config *config);

/* A whole file, with every key, what it is for, what is allowed, and its usual value. To be freed. */
char *config_template(void);

#endif
