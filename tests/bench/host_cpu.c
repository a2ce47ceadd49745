/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Processor time of a read on the host: authenticate, decrypt, verify, the card's answers coming from memory. Against
 * libcrypto's calls alone: decrypting the same cryptograms, one hash, two signatures; no key agreement, all keys warm.
 *
 * host_cpu [--count ours|floor CASE] [--smoke]: with --count, runs one side a few times for callgrind to count in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "cache.h"
#include "cards.h"
#include "playback.h"
#include "raw.h"
#include "session/session.h"
#include "trust.h"

enum { REPEATS = 20, COUNTED = 20, FILES_MAX = 16, PLAIN_MAX = 8192 };

struct read_case {
	const char *name, *options, *cipher;
	int family;
	unsigned flags;
	bool warm; /* the signer's certificate was proved before */
	double goal;
};

static const struct read_case cases[] = {
	{ "first generation, padding transferred", "type=1", "DES-EDE-CBC", 1, ZAIRYU_READ_WHOLE, false, 1.15 },
	{ "first generation", "type=1", "DES-EDE-CBC", 1, 0, false, 1.15 },
	{ "first generation, signer known", "type=1", "DES-EDE-CBC", 1, 0, true, 0 },
	{ "second generation, padding transferred", "type=05", "AES-128-CBC", 2, ZAIRYU_READ_WHOLE, false, 1.05 },
	{ "second generation", "type=05", "AES-128-CBC", 2, 0, false, 1.05 },
	{ "second generation, signer known", "type=05", "AES-128-CBC", 2, 0, true, 0 },
};
enum { CASES = sizeof cases / sizeof *cases };

struct bench_read {
	struct issuer_desk desk;
	const struct read_case *which;
	char number[ZAIRYU_NUMBER_SIZE];
	struct playback playback;
	zairyu_transport *player;

	/* the floor's */
	struct raw_card raw;
	EVP_CIPHER *cipher;
	EVP_CIPHER_CTX *cipher_ctx;
	uint8_t key[SM_KEY_SIZE];
	zairyu_bytes cryptograms[FILES_MAX];
	size_t cryptogram_count;
};

/* Not inlined and not static, so that callgrind finds them by name. */
void measured_ours(void *userdata);
void measured_floor(void *userdata);

__attribute__((noinline)) void measured_ours(void *userdata)
{
	struct bench_read *b = userdata;

	if (!b->which->warm)
		signer_cache_clear(b->desk.trust->cache);
	zairyu_record_free(read_verified(b->player, b->number, b->desk.trust, b->which->flags));
}

__attribute__((noinline)) void measured_floor(void *userdata)
{
	static const uint8_t iv[16];
	struct bench_read *b = userdata;
	uint8_t plain[PLAIN_MAX];
	int len;

	for (size_t i = 0; i < b->cryptogram_count; i++) {
		const zairyu_bytes c = b->cryptograms[i];

		BENCH_REQUIRE(EVP_DecryptInit_ex2(b->cipher_ctx, b->cipher, b->key, iv, NULL) == 1 &&
			      EVP_CIPHER_CTX_set_padding(b->cipher_ctx, 0) == 1 &&
			      EVP_DecryptUpdate(b->cipher_ctx, plain, &len, c.data, (int)c.len) == 1);
	}
	raw_check(&b->raw.data);
	if (!b->which->warm)
		raw_check(&b->raw.certificate);
}

/* `86 L 01 C`: finds C. */
static zairyu_bytes cryptogram_of(const struct playback_exchange *e)
{
	size_t at = e->response[1] < 0x80 ? 2 : e->response[1] == 0x81 ? 3 : 4;
	zairyu_bytes c = { e->response + at + 1, e->response_len - 2 - at - 1 };

	BENCH_REQUIRE(e->response[0] == 0x86 && e->response[at] == 0x01 && c.len <= PLAIN_MAX);
	return c;
}

static void find_cryptograms(struct bench_read *b)
{
	for (size_t i = 0; i < b->playback.count; i++) {
		const struct playback_exchange *e = &b->playback.exchanges[i];

		if (e->command[0] != CLA_PROTECTED || e->command[1] != INS_READ_BINARY)
			continue;
		BENCH_REQUIRE(b->cryptogram_count < FILES_MAX);
		b->cryptograms[b->cryptogram_count++] = cryptogram_of(e);
	}
	BENCH_REQUIRE(b->cryptogram_count > 0);
}

