/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test-cancel pcsc|nfc: cancelling and deadlines through the session and the search for a reader. What tests/pcsc and
 * tests/nfc show for single calls of a transport is not repeated here.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "ender.h"
#include "soak.h"

#ifdef WITH_PCSC
#include "../pcsc/pcscd.h"
#include "../pcsc/rival.h"
#endif

enum { SILENT_MS = 1200, TRIES = 3 };

static const struct stage_kind *kind;
static struct deck deck;
static struct stage stage;
static int card;

static zairyu_session *new_session(uint32_t timeout_ms)
{
	zairyu_session *session;

	ck_assert_int_eq(zairyu_session_new(stage.transport, &session, NULL), 0);
	zairyu_session_set_cancel(session, token);
	zairyu_session_set_timeout(session, timeout_ms);
	return session;
}

/* A whole read. The deadline is each call's own. */
static int op_read(uint32_t timeout_ms)
{
	const char *number = zairyu_vcard_number(deck.cards[card]);
	zairyu_session *session = new_session(timeout_ms);
	zairyu_record *record = NULL;
	double start = now_ms();
	int rc = zairyu_session_authenticate(session, number, strlen(number), NULL);

	if (rc == ZAIRYU_OK) {
		start = now_ms();
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);
	}
	if (timeout_ms == AFTER_MS)
		triggered = start + timeout_ms;
	ck_assert_int_eq(rc == ZAIRYU_OK, record != NULL);
	zairyu_record_free(record);
	zairyu_session_free(session);
	return rc;
}

/* A read that nobody disturbs is complete; a try or two may go to what is still ending. */
static void usable(void)
{
	static const struct disturbance none = { .timeout_ms = PLENTY_MS, .cancel_ms = -1 };
	struct trial trial = { 0 };

	for (int i = 0; i < TRIES && !trial.complete; i++)
		trial_run(&stage, card, &none, &trial);
	ck_assert_msg(trial.complete, "%s", trial.text);
}

static void setup(void)
{
	stage = (struct stage){ .kind = kind, .deck = &deck };
	ck_assert(kind->open(&stage));
}

static void teardown(void)
{
	ck_assert(kind->lay(&stage, NULL));
	kind->close(&stage);
}

static void lay_card(int fault, uint32_t at, uint32_t arg)
{
	zairyu_vcard *laid = deck.cards[card];

	ck_assert_int_eq(zairyu_vcard_set_fault(laid, fault, zairyu_vcard_commands(laid) + at, arg), 0);
	ck_assert_msg(kind->lay(&stage, laid), "serving %d, ended with %d", stage.serving, stage.served);
}

/* In identification, key agreement and reading. */
static const uint32_t commands[] = { 1, 5, 9 };
enum { COMMANDS = sizeof commands / sizeof *commands };

START_TEST(a_silent_card)
{
	const enum how how = (enum how)(_i % HOWS);

	card = _i % CARDS;
	lay_card(ZAIRYU_FAULT_SILENCE, commands[_i / HOWS], SILENT_MS);
	ck_assert_int_eq(ended(how, op_read, kind->name, "a silent card"), code_of(how));
	usable();
}
END_TEST

