/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Answers that ISO 7816-4 calls fine, files of other lengths than the tables say, and answers that a driver spoilt: the
 * card is read, byte for byte, and two bytes that are no status word never show as one.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "tapped.h"

enum { INS_READ = 0xB0, LONG_MS = 60000, WORD_UNSEEN = -1 };

static const char *const types[] = { "1", "2", "05", "06" };

static struct scene scene;
static struct tap tap;

static void open_scene(void)
{
	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_virtual_backend(), NULL), 0);
}

static void close_scene(void)
{
	scene_close(&scene);
}

/* The card's own files, to compare with: SFIs by item, as the card specification numbers them [3.3]. */
static const struct {
	const char *types;
	uint64_t item;
	int df, sfi;
} places[] = {
	{ "1 2", ZAIRYU_ITEM_FRONT_IMAGE, 1, 5 },
	{ "1 2", ZAIRYU_ITEM_FACE, 1, 6 },
	{ "1 2", ZAIRYU_ITEM_ADDRESS, 2, 1 },
	{ "1", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, 2, 2 },
	{ "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, 2, 3 },
	{ "1", ZAIRYU_ITEM_RENEWAL, 2, 4 },
	{ "1 2 05 06", ZAIRYU_ITEM_SIGNATURE, 3, 2 },
	{ "05 06", ZAIRYU_ITEM_CARD_NUMBER, 1, 1 },
	{ "05 06", ZAIRYU_ITEM_PRINTED_ENTRIES, 1, 3 },
	{ "05 06", ZAIRYU_ITEM_NAME_AND_FACE, 1, 4 },
	{ "05 06", ZAIRYU_ITEM_ADDRESS_IMAGE, 1, 6 },
	{ "05", ZAIRYU_ITEM_PERMISSIONS, 2, 1 },
	{ "05", ZAIRYU_ITEM_RENEWAL, 2, 2 },
	{ "05 06", ZAIRYU_ITEM_OTHER, 2, 3 },
};

static bool has_type(const char *list, const char *type)
{
	for (const char *at = strstr(list, type); at; at = strstr(at + 1, type))
		if ((at == list || at[-1] == ' ') && (at[strlen(type)] == ' ' || at[strlen(type)] == '\0'))
			return true;
	return false;
}

static void check_files(const zairyu_record *record, const char *type, const char *what)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		zairyu_bytes stored, read;

		if (!has_type(places[i].types, type))
			continue;
		ck_assert_int_eq(zairyu_vcard_file(scene.card, places[i].df, places[i].sfi, &stored), 0);
		ck_assert_msg(zairyu_record_file(record, places[i].item, &read) == 0, "%s", what);
		ck_assert_msg(read.len == stored.len && memcmp(read.data, stored.data, read.len) == 0,
			      "%s: %s has %zu bytes, read %zu", what, zairyu_item_name(places[i].item), stored.len,
			      read.len);
	}
}

static void check_read(const struct outcome *o, const char *type, const char *what)
{
	ck_assert_msg(o->rc == ZAIRYU_ERR_NOT_GENUINE, "%s: %s %s in %s", what, zairyu_error_name(o->rc),
		      zairyu_error_message(o->err), zairyu_error_step(o->err));
	ck_assert_msg(zairyu_report_falsification(o->report) == ZAIRYU_RESULT_OK, "%s", what);
	check_files(o->record, type, what);
}

static const char *const variants[] = {
	"answer-61",
	"answer-6282",
	"answer-6c",
	"answer-fci",
	"power-up-6f00",
	"answer-61+answer-6282+answer-6c+answer-fci+power-up-6f00",
	"file-longer",
	"file-shorter",
	"length-83",
	"file-longer+answer-6282",
	"file-shorter+answer-6282",
	"file-shorter+answer-61",
	"file-longer+answer-6c",
	"length-83+answer-6c",
	"file-shorter+under16-a",
	"signed-longer",
	"file-longer+withdrawn",
	"file-shorter+withdrawn",
};

static const char *const readers[] = {
	"extended", "short",   "short-6700", "short-told", "cut-128",  "cut-254", "cut-255", "cut-256",
	"cut-257",  "cut-258", "cut-300",    "cut-1466",   "cut-7004", "twice",   "zeros",
};

/* Not signed, or with something that is not signed where everything is taken to be. */
static bool verifies(const char *variant)
{
	return !strstr(variant, "under16") && !strstr(variant, "signed-longer");
}

static void read_through(const char *type, const char *variant, const char *reader)
{
	char options[160], uri[224];

	snprintf(options, sizeof options, "type=%s,variant=%s", type, variant);
	snprintf(uri, sizeof uri, "virtual:%s,reader=%s", options, reader);
	zairyu_transport_free(scene.transport);
	ck_assert_int_eq(zairyu_transport_open(scene.ctx, uri, NULL, &scene.transport, NULL), 0);
	for (int again = 0; again < 2; again++) {
		struct outcome o = scene_read(&scene, zairyu_vcard_number(scene.card), LONG_MS);

		if (verifies(variant)) {
			check_read(&o, type, uri);
		} else {
			ck_assert_msg(o.rc == ZAIRYU_ERR_NOT_GENUINE, "%s: %s", uri, zairyu_error_message(o.err));
			check_files(o.record, type, uri);
		}
		outcome_done(&o);
	}
}

