/* SPDX-License-Identifier: BSD-2-Clause */
#include "shelf.h"

#include <stdio.h>
#include <zairyu/wait.h>

#include "../support/clock.h"

int shelf_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err)
{
	struct shelf *shelf = userdata;

	(void)ctx;
	shelf->lists++;
	while (shelf->silent) {
		int rc = zairyu_wait_check(wait, err);

		if (rc < 0)
			return rc;
		ck_assert_ptr_nonnull(wait);
		sleep_ms(zairyu_wait_slice(wait, 10));
	}
	if (shelf->fails_at > 0 && shelf->lists >= shelf->fails_at &&
	    shelf->lists < shelf->fails_at + shelf->fails_for) {
		sleep_ms(shelf->takes_ms);
		return zairyu_error_set(err, shelf->list_rc, NULL, 0, "as told");
	}
	for (size_t i = 0; i < shelf->count; i++) {
		char uri[] = "shelf:0";

		uri[6] = (char)('0' + i);
		if (zairyu_readers_add(into, uri, "A reader", shelf->card[i], shelf->simulated[i],
				       shelf->suitability[i]) < 0)
			return ZAIRYU_ERR_NO_MEMORY;
	}
	return shelf->list_rc < 0 && shelf->fails_at == 0 ? zairyu_error_set(err, shelf->list_rc, NULL, 0, "as told")
							  : 0;
}

int shelf_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait, zairyu_transport **out,
	       zairyu_error **err)
{
	char uri[32];

	(void)wait;
	snprintf(uri, sizeof uri, "shelf:%s", name);
	return zairyu_transport_new(ctx, uri, &echo_ops, &((struct shelf *)userdata)->echo, out, err);
}

void add_shelf(zairyu_context *ctx, const char *scheme, struct shelf *shelf)
{
	const zairyu_backend backend = {
		.size = sizeof backend, .scheme = scheme, .userdata = shelf, .list = shelf_list, .open = shelf_open
	};

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), ZAIRYU_ERR_ARGUMENT); /* taken */
}

void *cancel_soon(void *cancel)
{
	sleep_ms(100);
	zairyu_cancel_trigger(cancel);
	return NULL;
}
