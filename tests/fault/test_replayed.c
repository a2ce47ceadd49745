/* SPDX-License-Identifier: BSD-2-Clause */
/* What a record says of where and when it was read: from a card in the process, and from the trace of that reading. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../support/suite.h"
#include "scene.h"

enum { TRACE_MAX = 200000, SAVED_MAX = 40000 };

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

static struct scene scene;

static void open_scene(void)
{
	scene_open(&scene);
	scene_set_card(&scene, "type=05", 0);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static zairyu_record *read_from(zairyu_transport *transport)
{
	const char *number = zairyu_vcard_number(scene.card);
	zairyu_session *session;
	zairyu_record *record;

	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	zairyu_session_free(session);
	return record;
}

/* The trace of a reading, and its record. */
static zairyu_record *read_traced(char text[TRACE_MAX])
{
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64];
	zairyu_transport *trace;
	zairyu_record *record;
	FILE *file;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_trace_new(scene.ctx, scene.transport, path, &trace, NULL), 0);
	record = read_from(trace);
	zairyu_transport_free(trace);
	file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	text[fread(text, 1, TRACE_MAX - 1, file)] = '\0';
	fclose(file);
	unlink(path);
	rmdir(directory);
	return record;
}

/* Puts `time`, with its leading space, in the place of all times of connections. */
static void set_time(char text[TRACE_MAX], const char *time)
{
	for (char *at = strstr(text, "\nconnect 0"); at; at = strstr(at + 1, "\nconnect 0")) {
		char *end = strchr(at + 1, '\n');

		at += strlen("\nconnect 0");
		memmove(at + strlen(time), end, strlen(end) + 1);
		memcpy(at, time, strlen(time));
	}
}

static zairyu_record *read_replayed(const char *text)
{
	zairyu_transport *replay;
	zairyu_record *record;

	ck_assert_int_eq(
		zairyu_replay_new(scene.ctx, (zairyu_bytes){ (const uint8_t *)text, strlen(text) }, &replay, NULL), 0);
	record = read_from(replay);
	zairyu_transport_free(replay);
	return record;
}

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	ck_assert_uint_le(len, SAVED_MAX);
	memcpy(saved->data, data, len);
	saved->len = len;
	return 0;
}

static void check_kept(const zairyu_record *record)
{
	static struct saved saved;
	zairyu_record *loaded;

	ck_assert_int_eq(zairyu_record_save(record, 0, keep, &saved, NULL), 0);
	ck_assert_int_eq(zairyu_record_load(scene.ctx, (zairyu_bytes){ saved.data, saved.len }, &loaded, NULL), 0);
	ck_assert_int_eq(zairyu_record_source(loaded), zairyu_record_source(record));
	ck_assert(zairyu_record_read_at(loaded) == zairyu_record_read_at(record));
	zairyu_record_free(loaded);
}

START_TEST(a_replay_is_not_now)
{
	static const struct {
		const char *time;
		int64_t read_at;
	} rows[] = { { " 1000000000", 1000000000 }, { "", 0 }, { " 0", 0 }, { " 4102444800", INT64_C(4102444800) } };
	static char recorded[TRACE_MAX], changed[TRACE_MAX];
	time_t before = time(NULL);
	zairyu_record *record = read_traced(recorded);

	ck_assert_int_eq(zairyu_record_source(record), ZAIRYU_SOURCE_SIMULATED);
	ck_assert(zairyu_record_read_at(record) >= before && zairyu_record_read_at(record) <= time(NULL));
	check_kept(record);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		zairyu_record *replayed;
		zairyu_bytes a, b;

		memcpy(changed, recorded, sizeof changed);
		set_time(changed, rows[i].time);
		replayed = read_replayed(changed);
		ck_assert_int_eq(zairyu_record_source(replayed), ZAIRYU_SOURCE_REPLAYED);
		ck_assert_int_eq(zairyu_record_is_live(replayed), 0);
		ck_assert(zairyu_record_read_at(replayed) == rows[i].read_at);
		ck_assert_int_eq(zairyu_record_file(record, ZAIRYU_ITEM_NAME_AND_FACE, &a), 0);
		ck_assert_int_eq(zairyu_record_file(replayed, ZAIRYU_ITEM_NAME_AND_FACE, &b), 0);
		ck_assert_mem_eq(a.data, b.data, a.len);
		check_kept(replayed);
		zairyu_record_free(replayed);
	}
	zairyu_record_free(record);
}
END_TEST

static bool is_assumed(const zairyu_record *record, uint64_t item, size_t at)
{
	size_t offset, len;

	for (size_t i = 0; zairyu_record_padding(record, item, i, &offset, &len) == ZAIRYU_OK; i++)
		if (at >= offset && at - offset < len)
			return true;
	return false;
}

/* A card with other bytes than NULs behind its images: just what was not transferred is not what it holds. */
START_TEST(padding_is_where_nothing_was_sent)
{
	zairyu_record *trimmed, *whole;
	size_t total = 0;

	scene_set_card(&scene, _i ? "type=05,variant=image-padding-ff" : "type=1,variant=image-padding-ff", 0);
	trimmed = read_from(scene.transport);
	whole = scene_read_whole(&scene);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		zairyu_bytes sent, held;

		if (item == ZAIRYU_ITEM_SIGNATURE || zairyu_record_file(whole, item, &held) != ZAIRYU_OK)
			continue;
		ck_assert_int_eq(zairyu_record_file(trimmed, item, &sent), 0);
		ck_assert_uint_eq(sent.len, held.len);
		for (size_t at = 0; at < held.len; at++)
			if (is_assumed(trimmed, item, at))
				ck_assert_msg(sent.data[at] == 0 && held.data[at] == 0xFF, "%s, byte %zu",
					      zairyu_item_name(item), at);
			else
				ck_assert_msg(sent.data[at] == held.data[at], "%s, byte %zu", zairyu_item_name(item),
					      at);
		total += zairyu_record_padding_assumed(trimmed, item);
		ck_assert_uint_eq(zairyu_record_padding_assumed(whole, item), 0);
	}
	ck_assert_uint_gt(total, 2000);
	ck_assert_uint_eq(zairyu_record_items_read(trimmed), zairyu_record_items_read(whole));
	zairyu_record_free(trimmed);
	zairyu_record_free(whole);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("replayed", 60);

	tcase_add_checked_fixture(tcase, open_scene, close_scene);
	tcase_add_test(tcase, a_replay_is_not_now);
	tcase_add_loop_test(tcase, padding_is_where_nothing_was_sent, 0, 2);
	return suite_run("replayed", tcase);
}
