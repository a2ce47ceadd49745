/* SPDX-License-Identifier: BSD-2-Clause */
/* What the strip says, of every result under every anchor, live and not: written down here a second time. */
#include <stdio.h>
#include <string.h>

#include "cards.h"
#include "view/strip.h"

static const char *const result_ja[] = { "未確認", "正常", "異常", "署名なし" };
static const char *const result_en[] = { "not checked", "ok", "failed", "absent" };

/* Says it if it is there, in both languages, on one row. */
static bool says(const struct strip *strip, const char *ja, const char *en)
{
	for (size_t i = 0; i < strip->count; i++)
		if (strstr(strip->rows[i].ja, ja) && strstr(strip->rows[i].en, en))
			return true;
	return false;
}

static int bold_rows(const struct strip *strip)
{
	int count = 0;

	for (size_t i = 0; i < strip->count; i++)
		count += strip->rows[i].bold;
	return count;
}

static struct strip strip_of(zairyu_record *record, const zairyu_report *report, enum front_fit fit)
{
	struct claim claim;
	struct strip strip;

	claim_make(&claim, record, report, fit);
	strip_words(&strip, &claim, report);
	ck_assert_uint_le(strip.count, STRIP_ROWS_MAX);
	zairyu_record_free(record);
	return strip;
}

/* The verdict as its rule has it; only what is live and under a production anchor may be genuine. */
static int verdict_of(int falsification, int issuer, int anchor, bool live)
{
	bool ok = falsification == ZAIRYU_RESULT_OK && issuer == ZAIRYU_RESULT_OK;

	if (falsification == ZAIRYU_RESULT_FAILED || issuer == ZAIRYU_RESULT_FAILED)
		return ZAIRYU_VERDICT_ABNORMAL;
	if (falsification == ZAIRYU_RESULT_ABSENT && issuer == ZAIRYU_RESULT_ABSENT)
		return ZAIRYU_VERDICT_UNSIGNED;
	return ok && anchor == ZAIRYU_ANCHOR_PRODUCTION && live ? ZAIRYU_VERDICT_GENUINE : ZAIRYU_VERDICT_UNCHECKED;
}

static void expect_verdict(const struct strip *strip, int verdict)
{
	static const struct {
		const char *ja, *en;
	} headings[] = {
		[ZAIRYU_VERDICT_UNCHECKED] = { "確認できていません", "Read a card that was not proved" },
		[ZAIRYU_VERDICT_GENUINE] = { "正常な在留カードを読み取りました",
					     "Read a fully functioning residence card." },
		[ZAIRYU_VERDICT_ABNORMAL] = { "異常なカードを読み取りました", "Read an abnormal card." },
		[ZAIRYU_VERDICT_UNSIGNED] = { "署名のないカードを読み取りました", "Read a card without a signature." },
	};

	ck_assert_int_eq(strip->verdict, verdict);
	ck_assert_ptr_nonnull(strstr(strip->rows[0].ja, headings[verdict].ja));
	ck_assert_ptr_nonnull(strstr(strip->rows[0].en, headings[verdict].en));
	ck_assert(strip->rows[0].bold);
	/* No other heading on any row. */
	for (int other = 0; other < 4; other++)
		ck_assert_int_eq(says(strip, headings[other].ja, headings[other].en), other == verdict);
	ck_assert_int_eq(says(strip, "偽造の可能性", "damaged or forged"), verdict == ZAIRYU_VERDICT_ABNORMAL);
	ck_assert_int_eq(says(strip, "16歳未満", "under 16"), verdict == ZAIRYU_VERDICT_UNSIGNED);
}

static void expect_results(const struct strip *strip, int falsification, int issuer)
{
	char ja[120], en[120];

	snprintf(ja, sizeof ja, "改ざん検証: %s　発行元検証: %s", result_ja[falsification], result_ja[issuer]);
	snprintf(en, sizeof en, "Falsification: %s   Issuer: %s", result_en[falsification], result_en[issuer]);
	ck_assert(says(strip, ja, en));
}

