/* SPDX-License-Identifier: BSD-2-Clause */
/* Each call of libnfc that fails leaves its line in the log. The calls are libnfc's own, but one, which fails once. */
#include <nfc/nfc.h>
#include <stdio.h>
#include <string.h>

#include "../support/log_lines.h"
#include "board.h"

static struct board board;
static const char *failing; /* the name of the call that is to fail next */

static int fails(const char *name)
{
	if (!failing || strcmp(failing, name) != 0)
		return 0;
	failing = NULL;
	return 1;
}

/* What the linker calls instead of `name`, and how it fails. */
#define WRAP(type, name, failure, parameters, arguments)                                                               \
	type __real_##name parameters;                                                                                 \
	type __wrap_##name parameters;                                                                                 \
	type __wrap_##name parameters                                                                                  \
	{                                                                                                              \
		return fails(#name) ? (failure) : __real_##name arguments;                                             \
	}

WRAP(nfc_device *, nfc_open, NULL, (nfc_context * context, const nfc_connstring name), (context, name))
WRAP(int, nfc_device_get_supported_modulation, NFC_EIO,
     (nfc_device * device, const nfc_mode mode, const nfc_modulation_type **const types), (device, mode, types))
WRAP(int, nfc_initiator_init, NFC_ECHIP, (nfc_device * device), (device))
WRAP(int, nfc_initiator_select_passive_target, NFC_ECHIP,
     (nfc_device * device, const nfc_modulation kind, const uint8_t *data, const size_t len, nfc_target *target),
     (device, kind, data, len, target))
WRAP(int, nfc_initiator_transceive_bytes, NFC_ERFTRANS,
     (nfc_device * device, const uint8_t *tx, const size_t tx_len, uint8_t *rx, const size_t rx_len, int ms),
     (device, tx, tx_len, rx, rx_len, ms))
WRAP(int, nfc_initiator_deselect_target, NFC_ECHIP, (nfc_device * device), (device))

int __real_nfc_device_set_property_bool(nfc_device *device, const nfc_property property, const bool on);
int __wrap_nfc_device_set_property_bool(nfc_device *device, const nfc_property property, const bool on);
int __wrap_nfc_device_set_property_bool(nfc_device *device, const nfc_property property, const bool on)
{
	if ((property == NP_ACTIVATE_FIELD && fails("field")) || (property == NP_INFINITE_SELECT && fails("select")))
		return NFC_ECHIP;
	return __real_nfc_device_set_property_bool(device, property, on);
}

/* A conversation with everything in it. */
static void converse(void)
{
	(void)board_connect(&board, 5000);
	(void)board_send(&board, 5000, SELECT_MF);
	zairyu_transport_disconnect(board.transport);
}

static void begin(void)
{
	board_start(&board, "type=1");
	line_count = 0;
	ck_assert_int_eq(zairyu_context_set_log(board.ctx, ZAIRYU_LOG_INFO, keep, (void *)"nfc"), ZAIRYU_OK);
}

START_TEST(nothing_fails_and_nothing_is_said)
{
	begin();
	converse();
	ck_assert_msg(line_count == 0, "%s", lines[0]);
	board_stop(&board);
}
END_TEST

static const struct {
	const char *call, *line;
} calls[] = {
	{ "nfc_open", "nfc_open failed: 0 " },
	{ "nfc_device_get_supported_modulation", "nfc_device_get_supported_modulation failed: -1 " },
	{ "field", "nfc_device_set_property_bool(NP_ACTIVATE_FIELD) failed: -90 " },
	{ "select", "nfc_device_set_property_bool(NP_INFINITE_SELECT) failed: -90 " },
	{ "nfc_initiator_init", "nfc_initiator_init failed: -90 " },
	{ "nfc_initiator_select_passive_target", "nfc_initiator_select_passive_target failed: -90 " },
	{ "nfc_initiator_transceive_bytes", "nfc_initiator_transceive_bytes failed: -20 " },
	{ "nfc_initiator_deselect_target", "nfc_initiator_deselect_target failed: -90 " },
};

START_TEST(each_failed_call)
{
	begin();
	failing = calls[_i].call;
	converse();
	ck_assert_ptr_null(failing);
	ck_assert_msg(count_of(calls[_i].line) == 1, "%s: of %d lines: %s", calls[_i].line, line_count, lines[0]);
	board_stop(&board);
}
END_TEST

/* What goes on after a failure is in it, too: a reader that is opened anew, and one that cannot be. */
START_TEST(opening_anew)
{
	begin();
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	zairyu_transport_disconnect(board.transport);
	board_fault(&board, ZAIRYU_PN532_SILENCE, 0, 0);
	(void)board_connect(&board, 20000);
	ck_assert_int_ge(count_of("opening the reader again: "), 1);
	ck_assert_int_ge(count_of("nfc_open failed: 0 "), 1);
	ck_assert_int_ge(count_of("the reader could not be opened: -2"), 1);
	board_stop(&board);
}
END_TEST

/* A port that is gone has its reason in the log: the system's. */
START_TEST(a_port_that_is_gone)
{
	char name[200];

	begin();
	ck_assert_int_eq(board_connect(&board, 5000), ZAIRYU_OK);
	zairyu_transport_disconnect(board.transport);
	snprintf(name, sizeof name, "%s", board.uri);
	board_fall_silent(&board);
	zairyu_vcard_pn532_free(board.chip);
	board.chip = NULL;
	ck_assert_int_lt(board_connect(&board, 20000), 0);
	ck_assert_int_ge(count_of("the reader's port could not be opened: 2 "), 1);
	board_stop(&board);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("log", 60);

	tcase_add_test(tcase, nothing_fails_and_nothing_is_said);
	tcase_add_loop_test(tcase, each_failed_call, 0, COUNT(calls));
	tcase_add_test(tcase, opening_anew);
	tcase_add_test(tcase, a_port_that_is_gone);
	return board_run("nfc log", tcase);
}
