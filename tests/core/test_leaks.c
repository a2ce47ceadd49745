/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What was taken is given back: blocks of the core, which is linked with --wrap, blocks of libcrypto, and descriptors.
 * Each work is done twice and counted the second time, since libcrypto keeps what it made first.
 */
#include <openssl/crypto.h>
#include <openssl/provider.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zairyu/place.h>

#include "../support/suite.h"
#include "record/text/text_decode.h"
#include "sample_record.h"
#include "util/error/error.h"

void *__real_calloc(size_t count, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void __wrap_free(void *p);

enum { LIVE_MAX = 4096 };
static void *live[LIVE_MAX];
static size_t live_count;
static long of_libcrypto;

static void *note(void *p)
{
	if (!p)
		return NULL;
	if (live_count == LIVE_MAX)
		abort();
	live[live_count++] = p;
	return p;
}

void *__wrap_malloc(size_t size)
{
	return note(__real_calloc(1, size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return note(__real_calloc(count, size));
}

/* Also of blocks that were not noted: Check, linked with this, has some from the C library. */
void __wrap_free(void *p)
{
	for (size_t i = live_count; p && i-- > 0;)
		if (live[i] == p) {
			live[i] = live[--live_count];
			break;
		}
	__real_free(p);
}

static void *crypto_malloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	of_libcrypto++;
	return __real_calloc(1, size);
}

static void *crypto_realloc(void *p, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	of_libcrypto += !p;
	return realloc(p, size);
}

static void crypto_free(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	of_libcrypto -= p != NULL;
	__real_free(p);
}

static zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	return ctx;
}

static void context(void)
{
	zairyu_context_free(new_context());
}

/* It keeps its context until it goes itself. */
static void whole_record(void)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = sample_record(ctx, "1"), *reduced;

	zairyu_context_free(ctx);
	ck_assert_int_eq(zairyu_record_number_matches(record, SAMPLE_NUMBER, 12), 1);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES("results"), &reduced, NULL), 0);
	zairyu_record_free(record);
	zairyu_record_free(reduced);
}

static void refused(void)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = sample_begin(ctx, "1"), *none;

	ck_assert_int_eq(record_new_like(record, "no number", &none, NULL), ZAIRYU_ERR_ARGUMENT);

	ck_assert_int_eq(record_take_file(record, ZAIRYU_ITEM_PERMISSIONS, malloc(3), 0, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}

static void texts(void)
{
	static const char *const values[] = { "東京", "東京\x1B", "\x93\x8C\xFF" };

	for (int i = 0; i < COUNT(values); i++) {
		unsigned notes;
		char *text;

		(void)text_decode(bytes_of(values[i]), &text, &notes);
		free(text);
	}
}

static void errors(void)
{
	zairyu_error *err = NULL, *late = NULL;

	error_fail(&err, ZAIRYU_ERR_TIMEOUT, "first");
	error_fail(&late, ZAIRYU_ERR_TIMEOUT, "too late");
	error_pass(&err, late);
	zairyu_error_clear(&err);
	error_fail(&err, ZAIRYU_ERR_TIMEOUT, "again");
	ck_assert_int_eq(zairyu_error_finish(&err, ZAIRYU_OK), 0);
	error_fail(&err, ZAIRYU_ERR_TIMEOUT, "and again");
	zairyu_error_free(err);
}

static void waits(void)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_ge(zairyu_cancel_fd(cancel), 0);
	ck_assert_int_eq(zairyu_wait_new(1000, cancel, &wait, NULL), 0);
	zairyu_cancel_free(cancel);
	zairyu_wait_free(wait);
}

static char folder[] = "/tmp/zairyu-leaks-XXXXXX";

static void code_names(void)
{
	zairyu_context *ctx = new_context();

	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, BYTES("status_of_residence\tA"), NULL),
			 ZAIRYU_ERR_MALFORMED);
	zairyu_context_free(ctx);
}

/* The last: what libcrypto had does not come back. */
static void no_context(void)
{
	OSSL_PROVIDER *nothing = OSSL_PROVIDER_load(NULL, "null");
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_ERR_CRYPTO);
	OSSL_PROVIDER_unload(nothing);
}

static void (*const works[])(void) = { context, whole_record, refused, texts, errors, waits, code_names, no_context };

static int lowest_free(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

START_TEST(nothing_is_left)
{
	const int fd = lowest_free();
	const size_t before = live_count;
	long of_both;

	works[_i]();
	ck_assert_uint_eq(live_count, before);
	of_both = of_libcrypto;
	if (works[_i] != no_context) {
		works[_i]();
		ck_assert_uint_eq(live_count, before);
		ck_assert_int_eq(of_libcrypto, of_both);
	}
	ck_assert_int_eq(lowest_free(), fd);
}
END_TEST

static void setup(void)
{
	char path[64];
	FILE *file;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/zairyu", folder);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/zairyu/codes.tsv", folder);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs("status_of_residence\tA\t見本\tSample\n", file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void teardown(void)
{
	char path[64];

	snprintf(path, sizeof path, "%s/zairyu/codes.tsv", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/zairyu", folder);
	rmdir(path);
	rmdir(folder);
}

int main(void)
{
	TCase *tcase = suite_case("leaks", 30);

	if (CRYPTO_set_mem_functions(crypto_malloc, crypto_realloc, crypto_free) != 1)
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, nothing_is_left, 0, COUNT(works));
	return suite_run("leaks", tcase);
}
