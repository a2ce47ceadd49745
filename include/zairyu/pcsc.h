/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file pcsc.h
 * libzairyu-pcsc: readers of the PC/SC service (pcscd).
 */
#ifndef ZAIRYU_PCSC_H
#define ZAIRYU_PCSC_H

#include <zairyu.h>

ZAIRYU_BEGIN_DECLS

/**
 * The backend of scheme "pcsc": "pcsc:NAME" is the reader of that name (the whole name, or its beginning if that is
 * unique), "pcsc:" any reader with a card, as in zairyu_transport_open_first(). A byte of a name that is not UTF-8, a control
 * character or a percent sign is written as %XX in a URI. A child after fork() must not use anything that was opened before: its
 * calls fail with ZAIRYU_ERR_STATE. Static; register it with zairyu_context_add_backend().
 */
ZAIRYU_API const zairyu_backend *zairyu_pcsc_backend(void);

ZAIRYU_END_DECLS

#endif
