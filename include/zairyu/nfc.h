/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file nfc.h
 * libzairyu-nfc: boards and sticks with a PN53x chip, through libnfc.
 *
 * libnfc keeps state that belongs to the whole process. For a program this means:
 * - libnfc is started once and never ended. The program itself may not call nfc_exit() while it uses this backend.
 * - libnfc reports on standard error unless the environment variable LIBNFC_LOG_LEVEL is 0. It sets that variable itself
 *   when it starts; where the program has not set it, this backend sets it to 0 just before. So open the first reader (or
 *   set the variable) before other threads read the environment. Some of libnfc's reports appear whatever it is set to.
 * - libnfc opens serial ports so that programs started meanwhile inherit them. A child after fork() must not use a
 *   reader that was opened before: its calls fail with ZAIRYU_ERR_STATE.
 * - Standard input, output and error must be open, and descriptors below 1000 free: libnfc cannot use others. Both are
 *   checked.
 */
#ifndef ZAIRYU_NFC_H
#define ZAIRYU_NFC_H

#include <zairyu.h>

ZAIRYU_BEGIN_DECLS

/**
 * The backend of scheme "nfc": "nfc:CONNSTRING" is what libnfc calls a connstring, for example "nfc:pn532_uart:/dev/ttyUSB0:115200";
 * "nfc:" is the first device that libnfc lists, which are those on USB and those of its configuration: serial ports are
 * not searched, since that would write to whatever is connected there. Static; register it with
 * zairyu_context_add_backend().
 */
ZAIRYU_API const zairyu_backend *zairyu_nfc_backend(void);

ZAIRYU_END_DECLS

#endif
