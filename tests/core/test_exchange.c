/* SPDX-License-Identifier: BSD-2-Clause */
/* One command and its answer, in as many exchanges as the card asks for [ISO 7816-4 11.7.1]: what is sent, and when it
 * ends. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "session/session.h"

enum { SENT_MAX = 80 };

/* What a card answers, one after the other; the last for ever. */
struct reply {
	size_t len; /* of data, all 0x5A */
	uint16_t sw;
};

static struct {
	const struct reply *replies;
	size_t count, sent;
	uint8_t commands[SENT_MAX][APDU_COMMAND_MAX];
	size_t lens[SENT_MAX], rooms[SENT_MAX];
	int fails; /* what every exchange fails with */
} card;

static int card_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	(void)err;
	return 0;
}

static int card_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	const struct reply *reply = &card.replies[card.sent < card.count ? card.sent : card.count - 1];

	(void)userdata;
	(void)wait;
	if (card.fails)
		return zairyu_error_set(err, card.fails, NULL, 0, "as told");
	ck_assert_uint_lt(card.sent, SENT_MAX);
	memcpy(card.commands[card.sent], command, command_len);
	card.lens[card.sent] = command_len;
	card.rooms[card.sent++] = cap;
	ck_assert_uint_le(reply->len + 2, cap);
	memset(response, 0x5A, reply->len);
	response[reply->len] = (uint8_t)(reply->sw >> 8);
	response[reply->len + 1] = (uint8_t)reply->sw;
	*response_len = reply->len + 2;
	return 0;
}

static void card_disconnect(void *userdata)
{
	(void)userdata;
}

static zairyu_context *ctx;
static zairyu_transport *transport;
static zairyu_session *session;

static void open_session(const struct reply *replies, size_t count)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops, .connect = card_connect, .transmit = card_transmit, .disconnect = card_disconnect
	};

	memset(&card, 0, sizeof card);
	card.replies = replies;
	card.count = count;
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "card:", &ops, NULL, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(
		card_init(&session->card, (zairyu_bytes){ (const uint8_t *)"1", 1 }, (zairyu_bytes){ 0 }, NULL), 0);
	session->step = STEP_SELECT;
}

static void close_session(void)
{
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
}

#define REPLIES(...)                                                                                                   \
	{                                                                                                              \
		__VA_ARGS__                                                                                            \
	}

static const struct {
	struct apdu apdu;
	struct reply replies[4];
	size_t count;
	int rc;
	size_t len; /* of the data */
	uint16_t sw;
	uint8_t last[7]; /* command, */
	size_t last_len; /* and how long it is */
	uint32_t le;     /* in the end */
} rows[] = {
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 9 },
	  REPLIES({ 9, 0x9000 }),
	  1,
	  0,
	  9,
	  0x9000,
	  { 0, 0xB0, 0, 0, 9 },
	  5,
	  9 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 9, 0x6105 }, { 5, 0x9000 }),
	  2,
	  0,
	  14,
	  0x9000,
	  { 0, 0xC0, 0, 0, 5 },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 0, 0x6100 }, { 256, 0x6281 - 0x81 }),
	  2,
	  0,
	  256,
	  0x6200,
	  { 0, 0xC0, 0, 0, 0 },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 2, 0x6101 }, { 1, 0x61FE }, { 3, 0x9000 }),
	  3,
	  0,
	  6,
	  0x9000,
	  { 0, 0xC0, 0, 0, 0xFE },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 2, 0x6101 }, { 0, 0x6C03 }, { 3, 0x9000 }),
	  3,
	  0,
	  5,
	  0x9000,
	  { 0, 0xC0, 0, 0, 3 },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 1 },
	  REPLIES({ 0, 0x6C10 }, { 16, 0x9000 }),
	  2,
	  0,
	  16,
	  0x9000,
	  { 0, 0xB0, 0, 0, 16 },
	  5,
	  16 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 1 },
	  REPLIES({ 0, 0x6C00 }, { 256, 0x9000 }),
	  2,
	  0,
	  256,
	  0x9000,
	  { 0, 0xB0, 0, 0, 0 },
	  5,
	  256 },
	{ { .ins = 0xA4 }, REPLIES({ 0, 0x6C07 }, { 7, 0x9000 }), 2, 0, 7, 0x9000, { 0, 0xA4, 0, 0, 7 }, 5, 7 },
	{ { .ins = 0xB0, .le_form = APDU_LE_EXTENDED, .le = 1 },
	  REPLIES({ 0, 0x6C07 }, { 7, 0x9000 }),
	  2,
	  0,
	  7,
	  0x9000,
	  { 0, 0xB0, 0, 0, 0, 0, 7 },
	  7,
	  7 },
	/* The Le is named once; what is asked for again is not asked for a third time. */
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 1 },
	  REPLIES({ 0, 0x6C10 }),
	  2,
	  0,
	  0,
	  0x6C10,
	  { 0, 0xB0, 0, 0, 16 },
	  5,
	  16 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 1 },
	  REPLIES({ 1, 0x6C10 }),
	  1,
	  SESSION_INCOMPLETE,
	  0,
	  0,
	  { 0, 0xB0, 0, 0, 1 },
	  5,
	  1 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 9, 0x6105 }, { 0, 0x6105 }),
	  2,
	  SESSION_INCOMPLETE,
	  0,
	  0,
	  { 0, 0xC0, 0, 0, 5 },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 9, 0x6A82 }),
	  1,
	  SESSION_INCOMPLETE,
	  0,
	  0,
	  { 0, 0xB0, 0, 0, 0 },
	  5,
	  0 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 9, 0x1234 }),
	  1,
	  SESSION_INCOMPLETE,
	  0,
	  0,
	  { 0, 0xB0, 0, 0, 0 },
	  5,
	  0 },
	/* What is made for one sending is not sent again. */
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT, .le = 1, .once = true },
	  REPLIES({ 0, 0x6C10 }),
	  1,
	  0,
	  0,
	  0x6C10,
	  { 0, 0xB0, 0, 0, 1 },
	  5,
	  1 },
	{ { .ins = 0xB0, .le_form = APDU_LE_SHORT },
	  REPLIES({ 0, 0x6A82 }),
	  1,
	  0,
	  0,
	  0x6A82,
	  { 0, 0xB0, 0, 0, 0 },
	  5,
	  0 },
};

