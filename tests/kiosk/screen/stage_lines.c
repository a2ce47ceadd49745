/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stage of tests/pcsc for a test in another language: a real pcscd with readers that exist only here, told on standard
 * input what happens, a line each, answered by "ok", or "no" and why. It ends with its input.
 *
 * stage-lines NAME…: readers of these names, none of them plugged in. The first line tells pcscd's socket.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../pcsc/driver.h"
#include "../../pcsc/pcscd.h"
#include "../../pcsc/stage.h"

static zairyu_context *ctx;
static zairyu_vcard_ca *ca;
static zairyu_vcard *cards[DRIVER_LINES];

static const char *plug(int reader, const char *rest)
{
	stage_plug(reader, strcmp(rest, "in") == 0);
	return NULL;
}

static const char *lift_card(int reader, const char *rest)
{
	(void)rest;
	stage_card(reader, NULL);
	zairyu_vcard_free(cards[reader]);
	cards[reader] = NULL;
	return NULL;
}

static const char *lay_card(int reader, const char *rest)
{
	zairyu_vcard *card = NULL;

	if (zairyu_vcard_new(ctx, ca, rest, &card, NULL) != ZAIRYU_OK)
		return "no such card";
	(void)lift_card(reader, rest);
	cards[reader] = card;
	stage_card(reader, card);
	return NULL;
}

/* "CONTACT MS": at its CONTACT-th contact from now the card slips, for so long. */
static const char *slip_card(int reader, const char *rest)
{
	char *end;
	long contact = strtol(rest, &end, 10);

	stage_lift_at(reader, (int)contact, (int)strtol(end, NULL, 10));
	return NULL;
}

static const char *end_service(int reader, const char *rest)
{
	(void)reader, (void)rest;
	stage_end_service();
	return NULL;
}

static const char *start_service(int reader, const char *rest)
{
	(void)reader, (void)rest;
	return stage_start_service() ? NULL : "pcscd does not start";
}

static const struct {
	const char *word;
	const char *(*act)(int reader, const char *rest);
} acts[] = {
	{ "plug", plug },      { "lay", lay_card },    { "lift", lift_card },
	{ "slip", slip_card }, { "end", end_service }, { "start", start_service },
};

/* "WORD READER REST". */
static const char *obey(char *line)
{
	char *rest, *word = strtok_r(line, " ", &rest);
	char *number = strtok_r(NULL, " ", &rest);
	long reader = number ? strtol(number, NULL, 10) : 0;

	if (!word || reader < 0 || reader >= DRIVER_LINES)
		return "no such reader";
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (strcmp(word, acts[i].word) == 0)
			return acts[i].act((int)reader, rest);
	return "no such word";
}

static void serve(void)
{
	char line[1024];

	while (fgets(line, sizeof line, stdin)) {
		const char *why;

		line[strcspn(line, "\n")] = '\0';
		why = obey(line);
		printf("%s%s\n", why ? "no " : "ok", why ? why : "");
		(void)fflush(stdout);
	}
}

static const char *const *names;
static int name_count;

START_TEST(whole_day)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), ZAIRYU_OK);
	ck_assert(stage_start(names, name_count));
	printf("%s\n", getenv("PCSCLITE_CSOCK_NAME"));
	(void)fflush(stdout);
	serve();
	stage_stop();
	for (int i = 0; i < DRIVER_LINES; i++)
		zairyu_vcard_free(cards[i]);
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
}
END_TEST

/* The stage asserts with Check, which works inside of a test only. */
int main(int argc, char **argv)
{
	TCase *tcase = tcase_create("stage");
	Suite *suite = suite_create("stage");
	SRunner *runner = srunner_create(suite);
	int failed;

	names = (const char *const *)argv + 1;
	name_count = argc - 1;
	tcase_add_test(tcase, whole_day);
	suite_add_tcase(suite, tcase);
	srunner_set_fork_status(runner, CK_NOFORK);
	if (pcscd_installed())
		srunner_run_all(runner, CK_SILENT);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return !pcscd_installed() ? EXIT_SKIPPED : failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
