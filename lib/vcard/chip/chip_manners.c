/* SPDX-License-Identifier: BSD-2-Clause */
/* Answers as ISO 7816-4 allows them and the card specification does not mention; each only where a variant asks. */
#include <stdlib.h>
#include <string.h>

#include "chip/chip.h"

enum { INS_SELECT = 0xA4, INS_READ_BINARY = 0xB0, INS_GET_RESPONSE = 0xC0, INS_AT = 1 };
enum { STATUS_LENGTH = 2, SHORT_MOST = 256 };

#define SW_END_OF_FILE 0x6282u
#define SW_MORE        0x6100u
#define SW_LE_IS       0x6C00u

void chip_forget_kept(struct chip *chip)
{
	if (chip->kept)
		zairyu_wipe(chip->kept, chip->kept_len);
	free(chip->kept);
	chip->kept = NULL;
	chip->kept_len = chip->kept_at = 0;
}

static void put_status(struct chip_answer *answer, unsigned sw)
{
	answer->data[answer->len++] = (uint8_t)(sw >> 8);
	answer->data[answer->len++] = (uint8_t)sw;
}

static bool is_fine(const struct chip_answer *answer)
{
	return answer->data[answer->len - 2] == 0x90;
}

/* 6F, and in it the name that all the applications begin with. */
static void add_fci(struct chip_answer *answer)
{
	static const uint8_t fci[] = { 0x6F, 0x07, 0x84, 0x05, 0xD3, 0x92, 0xF0, 0x00, 0x4F };

	memcpy(answer->data, fci, sizeof fci);
	answer->len = sizeof fci;
	put_status(answer, SW_OK);
}

/* How many bytes are still to be had, as 61xx and 6Cxx say it: 00 stands for 256, and for more. */
static unsigned in_one_byte(size_t len)
{
	return len < SHORT_MOST ? (unsigned)len : 0;
}

static void keep_back(struct chip *chip, struct chip_answer *answer)
{
	size_t len = answer->len - STATUS_LENGTH;

	chip_forget_kept(chip);
	chip->kept = malloc(answer->len);
	if (!chip->kept)
		return;
	memcpy(chip->kept, answer->data, answer->len);
	chip->kept_len = len;
	answer->len = 0;
	put_status(answer, SW_MORE | in_one_byte(len));
}

static void give_out(struct chip *chip, zairyu_bytes command, struct chip_answer *answer)
{
	struct chip_command parsed;
	size_t left = chip->kept_len - chip->kept_at, part;

	if (!chip->kept || !chip_command_parse(command, &parsed) || parsed.ne == 0) {
		put_status(answer, SW_CONDITIONS);
		return;
	}
	part = left < parsed.ne ? left : parsed.ne;
	memcpy(answer->data, chip->kept + chip->kept_at, part);
	answer->len = part;
	chip->kept_at += part;
	if (part < left) {
		put_status(answer, SW_MORE | in_one_byte(left - part));
		return;
	}
	memcpy(answer->data + part, chip->kept + chip->kept_len, STATUS_LENGTH);
	answer->len += STATUS_LENGTH;
	chip_forget_kept(chip);
}

/* Whether the command asks for another length than there is, and one byte can say which. */
static bool le_is_wrong(zairyu_bytes command, size_t len)
{
	struct chip_command parsed;

	return len > 0 && len <= SHORT_MOST && chip_command_parse(command, &parsed) && parsed.ne > 0 &&
	       parsed.ne != len;
}

/* Answers, unless Le is wrong: then nothing has happened. */
static void answer_with_le(struct chip *chip, zairyu_bytes command, struct chip_answer *answer)
{
	const struct chip before = *chip;

	chip_answer_plainly(chip, command, answer);
	if (!(chip->files->manners & MANNER_LE) || !is_fine(answer) ||
	    !le_is_wrong(command, answer->len - STATUS_LENGTH))
		return;
	*chip = before;
	put_status(answer, SW_LE_IS | in_one_byte(answer->len - STATUS_LENGTH));
	memmove(answer->data, answer->data + answer->len - STATUS_LENGTH, STATUS_LENGTH);
	zairyu_wipe(answer->data + STATUS_LENGTH, answer->len - STATUS_LENGTH);
	answer->len = STATUS_LENGTH;
}

void chip_process(struct chip *chip, zairyu_bytes command, struct chip_answer *answer)
{
	const unsigned manners = chip->files->manners;
	const uint8_t ins = command.len > INS_AT ? command.data[INS_AT] : 0;
	const bool first = !chip->awake;

	chip->awake = true;
	answer->len = 0;
	if ((first && manners & MANNER_POWER_UP) ||
	    (chip->verified && manners & MANNER_BROKEN && ins == INS_READ_BINARY)) {
		put_status(answer, SW_SELF_DIAGNOSIS);
		return;
	}
	if (manners & MANNER_MORE && ins == INS_GET_RESPONSE) {
		give_out(chip, command, answer);
		return;
	}
	answer_with_le(chip, command, answer);
	if (!is_fine(answer))
		return;
	if (manners & MANNER_FCI && ins == INS_SELECT)
		add_fci(answer);
	if (manners & MANNER_END && ins == INS_READ_BINARY && chip->end_read) {
		answer->len -= STATUS_LENGTH;
		put_status(answer, SW_END_OF_FILE);
	}
	if (manners & MANNER_MORE && answer->len > STATUS_LENGTH)
		keep_back(chip, answer);
}
