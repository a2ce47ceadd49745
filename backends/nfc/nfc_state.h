/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport's own state, and jobs for its worker. */
#ifndef ZAIRYU_NFC_NFC_STATE_H
#define ZAIRYU_NFC_NFC_STATE_H

#include "device.h"
#include "nfc_transport.h"
#include "worker.h"

#include <sys/types.h>

struct nfc {
	const zairyu_context *ctx; /* for the log; the transport keeps it */
	pid_t process;             /* a child's is another */
	nfc_connstring wanted;
	char uri[sizeof(URI_PREFIX) + sizeof(nfc_connstring)];
	const struct driver *driver;
	struct workers *workers;
	struct worker *worker; /* while the device is open */
	struct device *device; /* the worker's; ours to touch while it is idle */
	struct lease *lease;
	bool connected;  /* and nothing has failed since */
	int64_t seen_ms; /* when a card was last seen, by worker_now_ms(); 0 never */
};

/* Runs a job on a device that is opened if need be, and closed again if it must be; reports what came of it. */
int nfc_run_open(struct nfc *nfc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err);

/* Gives the caller one of two errors and frees the other. */
void nfc_tell(zairyu_error **err, zairyu_error *told, zairyu_error *other);

/* Waits for a card. */
int nfc_wait_card(void *nfc, int present, const zairyu_wait *wait, zairyu_error **err);

#endif
