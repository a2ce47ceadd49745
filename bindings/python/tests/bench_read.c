/* SPDX-License-Identifier: BSD-2-Clause */
/* What bench.py compares a read with: the same by C alone. usage: bench_read COUNT, which prints microseconds a line */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

static double now_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int add_anchors(zairyu_trust *trust, zairyu_vcard_ca *ca)
{
	zairyu_bytes certificate;
	int rc = ZAIRYU_OK;

	for (int family = 1; rc == ZAIRYU_OK && zairyu_family_name(family); family++) {
		rc = zairyu_vcard_ca_certificate(ca, family, &certificate, NULL);
		if (rc == ZAIRYU_OK)
			rc = zairyu_trust_add(trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL);
	}
	return rc;
}

static int read_once(zairyu_context *ctx, zairyu_vcard *card, const zairyu_trust *trust)
{
	const char *number = zairyu_vcard_number(card);
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = zairyu_vcard_transport(ctx, card, 0, 0, &reader, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_new(reader, &session, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_identify(session, NULL, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, strlen(number), NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	return rc == ZAIRYU_ERR_NOT_GENUINE ? ZAIRYU_OK : rc; /* a test CA is none of production */
}

int main(int argc, char **argv)
{
	const int count = argc > 1 ? atoi(argv[1]) : 1;
	zairyu_context *ctx = NULL;
	zairyu_vcard *card = NULL;
	zairyu_trust *trust = NULL;
	int rc = zairyu_context_new(&ctx, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_vcard_new(ctx, NULL, "type=05", &card, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_trust_new(ctx, &trust, NULL);
	if (rc == ZAIRYU_OK)
		rc = add_anchors(trust, zairyu_vcard_authority(card));
	for (int i = 0; rc == ZAIRYU_OK && i < count; i++) {
		const double began = now_us();

		rc = read_once(ctx, card, trust);
		printf("%.1f\n", now_us() - began);
	}
	zairyu_trust_free(trust);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
	return rc == ZAIRYU_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
