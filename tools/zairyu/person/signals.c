/* SPDX-License-Identifier: BSD-2-Clause */
/* Signals that ask the program to stop. */
#include "person/signals.h"

#include <stddef.h>
#include <string.h>

static zairyu_cancel *volatile token; /* a handler takes no argument */

static const int stopping[] = { SIGINT, SIGTERM, SIGHUP };
enum { STOPPING = sizeof stopping / sizeof *stopping };

static void stop(int number)
{
	(void)number;
	if (token)
		zairyu_cancel_trigger(token);
}

static void handle(int number, void (*handler)(int))
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	(void)sigaction(number, &action, NULL); /* without SA_RESTART, so that reads end */
}

/* What the caller ignores (nohup) stays ignored. */
static int is_ignored(int number)
{
	struct sigaction old;

	return sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_IGN;
}

static void wake(int number)
{
	(void)number;
}

void signals_catch_wake(void)
{
	handle(SIGNAL_WAKE, wake);
}

void signals_install(zairyu_cancel *cancel)
{
	token = cancel;
	for (int i = 0; i < STOPPING; i++)
		if (!is_ignored(stopping[i]))
			handle(stopping[i], stop);
	handle(SIGCHLD, SIG_DFL); /* or the end of a program that was started could not be waited for */
	handle(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, with its own exit status */
}

/* What comes now comes too late: all is said and done, and only the exit status is missing. */
void signals_remove(void)
{
	for (int i = 0; i < STOPPING; i++)
		handle(stopping[i], SIG_IGN);
	token = NULL;
}
