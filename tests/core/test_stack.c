/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the steps of the key agreement leave on the stack: each is called far below the test's own frames, on a stack of
 * the test's, and what lies there afterwards is searched for keys, random numbers and the card number.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "no_card.h"
#include "record/record.h"
#include "sm/agreement.h"
#include "sm/channel.h"
#include "sm/delivery.h"
#include "util/bytes/buffer.h"
#include "util/context/context.h"

enum { STACK = 1 << 18, PAINT = 0xA7, BELOW = 16384, SECRET = 16 };

static const char number[ZAIRYU_NUMBER_SIZE] = "AA12345678BB";
static const uint8_t rnd_icc[SM_CHALLENGE_SIZE] = { 0x46, 0x9E, 0x1D, 0xB3, 0x70, 0xC8, 0x25, 0xFA };
static const uint8_t k_icc[SM_KEY_SIZE] = { 0x8D, 0x21, 0xE7, 0x5A, 0x03, 0xBC, 0x94, 0x6F,
					    0x12, 0xD8, 0x4B, 0xA5, 0x7E, 0x30, 0xC9, 0x56 };
static const uint8_t k_ifd[SM_KEY_SIZE] = { 0x31, 0xC4, 0x52, 0x9B, 0x7E, 0x08, 0xD6, 0xAF,
					    0x13, 0xE5, 0x60, 0x2C, 0xB9, 0x47, 0xF1, 0x8A };
static const uint8_t rnd_ifd[SM_CHALLENGE_SIZE] = { 0x5F, 0xA1, 0x0C, 0xE3, 0x98, 0x27, 0xB6, 0x4D };

/* Everything that lives on is here, off the stack. */
static struct {
	zairyu_context *ctx;
	const struct sm_suite *suite;
	struct sm_engine engine, tdes;
	struct sm_agreement g;
	struct sm_channel channel;
	uint8_t token[SM_TOKEN_SIZE], answer[SM_TOKEN_SIZE], key[SM_KEY_SIZE], content[SM_PROTECTED_MAX];
	size_t content_len;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_record *record, *loaded;
	struct buffer saved;
	int rc;
} at;

static void init(void)
{
	at.rc = agreement_init(&at.g, at.suite, &at.engine, number, rnd_icc);
}

static void make_token(void)
{
	at.rc = agreement_token(&at.g, at.token);
}

static void recover(void)
{
	at.rc = agreement_recover(&at.g, at.token);
}

static void accept_answer(void)
{
	at.rc = agreement_accept(&at.g, at.answer, at.key);
}

static void protect(void)
{
	at.rc = channel_protect(&at.channel, (zairyu_bytes){ (const uint8_t *)number, 12 }, at.content,
				&at.content_len);
}

/* A key made of two that are searched for, under any key of the card's. */
static void deliver(void)
{
	static uint8_t key[DELIVERY_KEY_SIZE], modulus[DELIVERY_RSA_SIZE], sent[DELIVERY_RSA_SIZE];
	const struct delivery_key card = { { (const uint8_t *)"\3", 1 }, { modulus, sizeof modulus } };

	memset(modulus, 0xF1, sizeof modulus);
	memcpy(key, k_ifd, SM_KEY_SIZE);
	memcpy(key + SM_KEY_SIZE, k_icc, SM_KEY_SIZE);
	at.rc = delivery_encrypt(&card, key, sent);
}

static void authenticate(void)
{
	at.rc = zairyu_session_authenticate(at.session, number, ZAIRYU_NUMBER_LENGTH, NULL) == ZAIRYU_ERR_CARD_GONE
			? ZAIRYU_OK
			: ZAIRYU_ERR_INTERNAL;
}

static void match_number(void)
{
	at.rc = zairyu_record_number_matches(at.record, number, ZAIRYU_NUMBER_LENGTH) == 1 ? ZAIRYU_OK
											   : ZAIRYU_ERR_INTERNAL;
}

static void load_record(void)
{
	at.rc = zairyu_record_load(at.ctx, (zairyu_bytes){ at.saved.data, at.saved.len }, &at.loaded, NULL);
}

