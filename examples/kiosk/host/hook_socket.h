/* SPDX-License-Identifier: BSD-2-Clause */
/* The hook's other way: a Unix socket. */
#ifndef HOST_HOOK_SOCKET_H
#define HOST_HOOK_SOCKET_H

#include "host/hook.h"

/* hook_run() for a hook with a socket. */
void hook_socket_run(const struct hook *hook, const void *text, gsize len, GCancellable *cancel, hook_done *done,
		     gpointer userdata);

#endif
