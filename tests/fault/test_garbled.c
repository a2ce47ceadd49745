/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A connection that garbles. No answer of these cards has a MAC, so a flipped bit looks like a forgery; but the same
 * bit is not flipped twice. One bit of one answer, in each file: the card is asked again, and is genuine. Another bit
 * each time: that is the connection's fault, and nobody is told that the card is abnormal.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"
#include "tapped.h"

enum { READ_BINARY = 0xB0, INS_AT = 1, BYTES = 5 };

static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };

static struct scene scene;
static struct tap tap;

/* Of the `at`-th answer to READ BINARY, or of every one, a bit at a hundredth part of its data is flipped. */
struct garble {
	size_t at, seen;
	size_t percent;
	bool every;
	size_t flipped;
};

static int garble(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct garble *how = userdata;
	size_t data = *response_len - 2;

	(void)cap;
	if (command.data[INS_AT] != READ_BINARY || *response_len <= 2)
		return 0;
	if (how->seen++ != how->at && !(how->every && how->seen > how->at))
		return 0;
	/* Another byte each time. */
	response[(data - 1) * ((how->percent + 7 * how->flipped) % 101) / 100] ^= (uint8_t)(1u << how->percent % 8);
	how->flipped++;
	return 0;
}

static void put_card(const char *type)
{
	zairyu_trust *production;

	scene_open(&scene);
	scene_set_card(&scene, type, 0);
	production = judge_production_trust(&scene);
	zairyu_trust_free(scene.trust);
	scene.trust = production;
}

/* What is proved of the card is what is proved without a fault. */
static bool is_proved(const struct outcome *o)
{
	return zairyu_report_falsification(o->report) == ZAIRYU_RESULT_OK &&
	       zairyu_report_issuer(o->report) == ZAIRYU_RESULT_OK;
}

static size_t count_reads(void)
{
	struct garble nothing = { .at = SIZE_MAX };
	struct outcome o = read_tapped(&scene, &tap, garble, &nothing);

	ck_assert(is_proved(&o));
	outcome_done(&o);
	return nothing.seen;
}

/* Whether this says that the connection, or the card's first word about itself, was not to be understood. */
static bool blames_the_connection(int rc)
{
	return rc == ZAIRYU_ERR_COMMUNICATION || rc == ZAIRYU_ERR_SECURE_MESSAGING || rc == ZAIRYU_ERR_MALFORMED ||
	       rc == ZAIRYU_ERR_UNKNOWN_CARD_TYPE || rc == ZAIRYU_ERR_SPECIFIED_CARD;
}

/* The free files say so little that one of another form is no residence card's; all else is read. */
START_TEST(one_garbled_byte)
{
	const size_t free_files = 2;
	size_t reads;

	put_card(types[_i]);
	reads = count_reads();
	ck_assert_uint_ge(reads, 7);
	for (size_t at = 0; at < reads; at++) {
		for (size_t byte = 0; byte < BYTES; byte++) {
			struct garble how = { .at = at, .percent = 100 * byte / (BYTES - 1) };
			struct outcome o = read_tapped(&scene, &tap, garble, &how);
			char what[64];

			snprintf(what, sizeof what, "%s, byte %zu of answer %zu: %s", types[_i], byte, at,
				 zairyu_error_name(o.rc));
			ck_assert_uint_eq(how.flipped, 1);
			if (at < free_files && o.rc == ZAIRYU_ERR_COMMUNICATION)
				ck_assert_ptr_null(o.record);
			else
				ck_assert_msg(is_proved(&o), "%s", what);
			outcome_done(&o);
		}
	}
	scene_close(&scene);
}
END_TEST

/* From the `at`-th answer on every one is garbled, each in another place: whatever is said, it is not of the card. */
START_TEST(every_answer_garbled)
{
	size_t reads;

	put_card(types[_i]);
	reads = count_reads();
	for (size_t at = 0; at < reads; at++) {
		for (size_t percent = 0; percent <= 100; percent += 9) {
			struct garble how = { .at = at, .percent = percent, .every = true };
			struct outcome o = read_tapped(&scene, &tap, garble, &how);

			/* Where nothing but what nobody signs was garbled, the signature fits all the same. */
			ck_assert_msg(is_proved(&o) || blames_the_connection(o.rc), "%s, %zu %% from %zu on: %s",
				      types[_i], percent, at, zairyu_error_name(o.rc));
			ck_assert_int_ne(zairyu_report_verdict(o.report), ZAIRYU_VERDICT_ABNORMAL);
			outcome_done(&o);
		}
	}
	scene_close(&scene);
}
END_TEST

static size_t commands_of_plain_read(void)
{
	const size_t before = zairyu_vcard_commands(scene.card);
	const char *number = zairyu_vcard_number(scene.card);
	zairyu_session *session;
	zairyu_record *record;

	ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	zairyu_record_free(record);
	zairyu_session_free(session);
	return zairyu_vcard_commands(scene.card) - before;
}

/* The card itself, and not the connection, has a check code with one bit flipped. */
static void forge_card(void)
{
	uint8_t content[2048];
	zairyu_bytes file;

	ck_assert_int_eq(zairyu_vcard_file(scene.card, 3, 2, &file), 0);
	ck_assert_uint_le(file.len, sizeof content);
	memcpy(content, file.data, file.len);
	content[50] ^= 1;
	ck_assert_int_eq(zairyu_vcard_set_file(scene.card, 3, 2, (zairyu_bytes){ content, file.len }, NULL), 0);
}

/* A good card is asked for nothing twice; a forged one is condemned by the same bytes twice. */
START_TEST(exchanges)
{
	struct garble nothing = { .at = SIZE_MAX };
	size_t alone, before;
	struct outcome o;

	put_card(types[_i]);
	alone = commands_of_plain_read();
	before = zairyu_vcard_commands(scene.card);
	o = read_tapped(&scene, &tap, garble, &nothing);
	ck_assert(is_proved(&o));
	ck_assert_uint_eq(zairyu_vcard_commands(scene.card) - before, alone);
	outcome_done(&o);

	forge_card();
	before = zairyu_vcard_commands(scene.card);
	o = read_tapped(&scene, &tap, garble, &nothing);
	ck_assert_int_eq(o.rc, ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(zairyu_report_verdict(o.report), ZAIRYU_VERDICT_ABNORMAL);
	ck_assert_uint_gt(zairyu_vcard_commands(scene.card) - before, alone);
	ck_assert_uint_lt(zairyu_vcard_commands(scene.card) - before, 2 * alone);
	outcome_done(&o);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("garbled", 60);

	tcase_add_loop_test(tcase, one_garbled_byte, 0, COUNT(types));
	tcase_add_loop_test(tcase, every_answer_garbled, 0, COUNT(types));
	tcase_add_loop_test(tcase, exchanges, 0, COUNT(types));
	return suite_run("garbled", tcase);
}
