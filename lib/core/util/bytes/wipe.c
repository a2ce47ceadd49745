/* SPDX-License-Identifier: BSD-2-Clause */
#include <openssl/crypto.h>
#include <zairyu/base.h>

void zairyu_wipe(void *p, size_t len)
{
	if (p)
		OPENSSL_cleanse(p, len);
}
