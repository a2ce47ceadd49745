/* SPDX-License-Identifier: BSD-2-Clause */
/* The way to a session key that is ours: what is sent, when it stops, and what is left of the key. */
#include <string.h>

#include "../support/suite.h"
#include "file_card.h"
#include "util/context/context.h"

enum { KEY_FILE = 265 };

static uint16_t size; /* that the table says */
static struct card_messaging messaging = { .suite = &sm_suite_aes,
					   .keys = CARD_KEYS_DELIVERED,
					   .key_file = { .sfi = FILE_SFI, .exponent_tag = 0x90, .modulus_tag = 0x91 } };
static const struct card_family family = { .messaging = &messaging, .dfs = card_dfs + 1 };
static const struct card_type type = { "9", ZAIRYU_KIND_RESIDENCE_CARD, &family };

/* 40 41 …: what is delivered. */
static int our_random(void *userdata, uint8_t *out, size_t len)
{
	const int *fails = userdata;

	for (size_t i = 0; i < len; i++)
		out[i] = (uint8_t)(0x40 + i);
	return fails ? *fails : ZAIRYU_OK;
}

static void open_card(void)
{
	static const uint8_t exponent[] = { 0x90, 3, 1, 0, 1 }, modulus[] = { 0x91, 0x82, 1, 0 };

	file_card_open();
	messaging.key_file.size = size;
	card.session->card.type = &type;
	card.session->current_df = -1;
	card.ctx->random = our_random;
	memcpy(card.file, exponent, sizeof exponent);
	memcpy(card.file + 5, modulus, sizeof modulus);
	memset(card.file + 9, 0xF1, 256);
	card.len = KEY_FILE;
}

static const struct {
	uint16_t size;
	uint16_t select_word, delivery_word;
	size_t delivery_data;
	uint64_t max_command, recorded_at;
	struct odd odd[ODD_MAX];
	int rc;
	const char *step, *log;
} rows[] = {
	{ 265, 0x9000, 0x9000, 0, 0, 0, { { 0 } }, 0, "deliver-key", "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 239, 0x9000, 0x9000, 0, 0, 0, { { 0 } }, ZAIRYU_ERR_MALFORMED, "read-public-key", "select:16 8500:s239 " },
	{ 240,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_MALFORMED,
	  "read-public-key",
	  "select:16 8500:s239 00EF:s1 " },
	{ 512,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_STATUS_WORD,
	  "read-public-key",
	  "select:16 8500:s239 00EF:s239 0109:s239 " },
	{ 512,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 3, 0x9000, 0 } },
	  0,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s239 0109:s239 deliver:263 " },
	{ 512,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 3, 0x6282, 0 } },
	  0,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s239 0109:s239 deliver:263 " },
	{ 265, 0x9000, 0x9000, 0, 0, 0, { { 1, 0x9000, 265 } }, 0, "deliver-key", "select:16 8500:s239 deliver:263 " },
	{ 265,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 1, 0x9000, 266 } },
	  ZAIRYU_ERR_COMMUNICATION,
	  "read-public-key",
	  "select:16 8500:s239 " },
	{ 265,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 1, 0x6982, 0 } },
	  ZAIRYU_ERR_STATUS_WORD,
	  "read-public-key",
	  "select:16 8500:s239 " },
	{ 265,
	  0x9000,
	  0x9000,
	  0,
	  0,
	  0,
	  { { 2, GONE, 0 } },
	  ZAIRYU_ERR_CARD_GONE,
	  "read-public-key",
	  "select:16 8500:s239 00EF:s26 " },
	{ 265, 0x6A82, 0x9000, 0, 0, 0, { { 0 } }, ZAIRYU_ERR_STATUS_WORD, "select", "select:16 " },
	{ 265,
	  0x9000,
	  0x6F00,
	  0,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_STATUS_WORD,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 265,
	  0x9000,
	  0x6C10,
	  0,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_STATUS_WORD,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 265,
	  0x9000,
	  GONE,
	  0,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_LENGTH_REFUSED,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 265,
	  0x9000,
	  0x9000,
	  1,
	  0,
	  0,
	  { { 0 } },
	  ZAIRYU_ERR_COMMUNICATION,
	  "deliver-key",
	  "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 265, 0x9000, 0x9000, 0, 262, 0, { { 0 } }, ZAIRYU_ERR_LENGTH_REFUSED, "deliver-key", "" },
	{ 265, 0x9000, 0x9000, 0, 263, 0, { { 0 } }, 0, "deliver-key", "select:16 8500:s239 00EF:s26 deliver:263 " },
	{ 265, 0x9000, 0x9000, 0, 0, 7, { { 0 } }, ZAIRYU_ERR_UNSUPPORTED, "deliver-key", "" },
};

