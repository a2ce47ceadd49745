/* SPDX-License-Identifier: BSD-2-Clause */
/* The chip's state and the dispatch of commands [G1 4, G2 4]. */
#include "chip/chip.h"

#include <string.h>

enum { CLA_PLAIN = 0x00, CLA_SM = 0x08, CLA_SM_BITS = 0x0C, CLA_CHANNEL_BITS = 0x03 };

enum protection { PLAIN = 1, SM = 2 };

struct instruction {
	uint8_t ins;
	uint8_t protections; /* the forms it takes */
	unsigned otherwise;  /* answered to the other form */
	bool on_every_card;  /* also on cards that are not residence cards */
	chip_command_fn *answer;
};

static const struct instruction instructions[] = {
	{ 0xA4, PLAIN, SW_NO_SM, true, chip_select },
	{ 0x84, PLAIN, SW_NO_SM, false, chip_get_challenge },
	{ 0x82, PLAIN, SW_NO_SM, false, chip_mutual_authenticate },
	{ 0x20, SM, SW_SECURITY, false, chip_verify },
	{ 0xB0, PLAIN | SM, 0, true, chip_read_binary },
};

int chip_init(struct chip *chip, const struct vcard_files *files)
{
	memset(chip, 0, sizeof *chip);
	chip->files = files;
	chip->crypto = chip_crypto_new(files->second_generation);
	return chip->crypto ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}

void chip_done(struct chip *chip)
{
	chip_crypto_free(chip->crypto);
	chip_forget_kept(chip);
	zairyu_wipe(chip, sizeof *chip);
}

void chip_forget_challenge(struct chip *chip)
{
	chip->has_challenge = false;
	zairyu_wipe(chip->rnd_icc, sizeof chip->rnd_icc);
}

void chip_end_session(struct chip *chip)
{
	chip->has_session = false;
	chip->verified = false;
	zairyu_wipe(chip->ks_enc, sizeof chip->ks_enc);
}

void chip_reset(struct chip *chip)
{
	chip->df = 0;
	chip->application = false;
	chip->current = NULL;
	chip->awake = false;
	chip_forget_kept(chip);
	chip_forget_challenge(chip);
	chip_end_session(chip);
}

const struct vcard_file *chip_find_file(const struct chip *chip, uint8_t sfi)
{
	const struct vcard_files *files = chip->files;

	if (files->nature == VCARD_MY_NUMBER ? !chip->application : files->nature != VCARD_RESIDENCE)
		return NULL;
	for (size_t i = 0; i < files->count; i++) {
		if (files->file[i].df == chip->df && files->file[i].sfi == sfi)
			return &files->file[i];
	}
	return NULL;
}

/* 0 if the class byte is one of the two the card knows. */
static unsigned check_class(uint8_t cla)
{
	if (cla == CLA_PLAIN || cla == CLA_SM)
		return 0;
	if (cla & ~(CLA_SM_BITS | CLA_CHANNEL_BITS))
		return SW_CLA;
	return cla & CLA_CHANNEL_BITS ? SW_CHANNEL : SW_NO_SM;
}

static const struct instruction *find_instruction(const struct chip *chip, uint8_t ins)
{
	for (size_t i = 0; i < sizeof instructions / sizeof *instructions; i++) {
		if (instructions[i].ins == ins)
			return chip->files->nature == VCARD_RESIDENCE || instructions[i].on_every_card
				       ? &instructions[i]
				       : NULL;
	}
	return NULL;
}

static unsigned dispatch(struct chip *chip, zairyu_bytes bytes, struct chip_answer *answer)
{
	struct chip_command command;
	bool whole = chip_command_parse(bytes, &command);
	const struct instruction *instruction = find_instruction(chip, command.ins);
	unsigned refused;

	if (bytes.len < 4)
		return SW_LENGTH;
	refused = check_class(command.cla);
	if (refused)
		return refused;
	if (!instruction)
		return SW_INS;
	if (!(instruction->protections & (command.cla == CLA_SM ? SM : PLAIN)))
		return instruction->otherwise;
	if (!whole)
		return SW_LENGTH;
	return instruction->answer(chip, &command, answer);
}

void chip_answer_plainly(struct chip *chip, zairyu_bytes command, struct chip_answer *answer)
{
	bool had_challenge = chip->has_challenge;
	unsigned sw;

	answer->len = 0;
	chip->end_read = false;
	sw = dispatch(chip, command, answer);
	if (had_challenge && !(sw == SW_OK && command.data[1] == 0x84))
		chip_forget_challenge(chip); /* it served the one command after it, whatever that was */
	if (sw != SW_OK)
		answer->len = 0;
	answer->data[answer->len++] = (uint8_t)(sw >> 8);
	answer->data[answer->len++] = (uint8_t)sw;
}
