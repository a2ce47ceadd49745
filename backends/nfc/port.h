/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The device node of a reader on a serial port, I2C or SPI. We open it beside libnfc: to say why it cannot be used, to
 * keep other programs away (libnfc lets two processes share it), and to see when it is unplugged.
 */
#ifndef NFC_PORT_H
#define NFC_PORT_H

#include "connstring.h"

/* Opens and locks it; `*fd` is -1 on failure. */
struct outcome port_open(const struct connstring *connstring, int *fd);
/* Looks without keeping it. That another has locked it does not count: it may be done before it matters. */
struct outcome port_check(const struct connstring *connstring);
/* Keeps others from opening it from now on. After libnfc has: it would be kept away too. */
void port_claim(int fd);
void port_close(int *fd);
/* Whether the device behind it is no longer there. */
int port_is_gone(int fd);

#endif
