/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nothing of the holder and of the keys stays behind: a recorded conversation is played to a session in a thread with a
 * stack of the test's own, and that stack and every block the library gives back to the heap are searched for the card
 * number, the keys, the random numbers, the files, and the ciphertext that whoever knows the number can open.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/suite.h"
#include "scene.h"
#include "session/session.h"
#include "util/context/context.h"

enum { SECRETS_MAX = 4096, WINDOW = 12, STRIDE = 61, DISTINCT_MIN = 8, STACK = 1 << 20, LIVE_MAX = 4096, PAINT = 0xA7 };
enum { TRACE_MAX = 1 << 20 };

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);

/* What must not be found: pieces that cannot be there by accident. */
static struct {
	uint8_t bytes[WINDOW];
	const char *what;
} secrets[SECRETS_MAX];
static size_t secret_count;

static struct {
	void *p;
	size_t size;
} live[LIVE_MAX];
static bool watching;
static const char *found; /* what was seen in a freed block */

static bool is_distinct(const uint8_t *bytes)
{
	unsigned distinct = 0;

	for (size_t i = 0; i < WINDOW; i++)
		distinct += !memchr(bytes, bytes[i], i);
	return distinct >= DISTINCT_MIN;
}

static void add_secret(const void *bytes, size_t len, const char *what)
{
	const uint8_t *p = bytes;

	for (size_t at = 0; at + WINDOW <= len; at += STRIDE) {
		if (!is_distinct(p + at))
			continue;
		ck_assert_uint_lt(secret_count, SECRETS_MAX);
		memcpy(secrets[secret_count].bytes, p + at, WINDOW);
		secrets[secret_count++].what = what;
	}
}

/* The first secret in a block, or NULL. */
static const char *search(const uint8_t *block, size_t size)
{
	for (size_t i = 0; i < secret_count; i++)
		for (size_t at = 0; at + WINDOW <= size; at++) {
			const uint8_t *hit = memchr(block + at, secrets[i].bytes[0], size - WINDOW + 1 - at);

			if (!hit)
				break;
			at = (size_t)(hit - block);
			if (memcmp(hit, secrets[i].bytes, WINDOW) == 0)
				return secrets[i].what;
		}
	return NULL;
}

void *__wrap_calloc(size_t count, size_t size)
{
	void *p = __real_calloc(count, size);

	for (size_t i = 0; watching && p && i < LIVE_MAX; i++)
		if (!live[i].p) {
			live[i].p = p;
			live[i].size = count * size;
			break;
		}
	return p;
}

void *__wrap_malloc(size_t size)
{
	return __wrap_calloc(1, size ? size : 1); /* zeroed: what a block held before is not its owner's doing */
}

void __wrap_free(void *p)
{
	for (size_t i = 0; watching && p && i < LIVE_MAX; i++)
		if (live[i].p == p) {
			found = found ? found : search(p, live[i].size);
			live[i].p = NULL;
			break;
		}
	__real_free(p);
}

/* Always moves, so that a block left behind is looked at. */
void *__wrap_realloc(void *p, size_t size)
{
	void *fresh;
	size_t old = 0;

	if (p && !watching)
		return __real_realloc(p, size);
	fresh = __wrap_malloc(size);
	if (!p || !fresh)
		return fresh;
	for (size_t i = 0; i < LIVE_MAX; i++)
		if (live[i].p == p)
			old = live[i].size;
	memcpy(fresh, p, old < size ? old : size);
	__wrap_free(p);
	return fresh;
}

/* RND.IFD and K.IFD, which are drawn together. */
static const uint8_t drawn[8 + 16] = { 0x6D, 0x1F, 0xA2, 0x94, 0x3B, 0xE7, 0x58, 0xC0, 0x31, 0xC4, 0x52, 0x9B,
				       0x7E, 0x08, 0xD6, 0xAF, 0x13, 0xE5, 0x60, 0x2C, 0xB9, 0x47, 0xF1, 0x8A };

static int fixed_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	ck_assert_uint_le(len, sizeof drawn);
	memcpy(out, drawn, len);
	return 0;
}

/* A conversation as text, and its command of key agreement. */
struct recording {
	char text[TRACE_MAX];
	size_t len;
	char number[ZAIRYU_NUMBER_SIZE];
};

static void load(struct recording *recording, const char *path)
{
	FILE *file = fopen(path, "r");

	ck_assert_ptr_nonnull(file);
	recording->len = fread(recording->text, 1, TRACE_MAX - 1, file);
	recording->text[recording->len] = '\0';
	ck_assert_int_eq(fclose(file), 0);
}

/* What went to the card and came from it, out of the lines of a trace. */
static void add_exchanges(const struct recording *recording)
{
	static uint8_t bytes[TRACE_MAX / 2];

	for (const char *line = recording->text; line; line = strchr(line, '\n')) {
		size_t len = 0;
		unsigned byte;

		line += *line == '\n';
		if (line[0] != '<' && line[0] != '>')
			continue;
		for (const char *hex = line + 2; sscanf(hex, "%2X", &byte) == 1 && *hex != ' '; hex += 2)
			bytes[len++] = (uint8_t)byte;
		if (line[0] == '>' && len > 40) /* the key agreement */
			add_secret(bytes + 5, len - 5, "a command");
		else if (len > 60) /* a file */
			add_secret(bytes, len, "an answer");
	}
}

