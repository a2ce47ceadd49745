/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/context/algorithms.h"

#include <openssl/err.h>
#include <stdbool.h>

#include "util/error/error.h"

int algorithms_init(struct algorithms *a, zairyu_error **err)
{
	ERR_set_mark();
	a->tdes_cbc = EVP_CIPHER_fetch(NULL, "DES-EDE-CBC", NULL);
	a->aes_cbc = EVP_CIPHER_fetch(NULL, "AES-128-CBC", NULL);
	a->cmac = EVP_MAC_fetch(NULL, "CMAC", NULL);
	a->sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
	a->sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
	ERR_pop_to_mark();
	if (a->sha256)
		return ZAIRYU_OK;
	algorithms_done(a);
	return error_fail(err, ZAIRYU_ERR_CRYPTO, "libcrypto lacks SHA-256");
}

void algorithms_done(struct algorithms *a)
{
	EVP_CIPHER_free(a->tdes_cbc);
	EVP_CIPHER_free(a->aes_cbc);
	EVP_MAC_free(a->cmac);
	EVP_MD_free(a->sha1);
	EVP_MD_free(a->sha256);
	*a = (struct algorithms){ 0 };
}

static int digest(const EVP_MD *md, zairyu_bytes in, uint8_t *out)
{
	int ok;

	ERR_set_mark();
	ok = EVP_Digest(in.data, in.len, out, NULL, md, NULL) == 1;
	ERR_pop_to_mark();
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}

int digest_sha1(const struct algorithms *a, zairyu_bytes in, uint8_t out[20])
{
	return digest(a->sha1, in, out);
}

int digest_sha256(const struct algorithms *a, zairyu_bytes in, uint8_t out[32])
{
	return digest(a->sha256, in, out);
}

int digest_sha256_parts(const struct algorithms *a, const zairyu_bytes *parts, size_t count, uint8_t out[32])
{
	EVP_MD_CTX *md;
	bool ok;

	ERR_set_mark();
	md = EVP_MD_CTX_new();
	ok = md && EVP_DigestInit_ex2(md, a->sha256, NULL) == 1;
	for (size_t i = 0; ok && i < count; i++)
		ok = parts[i].len == 0 || EVP_DigestUpdate(md, parts[i].data, parts[i].len) == 1;
	ok = ok && EVP_DigestFinal_ex(md, out, NULL) == 1;
	EVP_MD_CTX_free(md);
	ERR_pop_to_mark();
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}
