/* SPDX-License-Identifier: BSD-2-Clause */
/* What happens at a counter in the course of a day, with a real pcscd whose readers come and go. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"

enum { NEAR, SLOT, SAM, ODD, READERS };
#define NEAR_NAME "Daily PICC"
static const char *const names[READERS] = { NEAR_NAME, "Daily Contact", "Daily SAM", "Daily \x83\x8A\x81[\x83_" };

static struct desk desk;

/* The ways to wait for a card: by the reader's name, at any reader of the service, at any reader at all. */
enum way { BY_NAME, ANY_OF_SERVICE, ANY, WAYS };

/* One who waits. */
struct waiter {
	enum way way;
	uint32_t ms;
	int rc;
	zairyu_error *err;
	double took;
	pthread_t thread;
};

static void *wait_by_way(void *argument)
{
	struct waiter *w = argument;
	zairyu_transport *t = NULL;
	double start = now();

	if (w->way == BY_NAME)
		w->rc = desk_wait(&desk, w->ms, &w->err);
	else if (w->way == ANY)
		w->rc = zairyu_transport_open_first(desk.ctx, w->ms, NULL, &t, &w->err);
	else
		w->rc = zairyu_transport_open(desk.ctx, "pcsc:", NULL, &t, &w->err);
	if (w->way == ANY_OF_SERVICE && w->rc == ZAIRYU_OK)
		w->rc = zairyu_transport_wait_card(t, 1, w->ms, NULL, &w->err);
	w->took = now() - start;
	zairyu_transport_free(t);
	return NULL;
}

/* All wait at the same time, and `what` happens meanwhile (NULL: nothing). */
static void wait_while(struct waiter waiters[WAYS], uint32_t ms, void (*what)(void))
{
	for (int i = 0; i < WAYS; i++) {
		waiters[i] = (struct waiter){ .way = (enum way)i, .ms = ms };
		ck_assert_int_eq(pthread_create(&waiters[i].thread, NULL, wait_by_way, &waiters[i]), 0);
	}
	sleep_ms(500);
	if (what)
		what();
	for (int i = 0; i < WAYS; i++)
		pthread_join(waiters[i].thread, NULL);
}

static void replug(void)
{
	stage_plug(NEAR, false);
	sleep_ms(1500);
	stage_plug(NEAR, true);
	stage_card(NEAR, desk.card);
}

static void unplug(void)
{
	stage_plug(NEAR, false);
}

static void restart_service(void)
{
	stage_signal(SIGKILL);
	stage_end_service();
	sleep_ms(1000);
	ck_assert(stage_start_service());
	stage_card(NEAR, desk.card);
}

static void freeze_service(void)
{
	stage_signal(SIGSTOP);
}

static const struct {
	void (*what)(void);
	uint32_t ms;
	int rc;
	double least, most; /* s */
} passing[] = {
	{ replug, 20000, ZAIRYU_OK, 1.5, 10 },
	{ unplug, 2000, ZAIRYU_ERR_NO_READER, 1.9, 5 },
	{ restart_service, 20000, ZAIRYU_OK, 1, 12 },
	{ freeze_service, 20000, ZAIRYU_ERR_NO_SERVICE, 3, 7 },
	{ freeze_service, 2500, ZAIRYU_ERR_NO_SERVICE, 2, 4 },
};

START_TEST(what_happens_while_waiting)
{
	struct waiter waiters[WAYS];

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", false);
	wait_while(waiters, passing[_i].ms, passing[_i].what);
	for (int i = 0; i < WAYS; i++) {
		const struct waiter *w = &waiters[i];

		ck_assert_msg(w->rc == passing[_i].rc, "way %d: %d %s", i, w->rc, zairyu_error_message(w->err));
		ck_assert_msg(w->took >= passing[_i].least && w->took < passing[_i].most, "way %d: %f s", i, w->took);
		if (passing[_i].what == freeze_service)
			ck_assert_ptr_nonnull(strstr(zairyu_error_message(w->err), "does not answer: restart pcscd"));
		zairyu_error_free(w->err);
	}
	stage_signal(SIGCONT);
	desk_close(&desk);
}
END_TEST