static void check(const char *type, int falsification, int issuer, int anchor, const char *reader)
{
	zairyu_report *report = make_report(falsification, issuer, anchor);
	bool first = type[0] == '1', test = anchor == ZAIRYU_ANCHOR_OFFICIAL_TEST || anchor == ZAIRYU_ANCHOR_CUSTOM;
	bool live = strcmp(reader, "pcsc:Reader") == 0;
	int verdict = verdict_of(falsification, issuer, anchor, live);
	struct strip strip;

	record_reader = reader;
	strip = strip_of(first ? first_generation(type, true, true) : second_generation(type, 0), report,
			 first ? FRONT_FITS : FRONT_BOUND);
	expect_verdict(&strip, verdict);
	expect_results(&strip, falsification, issuer);
	ck_assert_int_eq(says(&strip, "実物のカードを読み取ったものではありません", "Not read from a real card"),
			 !live);
	ck_assert_int_eq(says(&strip, "（仮想カード）", ": simulated."), strcmp(reader, "virtual:type=1") == 0);
	ck_assert_int_eq(says(&strip, "（記録の再生）", ": replayed from a recording."),
			 strcmp(reader, "replay:trace") == 0);
	ck_assert_int_eq(says(&strip, "見本です", "A specimen"), live && test);
	ck_assert_int_eq(says(&strip, "どの項目も", "Nothing in this picture is proved"),
			 verdict != ZAIRYU_VERDICT_GENUINE);
	ck_assert_int_eq(says(&strip, "＊ 電子署名で保証されない項目", "* Not proved by the signature"),
			 verdict == ZAIRYU_VERDICT_GENUINE && !first);
	ck_assert(says(&strip, "カードの写しではありません", "not a copy of the card"));
	ck_assert(says(&strip, "読み取り日時: 2026-01-01 09:00:00（日本時間）",
		       "Read at: 2026-01-01 09:00:00 (Japan time)"));
	zairyu_report_free(report);
}

START_TEST(every_state)
{
	static const char *const types[] = { "1", "05" };

	for (int falsification = 0; falsification < 4; falsification++)
		for (int issuer = 0; issuer < 4; issuer++)
			for (int anchor = 0; anchor <= ZAIRYU_ANCHOR_CUSTOM; anchor++) {
				check(types[_i], falsification, issuer, anchor, "pcsc:Reader");
				check(types[_i], falsification, issuer, anchor, "virtual:type=1");
				check(types[_i], falsification, issuer, anchor, "replay:trace");
			}
}
END_TEST

/* A number that proves the contrary is in no result, and condemns all the same. */
START_TEST(abnormal_with_good_results)
{
	zairyu_report *report = genuine_report();
	struct strip strip;

	report_with(report, "card-number-mismatch");
	report_set_verdict(report, ZAIRYU_VERDICT_ABNORMAL);
	strip = strip_of(second_generation("05", 0), report, FRONT_BOUND);
	expect_verdict(&strip, ZAIRYU_VERDICT_ABNORMAL);
	expect_results(&strip, ZAIRYU_RESULT_OK, ZAIRYU_RESULT_OK);
	ck_assert(says(&strip, zairyu_note_text("card-number-mismatch", ZAIRYU_LANGUAGE_JA),
		       zairyu_note_text("card-number-mismatch", ZAIRYU_LANGUAGE_EN)));
	ck_assert(says(&strip, "どの項目も", "Nothing in this picture is proved"));
	zairyu_report_free(report);
}
END_TEST

START_TEST(not_verified)
{
	struct strip strip = strip_of(second_generation("05", 0), NULL, FRONT_BOUND);

	ck_assert_str_eq(strip.rows[0].ja, "カードを読み取りましたが、検証していません。");
	ck_assert_str_eq(strip.rows[0].en, "Read a card that was not verified.");
	expect_results(&strip, ZAIRYU_RESULT_NOT_CHECKED, ZAIRYU_RESULT_NOT_CHECKED);
	ck_assert(says(&strip, "どの項目も", "Nothing in this picture is proved"));
	ck_assert(!says(&strip, "見本", "pecimen"));
}
END_TEST

