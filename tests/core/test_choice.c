/* SPDX-License-Identifier: BSD-2-Clause */
/* Which reader is the first with a card. */
#include <string.h>

#include "shelf.h"

START_TEST(the_first_reader_with_a_card)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = 0 };
	zairyu_cancel *cancel;
	zairyu_transport *t;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_READER);
	shelf.count = 3;
	shelf.card[0] = shelf.card[1] = shelf.card[2] = ZAIRYU_CARD_NONE;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	shelf.simulated[0] = 1;
	shelf.card[0] = shelf.card[2] = ZAIRYU_CARD_PRESENT; /* the simulated one is never taken */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:2");
	zairyu_transport_free(t);
	shelf.card[2] = ZAIRYU_CARD_UNKNOWN; /* another reader can tell, and has none */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	shelf.card[1] = ZAIRYU_CARD_UNKNOWN;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:1");
	zairyu_transport_free(t);
	shelf.card[1] = ZAIRYU_CARD_NONE;
	shelf.lists = 0;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 500, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_ge(shelf.lists, 2);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, ZAIRYU_WAIT_FOREVER, cancel, &t, NULL), ZAIRYU_ERR_CANCELLED);
	shelf.card[1] = ZAIRYU_CARD_PRESENT; /* a triggered token counts, even where there is nothing to wait for */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, cancel, &t, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(t);
	shelf.count = 0;
	shelf.list_rc = ZAIRYU_ERR_NO_PERMISSION;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_PERMISSION);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

enum {
	UNKNOWN = ZAIRYU_READER_UNKNOWN,
	NEAR = ZAIRYU_READER_CONTACTLESS,
	SLOT = ZAIRYU_READER_CONTACT,
	SAM = ZAIRYU_READER_SAM,
	IN = ZAIRYU_CARD_PRESENT,
	OUT = ZAIRYU_CARD_NONE,
	DARK = ZAIRYU_CARD_UNKNOWN
};

/* Up to three readers, what kind each is and whether a card lies there; the one that is opened, or why none is. */
static const struct {
	size_t count;
	int suitability[3], card[3], simulated[3], rc;
	const char *uri;
} choices[] = {
	{ 1, { SAM }, { IN }, { 0 }, ZAIRYU_ERR_NO_READER, NULL },
	{ 1, { SLOT }, { IN }, { 0 }, 0, "shelf:0" },
	{ 1, { SLOT }, { OUT }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { SLOT, NEAR }, { IN, OUT }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { SLOT, UNKNOWN }, { IN, OUT }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { SLOT, NEAR }, { IN, DARK }, { 0 }, 0, "shelf:1" }, /* the slot's card tells nothing about the other */
	{ 2, { SLOT, SAM }, { OUT, IN }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { SAM, SLOT }, { IN, IN }, { 0 }, 0, "shelf:1" },
	{ 2, { SLOT, NEAR }, { IN, IN }, { 0, 1 }, 0, "shelf:0" }, /* a simulated reader is no better one */
	{ 3, { SAM, SLOT, NEAR }, { IN, IN, IN }, { 0 }, 0, "shelf:2" },
	{ 3, { UNKNOWN, NEAR, NEAR }, { IN, IN, IN }, { 0 }, 0, "shelf:1" },
	{ 3, { UNKNOWN, NEAR, NEAR }, { IN, OUT, OUT }, { 0 }, 0, "shelf:0" },
	{ 3, { UNKNOWN, NEAR, SLOT }, { DARK, DARK, IN }, { 0 }, 0, "shelf:1" },
	{ 2, { NEAR, NEAR }, { DARK, DARK }, { 0 }, 0, "shelf:0" }, /* of several alike the first */
	{ 2, { NEAR, NEAR }, { IN, IN }, { 0 }, 0, "shelf:0" },
	{ 2, { UNKNOWN, NEAR }, { DARK, DARK }, { 0 }, 0, "shelf:1" },
	{ 2, { NEAR, UNKNOWN }, { DARK, DARK }, { 0 }, 0, "shelf:0" },
	{ 2, { NEAR, NEAR }, { IN, DARK }, { 0 }, 0, "shelf:0" },
	{ 2, { NEAR, NEAR }, { DARK, IN }, { 0 }, 0, "shelf:1" },
	{ 2, { UNKNOWN, NEAR }, { IN, DARK }, { 0 }, 0, "shelf:0" }, /* one that can tell before a better one */
	{ 2, { NEAR, UNKNOWN }, { DARK, IN }, { 0 }, 0, "shelf:1" },
	{ 2, { NEAR, NEAR }, { DARK, OUT }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { NEAR, NEAR }, { OUT, DARK }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
	{ 2, { NEAR, SLOT }, { DARK, IN }, { 0 }, 0, "shelf:0" },
	{ 2, { NEAR, NEAR }, { IN, DARK }, { 1 }, 0, "shelf:1" },
	{ 2, { NEAR, SAM }, { IN, IN }, { 1 }, ZAIRYU_ERR_NO_READER, NULL },
	{ 1, { UNKNOWN }, { IN }, { 0 }, 0, "shelf:0" },
	{ 1, { SLOT }, { DARK }, { 0 }, 0, "shelf:0" },
	{ 3, { NEAR, UNKNOWN, SAM }, { DARK, OUT, IN }, { 0 }, ZAIRYU_ERR_NO_CARD, NULL },
};

START_TEST(only_promising_readers_count)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = choices[_i].count };
	zairyu_readers *readers;
	zairyu_transport *t;

	memcpy(shelf.suitability, choices[_i].suitability, sizeof shelf.suitability);
	memcpy(shelf.card, choices[_i].card, sizeof shelf.card);
	memcpy(shelf.simulated, choices[_i].simulated, sizeof shelf.simulated);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, NULL), 0);
	for (size_t i = 0; i < shelf.count; i++)
		ck_assert_int_eq(zairyu_readers_suitability(readers, i), shelf.suitability[i]);
	ck_assert_int_eq(zairyu_readers_suitability(readers, shelf.count), ZAIRYU_READER_UNKNOWN);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", IN, 0, SAM + 1), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", IN, 0, -1), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", IN, 0, ZAIRYU_READER_UNKNOWN), 0);
	ck_assert_int_eq(zairyu_readers_suitability(readers, shelf.count), ZAIRYU_READER_UNKNOWN);
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), choices[_i].rc);
	if (choices[_i].uri)
		ck_assert_str_eq(zairyu_transport_uri(t), choices[_i].uri);
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* Beside one that fails, a reader that only watching would do with is still none. */
START_TEST(a_failure_counts_where_there_is_no_reader)
{
	zairyu_context *ctx = new_context();
	struct shelf broken = { .list_rc = ZAIRYU_ERR_NO_SERVICE }, empty = { .count = 0 };
	zairyu_transport *t;

	add_shelf(ctx, "broken", &broken);
	add_shelf(ctx, "empty", &empty);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_SERVICE);
	empty.count = 1;
	empty.simulated[0] = 1;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_SERVICE);
	empty.simulated[0] = 0;
	empty.card[0] = ZAIRYU_CARD_NONE;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("choice", 30);

	tcase_add_test(tcase, the_first_reader_with_a_card);
	tcase_add_loop_test(tcase, only_promising_readers_count, 0, COUNT(choices));
	tcase_add_test(tcase, a_failure_counts_where_there_is_no_reader);
	return suite_run("choice", tcase);
}
