/* SPDX-License-Identifier: BSD-2-Clause */
/* A reader around a virtual card that does not say so: what is read from it counts as read from a card. */
#ifndef TESTS_REAL_READER_H
#define TESTS_REAL_READER_H

#include <zairyu/transport.h>

/* Takes over `inner`. */
zairyu_transport *real_reader_around(zairyu_context *ctx, zairyu_transport *inner);

#endif
