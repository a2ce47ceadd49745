/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A driver for readers that exist only in a test, and what it takes to have the real pcscd load it: the same file is
 * preloaded into pcscd, where it stands in for libudev (readers come and go) and moves pcscd's own places into a folder
 * of the test's. It knows nothing: every call of pcscd's is a packet to the test (stage.c), whose answer it returns.
 */
#ifndef TESTS_PCSC_DRIVER_H
#define TESTS_PCSC_DRIVER_H

#include <ifdhandler.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The folder with the socket, and in place of pcscd's own "drivers" and "run". */
#define DRIVER_FOLDER_ENV "ZAIRYU_TEST_READERS"
#define DRIVER_SOCKET     "driver"
#define DRIVER_NODE       "/dev/bus/usb/001/"
#define DRIVER_VENDOR     "f0f0"

/* As many readers as pcscd knows. */
enum { DRIVER_LINES = 16 };

enum driver_call {
	DRIVER_OPEN, /* the reader's node; from then on the line is this reader's */
	DRIVER_PRESENCE,
	DRIVER_POWER_UP, /* answered with the ATR, as is a reset */
	DRIVER_RESET,
	DRIVER_POWER_DOWN,
	DRIVER_TRANSMIT,
	DRIVER_LIST,    /* which readers are plugged in, a byte each */
	DRIVER_MONITOR, /* from then on the line carries events, from the test only */
};

/* A call, or with IFD_* for its code the answer. */
struct driver_packet {
	int32_t code;
	uint8_t data[65544];
};
#define DRIVER_HEADER 4

struct driver_event {
	int32_t reader, plugged;
};

#define EXPORT __attribute__((visibility("default")))

/* A new line to the test; -1 if it is gone. */
int driver_call_the_test(void);

/* One packet and its answer's data. Returns the answer's code, or IFD_COMMUNICATION_ERROR if the test is gone. */
RESPONSECODE driver_ask(int line, enum driver_call call, const void *data, size_t len, void *answer, DWORD *answer_len);

#endif
