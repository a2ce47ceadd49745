/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which commands a read sends, in which order, and how many: reading whole, leaving padding out, and falling back where
 * a reader refuses lengths.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "tap.h"
#include "session/session.h"

#define START "connect 8B 8A challenge authenticate verify "

enum { TEXT = 2048, INS_READ = 0xB0 };

static struct scene scene;
static struct tap tap;

static void open_scene(void)
{
	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_virtual_backend(), NULL), 0);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static void open_card(const char *options)
{
	scene_set_card(&scene, options, 0);
	tap_open(&tap, scene.ctx, scene.transport);
}

static void close_card(void)
{
	zairyu_transport_free(tap.transport);
}

/* One session, one read. */
static int read_once(uint64_t items, uint32_t flags, zairyu_record **out)
{
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	tap_clear(&tap);
	ck_assert_int_eq(zairyu_session_new(tap.transport, &session, NULL), 0);
	rc = zairyu_session_authenticate(session, zairyu_vcard_number(scene.card), ZAIRYU_NUMBER_LENGTH, NULL);
	if (rc == 0)
		rc = zairyu_session_read(session, items, flags, &record, NULL);
	zairyu_session_free(session);
	ck_assert_uint_eq(tap.connects, tap.disconnects);
	if (out)
		*out = record;
	else
		zairyu_record_free(record);
	return rc;
}

static void expect(const char *expected)
{
	char text[TEXT];

	tap_write(&tap, text, sizeof text);
	ck_assert_str_eq(text, expected);
}

static const struct {
	const char *options;
	const char *whole;  /* extended length: one command a file */
	const char *frames; /* whole, 253 bytes an answer: 239 plain bytes under secure messaging, 251 without */
	const char *order;  /* of the files when padding is left out: the signature first */
} reads[] = {
	{ "type=1", START "DF1 85 86 DF2 81 82 83 84 DF3 82", START "DF1 85+29 86+12 DF2 81+1 82 83 84 DF3 82+5",
	  "DF3 82 DF1 85 86 DF2 81 82 83 84" },
	{ "type=2", START "DF1 85 86 DF2 81 DF3 82", START "DF1 85+29 86+12 DF2 81+1 DF3 82+5",
	  "DF3 82 DF1 85 86 DF2 81" },
	{ "type=05", START "DF1 81 83 84 86 DF2 81 82 83 DF3 82", START "DF1 81 83 84+23 86+10 DF2 81 82 83 DF3 82+2",
	  "DF3 82 DF1 81 83 84 86 DF2 81 82 83" },
	{ "type=06", START "DF1 81 83 84 86 DF2 83 DF3 82", START "DF1 81 83 84+23 86+10 DF2 83 DF3 82+2",
	  "DF3 82 DF1 81 83 84 86 DF2 83" },
};

enum { READS = sizeof reads / sizeof *reads };

START_TEST(whole_in_one_command_a_file)
{
	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(reads[i].whole);
		/* A part: only the applications it is in. */
		ck_assert_int_eq(read_once(ZAIRYU_ITEM_SIGNATURE, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(START "DF3 82");
		ck_assert_int_eq(read_once(0, 0, NULL), 0);
		expect("connect 8B 8A challenge authenticate verify");
		close_card();
	}
}
END_TEST

/* Drops the counts of offset reads. */
static void without_counts(char *text)
{
	char *to = text;

	for (const char *from = text; *from;) {
		if (*from == '+')
			from += strcspn(from, " ");
		else
			*to++ = *from++;
	}
	*to = '\0';
}

START_TEST(signature_first_when_padding_is_left_out)
{
	for (size_t i = 0; i < READS; i++) {
		char text[TEXT];
		size_t files = 0;

		open_card(reads[i].options);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
		tap_write(&tap, text, sizeof text);
		without_counts(text);
		ck_assert_msg(strncmp(text, START, strlen(START)) == 0, "%s", text);
		ck_assert_str_eq(text + strlen(START), reads[i].order);
		/* Each image or certificate costs one look at its beginning more than the file alone would. */
		for (const char *p = text; *p; p++)
			files += *p == ' ';
		ck_assert_uint_le(tap.count, files + 1 + 4);
		/* Without the signature nothing could prove padding: whole, in the order of the files. */
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL & ~ZAIRYU_ITEM_SIGNATURE, 0, NULL), 0);
		tap_write(&tap, text, sizeof text);
		ck_assert_msg(strlen(text) == strlen(reads[i].whole) - strlen(" DF3 82") &&
				      strncmp(text, reads[i].whole, strlen(text)) == 0,
			      "%s", text);
		close_card();
	}
}
END_TEST

