/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is printed on a card one by one: the first generation's front image, and the name and address images of the
 * second. The front is ID-1 at 200 dpi; the boxes stand beside the pre-printed labels of the composed view.
 */
#include <stdio.h>
#include <string.h>

#include "common/failure.h"
#include "draw/draw.h"

enum { FRONT_WIDTH = 674, FRONT_HEIGHT = 425, LINE_WIDTH = 400, NAME_HEIGHT = 40, ADDRESS_HEIGHT = 46 };
enum { TEXT_SIZE = 400 };

static void text_date(const char *yyyymmdd, char *out, size_t size)
{
	snprintf(out, size, "%.4s年%.2s月%.2s日", yyyymmdd, yyyymmdd + 4, yyyymmdd + 6);
	if (!yyyymmdd[0])
		out[0] = 0;
}

static void text_of_date(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	text_date(p->value[key], out, TEXT_SIZE);
}

static void text_as_is(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	snprintf(out, TEXT_SIZE, "%s", p->value[key]);
}

static void text_number(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	(void)key;
	snprintf(out, TEXT_SIZE, "%s", p->number);
}

static void text_address(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	snprintf(out, TEXT_SIZE, "%s", profile_has(p, VARIANT_ADDRESS_EMPTY) ? "" : p->value[key]);
}

static void text_of_code(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	static const struct {
		enum profile_key key;
		const char *code, *text;
	} words[] = {
		{ PROFILE_SEX, "1", "男 M." },
		{ PROFILE_SEX, "2", "女 F." },
		{ PROFILE_SEX, "3", "－" },
		{ PROFILE_WORK, "1", "就労制限なし" },
		{ PROFILE_WORK, "2", "在留資格に基づく就労活動のみ可" },
		{ PROFILE_WORK, "4", "指定書により指定された就労活動のみ可" },
		{ PROFILE_WORK, "9", "就労不可" },
	};

	out[0] = 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].key == key && strcmp(words[i].code, p->value[key]) == 0)
			snprintf(out, TEXT_SIZE, "%s", words[i].text);
}

/* YYMM, DDD, or 0000 for no end [G2 3.3], in words. Anything else is printed as it is. */
static void period_words(const char *code, char *out, size_t size)
{
	int years = 0, months = 0;
	size_t len = strlen(code);
	bool digits = strspn(code, "0123456789") == len;

	if (digits && len == 4 && sscanf(code, "%2d%2d", &years, &months) == 2 && years && months)
		snprintf(out, size, "%d年%d月", years, months);
	else if (years || months)
		snprintf(out, size, "%d%s", years ? years : months, years ? "年" : "月");
	else if (digits && len == 3 && sscanf(code, "%3d", &years) == 1)
		snprintf(out, size, "%d日", years);
	else
		snprintf(out, size, "%s", strcmp(code, "0000") == 0 ? "無期限" : code);
}

/* With the day it ends on. */
static void text_period(const struct profile *p, enum profile_key key, char out[TEXT_SIZE])
{
	char period[40], end[40];

	period_words(p->value[key], period, sizeof period);
	text_date(p->value[PROFILE_PERIOD_EXPIRY], end, sizeof end);
	if (end[0])
		snprintf(out, TEXT_SIZE, "%s（%s）", period, end);
	else
		snprintf(out, TEXT_SIZE, "%s", period);
}

struct entry {
	enum profile_key key;
	void (*text)(const struct profile *p, enum profile_key key, char out[TEXT_SIZE]);
	struct box box;
	struct box other; /* for what does not fit that one; its width is 0 if there is none */
};

static const struct entry residence_card[] = {
	{ PROFILE_KEYS, text_number, { 500, 12, 162, 24, 18, true } },
	{ PROFILE_NAME, text_as_is, { 84, 60, 574, 38, 20, false } },
	{ PROFILE_BIRTH_DATE, text_of_date, { 104, 102, 142, 23, 16, false } },
	{ PROFILE_SEX, text_of_code, { 286, 102, 46, 23, 16, false } },
	{ PROFILE_NATIONALITY_TEXT,
	  text_as_is,
	  { 410, 102, 252, 23, 16, false, 12 },
	  { 84, 130, 392, 17, 16, true, 0 } },
	{ PROFILE_ADDRESS, text_address, { 84, 152, 392, 40, 16, false } },
	{ PROFILE_STATUS_TEXT, text_as_is, { 92, 198, 384, 20, 16, false } },
	{ PROFILE_WORK, text_of_code, { 262, 224, 204, 43, 18, false } },
	{ PROFILE_PERIOD, text_period, { 40, 294, 436, 24, 18, false } },
	{ PROFILE_PERMISSION_TEXT, text_as_is, { 92, 325, 384, 22, 15, false } },
	{ PROFILE_PERMISSION_DATE, text_of_date, { 92, 353, 142, 20, 15, false } },
	{ PROFILE_ISSUE_DATE, text_of_date, { 315, 353, 150, 20, 15, false } },
	{ PROFILE_CARD_EXPIRY, text_of_date, { 108, 380, 160, 24, 18, false } },
};

