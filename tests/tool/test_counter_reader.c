/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting at the counter, with a reader whose answers are given: what is waited through, what ends it, what is forgotten. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "../support/suite.h"
#include "counter/counter_number.h"
#include "counter/counter_reader.h"

enum { ANSWERS = 8, NO_CARD = ZAIRYU_ERR_TIMEOUT, CARD = ZAIRYU_OK };

/* The answers of the reader in turn, the last one from then on. A refusal to be opened is one, too. */
static struct script {
	int answer[ANSWERS];
	int count, next, opened, closed;
} script;

static int next_answer(void)
{
	const int at = script.next < script.count - 1 ? script.next++ : script.count - 1;

	return script.answer[at];
}

static int wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata, (void)present, (void)wait;
	return zairyu_error_set(err, next_answer(), "test", 0, "as it was told to");
}

static int connect_card(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata, (void)wait, (void)err;
	return ZAIRYU_ERR_NO_CARD;
}

static int transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
		    uint8_t *answer, size_t answer_cap, size_t *answer_len, zairyu_error **err)
{
	(void)userdata, (void)wait, (void)command, (void)command_len, (void)answer, (void)answer_cap, (void)answer_len;
	(void)err;
	return ZAIRYU_ERR_CARD_GONE;
}

static void disconnect_card(void *userdata)
{
	(void)userdata;
}

static void close_reader(void *userdata)
{
	(void)userdata;
	script.closed++;
}

static int list_none(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		     zairyu_error **err)
{
	(void)userdata, (void)ctx, (void)wait, (void)into, (void)err;
	return ZAIRYU_OK;
}

static int open_reader(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		       zairyu_transport **out, zairyu_error **err)
{
	static const zairyu_transport_ops ops = { .size = sizeof ops,
						  .connect = connect_card,
						  .transmit = transmit,
						  .disconnect = disconnect_card,
						  .free = close_reader,
						  .wait_card = wait_card };

	(void)userdata, (void)name, (void)wait;
	script.opened++;
	return zairyu_transport_new(ctx, "told:", &ops, NULL, out, err);
}

static struct app app;
static struct counter counter;

static void begin(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "told", .list = list_none, .open = open_reader
	};

	app = (struct app){ .language = ZAIRYU_LANGUAGE_EN };
	counter = (struct counter){ .app = &app, .uri = "told:", .number_from = "nobody" };
	script = (struct script){ .count = 0 };
	ck_assert_int_eq(zairyu_context_new(&app.ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(app.ctx, &backend, NULL), 0);
	ck_assert_int_eq(zairyu_cancel_new(&app.cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, app.cancel, &app.wait, NULL), 0);
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
}

static void end(void)
{
	zairyu_transport_free(counter.reader);
	ck_assert_int_eq(script.opened, script.closed);
	zairyu_wait_free(app.wait);
	zairyu_cancel_free(app.cancel);
	zairyu_context_free(app.ctx);
}

static int await_card(void)
{
	zairyu_error *err = NULL;
	int rc = counter_await_card(&counter, MSG_COUNTER_READY, ZAIRYU_WAIT_FOREVER, &err);

	ck_assert(!err == (rc == ZAIRYU_OK));
	zairyu_error_free(err);
	return rc;
}

static const struct {
	struct script script;
	int rc;
	int opened; /* how often: anew after trouble */
} waits[] = {
	{ { { CARD }, 1, 0, 0, 0 }, ZAIRYU_OK, 1 },
	{ { { NO_CARD, NO_CARD, CARD }, 3, 0, 0, 0 }, ZAIRYU_OK, 1 },
	{ { { ZAIRYU_ERR_NO_SERVICE, CARD }, 2, 0, 0, 0 }, ZAIRYU_OK, 2 },
	{ { { ZAIRYU_ERR_READER_GONE, CARD }, 2, 0, 0, 0 }, ZAIRYU_OK, 2 },
	{ { { ZAIRYU_ERR_READER_BUSY, CARD }, 2, 0, 0, 0 }, ZAIRYU_OK, 2 },
	{ { { ZAIRYU_ERR_NO_PERMISSION, CARD }, 2, 0, 0, 0 }, ZAIRYU_ERR_NO_PERMISSION, 1 },
	{ { { ZAIRYU_ERR_UNSUPPORTED, CARD }, 2, 0, 0, 0 }, ZAIRYU_ERR_UNSUPPORTED, 1 },
	/* Once a reader was there, whatever happens to it is waited through. */
	{ { { NO_CARD, ZAIRYU_ERR_NO_PERMISSION, ZAIRYU_ERR_DRIVER_CONFLICT, CARD }, 4, 0, 0, 0 }, ZAIRYU_OK, 3 },
};

