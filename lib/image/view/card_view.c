/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two kinds of card. Places are those of the real cards on the grid of the front image; the colours are our own.
 * Where both languages label a value, the English one stands below in small letters.
 */
#include "view/card_view.h"

#include "stored_image.h"

#define RUN(x, y, s, words) .run = { .left = x, .top = y, .size = s, .text = words }
#define TEXT(x, y, s, words, of)                                                                                       \
	{                                                                                                              \
		.forms = VIEW_BOTH, .labels = of, RUN(x, y, s, words)                                                  \
	}
#define ONLY(form, x, y, s, words)                                                                                     \
	{                                                                                                              \
		.forms = form, RUN(x, y, s, words)                                                                     \
	}
#define MARK(form, x, y, s, words, of)                                                                                 \
	{                                                                                                              \
		.forms = form, .labels = of, .only_marked = true, RUN(x, y, s, words)                                  \
	}
#define TITLE(x, y, s, words)                                                                                          \
	{                                                                                                              \
		.forms = VIEW_BOTH, .labels = LABELS_PRINTED,                                                          \
		.run = {.left = x,                                                                                     \
			.top = y,                                                                                      \
			.size = s,                                                                                     \
			.bold = true,                                                                                  \
			.text = words }                                                                                \
	}
/* A label in both languages. */
#define LABEL(x, y, ja, en, of) TEXT(x, y, 13, ja, of), TEXT(x, (y) + 15, 7, en, LABELS_NOTHING)
#define END_OF_TEXTS                                                                                                   \
	{                                                                                                              \
		.run = {.text = NULL }                                                                                 \
	}

#define VALUE(of, x, y, w, s)                                                                                          \
	{                                                                                                              \
		.field = of, .run = {.left = x, .top = y, .width = w, .size = s }                                      \
	}
#define NUMBER_VALUE                                                                                                   \
	{                                                                                                              \
		.field = ZAIRYU_FIELD_CARD_NUMBER,                                                                     \
		.run = {.left = 660,                                                                                   \
			.top = 12,                                                                                     \
			.width = 190,                                                                                  \
			.size = 20,                                                                                    \
			.align = LETTERING_RIGHT }                                                                     \
	}

/* What both kinds have in their header. */
#define HEADER                                                                                                         \
	TEXT(18, 9, 13, "日本国政府", LABELS_NOTHING), TEXT(18, 27, 7, "GOVERNMENT OF JAPAN", LABELS_NOTHING),         \
		TEXT(446, 9, 13, "番号", LABELS_NUMBER), TEXT(446, 27, 7, "No.", LABELS_NOTHING)

#define AUTHORITY ONLY(VIEW_IMAGE, 512, 382, 17, "法務大臣"), ONLY(VIEW_VALUES, 512, 383, 15, "出入国在留管理庁長官")

#define PHOTO_BOX                                                                                                      \
	{                                                                                                              \
		481, 125, 184, 238                                                                                     \
	}
#define PHOTO MARK(VIEW_BOTH, 493, 365, 10, "写真", LABELS_FACE)

/* Between the rows, as wide as in the virtual card's front image. */
#define RULE(top)                                                                                                      \
	{                                                                                                              \
		14, top, 462, 1                                                                                        \
	}

static const struct sheet_box residence_bands[] = {
	{ 0, 0, SHEET_WIDTH, 46 },
	{ 170, 220, 299, 51 },
	{ 0, 376, 491, 32 },
	{ 0 },
};

static const struct sheet_box residence_rules[] = { RULE(101), RULE(148), RULE(195), RULE(322), RULE(350), { 0 } };

