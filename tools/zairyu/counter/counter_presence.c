/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter/counter_presence.h"

#include "person/fail.h"

enum { LOOK_MS = 10 };

int counter_card_left(void *userdata, zairyu_error **err)
{
	struct counter *counter = userdata;
	int rc = counter->reader ? zairyu_transport_wait_card(counter->reader, 0, LOOK_MS, counter->app->cancel, NULL)
				 : ZAIRYU_OK;

	if (rc == ZAIRYU_ERR_TIMEOUT)
		return ZAIRYU_OK;
	rc = fail_if_interrupted(counter->app, err);
	if (rc != ZAIRYU_OK)
		return rc;
	return fail(counter->app, err, ZAIRYU_ERR_CARD_GONE, MSG_CARD_TAKEN_BEFORE, NULL, NULL);
}