START_TEST(waiting)
{
	script = waits[_i].script;
	ck_assert_int_eq(await_card(), waits[_i].rc);
	ck_assert_int_eq(script.opened, waits[_i].opened);
	ck_assert_int_eq(counter.trouble, ZAIRYU_OK);
}
END_TEST

START_TEST(a_time_that_is_over)
{
	script = (struct script){ { NO_CARD }, 1, 0, 0, 0 };
	ck_assert_int_eq(counter_await_card(&counter, MSG_COUNTER_READY, 20, NULL), ZAIRYU_ERR_NO_CARD);
}
END_TEST

START_TEST(taken_away)
{
	script = (struct script){ { CARD, NO_CARD, NO_CARD, ZAIRYU_OK }, 4, 0, 0, 0 };
	ck_assert_int_eq(await_card(), ZAIRYU_OK);
	ck_assert_int_eq(counter_await_removal(&counter, NULL), ZAIRYU_OK);
	ck_assert_int_eq(script.next, 3);
	ck_assert_int_eq(script.opened, 1);
}
END_TEST

/* The reader went, and the card with it. */
START_TEST(unplugged)
{
	script = (struct script){ { CARD, ZAIRYU_ERR_READER_GONE, CARD }, 3, 0, 0, 0 };
	ck_assert_int_eq(await_card(), ZAIRYU_OK);
	ck_assert_int_eq(counter_await_removal(&counter, NULL), ZAIRYU_OK);
	ck_assert_ptr_null(counter.reader);
	ck_assert_int_eq(await_card(), ZAIRYU_OK);
	ck_assert_int_eq(script.opened, 2);
}
END_TEST

/* What was begun to be typed for one card is not the beginning of the next one's number. */
START_TEST(forgotten)
{
	int ours = posix_openpt(O_RDWR | O_NOCTTY), theirs;
	char number[ZAIRYU_NUMBER_SIZE];

	ck_assert(ours >= 0 && grantpt(ours) == 0 && unlockpt(ours) == 0);
	theirs = open(ptsname(ours), O_RDWR | O_NOCTTY);
	ck_assert_int_eq(dup2(theirs, STDIN_FILENO), STDIN_FILENO);
	counter.number_from = NULL;
	script = (struct script){ { CARD, NO_CARD, NO_CARD, ZAIRYU_OK, NO_CARD }, 5, 0, 0, 0 };
	ck_assert_int_eq(await_card(), ZAIRYU_OK);
	ck_assert_int_eq(write(ours, "ZZ12", 4), 4);
	ck_assert_int_eq(counter_number(&counter, number, NULL), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(write(ours, "AA12345678BB\n", 13), 13);
	ck_assert_int_eq(counter_number(&counter, number, NULL), ZAIRYU_OK);
	ck_assert_str_eq(number, "AA12345678BB");
	(void)close(theirs);
	(void)close(ours);
}
END_TEST

/* Standard input counts where numbers would come from it, and not before its last line was read. */
START_TEST(over)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	counter.number_from = NULL;
	ck_assert(!counter_numbers_are_over(&counter));
	ck_assert_int_eq(write(ends[1], "A", 1), 1);
	(void)close(ends[1]);
	ck_assert(!counter_numbers_are_over(&counter));
	ck_assert_int_eq(read(ends[0], (char[1]){ 0 }, 1), 1);
	ck_assert(counter_numbers_are_over(&counter));
	script = (struct script){ { NO_CARD }, 1, 0, 0, 0 };
	ck_assert_int_eq(counter_await_card(&counter, MSG_COUNTER_READY, ZAIRYU_WAIT_FOREVER, NULL),
			 ZAIRYU_ERR_CANCELLED);
	counter.number_from = "nobody";
	ck_assert(!counter_numbers_are_over(&counter));
	(void)close(ends[0]);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("counter reader", 60);

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, waiting, 0, COUNT(waits));
	suite_add(tcase, (const TTest *const[]){ a_time_that_is_over, taken_away, unplugged, forgotten, over, NULL });
	return suite_run("counter reader", tcase);
}
