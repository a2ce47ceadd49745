/* SPDX-License-Identifier: BSD-2-Clause */
/* What befalls a card on its reader goes into the twin, and comes again: codes, lengths, cut answers, times. */
#include <stdio.h>
#include <string.h>

#include "../support/clock.h"
#include "twin_case.h"

/* A reader that does something odd with long answers. */
enum oddity { ODD_NOT, ODD_CUT, ODD_ZEROS, ODD_6700, ODD_REFUSED, ODD_LATE, ODD_AWAY, ODD_SECOND };
static struct {
	zairyu_vcard *card;
	enum oddity how;
	uint32_t exchanges, connections, challenges;
} odd;
enum { LONG = 256, LATE_MS = 60 };

static int odd_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata, (void)wait, (void)err;
	if (odd.how == ODD_AWAY && odd.connections++ == 0)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "none yet");
	return zairyu_vcard_reset(odd.card);
}

static int odd_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t len, uint8_t *response,
			size_t cap, size_t *response_len, zairyu_error **err)
{
	(void)userdata, (void)wait;
	odd.exchanges++;
	if (zairyu_vcard_process(odd.card, (zairyu_bytes){ command, len }, response, cap, response_len) !=
	    ZAIRYU_VCARD_ANSWER)
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "taken away");
	if (odd.how == ODD_LATE && odd.exchanges == 3)
		sleep_ms(LATE_MS);
	if (odd.how == ODD_SECOND && command[1] == 0x84 && ++odd.challenges == 2)
		memcpy(response, "\x69\x85", *response_len = 2);
	if (*response_len <= LONG + 2)
		return 0;
	if (odd.how == ODD_CUT)
		*response_len = LONG;
	if (odd.how == ODD_ZEROS)
		memset(response, 0, *response_len);
	if (odd.how == ODD_6700)
		memcpy(response, "\x67", *response_len = 2);
	return odd.how == ODD_REFUSED || odd.how == ODD_SECOND
		       ? zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "too long")
		       : 0;
}

static int odd_get(void *userdata, int property, uint64_t *value)
{
	(void)userdata;
	*value = 1;
	return property == ZAIRYU_PROPERTY_SIMULATED ? 0 : ZAIRYU_ERR_ABSENT;
}

static void odd_disconnect(void *userdata)
{
	(void)userdata;
	(void)zairyu_vcard_reset(odd.card);
}

/* Whether these four digits, the last bytes of a cut answer, have a meaning of their own: "there is more", say. */
static bool has_meaning(const uint8_t *digits)
{
	static const char *const first[] = { "61", "62", "63", "6C", "90" };

	for (size_t i = 0; i < COUNT(first); i++)
		if (memcmp(digits, first[i], 2) == 0)
			return true;
	return false;
}

/* A cut answer ends in bytes that a session key made: by chance they are a status word, and another story begins. */
static bool is_another_story(const struct reading *reading)
{
	zairyu_bytes trace = contents(reading->trace);

	for (size_t i = 0; odd.how == ODD_CUT && i + 2 < trace.len; i++) {
		size_t len = 0;

		if (memcmp(trace.data + i, "\n< ", 3) != 0)
			continue;
		for (i += 3; i + len < trace.len && strchr("0123456789ABCDEF", trace.data[i + len]); len++)
			;
		if (len == 2 * LONG && has_meaning(trace.data + i + len - 4))
			return true;
	}
	return false;
}

/* Reads a card through the odd reader, with a trace. */
static void read_oddly_once(zairyu_vcard *card, enum oddity how, struct reading *out)
{
	static const zairyu_transport_ops ops = { .size = sizeof ops,
						  .connect = odd_connect,
						  .transmit = odd_transmit,
						  .disconnect = odd_disconnect,
						  .get = odd_get };
	zairyu_transport *transport;
	zairyu_bytes anchors[2];

	odd.card = card;
	odd.how = how;
	odd.exchanges = odd.connections = odd.challenges = 0;
	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_transport_new(twin_ctx, "odd:", &ops, NULL, &transport, NULL), 0);
	read_through(transport, zairyu_vcard_number(card), anchors, 2, true, out);
	out->exchanges = odd.exchanges;
}

static void read_oddly(zairyu_vcard *card, enum oddity how, struct reading *out)
{
	read_oddly_once(card, how, out);
	while (is_another_story(out)) {
		reading_done(out);
		read_oddly_once(card, how, out);
	}
}

static zairyu_twin *twin_of(zairyu_vcard *card, const struct reading *was)
{
	zairyu_bytes anchors[2];
	zairyu_twin *twin;
	const char *number = zairyu_vcard_number(card);

	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_twin_from_trace(twin_ctx, twin_ca, contents(was->trace), number, strlen(number),
						anchors, 2, &twin, NULL),
			 0);
	return twin;
}

/* Commands that a reader refuses never reach the card, so its own count does not tell: a trace of the twin does. */
static uint32_t exchanges_of(const struct reading *reading)
{
	zairyu_bytes trace = contents(reading->trace);
	uint32_t count = 0;

	for (size_t i = 0; i + 1 < trace.len; i++)
		count += trace.data[i] == '\n' && trace.data[i + 1] == '>';
	return count;
}

static void same_again(zairyu_vcard *card, const struct reading *was, const char *what)
{
	struct reading is;
	zairyu_twin *twin = twin_of(card, was);
	zairyu_vcard *played = play(twin, "");
	uint32_t count = exchanges_of(was);
	double start = now_ms();

	read_card(played, true, &is);
	while (is_another_story(&is)) {
		reading_done(&is);
		read_card(played, true, &is);
	}
	if (odd.how == ODD_LATE)
		ck_assert(now_ms() - start >= LATE_MS - 1);
	ck_assert_msg(count == exchanges_of(&is), "%s: %u exchanges, then %u", what, count, exchanges_of(&is));
	is.exchanges = was->exchanges;
	if (odd.how ==
	    ODD_CUT) /* where bytes of a cut answer are shown as a status word, they are those of a session key */
		is.status_word = was->status_word;
	same_reading(was, &is, what);
	reading_done(&is);
	zairyu_vcard_free(played);
	zairyu_twin_free(twin);
}

