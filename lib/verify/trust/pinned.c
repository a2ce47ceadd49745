/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of the agency's published CA certificates [card-protocol 6]. Only what is here can make a card genuine. */
#include "trust/pinned.h"

#include <string.h>
#include <zairyu/verify.h>

static const struct pinned {
	int kind;
	char sha256[SHA256_HEX_SIZE];
} pinned[] = {
	/* ZairyuCard CA, first generation, 2015-06-06 to 2025-09-06 */
	{ ZAIRYU_ANCHOR_PRODUCTION, "97f37c5967af5f3cd84e6ed694b09539abb7f8e7e76b6f7496a060008982983d" },
	/* ZairyuCard CA, first generation, 2018-04-07 to 2028-07-07 */
	{ ZAIRYU_ANCHOR_PRODUCTION, "ff02323cea7b8c3dfc0dc2de79d46e78514af587368523086b188e9690aec861" },
	/* ZairyuCard CA, first generation, 2021-05-27 to 2031-08-27 */
	{ ZAIRYU_ANCHOR_PRODUCTION, "6f50161aa80f7ff7c630505faf472906f7b101d5083e327a6182c82cd7985e67" },
	/* ZairyuCard CA, first generation, 2024-05-08 to 2034-08-08 */
	{ ZAIRYU_ANCHOR_PRODUCTION, "bf854466ed9abf61f559c39bf8790546f8acdab99b51fd2330563669ce4a71b2" },
	/* ZairyuCard CA2, second generation, 2026-04-20 to 2039-07-20 */
	{ ZAIRYU_ANCHOR_PRODUCTION, "11e6ad8b8e64f0cdb1d8ba9e3689926c80e8479a2f098616f674a23582bec13b" },
	/* ZairyuCard CA2 for sample cards, 2026-03-19 to 2039-06-19 */
	{ ZAIRYU_ANCHOR_OFFICIAL_TEST, "1846b815d31f04fe93d57450a6d8a8c351eac3d8c444a2375d95734df7dd1057" },
};

int pinned_kind(const uint8_t sha256[SHA256_SIZE])
{
	char hex[SHA256_HEX_SIZE];

	hex_write((zairyu_bytes){ sha256, SHA256_SIZE }, hex);
	for (size_t i = 0; i < sizeof pinned / sizeof *pinned; i++)
		if (memcmp(hex, pinned[i].sha256, SHA256_HEX_SIZE) == 0)
			return pinned[i].kind;
	return 0;
}

const char *zairyu_trust_page(int family)
{
	if (family == ZAIRYU_FAMILY_FIRST_GENERATION)
		return "https://www.moj.go.jp/isa/applications/disclosure/120424_01.html";
	return family == ZAIRYU_FAMILY_SECOND_GENERATION
		       ? "https://www.moj.go.jp/isa/publications/resources/120424_01_00003.html"
		       : NULL;
}
