/* SPDX-License-Identifier: BSD-2-Clause */
/* Traces from hostile hands: parsed, and played to a session. */
#include <zairyu.h>

#include "fuzz.h"

enum { DEADLINE_MS = 5000 };

static void play(zairyu_transport *transport)
{
	zairyu_session *session;
	zairyu_record *record;

	FUZZ_REQUIRE(zairyu_session_new(transport, &session, NULL) == 0);
	zairyu_session_set_timeout(session, DEADLINE_MS);
	if (zairyu_session_authenticate(session, "AA12345678BB", ZAIRYU_NUMBER_LENGTH, NULL) == 0 &&
	    zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL) == 0)
		zairyu_record_free(record);
	zairyu_session_free(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	zairyu_context *ctx;
	zairyu_transport *transport;

	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	if (zairyu_replay_new(ctx, (zairyu_bytes){ data, size }, &transport, NULL) == 0)
		play(transport);
	else
		FUZZ_REQUIRE(!transport);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
	return 0;
}
