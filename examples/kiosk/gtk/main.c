/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu-kiosk: reads and verifies residence cards for whoever stands before it. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gtk/command_line.h"
#include "gtk/diary.h"
#include "gtk/ending.h"
#include "gtk/refresh.h"
#include "gtk/setup.h"
#include "gtk/supervision.h"
#include "gtk/window.h"
#include "host/hardened.h"
#include "host/pin_prompt.h"

enum { EXIT_WRONG = 2 }; /* the options or the configuration */

static void complain(const char *what)
{
	fprintf(stderr, "zairyu-kiosk: %s\n", what);
}

static int complain_of(GError *error)
{
	complain(error->message);
	g_error_free(error);
	return EXIT_WRONG;
}

static void activate(GtkApplication *application, gpointer data)
{
	(void)application;
	window_build(data);
	supervision_window(data);
}

static void replace(char **configured, const char *given)
{
	if (!given)
		return;
	g_free(*configured);
	*configured = g_strdup(given);
}

static struct config *configure(const struct command_line *line, GError **error)
{
	struct config *config = config_load(line->config, error);

	if (config) {
		replace(&config->reader, line->reader);
		replace(&config->trust, line->trust);
	}
	return config;
}

/* Tells what it needs, where GTK only says that it has none. */
static bool has_display(void)
{
	const char *wayland = g_getenv("WAYLAND_DISPLAY"), *x = g_getenv("DISPLAY");

	if (gtk_init_check())
		return true;
	fprintf(stderr,
		"zairyu-kiosk: there is no screen to show anything on (WAYLAND_DISPLAY=%s, DISPLAY=%s). Start it from a "
		"desktop, or in a compositor, as the guide kiosk.md shows.\n",
		wayland ? wayland : "", x ? x : "");
	return false;
}

static int show(struct kiosk *kiosk)
{
	int status;

	if (!has_display())
		return EXIT_FAILURE;
	diary_event(kiosk, JOURNAL_STARTED);
	kiosk->application = gtk_application_new(NULL, G_APPLICATION_NON_UNIQUE);
	g_signal_connect(kiosk->application, "activate", G_CALLBACK(activate), kiosk);
	ending_listen(kiosk);
	status = g_application_run(G_APPLICATION(kiosk->application), 0, NULL);
	diary_event(kiosk, JOURNAL_ENDED);
	g_object_unref(kiosk->application);
	return status;
}

static void complain_of_setup(const struct kiosk *kiosk, const zairyu_error *error)
{
	if (kiosk->trust && kiosk->config->trust)
		fprintf(stderr, "zairyu-kiosk: %s: %s\n", kiosk->config->trust, zairyu_error_message(error));
	else
		complain(zairyu_error_message(error));
}

static int serve(struct kiosk *kiosk)
{
	zairyu_error *error = NULL;
	int status = EXIT_FAILURE;

	supervision_begin(kiosk);
	if (setup_begin(kiosk, &error) == ZAIRYU_OK)
		status = show(kiosk);
	else
		complain_of_setup(kiosk, error);
	zairyu_error_free(error);
	supervision_end(kiosk);
	refresh_end(kiosk);
	setup_done(kiosk);
	return status;
}

static int run(const struct command_line *line)
{
	struct kiosk kiosk = { .shown = FLOW_SCREEN_COUNT, .width = line->width, .height = line->height };
	GError *error = NULL;

	kiosk.config = configure(line, &error);
	if (!kiosk.config)
		return complain_of(error);
	return serve(&kiosk);
}

static int print_config(void)
{
	char *template = config_template();

	(void)fputs(template, stdout);
	g_free(template);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int carry_out(const struct command_line *line)
{
	if (line->make_pin)
		return pin_prompt(STDIN_FILENO, stdout, stderr);
	if (line->print_config)
		return print_config();
	if (line->version) {
		printf("zairyu-kiosk %s\n", zairyu_version());
		return EXIT_SUCCESS;
	}
	return run(line);
}

int main(int argc, char **argv)
{
	struct command_line line;
	GError *error = NULL;
	int status;

	hardened_begin();
	(void)setlocale(LC_ALL, "");
	status = command_line_parse(&line, argc, argv, &error) ? carry_out(&line) : complain_of(error);
	command_line_done(&line);
	return status;
}
