/* SPDX-License-Identifier: BSD-2-Clause */
/* What a replay knows beforehand. */
#ifndef TRANSPORT_REPLAY_H
#define TRANSPORT_REPLAY_H

#include "transport/transport.h"

/* The command that a replay expects next, so that the session can repeat its random numbers; false of all others. */
bool replay_expected(const zairyu_transport *transport, zairyu_bytes *command);

#endif
