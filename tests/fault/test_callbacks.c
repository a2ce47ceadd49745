/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The callbacks of a read. Progress never goes back and ends at 1, whatever is read in whatever way, also when the read
 * starts over; items come complete and in the order they are read; either callback stops the read.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

enum { ITEMS_MAX = 64 };

#define SIGNED_ITEMS                                                                                                   \
	(ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE |        \
	 ZAIRYU_ITEM_SIGNATURE)

static const char *const types[] = { "1", "2", "05", "06" };

/* What the callbacks were told. */
struct seen {
	uint64_t done, total;
	size_t calls, stop_at; /* 0: never */
	uint64_t items[ITEMS_MAX];
	uint8_t digests[ITEMS_MAX][8];
	size_t item_count, item_stop_at;
};

static int on_progress(void *userdata, const zairyu_progress *progress)
{
	struct seen *seen = userdata;

	ck_assert_uint_ge(progress->size, sizeof *progress);
	ck_assert_msg(zairyu_step_text(progress->step, ZAIRYU_LANGUAGE_EN) != NULL, "%s", progress->step);
	ck_assert_uint_gt(progress->total, 0);
	ck_assert_uint_le(progress->done, progress->total);
	if (seen->total > 0)
		ck_assert_msg(progress->done * seen->total >= seen->done * progress->total,
			      "%llu of %llu after %llu of %llu", (unsigned long long)progress->done,
			      (unsigned long long)progress->total, (unsigned long long)seen->done,
			      (unsigned long long)seen->total);
	ck_assert(progress->item == 0 || zairyu_item_name(progress->item)); /* 0 while it starts over */
	seen->done = progress->done;
	seen->total = progress->total;
	return ++seen->calls == seen->stop_at;
}

/* Enough of a file to tell it from every other. */
static void sample(zairyu_bytes file, uint8_t out[8])
{
	memset(out, 0, 8);
	for (size_t i = 0; i < file.len; i++)
		out[i % 8] = (uint8_t)(out[i % 8] * 31 + file.data[i]);
}

static int on_item(void *userdata, uint64_t item, zairyu_bytes file)
{
	struct seen *seen = userdata;

	ck_assert_uint_lt(seen->item_count, ITEMS_MAX);
	seen->items[seen->item_count] = item;
	sample(file, seen->digests[seen->item_count]);
	return ++seen->item_count == seen->item_stop_at;
}

static zairyu_session *session_for(const struct scene *scene, struct seen *seen)
{
	zairyu_session *session;

	ck_assert_int_eq(zairyu_session_new(scene->transport, &session, NULL), 0);
	ck_assert_int_eq(
		zairyu_session_authenticate(session, zairyu_vcard_number(scene->card), ZAIRYU_NUMBER_LENGTH, NULL), 0);
	zairyu_session_set_progress(session, on_progress, seen);
	zairyu_session_set_item_callback(session, on_item, seen);
	return session;
}

/* The last items seen are those of the record, complete, each once; before them may be those of a read given up. */
static void check_items(const struct seen *seen, const zairyu_record *record)
{
	uint64_t met = 0;
	size_t count = 0;

	for (uint64_t item = ZAIRYU_ITEM_FRONT_IMAGE; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
		count += zairyu_record_presence(record, item) != ZAIRYU_PRESENCE_NOT_READ;
	ck_assert_uint_ge(seen->item_count, count);
	for (size_t i = seen->item_count - count; i < seen->item_count; i++) {
		zairyu_bytes file;
		uint8_t expected[8];

		ck_assert_uint_eq(met & seen->items[i], 0);
		met |= seen->items[i];
		ck_assert_int_eq(zairyu_record_file(record, seen->items[i], &file), 0);
		sample(file, expected);
		ck_assert_mem_eq(seen->digests[i], expected, sizeof expected);
	}
}

static const struct way {
	const char *reader;
	uint32_t flags;
	uint64_t items;
} ways[] = {
	{ "extended", 0, ZAIRYU_ITEMS_ALL },
	{ "extended", ZAIRYU_READ_WHOLE, ZAIRYU_ITEMS_ALL },
	{ "extended", 0, SIGNED_ITEMS },
	{ "extended", 0, ZAIRYU_ITEM_SIGNATURE },
	{ "short", 0, ZAIRYU_ITEMS_ALL },
	{ "short", 0, SIGNED_ITEMS },
	{ "short", ZAIRYU_READ_WHOLE, ZAIRYU_ITEMS_ALL },
	{ "short-6700", 0, SIGNED_ITEMS },
	{ "short-told", 0, SIGNED_ITEMS },
	{ "short-told", ZAIRYU_READ_WHOLE, SIGNED_ITEMS },
};

static void read_this_way(struct scene *scene, const char *type, const struct way *way, const char *variant)
{
	char uri[128];

	snprintf(uri, sizeof uri, "virtual:type=%s,reader=%s%s", type, way->reader, variant);
	zairyu_transport_free(scene->transport);
	ck_assert_int_eq(zairyu_transport_open(scene->ctx, uri, NULL, &scene->transport, NULL), 0);
	for (int again = 0; again < 2; again++) { /* where the first starts over, the second knows better */
		struct seen seen = { 0 };
		zairyu_session *session = session_for(scene, &seen);
		zairyu_record *record;

		ck_assert_int_eq(zairyu_session_read(session, way->items, way->flags, &record, NULL), 0);
		ck_assert_uint_gt(seen.calls, 0);
		ck_assert_msg(seen.done == seen.total, "%s, flags %u, items %x: ends at %llu of %llu", uri,
			      (unsigned)way->flags, (unsigned)way->items, (unsigned long long)seen.done,
			      (unsigned long long)seen.total);
		check_items(&seen, record);
		zairyu_record_free(record);
		zairyu_session_free(session);
	}
}

START_TEST(progress_ends_at_all_and_items_are_complete)
{
	struct scene scene;

	scene_open(&scene);
	ck_assert_int_eq(zairyu_context_add_backend(scene.ctx, zairyu_virtual_backend(), NULL), 0);
	scene_set_card(&scene, "type=1", 0);
	for (size_t t = 0; t < 4; t++) {
		for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
			read_this_way(&scene, types[t], &ways[w], "");
			read_this_way(&scene, types[t], &ways[w], ",variant=under16-b");
			read_this_way(&scene, types[t], &ways[w], ",variant=image-trailing");
		}
	}
	scene_close(&scene);
}
END_TEST

