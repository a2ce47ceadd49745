/* SPDX-License-Identifier: BSD-2-Clause */
/* Why libnfc does not open a USB reader: it says nothing itself, but the system's own description of the device tells.
 */
#ifndef NFC_USB_H
#define NFC_USB_H

#include "outcome.h"

#define USB_SYSTEM  "/sys/bus/usb/devices"
#define USB_DEVICES "/dev/bus/usb"

/*
 * Looks for readers that libnfc knows among the devices described below `system`, whose nodes are below `devices`.
 * Returns why the first of them cannot be used: DRIVER_CONFLICT, NO_PERMISSION, or COMMUNICATION if nothing shows;
 * NO_READER if there is none.
 */
struct outcome usb_why(const char *system, const char *devices);

#endif