static void add_files(const zairyu_record *record)
{
	zairyu_bytes file;

	for (uint64_t item = ZAIRYU_ITEM_FRONT_IMAGE; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
		if (zairyu_record_file(record, item, &file) == 0 && file.len > 0)
			add_secret(file.data, file.len, "a file");
}

/* Reads a card and keeps what was said; everything that is secret about it becomes what is searched for. */
static void record_card(struct recording *recording, const char *options, size_t max_response)
{
	char directory[] = "/tmp/zairyu-wipe-XXXXXX", path[64];
	const struct algorithms *algorithms;
	struct scene scene;
	zairyu_transport *trace;
	zairyu_session *session;
	zairyu_record *record;
	uint8_t sha1[20];

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/trace", directory);
	scene_open(&scene);
	scene.ctx->random = fixed_random;
	scene_set_card(&scene, options, max_response);
	memcpy(recording->number, zairyu_vcard_number(scene.card), ZAIRYU_NUMBER_SIZE);
	ck_assert_int_eq(zairyu_trace_new(scene.ctx, scene.transport, path, &trace, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(trace, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, recording->number, ZAIRYU_NUMBER_LENGTH, NULL), 0);
	add_secret(session->channel.key, sizeof session->channel.key, "a session key");
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL), 0);
	add_secret(session->channel.key, sizeof session->channel.key, "a session key");
	add_files(record);
	algorithms = &scene.ctx->algorithms;
	ck_assert_int_eq(digest_sha1(algorithms, (zairyu_bytes){ (const uint8_t *)recording->number, 12 }, sha1), 0);
	add_secret(sha1, 16, "the key of the number");
	add_secret(recording->number, ZAIRYU_NUMBER_LENGTH, "the number");
	add_secret(drawn + 8, sizeof drawn - 8, "K.IFD");
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(trace);
	load(recording, path);
	add_exchanges(recording);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(rmdir(directory), 0);
	scene_close(&scene);
}

/* What the thread does with it. */
struct play {
	const struct recording *recording;
	bool draw;  /* our own random numbers, not the trace's */
	size_t cut; /* of the text: the conversation breaks off; 0: it does not */
	int expected;
};

static void *play(void *userdata)
{
	const struct play *how = userdata;
	const size_t len = how->cut ? how->cut : how->recording->len;
	zairyu_bytes text = { (const uint8_t *)how->recording->text, len };
	zairyu_context *ctx;
	zairyu_transport *replay;
	zairyu_session *session;
	zairyu_record *record = NULL;
	int rc;

	if (zairyu_context_new(&ctx, NULL) != 0 || zairyu_replay_new(ctx, text, &replay, NULL) != 0 ||
	    zairyu_session_new(replay, &session, NULL) != 0)
		return (void *)"setup";
	ctx->random = fixed_random;
	if (how->draw)
		replay->ops.get = NULL; /* by which a replay is known */
	rc = zairyu_session_authenticate(session, how->recording->number, ZAIRYU_NUMBER_LENGTH, NULL);
	if (rc == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(replay);
	zairyu_context_free(ctx);
	return rc == how->expected ? NULL : (void *)zairyu_error_name(rc);
}

static void watch(struct play *how)
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *stack = NULL, *failure = NULL;
	const char *left;

	ck_assert_int_eq(posix_memalign(&stack, 4096, STACK), 0);
	memset(stack, PAINT, STACK);
	ck_assert_int_eq(pthread_attr_init(&attributes), 0);
	ck_assert_int_eq(pthread_attr_setstack(&attributes, stack, STACK), 0);
	found = NULL;
	watching = true;
	ck_assert_int_eq(pthread_create(&thread, &attributes, play, how), 0);
	ck_assert_int_eq(pthread_join(thread, &failure), 0);
	watching = false;
	ck_assert_msg(!failure, "%s", (const char *)failure);
	ck_assert_msg(!found, "%s in a block that was freed", found);
	left = search(stack, STACK);
	ck_assert_msg(!left, "%s on the stack", left);
	pthread_attr_destroy(&attributes);
	free(stack);
}

static const struct {
	const char *options;
	size_t max_response;
} cards[] = {
	{ "type=1", 0 },    { "type=05", 0 },
	{ "type=1", 256 },                                         /* starts over */
	{ "type=05", 256 }, { "type=1,variant=file-longer", 256 }, /* grows while it is read */
};

/* Where a conversation of `lines` lines breaks off. */
static size_t cut_after(const struct recording *recording, size_t lines)
{
	const char *at = recording->text;

	for (; at && lines > 0; lines--) {
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return at ? (size_t)(at - recording->text) : 0;
}

START_TEST(nothing_stays_behind)
{
	static struct recording recording;
	struct play how = { .recording = &recording };
	const char *last;

	record_card(&recording, cards[_i].options, cards[_i].max_response);
	ck_assert_uint_gt(secret_count, 200);
	watch(&how);
	how.draw = true;
	watch(&how);
	how.expected = ZAIRYU_ERR_COMMUNICATION;
	last = strrchr(recording.text, '>');
	for (size_t lines = 9; lines < 48; lines++) {
		how.cut = cut_after(&recording, lines);
		if (how.cut == 0 || recording.text + how.cut > last)
			break;
		if (recording.text[how.cut] == '>') /* between a command and its answer no trace ends */
			watch(&how);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("wipe", 120);

	tcase_add_loop_test(tcase, nothing_stays_behind, 0, COUNT(cards));
	return suite_run("wipe", tcase);
}
