/* SPDX-License-Identifier: BSD-2-Clause */
/* READ BINARY, plain and under secure messaging [G1 4.2.6]. A read that fails makes no EF current. */
#include <string.h>

#include "chip/chip.h"

enum { BY_SFI = 0x80, BY_SFI_RESERVED = 0x60, SFI_MASK = 0x1F };
enum { LE_TAG = 0x96, LE_LENGTH = 2, LE_OBJECT = 4, NE_ALL = 65536 };
enum { CRYPTOGRAM_TAG = 0x86, PADDING_INDICATOR = 0x01, PADDING_START = 0x80 };

/* What a command asks for. */
struct request {
	const struct vcard_file *file;
	size_t offset;
	size_t count; /* after `file` is known: never past its end */
};

static unsigned locate(const struct chip *chip, const struct chip_command *command, struct request *request)
{
	if (!(command->p1 & BY_SFI)) {
		request->file = chip->current;
		request->offset = (size_t)command->p1 << 8 | command->p2;
		return request->file ? SW_OK : SW_NO_CURRENT_EF;
	}
	if (command->p1 & BY_SFI_RESERVED)
		return SW_P1P2;
	request->file = chip_find_file(chip, command->p1 & SFI_MASK);
	request->offset = command->p2;
	return request->file ? SW_OK : SW_NOT_FOUND;
}

static bool access_granted(const struct chip *chip, enum vcard_access access, bool secure)
{
	switch (access) {
	case VCARD_FREE:
		return true;
	case VCARD_AUTHENTICATED:
		return chip->verified;
	case VCARD_AUTHENTICATED_SM:
		return chip->verified && secure;
	}
	return false;
}

/* Finds the bytes wanted, or says why not; `wanted` is what the command allows at most. */
static unsigned resolve(const struct chip *chip, const struct chip_command *command, bool secure, size_t wanted,
			struct request *request)
{
	unsigned sw = locate(chip, command, request);
	size_t left;

	if (sw != SW_OK)
		return sw;
	if (!access_granted(chip, request->file->access, secure))
		return SW_SECURITY;
	if (request->offset >= request->file->len)
		return SW_OFFSET;
	left = request->file->len - request->offset;
	request->count = left < wanted ? left : wanted;
	return SW_OK;
}

static unsigned read_plain(struct chip *chip, const struct chip_command *command, struct request *request,
			   struct chip_answer *answer)
{
	unsigned sw;

	if (command->lc || command->ne == 0)
		return SW_LENGTH;
	sw = resolve(chip, command, false, command->ne, request);
	if (sw != SW_OK)
		return sw;
	memcpy(answer->data, request->file->data + request->offset, request->count);
	answer->len = request->count;
	return SW_OK;
}

/* The data object 96 02 XX XX says how much plaintext is requested, 0000 all. */
static unsigned parse_wanted(const struct chip_command *command, size_t *wanted)
{
	const uint8_t *object = command->data;

	if (command->lc == 0 || object[0] != LE_TAG)
		return SW_SM_MISSING;
	if (command->lc != LE_OBJECT || object[1] != LE_LENGTH)
		return SW_SM_WRONG;
	*wanted = (size_t)object[2] << 8 | object[3];
	if (*wanted == 0)
		*wanted = NE_ALL;
	return SW_OK;
}

/* Writes 86, the length in its shortest form, and 01; returns how many bytes that took. */
static size_t put_header(uint8_t *out, size_t cipher_len)
{
	size_t len = cipher_len + 1, n = 0;

	out[n++] = CRYPTOGRAM_TAG;
	if (len > 0xFF) {
		out[n++] = 0x82;
		out[n++] = (uint8_t)(len >> 8);
	} else if (len > 0x7F) {
		out[n++] = 0x81;
	}
	out[n++] = (uint8_t)len;
	out[n++] = PADDING_INDICATOR;
	return n;
}

/* 86 L 01 and the encrypted bytes. The answer must fit what Le allows: a card has nowhere to put the rest. */
static unsigned protect(const struct chip *chip, const struct chip_command *command, const struct request *request,
			struct chip_answer *answer)
{
	size_t block = chip_crypto_block(chip->crypto);
	size_t padded = (request->count / block + 1) * block;
	size_t header;

	if (padded + 1 > 0xFFFF)
		return SW_LENGTH;
	header = put_header(answer->data, padded);
	if (header + padded > command->ne || header + padded > CHIP_ANSWER_DATA_MAX)
		return SW_LENGTH;
	memset(answer->data + header, 0, padded);
	memcpy(answer->data + header, request->file->data + request->offset, request->count);
	answer->data[header + request->count] = PADDING_START;
	if (!chip_encrypt(chip->crypto, chip->ks_enc, answer->data + header, padded, answer->data + header))
		return SW_SELF_DIAGNOSIS;
	answer->len = header + padded;
	return SW_OK;
}

static unsigned read_secure(struct chip *chip, const struct chip_command *command, struct request *request,
			    struct chip_answer *answer)
{
	size_t wanted = 0;
	unsigned sw;

	if (!chip->has_session)
		return SW_SECURITY;
	if (command->ne == 0)
		return SW_LENGTH;
	sw = parse_wanted(command, &wanted);
	if (sw == SW_OK)
		sw = resolve(chip, command, true, wanted, request);
	return sw == SW_OK ? protect(chip, command, request, answer) : sw;
}

unsigned chip_read_binary(struct chip *chip, const struct chip_command *command, struct chip_answer *answer)
{
	struct request request = { NULL, 0, 0 };
	unsigned sw = command->cla ? read_secure(chip, command, &request, answer)
				   : read_plain(chip, command, &request, answer);

	if (sw == SW_OK) {
		chip->current = request.file;
		chip->end_read = request.offset + request.count == request.file->len;
	}
	return sw;
}
