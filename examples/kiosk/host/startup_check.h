/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether this machine can serve anybody: what `zairyu doctor` finds, and what that means for a kiosk. Something that a
 * person at a shell may pass over can be a reason to be out of order here: a missing font, a wrong clock, no certificates.
 */
#ifndef HOST_STARTUP_CHECK_H
#define HOST_STARTUP_CHECK_H

#include <gio/gio.h>

enum startup_state { STARTUP_OK, STARTUP_WARNING, STARTUP_PROBLEM };

struct startup_finding {
	char *check, *finding; /* stable words */
	enum startup_state state;
	char *message_ja, *message_en;
	char *remedy; /* lines for a shell; NULL */
};

enum startup_judgement { STARTUP_READY, STARTUP_READY_WITH_WARNINGS, STARTUP_OUT_OF_ORDER };

struct startup_report {
	GPtrArray *findings; /* of struct startup_finding */
	enum startup_judgement judgement;
	const struct startup_finding *blocking; /* the first that is a problem; NULL unless out of order */
};

struct startup_options {
	const char *command; /* of the program zairyu; NULL: startup_command() */
	const char *reader;  /* a URI; NULL: any */
	const char *trust;   /* a directory; NULL: the usual places */
	guint limit_ms;      /* 0: 30 seconds */
};

typedef void startup_done(struct startup_report *report, gpointer userdata);

/*
 * Examines the machine. `done` is called once, on the thread-default main context, and never before this returns; the
 * report is its own, and NULL if it was cancelled.
 */
void startup_check(const struct startup_options *options, GCancellable *cancel, startup_done *done, gpointer userdata);
void startup_report_free(struct startup_report *report);

/* The program zairyu beside this one, of this build, or where it is installed. To be freed. */
char *startup_command(void);

#endif
