/* SPDX-License-Identifier: BSD-2-Clause */
/* The signers that were proved lately, and many threads that ask for them. */
#include <pthread.h>
#include <stdlib.h>

#include "../support/suite.h"
#include "maker.h"
#include "trust/signer.h"
#include "trust/signer_cache.h"

static struct signer *fake_signer(unsigned number)
{
	struct signer *signer = calloc(1, sizeof *signer);

	atomic_init(&signer->references, 1);
	signer->digest[0] = (uint8_t)(number % 3); /* to collide in what is compared first */
	signer->digest[30] = (uint8_t)(number >> 8);
	signer->digest[31] = (uint8_t)number;
	return signer;
}

/* Bounded, and the least used goes first. Leaks and uses after free are AddressSanitizer's to find. */
START_TEST(test_cache)
{
	struct signer_cache *cache;
	struct signer *kept;
	unsigned held;

	ck_assert_int_eq(signer_cache_new(&cache), 0);
	kept = fake_signer(0);
	signer_cache_put(cache, kept);
	for (unsigned i = 1; i <= 3 * SIGNER_CACHE_SIZE; i++) {
		struct signer *signer = fake_signer(i);
		struct signer *found;

		ck_assert_ptr_null(signer_cache_find(cache, signer->digest));
		signer_cache_put(cache, signer);
		signer_cache_put(cache, signer);
		found = signer_cache_find(cache, kept->digest);
		ck_assert_ptr_eq(found, kept);
		signer_free(found);
		signer_free(signer);
	}
	held = 0;
	for (unsigned i = 0; i <= 3 * SIGNER_CACHE_SIZE; i++) {
		struct signer *signer = fake_signer(i);
		struct signer *found = signer_cache_find(cache, signer->digest);

		held += found != NULL;
		signer_free(found);
		signer_free(signer);
	}
	ck_assert_uint_eq(held, SIGNER_CACHE_SIZE);
	signer_cache_clear(cache);
	ck_assert_ptr_null(signer_cache_find(cache, kept->digest));
	signer_free(kept);
	signer_cache_free(cache);
}
END_TEST

struct job {
	const zairyu_trust *trust;
	zairyu_record *record;
	int verdict;
	unsigned wrong;
};

static void *work(void *argument)
{
	struct job *job = argument;

	for (int i = 0; i < 60; i++) {
		zairyu_report *report;
		int rc = zairyu_verify(job->trust, job->record, 0, &report, NULL);

		job->wrong += zairyu_report_verdict(report) != job->verdict;
		job->wrong += (rc == 0) != (job->verdict == ZAIRYU_VERDICT_GENUINE);
		zairyu_report_free(report);
	}
	return NULL;
}

/* One trust store, many threads, sound and forged cards of both families at once. */
START_TEST(test_threads)
{
	enum { JOBS = 8 };
	static const char *const types[] = { "1", "05", "2", "06" };
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct job jobs[JOBS];
	pthread_t threads[JOBS];

	for (size_t i = 0; i < JOBS; i++) {
		struct card_plan plan = card_plan_of(types[i % 4]);

		plan.digest = i >= 4 ? "SHA384" : NULL;
		jobs[i] = (struct job){ trust, make_record(&plan),
					i >= 4 ? ZAIRYU_VERDICT_ABNORMAL : ZAIRYU_VERDICT_GENUINE, 0 };
	}
	for (size_t i = 0; i < JOBS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
	for (size_t i = 0; i < JOBS; i++) {
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
		ck_assert_uint_eq(jobs[i].wrong, 0);
		zairyu_record_free(jobs[i].record);
	}
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_cache);
	tcase_add_test(tc, test_threads);
	return suite_run("verify: cache", tc);
}