START_TEST(every_manner_through_every_reader)
{
	const char *variant = variants[_i];
	char options[160];

	for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
		if (strstr(variant, "withdrawn") && strcmp(types[t], "1") != 0)
			continue;
		snprintf(options, sizeof options, "type=%s,variant=%s", types[t], variant);
		scene_set_card(&scene, options, 0);
		/* Each type through some of the readers, and all of them through the first. */
		for (size_t r = 0; r < sizeof readers / sizeof *readers; r++)
			if (r == 0 || (r + (size_t)_i) % 8 == 2 * t)
				read_through(types[t], variant, readers[r]);
	}
}
END_TEST

/* What a new edition added is in the record, and nothing says that it is signed. */
START_TEST(an_unknown_object_is_kept)
{
	static const size_t counts[] = { 5, 2, 6, 4 }; /* files that are not signed */

	for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
		char options[64];
		zairyu_record *record;
		zairyu_bytes value;
		uint32_t tag = 0;
		size_t found = 0;

		snprintf(options, sizeof options, "type=%s,variant=%s", types[t],
			 _i == 0 ? "file-longer" : "signed-longer");
		scene_set_card(&scene, options, 0);
		record = scene_read_whole(&scene);
		for (uint64_t item = ZAIRYU_ITEM_FRONT_IMAGE; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
			for (size_t i = 0; zairyu_record_object(record, item, i, &tag, &value) == 0; i++)
				found += tag == 0xE0 && value.len == 5 && memcmp(value.data, "ADDED", 5) == 0;
		ck_assert_uint_eq(found, _i > 0 ? 2 : counts[t]);
		zairyu_record_free(record);
	}
}
END_TEST

/* Cuts the answers to READ BINARY, and may put a word where the cut was. */
struct cut {
	size_t most;
	int word; /* WORD_UNSEEN: whatever was there */
	size_t happened;
};

static int cut_answer(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct cut *cut = userdata;

	(void)cap;
	if (command.data[1] != INS_READ || *response_len <= cut->most)
		return 0;
	cut->happened++;
	*response_len = cut->most;
	if (cut->word != WORD_UNSEEN) {
		response[cut->most - 2] = (uint8_t)(cut->word >> 8);
		response[cut->most - 1] = (uint8_t)cut->word;
	}
	return 0;
}

static struct outcome read_cut(const char *options, struct cut *cut)
{
	scene_set_card(&scene, options, 0);
	return read_tapped(&scene, &tap, cut_answer, cut);
}

/* A driver that hands long answers over as NULs, but for the status word. */
static int blank_answer(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	(void)userdata;
	(void)cap;
	if (command.data[1] == INS_READ && *response_len > 256)
		memset(response, 0, *response_len - 2);
	return 0;
}

START_TEST(long_answers_of_nuls)
{
	for (size_t c = 0; c < sizeof types / sizeof *types; c++) {
		char options[16];
		struct outcome o;

		snprintf(options, sizeof options, "type=%s", types[c]);
		scene_set_card(&scene, options, 0);
		o = read_tapped(&scene, &tap, blank_answer, NULL);
		check_read(&o, types[c], options);
		outcome_done(&o);
	}
}
END_TEST

/* Whatever the place, either everything is read, or the failure names no word. */
START_TEST(cut_at_any_place)
{
	static const char *const cards[] = { "type=1", "type=05" };

	for (size_t most = 9; most < 7100;
	     most += most < 45 || (most > 120 && most < 132) || (most > 250 && most < 260) ? 1 : 211) {
		struct cut cut = { most, WORD_UNSEEN, 0 };
		struct outcome o = read_cut(cards[_i], &cut);
		char what[32];
		uint16_t sw;

		snprintf(what, sizeof what, "cut after %zu", most);
		if (most >= 126) {
			check_read(&o, _i == 0 ? "1" : "05", what);
		} else {
			ck_assert_msg(o.rc == ZAIRYU_ERR_COMMUNICATION, "%s: %s", what, zairyu_error_name(o.rc));
			ck_assert_int_ne(zairyu_error_status_word(o.err, &sw), 0);
		}
		outcome_done(&o);
	}
}
END_TEST

/* The two bytes at the cut look like a word that is one. */
START_TEST(a_cut_that_looks_like_a_word)
{
	static const int words[] = { 0x9000, 0x6282, 0x6200, 0x63C2, 0x6110, 0x6100, 0x6C20, 0x6C00, 0x6700,
				     0x6F00, 0x6283, 0x6281, 0x6300, 0x6A82, 0x6B00, 0x6982, 0x9110, 0x9FFF };
	static const size_t lengths[] = { 128, 253, 256, 258, 343, 1465, 3000 };

	for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
		for (size_t c = (l + (size_t)_i) % 2; c < sizeof types / sizeof *types; c += 2) {
			struct cut cut = { lengths[l], words[_i], 0 };
			char options[16], what[64];
			struct outcome o;

			snprintf(options, sizeof options, "type=%s", types[c]);
			snprintf(what, sizeof what, "%s, %04X after %zu", options, (unsigned)words[_i], lengths[l]);
			o = read_cut(options, &cut);
			check_read(&o, types[c], what);
			outcome_done(&o);
		}
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("answers", 120);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, every_manner_through_every_reader, 0, COUNT(variants));
	tcase_add_loop_test(tcase, an_unknown_object_is_kept, 0, 2);
	tcase_add_test(tcase, long_answers_of_nuls);
	tcase_add_loop_test(tcase, cut_at_any_place, 0, 2);
	tcase_add_loop_test(tcase, a_cut_that_looks_like_a_word, 0, 18);
	return suite_run("answers", tcase);
}
