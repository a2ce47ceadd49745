/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A card that answers what it likes. The input says, answer by answer, what becomes of a virtual card's true answer, so
 * that the far end of a conversation is reached too; when it is used up, answers are true again. "ok" is for the true
 * bytes only.
 */
#include <string.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

#include "fuzz.h"
#include "transport/transport.h"
#include "util/bytes/cursor.h"

enum { TRUE_ANSWER, CHANGE_BYTE, CUT, STATUS, OTHER_ANSWER, FAILURE, DEADLINE_MS = 10000 };

/* Made once: the CA costs much. */
static zairyu_context *ctx;
static zairyu_trust *trust;
static zairyu_vcard *cards[2];
static zairyu_record *expected[2];

struct play {
	zairyu_vcard *card;
	struct cursor script;
};

static int play_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)wait;
	(void)err;
	return zairyu_vcard_reset(((struct play *)userdata)->card);
}

static void play_disconnect(void *userdata)
{
	(void)zairyu_vcard_reset(((struct play *)userdata)->card);
}

static void change(struct cursor *script, uint8_t kind, uint8_t *answer, size_t cap, size_t *len)
{
	uint16_t number = 0;
	uint8_t byte = 0;
	zairyu_bytes other;

	(void)cursor_u16(script, &number);
	if (kind == CHANGE_BYTE && cursor_u8(script, &byte) && *len > 0) {
		answer[number % *len] ^= byte;
	} else if (kind == CUT) {
		*len = number % (*len + 1);
	} else if (kind == STATUS) {
		answer[0] = (uint8_t)(number >> 8);
		answer[1] = (uint8_t)number;
		*len = 2;
	} else if (kind == OTHER_ANSWER && number <= cap && cursor_take(script, number, &other) && number > 0) {
		memcpy(answer, other.data, number);
		*len = number;
	}
}

static int play_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	struct play *play = userdata;
	uint8_t kind = TRUE_ANSWER;

	(void)wait;
	FUZZ_REQUIRE(zairyu_vcard_process(play->card, (zairyu_bytes){ command, command_len }, response, cap,
					  response_len) == ZAIRYU_VCARD_ANSWER);
	(void)cursor_u8(&play->script, &kind);
	if (kind % 8 == FAILURE)
		return zairyu_error_set(err, kind < 128 ? ZAIRYU_ERR_LENGTH_REFUSED : ZAIRYU_ERR_CARD_GONE, NULL, 0,
					"the input says so");
	change(&play->script, kind % 8, response, cap, response_len);
	return 0;
}

static int same_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	memset(out, 0x5A, len);
	return 0;
}

static int read_card(struct play *play, zairyu_record **record, zairyu_report **report)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops, .connect = play_connect, .transmit = play_transmit, .disconnect = play_disconnect
	};
	zairyu_transport *transport;
	zairyu_session *session;
	int rc;

	*record = NULL;
	*report = NULL;
	FUZZ_REQUIRE(zairyu_transport_new(ctx, "virtual:fuzzed", &ops, play, &transport, NULL) == 0);
	FUZZ_REQUIRE(zairyu_session_new(transport, &session, NULL) == 0);
	zairyu_session_set_timeout(session, DEADLINE_MS);
	rc = zairyu_session_authenticate(session, zairyu_vcard_number(play->card), ZAIRYU_NUMBER_LENGTH, NULL);
	if (rc == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, record, report, NULL);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	return rc;
}

static void make_cards(void)
{
	static const uint8_t nonce[8] = { 1 }, key[16] = { 2 };
	zairyu_vcard_ca *ca;

	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	ctx->random = same_random;
	FUZZ_REQUIRE(zairyu_vcard_ca_new(ctx, 1, &ca, NULL) == 0);
	FUZZ_REQUIRE(zairyu_trust_new(ctx, &trust, NULL) == 0);
	for (int i = 0; i < 2; i++) {
		struct play play = { .script = { NULL, 0 } };
		zairyu_report *report;
		zairyu_bytes certificate;

		FUZZ_REQUIRE(zairyu_vcard_ca_certificate(ca, i + 1, &certificate, NULL) == 0);
		FUZZ_REQUIRE(zairyu_trust_add(trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL) == 0);
		FUZZ_REQUIRE(zairyu_vcard_new(ctx, ca, i == 0 ? "type=1" : "type=05", &cards[i], NULL) == 0);
		FUZZ_REQUIRE(zairyu_vcard_set_random(cards[i], (zairyu_bytes){ nonce, sizeof nonce },
						     (zairyu_bytes){ key, sizeof key }) == 0);
		play.card = cards[i];
		FUZZ_REQUIRE(read_card(&play, &expected[i], &report) == ZAIRYU_ERR_NOT_GENUINE);
		FUZZ_REQUIRE(zairyu_report_falsification(report) == ZAIRYU_RESULT_OK);
		zairyu_report_free(report);
	}
	zairyu_vcard_ca_free(ca);
}

static void require_true_bytes(const zairyu_record *record, const zairyu_record *truth)
{
	uint64_t items = zairyu_card_signed_items(zairyu_record_card(truth));

	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_bytes got, want;

		if ((items & item) == 0)
			continue;
		FUZZ_REQUIRE(zairyu_record_file(record, item, &got) == 0);
		FUZZ_REQUIRE(zairyu_record_file(truth, item, &want) == 0);
		FUZZ_REQUIRE(got.len == want.len && memcmp(got.data, want.data, got.len) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct play play = { .script = { NULL, 0 } };
	zairyu_record *record;
	zairyu_report *report;
	int which, rc;

	if (!ctx)
		make_cards();
	if (size == 0)
		return 0;
	which = data[0] & 1;
	play.card = cards[which];
	play.script = cursor_of((zairyu_bytes){ data + 1, size - 1 });
	rc = read_card(&play, &record, &report);
	FUZZ_REQUIRE((rc == ZAIRYU_ERR_NOT_GENUINE) == (record != NULL) && (record != NULL) == (report != NULL));
	FUZZ_REQUIRE(rc != 0 && zairyu_report_verdict(report) != ZAIRYU_VERDICT_GENUINE);
	if (zairyu_report_falsification(report) == ZAIRYU_RESULT_OK)
		require_true_bytes(record, expected[which]);
	zairyu_report_free(report);
	zairyu_record_free(record);
	return 0;
}
