/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/agreement.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <string.h>

/* The plaintext of a cryptogram: own challenge, the other's, own key. */
enum { AT_OWN = 0, AT_OTHER = SM_CHALLENGE_SIZE, AT_KEY = 2 * SM_CHALLENGE_SIZE };

int agreement_init(struct sm_agreement *g, const struct sm_suite *suite, struct sm_engine *engine,
		   const char number[ZAIRYU_NUMBER_SIZE], const uint8_t rnd_icc[SM_CHALLENGE_SIZE])
{
	uint8_t sha1[SHA_DIGEST_LENGTH];
	int rc;

	memset(g, 0, sizeof *g);
	g->suite = suite;
	g->engine = engine;
	memcpy(g->rnd_icc, rnd_icc, SM_CHALLENGE_SIZE);
	rc = digest_sha1(engine->algorithms, (zairyu_bytes){ (const uint8_t *)number, ZAIRYU_NUMBER_LENGTH }, sha1);
	if (rc == ZAIRYU_OK)
		memcpy(g->static_key, sha1, SM_KEY_SIZE);
	zairyu_wipe(sha1, sizeof sha1);
	return rc;
}

void agreement_done(struct sm_agreement *g)
{
	zairyu_wipe(g, sizeof *g);
}

int agreement_token(const struct sm_agreement *g, uint8_t out[SM_TOKEN_SIZE])
{
	uint8_t plain[SM_CRYPTOGRAM_SIZE];
	int rc;

	memcpy(plain + AT_OWN, g->ifd.rnd, SM_CHALLENGE_SIZE);
	memcpy(plain + AT_OTHER, g->rnd_icc, SM_CHALLENGE_SIZE);
	memcpy(plain + AT_KEY, g->ifd.k, SM_KEY_SIZE);
	rc = g->suite->encrypt(g->engine, g->static_key, (zairyu_bytes){ plain, sizeof plain }, out);
	if (rc == ZAIRYU_OK)
		rc = g->suite->mac(g->engine, g->static_key, (zairyu_bytes){ out, SM_CRYPTOGRAM_SIZE },
				   out + SM_CRYPTOGRAM_SIZE);
	zairyu_wipe(plain, sizeof plain);
	return rc;
}

/* Checks a token's MAC, in constant time and before anything is decrypted, and decrypts it. */
static int open_token(const struct sm_agreement *g, const uint8_t token[SM_TOKEN_SIZE],
		      uint8_t plain[SM_CRYPTOGRAM_SIZE])
{
	const zairyu_bytes cryptogram = { token, SM_CRYPTOGRAM_SIZE };
	uint8_t mac[SM_MAC_SIZE];
	int rc = g->suite->mac(g->engine, g->static_key, cryptogram, mac);

	if (rc == ZAIRYU_OK && CRYPTO_memcmp(mac, token + SM_CRYPTOGRAM_SIZE, SM_MAC_SIZE) != 0)
		rc = ZAIRYU_ERR_SECURE_MESSAGING;
	if (rc == ZAIRYU_OK)
		rc = g->suite->decrypt(g->engine, g->static_key, cryptogram, plain);
	zairyu_wipe(mac, sizeof mac);
	return rc;
}

int agreement_recover(struct sm_agreement *g, const uint8_t token[SM_TOKEN_SIZE])
{
	uint8_t plain[SM_CRYPTOGRAM_SIZE];
	int rc = open_token(g, token, plain);

	if (rc == ZAIRYU_OK && CRYPTO_memcmp(plain + AT_OTHER, g->rnd_icc, SM_CHALLENGE_SIZE) != 0)
		rc = ZAIRYU_ERR_SECURE_MESSAGING;
	if (rc == ZAIRYU_OK) {
		memcpy(g->ifd.rnd, plain + AT_OWN, SM_CHALLENGE_SIZE);
		memcpy(g->ifd.k, plain + AT_KEY, SM_KEY_SIZE);
	}
	zairyu_wipe(plain, sizeof plain);
	return rc;
}

/* KSenc: first 16 bytes of SHA-1((K.IFD xor K.ICC) ‖ 00000001). */
static int derive_session_key(const struct sm_agreement *g, const uint8_t k_icc[SM_KEY_SIZE], uint8_t out[SM_KEY_SIZE])
{
	uint8_t seed[SM_KEY_SIZE + 4] = { [SM_KEY_SIZE + 3] = 1 }, sha1[SHA_DIGEST_LENGTH];
	int rc;

	for (size_t i = 0; i < SM_KEY_SIZE; i++)
		seed[i] = g->ifd.k[i] ^ k_icc[i];
	rc = digest_sha1(g->engine->algorithms, (zairyu_bytes){ seed, sizeof seed }, sha1);
	if (rc == ZAIRYU_OK)
		memcpy(out, sha1, SM_KEY_SIZE);
	zairyu_wipe(seed, sizeof seed);
	zairyu_wipe(sha1, sizeof sha1);
	return rc;
}

int agreement_accept(const struct sm_agreement *g, const uint8_t answer[SM_TOKEN_SIZE],
		     uint8_t session_key[SM_KEY_SIZE])
{
	uint8_t plain[SM_CRYPTOGRAM_SIZE];
	int rc = open_token(g, answer, plain);

	if (rc == ZAIRYU_OK && (CRYPTO_memcmp(plain + AT_OWN, g->rnd_icc, SM_CHALLENGE_SIZE) |
				CRYPTO_memcmp(plain + AT_OTHER, g->ifd.rnd, SM_CHALLENGE_SIZE)) != 0)
		rc = ZAIRYU_ERR_SECURE_MESSAGING;
	if (rc == ZAIRYU_OK)
		rc = derive_session_key(g, plain + AT_KEY, session_key);
	zairyu_wipe(plain, sizeof plain);
	return rc;
}
