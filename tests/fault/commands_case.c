/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands_case.h"

#include <string.h>

#include "../support/suite.h"

enum { INS_READ = 0xB0 };

struct scene scene;
struct tap tap;

static void open_scene(void)
{
	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_virtual_backend(), NULL), 0);
}

static void close_scene(void)
{
	scene_close(&scene);
}

void open_card(const char *options)
{
	scene_set_card(&scene, options, 0);
	tap_open(&tap, scene.ctx, scene.transport);
}

void close_card(void)
{
	zairyu_transport_free(tap.transport);
}

int read_once(uint64_t items, uint32_t flags, zairyu_record **out)
{
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	tap_clear(&tap);
	ck_assert_int_eq(zairyu_session_new(tap.transport, &session, NULL), 0);
	rc = zairyu_session_authenticate(session, zairyu_vcard_number(scene.card), ZAIRYU_NUMBER_LENGTH, NULL);
	if (rc == 0)
		rc = zairyu_session_read(session, items, flags, &record, NULL);
	zairyu_session_free(session);
	ck_assert_uint_eq(tap.connects, tap.disconnects);
	if (out)
		*out = record;
	else
		zairyu_record_free(record);
	return rc;
}

void expect_commands(const char *expected)
{
	char text[TEXT];

	tap_write(&tap, text, sizeof text);
	ck_assert_str_eq(text, expected);
}

const struct expected_read reads[READS] = {
	{ "type=1", START "DF1 85 86 DF2 81 82 83 84 DF3 82", START "DF1 85+29 86+12 DF2 81+1 82 83 84 DF3 82+5",
	  "DF3 82 DF1 85 86 DF2 81 82 83 84" },
	{ "type=2", START "DF1 85 86 DF2 81 DF3 82", START "DF1 85+29 86+12 DF2 81+1 DF3 82+5",
	  "DF3 82 DF1 85 86 DF2 81" },
	{ "type=05", START "DF1 81 83 84 86 DF2 81 82 83 DF3 82", START "DF1 81 83 84+23 86+10 DF2 81 82 83 DF3 82+2",
	  "DF3 82 DF1 81 83 84 86 DF2 81 82 83" },
	{ "type=06", START "DF1 81 83 84 86 DF2 83 DF3 82", START "DF1 81 83 84+23 86+10 DF2 83 DF3 82+2",
	  "DF3 82 DF1 81 83 84 86 DF2 83" },
};

int refuse_by_status(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)cap;
	if (command.data[1] == INS_READ && *response_len > *most) {
		response[0] = 0x67;
		response[1] = 0x00;
		*response_len = 2;
	}
	return 0;
}

int refuse_by_failing(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)response;
	(void)cap;
	return command.data[1] == INS_READ && *response_len > *most ? ZAIRYU_ERR_LENGTH_REFUSED : 0;
}

int refuse_by_cutting(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t *most = userdata;

	(void)cap;
	if (command.data[1] == INS_READ && *response_len > *most) {
		memmove(response + *most - 2, response + *response_len - 2, 2);
		*response_len = *most;
	}
	return 0;
}

int refuse_extended(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	if (command.data[1] == INS_READ && command.len > 5 && command.data[4] == 0)
		return ZAIRYU_ERR_LENGTH_REFUSED;
	return refuse_by_failing(userdata, command, response, cap, response_len);
}

TCase *commands_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	return tcase;
}