static const struct view_text residence_texts[] = {
	HEADER,
	TITLE(190, 5, 24, "在留カード"),
	TEXT(190, 32, 9, "RESIDENCE CARD", LABELS_NOTHING),
	LABEL(18, 62, "氏名", "NAME", LABELS_NAME),
	LABEL(18, 108, "生年月日", "DATE OF BIRTH", LABELS_PRINTED),
	LABEL(250, 108, "性別", "SEX", LABELS_PRINTED),
	LABEL(335, 108, "国籍・地域", "NATIONALITY/REGION", LABELS_PRINTED),
	LABEL(18, 154, "住居地", "ADDRESS", LABELS_ADDRESS),
	LABEL(18, 199, "在留資格", "STATUS", LABELS_PRINTED),
	TEXT(172, 240, 12, "就労制限の有無", LABELS_PRINTED),
	LABEL(18, 268, "在留期間（満了日）", "PERIOD OF STAY (DATE OF EXPIRATION)", LABELS_PRINTED),
	TEXT(18, 330, 13, "許可の種類", LABELS_PRINTED),
	TEXT(18, 357, 13, "許可年月日", LABELS_PRINTED),
	{ .forms = VIEW_IMAGE, .labels = LABELS_PRINTED, RUN(241, 357, 13, "交付年月日") },
	TEXT(16, 386, 14, "このカードは", LABELS_PRINTED),
	TEXT(268, 386, 14, "まで有効です。", LABELS_NOTHING),
	AUTHORITY,
	PHOTO,
	END_OF_TEXTS,
};

static const struct view_value residence_values[] = {
	NUMBER_VALUE,
	VALUE(ZAIRYU_FIELD_BIRTH_DATE, 96, 106, 150, 17),
	VALUE(ZAIRYU_FIELD_SEX, 286, 106, 46, 17),
	VALUE(ZAIRYU_FIELD_NATIONALITY, 424, 106, 236, 17),
	VALUE(ZAIRYU_FIELD_STATUS_OF_RESIDENCE, 92, 199, 384, 17),
	{ .field = ZAIRYU_FIELD_WORK_RESTRICTION,
	  .run = { .left = 266, .top = 237, .width = 200, .size = 18, .lines = 2 } },
	{ .field = ZAIRYU_FIELD_PERIOD_OF_STAY,
	  .until = ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY,
	  .run = { .left = 40, .top = 297, .width = 436, .size = 19 } },
	VALUE(ZAIRYU_FIELD_PERMISSION_TYPE, 92, 329, 384, 16),
	VALUE(ZAIRYU_FIELD_PERMISSION_DATE, 92, 356, 150, 16),
	VALUE(ZAIRYU_FIELD_CARD_EXPIRY, 111, 382, 162, 19),
	{ 0 },
};

static const struct view_picture residence_pictures[] = {
	{ ZAIRYU_IMAGE_FRONT, SHEET_MIDDLE, { 0, 0, SHEET_WIDTH, SHEET_HEIGHT } },
	{ ZAIRYU_IMAGE_NAME, SHEET_LEFT, { 84, 58, 574, 42 } },
	{ ZAIRYU_IMAGE_ADDRESS, SHEET_LEFT, { 84, 149, 392, 46 } },
	{ ZAIRYU_IMAGE_FACE, SHEET_MIDDLE, PHOTO_BOX },
	{ 0 },
};

static const struct sheet_box certificate_bands[] = {
	{ 0, 0, SHEET_WIDTH, 46 },
	{ 0, 338, 476, 32 },
	{ 0 },
};

static const struct sheet_box certificate_rules[] = { RULE(130), RULE(189), RULE(246), RULE(326), { 0 } };

static const struct view_text certificate_texts[] = {
	HEADER,
	TITLE(190, 6, 22, "特別永住者証明書"),
	TEXT(190, 32, 8, "SPECIAL PERMANENT RESIDENT CERTIFICATE", LABELS_NOTHING),
	LABEL(21, 89, "氏名", "NAME", LABELS_NAME),
	LABEL(21, 143, "生年月日", "DATE OF BIRTH", LABELS_PRINTED),
	LABEL(323, 143, "性別", "SEX", LABELS_PRINTED),
	LABEL(21, 201, "国籍・地域", "NATIONALITY/REGION", LABELS_PRINTED),
	LABEL(21, 257, "住居地", "ADDRESS", LABELS_ADDRESS),
	TEXT(16, 348, 14, "この証明書は", LABELS_PRINTED),
	TEXT(268, 348, 14, "まで有効です。", LABELS_NOTHING),
	AUTHORITY,
	PHOTO,
	END_OF_TEXTS,
};

static const struct view_value certificate_values[] = {
	NUMBER_VALUE,
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
	{ ZAIRYU_IMAGE_FACE, SHEET_MIDDLE, PHOTO_BOX },
	{ 0 },
};

