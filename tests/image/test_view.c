/* SPDX-License-Identifier: BSD-2-Clause */
/* What the picture shows of what is proved: the strip, read back by its pixels, the marks, the specimen's name, and the
 * statements in the PNG. */
#include <string.h>

#include "base/pixmap.h"
#include "cards.h"
#include "colours.h"
#include "view/strip.h"

enum { CARD_HEIGHT = 425 };

/* A state of the world: what was found, and of what. */
struct state {
	const char *name;
	bool verified;
	int falsification, issuer, anchor;
	bool live;
};

enum { OK = ZAIRYU_RESULT_OK, FAILED = ZAIRYU_RESULT_FAILED, ABSENT = ZAIRYU_RESULT_ABSENT, NOT = 0 };

static const struct state states[] = {
	{ "genuine", true, OK, OK, ZAIRYU_ANCHOR_PRODUCTION, true },
	{ "custom", true, OK, OK, ZAIRYU_ANCHOR_CUSTOM, true },
	{ "official test", true, OK, OK, ZAIRYU_ANCHOR_OFFICIAL_TEST, true },
	{ "simulated, as if genuine", true, OK, OK, ZAIRYU_ANCHOR_PRODUCTION, false },
	{ "simulated", true, OK, OK, ZAIRYU_ANCHOR_CUSTOM, false },
	{ "no anchor", true, OK, NOT, 0, true },
	{ "falsified", true, FAILED, OK, ZAIRYU_ANCHOR_PRODUCTION, true },
	{ "other issuer", true, OK, FAILED, 0, true },
	{ "both failed", true, FAILED, FAILED, 0, true },
	{ "simulated forgery", true, FAILED, OK, ZAIRYU_ANCHOR_CUSTOM, false },
	{ "unsigned", true, ABSENT, ABSENT, 0, true },
	{ "simulated, unsigned", true, ABSENT, ABSENT, 0, false },
	{ "undecided", true, NOT, NOT, 0, true },
	{ "not verified", false, NOT, NOT, 0, true },
	{ "simulated, not verified", false, NOT, NOT, 0, false },
};

static zairyu_report *report_of(const struct state *state)
{
	return state->verified ? make_report(state->falsification, state->issuer, state->anchor) : NULL;
}

static bool is_genuine(const struct state *state)
{
	return state->falsification == OK && state->issuer == OK && state->anchor == ZAIRYU_ANCHOR_PRODUCTION &&
	       state->live;
}

static bool is_specimen(const struct state *state)
{
	return !state->live || state->anchor == ZAIRYU_ANCHOR_CUSTOM || state->anchor == ZAIRYU_ANCHOR_OFFICIAL_TEST;
}

static zairyu_record *record_of(const char *type, const struct state *state)
{
	record_reader = state->live ? "pcsc:Reader" : "replay:trace";
	return type[0] == '0' ? second_generation(type, 0) : first_generation_printed(type, type, true, true);
}

static zairyu_image *view_of(const char *type, const struct state *state)
{
	zairyu_report *report = report_of(state);
	zairyu_image *view = compose_reported(record_of(type, state), report);

	zairyu_report_free(report);
	return view;
}

/* The strip that a state calls for, on a sheet of its own. */
static zairyu_image *strip_alone(const char *type, const struct state *state)
{
	zairyu_report *report = report_of(state);
	zairyu_record *record = record_of(type, state);
	struct lettering *lettering;
	zairyu_image *sheet;
	struct claim claim;
	struct strip strip;

	claim_make(&claim, record, report, type[0] == '0' ? FRONT_BOUND : FRONT_FITS);
	strip_words(&strip, &claim, report);
	ck_assert_int_eq(lettering_new(&lettering, NULL), ZAIRYU_OK);
	ck_assert_int_eq(sheet_new(ctx, strip_measure(&strip, lettering), &sheet, NULL), ZAIRYU_OK);
	ck_assert_int_eq(strip_paint(&strip, lettering, sheet, NULL), ZAIRYU_OK);
	lettering_free(lettering);
	zairyu_record_free(record);
	zairyu_report_free(report);
	return sheet;
}

static bool same_strip(const zairyu_image *a, const zairyu_image *b)
{
	size_t above = a->stride * CARD_HEIGHT * SCALE;

	return a->height == b->height && memcmp(a->pixels + above, b->pixels + above, pixmap_size(a) - above) == 0;
}

static const char *const types[] = { "1", "2", "05", "06" };

