/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A session key of ours, delivered under the card's public key: the application, the file with that key, and the command
 * that carries ours. It is longer than a short APDU can be, and cannot be cut in pieces.
 */
#include <string.h>

#include "iso7816/status.h"
#include "session/session.h"
#include "sm/delivery.h"
#include "util/error/error.h"

enum {
	KEY_FILE_MAX = 512,
	CHUNK = 239 /* fits one frame */
};

struct key_file {
	uint8_t data[KEY_FILE_MAX];
	size_t len;
};

static int not_carried(const zairyu_session *s, zairyu_error **err)
{
	return session_fail(
		s, ZAIRYU_ERR_LENGTH_REFUSED,
		"this reader cannot carry the command of 263 bytes that such a card needs: use a reader for extended APDUs",
		err);
}

/* A reader that tells its limit is asked before anything is sent. */
static bool is_too_long(const zairyu_session *s)
{
	uint64_t most;

	return zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_MAX_COMMAND, &most) == ZAIRYU_OK &&
	       most < DELIVERY_COMMAND_SIZE;
}

/* One range of the key file, plain; by SFI at the start, later in the then current EF. */
static int read_range(zairyu_session *s, const struct card_key_file *table, struct key_file *file, size_t *came,
		      zairyu_error **err)
{
	const size_t left = table->size - file->len;
	struct apdu read = { .cla = CLA_PLAIN,
			     .ins = INS_READ_BINARY,
			     .p1 = file->len == 0 ? (uint8_t)(0x80 | table->sfi) : (uint8_t)(file->len >> 8),
			     .p2 = (uint8_t)file->len,
			     .le_form = APDU_LE_SHORT,
			     .le = left < CHUNK ? (uint32_t)left : CHUNK };
	zairyu_bytes data;
	uint16_t sw;
	int rc = session_exchange(s, &read, &data, &sw, err);

	if (rc < 0)
		return rc;
	if (!status_is_fine(sw))
		return session_status_error(s, sw, err);
	if (data.len > left)
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the answer is longer than was asked for", err);
	memcpy(file->data + file->len, data.data, data.len);
	file->len += data.len;
	*came = data.len;
	return ZAIRYU_OK;
}

static int read_key_file(zairyu_session *s, const struct card_key_file *table, struct key_file *file,
			 zairyu_error **err)
{
	size_t came = 1;
	int rc = ZAIRYU_OK;

	s->step = STEP_READ_PUBLIC_KEY;
	while (rc == ZAIRYU_OK && came > 0 && file->len < table->size)
		rc = read_range(s, table, file, &came, err);
	return rc < 0 ? rc : progress_reach(s, PROGRESS_CHALLENGED, err);
}

/*
 * 6F00 is what cards say to a number that is not one of theirs: no sign of a broken chip here. An error of the reader's
 * that only the length explains is one of the reader.
 */
static int send(zairyu_session *s, const uint8_t content[DELIVERY_RSA_SIZE], zairyu_error **err)
{
	const struct apdu command = {
		.cla = CLA_DELIVERY, .ins = INS_DELIVER_KEY, .data = { content, DELIVERY_RSA_SIZE }, .once = true
	};
	zairyu_error *cause = NULL;
	zairyu_bytes data;
	uint16_t sw = 0;
	int rc = session_exchange(s, &command, &data, &sw, &cause);

	if (rc == ZAIRYU_ERR_LENGTH_REFUSED) {
		zairyu_error_free(cause);
		return not_carried(s, err);
	}
	error_pass(err, cause);
	if (rc < 0)
		return rc;
	if (!status_is_fine(sw)) {
		rc = session_fail(s, ZAIRYU_ERR_STATUS_WORD, status_text(sw), err);
		error_add_status_word(err, sw);
		return rc;
	}
	return data.len == 0 ? ZAIRYU_OK
			     : session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the session key was answered with data", err);
}

static int deliver(zairyu_session *s, const struct delivery_key *card, zairyu_error **err)
{
	uint8_t key[DELIVERY_KEY_SIZE], content[DELIVERY_RSA_SIZE];
	zairyu_context *ctx = s->transport->ctx;
	int rc = ctx->random(ctx->random_userdata, key, sizeof key);

	s->step = STEP_DELIVER_KEY;
	if (rc == ZAIRYU_OK)
		rc = delivery_encrypt(card, key, content);
	if (rc < 0)
		session_fail(s, rc, "the session key could not be encrypted", err);
	else
		rc = send(s, content, err);
	if (rc == ZAIRYU_OK)
		memcpy(s->channel.key, key, sizeof s->channel.key);
	zairyu_wipe(key, sizeof key);
	return rc < 0 ? rc : progress_reach(s, PROGRESS_AUTHENTICATED, err);
}

int session_deliver_key(zairyu_session *s, zairyu_error **err)
{
	const struct card_key_file *table = &s->card.type->family->messaging->key_file;
	struct key_file file = { .len = 0 };
	struct delivery_key card;
	int rc;

	s->step = STEP_DELIVER_KEY;
	if (zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_RECORDED_AT, NULL) == ZAIRYU_OK) /* a replay */
		return session_fail(
			s, ZAIRYU_ERR_UNSUPPORTED,
			"a recorded conversation with such a card cannot be repeated: its session key is known to the card alone",
			err);
	if (is_too_long(s))
		return not_carried(s, err);
	rc = session_select_df(s, 0, err);
	if (rc == ZAIRYU_OK)
		rc = read_key_file(s, table, &file, err);
	if (rc < 0)
		return rc;
	if (!delivery_find_key((zairyu_bytes){ file.data, file.len }, table->exponent_tag, table->modulus_tag, &card))
		return session_fail(s, ZAIRYU_ERR_MALFORMED, "the card's public key is not as specified", err);
	return deliver(s, &card, err);
}
