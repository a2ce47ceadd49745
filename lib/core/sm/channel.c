/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/channel.h"

#include <assert.h>
#include <string.h>

#include "tlv/tlv.h"

enum {
	TAG_PROTECTED = 0x86,    /* padding-content indicator and cryptogram [ISO 7816-4 6.4] */
	INDICATOR_PADDED = 0x01, /* padded by 80 00 … */
	PADDING_START = 0x80,
	STATUS_WORD_SIZE = 2
};

void channel_done(struct sm_channel *channel)
{
	sm_engine_done(&channel->engine);
	zairyu_wipe(channel, sizeof *channel);
}

/* Runs the cipher with the IV of the command of that number. */
static int run(struct sm_channel *c, sm_cipher *cipher, uint64_t number, zairyu_bytes in, uint8_t *out)
{
	const size_t block = c->suite->block;
	uint8_t counter[SM_BLOCK_MAX] = { 0 };
	int rc = ZAIRYU_OK;

	if (c->counted) {
		for (size_t i = 0; i < sizeof number; i++)
			counter[block - 1 - i] = (uint8_t)(number >> 8 * i);
		rc = c->suite->encrypt(&c->engine, c->key, (zairyu_bytes){ counter, block }, c->engine.iv);
	}
	if (rc == ZAIRYU_OK)
		rc = cipher(&c->engine, c->key, in, out);
	memset(c->engine.iv, 0, sizeof c->engine.iv);
	return rc;
}

int channel_protect(struct sm_channel *channel, zairyu_bytes plain, uint8_t out[SM_PROTECTED_MAX], size_t *len)
{
	const size_t block = channel->suite->block, padded = (plain.len / block + 1) * block;
	uint8_t blocks[SM_PLAIN_MAX + 1] = { 0 };
	int rc;

	assert(plain.len <= SM_PLAIN_MAX);
	memcpy(blocks, plain.data, plain.len);
	blocks[plain.len] = PADDING_START;
	out[0] = TAG_PROTECTED;
	out[1] = (uint8_t)(padded + 1);
	out[2] = INDICATOR_PADDED;
	rc = run(channel, channel->suite->encrypt, channel->sent + 1, (zairyu_bytes){ blocks, padded }, out + 3);
	zairyu_wipe(blocks, sizeof blocks);
	*len = 3 + padded;
	return rc;
}

void channel_count(struct sm_channel *channel)
{
	channel->sent++;
}

/* Length without the padding `80 00 …`, which begins in the last block; SIZE_MAX if there is none. */
static size_t unpadded_length(const uint8_t *plain, size_t len, size_t block)
{
	for (size_t at = len; at-- > len - block;)
		if (plain[at] != 0)
			return plain[at] == PADDING_START ? at : SIZE_MAX;
	return SIZE_MAX;
}

/* The one data object of a protected answer, all of it and nothing after. */
static bool parse_protected(zairyu_bytes answer, size_t block, zairyu_bytes *ciphertext)
{
	struct cursor c = cursor_of(answer), value;
	zairyu_bytes object;
	uint32_t tag;
	uint8_t indicator;

	if (tlv_next(&c, &tag, &object) != TLV_OBJECT || tag != TAG_PROTECTED || c.left != 0)
		return false;
	value = cursor_of(object);
	return cursor_u8(&value, &indicator) && indicator == INDICATOR_PADDED && value.left >= block &&
	       value.left % block == 0 && cursor_take(&value, value.left, ciphertext);
}

bool channel_is_whole(zairyu_bytes answer)
{
	struct cursor c = cursor_of(answer);
	uint32_t tag;
	size_t len;

	return tlv_header(&c, &tag, &len) == TLV_OBJECT && len == c.left;
}

int channel_open(struct sm_channel *channel, uint8_t *answer, size_t len, zairyu_bytes *plain)
{
	zairyu_bytes ciphertext;
	uint8_t *out;
	int rc;

	if (!parse_protected((zairyu_bytes){ answer, len }, channel->suite->block, &ciphertext))
		return ZAIRYU_ERR_SECURE_MESSAGING;
	out = answer + (ciphertext.data - answer);
	rc = run(channel, channel->suite->decrypt, channel->sent, ciphertext, out);
	if (rc < 0)
		return rc;
	len = unpadded_length(out, ciphertext.len, channel->suite->block);
	if (len == SIZE_MAX)
		return ZAIRYU_ERR_SECURE_MESSAGING;
	*plain = (zairyu_bytes){ out, len };
	return ZAIRYU_OK;
}

/* 128 and 256 bytes need a longer length; the indicator's byte makes no difference to that. */
static size_t answer_size(size_t ciphertext)
{
	const size_t header = ciphertext >> 8 ? 4 : ciphertext >> 7 ? 3 : 2;

	return header + 1 + ciphertext + STATUS_WORD_SIZE;
}

size_t channel_answer_max(const struct sm_suite *suite, size_t plain)
{
	return answer_size(plain + suite->block - plain % suite->block);
}

size_t channel_plain_capacity(const struct sm_suite *suite, size_t response)
{
	for (size_t ciphertext = response - response % suite->block; ciphertext >= suite->block;
	     ciphertext -= suite->block)
		if (answer_size(ciphertext) <= response)
			return ciphertext - 1;
	return 0;
}
