/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading until it is settled: what is read again, how often, and which reading counts. */
#include <check.h>
#include <ctype.h>
#include <string.h>

#include "../support/suite.h"
#include "crypto_balance.h"
#include "maker.h"

/*
 * The session, scripted, a letter for each reading: a good card (g), one with a wrong signature (w), another such (x),
 * one whose chip has another number (n) or none that is one (m), one without a signature (u); in capitals with padding
 * that was assumed. '!' is a card that was taken away.
 */
static struct script {
	const char *type, *readings;
	size_t calls;
	zairyu_record *card;          /* of its type */
	size_t stop_at, begun, ended; /* verifications that the session was told of; the one it stops, from 1 */
	struct card cards[128];
} script;

static void script_card(int letter)
{
	struct card_plan plan = card_plan_of(script.type);

	plan.digest = letter == 'w' || letter == 'x' ? "SHA384" : NULL;
	plan.other_holder = letter == 'x';
	plan.number = letter == 'n' ? "BB87654321AA" : letter == 'm' ? "BB8765432?AA" : NULL;
	plan.no_check_code = plan.no_certificate = letter == 'u';
	make_card(&plan, &script.cards[letter]);
}

static void script_begin(const char *type, const char *readings, size_t stop_at)
{
	script.type = type;
	script.readings = readings;
	script.calls = script.begun = script.ended = 0;
	script.stop_at = stop_at;
	for (const char *letter = "gwxnmu"; *letter != '\0'; letter++)
		if (*letter == 'g' || strchr(readings, *letter) || strchr(readings, toupper(*letter)))
			script_card(*letter);
	zairyu_record_free(script.card);
	script.card = record_of(&script.cards['g']);
}

static void script_end(void)
{
	zairyu_record_free(script.card);
	script.card = NULL;
}

/* What it covers, its signature, and the number if the chip stores it. */
static uint64_t items_needed(void)
{
	const uint64_t signed_items = zairyu_card_signed_items(zairyu_record_card(script.card));

	return signed_items | ZAIRYU_ITEM_SIGNATURE | (is_first_generation(script.type) ? 0 : ZAIRYU_ITEM_CARD_NUMBER);
}

/* These functions stand in for the core's. */
const zairyu_card *zairyu_session_card(const zairyu_session *session)
{
	(void)session;
	return zairyu_record_card(script.card);
}

int zairyu_session_progress(zairyu_session *session, const char *step, int done, zairyu_error **err)
{
	(void)session;
	ck_assert_str_eq(step, "verify-signature");
	if (done)
		script.ended++;
	else
		script.begun++;
	return script.begun + script.ended == script.stop_at
		       ? zairyu_error_set(err, ZAIRYU_ERR_CANCELLED, NULL, 0, "scripted")
		       : 0;
}

int zairyu_session_read(zairyu_session *session, uint64_t items, uint32_t flags, zairyu_record **out,
			zairyu_error **err)
{
	const char letter = script.readings[script.calls];
	struct card *card;

	(void)session;
	ck_assert_msg(letter != '\0', "%s: read once more", script.readings);
	ck_assert_uint_eq(items, ZAIRYU_ITEM_ADDRESS | items_needed());
	ck_assert_uint_eq(flags, ZAIRYU_READ_GOES_ON | (script.calls++ == 0 ? 0 : ZAIRYU_READ_WHOLE));
	*out = NULL;
	if (letter == '!')
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "scripted");
	card = &script.cards[tolower(letter)];
	card->plan.assume = isupper(letter) ? 0x7FFFFFFF : 0;
	*out = record_of(card);
	return 0;
}

#define NOT_GENUINE ZAIRYU_ERR_NOT_GENUINE

static const struct {
	const char *types, *readings;
	int rc, verdict;
} reads[] = {
	{ "1 2 05 06", "g", 0, ZAIRYU_VERDICT_GENUINE },
	{ "1 2 05 06", "G", 0, ZAIRYU_VERDICT_GENUINE },
	{ "1 05", "u", NOT_GENUINE, ZAIRYU_VERDICT_UNSIGNED },
	{ "1 05", "U", NOT_GENUINE, ZAIRYU_VERDICT_UNSIGNED },
	{ "1 2 05 06", "Wg", 0, ZAIRYU_VERDICT_GENUINE },
	{ "1 2 05 06", "wg", 0, ZAIRYU_VERDICT_GENUINE },
	{ "1 2 05 06", "Ww", NOT_GENUINE, ZAIRYU_VERDICT_ABNORMAL },
	{ "1 2 05 06", "ww", NOT_GENUINE, ZAIRYU_VERDICT_ABNORMAL },
	{ "1 05", "Wxx", NOT_GENUINE, ZAIRYU_VERDICT_ABNORMAL },
	{ "1 05", "wxg", 0, ZAIRYU_VERDICT_GENUINE },
	{ "1 05", "wxw", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "1 05", "wux", ZAIRYU_ERR_COMMUNICATION, 0 },
	{ "1 05", "wuu", NOT_GENUINE, ZAIRYU_VERDICT_UNSIGNED },
	{ "05 06", "nn", NOT_GENUINE, ZAIRYU_VERDICT_ABNORMAL },
	{ "05 06", "ng", 0, ZAIRYU_VERDICT_GENUINE },
	{ "05 06", "mg", 0, ZAIRYU_VERDICT_GENUINE },
	{ "05 06", "mm", NOT_GENUINE, ZAIRYU_VERDICT_UNCHECKED },
	{ "1 05", "W!", ZAIRYU_ERR_CARD_GONE, 0 },
	{ "1 05", "wx!", ZAIRYU_ERR_CARD_GONE, 0 },
	{ "1 05", "!", ZAIRYU_ERR_CARD_GONE, 0 },
};

