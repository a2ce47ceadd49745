/* SPDX-License-Identifier: BSD-2-Clause */
#include "interrupted.h"

static int slot(int fd, const zairyu_wait *wait, zairyu_error **err)
{
#define FRAGMENT_zairyu_wait_1
#include "fragments.h"
	return ZAIRYU_OK;
}

/* What is easily written instead: the signal ends the loop as an answer would, and read() has no end. */
static int careless(int fd, const zairyu_wait *wait, zairyu_error **err)
{
	struct pollfd answer = { .fd = fd, .events = POLLIN };
	int rc;

	while (poll(&answer, 1, (int)zairyu_wait_slice(wait, 200)) == 0)
		if ((rc = zairyu_wait_check(wait, err)) != ZAIRYU_OK)
			return rc;
	return ZAIRYU_OK;
}

int main(void)
{
	HOLDS(waits_on(slot));
	HOLDS(!waits_on(careless));
	obeys(slot);
	return 0;
}
