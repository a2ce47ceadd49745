/* SPDX-License-Identifier: BSD-2-Clause */
/* The keys of a profile: what values they take, and what a card has that is told nothing. All persons are fictional. */
#include <stdio.h>
#include <string.h>

#include "profile/profile.h"

enum kind { KIND_TEXT, KIND_DATE, KIND_CODE, KIND_CHOICE };

/* By the card's kind: residence card, special permanent resident certificate. */
#define BOTH(text)                                                                                                     \
	{                                                                                                              \
		text, text                                                                                             \
	}

static const struct {
	const char *name;
	enum kind kind;
	size_t max;         /* bytes; for a text also what the card's object holds */
	const char *choice; /* KIND_CHOICE: the characters that may stand there; KIND_CODE: NULL, letters and digits */
	const char *fallback[2];
} table[PROFILE_KEYS] = {
	[PROFILE_SPEC_VERSION] = { "spec_version", KIND_CODE, 4, NULL, BOTH("") },
	[PROFILE_NAME] = { "name", KIND_TEXT, 200, NULL, { "MIHON LINH", "YOSHIMI YEONGHO 𠮷見 永浩" } },
	[PROFILE_BIRTH_DATE] = { "birth_date", KIND_DATE, 8, NULL, { "19980214", "19710830" } },
	[PROFILE_SEX] = { "sex", KIND_CHOICE, 1, "123", { "2", "1" } },
	[PROFILE_NATIONALITY] = { "nationality", KIND_CODE, 3, NULL, { "VNM", "KOR" } },
	[PROFILE_NATIONALITY_TEXT] = { "nationality_text", KIND_TEXT, 90, NULL, { "ベトナム", "韓国" } },
	[PROFILE_ADDRESS] = { "address", KIND_TEXT, 320, NULL,
			      BOTH("東京都千代田区見本町１丁目２番３号 𠮷野荘１０１号") },
	[PROFILE_ADDRESS_DATE] = { "address_date", KIND_DATE, 8, NULL, BOTH("20250407") },
	[PROFILE_MUNICIPALITY] = { "municipality", KIND_CODE, 6, NULL, BOTH("131016") },
	[PROFILE_STATUS] = { "status_of_residence", KIND_CODE, 10, NULL, BOTH("TEST000001") },
	[PROFILE_STATUS_TEXT] = { "status_of_residence_text", KIND_TEXT, 120, NULL, { "留学　Student", "特別永住者" } },
	[PROFILE_WORK] = { "work_restriction", KIND_CHOICE, 1, "1249", BOTH("9") },
	[PROFILE_PERIOD] = { "period_of_stay", KIND_CODE, 4, NULL, { "0403", "0000" } },
	[PROFILE_PERIOD_EXPIRY] = { "period_of_stay_expiry", KIND_DATE, 8, NULL, BOTH("20290701") },
	[PROFILE_PERMISSION_TYPE] = { "permission_type", KIND_CODE, 2, NULL, BOTH("01") },
	[PROFILE_PERMISSION_TEXT] = { "permission_type_text", KIND_TEXT, 120, NULL,
				      BOTH("在留期間更新許可（見本出入国在留管理局長）") },
	[PROFILE_PERMISSION_DATE] = { "permission_date", KIND_DATE, 8, NULL, BOTH("20250401") },
	[PROFILE_ISSUE_DATE] = { "issue_date", KIND_DATE, 8, NULL, BOTH("20250401") },
	[PROFILE_CARD_EXPIRY] = { "card_expiry", KIND_DATE, 8, NULL, { "20290701", "20320830" } },
	[PROFILE_COMPREHENSIVE] = { "comprehensive_permission", KIND_TEXT, 120, NULL,
				    BOTH("許可（原則週28時間以内　風俗営業等の従事を除く）") },
	[PROFILE_COMPREHENSIVE_CODE] = { "comprehensive_permission_code", KIND_CHOICE, 1, "012", BOTH("1") },
	[PROFILE_COMPREHENSIVE_EXPIRY] = { "comprehensive_permission_expiry", KIND_DATE, 8, NULL, BOTH("20290701") },
	[PROFILE_INDIVIDUAL] = { "individual_permission", KIND_TEXT, 120, NULL,
				 BOTH("許可（資格外活動許可書に記載された範囲内の活動）") },
	[PROFILE_INDIVIDUAL_CODE] = { "individual_permission_code", KIND_CHOICE, 1, "01", BOTH("1") },
	[PROFILE_RENEWAL] = { "renewal_pending", KIND_CHOICE, 1, "01", BOTH("0") },
	[PROFILE_COMMISSIONER] = { "commissioner_entry", KIND_CHOICE, 1, "01", BOTH("0") },
	[PROFILE_RESERVED] = { "reserved", KIND_TEXT, 200, NULL, BOTH("") },
};

const char *profile_key_name(size_t key)
{
	return key < PROFILE_KEYS ? table[key].name : NULL;
}

