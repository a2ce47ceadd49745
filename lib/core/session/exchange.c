/* SPDX-License-Identifier: BSD-2-Clause */
/* One command and its answer, in as many exchanges as ISO 7816-4 lets the card ask for; and SELECT. */
#include <string.h>
#include <zairyu/context.h>

#include "iso7816/status.h"
#include "session/session.h"
#include "util/error/error.h"

enum {
	PARTS_MAX = 64,  /* of one answer */
	PART_ROOM = 258, /* the longest part, status word included */
	LE_MAX = 256,    /* in one byte */
	AIR_BYTES_PER_MS = 8
};

/* An answer as it comes in: the data of all its parts so far, from the beginning of the session's buffer. */
struct answer {
	size_t len;
	uint16_t sw;
};

int session_fail(const zairyu_session *s, int code, const char *message, zairyu_error **err)
{
	error_fail(err, code, message);
	error_add_step(err, s->step);
	return code;
}

int session_status_error(zairyu_session *s, uint16_t sw, zairyu_error **err)
{
	const int code = status_error(sw) == ZAIRYU_ERR_CHIP_BROKEN && !doubt_is_settled(s, sw) ? ZAIRYU_ERR_STATUS_WORD
												: status_error(sw);

	session_fail(s, code, status_text(sw), err);
	error_add_status_word(err, sw);
	return code;
}

static int incomplete(const zairyu_session *s)
{
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", "an answer was incomplete", 0);
	return SESSION_INCOMPLETE;
}

/* What is known of an exchange: how much it asks for, and how long it may take. The air carries 8 bytes in a ms. */
static void tell(zairyu_session *s, const struct apdu *apdu, zairyu_bytes command)
{
	const size_t most = apdu->answer_max ? apdu->answer_max : apdu_answer_max(command);
	const size_t likely = most < sizeof s->response ? most : sizeof s->response;
	const zairyu_hints hints = {
		.size = sizeof hints,
		.answer_max = most,
		.patience_ms = TRANSPORT_PATIENCE_MS + (uint32_t)(command.len + likely) / AIR_BYTES_PER_MS,
	};

	(void)zairyu_transport_expect(s->transport, &hints);
}

/* One exchange; its data go behind those that are there. */
static int transmit(zairyu_session *s, const struct apdu *apdu, struct answer *answer, zairyu_error **err)
{
	uint8_t command[APDU_COMMAND_MAX], *const to = s->response + answer->len;
	size_t len = apdu_build(apdu, command), came = 0;
	zairyu_bytes data;
	int rc;

	tell(s, apdu, (zairyu_bytes){ command, len });
	if (apdu->cla == CLA_PROTECTED)
		channel_count(&s->channel);
	rc = transport_exchange(s->transport, s->wait, (zairyu_bytes){ command, len }, to,
				sizeof s->response - answer->len, &came, err);
	zairyu_wipe(command, sizeof command);
	if (rc < 0) {
		zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", step_word(s->step), rc);
		return rc;
	}
	if (!apdu_split_response((zairyu_bytes){ to, came }, &data, &answer->sw))
		return incomplete(s);
	answer->len += data.len;
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_DEBUG, "session", step_word(s->step), answer->sw);
	return ZAIRYU_OK;
}

/* The same; where the card names the Le it wants (6Cxx), once more with that. */
static int transmit_with_le(zairyu_session *s, struct apdu *apdu, struct answer *answer, zairyu_error **err)
{
	const size_t before = answer->len;
	int rc = transmit(s, apdu, answer, err);

	if (rc != ZAIRYU_OK || answer->sw >> 8 != SW1_LE_IS || answer->len != before || apdu->once)
		return rc;
	apdu->le = (answer->sw & 0xFF) != 0 ? answer->sw & 0xFF : LE_MAX;
	if (apdu->le_form == APDU_LE_NONE)
		apdu->le_form = APDU_LE_SHORT;
	return transmit(s, apdu, answer, err);
}

