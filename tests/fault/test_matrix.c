/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each of the first 60 commands of a read fails in each way the virtual card knows, and for each there is one right
 * outcome: what a fault does to which kind of command decides it. Whatever it is, the next read of the same card on the
 * same reader works.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "session/session.h"
#include "tap.h"
#include "util/context/context.h"

enum { COMMANDS = 60, LONG_MS = 60000, STEP_TEXT = 40, CARD_TEXT = 48 };

/* The outcome that is no error code. */
enum { READ = 0 };

/* Both sides' random numbers, so that what a flipped bit of ciphertext becomes is the same in every run. */
static const uint8_t rnd_icc[8] = { 1, 2, 3, 4, 5, 6, 7, 10 };
static const uint8_t k_icc[16] = { 9, 8, 7, 6, 5, 4, 3, 2, 2 };

static int fixed_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	memset(out, 0x5A, len);
	return 0;
}

static const struct {
	int fault;
	uint32_t arg, timeout_ms;
} faults[] = {
	{ ZAIRYU_FAULT_REMOVE, 0, LONG_MS },      { ZAIRYU_FAULT_REMOVE, 1, LONG_MS },
	{ ZAIRYU_FAULT_STATUS, 0x6A82, LONG_MS }, { ZAIRYU_FAULT_STATUS, 0x6982, LONG_MS },
	{ ZAIRYU_FAULT_STATUS, 0x6F00, LONG_MS }, { ZAIRYU_FAULT_STATUS, 0x6283, LONG_MS },
	{ ZAIRYU_FAULT_STATUS, 0x6700, LONG_MS }, { ZAIRYU_FAULT_STATUS, 0x6300, LONG_MS },
	{ ZAIRYU_FAULT_SHORT, 1, LONG_MS },       { ZAIRYU_FAULT_LONG, 1, LONG_MS },
	{ ZAIRYU_FAULT_GARBLE, 0, LONG_MS },      { ZAIRYU_FAULT_GARBLE, 9, LONG_MS },
	{ ZAIRYU_FAULT_GARBLE, 2, LONG_MS },      { ZAIRYU_FAULT_STALE, 0, LONG_MS },
	{ ZAIRYU_FAULT_LENGTH, 0, LONG_MS },      { ZAIRYU_FAULT_EMPTY, 0, LONG_MS },
	{ ZAIRYU_FAULT_SILENCE, 0, 40 },
};

/*
 * What comes of it: the first row that fits decides. `step` is a word of step_of() or its beginning; `card` likewise
 * the beginning of the card's options, which end in "/256" with the reader of short answers. READ: what is proved is
 * what is proved without a fault: no garbled answer condemns a card, it is asked again.
 */