static const struct {
	const char *name;
	void (*step)(void);
} steps[] = {
	{ "agreement_init", init },
	{ "agreement_token", make_token },
	{ "agreement_recover", recover },
	{ "agreement_accept", accept_answer },
	{ "channel_protect", protect },
	{ "delivery_encrypt", deliver },
	{ "zairyu_session_authenticate", authenticate },
	{ "zairyu_record_number_matches", match_number },
	{ "zairyu_record_load", load_record },
};

/* Far below its caller, so that what searches afterwards does not overwrite what is searched for. */
static __attribute__((noinline)) void call_below(void (*step)(void))
{
	volatile uint8_t between[BELOW];

	between[0] = between[BELOW - 1] = 0;
	step();
	between[0] = between[BELOW - 1];
}

static void *run_step(void *userdata)
{
	call_below(((void (*const *)(void))userdata)[0]);
	return NULL;
}

static const uint8_t *find(const uint8_t *stack, const void *secret, size_t len)
{
	for (size_t i = 0; i + len <= STACK; i++)
		if (memcmp(stack + i, secret, len) == 0)
			return stack + i;
	return NULL;
}

static void check(const uint8_t *stack, const char *name, const char *what, const void *secret, size_t len)
{
	ck_assert_msg(!find(stack, secret, len), "%s leaves %s on the stack", name, what);
}

static int append(void *userdata, const void *data, size_t len)
{
	buffer_append(userdata, (zairyu_bytes){ data, len });
	return 0;
}

/* A record of the number, and the same saved. */
static void prepare_record(void)
{
	zairyu_card card;
	const struct record_origin origin = { .card = &card, .number = number, .reader = "", .library_version = "" };

	ck_assert_int_eq(card_init(&card, (zairyu_bytes){ (const uint8_t *)"1", 1 }, (zairyu_bytes){ 0 }, NULL), 0);
	ck_assert_int_eq(record_new(at.ctx, &origin, &at.record, NULL), 0);
	ck_assert_int_eq(record_finish(at.record, NULL), 0);
	ck_assert_int_eq(zairyu_record_save(at.record, 0, append, &at.saved, NULL), 0);
}

/* What the card answers: it puts its own values where the reader's would be. */
static void *prepare(void *userdata)
{
	const zairyu_transport_ops ops = {
		.size = sizeof ops, .connect = no_connect, .transmit = no_transmit, .disconnect = no_disconnect
	};
	struct sm_agreement card;

	memset(&at, 0, sizeof at);
	ck_assert_int_eq(zairyu_context_new(&at.ctx, NULL), 0);
	prepare_record();
	ck_assert_int_eq(zairyu_transport_new(at.ctx, "none:", &ops, NULL, &at.transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(at.transport, &at.session, NULL), 0);
	at.suite = *(const struct sm_suite *const *)userdata;
	at.engine.algorithms = at.tdes.algorithms = &at.ctx->algorithms;
	ck_assert_int_eq(agreement_init(&at.g, at.suite, &at.engine, number, rnd_icc), 0);
	memcpy(at.g.ifd.rnd, rnd_ifd, sizeof rnd_ifd);
	memcpy(at.g.ifd.k, k_ifd, sizeof k_ifd);
	ck_assert_int_eq(agreement_token(&at.g, at.token), 0);
	card = at.g;
	memcpy(card.ifd.rnd, rnd_icc, sizeof rnd_icc);
	memcpy(card.rnd_icc, rnd_ifd, sizeof rnd_ifd);
	memcpy(card.ifd.k, k_icc, sizeof k_icc);
	ck_assert_int_eq(agreement_token(&card, at.answer), 0);
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, at.key), 0);
	at.channel = (struct sm_channel){ .suite = at.suite, .engine = { .algorithms = &at.ctx->algorithms } };
	memcpy(at.channel.key, at.key, sizeof at.key);
	return NULL;
}

/* A new thread begins with what is in the registers of the one that makes it, and may save them on its stack: what is
 * searched for is made in a thread of its own. */
