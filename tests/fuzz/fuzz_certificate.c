/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates from hostile hands: as an anchor, and as what stands on a card. */
#include <zairyu/verify.h>

#include "certificate.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct certificate certificate;
	zairyu_context *ctx;
	zairyu_trust *trust;

	if (certificate_parse((zairyu_bytes){ data, size }, &certificate)) {
		FUZZ_REQUIRE(certificate.whole.data == data && certificate.whole.len <= size);
		FUZZ_REQUIRE(certificate.subject.data >= data);
		FUZZ_REQUIRE(certificate.subject.data + certificate.subject.len <= data + size);
	}
	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	FUZZ_REQUIRE(zairyu_trust_new(ctx, &trust, NULL) == 0);
	if (zairyu_trust_add(trust, (zairyu_bytes){ data, size }, ZAIRYU_TRUST_CUSTOM, NULL) == 0)
		FUZZ_REQUIRE(zairyu_trust_count(trust) > 0 && zairyu_trust_subject(trust, 0) != NULL);
	else
		FUZZ_REQUIRE(zairyu_trust_count(trust) == 0);
	zairyu_trust_free(trust);
	zairyu_context_free(ctx);
	return 0;
}
