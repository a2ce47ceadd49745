/* SPDX-License-Identifier: BSD-2-Clause */
/* What a command costs through the backend, against a bare SCardTransmit, in one run and alternating. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <winscard.h>
#include <zairyu/pcsc.h>

#include "pcscd.h"
#include "vicc.h"

#define ROUNDS    60
#define PER_ROUND 100

static const uint8_t command[] = { 0x00, 0x10, 0x00, 0xF6, 0x00 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Both sides take the card in turn, so that what else the machine does hits both alike. */
static void bare(SCARDCONTEXT context, double *times)
{
	SCARDHANDLE card;
	DWORD protocol, len;
	uint8_t answer[300];

	if (SCardConnect(context, "Virtual PCD 00 00", SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, &card, &protocol))
		exit(1);
	SCardBeginTransaction(card);
	for (int i = 0; i < PER_ROUND; i++) {
		double start = now();

		len = sizeof(answer);
		if (SCardTransmit(card, SCARD_PCI_T1, command, sizeof(command), NULL, answer, &len) || len != 0xF8)
			exit(1);
		times[i] = now() - start;
	}
	SCardDisconnect(card, SCARD_RESET_CARD);
}

static void ours(zairyu_transport *transport, double *times)
{
	uint8_t answer[300];
	size_t len;

	if (zairyu_transport_connect(transport, NULL, NULL))
		exit(1);
	for (int i = 0; i < PER_ROUND; i++) {
		double start = now();

		if (zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ command, sizeof(command) }, answer,
					      sizeof(answer), &len, NULL) ||
		    len != 0xF8)
			exit(1);
		times[i] = now() - start;
	}
	zairyu_transport_disconnect(transport);
}

static double median(double *times)
{
	qsort(times, (size_t)ROUNDS * PER_ROUND, sizeof(*times), by_value);
	return times[ROUNDS * PER_ROUND / 2];
}

static void measure(zairyu_transport *transport)
{
	static double bare_times[ROUNDS * PER_ROUND], our_times[ROUNDS * PER_ROUND];
	SCARDCONTEXT context;
	double a, b;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context))
		exit(1);
	for (int i = 0; i < ROUNDS; i++) {
		bare(context, bare_times + i * PER_ROUND);
		ours(transport, our_times + i * PER_ROUND);
	}
	SCardReleaseContext(context);
	a = median(bare_times);
	b = median(our_times);
	printf("SCardTransmit %.1f us, through the backend %.1f us, ratio %.3f (medians of %d)\n", a, b, b / a,
	       ROUNDS * PER_ROUND);
}

int main(void)
{
	zairyu_context *ctx = NULL;
	zairyu_transport *transport = NULL;
	struct vicc *vicc;

	if (!pcscd_lock() || (!pcscd_foreign() && !pcscd_start()))
		return EXIT_SKIPPED;
	vicc = vicc_insert(0);
	if (!vicc || zairyu_context_new(&ctx, NULL) || zairyu_context_add_backend(ctx, zairyu_pcsc_backend()) ||
	    zairyu_transport_open(ctx, "pcsc:", &transport, NULL) ||
	    zairyu_transport_wait_card(transport, 1, 3000, NULL, NULL))
		return 1;
	measure(transport);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
	vicc_remove(vicc);
	pcscd_stop();
	pcscd_unlock();
	return 0;
}