static const struct {
	const char *options;
	enum oddity how;
	int code; /* 0: the card is read */
} oddities[] = {
	{ "type=1", ODD_NOT, 0 },
	{ "type=1", ODD_CUT, 1 },
	{ "type=05", ODD_CUT, 1 },
	{ "type=1", ODD_ZEROS, 1 },
	{ "type=05", ODD_ZEROS, 1 },
	{ "type=1", ODD_6700, 0 },
	{ "type=05", ODD_6700, 0 },
	{ "type=1", ODD_REFUSED, 0 },
	{ "type=06", ODD_REFUSED, 0 },
	{ "type=05", ODD_SECOND, 1 },
	{ "type=1", ODD_SECOND, 1 },
	{ "type=05", ODD_LATE, 0 },
	{ "type=2", ODD_AWAY, ZAIRYU_ERR_NO_CARD },
	{ "type=1,fault=status@9:0x6581", ODD_NOT, 1 },
	{ "type=05,fault=status@5:0x6982", ODD_NOT, 1 },
	{ "type=05,fault=remove@8", ODD_NOT, ZAIRYU_ERR_CARD_GONE },
	{ "type=1,fault=short@9", ODD_NOT, 1 },
	{ "type=1,fault=empty@9", ODD_NOT, 1 },
	{ "type=05,fault=length@9", ODD_NOT, 1 },
	{ "type=1,fault=stale@9", ODD_NOT, 1 },
};

START_TEST(what_befalls_comes_again)
{
	struct reading was;
	zairyu_vcard *card;

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, oddities[_i].options, &card, NULL), 0);
	read_oddly(card, oddities[_i].how, &was);
	if (oddities[_i].code <= 0)
		ck_assert_int_eq(was.code == ZAIRYU_ERR_NOT_GENUINE ? 0 : was.code, oddities[_i].code);
	same_again(card, &was, oddities[_i].options);
	reading_done(&was);
	zairyu_vcard_free(card);
}
END_TEST

/* Kinds of virtual readers, by the command's own means: the reader of the trace is the twin's reader. */
static const char *const readers[] = { "extended", "short", "short-6700", "short-told" };

START_TEST(reader_comes_again)
{
	char uri[64];
	struct reading was;
	zairyu_transport *transport;
	zairyu_vcard *card;
	zairyu_bytes anchors[2];

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=05", &card, NULL), 0);
	anchors_of(card, anchors);
	(void)snprintf(uri, sizeof uri, "type=05,reader=%s", readers[_i]);
	ck_assert_int_eq(zairyu_virtual_backend()->open(NULL, twin_ctx, uri, NULL, &transport, NULL), 0);
	read_through(transport, zairyu_vcard_number(card), anchors, 2, true, &was);
	ck_assert_ptr_nonnull(was.record);
	odd.how = ODD_NOT;
	same_again(card, &was, uri);
	reading_done(&was);
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(number_has_to_be_the_trace_s)
{
	struct reading was;
	zairyu_vcard *card;
	zairyu_twin *twin;
	zairyu_bytes trace;

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=05", &card, NULL), 0);
	read_card(card, true, &was);
	trace = contents(was.trace);
	ck_assert_int_eq(zairyu_twin_from_trace(twin_ctx, twin_ca, trace, "AA12345678BC", 12, NULL, 0, &twin, NULL),
			 ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_ptr_null(twin);
	ck_assert_int_eq(zairyu_twin_from_trace(twin_ctx, twin_ca, trace, "AA1234567", 9, NULL, 0, &twin, NULL),
			 ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_twin_from_trace(twin_ctx, twin_ca, (zairyu_bytes){ trace.data, trace.len - 3 },
						"AA12345678BB", 12, NULL, 0, &twin, NULL),
			 ZAIRYU_ERR_MALFORMED);
	reading_done(&was);
	zairyu_vcard_free(card);
}
END_TEST

/* The number typed was wrong: so it is with the twin, whatever number is typed. */
START_TEST(wrong_number_comes_again)
{
	struct reading was, is;
	zairyu_vcard *card, *played;
	zairyu_twin *twin;
	zairyu_transport *transport;

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=1", &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_transport(twin_ctx, card, 0, 0, &transport, NULL), 0);
	read_through(transport, "AA12345678BC", NULL, 0, true, &was);
	ck_assert_int_eq(was.code, ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_int_eq(zairyu_twin_from_trace(twin_ctx, twin_ca, contents(was.trace), "AA12345678BC", 12, NULL, 0,
						&twin, NULL),
			 0);
	played = play(twin, "");
	read_card(played, false, &is);
	ck_assert_int_eq(is.code, was.code);
	ck_assert_int_eq(is.status_word, was.status_word);
	reading_done(&was);
	reading_done(&is);
	zairyu_vcard_free(played);
	zairyu_twin_free(twin);
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_twin_trace(void)
{
	TCase *tcase = suite_case("twins of traces", 60);

	tcase_add_loop_test(tcase, what_befalls_comes_again, 0, COUNT(oddities));
	tcase_add_loop_test(tcase, reader_comes_again, 0, COUNT(readers));
	tcase_add_test(tcase, number_has_to_be_the_trace_s);
	tcase_add_test(tcase, wrong_number_comes_again);
	return tcase;
}
