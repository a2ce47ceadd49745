/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The chip of the invented family: one command in, one answer out. It shares no code with the reader's side: AES and RSA
 * are libcrypto's. What it does is what was measured on the platform of specified cards: a key is delivered to it, it
 * counts the protected commands, a refused one too, and rights outlive a reset.
 */
#ifndef TESTS_INVENTED_CHIP_H
#define TESTS_INVENTED_CHIP_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHIP_FILES_MAX = 16, CHIP_FILE_SIZE = 4096, CHIP_KEY_SIZE = 16, CHIP_NUMBER_SIZE = 12 };

struct chip_file {
	uint8_t df, sfi;
	enum chip_right { CHIP_FREE, CHIP_VERIFIED, CHIP_PROTECTED } right;
	size_t len;
	uint8_t data[CHIP_FILE_SIZE];
};

struct chip {
	/* what it is made with */
	struct chip_file files[CHIP_FILES_MAX];
	size_t file_count;
	char number[CHIP_NUMBER_SIZE + 1];
	EVP_PKEY *key;   /* RSA, private */
	bool mf_answers; /* the MF too has the two free files (and says it is type 07) */

	/* what it remembers while it has power */
	bool has_rights;

	/* what a reset clears */
	int df; /* -1: none of its */
	const struct chip_file *current;
	bool has_key;
	uint8_t session_key[CHIP_KEY_SIZE];
	uint64_t count; /* of protected commands since the delivery */

	/* for tests */
	unsigned deliveries, refusals, verifications;
	bool refuse_next_protected; /* once, after it was counted */
	unsigned answer_delivery;   /* a word for the next AE; 0: as it should */
};

void invented_chip_free(struct chip *chip);
struct chip_file *invented_chip_add(struct chip *chip, int df, int sfi, enum chip_right right);
struct chip_file *invented_chip_find(struct chip *chip, int df, int sfi);

/* A reset leaves the rights; without power they are gone. */
void invented_chip_reset(struct chip *chip);
void invented_chip_power_off(struct chip *chip);
/* Returns the length of the answer, at most `cap`. */
size_t invented_chip_process(struct chip *chip, const uint8_t *command, size_t len, uint8_t *answer, size_t cap);

#endif
