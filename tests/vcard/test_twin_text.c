/* SPDX-License-Identifier: BSD-2-Clause */
/* Short texts in Shift_JIS: of the characters that may be drawn, some are by chance another encoding's too. */
#include "twin_case.h"

enum { DRAWS = 100 };

static int state_of_address(const zairyu_record *record)
{
	return zairyu_record_field_state(record, ZAIRYU_FIELD_ADDRESS);
}

/* Nobody can say what those are, and the twin of a card that could be read has to be one that can. */
START_TEST(drawn_texts_can_be_read)
{
	zairyu_vcard *card;
	struct reading was;
	zairyu_bytes anchors[2];

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=2,variant=sjis,address=大阪", &card, NULL), 0);
	read_card(card, false, &was);
	ck_assert_int_eq(state_of_address(was.record), ZAIRYU_FIELD_STATE_READABLE);
	anchors_of(card, anchors);
	for (int i = 0; i < DRAWS; i++) {
		zairyu_twin *twin;
		struct reading is;
		zairyu_vcard *played;

		ck_assert_int_eq(zairyu_twin_from_record(twin_ctx, twin_ca, was.record, anchors, 2, &twin, NULL), 0);
		played = play(twin, "");
		read_card(played, false, &is);
		ck_assert_int_eq(state_of_address(is.record), ZAIRYU_FIELD_STATE_READABLE);
		reading_done(&is);
		zairyu_vcard_free(played);
		zairyu_twin_free(twin);
	}
	reading_done(&was);
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_twin_text(void)
{
	TCase *tcase = suite_case("twins of texts", 120);

	tcase_add_test(tcase, drawn_texts_can_be_read);
	return tcase;
}
