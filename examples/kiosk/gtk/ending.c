/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/ending.h"

#include <glib-unix.h>
#include <signal.h>

/* What the person was shown is wiped on the way out. */
static gboolean on_asked(gpointer data)
{
	struct kiosk *kiosk = data;

	watchdog_ending(kiosk->watchdog);
	g_application_quit(G_APPLICATION(kiosk->application));
	return G_SOURCE_CONTINUE;
}

static gboolean on_nothing(gpointer data)
{
	(void)data;
	return G_SOURCE_CONTINUE;
}

static void on_broken_pipe(int number)
{
	(void)number;
}

void ending_listen(struct kiosk *kiosk)
{
	static const int asked[] = { SIGTERM, SIGINT, SIGHUP };
	/* Handled rather than ignored, which the programs that are run would inherit. */
	static const int meaningless[] = { SIGUSR1, SIGUSR2 };
	const struct sigaction broken_pipe = { .sa_handler = on_broken_pipe, .sa_flags = SA_RESTART };

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++)
		(void)g_unix_signal_add(asked[i], on_asked, kiosk);
	for (size_t i = 0; i < G_N_ELEMENTS(meaningless); i++)
		(void)g_unix_signal_add(meaningless[i], on_nothing, NULL);
	(void)sigaction(SIGPIPE, &broken_pipe, NULL);
}
