/* SPDX-License-Identifier: BSD-2-Clause */
/* Connection strings: libnfc's names for devices, "DRIVER:WHERE:HOW". Checked here, since libnfc says nothing of
 * faults. */
#ifndef NFC_CONNSTRING_H
#define NFC_CONNSTRING_H

#include <nfc/nfc.h>

#include "outcome.h"

/* The longest command that may be handed to libnfc: one byte more, and it ends the process. */
enum { COMMAND_MAX = 262 };
/* An answer this long may be the first part of one that libnfc cut short without saying so. */
enum { RESPONSE_CUT = 262 };
/* What fits one frame of ISO/IEC 14443-4: 256 less PCB and CRC. */
enum { RESPONSE_FRAME = 253 };

enum bus {
	BUS_SERIAL, /* a terminal */
	BUS_FILE,   /* I2C, SPI: a device node, no terminal */
	BUS_USB,
	BUS_OTHER,
};

struct driver {
	const char *name;
	enum bus bus;
	size_t max_command, max_response;
};

struct connstring {
	nfc_connstring text;
	nfc_connstring path; /* of the device node; "" where there is none */
	const struct driver *driver;
};

/* Takes it apart. ARGUMENT if libnfc would fail on it for its form alone. */
struct outcome connstring_parse(const char *text, struct connstring *out);

#endif
