/* SPDX-License-Identifier: BSD-2-Clause */
/* A card of each type, and what each holds, read in the process. */
#include <string.h>

#include "soak.h"

static bool trust_authority(struct deck *deck)
{
	bool ok = zairyu_trust_new(deck->ctx, &deck->trust, NULL) == ZAIRYU_OK;

	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; ok && family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes certificate;

		ok = zairyu_vcard_ca_certificate(deck->ca, family, &certificate, NULL) == ZAIRYU_OK &&
		     zairyu_trust_add(deck->trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL) == ZAIRYU_OK;
	}
	return ok;
}

static bool learn(struct deck *deck, int i)
{
	const char *number = zairyu_vcard_number(deck->cards[i]);
	zairyu_transport *transport = NULL;
	zairyu_session *session = NULL;
	bool ok = zairyu_vcard_transport(deck->ctx, deck->cards[i], 0, 0, &transport, NULL) == ZAIRYU_OK &&
		  zairyu_session_new(transport, &session, NULL) == ZAIRYU_OK &&
		  zairyu_session_authenticate(session, number, strlen(number), NULL) == ZAIRYU_OK &&
		  zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &deck->expected[i], NULL) ==
			  ZAIRYU_OK;

	zairyu_session_free(session);
	zairyu_transport_free(transport);
	return ok;
}

bool deck_open(struct deck *deck)
{
	static const char *const types[CARDS] = { "type=1", "type=2", "type=05", "type=06" };
	bool ok;

	memset(deck, 0, sizeof *deck);
	ok = zairyu_context_new(&deck->ctx, NULL) == ZAIRYU_OK &&
	     zairyu_vcard_ca_new(deck->ctx, 1, &deck->ca, NULL) == ZAIRYU_OK && trust_authority(deck);
	for (int i = 0; ok && i < CARDS; i++)
		ok = zairyu_vcard_new(deck->ctx, deck->ca, types[i], &deck->cards[i], NULL) == ZAIRYU_OK &&
		     learn(deck, i);
	return ok;
}

void deck_close(struct deck *deck)
{
	for (int i = 0; i < CARDS; i++) {
		zairyu_record_free(deck->expected[i]);
		zairyu_vcard_free(deck->cards[i]);
	}
	zairyu_trust_free(deck->trust);
	zairyu_vcard_ca_free(deck->ca);
	zairyu_context_free(deck->ctx);
}
