/* SPDX-License-Identifier: BSD-2-Clause */
/* Part of the grown library only: what a later version does with the slots it has more, which is to call those it finds. */
#include <string.h>

#include "transport/transport.h"
#include "util/context/context.h"

ZAIRYU_API int zairyu_probe_backend(const zairyu_context *ctx, const char *scheme);
ZAIRYU_API int zairyu_probe_transport(const zairyu_transport *transport);

int zairyu_probe_backend(const zairyu_context *ctx, const char *scheme)
{
	for (size_t i = 0; i < ctx->backend_count; i++)
		if (strcmp(ctx->backends[i].scheme, scheme) == 0)
			return ctx->backends[i].later ? ctx->backends[i].later(ctx->backends[i].userdata) : 0;
	return -1;
}

int zairyu_probe_transport(const zairyu_transport *transport)
{
	return transport->ops.later ? transport->ops.later(transport->userdata) : 0;
}
