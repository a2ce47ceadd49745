/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_chip.h"

#include <string.h>

#include "invented_family.h"
#include "invented_messaging.h"

enum { OK = 0x9000, MODULUS = 256 };

/* A command taken apart; `extended` is its form. */
struct command {
	uint8_t cla, ins, p1, p2;
	const uint8_t *data;
	size_t len;
	bool extended, has_le;
	size_t le;
};

struct answer {
	uint8_t *data;
	size_t len, cap;
};

void invented_chip_free(struct chip *chip)
{
	EVP_PKEY_free(chip->key);
	chip->key = NULL;
}

struct chip_file *invented_chip_find(struct chip *chip, int df, int sfi)
{
	for (size_t i = 0; i < chip->file_count; i++)
		if (chip->files[i].df == df && chip->files[i].sfi == sfi)
			return &chip->files[i];
	return NULL;
}

struct chip_file *invented_chip_add(struct chip *chip, int df, int sfi, enum chip_right right)
{
	struct chip_file *file = &chip->files[chip->file_count++];

	*file = (struct chip_file){ .df = (uint8_t)df, .sfi = (uint8_t)sfi, .right = right };
	return file;
}

static void lose_session(struct chip *chip)
{
	chip->has_key = false;
	chip->count = 0;
	memset(chip->session_key, 0, sizeof chip->session_key);
}

void invented_chip_reset(struct chip *chip)
{
	chip->df = -1;
	chip->current = NULL;
	lose_session(chip);
}

void invented_chip_power_off(struct chip *chip)
{
	invented_chip_reset(chip);
	chip->has_rights = false;
}

static bool take_apart(const uint8_t *bytes, size_t len, struct command *c)
{
	size_t at = 5;

	*c = (struct command){ .cla = bytes[0], .ins = bytes[1], .p1 = bytes[2], .p2 = bytes[3] };
	if (len == 4)
		return true;
	c->extended = len > 5 && bytes[4] == 0;
	if (c->extended) {
		at = 7;
		if (len < at)
			return false;
		c->len = (size_t)bytes[5] << 8 | bytes[6];
		if (len == at) { /* that was Le */
			c->le = c->len ? c->len : 65536;
			c->len = 0;
			return c->has_le = true;
		}
	} else if (len == 5) {
		c->le = bytes[4] ? bytes[4] : 256;
		return c->has_le = true;
	} else {
		c->len = bytes[4];
	}
	c->data = bytes + at;
	if (len == at + c->len)
		return c->len > 0;
	c->has_le = true;
	c->le = c->extended ? 65536 : 256;
	return len == at + c->len + (c->extended ? 2 : 1);
}

/* AIDs are told apart by what was given of them. */
static uint16_t select_by_name(struct chip *chip, const uint8_t *name, size_t len)
{
	static const uint8_t known[] = { 0xF0, 'Z', 'A', 'I', 'R', 'Y', 'U' };

	if (len < 5 || memcmp(name, known, len < sizeof known ? len : sizeof known) != 0)
		return 0x6A82;
	if (len > sizeof known && name[sizeof known] != 1 && name[sizeof known] != 2)
		return 0x6A82;
	chip->df = len > sizeof known ? name[sizeof known] - 1 : 0;
	chip->current = NULL;
	return OK;
}

static uint16_t process_select(struct chip *chip, const struct command *c)
{
	uint16_t sw;

	if (c->p1 != 4)
		return 0x6A82; /* there is no MF to be had */
	sw = select_by_name(chip, c->data, c->len);
	if (sw == OK)
		lose_session(chip);
	return sw;
}

/* Which file, and from where. */
static uint16_t find_range(struct chip *chip, const struct command *c, size_t *offset)
{
	if (chip->df < 0)
		return 0x6986;
	if (c->p1 & 0x80) {
		chip->current = invented_chip_find(chip, chip->df, c->p1 & 0x1F);
		*offset = c->p2;
	} else {
		*offset = (size_t)c->p1 << 8 | c->p2;
	}
	if (!chip->current)
		return 0x6A82;
	return *offset >= chip->current->len && *offset > 0 ? 0x6B00 : OK;
}

static size_t part_of(const struct chip *chip, size_t offset, size_t wanted, size_t most)
{
	const size_t left = chip->current->len - offset;
	const size_t part = wanted == 0 || wanted > left ? left : wanted;

	return part < most ? part : most;
}

static uint16_t read_plain(struct chip *chip, const struct command *c, struct answer *answer)
{
	size_t offset = 0;
	uint16_t sw = find_range(chip, c, &offset);

	if (sw != OK)
		return sw;
	if (chip->current->right == CHIP_PROTECTED || (chip->current->right == CHIP_VERIFIED && !chip->has_rights))
		return 0x6982;
	if (c->len != 0 || !c->has_le)
		return 0x6700;
	answer->len = part_of(chip, offset, c->le, answer->cap);
	memcpy(answer->data, chip->current->data + offset, answer->len);
	return OK;
}