static const struct {
	int fault;
	uint32_t arg;
	const char *step, *card;
	int rc;
} rules[] = {
	{ ZAIRYU_FAULT_REMOVE, 0, "", "", ZAIRYU_ERR_CARD_GONE },
	{ ZAIRYU_FAULT_REMOVE, 1, "", "", ZAIRYU_ERR_CARD_GONE },

	/* The free files are asked for once more; anywhere else a card's word is believed. */
	{ ZAIRYU_FAULT_STATUS, 0x6A82, "free", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6A82, "", "", ZAIRYU_ERR_STATUS_WORD },
	{ ZAIRYU_FAULT_STATUS, 0x6982, "free", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6982, "", "", ZAIRYU_ERR_STATUS_WORD },
	/* That the chip is broken is believed the second time. */
	{ ZAIRYU_FAULT_STATUS, 0x6F00, "", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6283, "", "", READ },
	/* In READ BINARY a refused length: once is no reason for anything. */
	{ ZAIRYU_FAULT_STATUS, 0x6700, "free", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6700, "secure", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6700, "plain", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6700, "", "", ZAIRYU_ERR_STATUS_WORD },
	{ ZAIRYU_FAULT_STATUS, 0x6300, "free", "", READ },
	{ ZAIRYU_FAULT_STATUS, 0x6300, "authenticate", "", ZAIRYU_ERR_WRONG_NUMBER },
	{ ZAIRYU_FAULT_STATUS, 0x6300, "verify", "", ZAIRYU_ERR_WRONG_NUMBER },
	{ ZAIRYU_FAULT_STATUS, 0x6300, "", "", ZAIRYU_ERR_STATUS_WORD },

	/* Answers of the wrong length: to READ BINARY an incomplete answer, which is asked for once more. */
	{ ZAIRYU_FAULT_SHORT, 1, "free", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_SHORT, 1, "challenge", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_SHORT, 1, "authenticate", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_SHORT, 1, "", "", READ },
	{ ZAIRYU_FAULT_LONG, 1, "free", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_LONG, 1, "challenge", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_LONG, 1, "authenticate", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_LONG, 1, "verify", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_LONG, 1, "", "", READ },
	{ ZAIRYU_FAULT_EMPTY, 0, "secure", "", READ },
	{ ZAIRYU_FAULT_EMPTY, 0, "plain", "", READ },
	{ ZAIRYU_FAULT_EMPTY, 0, "", "", ZAIRYU_ERR_COMMUNICATION },

	/* Of an object the first byte is the tag. */
	{ ZAIRYU_FAULT_GARBLE, 0, "free", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_GARBLE, 0, "challenge", "", ZAIRYU_ERR_WRONG_NUMBER }, /* the right one, for another challenge */
	{ ZAIRYU_FAULT_GARBLE, 0, "authenticate", "", ZAIRYU_ERR_SECURE_MESSAGING },
	{ ZAIRYU_FAULT_GARBLE, 0, "", "", READ },

	{ ZAIRYU_FAULT_GARBLE, 9, "challenge", "", ZAIRYU_ERR_WRONG_NUMBER },
	{ ZAIRYU_FAULT_GARBLE, 9, "authenticate", "", ZAIRYU_ERR_SECURE_MESSAGING },
	{ ZAIRYU_FAULT_GARBLE, 9, "", "", READ },

	{ ZAIRYU_FAULT_GARBLE, 2, "challenge", "", ZAIRYU_ERR_WRONG_NUMBER },
	{ ZAIRYU_FAULT_GARBLE, 2, "authenticate", "", ZAIRYU_ERR_SECURE_MESSAGING },
	{ ZAIRYU_FAULT_GARBLE, 2, "", "", READ },

	/* Rights that are gone; before there are any, and before the challenge, nothing is lost. */
	{ ZAIRYU_FAULT_STALE, 0, "free", "", READ },
	{ ZAIRYU_FAULT_STALE, 0, "challenge", "", READ },
	{ ZAIRYU_FAULT_STALE, 0, "", "", ZAIRYU_ERR_STATUS_WORD },

	{ ZAIRYU_FAULT_LENGTH, 0, "free", "", ZAIRYU_ERR_COMMUNICATION },
	{ ZAIRYU_FAULT_LENGTH, 0, "challenge", "", ZAIRYU_ERR_WRONG_NUMBER },
	{ ZAIRYU_FAULT_LENGTH, 0, "authenticate", "", ZAIRYU_ERR_SECURE_MESSAGING },
	{ ZAIRYU_FAULT_LENGTH, 0, "", "", READ },

	{ ZAIRYU_FAULT_SILENCE, 0, "", "", ZAIRYU_ERR_TIMEOUT },
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

/* The commands of a read without a fault, in words. */
static char plan[COMMANDS][STEP_TEXT];
static size_t plan_len;

/* Where the plan has come to: the DF, the file by P1, and how many offset reads it took. */
struct place {
	int df, reads;
	uint8_t p1;
};

/* "free version", "challenge", …, "secure 1/85", "secure+ 1/85 1", "plain 2/81": a file by DF and P1. */
static void step_of(const struct tap_exchange *e, struct place *place, char out[STEP_TEXT])
{
	const bool by_sfi = (e->command[2] & 0x80) != 0;
	const char *how = e->command[0] == 8 ? "secure" : "plain";

	if (e->command[1] == 0xA4) {
		place->df = e->command[10] - 1;
		snprintf(out, STEP_TEXT, "select");
	} else if (e->command[1] != 0xB0) {
		snprintf(out, STEP_TEXT, "%s",
			 e->command[1] == 0x84   ? "challenge"
			 : e->command[1] == 0x82 ? "authenticate"
						 : "verify");
	} else if (place->df == 0) {
		snprintf(out, STEP_TEXT, "free %s", e->command[2] == 0x8B ? "version" : "type");
	} else if (by_sfi) {
		place->p1 = e->command[2];
		place->reads = 0;
		snprintf(out, STEP_TEXT, "%s %d/%02X", how, place->df, place->p1);
	} else {
		snprintf(out, STEP_TEXT, "%s+ %d/%02X %d", how, place->df, place->p1, ++place->reads);
	}
}

static void make_plan(struct scene *scene)
{
	static struct tap tap;
	zairyu_transport *inner = scene->transport;
	struct place place = { 0 };

	/* Twice: the first read learns how the reader is to be asked. */
	tap_open(&tap, scene->ctx, inner);
	scene->transport = tap.transport;
	scene_learn(scene);
	tap_clear(&tap);
	scene_learn(scene);
	scene->transport = inner;
	plan_len = 0;
	for (size_t i = 0; i < tap.count && plan_len < COMMANDS; i++)
		if (tap.exchanges[i].len > 0)
			step_of(&tap.exchanges[i], &place, plan[plan_len++]);
	zairyu_transport_free(tap.transport);
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static int expected_of(size_t fault, const char *step, const char *card)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].fault == faults[fault].fault && rules[i].arg == faults[fault].arg &&
		    begins(step, rules[i].step) && begins(card, rules[i].card))
			return rules[i].rc;
	ck_abort_msg("no rule for %s at %s", zairyu_fault_name(faults[fault].fault), step);
	return READ;
}

