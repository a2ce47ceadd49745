/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One device of libnfc and the card on it. The functions that take void * are jobs of a worker (see worker.h), and
 * leave their outcome in `result`. Whoever waits for the worker touches a device only while no job runs.
 */
#ifndef NFC_DEVICE_H
#define NFC_DEVICE_H

#include <stdbool.h>

#include "connstring.h"
#include "host.h"
#include "lease.h"

/* libnfc must have room for more than any answer: it takes the chip's for its length. */
enum { RESPONSE_ROOM = 264, LIST_MAX = 16 };

struct device {
	struct result result;  /* of the job */
	nfc_connstring wanted; /* "": any */
	struct connstring connstring;
	struct lease *lease;
	nfc_device *nfc; /* NULL while it is not open */
	int port;        /* its node, or -1 */
	bool lost;       /* must be closed before anything goes on */
	bool card_seen;

	size_t command_len, response_len;
	size_t answer_max; /* as in zairyu_hints, about it */
	uint32_t patience_ms;
	uint8_t command[COMMAND_MAX];
	uint8_t response[RESPONSE_ROOM];

	size_t count; /* of what device_list() found */
	nfc_connstring *list;
};

/* `lease`: one of its holds goes over to the device, here or when this fails. */
struct device *device_new(const char *wanted, struct lease *lease);
void device_free(void *device);

/* What libnfc lists, at most LIST_MAX. */
void device_list(void *device);
/* Opens it if need be, restarts the field and takes the card: the card is freshly reset. */
void device_connect(void *device);
/* `command` to the card, its answer into `response`. */
void device_exchange(void *device);
/* Lets go of the card and ends the field, so that no rights stay behind. */
void device_release(void *device);
/* Notes a call that failed. Returns its return value. */
int device_note(struct device *device, const char *call, int rc);
/* Looks once whether a card is there: `card_seen`. */
void device_look(void *device);

/* device_open.c: opens it, and says why if not. */
struct outcome device_open(struct device *device);
void device_close(struct device *device);
void device_find_all(struct device *device);

#endif
