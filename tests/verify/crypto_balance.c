/* SPDX-License-Identifier: BSD-2-Clause */
#include "crypto_balance.h"

#include <check.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <zairyu/error.h>

#include "../support/balance.h"

void *__real_malloc(size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
EVP_MD *__real_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties);
void __real_EVP_MD_free(EVP_MD *md);
EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties);
void __wrap_EVP_MD_free(EVP_MD *md);

static long of_libcrypto;

static void *counted(void *p)
{
	of_libcrypto += p != NULL;
	return p;
}

EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties)
{
	return counted(__real_EVP_MD_fetch(ctx, algorithm, properties));
}

void __wrap_EVP_MD_free(EVP_MD *md)
{
	of_libcrypto -= md != NULL;
	__real_EVP_MD_free(md);
}

static void *take(size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return counted(__real_malloc(size));
}

static void *retake(void *p, size_t size, const char *file, int line)
{
	(void)file, (void)line;
	of_libcrypto -= p != NULL;
	return counted(__real_realloc(p, size));
}

static void give_back(void *p, const char *file, int line)
{
	(void)file, (void)line;
	of_libcrypto -= p != NULL;
	__real_free(p);
}

bool balance_begin(void)
{
	return CRYPTO_set_mem_functions(take, retake, give_back) == 1;
}

long balance(void)
{
	return balance_held + of_libcrypto;
}

void balance_without_memory(int (*run)(void *userdata), void *userdata, int expected)
{
	bool failed = true;
	long before;

	ck_assert_int_eq(run(userdata), expected); /* what is kept from the first time is there */
	before = balance();
	for (long nth = 0; failed; nth++) {
		int rc;

		balance_until_failure = nth;
		rc = run(userdata);
		failed = balance_until_failure < 0;
		balance_until_failure = -1;
		ck_assert_msg(rc == (failed ? ZAIRYU_ERR_NO_MEMORY : expected), "allocation %ld: %d", nth, rc);
		ck_assert_msg(balance() == before, "allocation %ld: %ld blocks stay behind", nth, balance() - before);
	}
}
