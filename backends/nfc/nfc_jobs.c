/* SPDX-License-Identifier: BSD-2-Clause */
/* Workers that call libnfc. */
#include "nfc_state.h"

/* Listing asks each USB device for its name; what takes longer than this is stuck. */
enum { LIST_MS = 3000 };
static const struct patience patience = {
	.ms = LIST_MS,
	.half_ms = LIST_MS,
	.stuck = { .code = ZAIRYU_ERR_COMMUNICATION,
		   .message = "libnfc does not finish listing the readers: unplug the reader and plug it in again" },
};

int nfc_host(struct host *host, const zairyu_context *ctx, struct workers *workers, zairyu_error **err)
{
	return host_init(host, ctx, "nfc", &patience, workers, err);
}

int nfc_start(struct host *host, const char *wanted, bool limited, const zairyu_wait *wait, struct device **device,
	      struct lease **lease, zairyu_error **err)
{
	int rc;

	*lease = lease_new();
	*device = device_new(wanted, *lease);
	rc = host_start(host, *device, device_free, limited, wait, err);
	if (rc == ZAIRYU_OK)
		return rc;
	lease_drop(*lease);
	*lease = NULL;
	*device = NULL;
	return rc;
}