/* Without a check code everything else is read whole, one command a file. */
START_TEST(a_card_without_signature_is_read_whole)
{
	static const char *const variants[] = { "under16-a", "under16-b", "unsigned-a", "unsigned-b" };
	char options[64], text[TEXT], expected[TEXT];

	for (size_t i = 0; i < READS * 4; i++) {
		zairyu_record *record;

		snprintf(options, sizeof options, "%s,variant=%s", reads[i / 4].options, variants[i % 4]);
		open_card(options);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, &record), 0);
		for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
			ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
		tap_write(&tap, text, sizeof text);
		snprintf(expected, sizeof expected, START "%s", reads[i / 4].order);
		without_counts(text);
		ck_assert_str_eq(text, expected);
		zairyu_record_free(record);
		close_card();
	}
}
END_TEST

/* Ways of refusing answers longer than `*userdata` bytes. */
static int refuse_by_status(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)cap;
	if (command.data[1] == INS_READ && *response_len > *most) {
		response[0] = 0x67;
		response[1] = 0x00;
		*response_len = 2;
	}
	return 0;
}

static int refuse_by_failing(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)response;
	(void)cap;
	return command.data[1] == INS_READ && *response_len > *most ? ZAIRYU_ERR_LENGTH_REFUSED : 0;
}

static int refuse_by_cutting(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)cap;
	if (command.data[1] == INS_READ && *response_len > *most) {
		memmove(response + *most - 2, response + *response_len - 2, 2);
		*response_len = *most;
	}
	return 0;
}

static int refuse_extended(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	if (command.data[1] == INS_READ && command.len > 5 && command.data[4] == 0)
		return ZAIRYU_ERR_LENGTH_REFUSED;
	return refuse_by_failing(userdata, command, response, cap, response_len);
}

static const struct {
	tap_hook *hook;
	size_t most;
	size_t conversations; /* until the read succeeds */
	bool extended;        /* the form it then takes */
} refusals[] = {
	{ refuse_by_status, 258, 3, true },  { refuse_by_failing, 258, 3, true }, { refuse_by_cutting, 258, 3, true },
	{ refuse_by_failing, 253, 3, true }, { refuse_extended, 253, 5, false },  { refuse_extended, 130, 7, false },
};

/* Each way is tried twice before it counts as refused. Starts over with the next, remembers it, and gets the same
 * record as ever. */
START_TEST(a_refusal_starts_over_and_is_remembered)
{
	size_t most = refusals[_i].most;
	zairyu_record *record;

	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		scene_learn(&scene);
		tap.hook = refusals[_i].hook;
		tap.userdata = &most;
		for (int again = 0; again < 2; again++) {
			struct outcome o = { 0 };

			ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, &record), 0);
			ck_assert_uint_eq(tap.connects, again ? 1 : refusals[_i].conversations);
			o.record = record;
			o.rc = zairyu_verify(scene.trust, record, 0, &o.report, &o.err);
			outcome_check(&scene, &o, reads[i].options);
			ck_assert_int_eq(zairyu_report_falsification(o.report), ZAIRYU_RESULT_OK);
			outcome_done(&o);
		}
		ck_assert_int_eq(tap_extended_reads(&tap) > 0, refusals[_i].extended);
		close_card();
	}
}
END_TEST

START_TEST(frames_are_filled)
{
	size_t most = 253;

	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		tap.hook = refuse_by_failing;
		tap.userdata = &most;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(reads[i].frames);
		close_card();
	}
}
END_TEST

/* Nothing works: its own error, and nothing was learned from it. */
START_TEST(when_nothing_is_left_the_best_comes_first_again)
{
	size_t most = 100;

	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		tap.hook = refuse_by_failing;
		tap.userdata = &most;
		for (int again = 0; again < 2; again++) {
			ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), ZAIRYU_ERR_LENGTH_REFUSED);
			ck_assert_uint_eq(tap.connects, 8);
		}
		tap.hook = NULL;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(reads[i].whole);
		close_card();
	}
}
END_TEST

/* Refuses one answer to READ BINARY: the `at`-th since it was set. */
struct lift {
	size_t at, seen;
	int as;           /* a status word, or what the exchange fails with */
	tap_hook *reader; /* what it does to answers anyway, or NULL */
	size_t most;
};

static int lift_once(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct lift *lift = userdata;

	if (command.data[1] != INS_READ || ++lift->seen != lift->at)
		return lift->reader ? lift->reader(&lift->most, command, response, cap, response_len) : 0;
	if (lift->as < 0)
		return lift->as;
	response[0] = (uint8_t)(lift->as >> 8);
	response[1] = (uint8_t)lift->as;
	*response_len = 2;
	return 0;
}

static size_t exchanges_of(uint32_t flags)
{
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, flags, NULL), 0);
	return tap.count;
}

/*
 * A card that is lifted for a moment may look like a reader that refuses a length. Wherever that happens, in whatever
 * way of reading, on a reader new or known, the read succeeds and the next takes as many exchanges as ever.
 */
