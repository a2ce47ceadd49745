/* SPDX-License-Identifier: BSD-2-Clause */
/* The digests a certificate's signature may use: nothing below SHA-256. */
#include "key/digest.h"

#include <openssl/err.h>
#include <zairyu/error.h>

static const char *const digest_names[DIGEST_COUNT] = {
	[DIGEST_SHA256] = "SHA2-256",
	[DIGEST_SHA384] = "SHA2-384",
	[DIGEST_SHA512] = "SHA2-512",
};

int digests_init(struct digests *digests)
{
	bool ok = true;

	*digests = (struct digests){ 0 };
	ERR_set_mark();
	for (int i = 0; i < DIGEST_COUNT && ok; i++) {
		digests->md[i] = EVP_MD_fetch(NULL, digest_names[i], NULL);
		ok = digests->md[i] != NULL;
	}
	ERR_pop_to_mark();
	if (!ok)
		digests_done(digests);
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}

void digests_done(struct digests *digests)
{
	for (int i = 0; i < DIGEST_COUNT; i++)
		EVP_MD_free(digests->md[i]);
	*digests = (struct digests){ 0 };
}

bool digest_bytes(const struct digests *digests, enum digest which, zairyu_bytes in, uint8_t *out, size_t *len)
{
	unsigned int size;
	bool ok;

	ERR_set_mark();
	ok = EVP_Digest(in.data, in.len, out, &size, digests->md[which], NULL) == 1;
	ERR_pop_to_mark();
	*len = ok ? size : 0;
	return ok;
}

void hex_write(zairyu_bytes in, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < in.len; i++) {
		*out++ = digits[in.data[i] >> 4];
		*out++ = digits[in.data[i] & 0x0F];
	}
	*out = '\0';
}