static void check_outcome(const struct scene *scene, const struct outcome *o, int expected, const char *what)
{
	bool as_ever;

	outcome_check(scene, o, what);
	if (expected < 0) {
		ck_assert_msg(o->rc == expected, "%s, not %s", what, zairyu_error_name(expected));
		return;
	}
	ck_assert_msg(o->rc == ZAIRYU_ERR_NOT_GENUINE, "%s, not read", what);
	as_ever = zairyu_report_falsification(o->report) == zairyu_report_falsification(scene->report) &&
		  zairyu_report_issuer(o->report) == zairyu_report_issuer(scene->report);
	ck_assert_msg(as_ever, "%s, %s %s", what, zairyu_result_name(zairyu_report_falsification(o->report)),
		      zairyu_result_name(zairyu_report_issuer(o->report)));
}

static void one_fault(struct scene *scene, size_t card, size_t fault, size_t command)
{
	const char *number = zairyu_vcard_number(scene->card);
	char name[CARD_TEXT];
	int expected;
	uint32_t at = zairyu_vcard_commands(scene->card) + (uint32_t)command + 1;
	struct outcome o;
	char what[200];

	snprintf(name, sizeof name, "%s%s", cards[card].options, cards[card].max_response ? "/256" : "");
	expected = expected_of(fault, plan[command], name);
	read_memory_of(scene->transport)->uses = 1; /* else the best way of reading would be tried again, out of plan */
	ck_assert_int_eq(zairyu_vcard_set_fault(scene->card, faults[fault].fault, at, faults[fault].arg), 0);
	o = scene_read(scene, number, faults[fault].timeout_ms);
	snprintf(what, sizeof what, "%s max %zu, %s (%x) at %s (%zu): %s in %s", cards[card].options,
		 cards[card].max_response, zairyu_fault_name(faults[fault].fault), (unsigned)faults[fault].arg,
		 plan[command], command, zairyu_error_name(o.rc), zairyu_error_step(o.err));
	check_outcome(scene, &o, expected, what);
	outcome_done(&o);

	if (faults[fault].fault == ZAIRYU_FAULT_REMOVE && faults[fault].arg == 1) { /* away for one more power-up */
		o = scene_read(scene, number, LONG_MS);
		ck_assert_msg(o.rc == ZAIRYU_ERR_NO_CARD, "%s", what);
		outcome_done(&o);
	}
	ck_assert_int_eq(zairyu_vcard_set_fault(scene->card, ZAIRYU_FAULT_NONE, 0, 0), 0);
	o = scene_read(scene, number, LONG_MS);
	check_outcome(scene, &o, READ, what);
	outcome_done(&o);
}

/* Each card in a process of its own; ZAIRYU_FAULT_STEP thins the matrix for slow tools such as valgrind. */
START_TEST(every_fault_at_every_command)
{
	const char *step_text = getenv("ZAIRYU_FAULT_STEP");
	size_t step = step_text ? strtoul(step_text, NULL, 10) : 1;
	struct scene scene;

	scene_open(&scene);
	scene.ctx->random = fixed_random;
	for (size_t fault = 0; fault < sizeof faults / sizeof *faults; fault++) {
		/* A fresh card and reader, since a reader may have been learned to be short. */
		scene_set_card(&scene, cards[_i].options, cards[_i].max_response);
		ck_assert_int_eq(zairyu_vcard_set_random(scene.card, (zairyu_bytes){ rnd_icc, sizeof rnd_icc },
							 (zairyu_bytes){ k_icc, sizeof k_icc }),
				 0);
		make_plan(&scene);
		for (size_t command = 0; command < plan_len; command += step ? step : 1)
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
