/* SPDX-License-Identifier: BSD-2-Clause */
/* Values in words: dates as the card prints them, codes by their names; a code without one is called a code. */
#include "view/value_words.h"

#include <stdio.h>
#include <string.h>

/* The card has the sex in both languages, in this short form. */
static const char *short_english(int field, const char *code)
{
	static const char *const sexes[][2] = { { "1", " M." }, { "2", " F." } };

	for (size_t i = 0; field == ZAIRYU_FIELD_SEX && i < sizeof sexes / sizeof *sexes; i++)
		if (strcmp(code, sexes[i][0]) == 0)
			return sexes[i][1];
	return "";
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

static void put_code(const zairyu_record *record, int field, const char *code, struct value_words *words)
{
	const char *name;

	words->aside = zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &name) != ZAIRYU_OK;
	if (words->aside)
		snprintf(words->text, sizeof words->text, "コード %s（名称未登録）", code);
	else
		snprintf(words->text, sizeof words->text, "%s%s", name, short_english(field, code));
}

bool value_in_words(const zairyu_record *record, int field, struct value_words *words)
{
	const char *text;
	int rc = zairyu_record_text(record, field, &text);

	*words = (struct value_words){ .aside = rc != ZAIRYU_OK };
	if (rc == ZAIRYU_ERR_ABSENT || rc == ZAIRYU_ERR_ARGUMENT)
		return false;
	if (rc != ZAIRYU_OK)
		snprintf(words->text, sizeof words->text, "（読み取れない値です）");
	else if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_DATE)
		put_date(text, words);
	else if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_CODE)
		put_code(record, field, text, words);
	else
		snprintf(words->text, sizeof words->text, "%s", text);
	return true;
}
