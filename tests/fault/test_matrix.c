/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each of the first 60 commands of a read fails in each way the virtual card knows. Every time: no crash, the right
 * error or a right record, no verdict on wrong bytes, and the next read of the same card on the same reader works.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

enum { COMMANDS = 60, LONG_MS = 60000 };

/* Codes a fault may end with; 0 and NOT_GENUINE stand for "read all the same". The list ends with 1. */
static const struct {
	int fault;
	uint32_t arg, timeout_ms;
	int codes[14];
} faults[] = {
	{ ZAIRYU_FAULT_REMOVE, 0, LONG_MS, { ZAIRYU_ERR_CARD_GONE, 1 } },
	{ ZAIRYU_FAULT_REMOVE, 1, LONG_MS, { ZAIRYU_ERR_CARD_GONE, 1 } },
	/* At the free files one odd answer is overcome by SELECT MF and a second try. */
	{ ZAIRYU_FAULT_STATUS, 0x6A82, LONG_MS, { ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_STATUS, 0x6982, LONG_MS, { ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_STATUS, 0x6F00, LONG_MS, { ZAIRYU_ERR_CHIP_BROKEN, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_STATUS, 0x6283, LONG_MS, { ZAIRYU_ERR_CHIP_BROKEN, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	/* In READ BINARY a refused length: another way of reading is tried, until there is none left. */
	{ ZAIRYU_FAULT_STATUS,
	  0x6700,
	  LONG_MS,
	  { ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_LENGTH_REFUSED, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_STATUS,
	  0x6300,
	  LONG_MS,
	  { ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_WRONG_NUMBER, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_SHORT,
	  1,
	  LONG_MS,
	  { ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_SECURE_MESSAGING, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_LONG,
	  1,
	  LONG_MS,
	  { ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_SECURE_MESSAGING, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_GARBLE,
	  0,
	  LONG_MS,
	  { ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_SECURE_MESSAGING, ZAIRYU_ERR_MALFORMED, ZAIRYU_ERR_WRONG_NUMBER,
	    ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	/* Where a reader was found short and the number proved before, a wrong one means another card. */
	/* A bit of the card type makes another type of it, one of the challenge a wrong key. */
	{ ZAIRYU_FAULT_GARBLE,
	  9,
	  LONG_MS,
	  { ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_SECURE_MESSAGING, ZAIRYU_ERR_MALFORMED, ZAIRYU_ERR_UNKNOWN_CARD_TYPE,
	    ZAIRYU_ERR_WRONG_NUMBER, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_SPECIFIED_CARD, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_STALE,
	  0,
	  LONG_MS,
	  { ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_WRONG_NUMBER, ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_LENGTH,
	  0,
	  LONG_MS,
	  { ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_SECURE_MESSAGING, ZAIRYU_ERR_MALFORMED, ZAIRYU_ERR_WRONG_NUMBER,
	    ZAIRYU_ERR_CARD_GONE, ZAIRYU_ERR_UNKNOWN_CARD_TYPE, ZAIRYU_ERR_NOT_GENUINE, 1 } },
	{ ZAIRYU_FAULT_EMPTY, 0, LONG_MS, { ZAIRYU_ERR_COMMUNICATION, 1 } },
	{ ZAIRYU_FAULT_SILENCE, 0, 40, { ZAIRYU_ERR_TIMEOUT, 1 } },
};

static const struct {
	const char *options;
	size_t max_response; /* 256: a reader without extended length, some 50 commands a read */
} cards[] = {
	{ "type=1", 0 },
	{ "type=1", 256 },
	{ "type=2", 0 },
	{ "type=05", 0 },
	{ "type=05", 256 },
	{ "type=06", 0 },
	{ "type=1,variant=under16-a", 256 },
};

static bool is_allowed(size_t fault, int rc)
{
	for (const int *code = faults[fault].codes; *code != 1; code++)
		if (*code == rc)
			return true;
	return false;
}

static void one_fault(struct scene *scene, size_t card, size_t fault, uint32_t command)
{
	const char *number = zairyu_vcard_number(scene->card);
	uint32_t at = zairyu_vcard_commands(scene->card) + command;
	struct outcome o;
	char what[160];

	ck_assert_int_eq(zairyu_vcard_set_fault(scene->card, faults[fault].fault, at, faults[fault].arg), 0);
	o = scene_read(scene, number, faults[fault].timeout_ms);
	snprintf(what, sizeof what, "%s max %zu, %s (%x) at command %u: %s in %s", cards[card].options,
		 cards[card].max_response, zairyu_fault_name(faults[fault].fault), (unsigned)faults[fault].arg,
		 (unsigned)command, zairyu_error_name(o.rc), zairyu_error_step(o.err));
	outcome_check(scene, &o, what);
	/* A fault that came after the last command did not happen. */
	if (zairyu_vcard_commands(scene->card) >= at)
		ck_assert_msg(is_allowed(fault, o.rc), "%s", what);
	else if (faults[fault].fault != ZAIRYU_FAULT_SILENCE)
		ck_assert_msg(o.rc == ZAIRYU_ERR_NOT_GENUINE, "%s", what);
	outcome_done(&o);

	if (faults[fault].fault == ZAIRYU_FAULT_REMOVE && faults[fault].arg == 1 &&
	    zairyu_vcard_commands(scene->card) >= at) { /* it is away for one more power-up */
		o = scene_read(scene, number, LONG_MS);
		ck_assert_msg(o.rc == ZAIRYU_ERR_NO_CARD, "%s", what);
		outcome_done(&o);
	}
	ck_assert_int_eq(zairyu_vcard_set_fault(scene->card, ZAIRYU_FAULT_NONE, 0, 0), 0);
	o = scene_read(scene, number, LONG_MS);
	ck_assert_msg(o.rc == ZAIRYU_ERR_NOT_GENUINE, "after %s: %s %s", what, zairyu_error_name(o.rc),
		      zairyu_error_message(o.err));
	outcome_check(scene, &o, what);
	ck_assert_msg(zairyu_report_falsification(o.report) == zairyu_report_issuer(o.report), "after %s", what);
	outcome_done(&o);
}

/* Each card in a process of its own; ZAIRYU_FAULT_STEP thins the matrix for slow tools such as valgrind. */
START_TEST(every_fault_at_every_command)
{
	const char *step_text = getenv("ZAIRYU_FAULT_STEP");
	uint32_t step = step_text ? (uint32_t)strtoul(step_text, NULL, 10) : 1;
	struct scene scene;

	scene_open(&scene);
	for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++) {
		/* A fresh card and reader, since a reader may have been learned to be short. */
		scene_set_card(&scene, cards[_i].options, cards[_i].max_response);
		scene_learn(&scene);
		for (uint32_t command = 1; command <= COMMANDS; command += step ? step : 1)
			one_fault(&scene, (size_t)_i, fault, command);
	}
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("fault matrix", 900);

	tcase_add_loop_test(tcase, every_fault_at_every_command, 0, COUNT(cards));
	return suite_run("fault matrix", tcase);
}
