/* SPDX-License-Identifier: BSD-2-Clause */
/* Every allocation the issuer makes itself fails once: an error, nothing left behind, and the next try works. */
#include "issuer_fixture.h"

/* The linker sends the library's calls here (--wrap). 0 means that no allocation is to fail. */
static unsigned long fail_at;
static unsigned long count;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);

void *__wrap_malloc(size_t size)
{
	return ++count == fail_at ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return ++count == fail_at ? NULL : __real_calloc(n, size);
}

struct attempt {
	int rc, reported;
	bool released; /* nothing was handed out, or it was given back */
};

/* Libcheck allocates too, so nothing is asserted while allocations fail. The keys are borrowed: they take long to make.
 */
static struct attempt try_one(const char *options, unsigned long failing)
{
	struct made made = { 0 };
	zairyu_vcard_ca *ca = NULL;
	zairyu_error *err = NULL;
	zairyu_bytes out;
	int rc;
	struct attempt result;

	memo_done(&fixture_ca->memo);
	count = 0;
	fail_at = failing;
	rc = zairyu_vcard_ca_new(fixture_ctx, 1, &ca, &err);
	if (rc == ZAIRYU_OK) {
		ca->base = ca_ref(fixture_ca);
		rc = zairyu_vcard_ca_certificate(ca, ZAIRYU_FAMILY_FIRST_GENERATION, &out, &err);
	}
	if (rc == ZAIRYU_OK)
		rc = issuer_personalise(fixture_ctx, ca, options, &made.files, &made.issuer, &err);
	fail_at = 0;
	result = (struct attempt){ rc, err ? zairyu_error_code(err) : rc,
				   rc == ZAIRYU_OK || (!made.issuer && !made.files.count) };
	made_done(&made);
	zairyu_error_free(err);
	zairyu_vcard_ca_free(ca);
	return result;
}

START_TEST(each_allocation_fails)
{
	static const char *const options[] = { "type=1", "type=05,variant=check-code-der", "type=06,variant=ca-expired",
					       "type=2,variant=tiff-ifd-first+sjis" };
	unsigned long total, failures;

	ck_assert_int_eq(try_one(options[_i], 0).rc, ZAIRYU_OK);
	ck_assert_int_eq(try_one(options[_i], 0).rc, ZAIRYU_OK);
	total = count;
	failures = 0;
	ck_assert_uint_gt(total, 10);
	for (unsigned long n = 1; n <= total; n++) {
		struct attempt attempt = try_one(options[_i], n);

		/* the error object is an allocation as well, and what OpenJPEG and libtiff say is not ours */
		ck_assert_msg(attempt.rc == ZAIRYU_OK || attempt.rc == ZAIRYU_ERR_NO_MEMORY ||
				      attempt.rc == ZAIRYU_ERR_INTERNAL,
			      "allocation %lu gives %d", n, attempt.rc);
		ck_assert_int_eq(attempt.reported, attempt.rc);
		ck_assert(attempt.released);
		failures += attempt.rc != ZAIRYU_OK;
	}
	ck_assert_uint_gt(failures, total / 2);
	ck_assert_int_eq(try_one(options[_i], 0).rc, ZAIRYU_OK);
}
END_TEST

START_TEST(key_without_memory)
{
	enum key_kind kind = _i ? KEY_EC_P384 : KEY_RSA_2048;
	struct key key = { 0 };
	int rc;

	count = 0;
	fail_at = 1; /* its public key */
	rc = key_make(&key, kind, 1, "x", NULL);
	fail_at = 0;
	ck_assert_int_eq(rc, ZAIRYU_ERR_CRYPTO);
	ck_assert(!key.made && !key.rsa && !key.d && !key.spki.data);
	ck_assert_int_eq(key_make(&key, kind, 1, "x", NULL), ZAIRYU_OK);
	key_done(&key);
}
END_TEST

int main(void)
{
	TCase *memory = suite_case("memory", 120);

	tcase_add_loop_test(memory, each_allocation_fails, 0, 4);
	tcase_add_loop_test(memory, key_without_memory, 0, 2);
	return fixture_run("issuer without memory", (TCase *const[]){ memory, NULL });
}
