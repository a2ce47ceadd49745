/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * When what was read at the start has changed (CA certificates, the configuration), the program is to begin again, but not
 * while somebody uses it.
 */
#ifndef HOST_RENEWAL_H
#define HOST_RENEWAL_H

#include <glib.h>

/* How long nothing may change before it counts as whole: a certificate is written, then renamed, then the next. */
enum { RENEWAL_SETTLE_MS = 2000 };

struct renewal;

/* Ends the program if nobody is disturbed by that; FALSE: to be asked again later. */
typedef gboolean renewal_now(gpointer userdata);

/* Watches files and directories, up to NULL, which need not be there yet. `settle_ms`: RENEWAL_SETTLE_MS, or less in tests. */
struct renewal *renewal_new(const char *const *paths, guint settle_ms, renewal_now *now, gpointer userdata);
/* NULL is fine. */
void renewal_free(struct renewal *renewal);

#endif