START_TEST(items_come_in_the_order_of_reading)
{
	static const uint64_t trimmed[] = { ZAIRYU_ITEM_SIGNATURE,
					    ZAIRYU_ITEM_FRONT_IMAGE,
					    ZAIRYU_ITEM_FACE,
					    ZAIRYU_ITEM_ADDRESS,
					    ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION,
					    ZAIRYU_ITEM_INDIVIDUAL_PERMISSION,
					    ZAIRYU_ITEM_RENEWAL };
	struct seen seen = { 0 };
	struct scene scene;
	zairyu_session *session;
	zairyu_record *record;

	scene_open(&scene);
	scene_set_card(&scene, "type=1", 0);
	session = session_for(&scene, &seen);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	zairyu_record_free(record);
	ck_assert_uint_eq(seen.item_count, 7);
	ck_assert_mem_eq(seen.items, trimmed, sizeof trimmed);
	/* The same session reads again; whole, the signature is the last. A full bar stays full. */
	seen.item_count = 0;
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL), 0);
	zairyu_record_free(record);
	ck_assert_uint_eq(seen.item_count, 7);
	ck_assert_mem_eq(seen.items, trimmed + 1, sizeof trimmed - sizeof *trimmed);
	ck_assert_uint_eq(seen.items[6], ZAIRYU_ITEM_SIGNATURE);
	ck_assert_uint_eq(seen.done, seen.total);
	/* Other items are another read. */
	seen = (struct seen){ 0 };
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEM_FACE, ZAIRYU_READ_WHOLE, &record, NULL), 0);
	zairyu_record_free(record);
	ck_assert_uint_eq(seen.calls, 1);
	zairyu_session_free(session);
	scene_close(&scene);
}
END_TEST

/* Stops at the n-th call of each callback, for every n; the session then begins at the beginning. */
START_TEST(a_callback_stops_the_read)
{
	struct scene scene;
	size_t calls = 0, items = 0;

	scene_open(&scene);
	scene_set_card(&scene, _i == 0 ? "type=1" : "type=05", 0);
	for (size_t n = 0; n <= calls + items; n++) {
		struct seen seen = { .stop_at = n <= calls ? n : 0, .item_stop_at = n > calls ? n - calls : 0 };
		zairyu_session *session = session_for(&scene, &seen);
		zairyu_record *record;
		zairyu_error *err = NULL;
		int rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, &err);

		ck_assert_int_eq(rc, n == 0 ? 0 : ZAIRYU_ERR_CANCELLED);
		ck_assert_int_eq(zairyu_error_code(err), rc);
		ck_assert_int_eq(record != NULL, n == 0);
		zairyu_error_free(err);
		zairyu_record_free(record);
		if (n == 0) {
			calls = seen.calls;
			items = seen.item_count;
		} else {
			ck_assert_uint_eq(seen.stop_at ? seen.calls : seen.item_count, n <= calls ? n : n - calls);
			ck_assert_int_eq(zairyu_session_read(session, 0, 0, &record, NULL), ZAIRYU_ERR_STATE);
		}
		zairyu_session_free(session);
	}
	ck_assert_uint_gt(calls, 7);
	ck_assert_uint_ge(items, 7);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("callbacks", 60);

	tcase_add_test(tcase, progress_ends_at_all_and_items_are_complete);
	tcase_add_test(tcase, items_come_in_the_order_of_reading);
	tcase_add_loop_test(tcase, a_callback_stops_the_read, 0, 2);
	return suite_run("callbacks", tcase);
}
