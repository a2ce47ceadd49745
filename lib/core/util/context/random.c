/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/context/random.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <zairyu/error.h>

static int draw(int (*generator)(unsigned char *out, int len), uint8_t *out, size_t len)
{
	int ok;

	ERR_set_mark();
	ok = len <= INT_MAX && generator(out, (int)len) == 1;
	ERR_pop_to_mark();
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}

/* From the private generator, since half of a session key comes from here. */
int random_from_libcrypto(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	return draw(RAND_priv_bytes, out, len);
}

int random_public_from_libcrypto(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	return draw(RAND_bytes, out, len);
}