/* Where the card keeps the rest of its answer back (61xx), fetches that [ISO 7816-4 11.7.1]. */
static int fetch_rest(zairyu_session *s, struct answer *answer, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (int part = 0; rc == ZAIRYU_OK && answer->sw >> 8 == SW1_MORE; part++) {
		const size_t before = answer->len;
		struct apdu rest = { .cla = CLA_PLAIN, .ins = INS_GET_RESPONSE, .le_form = APDU_LE_SHORT };

		if (part == PARTS_MAX || sizeof s->response - before < PART_ROOM)
			return incomplete(s);
		rest.le = answer->sw & 0xFF;
		rc = transmit_with_le(s, &rest, answer, err);
		if (rc == ZAIRYU_OK && answer->sw >> 8 == SW1_MORE && answer->len == before)
			return incomplete(s); /* it promises and brings nothing */
	}
	return rc;
}

int session_ask(zairyu_session *s, struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err)
{
	struct answer answer = { 0 };
	int rc = transmit_with_le(s, apdu, &answer, err);

	if (rc == ZAIRYU_OK)
		rc = fetch_rest(s, &answer, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (!status_has_data(answer.sw)) {
		if (answer.len > 0) /* two bytes of data that look like an error's word */
			return incomplete(s);
		if (status_error(answer.sw) == ZAIRYU_ERR_CHIP_BROKEN)
			doubt_note(s, answer.sw);
	}
	*data = (zairyu_bytes){ s->response, answer.len };
	*sw = answer.sw;
	return ZAIRYU_OK;
}

int session_exchange(zairyu_session *s, const struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err)
{
	struct apdu command = *apdu;
	int rc = session_ask(s, &command, data, sw, err);

	return rc == SESSION_INCOMPLETE ? session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the answer is incomplete", err)
					: rc;
}

/* What is selected after it is not known. */
int session_ask_name(zairyu_session *s, const struct card_aid *name, uint16_t *sw, zairyu_error **err)
{
	const struct apdu select = {
		.cla = CLA_PLAIN, .ins = INS_SELECT, .p1 = 0x04, .p2 = 0x0C, .data = { name->bytes, name->len }
	};
	zairyu_bytes fci; /* no card was asked for it, some give it all the same */

	s->current_df = -1;
	s->current_file = NULL;
	return session_exchange(s, &select, &fci, sw, err);
}

int session_ask_protected(zairyu_session *s, const struct apdu *command, zairyu_bytes plain, zairyu_bytes *data,
			  uint16_t *sw, zairyu_error **err)
{
	uint8_t content[SM_PROTECTED_MAX];
	struct apdu protected = *command;
	size_t len;
	int rc = channel_protect(&s->channel, plain, content, &len);

	if (rc < 0)
		return session_fail(s, rc, "the command could not be encrypted", err);
	protected.cla = CLA_PROTECTED;
	protected.data = (zairyu_bytes){ content, len };
	protected.once = s->channel.counted;
	rc = session_exchange(s, &protected, data, sw, err);
	zairyu_wipe(content, sizeof content);
	return rc;
}

/* The same through the channel, where a plain one would end it. */
static int ask_name_protected(zairyu_session *s, const struct card_aid *name, uint16_t *sw, zairyu_error **err)
{
	const struct apdu select = { .ins = INS_SELECT, .p1 = 0x04, .p2 = 0x0C };
	zairyu_bytes fci;

	s->current_df = -1;
	s->current_file = NULL;
	return session_ask_protected(s, &select, (zairyu_bytes){ name->bytes, name->len }, &fci, sw, err);
}

int session_select_df(zairyu_session *s, int df, zairyu_error **err)
{
	const struct card_family *family = s->card.type->family;
	const bool protected = family->messaging->select_protected && s->state == SESSION_AUTHENTICATED;
	uint16_t sw;
	int rc;

	if (s->current_df == df)
		return ZAIRYU_OK;
	s->step = STEP_SELECT;
	rc = (protected ? ask_name_protected : session_ask_name)(s, &family->dfs[df], &sw, err);
	if (rc < 0)
		return rc;
	if (!status_is_fine(sw))
		return session_status_error(s, sw, err);
	s->current_df = df;
	return ZAIRYU_OK;
}
