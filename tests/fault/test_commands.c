/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which commands a read sends, in which order, and how many: reading whole, leaving padding out, and falling back where
 * a reader refuses lengths.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "commands_case.h"

enum { INS_READ = 0xB0 };

START_TEST(whole_in_one_command_a_file)
{
	for (size_t i = 0; i < READS; i++) {
		open_card(reads[i].options);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect_commands(reads[i].whole);
		/* A part: only the applications it is in. */
		ck_assert_int_eq(read_once(ZAIRYU_ITEM_SIGNATURE, ZAIRYU_READ_WHOLE, NULL), 0);
		expect_commands(START "DF3 82");
		ck_assert_int_eq(read_once(0, 0, NULL), 0);
		expect_commands("connect 8B 8A challenge authenticate verify");
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

/* A later edition may have more behind the padding: all of it is read. */
START_TEST(a_later_edition_is_read_whole)
{
	static const char *const cards[] = { "type=1,spec_version=0002", "type=05,spec_version=0003" };

	for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
		zairyu_record *record;

		open_card(cards[i]);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, &record), 0);
		for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
			ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
		zairyu_record_free(record);
		close_card();
	}
}
END_TEST

/* Padding is left out where the signature covers it, and of the signature's own file; nowhere else. */
START_TEST(what_is_not_signed_is_read_whole)
{
	for (size_t i = 0; i < READS; i++) {
		zairyu_record *record;
		size_t assumed = 0;

		open_card(reads[i].options);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, &record), 0);
		for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
			const size_t left_out = zairyu_record_padding_assumed(record, item);
			const uint64_t proved =
				zairyu_card_signed_items(zairyu_record_card(record)) | ZAIRYU_ITEM_SIGNATURE;

			ck_assert_msg(left_out == 0 || (proved & item) != 0, "%s: %s", reads[i].options,
				      zairyu_item_name(item));
			assumed += left_out;
		}
		ck_assert_uint_gt(assumed, 0);
		zairyu_record_free(record);
		close_card();
	}
}
END_TEST

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
		expect_commands(reads[i].frames);
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
		expect_commands(reads[i].whole);
		close_card();
	}
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
		expect_commands(reads[i].frames); /* learned, and no exchange more */
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
	TCase *tcase = commands_case("commands");

	tcase_add_test(tcase, whole_in_one_command_a_file);
	tcase_add_test(tcase, signature_first_when_padding_is_left_out);
	tcase_add_test(tcase, a_card_without_signature_is_read_whole);
	tcase_add_test(tcase, a_later_edition_is_read_whole);
	tcase_add_test(tcase, what_is_not_signed_is_read_whole);
	tcase_add_loop_test(tcase, a_refusal_starts_over_and_is_remembered, 0, COUNT(refusals));
	tcase_add_test(tcase, frames_are_filled);
	tcase_add_test(tcase, when_nothing_is_left_the_best_comes_first_again);
	tcase_add_test(tcase, what_is_told_is_not_tried);
	tcase_add_test(tcase, a_card_that_is_asked_for_no_more_than_there_is);
	return suite_run("commands", tcase);
}
