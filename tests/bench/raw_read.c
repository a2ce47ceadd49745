/* SPDX-License-Identifier: BSD-2-Clause */
#include "raw_read.h"

#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <string.h>

#include "bench.h"
#include "iso7816/apdu.h"

enum { PLAIN_MAX = 8192, TOKEN = 32, NUMBER = 12, SHA1_SIZE = 20 };

static const uint8_t zero_iv[16];

static void crypt(struct raw_read *raw, const uint8_t *key, int encrypting, const uint8_t *in, size_t len, uint8_t *out)
{
	int done;

	BENCH_REQUIRE(EVP_CipherInit_ex2(raw->cipher_ctx, raw->cipher, key, zero_iv, encrypting, NULL) == 1 &&
		      EVP_CIPHER_CTX_set_padding(raw->cipher_ctx, 0) == 1 &&
		      EVP_CipherUpdate(raw->cipher_ctx, out, &done, in, (int)len) == 1 && (size_t)done == len);
}

/* `86 L 01 C`: finds C. */
static zairyu_bytes cryptogram_of(const struct playback_exchange *e)
{
	size_t at = e->response[1] < 0x80 ? 2 : e->response[1] == 0x81 ? 3 : 4;
	zairyu_bytes c = { e->response + at + 1, e->response_len - 2 - at - 1 };

	BENCH_REQUIRE(e->response[0] == 0x86 && e->response[at] == 0x01 && c.len <= PLAIN_MAX);
	return c;
}

static void find_cryptograms(struct raw_read *raw, const struct playback *playback)
{
	for (size_t i = 0; i < playback->count; i++) {
		const struct playback_exchange *e = &playback->exchanges[i];

		if (e->command[0] != CLA_PROTECTED || e->command[1] != INS_READ_BINARY)
			continue;
		BENCH_REQUIRE(raw->cryptogram_count < RAW_FILES_MAX);
		raw->cryptograms[raw->cryptogram_count++] = cryptogram_of(e);
	}
	BENCH_REQUIRE(raw->cryptogram_count > 0);
}

/* That what is decrypted is what the card said: the first cryptogram begins with the file's first data object. */
static void check_key(struct raw_read *raw, const zairyu_record *record, bool first)
{
	const uint64_t item = first ? ZAIRYU_ITEM_FRONT_IMAGE : ZAIRYU_ITEM_CARD_NUMBER;
	const zairyu_bytes c = raw->cryptograms[0];
	uint8_t plain[PLAIN_MAX];
	zairyu_bytes file;

	BENCH_REQUIRE(zairyu_record_file(record, item, &file) == ZAIRYU_OK);
	crypt(raw, raw->key, 0, c.data, c.len, plain);
	BENCH_REQUIRE(c.len > 8 && memcmp(plain, file.data, 8) == 0);
}

static void prepare_import(struct raw_read *raw)
{
	EVP_PKEY *key = EVP_PKEY_CTX_get0_pkey(raw->card.data.verify);

	BENCH_REQUIRE(EVP_PKEY_todata(key, EVP_PKEY_PUBLIC_KEY, &raw->numbers) == 1);
	raw->import = EVP_PKEY_CTX_new_from_name(NULL, EVP_PKEY_get0_type_name(key), NULL);
	BENCH_REQUIRE(raw->import && EVP_PKEY_fromdata_init(raw->import) == 1);
}

void raw_read_init(struct raw_read *raw, const struct playback *playback, const uint8_t key[RAW_KEY_SIZE],
		   const zairyu_record *record, zairyu_bytes ca_certificate)
{
	bool first = zairyu_card_family(zairyu_record_card(record)) == ZAIRYU_FAMILY_FIRST_GENERATION;

	*raw = (struct raw_read){ 0 };
	raw_card_init(&raw->card, record, ca_certificate);
	raw->sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
	raw->cipher = EVP_CIPHER_fetch(NULL, first ? "DES-EDE-CBC" : "AES-128-CBC", NULL);
	raw->cipher_ctx = EVP_CIPHER_CTX_new();
	raw->cmac = first ? NULL : EVP_MAC_fetch(NULL, "CMAC", NULL);
	raw->cmac_ctx = first ? NULL : EVP_MAC_CTX_new(raw->cmac);
	BENCH_REQUIRE(raw->sha1 && raw->cipher && raw->cipher_ctx && (first || raw->cmac_ctx));
	memcpy(raw->key, key, sizeof raw->key);
	find_cryptograms(raw, playback);
	check_key(raw, record, first);
	prepare_import(raw);
}

