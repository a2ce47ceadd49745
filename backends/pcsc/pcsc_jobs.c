/* SPDX-License-Identifier: BSD-2-Clause */
/* Workers that talk to the PC/SC service. */
#include <stdio.h>

#include "pcsc.h"

/*
 * A service that is started by the first call looks for its readers before it answers; one that has not answered a
 * question that needs no card for so long is stuck.
 */
static const struct patience patience = {
	.ms = 3000,
	.half_ms = 1000,
	.stuck = { .code = ZAIRYU_ERR_NO_SERVICE, .message = "the smart card service does not answer: restart pcscd" },
};

int pcsc_host(struct host *host, const zairyu_context *ctx, struct workers *workers, zairyu_error **err)
{
	return host_init(host, ctx, "pcsc", &patience, workers, err);
}

int pcsc_start(struct host *host, const char *wanted, const char *last, bool limited, const zairyu_wait *wait,
	       struct link **link, zairyu_error **err)
{
	int rc = host_check_process(host, err);

	if (rc != ZAIRYU_OK)
		return rc;
	*link = link_new(wanted, last);
	rc = host_start(host, *link, link_free, limited, wait, err);
	if (rc != ZAIRYU_OK)
		*link = NULL;
	return rc;
}

int pcsc_ask(struct host *host, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err)
{
	int rc = host_ask(host, job, 0, wait, err);

	return rc == ZAIRYU_OK ? outcome_report(&host->result->outcome, err) : rc;
}

void pcsc_make_uri(const char *reader, char uri[URI_SIZE])
{
	char name[URI_NAME_MAX + 1];

	names_to_uri(reader, name);
	(void)snprintf(uri, URI_SIZE, URI_PREFIX "%s", name);
}
