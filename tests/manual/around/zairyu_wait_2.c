/* SPDX-License-Identifier: BSD-2-Clause */
#include "interrupted.h"

static int slot(int fd, const zairyu_wait *wait, zairyu_error **err)
{
#define FRAGMENT_zairyu_wait_2
#include "fragments.h"
	return ZAIRYU_OK;
}

int main(void)
{
	HOLDS(waits_on(slot));
	obeys(slot);
	return 0;
}