static void prepare_elsewhere(const struct sm_suite *suite)
{
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, prepare, &suite), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
}

static void let_go(void)
{
	sm_engine_done(&at.engine);
	sm_engine_done(&at.tdes);
	channel_done(&at.channel);
	zairyu_record_free(at.record);
	zairyu_record_free(at.loaded);
	buffer_done(&at.saved);
	zairyu_session_free(at.session);
	zairyu_transport_free(at.transport);
	zairyu_context_free(at.ctx);
}

/* What the Retail MAC works with: its key's first half twice, and what that makes of the token. */
static void chain(uint8_t doubled[SM_KEY_SIZE], uint8_t chained[SM_CRYPTOGRAM_SIZE])
{
	memcpy(doubled, at.g.static_key, SM_KEY_SIZE / 2);
	memcpy(doubled + SM_KEY_SIZE / 2, at.g.static_key, SM_KEY_SIZE / 2);
	ck_assert_int_eq(
		sm_suite_tdes.encrypt(&at.tdes, doubled, (zairyu_bytes){ at.token, SM_CRYPTOGRAM_SIZE }, chained), 0);
}

START_TEST(nothing_on_the_stack)
{
	void *stack = NULL, *step = (void *)&steps[_i / 2].step;
	pthread_attr_t attributes;
	pthread_t thread;
	uint8_t seed[SM_KEY_SIZE], doubled[SM_KEY_SIZE], chained[SM_CRYPTOGRAM_SIZE];
	zairyu_bytes digest;

	for (size_t i = 0; i < sizeof seed; i++)
		seed[i] = k_ifd[i] ^ k_icc[i];
	prepare_elsewhere(_i % 2 ? &sm_suite_aes : &sm_suite_tdes);
	chain(doubled, chained);
	ck_assert_int_eq(posix_memalign(&stack, 4096, STACK), 0);
	memset(stack, PAINT, STACK);
	ck_assert_int_eq(pthread_attr_init(&attributes), 0);
	ck_assert_int_eq(pthread_attr_setstack(&attributes, stack, STACK), 0);
	ck_assert_int_eq(pthread_create(&thread, &attributes, run_step, step), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(at.rc, 0);
	check(stack, steps[_i / 2].name, "the key of the number", at.g.static_key, SECRET);
	check(stack, steps[_i / 2].name, "K.IFD", k_ifd, SECRET);
	check(stack, steps[_i / 2].name, "K.ICC", k_icc, SECRET);
	check(stack, steps[_i / 2].name, "the seed", seed, SECRET);
	check(stack, steps[_i / 2].name, "RND.IFD", rnd_ifd, sizeof rnd_ifd);
	check(stack, steps[_i / 2].name, "the session key", at.key, SECRET);
	check(stack, steps[_i / 2].name, "half of the key", doubled, SECRET);
	check(stack, steps[_i / 2].name, "the MAC's chain", chained + 16, 16);
	if (steps[_i / 2].step != make_token ||
	    at.suite != &sm_suite_tdes) /* libcrypto leaves it, and it is sent anyway */
		check(stack, steps[_i / 2].name, "the token's MAC", at.token + SM_CRYPTOGRAM_SIZE, SM_MAC_SIZE);
	check(stack, steps[_i / 2].name, "the answer's MAC", at.answer + SM_CRYPTOGRAM_SIZE, SM_MAC_SIZE);
	check(stack, steps[_i / 2].name, "the number", number, ZAIRYU_NUMBER_LENGTH);
	ck_assert_int_eq(zairyu_record_number_digest(at.record, &digest), 0);
	check(stack, steps[_i / 2].name, "the number's digest", digest.data, digest.len);
	pthread_attr_destroy(&attributes);
	free(stack);
	let_go();
}
END_TEST

/* What the card proves: that it knows the number, and that it answers to this conversation and no other. */
START_TEST(a_proof_fits_its_conversation)
{
	uint8_t other_key[SM_KEY_SIZE];

	prepare_elsewhere(&sm_suite_aes);
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, other_key), ZAIRYU_OK);
	ck_assert_mem_eq(other_key, at.key, SM_KEY_SIZE);
	at.g.ifd.rnd[_i] ^= 1; /* an answer that was recorded: the same challenge, another RND.IFD */
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, other_key), ZAIRYU_ERR_SECURE_MESSAGING);
	at.g.ifd.rnd[_i] ^= 1;
	at.g.rnd_icc[_i] ^= 1;
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, other_key), ZAIRYU_ERR_SECURE_MESSAGING);
	ck_assert_int_eq(agreement_recover(&at.g, at.token), ZAIRYU_ERR_SECURE_MESSAGING);
	at.g.rnd_icc[_i] ^= 1;
	ck_assert_int_eq(agreement_recover(&at.g, at.token), ZAIRYU_OK);
	at.answer[SM_CRYPTOGRAM_SIZE + _i] ^= 1;
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, other_key), ZAIRYU_ERR_SECURE_MESSAGING);
	let_go();
}
END_TEST

