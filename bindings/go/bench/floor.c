/* SPDX-License-Identifier: BSD-2-Clause */
/* floor READS TYPE: microseconds that reading and verifying a virtual card takes from C, each on a line. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

static void require(int rc)
{
	if (rc >= 0 || rc == ZAIRYU_ERR_NOT_GENUINE)
		return;
	(void)fprintf(stderr, "floor: %s\n", zairyu_error_name(rc));
	exit(1);
}

static double now_us(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void read_once(zairyu_context *ctx, zairyu_vcard *card, const zairyu_trust *trust)
{
	zairyu_transport *transport = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;

	require(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL));
	require(zairyu_session_new(transport, &session, NULL));
	require(zairyu_session_authenticate(session, zairyu_vcard_number(card), ZAIRYU_NUMBER_LENGTH, NULL));
	require(zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL));
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
}

static void add_anchors(zairyu_trust *trust, zairyu_vcard *card)
{
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes certificate;

		require(zairyu_vcard_ca_certificate(zairyu_vcard_authority(card), family, &certificate, NULL));
		require(zairyu_trust_add(trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL));
	}
}

int main(int argc, char **argv)
{
	const long reads = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
	zairyu_context *ctx = NULL;
	zairyu_vcard *card = NULL;
	zairyu_trust *trust = NULL;

	require(reads > 0 ? ZAIRYU_OK : ZAIRYU_ERR_ARGUMENT);
	require(zairyu_context_new(&ctx, NULL));
	require(zairyu_vcard_new(ctx, NULL, argv[2], &card, NULL));
	require(zairyu_trust_new(ctx, &trust, NULL));
	add_anchors(trust, card);
	for (long i = 0; i < reads; i++) {
		const double start = now_us();

		read_once(ctx, card, trust);
		(void)printf("%.1f\n", now_us() - start);
	}
	zairyu_trust_free(trust);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
	return 0;
}
