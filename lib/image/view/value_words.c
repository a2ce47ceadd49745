/* SPDX-License-Identifier: BSD-2-Clause */
/* Values in words: dates as the card prints them, codes by their names; a code without one is called a code. */
#include "view/value_words.h"

#include <stdio.h>
#include <string.h>

/* What the card has of a code in English, behind the Japanese. */
static void add_english(struct value_words *words, int field, const char *code)
{
	static const char *const sexes[][2] = { { "1", " M." }, { "2", " F." } };
	const size_t len = strlen(words->text), room = sizeof words->text - len;

	for (size_t i = 0; field == ZAIRYU_FIELD_SEX && i < sizeof sexes / sizeof *sexes; i++)
		if (strcmp(code, sexes[i][0]) == 0)
			snprintf(words->text + len, room, "%s", sexes[i][1]);
	if (field == ZAIRYU_FIELD_STATUS_OF_RESIDENCE && strcmp(words->text, words->english) != 0)
		snprintf(words->text + len, room, "　%s", words->english);
}

/* Words about a value. */
struct aside {
	const char *ja, *en, *brief;
};

static void set_aside(struct value_words *words, const struct aside *aside)
{
	words->aside = true;
	snprintf(words->text, sizeof words->text, "%s", aside->ja);
	snprintf(words->english, sizeof words->english, "%s", aside->en);
	snprintf(words->brief, sizeof words->brief, "%s", aside->brief);
}

/* What is cut off would be another value. */
static bool is_too_long(const struct value_words *words, const char *ja, const char *en)
{
	return strlen(ja) + strlen(en) + sizeof "　" > sizeof words->text || strlen(en) >= sizeof words->english;
}

/* From "YYYY-MM-DD", "YYYY-MM" or "YYYY": days and months may be unknown. */
static void put_date(const char *text, struct value_words *words)
{
	int year = 0, month = 0, day = 0, known = sscanf(text, "%4d-%2d-%2d", &year, &month, &day);

	if (known == 3)
		snprintf(words->text, sizeof words->text, "%04d年%02d月%02d日", year, month, day);
	else if (known == 2)
		snprintf(words->text, sizeof words->text, "%04d年%02d月（日不明）", year, month);
	else
		snprintf(words->text, sizeof words->text, "%04d年（月日不明）", year);
}

static void put_text(const char *ja, const char *en, struct value_words *words)
{
	static const struct aside too_long = { "（長すぎて表示できません）", "Too long to be shown", "（長すぎ）" };

	if (is_too_long(words, ja, en)) {
		set_aside(words, &too_long);
		return;
	}
	snprintf(words->text, sizeof words->text, "%s", ja);
	snprintf(words->english, sizeof words->english, "%s", en);
}

static void put_code(const zairyu_record *record, int field, const char *code, struct value_words *words)
{
	const char *ja, *en;

	if (zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &ja) == ZAIRYU_OK &&
	    zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_EN, &en) == ZAIRYU_OK) {
		put_text(ja, en, words);
		if (!words->aside)
			add_english(words, field, code);
		return;
	}
	if (field == ZAIRYU_FIELD_MUNICIPALITY) { /* whose label calls it a code */
		put_text(code, "", words);
		return;
	}
	words->aside = true;
	snprintf(words->text, sizeof words->text, "コード %s（名称未登録）", code);
	snprintf(words->english, sizeof words->english, "Code %s (no name is known for it)", code);
	snprintf(words->brief, sizeof words->brief, "コード %s", code);
}

bool value_in_words(const zairyu_record *record, int field, struct value_words *words)
{
	static const struct aside unreadable = { "（読み取れない値です）", "Not readable", "（判読不可）" };
	const char *text;
	int rc = zairyu_record_text(record, field, &text);

	*words = (struct value_words){ .aside = false };
	if (rc == ZAIRYU_ERR_ABSENT || rc == ZAIRYU_ERR_ARGUMENT)
		return false;
	if (rc != ZAIRYU_OK)
		set_aside(words, &unreadable);
	else if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_DATE)
		put_date(text, words);
	else if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_CODE)
		put_code(record, field, text, words);
	else
		put_text(text, "", words);
	return true;
}

void value_or_gap_in_words(const zairyu_record *record, int field, struct value_words *words)
{
	static const struct aside gaps[] = {
		[ZAIRYU_FIELD_STATE_NOT_READ] = { "（読み取っていません）", "Not read", "（未読）" },
		[ZAIRYU_FIELD_STATE_ABSENT] = { "（チップにこの項目がありません）", "The chip does not have this",
						"（なし）" },
		[ZAIRYU_FIELD_STATE_EMPTY] = { "（記載なし）", "No entry", "（空欄）" },
	};
	const uint64_t item = zairyu_record_field_item(record, field);
	int state = zairyu_record_field_state(record, field);

	/* A file of NULs lost its objects with what they held: a permission that was withdrawn. */
	if (state == ZAIRYU_FIELD_STATE_ABSENT && zairyu_record_presence(record, item) == ZAIRYU_PRESENCE_EMPTY)
		state = ZAIRYU_FIELD_STATE_EMPTY;
	if (!value_in_words(record, field, words) && state < (int)(sizeof gaps / sizeof *gaps))
		set_aside(words, &gaps[state]);
}

void words_add_notes(const zairyu_record *record, int field, struct value_words *words)
{
	const char *note;

	/* Dates say in words what of them is unknown. */
	if (!words->text[0] || (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_DATE && !words->aside))
		return;
	for (size_t i = 0; (note = zairyu_record_field_note(record, field, i)); i++) {
		const size_t len = strlen(words->english);

		snprintf(words->english + len, sizeof words->english - len, "%s%s (%s)", len ? "; " : "",
			 zairyu_field_note_text(note, ZAIRYU_LANGUAGE_JA),
			 zairyu_field_note_text(note, ZAIRYU_LANGUAGE_EN));
	}
}