/* Without one of the algorithms no step says that it went well, and none says that the card is wrong. */
START_TEST(what_cannot_be_computed)
{
	struct algorithms lacking;
	uint8_t unused[SM_TOKEN_SIZE];

	prepare_elsewhere(_i % 2 ? &sm_suite_aes : &sm_suite_tdes);
	lacking = at.ctx->algorithms;
	sm_engine_done(&at.engine);
	at.engine.algorithms = &lacking;
	lacking.sha1 = NULL;
	ck_assert_int_eq(agreement_init(&at.g, at.suite, &at.engine, number, rnd_icc), ZAIRYU_ERR_CRYPTO);
	let_go();
	prepare_elsewhere(_i % 2 ? &sm_suite_aes : &sm_suite_tdes);
	at.engine.algorithms = &lacking;
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, at.key), ZAIRYU_ERR_CRYPTO);
	sm_engine_done(&at.engine);
	at.engine.algorithms = &lacking;
	lacking.tdes_cbc = lacking.aes_cbc = NULL;
	ck_assert_int_eq(agreement_token(&at.g, unused), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(agreement_accept(&at.g, at.answer, at.key), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(agreement_recover(&at.g, at.token), ZAIRYU_ERR_CRYPTO);
	let_go();
}
END_TEST

START_TEST(what_is_done_is_empty)
{
	static const struct sm_agreement no_agreement;
	static const struct sm_channel no_channel;
	static const struct sm_engine no_engine;

	prepare_elsewhere(&sm_suite_aes);
	memset(&at.g, 0xA5, sizeof at.g);
	ck_assert_int_eq(agreement_init(&at.g, at.suite, &at.engine, number, rnd_icc), ZAIRYU_OK);
	ck_assert_mem_eq(at.g.ifd.rnd, no_agreement.ifd.rnd, sizeof no_agreement.ifd.rnd);
	ck_assert_mem_eq(at.g.ifd.k, no_agreement.ifd.k, sizeof no_agreement.ifd.k);
	agreement_done(&at.g);
	ck_assert_mem_eq(&at.g, &no_agreement, sizeof no_agreement);
	ck_assert_int_eq(channel_protect(&at.channel, (zairyu_bytes){ (const uint8_t *)number, 12 }, at.content,
					 &at.content_len),
			 ZAIRYU_OK);
	channel_done(&at.channel);
	ck_assert_mem_eq(&at.channel, &no_channel, sizeof no_channel);
	sm_engine_done(&at.engine);
	ck_assert_mem_eq(&at.engine, &no_engine, sizeof no_engine);
	let_go();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("stack", 60);

	tcase_add_loop_test(tcase, nothing_on_the_stack, 0, 2 * COUNT(steps));
	tcase_add_loop_test(tcase, a_proof_fits_its_conversation, 0, SM_CHALLENGE_SIZE);
	tcase_add_loop_test(tcase, what_cannot_be_computed, 0, 2);
	tcase_add_test(tcase, what_is_done_is_empty);
	return suite_run("stack", tcase);
}
