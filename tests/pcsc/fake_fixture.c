/* SPDX-License-Identifier: BSD-2-Clause */
#include "fake_fixture.h"

zairyu_context *ctx;
zairyu_transport *transport;
zairyu_error *err;
zairyu_cancel *token;
uint8_t response[ZAIRYU_RESPONSE_MAX];
size_t response_len;

static const uint8_t get_challenge[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };
static const uint8_t read_binary[] = { 0x00, 0xB0, 0x85, 0x00, 0x00, 0x00, 0x00 };
static const uint8_t ok[] = { 0x90, 0x00 };

const zairyu_bytes short_command = { get_challenge, sizeof get_challenge };
const zairyu_bytes long_command = { read_binary, sizeof read_binary };
const zairyu_bytes ok_answer = { ok, sizeof ok };

static void setup(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL), ZAIRYU_OK);
	fake_answer(ok_answer.data, ok_answer.len);
}

void forget_error(void)
{
	zairyu_error_free(err);
	err = NULL;
}

/* Whatever a test did: nothing may be left open in the service. */
static void teardown(void)
{
	forget_error();
	fake_let_go();
	zairyu_transport_free(transport);
	transport = NULL;
	zairyu_context_free(ctx);
	for (int i = 0; i < 200 && (fake_contexts() || fake_cards()); i++)
		sleep_ms(10);
	ck_assert_int_eq(fake_cards(), 0);
	ck_assert_int_eq(fake_contexts(), 0);
	ck_assert_uint_le(fake_longest_wait(), ZAIRYU_WAIT_SLICE_MS);
}

TCase *fake_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	return tcase;
}

int open_any(void)
{
	return zairyu_transport_open(ctx, "pcsc:", NULL, &transport, &err);
}

void connected(void)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}

int transmit(zairyu_bytes command)
{
	return zairyu_transport_transmit(transport, NULL, command, response, sizeof response, &response_len, &err);
}

int wait_card(int present, uint32_t ms)
{
	return zairyu_transport_wait_card(transport, present, ms, token, &err);
}

int64_t native(void)
{
	const char *domain;
	int64_t code;

	return zairyu_error_native(err, &domain, &code) == ZAIRYU_OK ? code : 0;
}

static void *soon(void *what)
{
	sleep_ms(150);
	if (!what)
		zairyu_cancel_trigger(token);
	else
		((void (*)(void))(uintptr_t)what)();
	return NULL;
}

pthread_t later(void (*what)(void))
{
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, soon, (void *)(uintptr_t)what), 0);
	return thread;
}
