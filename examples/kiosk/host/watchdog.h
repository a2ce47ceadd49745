/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tells the service manager that the screen is there, and that it still works, so that a hung one is started again. This
 * is the protocol of sd_notify(3), written here: libsystemd minds WATCHDOG_PID, which is the compositor's, not ours.
 */
#ifndef HOST_WATCHDOG_H
#define HOST_WATCHDOG_H

#include <glib.h>

struct watchdog;

/* Whether what is seen on the screen still answers. It may also never return: that is noticed, too. */
typedef gboolean watchdog_alive(gpointer userdata);

/*
 * Takes NOTIFY_SOCKET and WATCHDOG_USEC out of the environment, so that no program that is run can speak for this one.
 * NULL if nobody waits for it. The functions below take NULL.
 */
struct watchdog *watchdog_new(watchdog_alive *alive, gpointer userdata);
/* The screen is there. From now on `alive` is asked from the main loop, in half the time that was given. */
void watchdog_ready(struct watchdog *watchdog);
/* It is about to end, because it was asked to. */
void watchdog_ending(struct watchdog *watchdog);
void watchdog_free(struct watchdog *watchdog);

#endif
