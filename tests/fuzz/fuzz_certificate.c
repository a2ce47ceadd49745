/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates from hostile hands: as an anchor, and as what stands on a card. */
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

#include "certificate/certificate.h"
#include "der/to_der.h"
#include "fuzz.h"

static bool lies_in(zairyu_bytes outer, zairyu_bytes inner)
{
	return inner.data >= outer.data && inner.data + inner.len <= outer.data + outer.len;
}

/* What was brought into DER stays as it is when that is done again. */
static void require_settled(zairyu_bytes whole)
{
	for (unsigned rules = 0; rules < TO_DER_RULES; rules++) {
		uint8_t *once, *twice = NULL;
		size_t once_len, twice_len = 0;

		if (to_der(whole, rules, &once, &once_len) != 0)
			continue;
		FUZZ_REQUIRE(once_len <= 2 * whole.len + 64);
		FUZZ_REQUIRE(to_der((zairyu_bytes){ once, once_len }, rules, &twice, &twice_len) == 0);
		FUZZ_REQUIRE(once_len == twice_len && memcmp(once, twice, once_len) == 0);
		free(once);
		free(twice);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct certificate certificate;
	zairyu_context *ctx;
	zairyu_trust *trust;

	if (certificate_parse((zairyu_bytes){ data, size }, &certificate) == 0) {
		FUZZ_REQUIRE(certificate.whole.data == data && certificate.whole.len <= size);
		FUZZ_REQUIRE(lies_in((zairyu_bytes){ data, size }, certificate.tbs));
		FUZZ_REQUIRE(certificate.der || lies_in(certificate.whole, certificate.subject));
		require_settled(certificate.whole);
	}
	certificate_done(&certificate);
	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	FUZZ_REQUIRE(zairyu_trust_new(ctx, &trust, NULL) == 0);
	if (zairyu_trust_add(trust, (zairyu_bytes){ data, size }, ZAIRYU_TRUST_CUSTOM, NULL) == 0)
		FUZZ_REQUIRE(zairyu_trust_count(trust) > 0 && zairyu_trust_subject(trust, 0));
	else
		FUZZ_REQUIRE(zairyu_trust_count(trust) == 0);
	zairyu_trust_free(trust);
	zairyu_context_free(ctx);
	return 0;
}
