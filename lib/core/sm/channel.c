/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/channel.h"

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

int channel_protect_number(struct sm_channel *channel, const char number[ZAIRYU_NUMBER_SIZE],
			   uint8_t out[SM_VERIFY_DATA_SIZE])
{
	static const uint8_t header[] = { TAG_PROTECTED, 0x11, INDICATOR_PADDED };
	uint8_t plain[16] = { 0 };
	int rc;

	memcpy(plain, number, ZAIRYU_NUMBER_LENGTH);
	plain[ZAIRYU_NUMBER_LENGTH] = PADDING_START;
	memcpy(out, header, sizeof header);
	rc = channel->suite->encrypt(&channel->engine, channel->key, (zairyu_bytes){ plain, sizeof plain },
				     out + sizeof header);
	zairyu_wipe(plain, sizeof plain);
	return rc;
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
	rc = channel->suite->decrypt(&channel->engine, channel->key, ciphertext, out);
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
