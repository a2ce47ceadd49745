/* SPDX-License-Identifier: BSD-2-Clause */
#include "balance.h"

#include <check.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "countdown.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
char *__real_strdup(const char *s);
EVP_MD *__real_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties);
void __real_EVP_MD_free(EVP_MD *md);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);
char *__wrap_strdup(const char *s);
EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties);
void __wrap_EVP_MD_free(EVP_MD *md);

static long held;

static void *counted(void *p)
{
	held += p != NULL;
	return p;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *p, size_t size)
{
	if (fails())
		return NULL;
	held -= p != NULL;
	return counted(__real_realloc(p, size));
}

void __wrap_free(void *p)
{
	held -= p != NULL;
	__real_free(p);
}

char *__wrap_strdup(const char *s)
{
	return fails() ? NULL : counted(__real_strdup(s));
}

EVP_MD *__wrap_EVP_MD_fetch(OSSL_LIB_CTX *ctx, const char *algorithm, const char *properties)
{
	return counted(__real_EVP_MD_fetch(ctx, algorithm, properties));
}

void __wrap_EVP_MD_free(EVP_MD *md)
{
	held -= md != NULL;
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
	held -= p != NULL;
	return counted(__real_realloc(p, size));
}

static void give_back(void *p, const char *file, int line)
{
	(void)file, (void)line;
	free(p);
}

bool balance_begin(void)
{
	return CRYPTO_set_mem_functions(take, retake, give_back) == 1;
}

long balance(void)
{
	return held;
}

void balance_without_memory(int (*run)(void *userdata), void *userdata, int expected)
{
	long before;

	ck_assert_int_eq(run(userdata), expected); /* what is kept from the first time is there */
	before = held;
	failed = true;
	for (long nth = 0; failed; nth++) {
		int rc;

		failed = false;
		until_failure = nth;
		rc = run(userdata);
		until_failure = NEVER;
		ck_assert_msg(rc == (failed ? ZAIRYU_ERR_NO_MEMORY : expected), "allocation %ld: %d", nth, rc);
		ck_assert_msg(held == before, "allocation %ld: %ld blocks stay behind", nth, held - before);
	}
}
