/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads that share one record, in which salt and digests are made when they are first asked for. ThreadSanitizer
 * makes the most of this: meson setup -Db_sanitize=thread.
 */
#include <pthread.h>

#include "context_case.h"
#include "sample_record.h"

enum { THREADS = 6, ROUNDS = 20 };

static int append(void *userdata, const void *data, size_t len)
{
	struct buffer *b = userdata;

	buffer_append(b, (zairyu_bytes){ .data = data, .len = len });
	return b->failed;
}

static int ask_digests(const zairyu_record *record, struct buffer *out)
{
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		zairyu_bytes digest;
		int rc = zairyu_record_digest(record, item, &digest);

		if (rc < 0 && rc != ZAIRYU_ERR_ABSENT)
			return rc;
		buffer_append(out, digest);
	}
	return out->failed ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_OK;
}

static int reduce(const zairyu_record *record, struct buffer *out)
{
	zairyu_record *reduced;
	int rc = zairyu_record_reduce(record, BYTES("results"), &reduced, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_record_save(reduced, 0, append, out, NULL);
	zairyu_record_free(reduced);
	return rc;
}

static int save(const zairyu_record *record, struct buffer *out)
{
	return zairyu_record_save(record, 0, append, out, NULL);
}

static int ask_salt(const zairyu_record *record, struct buffer *out)
{
	zairyu_bytes salt;
	int rc = zairyu_record_salt(record, &salt);

	buffer_append(out, salt);
	return rc;
}

static int ask_number(const zairyu_record *record, struct buffer *out)
{
	zairyu_bytes digest;
	int rc = zairyu_record_number_digest(record, &digest);

	buffer_append(out, digest);
	return rc == ZAIRYU_OK && zairyu_record_number_matches(record, SAMPLE_NUMBER, 12) != 1 ? ZAIRYU_ERR_CRYPTO : rc;
}

static int (*const works[])(const zairyu_record *record, struct buffer *out) = { ask_digests, reduce, save, ask_salt,
										 ask_number };
enum { WORKS = sizeof works / sizeof *works };

/* What came of each work; the threads themselves assert nothing, since Check is for one thread. */
struct outcome {
	const zairyu_record *record;
	pthread_barrier_t *start;
	size_t first; /* the work it begins with, so that each meets each other */
	struct buffer out[WORKS];
	int rc;
};

static void *work(void *userdata)
{
	struct outcome *outcome = userdata;

	pthread_barrier_wait(outcome->start);
	for (size_t i = 0; i < WORKS && outcome->rc == ZAIRYU_OK; i++) {
		size_t which = (outcome->first + i) % WORKS;

		outcome->rc = works[which](outcome->record, &outcome->out[which]);
	}
	return NULL;
}

static void work_together(const zairyu_record *record, struct outcome outcomes[THREADS])
{
	pthread_t threads[THREADS];
	pthread_barrier_t start;

	ck_assert_int_eq(pthread_barrier_init(&start, NULL, THREADS), 0);
	for (size_t i = 0; i < THREADS; i++) {
		outcomes[i] = (struct outcome){ .record = record, .start = &start, .first = i % WORKS };
		ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &outcomes[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
	pthread_barrier_destroy(&start);
}

static void take_same(struct outcome *outcome, const struct buffer expected[WORKS])
{
	ck_assert_int_eq(outcome->rc, ZAIRYU_OK);
	for (size_t i = 0; i < WORKS; i++) {
		ck_assert_uint_eq(outcome->out[i].len, expected[i].len);
		ck_assert_mem_eq(outcome->out[i].data, expected[i].data, expected[i].len);
		buffer_done(&outcome->out[i]);
	}
}

static zairyu_record *load(const struct buffer *saved)
{
	zairyu_record *record;

	ck_assert_int_eq(
		zairyu_record_load(ctx, (zairyu_bytes){ .data = saved->data, .len = saved->len }, &record, NULL), 0);
	return record;
}

/* A fresh record each round, with the salt of the first: only one that nobody has asked yet makes its digests while
 * others ask. */
START_TEST(test_shared)
{
	zairyu_record *alone = sample_record(ctx, sample_types[_i]);
	struct buffer expected[WORKS] = { 0 }, saved;

	sample_save(alone, &saved);
	for (size_t i = 0; i < WORKS; i++)
		ck_assert_int_eq(works[i](alone, &expected[i]), 0);
	for (int round = 0; round < ROUNDS; round++) {
		zairyu_record *shared = load(&saved);
		struct outcome outcomes[THREADS];

		work_together(shared, outcomes);
		for (size_t i = 0; i < THREADS; i++)
			take_same(&outcomes[i], expected);
		zairyu_record_free(shared);
	}
	for (size_t i = 0; i < WORKS; i++)
		buffer_done(&expected[i]);
	buffer_done(&saved);
	zairyu_record_free(alone);
}
END_TEST

/* A record that was read and has no salt yet: whoever asks first, all get the same. */
START_TEST(test_one_salt)
{
	for (int round = 0; round < ROUNDS; round++) {
		zairyu_record *shared = sample_record(ctx, "1");
		struct outcome outcomes[THREADS];

		work_together(shared, outcomes);
		ck_assert_int_eq(outcomes[0].rc, ZAIRYU_OK);
		for (size_t i = 1; i < THREADS; i++)
			take_same(&outcomes[i], outcomes[0].out);
		for (size_t i = 0; i < WORKS; i++)
			buffer_done(&outcomes[0].out[i]);
		zairyu_record_free(shared);
	}
}
END_TEST

/* What is known is not made again, whatever it is asked with; a place for each item and one for the number. */
START_TEST(test_made_once)
{
	static const uint64_t items[] = { RECORD_NUMBER, 1, 2, UINT64_C(1) << 62 };
	struct record_digests *digests = record_digests_new(NULL, ctx->random_public);
	uint8_t first[COUNT(items)][RECORD_DIGEST_LENGTH];
	zairyu_bytes digest;

	ck_assert_ptr_nonnull(digests);
	for (int i = 0; i < COUNT(items); i++) {
		ck_assert_int_eq(record_digests_compute(digests, &ctx->algorithms, items[i], BYTES("a"), first[i]), 0);
		ck_assert_int_eq(record_digests_get(digests, &ctx->algorithms, items[i], BYTES("a"), &digest), 0);
		ck_assert_uint_eq(digest.len, RECORD_DIGEST_LENGTH);
		ck_assert_mem_eq(digest.data, first[i], RECORD_DIGEST_LENGTH);
	}
	for (int i = 0; i < COUNT(items); i++) {
		ck_assert_int_eq(record_digests_get(digests, &ctx->algorithms, items[i], BYTES("b"), &digest), 0);
		ck_assert_mem_eq(digest.data, first[i], RECORD_DIGEST_LENGTH);
	}
	record_digests_free(digests);
	record_digests_free(NULL);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("threads", 60);

	tcase_add_loop_test(tcase, test_shared, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_one_salt);
	tcase_add_test(tcase, test_made_once);
	return suite_run("record threads", tcase);
}
