/* SPDX-License-Identifier: BSD-2-Clause */
/* How a card is opened that takes a key of ours: what is sent, what the card says to it, and what is left behind. */
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "sm/channel.h"
#include "sm/delivery.h"
#include "util/context/context.h"

enum { WATCHED_MAX = 64, WATCHED_SIZE = 300 };

static struct watched {
	size_t len;
	uint8_t bytes[WATCHED_SIZE];
} watched[WATCHED_MAX];
static size_t watched_count;

static void watch(void *userdata, zairyu_bytes command)
{
	(void)userdata;
	ck_assert_uint_le(command.len, WATCHED_SIZE);
	if (watched_count == WATCHED_MAX)
		return;
	watched[watched_count].len = command.len;
	memcpy(watched[watched_count++].bytes, command.data, command.len);
}

/* The first command of that instruction and class. */
static const struct watched *sent(uint8_t cla, uint8_t ins)
{
	for (size_t i = 0; i < watched_count; i++)
		if (watched[i].bytes[0] == cla && watched[i].bytes[1] == ins)
			return &watched[i];
	ck_abort_msg("%02X %02X was not sent", cla, ins);
	return NULL;
}

/* Session field 40 41 … 5F. */
static int worked_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	for (size_t i = 0; i < len; i++)
		out[i] = (uint8_t)(0x40 + i);
	return ZAIRYU_OK;
}

static const uint8_t worked_verify[] = { 0x86, 0x11, 0x01, 0x0C, 0x1E, 0xBC, 0x1E, 0x91, 0x8C, 0xFD,
					 0x0F, 0xF2, 0x52, 0xED, 0x0C, 0x87, 0xF8, 0xBC, 0xAF };
static const uint8_t worked_answer[] = { 0x86, 0x11, 0x01, 0xE4, 0x5A, 0xBF, 0x78, 0xBF, 0x98, 0xAE, 0xA9,
					 0x4D, 0xDE, 0x82, 0x74, 0x41, 0x7C, 0x7F, 0xBE, 0x90, 0x00 };

/* The worked numbers: K = 40 … 4F, the number AB12345678CD as the first command, a file of 6 bytes as the second. */
START_TEST(worked_numbers_of_the_channel)
{
	zairyu_context *ctx;
	struct sm_channel channel = { .suite = &sm_suite_aes, .counted = true };
	uint8_t out[SM_PROTECTED_MAX], answer[sizeof worked_answer];
	zairyu_bytes plain;
	size_t len;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	channel.engine.algorithms = &ctx->algorithms;
	worked_random(NULL, channel.key, sizeof channel.key);
	ck_assert_int_eq(channel_protect(&channel, (zairyu_bytes){ (const uint8_t *)SCENE_NUMBER, 12 }, out, &len), 0);
	ck_assert_uint_eq(len, sizeof worked_verify);
	ck_assert_mem_eq(out, worked_verify, len);
	channel_count(&channel);
	channel_count(&channel);
	memcpy(answer, worked_answer, sizeof answer);
	ck_assert_int_eq(channel_open(&channel, answer, sizeof answer - 2, &plain), 0);
	ck_assert_uint_eq(plain.len, 6);
	ck_assert_mem_eq(plain.data, "\xC0\x04TEST", 6);
	channel_done(&channel);
	zairyu_context_free(ctx);
}
END_TEST

static size_t process(struct scene *s, const uint8_t *command, size_t len, uint8_t *answer)
{
	return invented_chip_process(&s->chip, command, len, answer, 600);
}

/* The same numbers against the card's side, which has code of its own. */
START_TEST(worked_numbers_of_the_chip)
{
	static const uint8_t select[] = { 0, 0xA4, 4, 0x0C, 8, 0xF0, 'Z', 'A', 'I', 'R', 'Y', 'U', 1 };
	static const uint8_t read[] = { 8, 0xB0, 0x85, 0, 0, 0, 5, 0x96, 3, 0, 0, 0x20, 0, 0 };
	uint8_t deliver[7 + 256] = { 0x80, 0xAE, 0, 0, 0, 1, 0 },
			    verify[5 + 19] = { 8, 0x20, 0, INVENTED_VERIFY_P2, 19 };
	uint8_t key[DELIVERY_KEY_SIZE], answer[600];
	struct delivery_key card;
	struct chip_file *file;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	worked_random(NULL, key, sizeof key);
	file = invented_chip_find(&s.chip, 0, INVENTED_SFI_KEY);
	ck_assert(delivery_find_key((zairyu_bytes){ file->data, file->len }, 0x90, 0x91, &card));
	ck_assert_int_eq(delivery_encrypt(&card, key, deliver + 7), 0);
	file = invented_chip_find(&s.chip, 0, INVENTED_SFI_ENTRIES);
	file->len = 6;
	memcpy(file->data, "\xC0\x04TEST", 6);
	memcpy(verify + 5, worked_verify, sizeof worked_verify);
	ck_assert_uint_eq(process(&s, select, sizeof select, answer), 2);
	ck_assert_mem_eq(answer, "\x90\x00", 2);
	ck_assert_uint_eq(process(&s, deliver, sizeof deliver, answer), 2);
	ck_assert_mem_eq(answer, "\x90\x00", 2);
	ck_assert_uint_eq(process(&s, verify, sizeof verify, answer), 2);
	ck_assert_mem_eq(answer, "\x90\x00", 2);
	ck_assert_uint_eq(process(&s, read, sizeof read, answer), sizeof worked_answer);
	ck_assert_mem_eq(answer, worked_answer, sizeof worked_answer);
	scene_close(&s);
}
END_TEST

