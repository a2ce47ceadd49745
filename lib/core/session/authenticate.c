/* SPDX-License-Identifier: BSD-2-Clause */
/* The way to a session key, and VERIFY [G1 3.5.2, annex 1]. Each command is sent once. */
#include <string.h>

#include "iso7816/status.h"
#include "session/session.h"
#include "sm/agreement.h"
#include "transport/replay.h"
#include "util/error/error.h"

static int get_challenge(zairyu_session *s, uint8_t rnd_icc[SM_CHALLENGE_SIZE], zairyu_error **err)
{
	const struct apdu command = {
		.cla = CLA_PLAIN, .ins = INS_GET_CHALLENGE, .le_form = APDU_LE_SHORT, .le = SM_CHALLENGE_SIZE
	};
	zairyu_bytes data;
	uint16_t sw;
	int rc;

	s->step = STEP_GET_CHALLENGE;
	rc = session_exchange(s, &command, &data, &sw, err);
	if (rc < 0)
		return rc;
	if (!status_is_fine(sw))
		return session_status_error(s, sw, err);
	if (data.len != SM_CHALLENGE_SIZE)
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the challenge is not 8 bytes", err);
	memcpy(rnd_icc, data.data, SM_CHALLENGE_SIZE);
	return progress_reach(s, PROGRESS_CHALLENGED, err);
}

/* Our random numbers. A replayed conversation has to repeat those that were recorded. */
static int choose_random(zairyu_session *s, struct sm_agreement *g)
{
	enum { COMMAND_HEADER = 5, COMMAND_SIZE = COMMAND_HEADER + SM_TOKEN_SIZE + 1 };
	zairyu_transport *t = s->transport;
	zairyu_bytes command;

	if (replay_expected(t, &command) && command.len == COMMAND_SIZE &&
	    agreement_recover(g, command.data + COMMAND_HEADER) == ZAIRYU_OK)
		return ZAIRYU_OK;
	return t->ctx->random(t->ctx->random_userdata, (uint8_t *)&g->ifd, sizeof g->ifd);
}

/* A wrong number shows here, since the keys come from it; in VERIFY hardly ever [4.2.2, 4.2.4]. */
static int wrong_number(const zairyu_session *s, uint16_t sw, zairyu_error **err)
{
	session_fail(s, ZAIRYU_ERR_WRONG_NUMBER, "the number is not this card's", err);
	error_add_status_word(err, sw);
	return ZAIRYU_ERR_WRONG_NUMBER;
}

/* What the card says to a command that it takes only if the number is right. */
static int judge_number(zairyu_session *s, uint16_t sw, zairyu_error **err)
{
	if (status_is_mismatch(sw))
		return wrong_number(s, sw, err);
	return status_is_fine(sw) ? ZAIRYU_OK : session_status_error(s, sw, err);
}

static int mutual_authenticate(zairyu_session *s, const struct sm_agreement *g, zairyu_error **err)
{
	uint8_t token[SM_TOKEN_SIZE];
	const struct apdu command = { .cla = CLA_PLAIN,
				      .ins = INS_MUTUAL_AUTHENTICATE,
				      .data = { token, sizeof token },
				      .le_form = APDU_LE_SHORT };
	zairyu_bytes data = { 0 };
	uint16_t sw = 0;
	int rc = agreement_token(g, token);

	if (rc < 0)
		return session_fail(s, rc, "the key agreement could not be computed", err);
	rc = session_exchange(s, &command, &data, &sw, err);
	zairyu_wipe(token, sizeof token);
	if (rc == ZAIRYU_OK)
		rc = judge_number(s, sw, err);
	if (rc < 0)
		return rc;
	if (data.len != SM_TOKEN_SIZE)
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the answer to MUTUAL AUTHENTICATE is not 40 bytes",
				    err);
	rc = agreement_accept(g, data.data, s->channel.key);
	if (rc == ZAIRYU_ERR_SECURE_MESSAGING)
		return session_fail(s, rc, "the card did not prove that it knows the number", err);
	return rc < 0 ? session_fail(s, rc, "the session key could not be computed", err)
		      : progress_reach(s, PROGRESS_AUTHENTICATED, err);
}

/* The other way to a session key than session_deliver_key(): MUTUAL AUTHENTICATE. */
static int agree_key(zairyu_session *s, zairyu_error **err)
{
	uint8_t rnd_icc[SM_CHALLENGE_SIZE];
	struct sm_agreement g = { 0 };
	int rc = get_challenge(s, rnd_icc, err);

	if (rc < 0)
		return rc;
	s->step = STEP_MUTUAL_AUTHENTICATE;
	rc = agreement_init(&g, s->channel.suite, &s->channel.engine, s->number, rnd_icc);
	if (rc == ZAIRYU_OK)
		rc = choose_random(s, &g);
	if (rc < 0)
		session_fail(s, rc, "the key agreement could not be prepared", err);
	else
		rc = mutual_authenticate(s, &g, err);
	agreement_done(&g);
	return rc;
}

static int verify(zairyu_session *s, zairyu_error **err)
{
	const struct apdu command = { .ins = INS_VERIFY, .p2 = s->card.type->family->messaging->verify_p2 };
	zairyu_bytes data = { 0 };
	uint16_t sw = 0;
	int rc;

	s->step = STEP_VERIFY;
	rc = session_ask_protected(s, &command, (zairyu_bytes){ (const uint8_t *)s->number, ZAIRYU_NUMBER_LENGTH },
				   &data, &sw, err);
	if (rc == ZAIRYU_OK)
		rc = judge_number(s, sw, err);
	if (rc < 0)
		return rc;
	return data.len == 0 ? progress_reach(s, PROGRESS_VERIFIED, err)
			     : session_fail(s, ZAIRYU_ERR_COMMUNICATION, "VERIFY was answered with data", err);
}

int session_do_authenticate(zairyu_session *s, zairyu_error **err)
{
	const struct card_messaging *messaging = s->card.type->family->messaging;
	int rc;

	s->step = STEP_MUTUAL_AUTHENTICATE;
	if (!messaging->suite->available(&s->transport->ctx->algorithms))
		return session_fail(
			s, ZAIRYU_ERR_CRYPTO,
			"libcrypto lacks what the key agreement needs: triple DES or AES with CMAC, and SHA-1", err);
	s->channel.suite = messaging->suite;
	s->channel.engine.algorithms = &s->transport->ctx->algorithms;
	s->channel.counted = messaging->counted;
	rc = messaging->keys == CARD_KEYS_DELIVERED ? session_deliver_key(s, err) : agree_key(s, err);
	if (rc == ZAIRYU_OK)
		rc = verify(s, err);
	if (rc == ZAIRYU_OK)
		s->state = SESSION_AUTHENTICATED;
	return rc;
}
