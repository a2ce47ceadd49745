/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What libnfc has once in a process, and hence we too: its list of drivers, and libusb's lists beneath. Starting,
 * listing, opening and closing must never overlap; two threads doing so on different devices crash within libnfc. So
 * there is one lock, and libnfc is started once and never ended: ending it breaks every other user in the process.
 */
#ifndef NFC_PROCESS_H
#define NFC_PROCESS_H

#include <nfc/nfc.h>

#include "outcome.h"

/* Takes the lock and starts libnfc if need be. Returns NULL, without the lock, if it cannot be started. */
nfc_context *process_enter(void);
void process_leave(void);

/* Whether the descriptors that libnfc will open can be ones it can use. */
struct outcome process_check_descriptors(void);

#endif
