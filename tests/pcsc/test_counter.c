/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A clerk's day: zairyu watch with a real pcscd, to which one card after the other is laid. Whatever happens with one,
 * the next is read, and no line is about anybody but whose card lies there. ZAIRYU_TEST_CUSTOMERS=N lets N customers
 * come, drawn at random, in place of the day; then memory and descriptors must not grow.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/process.h"
#include "counter_command.h"
#include "desk.h"

enum { READER, READERS };
#define READER_NAME "Counter PICC"
static const char *const names[READERS] = { READER_NAME };

enum {
	SECONDS = 40,
	LINE_SIZE = 1 << 16,
	RESIDENT_SLACK = 8192,
	LINES = 4,
	AT_ONCE = 1000 /* customers of one test: Check measures no more than 35 minutes */
};

static struct desk desk;
static struct counter_command command;
static char line[LINE_SIZE];
static int cards; /* shown */

enum event {
	NOTHING,
	SLIPS,   /* the card slips off and lies there again soon */
	REMOVED, /* by who has second thoughts, before the number is typed */
	TWICE,   /* laid down again right after */
	UNPLUGGED,
	RESTARTED
};

/* In what is typed, "=" is the customer's own number. */
static const struct customer {
	const char *options;
	const char *typed[LINES];
	enum event event;
	const char *lines[LINES]; /* what is in the lines of JSON that come of it; in that of a card, the number too */
} day[] = {
	{ "type=05", { "=" }, NOTHING, { "\"unchecked\"" } },
	{ "type=1", { "=" }, NOTHING, { "\"first-generation\"" } },
	{ "type=2", { "=" }, NOTHING, { "\"special-permanent-resident-certificate\"" } },
	{ "type=06", { "=" }, NOTHING, { "\"second-generation\"" } },
	{ "type=05", { "ZZ99999999ZZ", "=" }, NOTHING, { "ZAIRYU_ERR_WRONG_NUMBER", "\"unchecked\"" } },
	{ "type=1", { "=" }, SLIPS, { "ZAIRYU_ERR_CARD_GONE", "\"unchecked\"" } },
	{ "type=05,variant=flip-data", { "=" }, NOTHING, { "\"abnormal\"" } }, /* a forged one */
	{ "type=05,variant=under16-a", { "=" }, NOTHING, { "\"unsigned\"" } }, /* a child */
	{ "type=05,card_expiry=20200101", { "=" }, NOTHING, { "\"2020-01-01\"" } },
	{ "type=06", { "=" }, TWICE, { "\"unchecked\"" } },
	{ "type=05,period_of_stay_expiry=20210131", { "=" }, NOTHING, { "\"2021-01-31\"" } },
	{ "type=05", { NULL }, REMOVED, { "\"retry\": true" } },
	{ "type=05",
	  { "AA1234567", "", "=" },
	  NOTHING,
	  { "ZAIRYU_ERR_NUMBER_FORMAT", "ZAIRYU_ERR_NUMBER_FORMAT", "\"unchecked\"" } },
	{ "type=1,variant=foreign", { NULL }, NOTHING, { "ZAIRYU_ERR_NOT_RESIDENCE_CARD" } },
	{ "type=1", { "=" }, UNPLUGGED, { "\"unchecked\"" } },
	{ "type=2", { "=" }, SLIPS, { "ZAIRYU_ERR_CARD_GONE", "\"unchecked\"" } },
	{ "type=06", { "=" }, RESTARTED, { "\"unchecked\"" } },
	{ "type=1,variant=under16-b", { "=" }, NOTHING, { "\"unsigned\"" } },
	{ "type=05,variant=sjis", { "=" }, NOTHING, { "\"unchecked\"" } },
	{ "type=06,variant=my-number-only", { NULL }, NOTHING, { "ZAIRYU_ERR_" } },
	{ "type=1",
	  { "ZZ99999999ZZ", "ZZ99999998ZZ", "=" },
	  NOTHING,
	  { "ZAIRYU_ERR_WRONG_NUMBER", "ZAIRYU_ERR_WRONG_NUMBER", "\"unchecked\"" } },
	{ "type=05", { "=" }, NOTHING, { "\"unchecked\"" } },
};

/* It is the customer's, and was saved in a file of its own. */
static void expect_card(const char *number)
{
	char path[256], records[64];
	const char *file = strstr(line, "\"file\": \"");

	ck_assert_msg(strstr(line, number), "%s: another's card: %s", number, line);
	ck_assert_ptr_nonnull(file);
	(void)snprintf(path, sizeof path, "%s/%.*s", command.folder, (int)strcspn(file + 9, "\""), file + 9);
	ck_assert_int_eq(access(path, R_OK), 0);
	(void)snprintf(records, sizeof records, "%s/records", command.folder);
	ck_assert_int_eq(count_entries(records), ++cards);
}

static void expect_line(const char *part, const char *number)
{
	ck_assert_msg(counter_command_read(&command, line, sizeof line, SECONDS), "%s: no line for %s", number, part);
	ck_assert_msg(strstr(line, part), "%s: no %s in %s", number, part, line);
	if (strstr(line, "\"error\""))
		ck_assert_ptr_null(strstr(line, "\"number\""));
	else
		expect_card(number);
}

