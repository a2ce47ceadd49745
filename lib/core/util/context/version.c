/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/base.h>

const char *zairyu_version(void)
{
	return ZAIRYU_VERSION;
}

uint32_t zairyu_version_number(void)
{
	return ZAIRYU_VERSION_NUMBER;
}