static const struct entry certificate[] = {
	{ PROFILE_KEYS, text_number, { 500, 12, 162, 24, 18, true } },
	{ PROFILE_NAME, text_as_is, { 90, 84, 568, 34, 20, false } },
	{ PROFILE_BIRTH_DATE, text_of_date, { 110, 140, 200, 40, 17, false } },
	{ PROFILE_SEX, text_of_code, { 365, 140, 110, 40, 17, false } },
	{ PROFILE_NATIONALITY_TEXT, text_as_is, { 130, 198, 346, 40, 17, false } },
	{ PROFILE_ADDRESS, text_address, { 90, 254, 386, 60, 17, false } },
	{ PROFILE_CARD_EXPIRY, text_of_date, { 108, 342, 160, 24, 18, false } },
};

/* Thin rules between the rows, printed with the values. */
static const struct {
	bool certificate;
	int top;
} rules[] = { { false, 101 }, { false, 148 }, { false, 195 }, { false, 322 }, { false, 350 },
	      { true, 130 },  { true, 189 },  { true, 246 },  { true, 326 } };
enum { RULE_LEFT = 14, RULE_WIDTH = 462 };

static int does_not_fit(const struct entry *entry, zairyu_error **err)
{
	char message[80];
	const char *name = entry->key < PROFILE_KEYS ? profile_key_name(entry->key) : "number";

	snprintf(message, sizeof message, "%s: does not fit its place on the card", name);
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, message);
}

static int put_entry(struct page *page, const struct entry *entry, const struct profile *p, zairyu_error **err)
{
	char text[TEXT_SIZE];
	bool fits;

	entry->text(p, entry->key, text);
	fits = !text[0] || page_text(page, &entry->box, text) ||
	       (entry->other.width > 0 && page_text(page, &entry->other, text));
	zairyu_wipe(text, sizeof text);
	return fits ? ZAIRYU_OK : does_not_fit(entry, err);
}

int draw_front(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err)
{
	struct page page;
	bool is_certificate = p->type == TYPE_2;
	const struct entry *entries = is_certificate ? certificate : residence_card;
	size_t count = is_certificate ? sizeof certificate / sizeof *certificate
				      : sizeof residence_card / sizeof *residence_card;
	int rc = page_init(&page, draw, FRONT_WIDTH, FRONT_HEIGHT) ? ZAIRYU_OK : no_memory(err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof rules / sizeof *rules; i++)
		if (rules[i].certificate == is_certificate)
			page_line(&page, RULE_LEFT, rules[i].top, RULE_WIDTH);
	for (size_t i = 0; rc == ZAIRYU_OK && i < count; i++)
		rc = put_entry(&page, &entries[i], p, err);
	if (rc == ZAIRYU_OK)
		rc = draw_tiff(&page, p, DRAW_FRONT_MAX, out, err);
	page_done(&page);
	return rc;
}

static int draw_entry(struct draw *draw, const struct entry *entry, int height, const struct profile *p,
		      struct blob *out, zairyu_error **err)
{
	struct page page;
	int rc = page_init(&page, draw, LINE_WIDTH, height) ? ZAIRYU_OK : no_memory(err);

	if (rc == ZAIRYU_OK)
		rc = put_entry(&page, entry, p, err);
	if (rc == ZAIRYU_OK)
		rc = draw_tiff(&page, p, DRAW_LINE_MAX, out, err);
	page_done(&page);
	return rc;
}

int draw_name(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err)
{
	static const struct entry entry = { PROFILE_NAME,
					    text_as_is,
					    { 2, 2, LINE_WIDTH - 4, NAME_HEIGHT - 4, 20, false } };

	return draw_entry(draw, &entry, NAME_HEIGHT, p, out, err);
}

int draw_address(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err)
{
	static const struct entry entry = { PROFILE_ADDRESS,
					    text_address,
					    { 2, 2, LINE_WIDTH - 4, ADDRESS_HEIGHT - 4, 16, false } };

	return draw_entry(draw, &entry, ADDRESS_HEIGHT, p, out, err);
}
