/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two kinds of card. Places are those of the real cards on the grid of the front image; the colours are our own.
 * Where both languages label a value, the English one stands below in small letters.
 */
#include "card_view.h"

#define TEXT(left, top, size, text)                                                                                    \
	{                                                                                                              \
		VIEW_BOTH,                                                                                             \
		{                                                                                                      \
			left, top, 0, size, false, false, text                                                         \
		}                                                                                                      \
	}
#define TITLE(left, top, size, text)                                                                                   \
	{                                                                                                              \
		VIEW_BOTH,                                                                                             \
		{                                                                                                      \
			left, top, 0, size, true, false, text                                                          \
		}                                                                                                      \
	}
#define ONLY(family, left, top, size, text)                                                                            \
	{                                                                                                              \
		family,                                                                                                \
		{                                                                                                      \
			left, top, 0, size, false, false, text                                                         \
		}                                                                                                      \
	}
/* A label in both languages. */
#define LABEL(left, top, ja, en) TEXT(left, top, 13, ja), TEXT(left, (top) + 15, 7, en)
#define END_OF_TEXTS                                                                                                   \
	{                                                                                                              \
		0,                                                                                                     \
		{                                                                                                      \
			0, 0, 0, 0, false, false, NULL                                                                 \
		}                                                                                                      \
	}
#define VALUE(field, left, top, width, size)                                                                           \
	{                                                                                                              \
		field, 0,                                                                                              \
		{                                                                                                      \
			left, top, width, size, false, false, NULL                                                     \
		}                                                                                                      \
	}

/* What both kinds have in their header. */
#define HEADER                                                                                                         \
	TEXT(18, 9, 13, "日本国政府"), TEXT(18, 27, 7, "GOVERNMENT OF JAPAN"), TEXT(446, 9, 13, "番号"),               \
		TEXT(446, 27, 7, "No.")

#define AUTHORITY ONLY(VIEW_FIRST, 512, 382, 17, "法務大臣"), ONLY(VIEW_SECOND, 512, 383, 15, "出入国在留管理庁長官")

static const struct sheet_box residence_bands[] = {
	{ 0, 0, SHEET_WIDTH, 46 },
	{ 170, 220, 299, 51 },
	{ 0, 376, 491, 32 },
	{ 0 },
};

static const struct view_text residence_texts[] = {
	HEADER,
	TITLE(190, 5, 24, "在留カード"),
	TEXT(190, 32, 9, "RESIDENCE CARD"),
	LABEL(18, 62, "氏名", "NAME"),
	LABEL(18, 108, "生年月日", "DATE OF BIRTH"),
	LABEL(250, 108, "性別", "SEX"),
	LABEL(335, 108, "国籍・地域", "NATIONALITY/REGION"),
	LABEL(18, 154, "住居地", "ADDRESS"),
	LABEL(18, 199, "在留資格", "STATUS"),
	TEXT(172, 240, 12, "就労制限の有無"),
	LABEL(18, 268, "在留期間（満了日）", "PERIOD OF STAY (DATE OF EXPIRATION)"),
	TEXT(18, 330, 13, "許可の種類"),
	TEXT(18, 357, 13, "許可年月日"),
	ONLY(VIEW_FIRST, 241, 357, 13, "交付年月日"),
	TEXT(16, 386, 14, "このカードは"),
	TEXT(268, 386, 14, "まで有効です。"),
	AUTHORITY,
	END_OF_TEXTS,
};

