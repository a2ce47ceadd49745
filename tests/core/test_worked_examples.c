/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Both official worked examples [G1 annex 2, G2 annex 2], byte for byte: every intermediate value of the key agreement,
 * and a whole session against a transport that accepts the example's commands only.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sm/agreement.h"
#include "sm/channel.h"
#include "transport/transport.h"
#include "util/context/context.h"
#include "vectors.h"

struct example {
	const char *file;
	const struct sm_suite *suite;
	const char *card_type; /* answer to READ BINARY of the card type */
	uint64_t items;
	struct {
		const char *command, *prefix;
		uint8_t header[4]; /* of the data object in the plain file */
		size_t size;
	} reads[3];
};

static const struct example examples[] = {
	{ .file = "annex2-first-generation.txt",
	  .suite = &sm_suite_tdes,
	  .card_type = "C10131",
	  .items = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_SIGNATURE,
	  .reads = { { "cmd_read_front_sm", "rsp_read_front_prefix", { 0xD0, 0x82, 0x1B, 0x58 }, 7004 },
		     { "cmd_read_face_sm", "rsp_read_face_prefix", { 0xD1, 0x82, 0x0B, 0xB8 }, 3004 } } },
	{ .file = "annex2-second-generation.txt",
	  .suite = &sm_suite_aes,
	  .card_type = "C1023035",
	  .items = ZAIRYU_ITEM_NAME_AND_FACE | ZAIRYU_ITEM_SIGNATURE,
	  .reads = { { "cmd_read_name_and_face_sm",
		       "rsp_read_name_and_face_prefix",
		       { 0xD0, 0x82, 0x09, 0xC4 },
		       5508 } } },
};

static void assert_bytes(const uint8_t *got, zairyu_bytes want)
{
	ck_assert_mem_eq(got, want.data, want.len);
}

/* A token: cryptogram and MAC of the example side by side. */
static void token_of(const struct vectors *v, const char *cryptogram, const char *mac, uint8_t out[SM_TOKEN_SIZE])
{
	memcpy(out, vectors_get(v, cryptogram).data, SM_CRYPTOGRAM_SIZE);
	memcpy(out + SM_CRYPTOGRAM_SIZE, vectors_get(v, mac).data, SM_MAC_SIZE);
}

START_TEST(key_agreement)
{
	const struct example *e = &examples[_i];
	struct vectors *v = vectors_load(e->file);
	zairyu_context *ctx;
	struct sm_agreement g;
	uint8_t token[SM_TOKEN_SIZE], answer[SM_TOKEN_SIZE], verify[SM_PROTECTED_MAX];
	size_t verify_len;
	struct sm_channel channel = { .suite = e->suite };
	struct sm_engine *engine = &channel.engine;
	char number[ZAIRYU_NUMBER_SIZE] = "";

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	memcpy(number, vectors_get(v, "card_number").data, ZAIRYU_NUMBER_LENGTH);
	engine->algorithms = &ctx->algorithms;
	ck_assert_int_eq(agreement_init(&g, e->suite, engine, number, vectors_get(v, "rnd_icc").data), 0);
	assert_bytes(g.static_key, vectors_get(v, "kenc"));
	memcpy(g.ifd.rnd, vectors_get(v, "rnd_ifd").data, sizeof g.ifd.rnd);
	memcpy(g.ifd.k, vectors_get(v, "k_ifd").data, sizeof g.ifd.k);
	ck_assert_int_eq(agreement_token(&g, token), 0);
	assert_bytes(token, vectors_get(v, "e_ifd"));
	assert_bytes(token + SM_CRYPTOGRAM_SIZE, vectors_get(v, "m_ifd"));

	token_of(v, "e_icc", "m_icc", answer);
	ck_assert_int_eq(agreement_accept(&g, answer, channel.key), 0);
	assert_bytes(channel.key, vectors_get(v, "ksenc"));
	ck_assert_int_eq(channel_protect(&channel, (zairyu_bytes){ (const uint8_t *)number, 12 }, verify, &verify_len),
			 0);
	ck_assert_uint_eq(verify_len, 3 + 16);
	ck_assert_mem_eq(verify, "\x86\x11\x01", 3);
	assert_bytes(verify + 3, vectors_get(v, "verify_ciphertext"));

	/* Nothing but the card's own answer is accepted. */
	for (size_t i = 0; i < sizeof answer; i++) {
		answer[i] ^= 0x01;
		ck_assert_int_eq(agreement_accept(&g, answer, channel.key), ZAIRYU_ERR_SECURE_MESSAGING);
		answer[i] ^= 0x01;
	}
	/* Our own token sent back is not an answer. */
	ck_assert_int_eq(agreement_accept(&g, token, channel.key), ZAIRYU_ERR_SECURE_MESSAGING);
	agreement_done(&g);
	channel_done(&channel);
	zairyu_context_free(ctx);
	vectors_free(v);
}
END_TEST

