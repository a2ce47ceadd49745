/* SPDX-License-Identifier: BSD-2-Clause */
/* GET CHALLENGE, MUTUAL AUTHENTICATE and VERIFY: the card's side of the key agreement [G1 annex 1, G2 annex 1]. */
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#include "chip/chip.h"

enum { TOKEN = 2 * CHIP_NONCE + CHIP_KEY, TOKEN_MACED = TOKEN + CHIP_MAC };

/* VERIFY carries one data object: 86 11 01 and 16 bytes of ciphertext. */
enum { CRYPTOGRAM_TAG = 0x86, CRYPTOGRAM_LENGTH = 0x11, PADDING_INDICATOR = 0x01, CRYPTOGRAM_OBJECT = 0x13 };
/* Reference 86: a key of the current DF (bit 8), number 6; the MF has it. */
enum { VERIFY_REFERENCE = 0x86, REFERENCE_RESERVED_BITS = 0x60, SECRET = 16 };

static bool draw(const struct chip *chip, const uint8_t *fixed, uint8_t *out, int len)
{
	if (!chip->fixed)
		return RAND_bytes(out, len) == 1;
	memcpy(out, fixed, (size_t)len);
	return true;
}

unsigned chip_get_challenge(struct chip *chip, const struct chip_command *command, struct chip_answer *answer)
{
	if (command->p1 || command->p2)
		return SW_P1P2;
	if (command->lc || command->ne != CHIP_NONCE)
		return SW_LENGTH;
	if (!draw(chip, chip->fixed_rnd_icc, chip->rnd_icc, CHIP_NONCE))
		return SW_SELF_DIAGNOSIS;
	chip->has_challenge = true;
	memcpy(answer->data, chip->rnd_icc, CHIP_NONCE);
	answer->len = CHIP_NONCE;
	return SW_OK;
}

/* Checks the reader's token and opens it: RND.IFD, RND.ICC, K.IFD. */
static unsigned open_token(const struct chip *chip, const uint8_t kenc[CHIP_KEY], const uint8_t data[TOKEN_MACED],
			   uint8_t token[TOKEN])
{
	uint8_t mac[CHIP_MAC];

	if (!chip_mac(chip->crypto, kenc, data, TOKEN, mac))
		return SW_SELF_DIAGNOSIS;
	if (CRYPTO_memcmp(mac, data + TOKEN, CHIP_MAC) != 0)
		return SW_MISMATCH;
	if (!chip_decrypt(chip->crypto, kenc, data, TOKEN, token))
		return SW_SELF_DIAGNOSIS;
	return CRYPTO_memcmp(token + CHIP_NONCE, chip->rnd_icc, CHIP_NONCE) == 0 ? SW_OK : SW_MISMATCH;
}

/* KSenc, the only session key: from K.IFD xor K.ICC and the counter 1. */
static bool make_session_key(struct chip *chip, const uint8_t k_ifd[CHIP_KEY], const uint8_t k_icc[CHIP_KEY])
{
	uint8_t seed[CHIP_KEY + 4] = { 0 };
	bool ok;

	for (int i = 0; i < CHIP_KEY; i++)
		seed[i] = k_ifd[i] ^ k_icc[i];
	seed[sizeof seed - 1] = 1;
	ok = chip_derive(chip->crypto, seed, sizeof seed, chip->ks_enc);
	zairyu_wipe(seed, sizeof seed);
	return ok;
}

/* The card's token in answer to the reader's; the session begins. */
static unsigned answer_token(struct chip *chip, const uint8_t kenc[CHIP_KEY], const uint8_t theirs[TOKEN],
			     struct chip_answer *answer)
{
	uint8_t ours[TOKEN];
	uint8_t *k_icc = ours + 2 * CHIP_NONCE;
	bool ok;

	memcpy(ours, chip->rnd_icc, CHIP_NONCE);
	memcpy(ours + CHIP_NONCE, theirs, CHIP_NONCE);
	ok = draw(chip, chip->fixed_k_icc, k_icc, CHIP_KEY) &&
	     chip_encrypt(chip->crypto, kenc, ours, TOKEN, answer->data) &&
	     chip_mac(chip->crypto, kenc, answer->data, TOKEN, answer->data + TOKEN) &&
	     make_session_key(chip, theirs + 2 * CHIP_NONCE, k_icc);
	zairyu_wipe(ours, sizeof ours);
	if (!ok)
		return SW_SELF_DIAGNOSIS;
	answer->len = TOKEN_MACED;
	chip->has_session = true;
	return SW_OK;
}

unsigned chip_mutual_authenticate(struct chip *chip, const struct chip_command *command, struct chip_answer *answer)
{
	uint8_t kenc[CHIP_KEY] = { 0 }, token[TOKEN] = { 0 };
	unsigned sw = SW_SELF_DIAGNOSIS;

	if (command->p1 || command->p2)
		return SW_P1P2;
	if (command->lc != TOKEN_MACED || command->ne < TOKEN_MACED)
		return SW_LENGTH;
	chip_end_session(chip); /* a new attempt ends what an earlier one gave, whatever its result */
	if (!chip->has_challenge)
		return SW_CONDITIONS;
	if (chip_derive(chip->crypto, chip->files->number, strlen(chip->files->number), kenc))
		sw = open_token(chip, kenc, command->data, token);
	if (sw == SW_OK)
		sw = answer_token(chip, kenc, token, answer);
	zairyu_wipe(kenc, sizeof kenc);
	zairyu_wipe(token, sizeof token);
	return sw;
}

/* Whether a decrypted secret is the card number, padded as it must be. */
static unsigned check_secret(const struct chip *chip, const uint8_t secret[SECRET])
{
	static const uint8_t padding[SECRET - ZAIRYU_NUMBER_LENGTH] = { 0x80 };

	if (CRYPTO_memcmp(secret + ZAIRYU_NUMBER_LENGTH, padding, sizeof padding) != 0)
		return SW_SM_WRONG;
	return CRYPTO_memcmp(secret, chip->files->number, ZAIRYU_NUMBER_LENGTH) == 0 ? SW_OK : SW_MISMATCH;
}

static unsigned check_verify(const struct chip *chip, const struct chip_command *command)
{
	if (command->p1 || !(command->p2 & 0x80) || (command->p2 & REFERENCE_RESERVED_BITS))
		return SW_P1P2;
	if (command->lc != CRYPTOGRAM_OBJECT || command->ne != 0)
		return SW_LENGTH;
	if (!chip->has_session)
		return SW_SECURITY;
	if (command->p2 != VERIFY_REFERENCE || chip->df != 0)
		return SW_NO_REFERENCE_DATA;
	if (command->data[0] != CRYPTOGRAM_TAG)
		return SW_SM_MISSING;
	return command->data[1] == CRYPTOGRAM_LENGTH && command->data[2] == PADDING_INDICATOR ? SW_OK : SW_SM_WRONG;
}

unsigned chip_verify(struct chip *chip, const struct chip_command *command, struct chip_answer *answer)
{
	uint8_t secret[SECRET] = { 0 };
	unsigned sw = check_verify(chip, command);

	(void)answer;
	if (sw != SW_OK)
		return sw;
	chip->verified = false;
	sw = SW_SELF_DIAGNOSIS;
	if (chip_decrypt(chip->crypto, chip->ks_enc, command->data + 3, SECRET, secret))
		sw = check_secret(chip, secret);
	chip->verified = sw == SW_OK;
	zairyu_wipe(secret, sizeof secret);
	return sw;
}