START_TEST(a_lift_teaches_nothing)
{
	static const int forms[] = { ZAIRYU_ERR_LENGTH_REFUSED, 0x6700 };
	static const struct {
		tap_hook *reader;
		size_t most;
	} known[] = { { NULL, 0 }, { refuse_by_failing, 258 }, { refuse_extended, 253 }, { refuse_extended, 130 } };

	for (size_t i = 0; i < READS * 2; i++) {
		struct lift lift = { .as = forms[i % 2], .reader = known[_i].reader, .most = known[_i].most };
		size_t usual, last;

		open_card(reads[i / 2].options);
		tap.hook = lift_once;
		tap.userdata = &lift;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
		lift.seen = 0;
		usual = exchanges_of(0);
		last = lift.seen;
		for (lift.at = 3; lift.at <= last; lift.at += last > 40 ? 7 : 1) {
			lift.seen = 0;
			ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
			ck_assert_uint_eq(tap.connects, 2);
			ck_assert_uint_eq(exchanges_of(0), usual);
			read_memory_of(tap.transport)->uses = 1; /* or the best would come first again some time */
		}
		close_card();
	}
}
END_TEST

/* The first read of all, on a reader of which nothing is known. */
START_TEST(a_lift_at_first_contact_teaches_nothing)
{
	for (size_t at = 3; at <= 9; at++) {
		struct lift lift = { .at = at, .as = ZAIRYU_ERR_LENGTH_REFUSED };

		open_card("type=1");
		tap.hook = lift_once;
		tap.userdata = &lift;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_uint_eq(tap.connects, 2);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(reads[0].whole);
		close_card();
	}
}
END_TEST

/* What carried an answer before and refuses it for good is read in another way, but that is not remembered. */
START_TEST(a_reader_that_gets_worse)
{
	size_t most = 258;

	open_card("type=1");
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
	tap.hook = refuse_by_failing;
	tap.userdata = &most;
	for (int again = 0; again < 2; again++) {
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_uint_eq(tap.connects, 4);
	}
	tap.hook = NULL;
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
	expect(reads[0].whole);
	close_card();
}
END_TEST

/* Refuses a READ BINARY that asks for more than there is, as some cards do. */
static int refuse_more(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const uint8_t *c = command.data;
	const bool secure = c[0] == 8, extended = command.len > 6 && c[4] == 0;
	size_t asked = secure ? (size_t)c[command.len - (extended ? 4 : 3)] << 8 | c[command.len - (extended ? 3 : 2)]
			      : (extended ? (size_t)c[5] << 8 | c[6] : c[4]);

	(void)userdata;
	(void)cap;
	if (c[1] != INS_READ || asked == 0 || secure || *response_len - 2 == asked)
		return 0;
	response[0] = 0x67;
	response[1] = 0x00;
	*response_len = 2;
	return 0;
}

static int refuse_more_and_long(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap,
				size_t *response_len)
{
	size_t most = 258;
	int rc = refuse_by_failing(&most, command, response, cap, response_len);

	return rc == 0 ? refuse_more(userdata, command, response, cap, response_len) : rc;
}

START_TEST(a_card_that_is_asked_for_no_more_than_there_is)
{
	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		tap.hook = refuse_more_and_long;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect(reads[i].frames); /* learned, and no exchange more */
		close_card();
	}
}
END_TEST

/* A reader that says what it carries is never asked for more. */
START_TEST(what_is_told_is_not_tried)
{
	static const char *const uris[] = { "virtual:type=1,reader=short-told", "virtual:type=05,reader=short-told" };

	for (size_t i = 0; i < 2; i++) {
		open_card(i == 0 ? "type=1" : "type=05");
		zairyu_transport_free(scene.transport);
		zairyu_transport_free(tap.transport);
		ck_assert_int_eq(zairyu_transport_open(scene.ctx, uris[i], NULL, &scene.transport, NULL), 0);
		tap_open(&tap, scene.ctx, scene.transport);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
		ck_assert_uint_eq(tap.connects, 1);
		ck_assert_uint_eq(tap_extended_reads(&tap), 0);
		close_card();
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("commands", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_test(tcase, whole_in_one_command_a_file);
	tcase_add_test(tcase, signature_first_when_padding_is_left_out);
	tcase_add_test(tcase, a_card_without_signature_is_read_whole);
	tcase_add_loop_test(tcase, a_refusal_starts_over_and_is_remembered, 0, COUNT(refusals));
	tcase_add_test(tcase, frames_are_filled);
	tcase_add_test(tcase, when_nothing_is_left_the_best_comes_first_again);
	tcase_add_test(tcase, what_is_told_is_not_tried);
	tcase_add_loop_test(tcase, a_lift_teaches_nothing, 0, 4);
	tcase_add_test(tcase, a_lift_at_first_contact_teaches_nothing);
	tcase_add_test(tcase, a_reader_that_gets_worse);
	tcase_add_test(tcase, a_card_that_is_asked_for_no_more_than_there_is);
	return suite_run("commands", tcase);
}