static void put_hex(FILE *out, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		fprintf(out, "%02X", data[i]);
}

static void put_command(FILE *out, const struct vectors *v, const char *key)
{
	zairyu_bytes command = vectors_get(v, key);

	fputs("> ", out);
	put_hex(out, command.data, command.len);
	fputc('\n', out);
}

/* The answer to a protected read: a file of the right size with some content, encrypted with the example's key. */
static void put_protected_file(FILE *out, const struct vectors *v, const struct example *e, size_t read,
			       const struct algorithms *algorithms)
{
	zairyu_bytes prefix = vectors_get(v, e->reads[read].prefix);
	size_t size = e->reads[read].size, padded = (size / e->suite->block + 1) * e->suite->block;
	uint8_t *plain = calloc(1, padded);
	struct sm_engine engine = { .algorithms = algorithms };

	memcpy(plain, e->reads[read].header, 4);
	if (size == 5508) /* name and face in one file */
		memcpy(plain + 2504, "\xD1\x82\x0B\xB8", 4);
	plain[size] = 0x80;
	ck_assert_int_eq(
		e->suite->encrypt(&engine, vectors_get(v, "ksenc").data, (zairyu_bytes){ plain, padded }, plain), 0);
	sm_engine_done(&engine);
	fputs("< ", out);
	put_hex(out, prefix.data, prefix.len);
	put_hex(out, plain, padded);
	fputs("9000\n", out);
	free(plain);
}

/* DF3/EF01 of either generation, with the example's first bytes. */
static void put_signature(FILE *out, const struct vectors *v)
{
	zairyu_bytes prefix = vectors_get(v, "rsp_signature_prefix");
	bool first = prefix.data[0] == 0xDA;
	size_t check_code = first ? 256 : 96, certificate = first ? 1200 : 602;

	fputs("< ", out);
	put_hex(out, prefix.data, prefix.len);
	for (size_t i = 0; i < check_code; i++)
		fputs("5A", out);
	fprintf(out, "%s82%04zX", first ? "DB" : "DD", certificate);
	for (size_t i = 0; i < certificate; i++)
		fputs("A5", out);
	fputs("9000\n", out);
}

static void write_script(FILE *out, const struct vectors *v, const struct example *e,
			 const struct algorithms *algorithms)
{
	fputs("zairyu-trace 1\nuri script:example\nconnect 0\n> 00B08B0000\n< C004303030319000\n> 00B08A0000\n", out);
	fprintf(out, "< %s9000\n> 0084000008\n< ", e->card_type);
	put_hex(out, vectors_get(v, "rnd_icc").data, 8);
	fputs("9000\n", out);
	put_command(out, v, "cmd_mutual_authenticate");
	fputs("< ", out);
	put_hex(out, vectors_get(v, "e_icc").data, SM_CRYPTOGRAM_SIZE);
	put_hex(out, vectors_get(v, "m_icc").data, SM_MAC_SIZE);
	fputs("9000\n", out);
	put_command(out, v, "cmd_verify");
	fputs("< 9000\n> 00A4040C10D392F0004F0200000000000000000000\n< 9000\n", out);
	for (size_t i = 0; e->reads[i].command; i++) {
		put_command(out, v, e->reads[i].command);
		put_protected_file(out, v, e, i, algorithms);
	}
	fputs("> 00A4040C10D392F0004F0400000000000000000000\n< 9000\n", out);
	put_command(out, v, "cmd_read_signature");
	put_signature(out, v);
}

struct fixed_random {
	const struct vectors *v;
	int calls;
};