/* Nothing is waited out that is wrong from the beginning. */
START_TEST(what_is_wrong_at_once)
{
	struct waiter waiters[WAYS];

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", false);
	stage_end_service();
	wait_while(waiters, 20000, NULL);
	for (int i = 0; i < WAYS; i++) {
		ck_assert_int_eq(waiters[i].rc, ZAIRYU_ERR_NO_SERVICE);
		ck_assert(waiters[i].took < 3);
		zairyu_error_free(waiters[i].err);
	}
	desk_close(&desk);
}
END_TEST

static void lay_down(void)
{
	stage_card(NEAR, desk.card);
}

/* A card lies in the contact slot all day, a module in the SAM slot: what is read is what a person lays down. */
START_TEST(cards_that_lie_in_slots)
{
	struct waiter waiters[WAYS];
	struct desk slot, sam;
	zairyu_transport *t = NULL;

	desk_open(&slot, SLOT, "Daily Contact", "variant=foreign", true);
	desk_open(&sam, SAM, "Daily SAM", "variant=foreign", true);
	desk_open(&desk, NEAR, NEAR_NAME, "type=1", false);
	wait_while(waiters, 700, NULL);
	for (int i = 0; i < WAYS; i++) {
		ck_assert_int_ne(waiters[i].rc, ZAIRYU_OK);
		zairyu_error_free(waiters[i].err);
	}
	wait_while(waiters, 20000, lay_down);
	for (int i = 0; i < WAYS; i++)
		ck_assert_int_eq(waiters[i].rc, ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_open(desk.ctx, "pcsc:", NULL, &t, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(strncmp(zairyu_transport_uri(t), "pcsc:" NEAR_NAME, strlen("pcsc:" NEAR_NAME)), 0);
	zairyu_transport_free(t);
	desk_close(&desk);
	desk_close(&sam);
	desk_close(&slot);
}
END_TEST

/* A rights-holding card would give its secrets to the next program; on some platforms only power ends them. */
START_TEST(a_card_is_left_without_power)
{
	int commands;

	desk_open(&desk, NEAR, NEAR_NAME, "type=05", true);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(desk_read(&desk, &commands, &desk_error), ZAIRYU_OK);
		zairyu_transport_disconnect(desk.transport);
		ck_assert(!stage_powered(NEAR));
	}
	desk_close(&desk);
}
END_TEST

START_TEST(a_reader_whose_name_is_no_text)
{
	zairyu_readers *list = NULL;
	int commands;

	desk_open(&desk, ODD, names[ODD], "type=1", true);
	ck_assert_int_eq(zairyu_readers_list(desk.ctx, "pcsc", NULL, &list, &desk_error), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_readers_uri(list, 0), "pcsc:Daily %83%8A%81[%83_ 00 00");
	zairyu_transport_free(desk.transport);
	ck_assert_int_eq(
		zairyu_transport_open(desk.ctx, zairyu_readers_uri(list, 0), NULL, &desk.transport, &desk_error),
		ZAIRYU_OK);
	zairyu_readers_free(list);
	ck_assert_int_eq(desk_read(&desk, &commands, &desk_error), ZAIRYU_OK);
	desk_close(&desk);
}
END_TEST

static int send(const zairyu_bytes command)
{
	uint8_t response[300];
	size_t len;

	return zairyu_transport_transmit(desk.transport, NULL, command, response, sizeof response, &len, &desk_error);
}

/* What a reader refuses though the card lies there is its length; what fails as the card leaves never is. */
START_TEST(lengths_and_lifts)
{
	static const uint8_t read_long[] = { 0x00, 0xB0, 0x8B, 0x00, 0x00, 0x00, 0x00 };
	static const zairyu_bytes command = { read_long, sizeof read_long };

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	stage_refuse(NEAR, 5);
	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(zairyu_transport_connect(desk.transport, NULL, &desk_error), ZAIRYU_OK);
		if (i == 2)
			stage_refuse(NEAR, 0);
		if (i >= 2)
			ck_assert_int_eq(send(command), ZAIRYU_OK);
		if (i >= 2)
			stage_lift_at(NEAR, 1, i == 2 ? 0 : 250);
		ck_assert_int_eq(send(command), i < 2 ? ZAIRYU_ERR_LENGTH_REFUSED : ZAIRYU_ERR_CARD_GONE);
		zairyu_error_free(desk_error);
		desk_error = NULL;
		zairyu_transport_disconnect(desk.transport);
		ck_assert_int_eq(desk_wait(&desk, DESK_PATIENCE_MS, NULL), ZAIRYU_OK);
	}
	desk_close(&desk);
}
END_TEST