/* Two states read alike only if the same is true of them. */
static bool reads_alike(const struct state *a, const struct state *b)
{
	return a->verified == b->verified && a->live == b->live && a->falsification == b->falsification &&
	       a->issuer == b->issuer && is_genuine(a) == is_genuine(b) && is_specimen(a) == is_specimen(b);
}

/* Every place where a mark may be, and the item it is of. */
static const struct place {
	const char *type;
	uint32_t left, top;
	uint64_t item;
} places[] = {
	{ "1", 190, 10, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 446, 9, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 62, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 108, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 250, 108, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 335, 108, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 154, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 199, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 172, 240, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 268, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 330, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 18, 357, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 241, 357, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 16, 386, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "1", 493, 364, ZAIRYU_ITEM_FACE },
	{ "2", 190, 10, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 446, 9, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 21, 89, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 21, 143, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 323, 143, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 21, 201, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 21, 257, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 16, 348, ZAIRYU_ITEM_FRONT_IMAGE },
	{ "2", 493, 364, ZAIRYU_ITEM_FACE },
	{ "05", 190, 10, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 446, 9, ZAIRYU_ITEM_CARD_NUMBER },
	{ "05", 18, 62, ZAIRYU_ITEM_NAME_AND_FACE },
	{ "05", 18, 108, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 250, 108, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 335, 108, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 18, 154, ZAIRYU_ITEM_ADDRESS_IMAGE },
	{ "05", 18, 199, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 172, 240, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 18, 268, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 18, 330, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 18, 357, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 16, 386, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "05", 493, 364, ZAIRYU_ITEM_NAME_AND_FACE },
	{ "06", 190, 10, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "06", 446, 9, ZAIRYU_ITEM_CARD_NUMBER },
	{ "06", 21, 89, ZAIRYU_ITEM_NAME_AND_FACE },
	{ "06", 21, 143, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "06", 323, 143, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "06", 21, 201, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "06", 21, 257, ZAIRYU_ITEM_ADDRESS_IMAGE },
	{ "06", 16, 348, ZAIRYU_ITEM_PRINTED_ENTRIES },
	{ "06", 493, 364, ZAIRYU_ITEM_NAME_AND_FACE },
};

static void expect_marks(const zairyu_image *view, const char *type, uint64_t proved, const char *of)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strcmp(places[i].type, type) == 0)
			ck_assert_msg(is_marked(view, places[i].left, places[i].top) == !(proved & places[i].item),
				      "%s: %s, place %zu", of, type, i);
}

/* Every value of a card that is not genuine is marked, and of one that is, those that are not signed. */
static void check_marks(const zairyu_image *view, const char *type, const struct state *state)
{
	const uint64_t covered =
		ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE;

	expect_marks(view, type, is_genuine(state) ? covered : 0, state->name);
}

/* What stands across the card is on what is certainly none of the agency's, and on nothing else. */
static void check_specimen(const zairyu_image *view, const struct state *state)
{
	static const struct area left_of_face = { 0, 0, 480, CARD_HEIGHT };
	unsigned pink = count_colour(view, &left_of_face, is_pink);

	ck_assert_msg(is_specimen(state) ? pink > 10000 : pink < 2000, "%s: %u", state->name, pink);
}

static const char *const names[] = { "zairyu-verified", "zairyu-verdict",  "zairyu-falsification", "zairyu-issuer",
				     "zairyu-live",     "zairyu-specimen", "zairyu-form",          "zairyu-proved",
				     "zairyu-side",     "zairyu-unwritten" };

static uint32_t big_endian(const uint8_t *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

/* The text of a tEXt chunk by its keyword, and its length; NULL if there is none [PNG 5.3, 11.3.4.3]. */
static const char *find_text(const struct made *png, const char *keyword, size_t *len, unsigned *chunks)
{
	const char *found = NULL;

	*chunks = 0;
	for (size_t at = 8; at + 12 <= png->len; at += 12 + big_endian(png->data + at)) {
		size_t size = big_endian(png->data + at), head = strlen(keyword) + 1;

		if (memcmp(png->data + at + 4, "tEXt", 4) != 0)
			continue;
		(*chunks)++;
		if (size < head || memcmp(png->data + at + 8, keyword, head) != 0)
			continue;
		found = (const char *)png->data + at + 8 + head;
		*len = size - head;
	}
	return found;
}

/* What the picture says is in the PNG as well, and nothing else: no number. */
static void check_png(const zairyu_image *view)
{
	struct made png = { 0 };

	ck_assert_int_eq(zairyu_image_write_png(view, made_write, &png, NULL), ZAIRYU_OK);
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		const char *value = zairyu_image_statement(view, names[n]), *words;
		size_t len = 0;
		unsigned chunks;

		ck_assert_ptr_nonnull(value);
		words = find_text(&png, names[n], &len, &chunks);
		ck_assert_ptr_nonnull(words);
		ck_assert_uint_eq(len, strlen(value));
		ck_assert_int_eq(memcmp(words, value, len), 0);
		ck_assert_uint_eq(chunks, sizeof names / sizeof *names);
		ck_assert_ptr_null(strstr(value, "12345678"));
	}
	made_free(&png);
}

