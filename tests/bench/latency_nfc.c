/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a command costs through the libnfc backend, against a bare nfc_initiator_transceive_bytes: two emulated PN532
 * alike, one for each side, since opening a reader takes long.
 */
#include <nfc/nfc.h>
#include <pthread.h>
#include <stdio.h>
#include <zairyu/nfc.h>
#include <zairyu/vcard.h>

#include "bench.h"

enum { PER_ROUND = 50, ANSWER_MAX = 300 };

/* The free file with the card's type: short, so that what is measured is the way and not the card. */
static const uint8_t command[] = { 0x00, 0xB0, 0x8A, 0x00, 0x00 };

struct board {
	zairyu_vcard *card;
	zairyu_vcard_pn532 *chip;
	zairyu_cancel *end;
	pthread_t thread;
};

struct sides {
	nfc_device *device;
	zairyu_transport *transport;
};

static void *serve(void *userdata)
{
	struct board *board = userdata;

	BENCH_REQUIRE(zairyu_vcard_pn532_serve(board->chip, board->end, NULL) == ZAIRYU_OK);
	return NULL;
}

static void board_start(struct board *board, zairyu_context *ctx, zairyu_vcard_ca *ca)
{
	BENCH_REQUIRE(zairyu_vcard_new(ctx, ca, "", &board->card, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_vcard_pn532_new(ctx, board->card, &board->chip, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_cancel_new(&board->end, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(pthread_create(&board->thread, NULL, serve, board) == 0);
}

static void board_stop(struct board *board)
{
	zairyu_cancel_trigger(board->end);
	pthread_join(board->thread, NULL);
	zairyu_vcard_pn532_free(board->chip);
	zairyu_cancel_free(board->end);
	zairyu_vcard_free(board->card);
}

static double bare_once(nfc_device *device)
{
	uint8_t answer[ANSWER_MAX];
	double start = bench_wall_us();
	int len = nfc_initiator_transceive_bytes(device, command, sizeof command, answer, sizeof answer, 1000);

	BENCH_REQUIRE(len == 5);
	return bench_wall_us() - start;
}

static double ours_once(zairyu_transport *transport)
{
	uint8_t answer[ANSWER_MAX];
	size_t len;
	double start = bench_wall_us();

	BENCH_REQUIRE(zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ command, sizeof command }, answer,
						sizeof answer, &len, NULL) == ZAIRYU_OK &&
		      len == 5);
	return bench_wall_us() - start;
}

static void bare(void *userdata, double *times, unsigned count)
{
	const struct sides *sides = userdata;

	for (unsigned i = 0; i < count; i++)
		times[i] = bare_once(sides->device);
}

static void ours(void *userdata, double *times, unsigned count)
{
	const struct sides *sides = userdata;

	for (unsigned i = 0; i < count; i++)
		times[i] = ours_once(sides->transport);
}

static nfc_device *open_bare(nfc_context *nfc, const char *connstring)
{
	static const nfc_modulation type_b = { .nmt = NMT_ISO14443B, .nbr = NBR_106 };
	nfc_device *device = nfc_open(nfc, connstring);
	nfc_target target;

	BENCH_REQUIRE(device && nfc_initiator_init(device) == 0);
	BENCH_REQUIRE(nfc_initiator_select_passive_target(device, type_b, NULL, 0, &target) == 1);
	return device;
}

static void measure(struct board boards[2], zairyu_context *ctx, struct bench_effort effort)
{
	struct sides sides = { 0 };
	struct bench_pair pair;
	nfc_context *nfc = NULL;
	char uri[256];

	snprintf(uri, sizeof uri, "nfc:%s", zairyu_vcard_pn532_connstring(boards[0].chip));
	BENCH_REQUIRE(zairyu_transport_open(ctx, uri, NULL, &sides.transport, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_transport_connect(sides.transport, NULL, NULL) == ZAIRYU_OK);
	nfc_init(&nfc);
	BENCH_REQUIRE(nfc != NULL);
	sides.device = open_bare(nfc, zairyu_vcard_pn532_connstring(boards[1].chip));
	pair = bench_compare_latency(effort, PER_ROUND, ours, bare, &sides);
	nfc_close(sides.device);
	zairyu_transport_free(sides.transport);
	nfc_exit(nfc);
	bench_report_pair("latency", "libnfc", "time per command, ours / nfc_initiator_transceive_bytes", 1.05, &pair);
}

int main(int argc, char **argv)
{
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	struct board boards[2];

	BENCH_REQUIRE(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_context_add_backend(ctx, zairyu_nfc_backend(), NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_vcard_ca_new(ctx, 1, &ca, NULL) == ZAIRYU_OK);
	for (int i = 0; i < 2; i++)
		board_start(&boards[i], ctx, ca);
	measure(boards, ctx, bench_effort(argc, argv));
	for (int i = 0; i < 2; i++)
		board_stop(&boards[i]);
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
	return 0;
}
