/* SPDX-License-Identifier: BSD-2-Clause */
/* Every text of the strip. The first rows are the words of the official reader application [manual 1.10, 3.2 (9)]. */
#include <stdio.h>
#include <string.h>

#include "view/japan_time.h"
#include "view/strip.h"

enum { HEADING_SIZE = 13, RESULTS_SIZE = 12, ROW_SIZE = 10, NOTES_MAX = 2 };

struct words {
	const char *ja, *en;
};

static const struct words headings[] = {
	[ZAIRYU_VERDICT_UNCHECKED] = { "カードを読み取りましたが、出入国在留管理庁が発行したカードであることは確認できていません。",
				       "Read a card that was not proved to be issued by the Immigration Services Agency." },
	/* of a kind that nothing proves */
	[ZAIRYU_VERDICT_GENUINE] = { "正常なカードを読み取りました。", "Read a fully functioning card." },
	[ZAIRYU_VERDICT_ABNORMAL] = { "異常なカードを読み取りました。", "Read an abnormal card." },
	[ZAIRYU_VERDICT_UNSIGNED] = { "電子署名のないカードを読み取りました。", "Read a card without a signature." },
};

static const struct words genuine_headings[] = {
	[ZAIRYU_KIND_RESIDENCE_CARD] = { "正常な在留カードを読み取りました。",
					 "Read a fully functioning residence card." },
	[ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE] = { "正常な特別永住者証明書を読み取りました。",
								 "Read a fully functioning special permanent resident certificate." },
};

static const struct words not_verified = { "カードを読み取りましたが、検証していません。",
					   "Read a card that was not verified." };

static const struct words explanations[] = {
	[ZAIRYU_VERDICT_ABNORMAL] = { "在留カード等の故障や偽造の可能性があります。",
				      "The residence card, etc. may be damaged or forged." },
	[ZAIRYU_VERDICT_UNSIGNED] = { "正常とも異常ともいえません（16歳未満の方のカードには電子署名がないことがあります）。",
				      "It is neither normal nor abnormal: cards of holders under 16 may have none." },
};

static const struct words results[] = {
	[ZAIRYU_RESULT_NOT_CHECKED] = { "未確認", "not checked" },
	[ZAIRYU_RESULT_OK] = { "正常", "ok" },
	[ZAIRYU_RESULT_FAILED] = { "異常", "failed" },
	[ZAIRYU_RESULT_ABSENT] = { "署名なし", "absent" },
};

static const struct words simulated = { "実物のカードを読み取ったものではありません（仮想カード）。",
					"Not read from a real card: simulated." };
static const struct words replayed = { "実物のカードを読み取ったものではありません（記録の再生）。",
				       "Not read from a real card: replayed from a recording." };
static const struct words test_anchor = {
	"試験用の認証局で確認した見本です。本物のカードであることは確認できません。",
	"A specimen, checked against a test CA, which cannot prove that a card is genuine."
};
static const struct words nothing_proved = { "この図のどの項目も、電子署名によって保証されていません（＊）。",
					     "Nothing in this picture is proved by a signature (*)." };
static const struct words marked = { "＊ 電子署名で保証されない項目", "* Not proved by the signature" };
static const struct words drawn = { "チップの内容から描いた図です。カードの写しではありません。",
				    "Drawn from the contents of the chip; not a copy of the card." };

static const struct words back_unsigned = {
	"裏面の記載は電子署名の対象外です。上の結果は、この図の内容を保証しません（＊）。",
	"The signature does not cover what is entered on the back: the results above say nothing about this picture (*)."
};

static const struct words kinds[] = {
	[FRONT_OTHER] = { "印刷の罫線などが、チップの示すカードの種類に合わないため、見出しを描かず、印刷の内容だけを示します。",
			  "What is printed does not fit the kind of card that the chip names, so it is shown without the labels of a card." },
	[FRONT_UNKNOWN] = { "印刷の内容からカードの種類を確かめられないため、見出しを描かず、印刷の内容だけを示します。",
			    "The kind of card cannot be told from what is printed, so it is shown without the labels of a card." },
	[FRONT_BROKEN] = { "券面の画像が壊れているか、対応していない形式のため、印刷の内容を示せません。",
			   "The image of the front is damaged, or of a form that is not supported, so what is printed cannot be shown." },
	[FRONT_MISSING] = { "記録に券面の画像がないため、印刷の内容を示せません。",
			    "The record has no image of the front, so what is printed cannot be shown." },
};

static const struct words kind_unnamed = {
	"チップの示すカードの種類を券面の画像で確かめられないため、カードの種類を示しません。",
	"The image of the front does not bear out the kind of card that the chip names, so the kind is not shown."
};

static struct strip_row *add_row(struct strip *strip, int size)
{
	struct strip_row *row = &strip->rows[strip->count++];

	*row = (struct strip_row){ .size = size };
	return row;
}

/* Notes may have lines of their own; a row is one paragraph. */
static void copy(char to[STRIP_TEXT_SIZE], const char *from)
{
	snprintf(to, STRIP_TEXT_SIZE, "%s", from);
	for (char *end = strchr(to, '\n'); end; end = strchr(end, '\n'))
		*end = ' ';
}