/* Nothing is sent with a token that was triggered before, and nothing is lost by one that is triggered after. */
START_TEST(before_and_after)
{
	zairyu_session *session;
	zairyu_record *record;
	zairyu_bytes file;
	const char *number;
	uint32_t sent;
	double start;

	card = _i;
	number = zairyu_vcard_number(deck.cards[card]);
	lay_card(ZAIRYU_FAULT_NONE, 1, 0);
	sent = zairyu_vcard_commands(deck.cards[card]);
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
	session = new_session(PLENTY_MS);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	zairyu_cancel_trigger(token);
	ck_assert_int_eq(zairyu_record_file(record, ZAIRYU_ITEM_SIGNATURE, &file), 0);
	zairyu_record_free(record);
	ck_assert_uint_gt(zairyu_vcard_commands(deck.cards[card]), sent);
	sent = zairyu_vcard_commands(deck.cards[card]);
	start = now_ms();
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_eq(zairyu_session_identify(session, NULL, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert(now_ms() - start < LATE_MS + SLACK_MS);
	ck_assert_uint_eq(zairyu_vcard_commands(deck.cards[card]), sent);
	zairyu_session_free(session);
	zairyu_cancel_free(token);
	token = NULL;
	usable();
}
END_TEST

#ifdef WITH_PCSC
static int op_open_first(uint32_t timeout_ms)
{
	zairyu_transport *found = NULL;
	int rc = zairyu_transport_open_first(deck.ctx, timeout_ms, token, &found, NULL);

	zairyu_transport_free(found);
	return rc;
}

static int op_list(uint32_t timeout_ms)
{
	zairyu_readers *readers = NULL;
	zairyu_wait *wait = NULL;
	int rc = zairyu_wait_new(timeout_ms, token, &wait, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_readers_list(deck.ctx, "pcsc", wait, &readers, NULL);
	zairyu_wait_free(wait);
	zairyu_readers_free(readers);
	return rc;
}

static int op_open(uint32_t timeout_ms)
{
	zairyu_transport *opened = NULL;
	zairyu_wait *wait = NULL;
	int rc = zairyu_wait_new(timeout_ms, token, &wait, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_transport_open(deck.ctx, "pcsc:", wait, &opened, NULL);
	zairyu_wait_free(wait);
	zairyu_transport_free(opened);
	return rc;
}

/* The service does not limit how long another program may keep the card. */
START_TEST(a_card_that_another_program_holds)
{
	struct rival *rival = rival_start(RIVAL_TRANSACTION);
	const enum how how = (enum how)_i;

	setup();
	lay_card(ZAIRYU_FAULT_NONE, 1, 0);
	ck_assert(rival_ready(rival, 10000));
	ck_assert_int_eq(ended(how, op_read, kind->name, "another program's card"),
			 how == BY_DEADLINE ? ZAIRYU_ERR_READER_BUSY : ZAIRYU_ERR_CANCELLED);
	rival_end(rival);
	usable();
	teardown();
}
END_TEST

enum { OPERATIONS = 4 };

START_TEST(a_silent_service)
{
	static const char *const names[OPERATIONS] = { "reading with a silent service",
						       "searching with a silent service",
						       "listing with a silent service",
						       "opening with a silent service" };
	enum how how;

	static int (*const operations[OPERATIONS])(uint32_t) = { op_read, op_open_first, op_list, op_open };
	how = (enum how)(_i % HOWS);

	lay_card(ZAIRYU_FAULT_NONE, 1, 0);
	pcscd_signal(SIGSTOP);
	ck_assert_int_eq(ended(how, operations[_i / HOWS], kind->name, names[_i / HOWS]), code_of(how));
	pcscd_signal(SIGCONT);
	usable();
	ck_assert_int_eq(op_open_first(PLENTY_MS), ZAIRYU_OK);
}
END_TEST

/* Without a deadline of ours the backend gives up by itself, and says whom to start again. */
START_TEST(listing_with_a_silent_service)
{
	zairyu_readers *readers;
	double start = now_ms();

	lay_card(ZAIRYU_FAULT_NONE, 1, 0);
	pcscd_signal(SIGSTOP);
	ck_assert_int_eq(zairyu_readers_list(deck.ctx, "pcsc", NULL, &readers, NULL), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_int_eq(op_open_first(0), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now_ms() - start < PLENTY_MS);
	pcscd_signal(SIGCONT);
	usable();
}
END_TEST

static TCase *case_rivals(void)
{
	TCase *tcase = suite_case("rivals", 60);

	tcase_add_loop_test(tcase, a_card_that_another_program_holds, 0, HOWS);
	return tcase;
}

static TCase *case_silent(void)
{
	TCase *tcase = suite_case("silent", 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, a_silent_service, 0, OPERATIONS * HOWS);
	tcase_add_test(tcase, listing_with_a_silent_service);
	return tcase;
}
#endif

static TCase *case_both(void)
{
	TCase *tcase = suite_case("both", 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, a_silent_card, 0, COMMANDS * HOWS);
	tcase_add_loop_test(tcase, before_and_after, 0, CARDS);
	return tcase;
}

static int run(bool with_service, bool ours)
{
	TCase *cases[4] = { case_both() };

#ifdef WITH_PCSC
	if (with_service)
		cases[1] = case_rivals();
	if (ours) /* somebody else's service is not ours to stop */
		cases[2] = case_silent();
#endif
	(void)with_service;
	(void)ours;
	return suite_run_cases("cancel", cases);
}

int main(int argc, char **argv)
{
	bool with_service = argc == 2 && strcmp(argv[1], "pcsc") == 0, ours = false;
	int failed = 1;

	kind = argc == 2 ? stage_kind(argv[1]) : NULL;
	if (!kind)
		return 2;
#ifdef WITH_PCSC
	if (with_service && !pcscd_lock())
		return EXIT_FAILURE;
	ours = with_service && !pcscd_foreign();
	if (ours && !pcscd_start())
		return EXIT_SKIPPED;
#endif
	if (deck_open(&deck))
		failed = run(with_service, ours);
	deck_close(&deck);
#ifdef WITH_PCSC
	if (with_service) {
		pcscd_stop();
		pcscd_unlock();
	}
#endif
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