/* The forms of the commands, as a session sends them. */
START_TEST(what_is_sent)
{
	static const uint8_t deliver[] = { 0x80, 0xAE, 0, 0, 0, 1, 0 },
			     verify[] = { 8, 0x20, 0, INVENTED_VERIFY_P2, 19 };
	static const uint8_t read[] = { 8, 0xB0, 0x81, 0, 0, 0, 5, 0x96, 3, 0, 0, 0, 0, 0 };
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	watched_count = 0;
	s.reader.watch = watch;
	s.ctx->random = worked_random;
	record = scene_read(&s, &report);
	ck_assert_uint_eq(sent(0x80, 0xAE)->len, 263);
	ck_assert_mem_eq(sent(0x80, 0xAE)->bytes, deliver, sizeof deliver);
	ck_assert_uint_eq(sent(8, 0x20)->len, sizeof verify + sizeof worked_verify);
	ck_assert_mem_eq(sent(8, 0x20)->bytes, verify, sizeof verify);
	ck_assert_mem_eq(sent(8, 0x20)->bytes + sizeof verify, worked_verify, sizeof worked_verify);
	for (size_t i = 0; i < watched_count; i++)
		if (watched[i].bytes[0] == 8 && watched[i].bytes[1] == 0xB0 && watched[i].bytes[2] == 0x81)
			ck_assert_mem_eq(watched[i].bytes, read, sizeof read);
	ck_assert_uint_eq(s.chip.deliveries, 1);
	ck_assert_uint_eq(s.chip.verifications, 1);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* Rights outlive a reset; whatever a conversation ends with, it ends with the card's power. */
START_TEST(no_rights_are_left)
{
	zairyu_record *record = NULL;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	ck_assert_int_eq(scene_authenticate(&s, NULL), 0);
	ck_assert(s.chip.has_rights);
	invented_chip_reset(&s.chip);
	ck_assert(s.chip.has_rights && !s.chip.has_key);
	ck_assert_int_eq(zairyu_session_read(s.session, ZAIRYU_ITEMS_ALL, 0, &record, NULL), ZAIRYU_ERR_STATUS_WORD);
	ck_assert(!s.chip.has_rights);
	ck_assert_int_eq(scene_authenticate(&s, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(s.session, "ZZ99999999ZZ", 12, NULL), ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert(!s.chip.has_rights);
	ck_assert_int_eq(scene_authenticate(&s, NULL), 0);
	zairyu_session_free(s.session);
	s.session = NULL;
	ck_assert(!s.chip.has_rights);
	ck_assert_uint_eq(s.reader.connects, s.reader.disconnects);
	scene_close(&s);
}
END_TEST

/* A refused command counts as well: what comes after it is read all the same. */
START_TEST(refusals_count)
{
	struct chip_file *history;
	zairyu_report *report;
	zairyu_record *record;
	zairyu_bytes file;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	history = invented_chip_find(&s.chip, 1, INVENTED_SFI_HISTORY);
	history->len = 10; /* behind which is asked, and refused with 6B00 */
	record = scene_read(&s, &report);
	ck_assert_uint_eq(s.chip.deliveries, 1);
	ck_assert_int_eq(zairyu_record_file(record, INVENTED_ITEM_HISTORY, &file), 0);
	ck_assert_uint_eq(file.len, 10);
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_OK);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

static const struct {
	size_t carries;
	bool tells;
	bool refused;
} readers[] = { { 261, true, true },  { 261, false, true }, { 262, true, true },
		{ 262, false, true }, { 263, true, false }, { 263, false, false } };

/* What cannot carry the key says so, and what to do; where the reader tells its limit, before anything is sent. */
START_TEST(readers_that_carry_too_little)
{
	zairyu_error *err = NULL;
	struct scene s;
	int rc;

	scene_open(&s, INVENTED_TYPE);
	s.reader.carries = readers[_i].carries;
	s.reader.tells = readers[_i].tells;
	rc = scene_authenticate(&s, &err);
	ck_assert_int_eq(rc, readers[_i].refused ? ZAIRYU_ERR_LENGTH_REFUSED : 0);
	if (rc != 0) {
		ck_assert_str_eq(zairyu_error_step(err), "deliver-key");
		ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "cannot carry the command"));
		ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "use a reader for extended APDUs"));
		ck_assert_ptr_nonnull(strstr(zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN), "extended APDUs"));
		ck_assert_ptr_nonnull(strstr(zairyu_error_text(rc, ZAIRYU_LANGUAGE_JA), "拡張 APDU"));
		ck_assert(!s.chip.has_rights);
	}
	zairyu_error_free(err);
	scene_close(&s);
}
END_TEST