static void type_lines(const struct customer *customer, const char *number)
{
	for (int i = 0; i < LINES && customer->typed[i]; i++)
		ck_assert(counter_command_write(&command,
						strcmp(customer->typed[i], "=") == 0 ? number : customer->typed[i]));
}

/* The service knows that the card is gone, and who waits for that has been told. */
static void take_away(void)
{
	stage_card(READER, NULL);
	ck_assert_int_eq(zairyu_transport_wait_card(desk.transport, 0, DESK_PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	sleep_ms(150);
}

/* Until it is told, which is between two customers, so nothing of a card is in it. */
static void expect_trouble(void)
{
	ck_assert(counter_command_read(&command, line, sizeof line, SECONDS));
	ck_assert_msg(strstr(line, "ZAIRYU_ERR_NO_READER") || strstr(line, "ZAIRYU_ERR_READER_GONE") ||
			      strstr(line, "ZAIRYU_ERR_NO_SERVICE"),
		      "%s", line);
}

static void disturb(enum event event)
{
	if (event == UNPLUGGED) {
		stage_plug(READER, false);
		expect_trouble();
		ck_assert(!counter_command_read(&command, line, sizeof line, 3)); /* it is told once */
		stage_plug(READER, true);
		return;
	}
	stage_signal(SIGKILL);
	stage_end_service();
	expect_trouble();
	ck_assert(stage_start_service());
}

static void expect_lines(const struct customer *customer, const char *number)
{
	for (int i = 0; i < LINES && customer->lines[i]; i++)
		expect_line(customer->lines[i], number);
}

static void serve(const struct customer *customer, int index)
{
	char number[32], options[256];

	(void)snprintf(number, sizeof number, "AB%08dCD", index % 100000000);
	(void)snprintf(options, sizeof options, "number=%s,%s", number, customer->options);
	if (customer->event >= UNPLUGGED)
		disturb(customer->event);
	if (customer->event == SLIPS)
		stage_lift_at(READER, 20, 1500);
	type_lines(customer, number);
	desk_open(&desk, READER, READER_NAME, options, true);
	if (customer->event == REMOVED) {
		sleep_ms(500);
		take_away();
	}
	expect_lines(customer, number);
	if (customer->event == TWICE) {
		take_away();
		type_lines(customer, number);
		stage_card(READER, desk.card);
		expect_lines(customer, number);
	}
	if (customer->event != REMOVED)
		take_away();
	desk_close(&desk);
}

/* At the reader of that name, or at any. */
static void open_counter(bool by_name)
{
	const char *const ca[] = { "emulate", "--trust-out", "ca", "--ca-only", NULL };
	const char *const watch[] = { "watch",    "--json",   "--trust",           NULL, "--save",
				      "records/", "--reader", "pcsc:" READER_NAME, NULL };
	const char *arguments[COUNT(watch)];
	char trust[64];
	struct counter_command maker;

	ck_assert(counter_command_start(&maker, TEST_TOOL, ca));
	while (counter_command_read(&maker, line, sizeof line, SECONDS))
		;
	(void)counter_command_end(&maker);
	(void)snprintf(trust, sizeof trust, "%s/ca", maker.folder);
	memcpy(arguments, watch, sizeof watch);
	arguments[3] = trust;
	if (!by_name)
		arguments[6] = NULL;
	cards = 0;
	stage_plug(READER, true);
	ck_assert(counter_command_start(&command, TEST_TOOL, arguments));
}

static void close_counter(void)
{
	ck_assert_int_eq(counter_command_end(&command), 0);
}

START_TEST(a_day)
{
	open_counter(_i == 0);
	for (int i = 0; i < COUNT(day); i += 1 + 2 * _i)
		serve(&day[i], i + 1);
	ck_assert(!counter_command_read(&command, line, sizeof line, 0)); /* nothing that nobody asked for */
	close_counter();
}
END_TEST

START_TEST(many_days)
{
	const int rest = atoi(getenv("ZAIRYU_TEST_CUSTOMERS")) - _i * AT_ONCE,
		  customers = rest < AT_ONCE ? rest : AT_ONCE;
	long resident = 0, resident_then = 0;
	int descriptors = 0, descriptors_then = 0;
	unsigned seed = (unsigned)_i + 1;

	open_counter(true);
	for (int i = 0; i < customers; i++) {
		serve(&day[rand_r(&seed) % COUNT(day)], i);
		if (i == customers / 4)
			counter_command_usage(&command, &descriptors_then, &resident_then);
	}
	counter_command_usage(&command, &descriptors, &resident);
	printf("%d customers; descriptors %d, then %d; resident %ld KiB, then %ld KiB\n", customers, descriptors_then,
	       descriptors, resident_then, resident);
	ck_assert_int_le(descriptors, descriptors_then);
	ck_assert_int_le((int)resident, (int)resident_then + RESIDENT_SLACK);
	close_counter();
}
END_TEST

int main(void)
{
	const char *customers = getenv("ZAIRYU_TEST_CUSTOMERS");
	TCase *tcase = suite_case("counter", customers ? 60 + AT_ONCE * 10 : 240);

	if (customers)
		tcase_add_loop_test(tcase, many_days, 0, (atoi(customers) + AT_ONCE - 1) / AT_ONCE);
	else
		tcase_add_loop_test(tcase, a_day, 0, 2);
	return desk_run("pcsc counter", tcase, names, READERS);
}
