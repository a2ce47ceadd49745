/* SPDX-License-Identifier: BSD-2-Clause */
/* The session keys of a recorded conversation, from the card number [G1 annex 1, G2 annex 1]. */
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "chip/chip_crypto.h"
#include "twin/making/trace_events.h"

enum { HEADER = 5, NONCES = 16, TOKEN = 32, MACED = TOKEN + CHIP_MAC, SUITES = 2, INDICATOR = 1, OBJECT_TAG = 0x86 };

struct trace_keys {
	struct chip_crypto *suite[SUITES]; /* first and second generation */
	size_t chosen;
	bool has_session;
	uint8_t kenc[CHIP_KEY], ks_enc[CHIP_KEY];
};

struct trace_keys *trace_keys_new(const char *number)
{
	struct trace_keys *keys = calloc(1, sizeof *keys);
	bool ok = keys != NULL;

	for (size_t i = 0; ok && i < SUITES; i++) {
		keys->suite[i] = chip_crypto_new(i == 1);
		ok = keys->suite[i] && chip_derive(keys->suite[i], number, ZAIRYU_NUMBER_LENGTH, keys->kenc);
	}
	if (ok)
		return keys;
	trace_keys_free(keys);
	return NULL;
}

void trace_keys_free(struct trace_keys *keys)
{
	if (!keys)
		return;
	for (size_t i = 0; i < SUITES; i++)
		if (keys->suite[i])
			chip_crypto_free(keys->suite[i]);
	zairyu_wipe(keys, sizeof *keys);
	free(keys);
}

bool trace_keys_second_generation(const struct trace_keys *keys)
{
	return keys->chosen == 1;
}

/* Opens a token whose MAC fits. */
static bool open_token(const struct trace_keys *keys, size_t suite, const uint8_t *data, uint8_t token[TOKEN])
{
	uint8_t mac[CHIP_MAC];

	return chip_mac(keys->suite[suite], keys->kenc, data, TOKEN, mac) &&
	       CRYPTO_memcmp(mac, data + TOKEN, CHIP_MAC) == 0 &&
	       chip_decrypt(keys->suite[suite], keys->kenc, data, TOKEN, token);
}

bool trace_keys_agree(struct trace_keys *keys, zairyu_bytes command, zairyu_bytes answer)
{
	uint8_t ifd[TOKEN], icc[TOKEN], seed[CHIP_KEY + 4] = { [CHIP_KEY + 3] = 1 };
	size_t suite = 0;

	keys->has_session = false;
	if (command.len < HEADER + MACED)
		return false;
	while (suite < SUITES && !open_token(keys, suite, command.data + HEADER, ifd))
		suite++;
	if (suite == SUITES)
		return false;
	keys->chosen = suite;
	if (answer.len == MACED + 2 && open_token(keys, suite, answer.data, icc)) {
		for (size_t i = 0; i < CHIP_KEY; i++)
			seed[i] = ifd[NONCES + i] ^ icc[NONCES + i];
		keys->has_session = chip_derive(keys->suite[suite], seed, sizeof seed, keys->ks_enc);
	}
	zairyu_wipe(ifd, sizeof ifd);
	zairyu_wipe(icc, sizeof icc);
	zairyu_wipe(seed, sizeof seed);
	return true;
}

/* 86, a length, 01: where the ciphertext begins, and how long it says that it is. */
static bool read_header(const uint8_t *answer, size_t len, size_t *at, size_t *cipher)
{
	size_t count;

	if (len < 3 || answer[0] != OBJECT_TAG)
		return false;
	*at = 2;
	*cipher = answer[1];
	count = answer[1] & 0x7F;
	if (answer[1] >= 0x80) {
		if (count == 0 || count > 2 || len < 2 + count + 1)
			return false;
		for (*cipher = 0; count > 0; count--)
			*cipher = *cipher << 8 | answer[(*at)++];
	}
	if (*cipher == 0 || answer[*at] != INDICATOR)
		return false;
	(*at)++;
	(*cipher)--;
	return true;
}

bool trace_keys_open(const struct trace_keys *keys, uint8_t *answer, size_t len, zairyu_bytes *out, size_t *needs)
{
	size_t at, cipher;
	const struct chip_crypto *suite;

	*needs = 0;
	if (!read_header(answer, len, &at, &cipher))
		return false;
	*needs = at + cipher;
	suite = keys->suite[keys->chosen];
	if (!keys->has_session || at + cipher != len || cipher % chip_crypto_block(suite) ||
	    !chip_decrypt(suite, keys->ks_enc, answer + at, cipher, answer + at))
		return false;
	while (cipher > 0 && answer[at + cipher - 1] == 0)
		cipher--;
	if (cipher == 0 || answer[at + cipher - 1] != 0x80)
		return false;
	*out = (zairyu_bytes){ answer + at, cipher - 1 };
	return true;
}