/* What a card may say to the key, none of which speaks for a broken chip. */
START_TEST(refused_keys)
{
	static const uint16_t words[] = { 0x6F00, 0x66F1, 0x6A80, 0x6700, 0x6D00, 0x6300 };
	zairyu_error *err = NULL;
	struct scene s;
	uint16_t sw;

	scene_open(&s, INVENTED_TYPE);
	s.chip.answer_delivery = words[_i];
	ck_assert_int_eq(scene_authenticate(&s, &err), ZAIRYU_ERR_STATUS_WORD);
	ck_assert_str_eq(zairyu_error_step(err), "deliver-key");
	ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
	ck_assert_uint_eq(sw, words[_i]);
	ck_assert_uint_eq(s.chip.verifications, 0);
	zairyu_error_free(err);
	scene_close(&s);
}
END_TEST

/* How a key file is spoilt: a byte, or its length. */
static const struct {
	size_t at;
	uint8_t byte;
	size_t len; /* 0: as it is */
} key_files[] = {
	{ 0, 0x92, 0 },   { 5, 0x90, 0 },   { 4, 0x00, 0 }, { 1, 0x02, 0 }, { 9, 0x7F, 0 },
	{ 264, 0x10, 0 }, { 0, 0x90, 264 }, { 0, 0x90, 5 }, { 8, 0xFF, 0 }, { 0, 0x90, 1 },
};

START_TEST(key_files_that_are_none)
{
	struct chip_file *file;
	zairyu_error *err = NULL;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	file = invented_chip_find(&s.chip, 0, INVENTED_SFI_KEY);
	file->data[key_files[_i].at] = key_files[_i].byte;
	file->len = key_files[_i].len ? key_files[_i].len : file->len;
	ck_assert_int_lt(scene_authenticate(&s, &err), 0);
	ck_assert_str_eq(zairyu_error_step(err), key_files[_i].len ? zairyu_error_step(err) : "read-public-key");
	if (!key_files[_i].len)
		ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_MALFORMED);
	ck_assert_uint_eq(s.chip.deliveries, 0);
	zairyu_error_free(err);
	scene_close(&s);
}
END_TEST

/* The two files from which the card is known: another tag, or cut short. */
START_TEST(free_files_that_are_none)
{
	const bool is_type = _i % 2 == 1, is_short = _i / 2 == 1;
	zairyu_error *err = NULL;
	struct chip_file *file;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	file = invented_chip_find(&s.chip, 0, is_type ? INVENTED_SFI_TYPE : INVENTED_SFI_COMMON);
	file->data[0] ^= is_short ? 0 : 2;
	file->len = is_short ? 3 : file->len;
	ck_assert_int_eq(zairyu_session_identify(s.session, NULL, &err), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_str_eq(zairyu_error_step(err), is_type ? "read-card-type" : "read-common-data");
	zairyu_error_free(err);
	scene_close(&s);
}
END_TEST

/* Where long answers are refused the reading starts over, with a key of its own each time. */
START_TEST(starting_over)
{
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	s.reader.shortest = 256;
	record = scene_read(&s, &report);
	ck_assert_uint_gt(s.chip.deliveries, 1);
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_OK);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* Specified cards are refused by name, whatever other families there are. */
START_TEST(specified_cards_are_refused)
{
	zairyu_error *err = NULL;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	s.chip.mf_answers = true;
	ck_assert_int_eq(zairyu_session_identify(s.session, NULL, &err), ZAIRYU_ERR_SPECIFIED_CARD);
	zairyu_error_free(err);
	scene_close(&s);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("opening", 60);

	tcase_add_test(tcase, worked_numbers_of_the_channel);
	tcase_add_test(tcase, worked_numbers_of_the_chip);
	tcase_add_test(tcase, what_is_sent);
	tcase_add_test(tcase, no_rights_are_left);
	tcase_add_test(tcase, refusals_count);
	tcase_add_loop_test(tcase, readers_that_carry_too_little, 0, COUNT(readers));
	tcase_add_loop_test(tcase, refused_keys, 0, 6);
	tcase_add_loop_test(tcase, key_files_that_are_none, 0, COUNT(key_files));
	tcase_add_loop_test(tcase, free_files_that_are_none, 0, 4);
	tcase_add_test(tcase, starting_over);
	tcase_add_test(tcase, specified_cards_are_refused);
	return suite_run("opening", tcase);
}