/* The session key of the conversation, from a session that has it again. */
static void take_key(struct bench_read *b)
{
	zairyu_session *session;

	BENCH_REQUIRE(zairyu_session_new(b->player, &session, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_session_authenticate(session, b->number, strlen(b->number), NULL) == ZAIRYU_OK);
	memcpy(b->key, session->channel.key, sizeof b->key);
	zairyu_session_free(session);
}

/* That the floor decrypts what the card said: the first cryptogram begins with the file's first data object. */
static void check_floor(struct bench_read *b, const zairyu_record *record)
{
	const uint32_t item = b->which->family == 1 ? ZAIRYU_ITEM_FRONT_IMAGE : ZAIRYU_ITEM_CARD_NUMBER;
	static const uint8_t iv[16];
	uint8_t plain[PLAIN_MAX];
	zairyu_bytes file, c = b->cryptograms[0];
	int len;

	BENCH_REQUIRE(zairyu_record_file(record, item, &file) == ZAIRYU_OK);
	BENCH_REQUIRE(EVP_DecryptInit_ex2(b->cipher_ctx, b->cipher, b->key, iv, NULL) == 1 &&
		      EVP_CIPHER_CTX_set_padding(b->cipher_ctx, 0) == 1 &&
		      EVP_DecryptUpdate(b->cipher_ctx, plain, &len, c.data, (int)c.len) == 1 && len > 8 &&
		      memcmp(plain, file.data, 8) == 0);
}

static void open_read(struct bench_read *b, const struct read_case *which)
{
	zairyu_vcard *card;
	zairyu_transport *virtual, *recorder;
	zairyu_record *record;
	zairyu_bytes ca;

	*b = (struct bench_read){ .which = which };
	desk_open(&b->desk);
	playback_fix_random(b->desk.ctx);
	card = desk_card(&b->desk, which->options);
	memcpy(b->number, zairyu_vcard_number(card), sizeof b->number);
	BENCH_REQUIRE(zairyu_vcard_transport(b->desk.ctx, card, 0, 0, &virtual, NULL) == ZAIRYU_OK);
	recorder = playback_recorder(b->desk.ctx, &b->playback, virtual);
	record = read_verified(recorder, b->number, b->desk.trust, which->flags);
	b->player = playback_player(b->desk.ctx, &b->playback);
	BENCH_REQUIRE(zairyu_vcard_ca_certificate(b->desk.ca, which->family, &ca, NULL) == ZAIRYU_OK);
	raw_card_init(&b->raw, record, ca);
	b->cipher = EVP_CIPHER_fetch(NULL, which->cipher, NULL);
	b->cipher_ctx = EVP_CIPHER_CTX_new();
	BENCH_REQUIRE(b->cipher != NULL && b->cipher_ctx != NULL);
	find_cryptograms(b);
	take_key(b);
	check_floor(b, record);
	zairyu_record_free(record);
	zairyu_transport_free(recorder);
	zairyu_transport_free(virtual);
	zairyu_vcard_free(card);
}

static void close_read(struct bench_read *b)
{
	EVP_CIPHER_CTX_free(b->cipher_ctx);
	EVP_CIPHER_free(b->cipher);
	raw_card_done(&b->raw);
	zairyu_transport_free(b->player);
	playback_done(&b->playback);
	desk_close(&b->desk);
}

static void measure(const struct read_case *which, struct bench_effort effort)
{
	struct bench_read b;
	struct bench_pair pair;

	open_read(&b, which);
	pair = bench_compare(effort, REPEATS, measured_ours, measured_floor, &b);
	bench_report_pair("host-cpu", which->name, "processor time, ours / libcrypto alone", which->goal, &pair);
	close_read(&b);
}

static int count(const char *side, const char *number)
{
	unsigned long index = strtoul(number, NULL, 10);
	struct bench_read b;

	BENCH_REQUIRE(index < CASES);
	open_read(&b, &cases[index]);
	for (int i = 0; i < COUNTED; i++)
		(strcmp(side, "ours") == 0 ? measured_ours : measured_floor)(&b);
	close_read(&b);
	printf("%d %s\n", COUNTED, cases[index].name);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--count") == 0)
		return count(argv[2], argv[3]);
	for (size_t i = 0; i < CASES; i++)
		measure(&cases[i], bench_effort(argc, argv));
	return 0;
}