static void check_statements(const zairyu_image *view, const struct state *state)
{
	bool failed = state->falsification == FAILED || state->issuer == FAILED;
	const char *verdict = is_genuine(state)                ? "genuine"
			      : failed                         ? "abnormal"
			      : state->falsification == ABSENT ? "unsigned"
							       : "unchecked";

	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-verdict"), verdict);
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-live"), state->live ? "yes" : "no");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-verified"), state->verified ? "yes" : "no");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-specimen"), is_specimen(state) ? "yes" : "no");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-falsification"),
			 zairyu_result_name(state->falsification));
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-issuer"), zairyu_result_name(state->issuer));
	ck_assert_int_eq(strcmp(zairyu_image_statement(view, "zairyu-proved"), "none") != 0, is_genuine(state));
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-side"), "front");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-unwritten"), "none");
}

/* Of each type in each state: the strip is that state's and no other's, and everything else says the same. */
START_TEST(every_state)
{
	const size_t count = sizeof states / sizeof *states;
	zairyu_image *alone[sizeof states / sizeof *states];

	for (size_t i = 0; i < count; i++)
		alone[i] = strip_alone(types[_i], &states[i]);
	for (size_t i = 0; i < count; i++) {
		zairyu_image *view = view_of(types[_i], &states[i]);

		for (size_t j = 0; j < count; j++)
			ck_assert_msg(same_strip(view, alone[j]) == reads_alike(&states[i], &states[j]), "%s, %s",
				      states[i].name, states[j].name);
		check_marks(view, types[_i], &states[i]);
		check_specimen(view, &states[i]);
		check_statements(view, &states[i]);
		check_png(view);
		zairyu_image_free(view);
	}
	for (size_t i = 0; i < count; i++)
		zairyu_image_free(alone[i]);
}
END_TEST

START_TEST(statements_of_others)
{
	zairyu_image *front_image = NULL, *view = compose(second_generation("05", 0));
	zairyu_record *record = first_generation("1", true, true);
	struct made png = { 0 };
	size_t len;
	unsigned chunks;

	ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FRONT, &front_image, NULL), ZAIRYU_OK);
	ck_assert_ptr_null(zairyu_image_statement(front_image, "zairyu-verdict"));
	ck_assert_int_eq(zairyu_image_write_png(front_image, made_write, &png, NULL), ZAIRYU_OK);
	ck_assert_ptr_null(find_text(&png, "zairyu-verdict", &len, &chunks));
	ck_assert_uint_eq(chunks, 0);
	ck_assert_ptr_null(zairyu_image_statement(view, "verdict"));
	ck_assert_ptr_null(zairyu_image_statement(view, NULL));
	ck_assert_ptr_null(zairyu_image_statement(NULL, "zairyu-verdict"));
	made_free(&png);
	zairyu_image_free(front_image);
	zairyu_image_free(view);
	zairyu_record_free(record);
}
END_TEST

/* The names of items that are shown as proved. */
START_TEST(proved_items)
{
	static const char *const proved[][2] = { { "front-image face", "face front-image" },
						 { "printed-entries name-and-face", "name-and-face printed-entries" } };
	zairyu_image *view = view_of(types[_i], &states[0]);
	const char *said = zairyu_image_statement(view, "zairyu-proved");

	ck_assert_msg(strcmp(said, proved[_i / 2][0]) == 0 || strcmp(said, proved[_i / 2][1]) == 0, "%s", said);
	zairyu_image_free(view);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("view");

	tcase_add_loop_test(tcase, every_state, 0, 4);
	tcase_add_test(tcase, statements_of_others);
	tcase_add_loop_test(tcase, proved_items, 0, 4);
	return suite_run("view", tcase);
}