static size_t replies_of(size_t row)
{
	size_t count = 1;

	while (count < 4 && rows[row].replies[count].sw != 0)
		count++;
	return count;
}

START_TEST(answers_in_parts)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct apdu apdu = rows[i].apdu;
		zairyu_bytes data = { NULL, 0 };
		uint16_t sw = 0;
		size_t came = 0;

		open_session(rows[i].replies, replies_of(i));
		ck_assert_msg(session_ask(session, &apdu, &data, &sw, NULL) == rows[i].rc, "row %zu", i);
		ck_assert_msg(card.sent == rows[i].count, "row %zu: %zu", i, card.sent);
		ck_assert_uint_eq(data.len, rows[i].len);
		ck_assert_uint_eq(sw, rows[i].sw);
		ck_assert_uint_eq(apdu.le, rows[i].le);
		ck_assert_uint_eq(card.lens[card.sent - 1], rows[i].last_len);
		ck_assert_mem_eq(card.commands[card.sent - 1], rows[i].last, rows[i].last_len);
		for (size_t k = 0; k < card.sent; came += rows[i].replies[k < 3 ? k : 3].len, k++)
			ck_assert_uint_eq(card.rooms[k], SESSION_RESPONSE_MAX - came);
		close_session();
		if (rows[i].rc == SESSION_INCOMPLETE) {
			open_session(rows[i].replies, replies_of(i));
			ck_assert_int_eq(session_exchange(session, &rows[i].apdu, &data, &sw, NULL),
					 ZAIRYU_ERR_COMMUNICATION);
			close_session();
		}
	}
}
END_TEST

/* As many parts as are allowed, and as much as there is room for. */
START_TEST(limits)
{
	static struct reply parts[70];
	struct apdu apdu = { .ins = 0xB0, .le_form = APDU_LE_SHORT };
	zairyu_bytes data;
	uint16_t sw;

	for (size_t count = 60; count < 68; count++) {
		for (size_t i = 0; i < count; i++)
			parts[i] = (struct reply){ 1, 0x6101 };
		parts[count] = (struct reply){ 1, 0x9000 };
		open_session(parts, count + 1);
		ck_assert_int_eq(session_ask(session, &apdu, &data, &sw, NULL), count <= 64 ? 0 : SESSION_INCOMPLETE);
		ck_assert_uint_eq(card.sent, count <= 64 ? count + 1 : 65);
		close_session();
	}
	for (size_t room = 255; room < 262; room++) {
		const struct reply big[] = { { SESSION_RESPONSE_MAX - room, 0x6101 }, { 1, 0x9000 } };

		open_session(big, 2);
		ck_assert_int_eq(session_ask(session, &apdu, &data, &sw, NULL), room >= 258 ? 0 : SESSION_INCOMPLETE);
		ck_assert_uint_eq(card.sent, room >= 258 ? 2 : 1);
		close_session();
	}
}
END_TEST

START_TEST(selecting)
{
	static const struct reply fine = { 0, 0x9000 }, wrong = { 0, 0x6A82 };
	zairyu_error *err = NULL;
	uint16_t sw;

	open_session(&fine, 1);
	for (int df = 1; df < 4; df++) {
		uint8_t select[21] = { 0, 0xA4, 4, 0x0C, 16, 0xD3, 0x92, 0xF0, 0, 0x4F, (uint8_t)(df + 1) };

		ck_assert_int_eq(session_select_df(session, df, NULL), 0);
		ck_assert_int_eq(session_select_df(session, df, NULL), 0); /* it is */
		ck_assert_uint_eq(card.sent, (size_t)df);
		ck_assert_uint_eq(card.lens[df - 1], sizeof select);
		ck_assert_mem_eq(card.commands[df - 1], select, sizeof select);
		ck_assert_int_eq(session->current_df, df);
	}
	session->current_file = card_first_generation.files;
	card.replies = &wrong;
	ck_assert_int_eq(session_select_df(session, 1, &err), ZAIRYU_ERR_STATUS_WORD);
	ck_assert_str_eq(zairyu_error_step(err), "select");
	ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
	ck_assert_uint_eq(sw, 0x6A82);
	ck_assert_int_eq(session->current_df, -1); /* what is selected then is not known */
	ck_assert_ptr_null(session->current_file);
	card.fails = ZAIRYU_ERR_CARD_GONE;
	ck_assert_int_eq(session_select_df(session, 1, NULL), ZAIRYU_ERR_CARD_GONE);
	zairyu_error_free(err);
	close_session();
}
END_TEST

SUITE_MAIN("exchange", 20, answers_in_parts, limits, selecting)
