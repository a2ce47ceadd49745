/* SPDX-License-Identifier: BSD-2-Clause */
/* What happens at a counter in the course of a day: cards lifted for a moment, readers unplugged and plugged in again.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "board.h"

static struct board board, next;

static int read_all(int *commands)
{
	const char *number = zairyu_vcard_number(board.card);
	const int before = (int)zairyu_vcard_commands(board.card);
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = zairyu_session_new(board.transport, &session, &board.err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, strlen(number), &board.err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, &board.err);
	zairyu_session_free(session);
	zairyu_record_free(record);
	*commands = (int)zairyu_vcard_commands(board.card) - before;
	return rc;
}

static int lifted_for;

static void *lay_back(void *unused)
{
	while (zairyu_vcard_pn532_set_fault(board.chip, ZAIRYU_PN532_OK, 0, 0) != ZAIRYU_OK)
		sleep_ms(1);
	sleep_ms(lifted_for);
	ck_assert_int_eq(zairyu_vcard_pn532_insert(board.chip, board.card), ZAIRYU_OK);
	return unused;
}

static void forget_error(void)
{
	zairyu_error_free(board.err);
	board.err = NULL;
}

/* Lifted at a moment of the read that chance chooses, and laid back: the next read is as the first ever was. */
START_TEST(lifted_for_a_moment)
{
	static const int durations[] = { 0, 20, 50, 100, 200, 300 };
	int usual, commands;

	board_start(&board, _i ? "type=1" : "type=06");
	ck_assert_int_eq(read_all(&usual), ZAIRYU_OK);
	for (int i = 0; i < 12; i++) {
		pthread_t thread;
		int rc;

		lifted_for = durations[i % COUNT(durations)];
		board_fault(&board, ZAIRYU_PN532_REMOVE, 1 + (uint32_t)(i * 5 % usual), i % 2 ? 0x2B : 0);
		rc = read_all(&commands);
		ck_assert_msg(rc == ZAIRYU_ERR_CARD_GONE, "%d: %d %s", i, rc, zairyu_error_message(board.err));
		forget_error();
		ck_assert_int_eq(pthread_create(&thread, NULL, lay_back, NULL), 0);
		rc = zairyu_transport_wait_card(board.transport, 1, 5000, NULL, &board.err);
		ck_assert_msg(rc == ZAIRYU_OK, "%d: %s", i, zairyu_error_message(board.err));
		rc = read_all(&commands);
		ck_assert_msg(rc == ZAIRYU_OK, "%d: %s", i, zairyu_error_message(board.err));
		ck_assert_int_eq(commands, usual);
		pthread_join(thread, NULL);
	}
	board_stop(&board);
}
END_TEST

/* Between seeing the card and taking it. */
START_TEST(lifted_while_connecting)
{
	board_start(&board, "type=1");
	for (int ms = 0; ms <= 300; ms += 60) {
		pthread_t thread;

		ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 5000, NULL, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_vcard_pn532_insert(board.chip, NULL), ZAIRYU_OK);
		lifted_for = ms;
		ck_assert_int_eq(pthread_create(&thread, NULL, lay_back, NULL), 0);
		ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
		pthread_join(thread, NULL);
		zairyu_transport_disconnect(board.transport);
	}
	board_stop(&board);
}
END_TEST

static void *replug(void *unused)
{
	sleep_ms(400);
	board_unplug(&board, 0);
	sleep_ms(1500);
	board_plug_in(&next, "type=1");
	board_name(&next); /* the system gives a reader the same name again */
	return unused;
}

START_TEST(plugged_in_again_while_waiting)
{
	pthread_t thread;

	board_plug_in(&board, NULL);
	board_name(&board);
	board_open(&board);
	ck_assert_int_eq(pthread_create(&thread, NULL, replug, NULL), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(board.transport, 1, 20000, NULL, &board.err), ZAIRYU_OK);
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_OK);
	pthread_join(thread, NULL);
	pthread_join(board.thread, NULL);
	board.serving = 0;
	board_stop(&board);
	board_stop(&next);
}
END_TEST

static int child(void)
{
	double start = now();

	if (board_send(&board, 5000, SELECT_MF) != ZAIRYU_ERR_STATE)
		return 1;
	zairyu_transport_disconnect(board.transport);
	if (zairyu_transport_wait_card(board.transport, 1, 5000, NULL, NULL) != ZAIRYU_ERR_STATE)
		return 2;
	if (board_connect(&board, 5000) != ZAIRYU_ERR_STATE)
		return 3;
	zairyu_transport_free(board.transport);
	return now() - start < SLACK ? 0 : 4;
}

START_TEST(a_child_after_fork)
{
	int status = -1;
	pid_t pid;

	board_start(&board, "type=1");
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	pid = fork();
	if (pid == 0)
		_exit(child());
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_OK);
	board_stop(&board);
}
END_TEST

static int noted;

static void note(void *userdata, int level, const char *component, const char *line)
{
	(void)userdata, (void)level;
	if (strcmp(component, "nfc") == 0 && strstr(line, "nfc_initiator_transceive_bytes failed") &&
	    strstr(line, "-20"))
		noted++;
}

START_TEST(a_failed_call_is_in_the_log)
{
	board_start(&board, "type=1");
	ck_assert_int_eq(zairyu_context_set_log(board.ctx, ZAIRYU_LOG_INFO, note, NULL), ZAIRYU_OK);
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	board_fault(&board, ZAIRYU_PN532_REMOVE, 1, 0);
	ck_assert_int_eq(noted, 0);
	ck_assert_int_eq(board_send(&board, 5000, SELECT_MF), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(noted, 1);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("daily", 60);

	tcase_add_loop_test(tcase, lifted_for_a_moment, 0, 2);
	tcase_add_test(tcase, lifted_while_connecting);
	tcase_add_test(tcase, plugged_in_again_while_waiting);
	tcase_add_test(tcase, a_child_after_fork);
	tcase_add_test(tcase, a_failed_call_is_in_the_log);
	return board_run("nfc daily", tcase);
}