static const struct view_value residence_values[] = {
	{ ZAIRYU_FIELD_CARD_NUMBER, 0, { 660, 12, 190, 20, false, true, NULL } },
	VALUE(ZAIRYU_FIELD_BIRTH_DATE, 96, 110, 150, 17),
	VALUE(ZAIRYU_FIELD_SEX, 284, 110, 48, 17),
	VALUE(ZAIRYU_FIELD_NATIONALITY, 420, 106, 240, 16),
	VALUE(ZAIRYU_FIELD_STATUS_OF_RESIDENCE, 92, 199, 384, 17),
	VALUE(ZAIRYU_FIELD_WORK_RESTRICTION, 262, 237, 204, 18),
	{ ZAIRYU_FIELD_PERIOD_OF_STAY, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY, { 40, 297, 436, 19, false, false, NULL } },
	VALUE(ZAIRYU_FIELD_PERMISSION_TYPE, 92, 329, 384, 16),
	VALUE(ZAIRYU_FIELD_PERMISSION_DATE, 92, 356, 150, 16),
	VALUE(ZAIRYU_FIELD_CARD_EXPIRY, 111, 382, 162, 19),
	{ 0 },
};

static const struct view_picture residence_pictures[] = {
	{ ZAIRYU_IMAGE_FRONT, SHEET_MIDDLE, { 0, 0, SHEET_WIDTH, SHEET_HEIGHT } },
	{ ZAIRYU_IMAGE_NAME, SHEET_LEFT, { 84, 58, 574, 42 } },
	{ ZAIRYU_IMAGE_ADDRESS, SHEET_LEFT, { 84, 149, 392, 46 } },
	{ ZAIRYU_IMAGE_FACE, SHEET_MIDDLE, { 481, 125, 184, 238 } },
	{ 0 },
};

static const struct sheet_box certificate_bands[] = {
	{ 0, 0, SHEET_WIDTH, 46 },
	{ 0, 338, 476, 32 },
	{ 0 },
};

static const struct view_text certificate_texts[] = {
	HEADER,
	TITLE(190, 6, 22, "特別永住者証明書"),
	TEXT(190, 32, 8, "SPECIAL PERMANENT RESIDENT CERTIFICATE"),
	LABEL(21, 89, "氏名", "NAME"),
	LABEL(21, 143, "生年月日", "DATE OF BIRTH"),
	LABEL(323, 143, "性別", "SEX"),
	LABEL(21, 201, "国籍・地域", "NATIONALITY/REGION"),
	LABEL(21, 257, "住居地", "ADDRESS"),
	TEXT(16, 348, 14, "この証明書は"),
	TEXT(268, 348, 14, "まで有効です。"),
	AUTHORITY,
	END_OF_TEXTS,
};

static const struct view_value certificate_values[] = {
	{ ZAIRYU_FIELD_CARD_NUMBER, 0, { 660, 12, 190, 20, false, true, NULL } },
	VALUE(ZAIRYU_FIELD_BIRTH_DATE, 110, 145, 200, 18),
	VALUE(ZAIRYU_FIELD_SEX, 365, 145, 110, 18),
	VALUE(ZAIRYU_FIELD_NATIONALITY, 130, 203, 346, 18),
	VALUE(ZAIRYU_FIELD_CARD_EXPIRY, 111, 344, 162, 19),
	{ 0 },
};

static const struct view_picture certificate_pictures[] = {
	{ ZAIRYU_IMAGE_FRONT, SHEET_MIDDLE, { 0, 0, SHEET_WIDTH, SHEET_HEIGHT } },
	{ ZAIRYU_IMAGE_NAME, SHEET_LEFT, { 90, 80, 568, 42 } },
	{ ZAIRYU_IMAGE_ADDRESS, SHEET_LEFT, { 90, 248, 386, 52 } },
	{ ZAIRYU_IMAGE_FACE, SHEET_MIDDLE, { 481, 125, 184, 238 } },
	{ 0 },
};

static const struct card_view views[] = {
	{ ZAIRYU_KIND_RESIDENCE_CARD, 0xFAFCFD, 0xEFF5F3, 0xE1ECEE, 0xC2E0F0, residence_bands, residence_texts,
	  residence_values, residence_pictures },
	{ ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, 0xFDFCF8, 0xF7F3E6, 0xF0E9D3, 0xF6E39A, certificate_bands,
	  certificate_texts, certificate_values, certificate_pictures },
};

const struct card_view *card_view_find(int kind)
{
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (views[i].kind == kind)
			return &views[i];
	return NULL;
}