/* The example's RND.IFD and K.IFD. */
static int example_random(void *userdata, uint8_t *out, size_t len)
{
	struct fixed_random *r = userdata;
	zairyu_bytes rnd_ifd = vectors_get(r->v, "rnd_ifd"), k_ifd = vectors_get(r->v, "k_ifd");

	r->calls++;
	ck_assert_uint_eq(rnd_ifd.len + k_ifd.len, len);
	memcpy(out, rnd_ifd.data, rnd_ifd.len);
	memcpy(out + rnd_ifd.len, k_ifd.data, k_ifd.len);
	return 0;
}

static void run_session(zairyu_context *ctx, const struct example *e, zairyu_transport *transport, const char *number)
{
	zairyu_session *session;
	zairyu_record *record;
	zairyu_error *err = NULL;
	zairyu_bytes file;
	int rc;

	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	rc = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, &err);
	ck_assert_msg(rc == 0, "%s: %s", zairyu_error_step(err), zairyu_error_message(err));
	rc = zairyu_session_read(session, e->items, ZAIRYU_READ_WHOLE, &record, &err);
	ck_assert_msg(rc == 0, "%s: %s", zairyu_error_step(err), zairyu_error_message(err));
	ck_assert_int_eq(zairyu_record_file(record, ZAIRYU_ITEM_SIGNATURE, &file), 0);
	ck_assert_uint_eq(file.data[4 + (file.data[0] == 0xDA ? 0 : -2)], 0x5A);
	zairyu_record_free(record);
	zairyu_session_free(session);
	(void)ctx;
}

START_TEST(session_follows_the_example)
{
	const struct example *e = &examples[_i];
	struct vectors *v = vectors_load(e->file);
	struct fixed_random random = { .v = v };
	zairyu_context *ctx;
	zairyu_transport *transport;
	char *script, number[ZAIRYU_NUMBER_SIZE] = "";
	size_t len;
	FILE *out = open_memstream(&script, &len);

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ctx->random = example_random;
	ctx->random_userdata = &random;
	memcpy(number, vectors_get(v, "card_number").data, ZAIRYU_NUMBER_LENGTH);
	write_script(out, v, e, &ctx->algorithms);
	fclose(out);

	/* With the example's random numbers drawn by the session itself … */
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (uint8_t *)script, len }, &transport, NULL), 0);
	transport->ops.get = NULL; /* by which a replay is known */
	run_session(ctx, e, transport, number);
	ck_assert_int_eq(random.calls, 1);
	zairyu_transport_free(transport);

	/* … and taken from the trace by the replay transport. */
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (uint8_t *)script, len }, &transport, NULL), 0);
	run_session(ctx, e, transport, number);
	ck_assert_int_eq(random.calls, 1);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
	free(script);
	vectors_free(v);
}
END_TEST

/* As in FIPS mode: the card is not even asked for a challenge. */
START_TEST(an_algorithm_is_lacking)
{
	static const char script[] = "zairyu-trace 1\nuri script:x\nconnect 0\n> 00B08B0000\n< C004303030319000\n"
				     "> 00B08A0000\n< C101319000\n";
	zairyu_context *ctx;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	EVP_CIPHER_free(ctx->algorithms.tdes_cbc);
	ctx->algorithms.tdes_cbc = NULL;
	ck_assert(!sm_suite_tdes.available(&ctx->algorithms) && sm_suite_aes.available(&ctx->algorithms));
	EVP_MAC_free(ctx->algorithms.cmac);
	ctx->algorithms.cmac = NULL;
	ck_assert(!sm_suite_aes.available(&ctx->algorithms));
	ck_assert_int_eq(
		zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)script, strlen(script) }, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, "AA12345678BB", ZAIRYU_NUMBER_LENGTH, &err),
			 ZAIRYU_ERR_CRYPTO);
	ck_assert_str_eq(zairyu_error_step(err), "mutual-authenticate");
	zairyu_error_free(err);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("annex 2", 60);

	tcase_add_loop_test(tcase, key_agreement, 0, 2);
	tcase_add_loop_test(tcase, session_follows_the_example, 0, 2);
	tcase_add_test(tcase, an_algorithm_is_lacking);
	return suite_run("worked examples", tcase);
}