void raw_read_done(struct raw_read *raw)
{
	OSSL_PARAM_free(raw->numbers);
	EVP_PKEY_CTX_free(raw->import);
	EVP_MAC_CTX_free(raw->cmac_ctx);
	EVP_MAC_free(raw->cmac);
	EVP_CIPHER_CTX_free(raw->cipher_ctx);
	EVP_CIPHER_free(raw->cipher);
	EVP_MD_free(raw->sha1);
	raw_card_done(&raw->card);
}

static void decrypt_files(struct raw_read *raw)
{
	uint8_t plain[PLAIN_MAX];

	for (size_t i = 0; i < raw->cryptogram_count; i++)
		crypt(raw, raw->key, 0, raw->cryptograms[i].data, raw->cryptograms[i].len, plain);
}

void raw_read_warm(struct raw_read *raw)
{
	decrypt_files(raw);
	raw_check(&raw->card.data);
	if (!raw->signer_known)
		raw_check(&raw->card.certificate);
}

static void mac(struct raw_read *raw, const uint8_t token[TOKEN])
{
	char cipher[] = "AES-128-CBC";
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0),
				OSSL_PARAM_construct_end() };
	uint8_t chained[TOKEN];
	size_t len;

	if (raw->cmac_ctx) {
		BENCH_REQUIRE(EVP_MAC_init(raw->cmac_ctx, raw->key, RAW_KEY_SIZE, params) == 1 &&
			      EVP_MAC_update(raw->cmac_ctx, token, TOKEN) == 1 &&
			      EVP_MAC_final(raw->cmac_ctx, chained, &len, sizeof chained) == 1);
		return;
	}
	crypt(raw, raw->key, 1, token, TOKEN, chained);
	crypt(raw, raw->key, 1, chained, 8, chained);
}

/* What is computed for a key agreement and VERIFY; that the numbers are not a card's costs nothing. */
static void agree(struct raw_read *raw)
{
	uint8_t digest[SHA1_SIZE], token[TOKEN] = { 0 };

	BENCH_REQUIRE(EVP_Digest(token, NUMBER, digest, NULL, raw->sha1, NULL) == 1);
	BENCH_REQUIRE(RAND_priv_bytes(token, 24) == 1);
	crypt(raw, raw->key, 1, token, TOKEN, token);
	mac(raw, token);
	mac(raw, token);
	crypt(raw, raw->key, 0, token, TOKEN, token);
	BENCH_REQUIRE(EVP_Digest(token, SHA1_SIZE, digest, NULL, raw->sha1, NULL) == 1);
	crypt(raw, raw->key, 1, token, 16, token);
}

static void check_with_new_key(struct raw_read *raw)
{
	struct raw_signature once = raw->card.data;
	EVP_PKEY *key = NULL;

	BENCH_REQUIRE(EVP_PKEY_fromdata(raw->import, &key, EVP_PKEY_PUBLIC_KEY, raw->numbers) == 1);
	once.verify = raw_prepare(key, once.md);
	raw_check(&once);
	EVP_PKEY_CTX_free(once.verify);
	EVP_PKEY_free(key);
}

void raw_read_whole(struct raw_read *raw)
{
	agree(raw);
	decrypt_files(raw);
	if (raw->signer_known) {
		raw_check(&raw->card.data);
		return;
	}
	check_with_new_key(raw);
	raw_check(&raw->card.certificate);
}