/* Exactly one object, with three bytes of which the first is 00. */
static uint16_t read_protected(struct chip *chip, const struct command *c, struct answer *answer)
{
	size_t offset = 0, part;
	uint16_t sw;

	if (c->len != 5 || c->data[0] != 0x96 || c->data[1] != 3 || c->data[2] != 0 || !c->has_le) {
		lose_session(chip);
		return 0x6988;
	}
	sw = find_range(chip, c, &offset);
	if (sw != OK)
		return sw;
	if (!chip->has_rights)
		return 0x6982;
	part = part_of(chip, offset, (size_t)c->data[3] << 8 | c->data[4], answer->cap);
	if (!invented_seal(chip, chip->current->data + offset, part, answer->data, answer->cap, &answer->len))
		return 0x6700;
	return OK;
}

/* Takes a key for encryption alone. */
static uint16_t take_key(struct chip *chip, const struct command *c)
{
	static const uint8_t template[] = { 0xA0, 0x22, 0x80, 0x20 };
	uint8_t plain[MODULUS];
	size_t len = sizeof plain;

	if (chip->df < 0)
		return 0x66F1;
	if (!c->extended || c->len != MODULUS || c->has_le)
		return 0x6700;
	if (chip->answer_delivery)
		return (uint16_t)chip->answer_delivery;
	if (!invented_decrypt(chip, c->data, c->len, plain, &len) || len != sizeof template + 32 ||
	    memcmp(plain, template, sizeof template) != 0)
		return 0x6A80;
	chip->deliveries++;
	chip->has_key = true;
	chip->count = 0;
	memcpy(chip->session_key, plain + sizeof template, sizeof chip->session_key);
	return OK;
}

static uint16_t verify(struct chip *chip, const struct command *c)
{
	uint8_t plain[256];
	size_t len;

	if (c->p2 != INVENTED_VERIFY_P2 || c->p1 != 0)
		return 0x6A88;
	if (!invented_open(chip, c->data, c->len, plain, &len)) {
		lose_session(chip);
		return 0x6988;
	}
	if (len != CHIP_NUMBER_SIZE || memcmp(plain, chip->number, len) != 0)
		return 0x63C4;
	chip->has_rights = true;
	chip->verifications++;
	return OK;
}

static uint16_t select_protected(struct chip *chip, const struct command *c)
{
	uint8_t plain[256];
	size_t len;

	if (invented_open(chip, c->data, c->len, plain, &len) && c->p1 == 4)
		return select_by_name(chip, plain, len);
	lose_session(chip);
	return 0x6988;
}

static uint16_t process_protected(struct chip *chip, const struct command *c, struct answer *answer)
{
	if (!chip->has_key)
		return 0x69FC;
	chip->count++;
	if (chip->refuse_next_protected) {
		chip->refuse_next_protected = false;
		chip->refusals++;
		return 0x6700;
	}
	switch (c->ins) {
	case 0x20:
		return verify(chip, c);
	case 0xA4:
		return select_protected(chip, c);
	case 0xB0:
		return read_protected(chip, c, answer);
	default:
		return 0x6D00;
	}
}

static uint16_t process_plain(struct chip *chip, const struct command *c, struct answer *answer)
{
	switch (c->ins) {
	case 0xA4:
		return process_select(chip, c);
	case 0xB0:
		return read_plain(chip, c, answer);
	default:
		return 0x6D00;
	}
}

static uint16_t process_mf(const struct command *c, struct answer *answer)
{
	static const uint8_t version[] = { 0xC0, 4, '0', '0', '0', '1' }, type[] = { 0xC1, 2, '0', '7' };
	const bool is_type = c->p1 == 0x8A;

	answer->len = is_type ? sizeof type : sizeof version;
	memcpy(answer->data, is_type ? type : version, answer->len);
	return OK;
}

size_t invented_chip_process(struct chip *chip, const uint8_t *command, size_t len, uint8_t *answer, size_t cap)
{
	struct answer out = { .data = answer, .cap = cap - 2 };
	struct command c;
	uint16_t sw = 0x6700;

	if (len < 4 || !take_apart(command, len, &c))
		sw = 0x6700;
	else if (chip->mf_answers && chip->df < 0 && c.ins == 0xB0)
		sw = process_mf(&c, &out);
	else if (c.cla == 0x80 && c.ins == 0xAE && c.p1 == 0 && c.p2 == 0)
		sw = take_key(chip, &c);
	else if (c.cla == 0x08)
		sw = process_protected(chip, &c, &out);
	else if (c.cla == 0x0C)
		sw = 0x6987; /* there is no MAC here */
	else if (c.cla == 0)
		sw = process_plain(chip, &c, &out);
	else
		sw = 0x6E00;
	if (sw != OK)
		out.len = 0;
	answer[out.len] = (uint8_t)(sw >> 8);
	answer[out.len + 1] = (uint8_t)sw;
	return out.len + 2;
}
