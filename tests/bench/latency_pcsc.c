/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a command costs through the PC/SC backend, against a bare SCardTransmit: the real service, and a card on vpcd's
 * virtual reader. Exit status 77: no service on this machine.
 */
#include <winscard.h>
#include <zairyu/pcsc.h>

#include "bench.h"
#include "pcscd.h"
#include "vicc.h"

struct latency_case {
	const char *name;
	uint8_t command[5];
	unsigned per_round;
	size_t answer;
};

/* A card that answers at once, and one that takes 10 ms. */
static const struct latency_case cases[] = {
	{ "PC/SC", { 0x00, 0x10, 0x00, 0xF6, 0x00 }, 100, 0xF6 + 2 },
	{ "PC/SC, a card that takes 10 ms", { 0x00, 0x30, 0x00, 0x01, 0x00 }, 8, 2 },
};

struct sides {
	SCARDCONTEXT context;
	zairyu_transport *transport;
	const struct latency_case *which;
};

/* Both sides take the card in turn, so that what else the machine does hits both alike. */
static void bare(void *userdata, double *times, unsigned count)
{
	const struct sides *sides = userdata;
	SCARDHANDLE card;
	DWORD protocol, len;
	uint8_t answer[300];

	BENCH_REQUIRE(SCardConnect(sides->context, "Virtual PCD 00 00", SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card,
				   &protocol) == SCARD_S_SUCCESS);
	BENCH_REQUIRE(SCardBeginTransaction(card) == SCARD_S_SUCCESS);
	for (unsigned i = 0; i < count; i++) {
		double start = bench_wall_us();

		len = sizeof answer;
		BENCH_REQUIRE(SCardTransmit(card, SCARD_PCI_T1, sides->which->command, sizeof sides->which->command,
					    NULL, answer, &len) == SCARD_S_SUCCESS &&
			      len == sides->which->answer);
		times[i] = bench_wall_us() - start;
	}
	SCardDisconnect(card, SCARD_RESET_CARD);
}

static void ours(void *userdata, double *times, unsigned count)
{
	const struct sides *sides = userdata;
	const zairyu_bytes bytes = { sides->which->command, sizeof sides->which->command };
	uint8_t answer[300];
	size_t len;

	BENCH_REQUIRE(zairyu_transport_connect(sides->transport, NULL, NULL) == ZAIRYU_OK);
	for (unsigned i = 0; i < count; i++) {
		double start = bench_wall_us();

		BENCH_REQUIRE(zairyu_transport_transmit(sides->transport, NULL, bytes, answer, sizeof answer, &len,
							NULL) == ZAIRYU_OK &&
			      len == sides->which->answer);
		times[i] = bench_wall_us() - start;
	}
	zairyu_transport_disconnect(sides->transport);
}

static void measure(zairyu_transport *transport, const struct latency_case *which, struct bench_effort effort)
{
	struct sides sides = { .transport = transport, .which = which };
	struct bench_pair pair;

	BENCH_REQUIRE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &sides.context) == SCARD_S_SUCCESS);
	pair = bench_compare_latency(effort, which->per_round, ours, bare, &sides);
	SCardReleaseContext(sides.context);
	bench_report_pair("latency", which->name, "time per command, ours / SCardTransmit", 1.05, &pair);
}

int main(int argc, char **argv)
{
	zairyu_context *ctx = NULL;
	zairyu_transport *transport = NULL;
	struct vicc *vicc;

	if (!pcscd_lock() || (!pcscd_foreign() && !pcscd_start()))
		return EXIT_SKIPPED;
	vicc = vicc_insert(0);
	BENCH_REQUIRE(vicc != NULL);
	BENCH_REQUIRE(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_transport_open(ctx, "pcsc:", NULL, &transport, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_transport_wait_card(transport, 1, 3000, NULL, NULL) == ZAIRYU_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		measure(transport, &cases[i], bench_effort(argc, argv));
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
	vicc_remove(vicc);
	pcscd_stop();
	pcscd_unlock();
	return 0;
}
