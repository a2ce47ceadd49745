/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/command_line.h"

#include <stdio.h>

enum { SIZE_MIN = 320, SIZE_MAX = 10000 };

static gboolean parse_size(const char *text, struct command_line *out, GError **error)
{
	char rest;

	if (!text || (sscanf(text, "%dx%d%c", &out->width, &out->height, &rest) == 2 && out->width >= SIZE_MIN &&
		      out->height >= SIZE_MIN && out->width <= SIZE_MAX && out->height <= SIZE_MAX))
		return TRUE;
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		    "--window %s: write it as 1024x768, from %d to %d each", text, SIZE_MIN, SIZE_MAX);
	return FALSE;
}

gboolean command_line_parse(struct command_line *out, int argc, char **argv, GError **error)
{
	char *size = NULL;
	const GOptionEntry entries[] = {
		{ "config", 0, 0, G_OPTION_ARG_FILENAME, &out->config, "The configuration file, kiosk.conf(5)",
		  "FILE" },
		{ "reader", 0, 0, G_OPTION_ARG_STRING, &out->reader, "The reader, as zairyu readers lists it", "URI" },
		{ "trust", 0, 0, G_OPTION_ARG_FILENAME, &out->trust, "A directory of CA certificates", "DIR" },
		{ "window", 0, 0, G_OPTION_ARG_STRING, &size, "A window instead of the whole screen", "WIDTHxHEIGHT" },
		{ "make-pin", 0, 0, G_OPTION_ARG_NONE, &out->make_pin, "Asks for a staff PIN and prints its line",
		  NULL },
		{ "print-config", 0, 0, G_OPTION_ARG_NONE, &out->print_config, "Prints a configuration with every key",
		  NULL },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &out->version, "Prints the version", NULL },
		{ NULL },
	};
	GOptionContext *context = g_option_context_new(NULL);
	gboolean done;

	*out = (struct command_line){ 0 };
	g_option_context_set_summary(context,
				     "Reads and verifies residence cards for whoever stands before the screen.");
	g_option_context_add_main_entries(context, entries, NULL);
	done = g_option_context_parse(context, &argc, &argv, error);
	if (done && argc > 1) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: not an option; see --help", argv[1]);
		done = FALSE;
	}
	done = done && parse_size(size, out, error);
	g_option_context_free(context);
	g_free(size);
	return done;
}

void command_line_done(struct command_line *line)
{
	g_free(line->config);
	g_free(line->reader);
	g_free(line->trust);
}
