/* SPDX-License-Identifier: BSD-2-Clause */
/* What a picture of a card may say about the card. Whatever is not known counts as not proved. */
#include "view/claim.h"

#include "stored_image.h"

static bool is_specimen(const struct claim *claim, const zairyu_report *report)
{
	int anchor = zairyu_report_anchor_kind(report);

	return !claim->live || anchor == ZAIRYU_ANCHOR_OFFICIAL_TEST || anchor == ZAIRYU_ANCHOR_CUSTOM;
}

#define ROLE_BIT(role) (UINT64_C(1) << (role))

/* The items with something that a side shows. */
static uint64_t shown_items(const zairyu_card *card, enum side side)
{
	static const uint64_t shown[] = {
		[SIDE_FRONT] = ROLE_BIT(ZAIRYU_ROLE_FRONT_IMAGE) | ROLE_BIT(ZAIRYU_ROLE_PRINTED_ENTRY) |
			       ROLE_BIT(ZAIRYU_ROLE_CARD_NUMBER) | ROLE_BIT(ZAIRYU_ROLE_NAME_IMAGE) |
			       ROLE_BIT(ZAIRYU_ROLE_ADDRESS_IMAGE) | ROLE_BIT(ZAIRYU_ROLE_FACE),
		[SIDE_BACK] = ROLE_BIT(ZAIRYU_ROLE_ENTRY) | ROLE_BIT(ZAIRYU_ROLE_ADDRESS_IMAGE),
	};
	zairyu_card_object_info object = { .size = sizeof object };
	uint64_t items = 0;

	for (size_t i = 0; zairyu_card_object(card, i, &object) == ZAIRYU_OK; i++)
		if (shown[side] & ROLE_BIT(object.role))
			items |= object.item;
	return items;
}

static void make(struct claim *claim, const zairyu_record *record, const zairyu_report *report, enum front_fit fit,
		 enum side side)
{
	const zairyu_card *card = zairyu_record_card(record);

	*claim = (struct claim){
		.verified = report != NULL,
		.verdict = zairyu_report_verdict(report),
		.falsification = zairyu_report_falsification(report),
		.issuer = zairyu_report_issuer(report),
		.live = zairyu_record_is_live(record),
		.source = zairyu_record_source(record),
		.kind = zairyu_card_kind(card),
		.front_item = source_item(card, ZAIRYU_ROLE_FRONT_IMAGE),
		.shown = shown_items(card, side),
		.kind_items = zairyu_card_kind_items(card),
		.fit = fit,
		.read_at = zairyu_record_read_at(record),
		.side = side,
	};
	claim->specimen = is_specimen(claim, report);
	if (claim->specimen && claim->verdict == ZAIRYU_VERDICT_GENUINE)
		claim->verdict = ZAIRYU_VERDICT_UNCHECKED;
	if (claim->verdict == ZAIRYU_VERDICT_GENUINE)
		claim->proved = zairyu_report_covers(report) & zairyu_card_items(card);
}

void claim_make(struct claim *claim, const zairyu_record *record, const zairyu_report *report, enum front_fit fit)
{
	make(claim, record, report, fit, SIDE_FRONT);
}

void claim_make_back(struct claim *claim, const zairyu_record *record, const zairyu_report *report, enum front_fit fit)
{
	make(claim, record, report, fit, SIDE_BACK);
}

bool claim_names_kind(const struct claim *claim)
{
	return claim->fit == FRONT_BOUND || claim->fit == FRONT_FITS;
}

bool claim_kind_is_proved(const struct claim *claim)
{
	if (claim->fit == FRONT_BOUND)
		return claim->proved & claim->kind_items;
	return claim->fit == FRONT_FITS && claim->proved & claim->front_item;
}

uint64_t claim_shown_proved(const struct claim *claim)
{
	return claim->proved & claim->shown;
}

bool claim_all_proved(const struct claim *claim)
{
	/* The second generation shows a number and an address that never are [G2 3.4.3]. */
	return claim->shown != 0 && claim_shown_proved(claim) == claim->shown;
}
