/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * No block goes back to the heap with anything of the holder in it: not in a whole session, from the first exchange to
 * the record that was saved, loaded and freed, nor in one that ends in the middle. The card is a replayed trace, so
 * that nothing but the reader's side has memory here. Linked with --wrap, so that all allocations of our own code come
 * past.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/suite.h"
#include "scene.h"

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);
void __wrap_free(void *p);

enum { BLOCKS = 8192, SNIPPETS = 256, SNIPPET = 8, STEP = 200, TRACE_MAX = 200000, SAVED_MAX = 40000 };

static struct {
	void *p;
	size_t size;
} blocks[BLOCKS];
static size_t block_count;
static bool watching, overflowed;
static unsigned unwiped;
static uint8_t snippets[SNIPPETS][SNIPPET];
static size_t snippet_count;

static bool holds_something(const uint8_t *data, size_t size)
{
	for (size_t at = 0; at + SNIPPET <= size; at++)
		for (size_t i = 0; data[at] != 0 && i < snippet_count; i++)
			if (data[at] == snippets[i][0] && memcmp(data + at, snippets[i], SNIPPET) == 0)
				return true;
	return false;
}

static void *noted(void *p, size_t size)
{
	if (!p || !watching)
		return p;
	if (block_count == BLOCKS) {
		overflowed = true;
		return p;
	}
	blocks[block_count].p = p;
	blocks[block_count++].size = size;
	return p;
}

static size_t size_of(const void *p)
{
	for (size_t i = block_count; i-- > 0;)
		if (blocks[i].p == p)
			return blocks[i].size;
	return 0;
}

void *__wrap_calloc(size_t count, size_t size)
{
	return noted(__real_calloc(count, size), count * size);
}

void *__wrap_malloc(size_t size)
{
	return __wrap_calloc(1, size ? size : 1);
}

void __wrap_free(void *p)
{
	for (size_t i = block_count; p && i-- > 0;) {
		if (blocks[i].p != p)
			continue;
		unwiped += watching && holds_something(p, blocks[i].size);
		blocks[i] = blocks[--block_count];
		break;
	}
	__real_free(p);
}

/* Always to another place, as it may be: what is left behind is looked at. */
void *__wrap_realloc(void *p, size_t size)
{
	size_t old = size_of(p);
	void *q;

	if (p && old == 0) /* not of the time that is watched */
		return __real_realloc(p, size);
	q = __wrap_malloc(size);
	if (!q)
		return NULL;
	memcpy(q, p ? p : "", old < size ? old : size);
	__wrap_free(p);
	return q;
}

char *__wrap_strndup(const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *copy = __wrap_malloc(len + 1);

	if (copy)
		memcpy(copy, s, len);
	return copy;
}

char *__wrap_strdup(const char *s)
{
	return __wrap_strndup(s, strlen(s));
}

static struct scene scene;
static char trace_text[TRACE_MAX];

/* Pieces of a file that are not found everywhere. */
static void learn(const uint8_t *data, size_t len, size_t step)
{
	for (size_t at = 0; at + SNIPPET <= len && snippet_count < SNIPPETS; at += step) {
		size_t differing = 0;

		for (size_t i = 1; i < SNIPPET; i++)
			differing += data[at + i] != data[at + i - 1];
		if (data[at] != 0 && differing >= SNIPPET / 2)
			memcpy(snippets[snippet_count++], data + at, SNIPPET);
	}
}

static void learn_record(const zairyu_record *record, const char *number)
{
	zairyu_bytes file;

	snippet_count = 0;
	learn((const uint8_t *)number, ZAIRYU_NUMBER_LENGTH, 2);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1)
		if (item != ZAIRYU_ITEM_COMMON_DATA && item != ZAIRYU_ITEM_SIGNATURE &&
		    zairyu_record_file(record, item, &file) == ZAIRYU_OK)
			learn(file.data + 4, file.len > 4 ? file.len - 4 : 0, file.len < STEP ? 5 : STEP);
	ck_assert_uint_gt(snippet_count, 20);
	ck_assert_uint_lt(snippet_count, SNIPPETS);
}

static int stop_at(void *userdata, uint64_t item, zairyu_bytes file)
{
	(void)file;
	return item == *(const uint32_t *)userdata;
}

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	if (len > sizeof saved->data)
		return 1;
	memcpy(saved->data, data, len);
	saved->len = len;
	return 0;
}

