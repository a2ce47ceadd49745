/* SPDX-License-Identifier: BSD-2-Clause */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *serve(void *arg)
{
	struct board *board = arg;

	board->served = zairyu_vcard_pn532_serve(board->chip, board->end, NULL);
	return NULL;
}

void board_card(struct board *board, const char *options)
{
	zairyu_vcard *card = NULL;
	int rc = options ? zairyu_vcard_new(board->ctx, board->ca, options, &card, &board->err) : ZAIRYU_OK;

	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(board->err));
	ck_assert_int_eq(zairyu_vcard_pn532_insert(board->chip, card), ZAIRYU_OK);
	zairyu_vcard_free(board->card);
	board->card = card;
}

static zairyu_context *issuing;
static zairyu_vcard_ca *issuer;

/* Not within a test, so Check's assertions are not to be had. */
static void prepare(void)
{
	zairyu_bytes certificate;

	if (zairyu_context_new(&issuing, NULL) || zairyu_vcard_ca_new(issuing, 1, &issuer, NULL))
		abort();
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		if (zairyu_vcard_ca_certificate(issuer, family, &certificate, NULL))
			abort();
	}
}

int board_run(const char *name, TCase *tcase)
{
	int status;

	prepare();
	status = suite_run(name, tcase);
	zairyu_vcard_ca_free(issuer);
	zairyu_context_free(issuing);
	return status;
}

void board_plug_in(struct board *board, const char *options)
{
	memset(board, 0, sizeof *board);
	ck_assert_int_eq(zairyu_context_new(&board->ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(board->ctx, zairyu_nfc_backend(), NULL), ZAIRYU_OK);
	board->ca = issuer;
	ck_assert_int_eq(zairyu_vcard_pn532_new(board->ctx, NULL, &board->chip, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&board->end, NULL), ZAIRYU_OK);
	snprintf(board->uri, sizeof board->uri, "nfc:%s", zairyu_vcard_pn532_connstring(board->chip));
	board_card(board, options);
	ck_assert_int_eq(pthread_create(&board->thread, NULL, serve, board), 0);
	board->serving = 1;
}

void board_name(struct board *board)
{
	const char *real = strchr(zairyu_vcard_pn532_connstring(board->chip), ':') + 1;
	char path[64];

	snprintf(path, sizeof path, "%.*s", (int)strcspn(real, ":"), real);
	snprintf(board->node, sizeof board->node, "/tmp/zairyu-tty-%ld", (long)getpid());
	(void)unlink(board->node);
	ck_assert_int_eq(symlink(path, board->node), 0);
	snprintf(board->uri, sizeof board->uri, "nfc:pn532_uart:%s:115200", board->node);
}

void board_unplug(struct board *board, uint32_t at)
{
	ck_assert_int_eq(unlink(board->node), 0);
	board_fault(board, ZAIRYU_PN532_UNPLUG, at, 0);
}

void board_open(struct board *board)
{
	int rc;

	zairyu_transport_free(board->transport);
	rc = zairyu_transport_open(board->ctx, board->uri, NULL, &board->transport, &board->err);
	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(board->err));
}

void board_start(struct board *board, const char *options)
{
	board_plug_in(board, options);
	board_open(board);
}

void board_fall_silent(struct board *board)
{
	if (!board->serving)
		return;
	zairyu_cancel_trigger(board->end);
	ck_assert_int_eq(pthread_join(board->thread, NULL), 0);
	board->serving = 0;
}

int board_try(struct board *board, const char *uri)
{
	zairyu_transport *transport = NULL;
	int rc;

	zairyu_error_free(board->err);
	board->err = NULL;
	rc = zairyu_transport_open(board->ctx, uri, NULL, &transport, &board->err);
	ck_assert_int_eq(rc, zairyu_error_code(board->err));
	ck_assert((rc == ZAIRYU_OK) == (transport != NULL));
	zairyu_transport_free(transport);
	return rc;
}

void board_stop(struct board *board)
{
	zairyu_transport_free(board->transport);
	board_fall_silent(board);
	if (board->node[0])
		(void)unlink(board->node);
	zairyu_vcard_pn532_free(board->chip);
	zairyu_vcard_free(board->card);
	zairyu_cancel_free(board->end);
	zairyu_error_free(board->err);
	zairyu_context_free(board->ctx);
}

void board_fault(struct board *board, int fault, uint32_t at, uint32_t arg)
{
	ck_assert_int_eq(zairyu_vcard_pn532_set_fault(board->chip, fault, at, arg), ZAIRYU_OK);
}

int board_connect(struct board *board, uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	zairyu_error_free(board->err);
	board->err = NULL;
	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_connect(board->transport, wait, &board->err);
	zairyu_wait_free(wait);
	ck_assert_int_eq(rc, zairyu_error_code(board->err));
	return rc;
}

int board_send(struct board *board, uint32_t ms, const char *hex)
{
	uint8_t command[512];
	size_t len = strlen(hex) / 2;
	zairyu_wait *wait;
	int rc;

	zairyu_error_free(board->err);
	board->err = NULL;
	for (size_t i = 0; i < len; i++) {
		char byte[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

		command[i] = (uint8_t)strtoul(byte, NULL, 16);
	}
	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_transmit(board->transport, wait, (zairyu_bytes){ command, len }, board->response,
				       sizeof board->response, &board->response_len, &board->err);
	zairyu_wait_free(wait);
	ck_assert_int_eq(rc, zairyu_error_code(board->err));
	return rc;
}

void board_ck_native(const struct board *board, int64_t wanted)
{
	const char *domain = NULL;
	int64_t code = 0;

	ck_assert_int_eq(zairyu_error_native(board->err, &domain, &code), ZAIRYU_OK);
	ck_assert_str_eq(domain, "libnfc");
	ck_assert_int_eq(code, wanted);
}

void board_ck_works(struct board *board)
{
	int rc = board_connect(board, 5000);

	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(board->err));
	rc = board_send(board, 2000, SELECT_MF);
	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(board->err));
	ck_assert_uint_eq(board->response_len, 2);
	ck_assert_int_eq(board_send(board, 2000, READ_TYPE), ZAIRYU_OK);
	ck_assert_uint_eq(board->response_len, 5);
	zairyu_transport_disconnect(board->transport);
}