/* Well-formed UTF-8 [RFC 3629] without control characters. */
static bool text_is_clean(const char *text)
{
	const uint8_t *s = (const uint8_t *)text;

	while (*s) {
		unsigned more = *s < 0x80 ? 0 : *s < 0xE0 ? 1 : *s < 0xF0 ? 2 : 3;
		uint32_t c = more ? *s & (0x3Fu >> more) : *s;

		if ((more == 0 && (*s < 0x20 || *s == 0x7F)) || (*s >= 0x80 && *s < 0xC2) || *s > 0xF4)
			return false;
		for (unsigned i = 1; i <= more; i++) {
			if ((s[i] & 0xC0) != 0x80)
				return false;
			c = c << 6 | (s[i] & 0x3Fu);
		}
		if ((more == 1 && c < 0xA0) || (more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || c > 0x10FFFF ||
		    (c >= 0xD800 && c <= 0xDFFF))
			return false;
		s += more + 1;
	}
	return true;
}

static const char *set_text(char *out, size_t max, const char *value)
{
	if (!text_is_clean(value))
		return "not UTF-8, or a control character";
	if (strlen(value) > max)
		return "too long for the card";
	memcpy(out, value, strlen(value) + 1);
	return NULL;
}

static bool date_is_real(const char *digits)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;
	bool leap;

	if (sscanf(digits, "%4d%2d%2d", &year, &month, &day) != 3 || year < 1 || month < 1 || month > 12)
		return false;
	leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return day >= 1 && day <= days[month - 1] + (leap ? 1 : 0);
}

/* YYYYMMDD or YYYY-MM-DD. */
static const char *set_date(char *out, const char *value)
{
	char digits[9] = "";
	size_t len = strlen(value), n = 0;
	bool dashes = len == 10 && value[4] == '-' && value[7] == '-';

	if (len == 0) {
		out[0] = 0;
		return NULL;
	}
	for (size_t i = 0; i < len && (len == 8 || dashes); i++)
		if (!(dashes && (i == 4 || i == 7)))
			digits[n++] = value[i];
	if (n != 8 || strspn(digits, "0123456789") != 8 || !date_is_real(digits))
		return "not a date, YYYYMMDD or YYYY-MM-DD";
	memcpy(out, digits, sizeof digits);
	return NULL;
}

static const char *set_code(char *out, size_t max, const char *allowed, const char *value)
{
	static const char alphanumeric[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t len = strlen(value);

	if (len > max)
		return "too long for the card";
	if (strspn(value, allowed ? allowed : alphanumeric) != len)
		return allowed ? "not one of the codes" : "not capital letters and digits";
	memcpy(out, value, len + 1);
	return NULL;
}

const char *profile_set(struct profile *p, enum profile_key key, const char *value)
{
	char *out = p->value[key];

	p->given |= (uint32_t)1 << key;
	switch (table[key].kind) {
	case KIND_TEXT:
		return set_text(out, table[key].max, value);
	case KIND_DATE:
		return set_date(out, value);
	default:
		return set_code(out, table[key].max, table[key].choice, value);
	}
}

static bool given(const struct profile *p, enum profile_key key)
{
	return (p->given >> key) & 1;
}

/* `value` is one of the table's, which all fit, or another value of the profile. */
static void fall_back(struct profile *p, enum profile_key key, const char *value)
{
	if (!given(p, key))
		memmove(p->value[key], value, strlen(value) + 1);
}

/* What a default depends on besides the kind of card: age by the variant, a code's words where only the code was given.
 */
static void special_defaults(struct profile *p)
{
	static const enum profile_key code_and_text[][2] = {
		{ PROFILE_NATIONALITY, PROFILE_NATIONALITY_TEXT },
		{ PROFILE_STATUS, PROFILE_STATUS_TEXT },
		{ PROFILE_PERMISSION_TYPE, PROFILE_PERMISSION_TEXT },
	};

	/* Only a new edition of the specification adds something. */
	fall_back(p, PROFILE_SPEC_VERSION,
		  profile_has(p, VARIANT_FILE_LONGER) || profile_has(p, VARIANT_SIGNED_LONGER) ? "0009"
		  : profile_second_generation(p)                                               ? "0002"
											       : "0001");
	if (profile_has(p, VARIANT_UNDER16_A) || profile_has(p, VARIANT_UNDER16_B))
		fall_back(p, PROFILE_BIRTH_DATE, "20150505");
	if (profile_has(p, VARIANT_INFANT) || profile_has(p, VARIANT_INFANT_NOTHING))
		fall_back(p, PROFILE_BIRTH_DATE, "20260401");
	/* U+20BB7 of the usual address is not in Shift_JIS-2004; U+20B9F is, and lies outside the BMP as well. */
	if (profile_has(p, VARIANT_SJIS))
		fall_back(p, PROFILE_ADDRESS, "東京都千代田区見本町１丁目２番３号　𠮟野荘１０１号");
	for (size_t i = 0; i < sizeof code_and_text / sizeof *code_and_text; i++)
		if (given(p, code_and_text[i][0]))
			fall_back(p, code_and_text[i][1], p->value[code_and_text[i][0]]);
}

void profile_defaults(struct profile *p)
{
	bool certificate = p->type == TYPE_2 || p->type == TYPE_06;

	special_defaults(p);
	for (size_t i = 0; i < PROFILE_KEYS; i++)
		if (!p->value[i][0])
			fall_back(p, (enum profile_key)i, table[i].fallback[certificate]);
}
