/* SPDX-License-Identifier: BSD-2-Clause */
#include "transport_case.h"

#include "base/vcard_reader.h"

zairyu_context *ctx;
zairyu_transport *transport;
zairyu_error *err;
uint8_t room[ZAIRYU_RESPONSE_MAX];
size_t room_len;

static void make(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	card = card_of_type("1");
}

static void done(void)
{
	zairyu_transport_free(transport);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
	zairyu_error_free(err);
	transport = NULL;
	card = NULL;
	ctx = NULL;
	err = NULL;
}

TCase *transport_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_checked_fixture(tcase, make, done);
	return tcase;
}

void open_with(const char *options)
{
	struct vcard_reader reader;

	ck_assert_int_eq(reader_from_options(&reader, options, NULL), ZAIRYU_OK);
	ck_assert_int_eq(reader_transport(ctx, card, &reader, "virtual:", &transport, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
}

int transmit(const char *hex, const zairyu_wait *wait)
{
	uint8_t command[512];
	zairyu_bytes bytes = { command, unhex(hex, command, sizeof command) };

	zairyu_error_free(err);
	err = NULL;
	return zairyu_transport_transmit(transport, wait, bytes, room, sizeof room, &room_len, &err);
}

void ck_transmit(const char *hex, const char *answer)
{
	ck_assert_int_eq(transmit(hex, NULL), ZAIRYU_OK);
	ck_hex(room, room_len, answer);
}

void ck_fails(const char *hex, int code)
{
	ck_assert_int_eq(transmit(hex, NULL), code);
	ck_assert_int_eq(zairyu_error_code(err), code);
	ck_assert_uint_eq(room_len, 0);
}

void authenticate_through(void)
{
	ck_assert_int_eq(transmit(CHALLENGE, NULL), ZAIRYU_OK);
	ck_assert_int_eq(transmit(vectors[0].mutual_authenticate, NULL), ZAIRYU_OK);
	ck_transmit(vectors[0].verify, "9000");
	ck_transmit(SELECT_DF1, "9000");
}
