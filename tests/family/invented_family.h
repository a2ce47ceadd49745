/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A third family that no agency issues, built in every respect unlike the two real ones: what a new family is, is this
 * table and nothing else. invented_family.c stands in for lib/core/card/catalogue.c.
 */
#ifndef TESTS_INVENTED_FAMILY_H
#define TESTS_INVENTED_FAMILY_H

#include <zairyu/card.h>

#define INVENTED_FAMILY           90
#define INVENTED_TYPE             "91"
#define INVENTED_CERTIFICATE_TYPE "92"

/* Items that no other family has. */
#define INVENTED_ITEM_NAMES    (UINT64_C(1) << 20)
#define INVENTED_ITEM_PORTRAIT (UINT64_C(1) << 40)
#define INVENTED_ITEM_HISTORY  (UINT64_C(1) << 62)

enum {
	INVENTED_SFI_NUMBER = 1,
	INVENTED_SFI_ENTRIES = 5,
	INVENTED_SFI_NAMES = 6,
	INVENTED_SFI_PORTRAIT = 7,
	INVENTED_SFI_ADDRESS = 8,
	INVENTED_SFI_TYPE = 0x15,
	INVENTED_SFI_COMMON = 0x16,
	INVENTED_SFI_KEY = 0x17,
	INVENTED_VERIFY_P2 = 0x92
};
/* Of the DF below. */
enum { INVENTED_SFI_PERMISSIONS = 1, INVENTED_SFI_RENEWAL = 2, INVENTED_SFI_HISTORY = 3, INVENTED_SFI_SIGNATURE = 4 };

#endif
