/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file zairyu.h
 * The core of libzairyu: reads Japan's residence cards and special permanent resident certificates.
 *
 * This header gathers the public headers of `libzairyu` alone. The satellites have their own:
 * <zairyu/verify.h>, <zairyu/image.h>, <zairyu/vcard.h>, and each backend its own: <zairyu/pcsc.h>.
 *
 * The manual begins with libzairyu(3). The guides and examples that these headers name are installed where
 * `pkg-config --variable=docdir libzairyu` says.
 *
 * Rules that hold for every function
 *
 * - Handles are opaque. `_new` or `_open` makes one, `_free` ends it; `_free(NULL)` does nothing. Handles
 *   may be freed in any order: a child keeps what it needs of its parent alive.
 * - `T **out` belongs to the caller afterwards, and is NULL on failure. A returned `const` pointer is borrowed
 *   and lives as long as the handle it came from.
 * - Functions that can fail return ZAIRYU_OK (0) or a negative code of <zairyu/error.h>. The optional last argument
 *   `zairyu_error **err` receives the details (NULL is fine) and belongs to the caller, who frees it. The pointer must be
 *   NULL at first and may be used for one call after another: each frees the error that is there, and leaves NULL after a
 *   success, and after a failure an error of the code it returns.
 * - Every function survives NULL for every pointer, and 0 for every number: it fails with ZAIRYU_ERR_ARGUMENT, answers
 *   that nothing is known, or does nothing. Handles of several contexts may be mixed.
 * - `flags` are uint32_t. A bit that this version does not know is refused with ZAIRYU_ERR_UNSUPPORTED.
 * - Later versions return codes, kinds, items, fields, states, steps and words that these headers lack. Let a `switch` have
 *   a `default`, and what is unknown never count in favour of a card. To have all, count on until the name is NULL.
 * - Callbacks and slots must return: no exception, no longjmp(), no end of the thread.
 * - One handle is used by one thread at a time; different handles may be used in parallel. Only
 *   zairyu_cancel_trigger() may be called from anywhere at any time, signal handlers included; and a hand-off
 *   (<zairyu/handoff.h>) is there for several threads.
 */
#ifndef ZAIRYU_H
#define ZAIRYU_H

#include <zairyu/backend.h>
#include <zairyu/base.h>
#include <zairyu/card.h>
#include <zairyu/context.h>
#include <zairyu/error.h>
#include <zairyu/handoff.h>
#include <zairyu/number.h>
#include <zairyu/place.h>
#include <zairyu/record.h>
#include <zairyu/session.h>
#include <zairyu/transport.h>
#include <zairyu/wait.h>

#endif