/* No assertions from here on while memory is watched: they allocate too. */
static int use_record(zairyu_context *ctx, const zairyu_record *record)
{
	static struct saved saved;
	zairyu_record *loaded = NULL, *reduced = NULL;
	zairyu_report *report = NULL;
	int rc = zairyu_record_save(record, 0, keep, &saved, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_record_load(ctx, (zairyu_bytes){ saved.data, saved.len }, &loaded, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_record_reduce(loaded, (zairyu_bytes){ NULL, 0 }, &reduced, NULL);
	if (rc == ZAIRYU_OK && zairyu_verify(NULL, loaded, 0, &report, NULL) != ZAIRYU_ERR_NOT_GENUINE)
		rc = ZAIRYU_ERR_INTERNAL;
	if (rc == ZAIRYU_OK && zairyu_record_number_matches(reduced, zairyu_record_number(loaded), 12) != 1)
		rc = ZAIRYU_ERR_INTERNAL;
	zairyu_report_free(report);
	zairyu_record_free(reduced);
	zairyu_record_free(loaded);
	return rc;
}

static int whole_session(zairyu_context *ctx, zairyu_transport *transport, const char *number, uint32_t last)
{
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = zairyu_session_new(transport, &session, NULL);

	if (rc == ZAIRYU_OK && last != 0)
		zairyu_session_set_item_callback(session, stop_at, &last);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);
	if (rc == ZAIRYU_OK)
		rc = use_record(ctx, record);
	zairyu_record_free(record);
	zairyu_session_free(session);
	return rc;
}

static int replay(const char *number, uint32_t last)
{
	zairyu_context *ctx = NULL;
	zairyu_transport *transport = NULL;
	int rc = zairyu_context_new(&ctx, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)trace_text, strlen(trace_text) },
				       &transport, NULL);
	if (rc == ZAIRYU_OK)
		rc = whole_session(ctx, transport, number, last);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
	return rc;
}

static int watched_replay(const char *number, uint32_t last)
{
	int rc;

	unwiped = 0;
	block_count = 0;
	watching = true;
	rc = replay(number, last);
	watching = false;
	return rc;
}

/* What a reader says on the wire, and what is read. */
static void record_trace(void)
{
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64];
	const char *number = zairyu_vcard_number(scene.card);
	zairyu_transport *trace;
	zairyu_session *session;
	zairyu_record *record;
	FILE *file;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_trace_new(scene.ctx, scene.transport, path, &trace, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(trace, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), 0);
	learn_record(record, number);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(trace);
	file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	trace_text[fread(trace_text, 1, TRACE_MAX - 1, file)] = '\0';
	fclose(file);
	unlink(path);
	rmdir(directory);
}

static const char *const cards[] = { "type=1", "type=05" };

START_TEST(everything_is_wiped)
{
	static const uint32_t last[] = { 0,
					 ZAIRYU_ITEM_SIGNATURE,
					 ZAIRYU_ITEM_FRONT_IMAGE,
					 ZAIRYU_ITEM_FACE,
					 ZAIRYU_ITEM_NAME_AND_FACE,
					 ZAIRYU_ITEM_ADDRESS,
					 ZAIRYU_ITEM_RENEWAL };
	char number[ZAIRYU_NUMBER_SIZE];

	scene_open(&scene);
	scene_set_card(&scene, cards[_i], 0);
	memcpy(number, zairyu_vcard_number(scene.card), sizeof number);
	record_trace();
	for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
		int rc = watched_replay(number, last[i]);

		ck_assert(rc == ZAIRYU_OK || (last[i] != 0 && rc == ZAIRYU_ERR_CANCELLED));
		ck_assert_msg(unwiped == 0, "%u blocks, last item %x", unwiped, (unsigned)last[i]);
		ck_assert_uint_eq(block_count, 0);
	}
	ck_assert(!overflowed);
	scene_close(&scene);
}
END_TEST

/* The check itself can fail. */
START_TEST(an_unwiped_block_is_noticed)
{
	uint8_t *block;

	void *(*volatile allocate)(size_t) = malloc;
	void (*volatile give_back)(void *) = free;

	learn((const uint8_t *)"AA12345678BB", 12, 2);
	watching = true;
	block = allocate(40);
	memcpy(block + 13, "AA12345678BB", 12);
	give_back(block);
	watching = false;
	ck_assert_uint_eq(unwiped, 1);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("wiped", 60);

	tcase_add_loop_test(tcase, everything_is_wiped, 0, 2);
	tcase_add_test(tcase, an_unwiped_block_is_noticed);
	return suite_run("wiped", tcase);
}
