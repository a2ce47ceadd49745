/* SPDX-License-Identifier: BSD-2-Clause */
/* The cancel token. The flag is a lock-free atomic, the one kind of object a signal handler may touch. */
#include <stdatomic.h>
#include <stdlib.h>
#include <zairyu/context.h>

#include "util/error.h"
#include "util/wait_internal.h"

_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "zairyu_cancel_trigger() must be safe in a signal handler");

struct zairyu_cancel {
	atomic_uint references;
	atomic_int triggered;
};

static int cancel_new(zairyu_cancel **out, zairyu_error **err)
{
	if (!out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "out is NULL");
	*out = calloc(1, sizeof **out);
	if (!*out)
		return error_no_memory(err);
	atomic_init(&(*out)->references, 1);
	atomic_init(&(*out)->triggered, 0);
	return ZAIRYU_OK;
}

int zairyu_cancel_new(zairyu_cancel **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, cancel_new(out, err));
}

zairyu_cancel *cancel_ref(zairyu_cancel *cancel)
{
	if (cancel)
		atomic_fetch_add_explicit(&cancel->references, 1, memory_order_relaxed);
	return cancel;
}

void zairyu_cancel_trigger(zairyu_cancel *cancel)
{
	if (cancel)
		atomic_store(&cancel->triggered, 1);
}

int zairyu_cancel_is_triggered(const zairyu_cancel *cancel)
{
	return cancel ? atomic_load(&cancel->triggered) : 0;
}

void zairyu_cancel_free(zairyu_cancel *cancel)
{
	if (cancel && atomic_fetch_sub_explicit(&cancel->references, 1, memory_order_acq_rel) == 1)
		free(cancel);
}
