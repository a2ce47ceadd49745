/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a real card was read, a simulated one, or none at all because a recorded conversation was played back. */
#ifndef RECORD_SOURCE_H
#define RECORD_SOURCE_H

#include <zairyu/transport.h>

/*
 * ZAIRYU_SOURCE_* of what is read through `transport` now, and the time that its record is to bear: a replay's is when
 * it was recorded, or yesterday's card would become today's.
 */
int source_of_transport(const zairyu_transport *transport, int64_t *read_at);
/* For a record that does not say. A transport of a vendor's own counts as live. NULL stands for no URI. */
int source_of_uri(const char *uri);

/* The words of a saved record, far enough apart that no damaged byte makes one of another. 0 for any other word. */
const char *source_word(int source);
int source_of_word(zairyu_bytes word);

#endif
