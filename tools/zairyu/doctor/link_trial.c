/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/link_trial.h"

#include <stdlib.h>
#include <time.h>

enum { TRIALS = 9, ROOM = 512 };

/* SELECT of the MF [G1 4.2.1]; READ BINARY of the common data, which are free to read, in extended form. */
static const uint8_t select_mf[] = { 0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00 };
static const uint8_t read_extended[] = { 0x00, 0xB0, 0x8B, 0x00, 0x00, 0x00, 0x00 };

static int64_t now_us(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* One exchange; whether the status word is 9000, and how long it took. */
static int exchange(zairyu_transport *reader, const zairyu_wait *wait, zairyu_bytes command, bool *fine,
		    int64_t *took_us)
{
	uint8_t response[ROOM];
	size_t len = 0;
	const int64_t start = now_us();
	int rc = zairyu_transport_transmit(reader, wait, command, response, sizeof response, &len, NULL);

	*took_us = now_us() - start;
	*fine = rc == ZAIRYU_OK && response[len - 2] == 0x90 && response[len - 1] == 0x00;
	zairyu_wipe(response, sizeof response);
	return rc;
}

static int compare(const void *one, const void *other)
{
	const int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;

	return (a > b) - (a < b);
}

static int measure(zairyu_transport *reader, const zairyu_wait *wait, int64_t *median_us)
{
	int64_t took[TRIALS];
	int rc = ZAIRYU_OK;
	bool fine;

	for (int i = 0; rc == ZAIRYU_OK && i < TRIALS; i++)
		rc = exchange(reader, wait, (zairyu_bytes){ select_mf, sizeof select_mf }, &fine, &took[i]);
	if (rc != ZAIRYU_OK)
		return rc;
	qsort(took, TRIALS, sizeof *took, compare);
	*median_us = took[TRIALS / 2];
	return ZAIRYU_OK;
}

/* A reader that does not carry it may fail in any way, so that is an answer, too; but not an interruption. */
static int try_extended(zairyu_transport *reader, const zairyu_wait *wait, bool *extended)
{
	int64_t took_us;
	int rc = exchange(reader, wait, (zairyu_bytes){ read_extended, sizeof read_extended }, extended, &took_us);

	return rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_TIMEOUT ? rc : ZAIRYU_OK;
}

static int try_all(zairyu_transport *reader, const zairyu_wait *wait, struct link_trial *out)
{
	int rc = zairyu_transport_connect(reader, wait, NULL);

	if (rc == ZAIRYU_OK)
		rc = measure(reader, wait, &out->exchange_us);
	if (rc != ZAIRYU_OK)
		return rc;
	if (zairyu_transport_property(reader, ZAIRYU_PROPERTY_MAX_RESPONSE, &out->longest) != ZAIRYU_OK)
		out->longest = 0;
	return try_extended(reader, wait, &out->extended);
}

int link_trial_make(const struct app *app, zairyu_transport *reader, uint32_t timeout_ms, struct link_trial *out)
{
	zairyu_wait *wait = NULL;
	int rc;

	*out = (struct link_trial){ 0 };
	rc = zairyu_wait_new(timeout_ms, app->cancel, &wait, NULL);
	if (rc == ZAIRYU_OK)
		rc = try_all(reader, wait, out);
	zairyu_transport_disconnect(reader);
	zairyu_wait_free(wait);
	return rc;
}