static void add_words(struct strip *strip, const struct words *words, int size, bool bold)
{
	struct strip_row *row = add_row(strip, size);

	row->bold = bold;
	copy(row->ja, words->ja);
	copy(row->en, words->en);
}

static const struct words *heading_of(const struct claim *claim)
{
	if (!claim->verified)
		return &not_verified;
	if (claim->verdict == ZAIRYU_VERDICT_GENUINE && claim_kind_is_proved(claim))
		return &genuine_headings[claim->kind];
	return &headings[claim->verdict];
}

static void add_verdict(struct strip *strip, const struct claim *claim)
{
	const struct words *falsification = &results[claim->falsification], *issuer = &results[claim->issuer];
	struct strip_row *row;

	add_words(strip, heading_of(claim), HEADING_SIZE, true);
	row = add_row(strip, RESULTS_SIZE);
	snprintf(row->ja, sizeof row->ja, "改ざん検証: %s　発行元検証: %s", falsification->ja, issuer->ja);
	snprintf(row->en, sizeof row->en, "Falsification: %s   Issuer: %s", falsification->en, issuer->en);
	if (claim->verdict < (int)(sizeof explanations / sizeof *explanations) && explanations[claim->verdict].ja)
		add_words(strip, &explanations[claim->verdict], ROW_SIZE, false);
}

static void add_time(struct strip *strip, int64_t read_at)
{
	struct japan_time at;
	struct strip_row *row;
	char words[64];

	if (!japan_time_of(read_at, &at)) {
		add_words(strip, &(struct words){ "読み取り日時: 不明", "Read at: unknown" }, ROW_SIZE, false);
		return;
	}
	snprintf(words, sizeof words, "%04d-%02d-%02d %02d:%02d:%02d", at.year, at.month, at.day, at.hour, at.minute,
		 at.second);
	row = add_row(strip, ROW_SIZE);
	snprintf(row->ja, sizeof row->ja, "読み取り日時: %s（日本時間）", words);
	snprintf(row->en, sizeof row->en, "Read at: %s (Japan time)", words);
}

/* What a row of its own says already. */
static bool is_said(const char *note)
{
	static const char *const said[] = { "not-a-production-anchor", "not-a-live-card", "kind-not-signed",
					    "no-face" };

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strcmp(note, said[i]) == 0)
			return true;
	return false;
}

static void add_reasons(struct strip *strip, const struct claim *claim, const zairyu_report *report)
{
	const char *note;

	if (claim->verdict == ZAIRYU_VERDICT_GENUINE)
		return;
	for (size_t i = 0, added = 0; added < NOTES_MAX && (note = zairyu_report_note(report, i)); i++) {
		struct words words = { zairyu_note_text(note, ZAIRYU_LANGUAGE_JA),
				       zairyu_note_text(note, ZAIRYU_LANGUAGE_EN) };

		if (is_said(note) || !words.ja || !words.en)
			continue;
		add_words(strip, &words, ROW_SIZE, false);
		added++;
	}
}

static void add_kind(struct strip *strip, const struct claim *claim)
{
	if (!claim_names_kind(claim))
		add_words(strip, claim->side == SIDE_BACK ? &kind_unnamed : &kinds[claim->fit], ROW_SIZE, false);
}

static void add_marks(struct strip *strip, const struct claim *claim)
{
	if (claim_all_proved(claim))
		return;
	if (claim_shown_proved(claim))
		add_words(strip, &marked, ROW_SIZE, false);
	else if (claim->side == SIDE_BACK)
		add_words(strip, &back_unsigned, ROW_SIZE, true);
	else
		add_words(strip, &nothing_proved, ROW_SIZE, false);
}

/* Which characters the fonts lack: the picture is about a person anyway, other than messages and logs. */
static void add_missing(struct strip *strip, const struct lettering_missing *missing)
{
	const size_t size = STRIP_TEXT_SIZE;
	char list[MISSING_MAX * sizeof ", U+10FFFF"] = "";
	struct strip_row *row;
	size_t len = 0;

	for (size_t i = 0; i < missing->count; i++)
		len += (size_t)snprintf(list + len, sizeof list - len, "%sU+%04X", i ? ", " : "",
					(unsigned)missing->characters[i]);
	if (missing->count == 0)
		return;
	row = add_row(strip, ROW_SIZE);
	snprintf(row->ja, size, "%s この機械のフォントにない文字: %s", LETTERING_STAND_IN, list);
	snprintf(row->en, size, "%s No font on this machine has: %s", LETTERING_STAND_IN, list);
	zairyu_wipe(list, sizeof list);
}

void strip_words(struct strip *strip, const struct claim *claim, const zairyu_report *report)
{
	*strip = (struct strip){ .verdict = claim->verdict };
	add_verdict(strip, claim);
	if (!claim->live)
		add_words(strip, claim->source == ZAIRYU_SOURCE_REPLAYED ? &replayed : &simulated, ROW_SIZE, true);
	else if (claim->specimen)
		add_words(strip, &test_anchor, ROW_SIZE, true);
	add_reasons(strip, claim, report);
	add_kind(strip, claim);
	add_marks(strip, claim);
	add_missing(strip, &claim->missing);
	add_words(strip, &drawn, ROW_SIZE, false);
	add_time(strip, claim->read_at);
}