static const struct sheet_box no_boxes[] = { { 0 } };

/* The back is not drawn after the real one: its header says which card it belongs to. The rows are in paint_back.c. */
static const struct sheet_box back_bands[] = { { 0, 0, SHEET_WIDTH, 46 }, { 0, 390, SHEET_WIDTH, 30 }, { 0 } };

#define BACK_NUMBER TEXT(446, 9, 13, "番号", LABELS_UNSIGNED), TEXT(446, 27, 7, "No.", LABELS_NOTHING)

static const struct view_text residence_back_texts[] = {
	TITLE(30, 6, 22, "在留カード　裏面"),
	TEXT(30, 32, 8, "RESIDENCE CARD (BACK)", LABELS_NOTHING),
	BACK_NUMBER,
	END_OF_TEXTS,
};

static const struct view_text certificate_back_texts[] = {
	TITLE(30, 6, 22, "特別永住者証明書　裏面"),
	TEXT(30, 32, 8, "SPECIAL PERMANENT RESIDENT CERTIFICATE (BACK)", LABELS_NOTHING),
	BACK_NUMBER,
	END_OF_TEXTS,
};

static const struct view_text plain_back_texts[] = {
	TEXT(30, 6, 22, "裏面", LABELS_NOTHING),
	TEXT(30, 32, 8, "BACK", LABELS_NOTHING),
	BACK_NUMBER,
	END_OF_TEXTS,
};

/* In the place of the header, which it has not. */
static const struct view_text plain_texts[] = { MARK(VIEW_IMAGE, 18, 9, 10, "印字", LABELS_PRINTED), PHOTO,
						END_OF_TEXTS };

static const struct view_value no_values[] = { { 0 } };

static const struct view_picture plain_pictures[] = {
	{ ZAIRYU_IMAGE_FRONT, SHEET_MIDDLE, { 0, 0, SHEET_WIDTH, SHEET_HEIGHT } },
	{ ZAIRYU_IMAGE_FACE, SHEET_MIDDLE, PHOTO_BOX },
	{ 0 },
};

static const struct card_view views[] = {
	{ ZAIRYU_KIND_RESIDENCE_CARD, 0xFAFCFD, 0xEFF5F3, 0xE1ECEE, 0xC2E0F0, residence_bands, residence_rules,
	  residence_texts, residence_values, residence_pictures, back_bands, residence_back_texts },
	{ ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, 0xFDFCF8, 0xF7F3E6, 0xF0E9D3, 0xF6E39A, certificate_bands,
	  certificate_rules, certificate_texts, certificate_values, certificate_pictures, back_bands,
	  certificate_back_texts },
	{ VIEW_PLAIN, 0xFAFAFA, 0xF2F2F2, 0xE8E8E8, 0xFFFFFF, no_boxes, no_boxes, plain_texts, no_values,
	  plain_pictures, no_boxes, plain_back_texts },
};

uint64_t card_view_item(enum view_label label, const zairyu_card *card)
{
	/* All that is printed is in the front image, if there is one, but the face. */
	static const int roles[][2] = {
		[LABELS_PRINTED] = { ZAIRYU_ROLE_FRONT_IMAGE, ZAIRYU_ROLE_PRINTED_ENTRY },
		[LABELS_NUMBER] = { ZAIRYU_ROLE_FRONT_IMAGE, ZAIRYU_ROLE_CARD_NUMBER },
		[LABELS_NAME] = { ZAIRYU_ROLE_FRONT_IMAGE, ZAIRYU_ROLE_NAME_IMAGE },
		[LABELS_ADDRESS] = { ZAIRYU_ROLE_FRONT_IMAGE, ZAIRYU_ROLE_ADDRESS_IMAGE },
		[LABELS_FACE] = { ZAIRYU_ROLE_FACE, ZAIRYU_ROLE_FACE },
	};
	uint64_t item;

	if (label == LABELS_NOTHING || label == LABELS_UNSIGNED)
		return 0;
	item = source_item(card, roles[label][0]);
	return item ? item : source_item(card, roles[label][1]);
}

const struct card_view *card_view_find(int kind)
{
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		if (views[i].kind == kind)
			return &views[i];
	return NULL;
}