/* The kind is in the heading only where something that is signed bears it out. */
START_TEST(kinds)
{
	static const struct {
		const char *type;
		enum front_fit fit;
		const char *ja, *en;
	} rows[] = {
		{ "1", FRONT_FITS, "正常な在留カードを", "functioning residence card." },
		{ "1", FRONT_OTHER, "正常なカードを", "functioning card." },
		{ "1", FRONT_UNKNOWN, "正常なカードを", "functioning card." },
		{ "1", FRONT_BROKEN, "正常なカードを", "functioning card." },
		{ "1", FRONT_MISSING, "正常なカードを", "functioning card." },
		{ "2", FRONT_FITS, "正常な特別永住者証明書を", "functioning special permanent resident certificate." },
		{ "2", FRONT_OTHER, "正常なカードを", "functioning card." },
		{ "05", FRONT_BOUND, "正常な在留カードを", "functioning residence card." },
		{ "06", FRONT_BOUND, "正常な特別永住者証明書を",
		  "functioning special permanent resident certificate." },
	};
	zairyu_report *report = genuine_report();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strip strip = strip_of(rows[i].type[0] == '0' ? second_generation(rows[i].type, 0)
								     : first_generation(rows[i].type, true, true),
					      report, rows[i].fit);

		ck_assert_msg(strstr(strip.rows[0].ja, rows[i].ja) == strip.rows[0].ja, "row %zu", i);
		ck_assert_msg(strstr(strip.rows[0].en, rows[i].en) != NULL, "row %zu", i);
		ck_assert_int_eq(says(&strip, "種類に合わない", "does not fit the kind"), rows[i].fit == FRONT_OTHER);
		ck_assert_int_eq(says(&strip, "種類を確かめられない", "cannot be told"), rows[i].fit == FRONT_UNKNOWN);
		ck_assert_int_eq(says(&strip, "券面の画像が壊れているか", "The image of the front is damaged"),
				 rows[i].fit == FRONT_BROKEN);
		ck_assert_int_eq(says(&strip, "券面の画像がないため", "has no image of the front"),
				 rows[i].fit == FRONT_MISSING);
	}
	zairyu_report_free(report);
}
END_TEST

/* Of the back, whatever the verdict: nothing there is proved, and it is said in bold. The kind is not named unproved. */
START_TEST(back)
{
	static const struct {
		const char *type;
		enum front_fit fit;
	} rows[] = { { "1", FRONT_FITS }, { "2", FRONT_OTHER }, { "1", FRONT_BROKEN }, { "05", FRONT_BOUND } };
	zairyu_report *report = genuine_report();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool named = rows[i].fit == FRONT_FITS || rows[i].fit == FRONT_BOUND;
		zairyu_record *record = rows[i].type[0] == '0' ? second_generation(rows[i].type, 0)
							       : first_generation(rows[i].type, true, true);
		struct claim claim;
		struct strip strip;

		claim_make_back(&claim, record, report, rows[i].fit);
		strip_words(&strip, &claim, report);
		ck_assert_ptr_nonnull(strstr(strip.rows[0].ja, "正常な"));
		ck_assert_int_eq(!strstr(strip.rows[0].ja, "正常なカード"), named);
		ck_assert(says(&strip, "裏面の記載は電子署名の対象外です。",
			       "does not cover what is entered on the back"));
		ck_assert_int_eq(bold_rows(&strip), 2);
		ck_assert(!says(&strip, "＊ 電子署名で保証されない項目", "* Not proved"));
		ck_assert_int_eq(says(&strip, "カードの種類を示しません。", "so the kind is not shown."), !named);
		ck_assert(!says(&strip, "印刷の内容を", "what is printed"));
		zairyu_record_free(record);
	}
	zairyu_report_free(report);
}
END_TEST

