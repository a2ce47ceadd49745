/* SPDX-License-Identifier: BSD-2-Clause */
/* What a session writes into the log: each exchange, what failed, and why it started over. */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

enum { LOG_MAX = 4096 };

#define FINE(step) "4 " step ": 36864 (0x9000)\n"

static char lines[LOG_MAX];

static void keep(void *userdata, int level, const char *component, const char *line)
{
	const size_t at = strlen(lines);

	(void)userdata;
	if (strcmp(component, "session") == 0)
		snprintf(lines + at, LOG_MAX - at, "%d %s\n", level, line);
}

static const struct {
	const char *options;
	size_t max_response;
	int level, fault;
	uint32_t command, value;
	const char *lines;
} rows[] = {
	{ "type=1", 0, ZAIRYU_LOG_INFO, ZAIRYU_FAULT_NONE, 0, 0, "" },
	{ "type=1", 0, ZAIRYU_LOG_DEBUG, ZAIRYU_FAULT_NONE, 0, 0,
	  FINE("read-common-data") FINE("read-card-type") FINE("get-challenge") FINE("mutual-authenticate")
		  FINE("verify") FINE("select") FINE("read-signature") FINE("read-signature") FINE("select")
			  FINE("read-front-image") FINE("read-front-image") FINE("read-face") FINE("read-face")
				  FINE("select") FINE("read-address") FINE("read-comprehensive-permission")
					  FINE("read-individual-permission") FINE("read-renewal") },
	{ "type=1", 256, ZAIRYU_LOG_INFO, ZAIRYU_FAULT_NONE, 0, 0,
	  "3 read-signature: -212 (0xFFFFFFFFFFFFFF2C)\n3 starting over after a refusal: 0 (0x0)\n3 read-signature: -212 (0xFFFFFFFFFFFFFF2C)\n3 starting over after a refusal: 1 (0x1)\n" },
	{ "type=1", 0, ZAIRYU_LOG_INFO, ZAIRYU_FAULT_STATUS, 4, 0x6F00,
	  "3 starting over from the beginning: 28416 (0x6F00)\n" },
	{ "type=1", 0, ZAIRYU_LOG_INFO, ZAIRYU_FAULT_REMOVE, 3, 0, "3 get-challenge: -206 (0xFFFFFFFFFFFFFF32)\n" },
	{ "type=1", 0, ZAIRYU_LOG_INFO, ZAIRYU_FAULT_EMPTY, 3, 0, "3 an answer was incomplete: 0 (0x0)\n" },
};

START_TEST(a_session_tells)
{
	struct scene scene;
	struct outcome o;

	scene_open(&scene);
	scene_set_card(&scene, rows[_i].options, rows[_i].max_response);
	if (rows[_i].fault != ZAIRYU_FAULT_NONE)
		ck_assert_int_eq(zairyu_vcard_set_fault(scene.card, rows[_i].fault, rows[_i].command, rows[_i].value),
				 0);
	ck_assert_int_eq(zairyu_context_set_log(scene.ctx, rows[_i].level, keep, NULL), 0);
	o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	ck_assert_str_eq(lines, rows[_i].lines);
	outcome_done(&o);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("log", 60);

	tcase_add_loop_test(tcase, a_session_tells, 0, COUNT(rows));
	return suite_run("log", tcase);
}
