/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cards lifted for a moment at every contact of a conversation: power-up, reset, each command, the last reset. Whatever
 * becomes of that read, the next one sees the card and takes as many commands as ever.
 */
#include <stdatomic.h>
#include <stdio.h>

#include "desk.h"

enum { READERS = 8, TRIALS = 25 };

static const char *const names[READERS] = { "Lift A", "Lift B", "Lift C", "Lift D",
					    "Lift E", "Lift F", "Lift G", "Lift H" };
/* Shorter and longer than the time between two looks of pcscd's less what a reset takes. */
static const int durations[] = { 0, 10, 30, 60, 100, 150, 200, 250, 300, 450, 800 };

static atomic_int unseen, longer, misnamed, failed_first;

/* The service may still believe in a card that is away for longer. */
static int read_the_next(struct desk *desk, int *commands, zairyu_error **err)
{
	int rc = desk_wait(desk, 2500, err);

	if (rc == ZAIRYU_OK)
		rc = desk_read(desk, commands, err);
	if (rc != ZAIRYU_ERR_NO_CARD)
		return rc;
	zairyu_error_free(*err);
	*err = NULL;
	rc = desk_wait(desk, 2500, err);
	return rc == ZAIRYU_OK ? desk_read(desk, commands, err) : rc;
}

static void trial(struct desk *desk, int usual, int contact, int ms)
{
	zairyu_error *err = NULL;
	int commands, rc;

	stage_lift_at(desk->reader, contact, ms);
	rc = desk_read(desk, &commands, &err);
	stage_lift_at(desk->reader, 0, 0);
	if (rc != ZAIRYU_OK)
		failed_first++;
	if (rc != ZAIRYU_OK && rc != ZAIRYU_ERR_CARD_GONE) {
		misnamed++;
		fprintf(stderr, "misnamed: contact %d, %d ms: %s [%s]\n", contact, ms, zairyu_error_message(err),
			zairyu_error_step(err));
	}
	zairyu_error_free(err);
	err = NULL;
	rc = read_the_next(desk, &commands, &err);
	if (rc != ZAIRYU_OK) {
		unseen++;
		fprintf(stderr, "unseen: contact %d, %d ms: %s\n", contact, ms, zairyu_error_message(err));
		stage_card(desk->reader, NULL);
		sleep_ms(1000);
		stage_card(desk->reader, desk->card);
		ck_assert_int_eq(desk_wait(desk, DESK_PATIENCE_MS, NULL), ZAIRYU_OK);
	} else if (commands != usual) {
		longer++;
		fprintf(stderr, "longer: contact %d, %d ms: %d, not %d\n", contact, ms, commands, usual);
	}
	zairyu_error_free(err);
}

/* Of the trials of one desk each has another contact and another duration; together they meet all of both. */
static void *lift(void *argument)
{
	struct desk *desk = argument;
	const char *more = getenv("ZAIRYU_TEST_LIFTS");
	const int trials = more ? atoi(more) : TRIALS;
	int usual, contacts;

	contacts = stage_contacts(desk->reader);
	ck_assert_int_eq(desk_read(desk, &usual, NULL), ZAIRYU_OK);
	zairyu_transport_disconnect(desk->transport);
	contacts = stage_contacts(desk->reader) - contacts;
	for (int i = 0; i < trials; i++) {
		const int n = i * READERS + desk->reader;

		sleep_ms(n * 37 % 400);
		trial(desk, usual, 1 + n % (contacts + 1), durations[n / 2 % COUNT(durations)]);
	}
	return NULL;
}

START_TEST(lifted_at_every_contact)
{
	static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };
	struct desk desks[READERS];

	for (int i = 0; i < READERS; i++)
		desk_open(&desks[i], i, names[i], types[i % COUNT(types)], true);
	for (int i = 0; i < READERS; i++)
		ck_assert_int_eq(pthread_create(&desks[i].thread, NULL, lift, &desks[i]), 0);
	for (int i = 0; i < READERS; i++)
		pthread_join(desks[i].thread, NULL);
	fprintf(stderr, "first read failed %d, then unseen %d, longer %d, misnamed %d\n", failed_first, unseen, longer,
		misnamed);
	for (int i = 0; i < READERS; i++)
		desk_close(&desks[i]);
	ck_assert_int_gt(failed_first, 0);
	ck_assert_int_eq(unseen, 0);
	ck_assert_int_eq(longer, 0);
	ck_assert_int_eq(misnamed, 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("lifts", 3600);

	tcase_add_test(tcase, lifted_at_every_contact);
	return desk_run("pcsc lifts", tcase, names, READERS);
}
