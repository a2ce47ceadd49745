/* SPDX-License-Identifier: BSD-2-Clause */
/* The saved form: the same file gives the same card, and nothing a stranger writes into one does harm or passes for real. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twin_case.h"

static zairyu_twin *twin_of(const char *options)
{
	zairyu_vcard *card;
	struct reading was;
	zairyu_twin *twin;
	zairyu_bytes anchors[2];

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, options, &card, NULL), 0);
	read_card(card, false, &was);
	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_twin_from_record(twin_ctx, twin_ca, was.record, anchors, 2, &twin, NULL), 0);
	reading_done(&was);
	zairyu_vcard_free(card);
	return twin;
}

START_TEST(same_file_same_card)
{
	zairyu_twin *twin = twin_of(_i ? "type=05" : "type=1");
	zairyu_vcard *a = play(twin, ""), *b = play(twin, "");

	for (int df = 0; df <= 3; df++)
		for (int sfi = 1; sfi < 31; sfi++) {
			zairyu_bytes one, two;
			int rc = zairyu_vcard_file(a, df, sfi, &one);

			ck_assert_int_eq(rc, zairyu_vcard_file(b, df, sfi, &two));
			if (rc == 0) {
				ck_assert_uint_eq(one.len, two.len);
				ck_assert_mem_eq(one.data, two.data, one.len);
			}
		}
	zairyu_vcard_free(a);
	zairyu_vcard_free(b);
	zairyu_twin_free(twin);
}
END_TEST

START_TEST(twins_differ)
{
	zairyu_twin *a = twin_of("type=05"), *b = twin_of("type=05");
	zairyu_bytes one = zairyu_twin_saved(a), two = zairyu_twin_saved(b);

	ck_assert(one.len != two.len || memcmp(one.data, two.data, one.len) != 0);
	zairyu_twin_free(a);
	zairyu_twin_free(b);
}
END_TEST

START_TEST(loads_as_saved)
{
	zairyu_twin *twin = twin_of("type=06"), *again;
	zairyu_bytes one = zairyu_twin_saved(twin), two;
	zairyu_twin_part a = { .size = sizeof a }, b = { .size = sizeof b };
	struct {
		zairyu_twin_part part;
		size_t later;
	} longer = { .later = 7 };

	ck_assert_int_eq(zairyu_twin_load(twin_ctx, one, &again, NULL), 0);
	two = zairyu_twin_saved(again);
	ck_assert_uint_eq(one.len, two.len);
	ck_assert_mem_eq(one.data, two.data, one.len);
	ck_assert_str_eq(zairyu_twin_type(again), "06");
	for (size_t i = 0; zairyu_twin_file(twin, i, &a) == 0; i++) {
		ck_assert_int_eq(zairyu_twin_file(again, i, &b), 0);
		ck_assert_uint_eq(a.length, b.length);
		ck_assert_uint_eq(a.length, a.kept + a.padding + a.made + a.signing);
		ck_assert_uint_eq(a.item, b.item);
	}
	longer.part.size = sizeof longer; /* a caller of a later version: what this library does not know is zero */
	ck_assert_int_eq(zairyu_twin_file(again, 0, &longer.part), 0);
	ck_assert_uint_eq(longer.part.size, sizeof longer);
	ck_assert_uint_gt(longer.part.length, 0);
	ck_assert_uint_eq(longer.later, 0);
	longer.part.size =
		offsetof(zairyu_twin_part, signing) + sizeof longer.part.signing; /* one of the first version */
	longer.later = 7;
	ck_assert_int_eq(zairyu_twin_file(again, 0, &longer.part), 0);
	ck_assert_uint_eq(longer.later, 7);
	longer.part.size--;
	ck_assert_int_eq(zairyu_twin_file(again, 0, &longer.part), ZAIRYU_ERR_ABI);
	longer.part.size = 4097; /* never filled in */
	ck_assert_int_eq(zairyu_twin_file(again, 0, &longer.part), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(zairyu_twin_file(again, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(longer.later, 7);
	zairyu_twin_free(again);
	zairyu_twin_free(twin);
}
END_TEST

/* A twin of a twin is a twin: alike, and with nothing of the first. */
START_TEST(twin_of_a_twin)
{
	zairyu_twin *twin = twin_of("type=05"), *second;
	zairyu_vcard *card = play(twin, ""), *played;
	struct reading was, is;
	zairyu_bytes anchors[2];

	read_card(card, false, &was);
	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_twin_from_record(twin_ctx, twin_ca, was.record, anchors, 2, &second, NULL), 0);
	played = play(second, "");
	read_card(played, false, &is);
	same_reading(&was, &is, "a twin's twin");
	nothing_of(was.record, second, played, "a twin's twin");
	reading_done(&was);
	reading_done(&is);
	zairyu_vcard_free(card);
	zairyu_vcard_free(played);
	zairyu_twin_free(twin);
	zairyu_twin_free(second);
}
END_TEST

/* Lines put in place of others; each makes the file no twin. `%s` stands for what was there. */
static const struct {
	const char *line, *instead;
	int code;
} lies[] = {
	{ "zairyu-twin 1", "zairyu-twin 2", ZAIRYU_ERR_RECORD_VERSION },
	{ "zairyu-twin 1", "zairyu-trace 1", ZAIRYU_ERR_MALFORMED },
	{ "type 05", "type 07", ZAIRYU_ERR_MALFORMED },
	{ "type 05", "# gone", ZAIRYU_ERR_MALFORMED },
	{ "digest sha-256", "digest md5", ZAIRYU_ERR_MALFORMED },
	{ "card ", "card AA1234567", ZAIRYU_ERR_MALFORMED },
	{ "salt ", "salt 00", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "file 0/11 7", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "file 4/11 6", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "file 0/31 6", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "file 0/11 65'536", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "file 0/10 6", ZAIRYU_ERR_MALFORMED },
	{ "file 0/11 6", "keep 00", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "keep c0:04:30:30:30:3", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "keep c0:04:30:30:30:3g", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "keep c0:04:30:30:30", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "noise 0", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "noise 4'294'967'302", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "fill 00", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "fill 00 6 6", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "number 6", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "modulus 6", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "shrug 6", ZAIRYU_ERR_MALFORMED },
	{ "keep c0:04:30:30:30:32", "keep  c0:04:30:30:30:32", ZAIRYU_ERR_MALFORMED },
	{ "check-code 96",
	  "noise 7\nkeep 00\nfill 00 4\nkeep 01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14\n"
	  "keep 01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14\n"
	  "keep 01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14\n"
	  "keep 01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13:14\n"
	  "keep 01:02:03:04",
	  ZAIRYU_ERR_MALFORMED },
	{ "end", "# end", ZAIRYU_ERR_MALFORMED },
	{ "end", "end\nend", ZAIRYU_ERR_MALFORMED },
	{ "end", "end of it", ZAIRYU_ERR_MALFORMED },
};

START_TEST(lies_are_refused)
{
	zairyu_twin *twin = twin_of("type=05"), *loaded;
	zairyu_bytes saved = zairyu_twin_saved(twin);
	char *text = malloc(saved.len + 2048), *copy = calloc(1, saved.len + 2);
	char line[64], *at, *rest;
	int len, rc;
	const char *from;

	ck_assert(text && copy);
	copy[0] = '\n';
	memcpy(copy + 1, saved.data, saved.len);
	(void)snprintf(line, sizeof line, "\n%s", lies[_i].line);
	at = strstr(copy, line);
	ck_assert_msg(at != NULL, "%s", lies[_i].line);
	rest = strchr(at + 1, '\n');
	len = snprintf(text, saved.len + 2048, "%.*s\n%s%s", (int)(at - copy), copy, lies[_i].instead, rest);
	from = text + 1;
	rc = zairyu_twin_load(twin_ctx, (zairyu_bytes){ (const uint8_t *)from, (size_t)len - 1 }, &loaded, NULL);
	ck_assert_msg(rc == lies[_i].code, "%s for %s: %d", lies[_i].instead, lies[_i].line, rc);
	ck_assert_ptr_null(loaded);
	free(text);
	free(copy);
	zairyu_twin_free(twin);
}
END_TEST

/* Any byte changed, or the end missing: it is refused, or a card is made of it, or it says what is wrong. */
START_TEST(damage_does_no_harm)
{
	zairyu_twin *twin = twin_of(_i ? "type=05" : "type=1,variant=certificate-indefinite");
	zairyu_bytes saved = zairyu_twin_saved(twin);
	uint8_t *copy = malloc(saved.len);

	ck_assert_ptr_nonnull(copy);
	for (size_t i = 0; i < 300; i++) {
		size_t at = i * saved.len / 300;
		zairyu_twin *loaded;

		memcpy(copy, saved.data, saved.len);
		copy[at] ^= (uint8_t)(1u << i % 7);
		if (zairyu_twin_load(twin_ctx, (zairyu_bytes){ copy, saved.len }, &loaded, NULL) == 0)
			zairyu_twin_free(loaded);
		ck_assert_int_ne(zairyu_twin_load(twin_ctx, (zairyu_bytes){ saved.data, at }, &loaded, NULL), 0);
	}
	free(copy);
	zairyu_twin_free(twin);
}
END_TEST

START_TEST(goes_with_few_options)
{
	zairyu_vcard *card;
	zairyu_error *err = NULL;
	static const char *const wrong[] = { "twin=/nowhere,type=05", "twin=/nowhere,number=AA12345678BB",
					     "twin=/nowhere,variant=sjis", "twin=/nowhere,name=X", "twin=" };
	zairyu_twin *twin;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, wrong[i], &card, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "twin=/nowhere", &card, &err), ZAIRYU_ERR_FILE);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "zairyu twin"));
	zairyu_error_free(err);
	twin = twin_of("type=1");
	card = play(twin, ",fault=status@1:0x6F00,seed=1");
	zairyu_vcard_free(card);
	zairyu_twin_free(twin);
}
END_TEST

/* Whatever a reduced record is asked for, it has no files. */
START_TEST(reduced_records_have_none)
{
	zairyu_vcard *card;
	struct reading was;
	zairyu_record *reduced;
	zairyu_twin *twin;

	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, "type=05", &card, NULL), 0);
	read_card(card, false, &was);
	ck_assert_int_eq(zairyu_record_reduce(was.record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL), 0);
	ck_assert_int_eq(zairyu_twin_from_record(twin_ctx, twin_ca, reduced, NULL, 0, &twin, NULL), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(reduced);
	reading_done(&was);
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_twin_format(void)
{
	TCase *tcase = suite_case("the saved form", 60);

	tcase_add_loop_test(tcase, same_file_same_card, 0, 2);
	tcase_add_test(tcase, twins_differ);
	tcase_add_test(tcase, loads_as_saved);
	tcase_add_test(tcase, twin_of_a_twin);
	tcase_add_loop_test(tcase, lies_are_refused, 0, COUNT(lies));
	tcase_add_loop_test(tcase, damage_does_no_harm, 0, 2);
	tcase_add_test(tcase, goes_with_few_options);
	tcase_add_test(tcase, reduced_records_have_none);
	return tcase;
}
