/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport's own state, and jobs for its worker. */
#ifndef NFC_NFC_STATE_H
#define NFC_NFC_STATE_H

#include "device.h"

#define URI_PREFIX "nfc:"

struct nfc {
	struct host host; /* with a worker while the device is open */
	nfc_connstring wanted;
	char uri[sizeof URI_PREFIX + sizeof(nfc_connstring)];
	const struct driver *driver;
	struct device *device; /* the worker's; ours to touch while it is idle */
	struct lease *lease;
	bool connected;  /* and nothing has failed since */
	int64_t seen_ms; /* when a card was last seen, by worker_now_ms(); 0 never */
};

/* Runs a job on a device that is opened if need be, and closed again if it must be; reports the result. */
int nfc_run_open(struct nfc *nfc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err);

/* A host for libnfc; the transport's counted by themselves, listings together. */
int nfc_host(struct host *host, const zairyu_context *ctx, struct workers *workers, zairyu_error **err);

/* Starts a worker over a new device; of its lease, one hold is the caller's. */
int nfc_start(struct host *host, const char *wanted, bool limited, const zairyu_wait *wait, struct device **device,
	      struct lease **lease, zairyu_error **err);

/* Waits for a card. */
int nfc_wait_card(void *nfc, int present, const zairyu_wait *wait, zairyu_error **err);

#endif