/* Which characters the fonts lack, by code point, where there are any. */
START_TEST(lacking)
{
	struct claim claim = { .kind = 1, .live = true, .missing = { 2, { 0x2A6A5, 0x9B31 } } };
	struct strip strip;

	strip_words(&strip, &claim, NULL);
	ck_assert(says(&strip, "〓 この機械のフォントにない文字: U+2A6A5, U+9B31",
		       "〓 No font on this machine has: U+2A6A5, U+9B31"));
	claim.missing.count = MISSING_MAX;
	for (int i = 0; i < MISSING_MAX; i++)
		claim.missing.characters[i] = 0x10FFF0 + (unsigned)i;
	strip_words(&strip, &claim, NULL);
	ck_assert(says(&strip, ": U+10FFF0, U+10FFF1,", ", U+10FFF7"));
	claim.missing.count = 0;
	strip_words(&strip, &claim, NULL);
	ck_assert(!says(&strip, "〓", "〓"));
}
END_TEST

/* At most two reasons, none of a genuine card, none twice; a row holds a note whole. */
START_TEST(reasons)
{
	zairyu_report *report = make_report(ZAIRYU_RESULT_FAILED, ZAIRYU_RESULT_OK, ZAIRYU_ANCHOR_PRODUCTION);
	struct strip with, without = strip_of(second_generation("05", 0), report, FRONT_BOUND);

	report_with(report, "no-face");
	report_with(report, "signature-mismatch");
	report_with(report, "certificate-expired");
	report_with(report, "anchor-expired");
	with = strip_of(second_generation("05", 0), report, FRONT_BOUND);
	ck_assert_uint_eq(with.count, without.count + 2);
	for (int i = 1; i < 3; i++) {
		const char *note = zairyu_report_note(report, (size_t)i);

		ck_assert(says(&with, zairyu_note_text(note, ZAIRYU_LANGUAGE_JA),
			       zairyu_note_text(note, ZAIRYU_LANGUAGE_EN)));
	}
	zairyu_report_free(report);
	report = genuine_report();
	report_with(report, "certificate-expired");
	with = strip_of(second_generation("05", 0), report, FRONT_BOUND);
	ck_assert(!says(&with, "有効期間", "expired"));
	zairyu_report_free(report);
}
END_TEST

/* Times of records are anybody's: civil dates without the system's time, far past 2038. */
START_TEST(times)
{
	static const struct {
		int64_t at;
		const char *words;
	} rows[] = {
		{ INT64_MIN, "不明" },
		{ -1, "不明" },
		{ 0, "不明" },
		{ 1, "1970-01-01 09:00:01" },
		{ 951782400 - 9 * 3600, "2000-02-29 00:00:00" },
		{ 951868800 - 9 * 3600 - 1, "2000-02-29 23:59:59" },
		{ 2147483648, "2038-01-19 12:14:08" },
		{ 4107466800, "2100-02-28 12:00:00" },
		{ 4107510000, "2100-03-01 00:00:00" },
		{ 253402268399, "9999-12-31 23:59:59" },
		{ 253402268400, "不明" },
		{ INT64_MAX, "不明" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct claim claim = { .read_at = rows[i].at, .kind = 1, .live = true };
		struct strip strip;

		strip_words(&strip, &claim, NULL);
		ck_assert_msg(strstr(strip.rows[strip.count - 1].ja, rows[i].words) != NULL, "%s",
			      strip.rows[strip.count - 1].ja);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("words");

	tcase_add_loop_test(tcase, every_state, 0, 2);
	tcase_add_test(tcase, abnormal_with_good_results);
	tcase_add_test(tcase, not_verified);
	tcase_add_test(tcase, kinds);
	tcase_add_test(tcase, back);
	tcase_add_test(tcase, lacking);
	tcase_add_test(tcase, reasons);
	tcase_add_test(tcase, times);
	return suite_run("words", tcase);
}
