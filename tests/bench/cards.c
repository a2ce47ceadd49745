/* SPDX-License-Identifier: BSD-2-Clause */
#include "cards.h"

#include <string.h>

#include "bench.h"

void desk_open(struct issuer_desk *desk)
{
	BENCH_REQUIRE(zairyu_context_new(&desk->ctx, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_vcard_ca_new(desk->ctx, 1, &desk->ca, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_trust_new(desk->ctx, &desk->trust, NULL) == ZAIRYU_OK);
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes certificate;

		BENCH_REQUIRE(zairyu_vcard_ca_certificate(desk->ca, family, &certificate, NULL) == ZAIRYU_OK);
		BENCH_REQUIRE(zairyu_trust_add(desk->trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL) == ZAIRYU_OK);
	}
}

void desk_close(struct issuer_desk *desk)
{
	zairyu_trust_free(desk->trust);
	zairyu_vcard_ca_free(desk->ca);
	zairyu_context_free(desk->ctx);
}

zairyu_vcard *desk_card(const struct issuer_desk *desk, const char *options)
{
	zairyu_vcard *card;

	BENCH_REQUIRE(zairyu_vcard_new(desk->ctx, desk->ca, options, &card, NULL) == ZAIRYU_OK);
	return card;
}

/* With padding, zairyu_read_and_verify() cannot be used: it leaves padding out. */
static int read_all(zairyu_session *session, const zairyu_trust *trust, unsigned flags, zairyu_record **record,
		    zairyu_report **report)
{
	int rc;

	if (flags == 0)
		return zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, record, report, NULL);
	rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, flags, record, NULL);
	return rc == ZAIRYU_OK ? zairyu_verify(trust, *record, 0, report, NULL) : rc;
}

zairyu_record *read_verified(zairyu_transport *transport, const char *number, const zairyu_trust *trust, unsigned flags)
{
	zairyu_session *session;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc;

	BENCH_REQUIRE(zairyu_session_new(transport, &session, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_session_authenticate(session, number, strlen(number), NULL) == ZAIRYU_OK);
	rc = read_all(session, trust, flags, &record, &report);
	/* The CA is a custom anchor, so a card that is right in every other way is still not called genuine. */
	BENCH_REQUIRE(rc == ZAIRYU_ERR_NOT_GENUINE);
	BENCH_REQUIRE(zairyu_report_falsification(report) == ZAIRYU_RESULT_OK);
	BENCH_REQUIRE(zairyu_report_issuer(report) == ZAIRYU_RESULT_OK);
	zairyu_report_free(report);
	zairyu_session_free(session);
	return record;
}

zairyu_record *desk_read(const struct issuer_desk *desk, zairyu_vcard *card)
{
	zairyu_transport *transport;
	zairyu_record *record;

	BENCH_REQUIRE(zairyu_vcard_transport(desk->ctx, card, 0, 0, &transport, NULL) == ZAIRYU_OK);
	record = read_verified(transport, zairyu_vcard_number(card), desk->trust, 0);
	zairyu_transport_free(transport);
	return record;
}