/* Lifted in the very moment of connecting, the card lost nothing yet: connecting waits for it. */
START_TEST(lifted_while_connecting)
{
	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	for (int ms = 0; ms <= 300; ms += 50) {
		stage_lift_at(NEAR, 1, ms);
		ck_assert_int_eq(zairyu_transport_connect(desk.transport, NULL, &desk_error), ZAIRYU_OK);
		zairyu_transport_disconnect(desk.transport);
	}
	stage_card(NEAR, NULL); /* the service believes in it for a while */
	ck_assert_int_eq(zairyu_transport_connect(desk.transport, NULL, &desk_error), ZAIRYU_ERR_NO_CARD);
	desk_close(&desk);
}
END_TEST

/* In the child: every call of the parent's transport is refused at once, and freeing it touches nothing. */
static int child(void)
{
	double start = now();
	zairyu_wait *wait;

	if (zairyu_wait_new(5000, NULL, &wait, NULL) != ZAIRYU_OK)
		return 1;
	if (send((zairyu_bytes){ (const uint8_t *)"\x00\x84\x00\x00\x08", 5 }) != ZAIRYU_ERR_STATE)
		return 2;
	zairyu_transport_disconnect(desk.transport);
	if (zairyu_transport_wait_card(desk.transport, 1, 5000, NULL, NULL) != ZAIRYU_ERR_STATE)
		return 3;
	if (zairyu_transport_connect(desk.transport, wait, NULL) != ZAIRYU_ERR_STATE)
		return 4;
	zairyu_transport_free(desk.transport);
	return now() - start < SLACK ? 0 : 5;
}

START_TEST(a_child_after_fork)
{
	static const uint8_t get_challenge[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };
	int status = -1;
	pid_t pid;

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	ck_assert_int_eq(zairyu_transport_connect(desk.transport, NULL, &desk_error), ZAIRYU_OK);
	pid = fork();
	if (pid == 0)
		_exit(child());
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(send((zairyu_bytes){ get_challenge, sizeof get_challenge }), ZAIRYU_OK);
	desk_close(&desk);
}
END_TEST

static int noted;

static void note(void *userdata, int level, const char *component, const char *line)
{
	(void)userdata, (void)level;
	if (strcmp(component, "pcsc") == 0 && strstr(line, "SCardTransmit failed") && strstr(line, "2148532246"))
		noted++; /* 0x80100016 */
}

START_TEST(a_failed_call_is_in_the_log)
{
	static const uint8_t get_challenge[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	ck_assert_int_eq(zairyu_context_set_log(desk.ctx, ZAIRYU_LOG_INFO, note, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(desk.transport, NULL, &desk_error), ZAIRYU_OK);
	ck_assert_int_eq(noted, 0);
	stage_lift_at(NEAR, 1, 50);
	ck_assert_int_eq(send((zairyu_bytes){ get_challenge, sizeof get_challenge }), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(noted, 1);
	desk_close(&desk);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("daily", 60);

	tcase_add_loop_test(tcase, what_happens_while_waiting, 0, COUNT(passing));
	tcase_add_test(tcase, what_is_wrong_at_once);
	tcase_add_test(tcase, cards_that_lie_in_slots);
	tcase_add_test(tcase, a_card_is_left_without_power);
	tcase_add_test(tcase, a_reader_whose_name_is_no_text);
	tcase_add_test(tcase, lengths_and_lifts);
	tcase_add_test(tcase, lifted_while_connecting);
	tcase_add_test(tcase, a_child_after_fork);
	tcase_add_test(tcase, a_failed_call_is_in_the_log);
	return desk_run("pcsc daily", tcase, names, READERS);
}
