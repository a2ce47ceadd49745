/* SPDX-License-Identifier: BSD-2-Clause */
/* The slots of a transport whose card is never there. */
#ifndef TESTS_NO_CARD_H
#define TESTS_NO_CARD_H

#include <zairyu.h>

static int no_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "as told");
}

static int no_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
		       uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	(void)command;
	(void)command_len;
	(void)response;
	(void)cap;
	(void)response_len;
	return no_connect(userdata, wait, err);
}

static void no_disconnect(void *userdata)
{
	(void)userdata;
}

#endif
