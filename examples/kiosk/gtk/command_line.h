/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu-kiosk [OPTION...] */
#ifndef GTK_COMMAND_LINE_H
#define GTK_COMMAND_LINE_H

#include <glib.h>

struct command_line {
	char *config, *reader, *trust; /* NULL: as configured */
	int width, height;             /* 0: as configured */
	gboolean make_pin, print_config, version;
};

/* False, with `error`, if it is not understood. */
gboolean command_line_parse(struct command_line *out, int argc, char **argv, GError **error);
void command_line_done(struct command_line *line);

#endif