static void read_and_verify(const char *type, int wanted_status, int wanted_verdict, const char *readings)
{
	zairyu_trust *trust;
	zairyu_record *record;
	zairyu_report *report;
	zairyu_error *err = NULL;
	int rc;
	bool verified;
	long before;

	script_begin(type, readings, 0);
	before = balance();
	trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	rc = zairyu_read_and_verify((zairyu_session *)&script, trust, ZAIRYU_ITEM_ADDRESS, 0, &record, &report, &err);
	verified = rc == 0 || rc == ZAIRYU_ERR_NOT_GENUINE;
	ck_assert_msg(rc == wanted_status, "%s, %s: %s", type, readings, zairyu_error_name(rc));
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert_msg(script.calls == strlen(readings), "%s, %s: %zu readings", type, readings, script.calls);
	ck_assert_uint_eq(script.begun, strcspn(readings, "!"));
	ck_assert_uint_eq(script.ended, verified);
	ck_assert((record != NULL) == verified);
	ck_assert((report != NULL) == verified);
	/* Proved padding excuses nothing later; what was not proved, and what was not assumed, is as it was. */
	ck_assert_int_eq(zairyu_record_padding_is_settled(record),
			 isupper(readings[script.calls - 1]) && wanted_verdict == ZAIRYU_VERDICT_GENUINE);
	if (verified)
		ck_assert_msg(zairyu_report_verdict(report) == wanted_verdict, "%s, %s: %s", type, readings,
			      zairyu_verdict_name(zairyu_report_verdict(report)));
	zairyu_error_free(err);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_trust_free(trust);
	ck_assert_msg(balance() == before, "%s, %s: %ld blocks stay behind", type, readings, balance() - before);
}

START_TEST(test_read_and_verify)
{
	char types[16];

	ck_assert_uint_lt(strlen(reads[_i].types), sizeof types);
	memcpy(types, reads[_i].types, strlen(reads[_i].types) + 1);
	for (char *rest, *type = strtok_r(types, " ", &rest); type; type = strtok_r(NULL, " ", &rest))
		read_and_verify(type, reads[_i].rc, reads[_i].verdict, reads[_i].readings);
}
END_TEST

/* Of each, how often the session is told something; stopped at any of these, nothing comes out. */
static const struct {
	const char *readings;
	size_t told;
	int rc;
} stops[] = {
	{ "G", 2, 0 }, { "U", 2, NOT_GENUINE }, { "Wg", 3, 0 }, { "Ww", 3, NOT_GENUINE }, { "Wxx", 4, NOT_GENUINE },
};

static void read_and_stop(const char *readings, size_t stop_at, int wanted_status)
{
	zairyu_trust *trust;
	zairyu_record *record;
	zairyu_report *report;
	zairyu_error *err = NULL;
	int rc;
	long before;

	script_begin("1", readings, stop_at);
	before = balance();
	trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	rc = zairyu_read_and_verify((zairyu_session *)&script, trust, ZAIRYU_ITEM_ADDRESS, 0, &record, &report, &err);
	ck_assert_msg(rc == wanted_status, "%s, %zu: %s", readings, stop_at, zairyu_error_name(rc));
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert((record != NULL) == (rc != ZAIRYU_ERR_CANCELLED));
	ck_assert((report != NULL) == (rc != ZAIRYU_ERR_CANCELLED));
	zairyu_error_free(err);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_trust_free(trust);
	ck_assert_int_eq(balance(), before);
}

START_TEST(test_read_and_verify_stopped)
{
	for (size_t stop_at = 1; stop_at <= stops[_i].told; stop_at++)
		read_and_stop(stops[_i].readings, stop_at, ZAIRYU_ERR_CANCELLED);
	read_and_stop(stops[_i].readings, stops[_i].told + 1, stops[_i].rc);
}
END_TEST

START_TEST(test_unknown_flag)
{
	zairyu_record *record = (zairyu_record *)&script;
	zairyu_report *report = (zairyu_report *)&script;

	script_begin("1", "", 0);
	ck_assert_int_eq(zairyu_read_and_verify((zairyu_session *)&script, NULL, 0, 1, &record, &report, NULL),
			 ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_ptr_null(record);
	ck_assert_ptr_null(report);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_checked_fixture(tc, NULL, script_end);
	tcase_add_loop_test(tc, test_read_and_verify, 0, COUNT(reads));
	tcase_add_loop_test(tc, test_read_and_verify_stopped, 0, COUNT(stops));
	tcase_add_test(tc, test_unknown_flag);
	return suite_run("verify: reading and verifying", tc);
}