START_TEST(conversations)
{
	static const uint8_t none[SM_KEY_SIZE];
	zairyu_error *err = NULL;
	uint8_t key[32];
	uint16_t word;
	int rc;

	size = rows[_i].size;
	open_card();
	card.select_word = rows[_i].select_word;
	card.delivery_word = rows[_i].delivery_word;
	card.delivery_data = rows[_i].delivery_data;
	card.max_command = rows[_i].max_command;
	card.recorded_at = rows[_i].recorded_at;
	card.odd = rows[_i].odd;
	our_random(NULL, key, sizeof key);
	rc = session_deliver_key(card.session, &err);
	ck_assert_str_eq(card.log, rows[_i].log);
	ck_assert_int_eq(rc, rows[_i].rc);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert_str_eq(step_word(card.session->step), rows[_i].step);
	ck_assert_mem_eq(card.session->channel.key, rc == 0 ? key : none, SM_KEY_SIZE);
	if (rc == ZAIRYU_ERR_STATUS_WORD) {
		ck_assert_int_eq(zairyu_error_status_word(err, &word), 0);
		ck_assert_str_eq(zairyu_error_step(err), rows[_i].step);
	}
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

static unsigned calls, stop_at;

static int count(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	ck_assert_uint_eq(progress->done, 250 * (calls + PROGRESS_CHALLENGED));
	return ++calls == stop_at;
}

/* Shown after the key file and after the key: where it says stop, nothing more is sent. */
START_TEST(progress)
{
	static const struct {
		unsigned stop_at, calls;
		int rc;
		const char *log;
	} stops[] = {
		{ 0, 2, ZAIRYU_OK, "select:16 8500:s239 00EF:s26 deliver:263 " },
		{ 2, 2, ZAIRYU_ERR_CANCELLED, "select:16 8500:s239 00EF:s26 deliver:263 " },
		{ 1, 1, ZAIRYU_ERR_CANCELLED, "select:16 8500:s239 00EF:s26 " },
	};

	size = KEY_FILE;
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		open_card();
		calls = 0;
		stop_at = stops[i].stop_at;
		progress_start(card.session);
		zairyu_session_set_progress(card.session, count, NULL);
		ck_assert_int_eq(session_deliver_key(card.session, NULL), stops[i].rc);
		ck_assert_uint_eq(calls, stops[i].calls);
		ck_assert_str_eq(card.log, stops[i].log);
		file_card_close();
	}
}
END_TEST

START_TEST(without_random_numbers)
{
	int fails = ZAIRYU_ERR_CRYPTO;
	zairyu_error *err = NULL;

	size = KEY_FILE;
	open_card();
	card.ctx->random_userdata = &fails;
	ck_assert_int_eq(session_deliver_key(card.session, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_str_eq(zairyu_error_step(err), "deliver-key");
	ck_assert_str_eq(card.log, "select:16 8500:s239 00EF:s26 ");
	zairyu_error_free(err);
	file_card_close();
}
END_TEST

static int outcome; /* looked at afterwards: that leaves things on the stack, too */

static void deliver(void)
{
	outcome = session_deliver_key(card.session, NULL);
}

/* Neither half of the key is left on the stack. */
START_TEST(nothing_on_the_stack)
{
	uint8_t key[32];

	our_random(NULL, key, sizeof key);
	size = KEY_FILE;
	for (size_t half = 0; half < 2; half++) {
		open_card();
		ck_assert(!file_card_leaves(deliver, key + 16 * half));
		ck_assert_int_eq(outcome, 0);
		file_card_close();
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("deliver", 20);

	tcase_add_loop_test(tcase, conversations, 0, COUNT(rows));
	tcase_add_test(tcase, progress);
	tcase_add_test(tcase, without_random_numbers);
	tcase_add_test(tcase, nothing_on_the_stack);
	return suite_run("deliver", tcase);
}
