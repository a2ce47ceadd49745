/* SPDX-License-Identifier: BSD-2-Clause */
/* URIs of readers: what is refused, what is taken for which driver. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "connstring.h"

static struct board board;

START_TEST(uris)
{
	static const struct {
		const char *uri;
		int code;
	} cases[] = {
		{ "nfc:pn532_uart", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:ttyUSB0", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:115201", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null:115200:x", ZAIRYU_ERR_ARGUMENT },
		{ "nfc::/dev/null", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/nu\nll", ZAIRYU_ERR_ARGUMENT },
		{ "nfc:pn532_uart:/dev/null", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev/null:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/dev/null/x:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_uart:/nonexistent:115200", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_i2c:/nonexistent", ZAIRYU_ERR_NO_READER },
		{ "nfc:pn532_spi:/nonexistent:500000", ZAIRYU_ERR_NO_READER },
		{ "nfc:", ZAIRYU_ERR_NO_READER },
	};

	board_plug_in(&board, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int rc = board_try(&board, cases[i].uri);

		ck_assert_msg(rc == cases[i].code, "%s: %d %s", cases[i].uri, rc, zairyu_error_message(board.err));
		ck_assert_str_ne(zairyu_error_message(board.err), "");
	}
	board_stop(&board);
}
END_TEST

START_TEST(long_uris)
{
	struct connstring connstring;
	char uri[3000];

	board_plug_in(&board, NULL);
	for (size_t len = 900; len < 2100; len += 1) {
		memset(uri, 'a', len);
		uri[len] = '\0';
		memcpy(uri, "nfc:pn532_uart:/", 16);
		ck_assert_int_lt(board_try(&board, uri), 0);
		memcpy(uri, "nfc:pn53x_usb:aa", 16); /* nothing is opened before connecting */
		(void)board_try(&board, uri);
		ck_assert_int_eq(connstring_parse(uri + 4, &connstring).code,
				 len - 4 < sizeof(nfc_connstring) ? ZAIRYU_OK : ZAIRYU_ERR_ARGUMENT);
	}
	board_stop(&board);
}
END_TEST

START_TEST(drivers_differ)
{
	struct connstring c;

	ck_assert_int_eq(connstring_parse("acr122_usb:001:004", &c).code, ZAIRYU_OK);
	ck_assert_uint_eq(c.driver->max_response, 250);
	ck_assert_uint_eq(c.driver->max_command, 252);
	ck_assert_int_eq(connstring_parse("pn532_i2c:/dev/i2c-1", &c).code, ZAIRYU_OK);
	ck_assert_uint_eq(c.driver->max_response, 252);
	ck_assert_str_eq(c.path, "/dev/i2c-1");
	ck_assert_int_eq(connstring_parse("pn532_uart:/dev/ttyUSB0:9600", &c).code, ZAIRYU_OK);
	ck_assert_str_eq(c.path, "/dev/ttyUSB0");
	ck_assert_str_eq(c.text, "pn532_uart:/dev/ttyUSB0:9600");
	ck_assert_int_eq(connstring_parse("some_driver", &c).code, ZAIRYU_OK);
	ck_assert_int_eq(c.driver->bus, BUS_OTHER);
}
END_TEST

/* A driver libnfc does not have is found out on connecting. */
START_TEST(unknown_drivers)
{
	board_plug_in(&board, NULL);
	snprintf(board.uri, sizeof board.uri, "nfc:no_such_driver:1:2");
	board_open(&board);
	ck_assert_int_eq(board_connect(&board, 3000), ZAIRYU_ERR_NO_READER);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("uri", 60);

	suite_add(tcase, (const TTest *const[]){ uris, long_uris, drivers_differ, unknown_drivers, NULL });
	return board_run("nfc uri", tcase);
}
