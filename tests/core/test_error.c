/* SPDX-License-Identifier: BSD-2-Clause */
/* Error codes and their words. */
#include <stdio.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "card/card.h"
#include "util/error/error.h"

START_TEST(every_code_has_words)
{
	int found = 0;

	for (int code = -1; code > -1000; code--) {
		if (strcmp(zairyu_error_name(code), "ZAIRYU_ERR_UNKNOWN") == 0)
			continue;
		found++;
		ck_assert_int_ge(zairyu_error_official_message(code), 1);
		ck_assert_int_le(zairyu_error_official_message(code), 8);
		ck_assert(zairyu_error_text(code, ZAIRYU_LANGUAGE_JA)[0] != '\0');
		ck_assert(zairyu_error_text(code, ZAIRYU_LANGUAGE_EN)[0] != '\0');
		ck_assert_str_ne(zairyu_error_text(code, ZAIRYU_LANGUAGE_JA),
				 zairyu_error_text(code, ZAIRYU_LANGUAGE_EN));
	}
	ck_assert_int_ge(found, 40);
	ck_assert_str_eq(zairyu_error_name(0), "ZAIRYU_OK");
	ck_assert_int_eq(zairyu_error_official_message(0), 0);
	ck_assert_int_eq(zairyu_error_official_message(-998), 1);
}
END_TEST

/* Which of the official application's messages stands for each code. */
static const struct {
	int code, message;
} numbers[] = {
	{ ZAIRYU_ERR_ARGUMENT, 1 },
	{ ZAIRYU_ERR_STATE, 1 },
	{ ZAIRYU_ERR_NO_MEMORY, 1 },
	{ ZAIRYU_ERR_UNSUPPORTED, 1 },
	{ ZAIRYU_ERR_ABI, 1 },
	{ ZAIRYU_ERR_LIMIT, 5 },
	{ ZAIRYU_ERR_CANCELLED, 5 },
	{ ZAIRYU_ERR_TIMEOUT, 5 },
	{ ZAIRYU_ERR_NUMBER_FORMAT, 6 },
	{ ZAIRYU_ERR_WRITE, 1 },
	{ ZAIRYU_ERR_FILE, 1 },
	{ ZAIRYU_ERR_NO_SERVICE, 1 },
	{ ZAIRYU_ERR_NO_PERMISSION, 1 },
	{ ZAIRYU_ERR_NO_READER, 1 },
	{ ZAIRYU_ERR_READER_BUSY, 5 },
	{ ZAIRYU_ERR_NO_CARD, 4 },
	{ ZAIRYU_ERR_CARD_GONE, 5 },
	{ ZAIRYU_ERR_COMMUNICATION, 5 },
	{ ZAIRYU_ERR_READER_GONE, 5 },
	{ ZAIRYU_ERR_READER_UNSUITABLE, 4 },
	{ ZAIRYU_ERR_DRIVER_CONFLICT, 1 },
	{ ZAIRYU_ERR_MANY_CARDS, 4 },
	{ ZAIRYU_ERR_LENGTH_REFUSED, 5 },
	{ ZAIRYU_ERR_NOT_RESIDENCE_CARD, 3 },
	{ ZAIRYU_ERR_SPECIFIED_CARD, 3 },
	{ ZAIRYU_ERR_UNKNOWN_CARD_TYPE, 3 },
	{ ZAIRYU_ERR_WRONG_NUMBER, 6 },
	{ ZAIRYU_ERR_CHIP_BROKEN, 2 },
	{ ZAIRYU_ERR_STATUS_WORD, 5 },
	{ ZAIRYU_ERR_SECURE_MESSAGING, 5 },
	{ ZAIRYU_ERR_MALFORMED, 5 },
	{ ZAIRYU_ERR_ABSENT, 1 },
	{ ZAIRYU_ERR_RECORD_DAMAGED, 1 },
	{ ZAIRYU_ERR_RECORD_VERSION, 1 },
	{ ZAIRYU_ERR_IMAGE, 5 },
	{ ZAIRYU_ERR_CERTIFICATE, 1 },
	{ ZAIRYU_ERR_NOT_GENUINE, 1 },
	{ ZAIRYU_ERR_UNKNOWN_ANCHOR, 1 },
	{ ZAIRYU_ERR_INTERNAL, 1 },
	{ ZAIRYU_ERR_CRYPTO, 1 },
};

START_TEST(official_messages)
{
	size_t known = 0;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		ck_assert_msg(zairyu_error_official_message(numbers[i].code) == numbers[i].message, "%s",
			      zairyu_error_name(numbers[i].code));
	for (int code = -1; code > -1000; code--)
		known += strcmp(zairyu_error_name(code), "ZAIRYU_ERR_UNKNOWN") != 0;
	ck_assert_uint_eq(known, sizeof numbers / sizeof *numbers);
	ck_assert_str_eq(zairyu_error_text(ZAIRYU_ERR_WRONG_NUMBER, ZAIRYU_LANGUAGE_JA),
			 "在留カード等番号が間違っています。");
}
END_TEST

/* What is to be done is in the text or in the advice, in both languages or in neither; nothing is known of other codes. */
START_TEST(advice)
{
	int found = 0;

	for (int code = 1; code > -1000; code--) {
		const char *ja = zairyu_error_advice(code, ZAIRYU_LANGUAGE_JA);
		const char *en = zairyu_error_advice(code, ZAIRYU_LANGUAGE_EN);

		ck_assert_int_eq(!ja, !en);
		if (!ja)
			continue;
		ck_assert(ja[0] != '\0' && en[0] != '\0' && strcmp(ja, en) != 0);
		ck_assert_str_ne(zairyu_error_name(code), "ZAIRYU_ERR_UNKNOWN");
		found++;
	}
	ck_assert_int_ge(found, 25);
	ck_assert_ptr_null(zairyu_error_advice(ZAIRYU_OK, ZAIRYU_LANGUAGE_EN));
	ck_assert_ptr_null(zairyu_error_advice(ZAIRYU_ERR_READER_BUSY, ZAIRYU_LANGUAGE_EN));
	for (int language = 2; language <= 3; language++) /* English for whatever is not Japanese */
		ck_assert_str_eq(zairyu_error_advice(ZAIRYU_ERR_WRONG_NUMBER, language),
				 "Check the number at the top right of the card and enter it again.");
}
END_TEST

static const struct {
	int code, retry;
} retries[] = {
	{ ZAIRYU_OK, 0 },
	{ ZAIRYU_ERR_TIMEOUT, 1 },
	{ ZAIRYU_ERR_CANCELLED, 0 },
	{ ZAIRYU_ERR_NO_SERVICE, 0 },
	{ ZAIRYU_ERR_NO_PERMISSION, 0 },
	{ ZAIRYU_ERR_NO_READER, 1 },
	{ ZAIRYU_ERR_READER_BUSY, 1 },
	{ ZAIRYU_ERR_NO_CARD, 1 },
	{ ZAIRYU_ERR_CARD_GONE, 1 },
	{ ZAIRYU_ERR_COMMUNICATION, 1 },
	{ ZAIRYU_ERR_READER_GONE, 1 },
	{ ZAIRYU_ERR_READER_UNSUITABLE, 0 },
	{ ZAIRYU_ERR_DRIVER_CONFLICT, 0 },
	{ ZAIRYU_ERR_MANY_CARDS, 1 },
	{ ZAIRYU_ERR_LENGTH_REFUSED, 0 },
	{ ZAIRYU_ERR_WRONG_NUMBER, 0 },
	{ ZAIRYU_ERR_CHIP_BROKEN, 0 },
	{ ZAIRYU_ERR_STATUS_WORD, 1 },
	{ ZAIRYU_ERR_SECURE_MESSAGING, 1 },
	{ ZAIRYU_ERR_MALFORMED, 0 },
	{ ZAIRYU_ERR_INTERNAL, 0 },
	{ 1, 0 },
};

START_TEST(what_may_pass)
{
	int passing = 0, listed = 0;

	for (size_t i = 0; i < sizeof retries / sizeof *retries; i++) {
		ck_assert_int_eq(zairyu_error_retry(retries[i].code), retries[i].retry);
		listed += retries[i].retry;
	}
	for (int code = -1; code > -1000; code--)
		passing += zairyu_error_retry(code);
	ck_assert_int_eq(passing, listed);
}
END_TEST

/* A file's step is called as its item is: one without a number would be missing from support codes. */
START_TEST(every_file_has_its_step)
{
	static const struct card_family *const families[] = { &card_first_generation, &card_second_generation };

	for (size_t f = 0; f < 2; f++)
		for (size_t i = 0; i < families[f]->file_count; i++) {
			const struct card_file *file = &families[f]->files[i];
			char word[64];

			snprintf(word, sizeof word, "read-%s", zairyu_item_name(file->item));
			ck_assert_str_eq(zairyu_step_name((int)file->step), word);
		}
}
END_TEST

static bool is_word(const char *text)
{
	return text[0] != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyz-") == strlen(text);
}

START_TEST(every_step_has_a_word_and_texts)
{
	int step = 1;

	for (; zairyu_step_name(step); step++) {
		const char *word = zairyu_step_name(step);

		ck_assert_msg(is_word(word), "%d: %s", step, word);
		ck_assert_int_eq(step_of_word(word), step);
		ck_assert_str_eq(step_word((enum step)step), word);
		for (int language = ZAIRYU_LANGUAGE_JA; language <= ZAIRYU_LANGUAGE_EN; language++) {
			const char *text = zairyu_step_text(word, language);

			ck_assert_msg(text && text[0] != '\0', "%s", word);
			for (int other = 1; other < step; other++)
				ck_assert_str_ne(text, zairyu_step_text(zairyu_step_name(other), language));
		}
		ck_assert_str_ne(zairyu_step_text(word, ZAIRYU_LANGUAGE_JA),
				 zairyu_step_text(word, ZAIRYU_LANGUAGE_EN));
	}
	ck_assert_int_eq(step, STEPS);
	ck_assert_str_eq(zairyu_step_text("read-face", ZAIRYU_LANGUAGE_JA), "顔写真を読み取っています");
	ck_assert_str_eq(zairyu_step_text("read-face", ZAIRYU_LANGUAGE_EN), "Reading the photo");
	ck_assert_str_eq(zairyu_step_text("read-face", 99), "Reading the photo");
	for (int i = -3; i < 3; i++)
		ck_assert_ptr_null(zairyu_step_name(i < 1 ? i : STEPS - 1 + i));
	ck_assert_ptr_null(zairyu_step_text("read-nothing", ZAIRYU_LANGUAGE_EN));
	ck_assert_ptr_null(zairyu_step_text("", ZAIRYU_LANGUAGE_JA));
	ck_assert_ptr_null(zairyu_step_text(NULL, ZAIRYU_LANGUAGE_JA));
}
END_TEST

/* Support codes have these numbers, whatever is added. */
START_TEST(steps_keep_their_numbers)
{
	static const char *const steps[] = {
		"",
		"connect",
		"identify",
		"select",
		"get-challenge",
		"mutual-authenticate",
		"verify",
		"read-common-data",
		"read-card-type",
		"read-front-image",
		"read-face",
		"read-address",
		"read-comprehensive-permission",
		"read-individual-permission",
		"read-renewal",
		"read-card-number",
		"read-printed-entries",
		"read-name-and-face",
		"read-address-image",
		"read-permissions",
		"read-other",
		"read-signature",
		"verify-signature",
		"read-public-key",
		"deliver-key",
		"read-item",
	};

	for (int i = 0; i < COUNT(steps); i++) {
		zairyu_error *err = NULL;
		char code[16];

		ck_assert_str_eq(step_word((enum step)i), steps[i]);
		ck_assert_int_eq(step_of_word(steps[i]), i);
		error_fail(&err, ZAIRYU_ERR_TIMEOUT, "late");
		error_add_step(&err, (enum step)i);
		ck_assert_str_eq(zairyu_error_step(err), steps[i]);
		snprintf(code, sizeof code, "Z%03d-%02d", -ZAIRYU_ERR_TIMEOUT, i);
		ck_assert_str_eq(zairyu_error_support_code(err), code);
		zairyu_error_free(err);
	}
	ck_assert_str_eq(step_word(STEPS), "");
	ck_assert_int_eq(step_of_word("read-nothing"), STEP_NONE);
	ck_assert_int_eq(step_of_word(NULL), STEP_NONE);
}
END_TEST

/* Where the official application has no English, ours; and English for whatever is not Japanese. */
START_TEST(words_of_one_code)
{
	static const struct {
		int code;
		const char *ja, *en;
	} rows[] = {
		{ ZAIRYU_ERR_ARGUMENT, "指定された値に誤りがあります。", "A value that was given cannot be used." },
		{ ZAIRYU_ERR_CRYPTO, "暗号ライブラリでエラーが発生したか、必要な機能がありません。",
		  "The cryptographic library failed or lacks a required function." },
		{ ZAIRYU_ERR_WRONG_NUMBER, "在留カード等番号が間違っています。",
		  "The residence card number is wrong." },
		{ ZAIRYU_ERR_INTERNAL, "異常が発生したためトップ画面に戻ります。",
		  "Something unexpected happened. Returning to the start." },
		{ ZAIRYU_OK, "", "" },
		{ -998, "異常が発生したためトップ画面に戻ります。",
		  "Something unexpected happened. Returning to the start." },
	};

	for (int i = 0; i < COUNT(rows); i++) {
		ck_assert_str_eq(zairyu_error_text(rows[i].code, ZAIRYU_LANGUAGE_JA), rows[i].ja);
		ck_assert_str_eq(zairyu_error_text(rows[i].code, ZAIRYU_LANGUAGE_EN), rows[i].en);
		ck_assert_str_eq(zairyu_error_text(rows[i].code, 99), rows[i].en);
	}
}
END_TEST

START_TEST(items_families_kinds)
{
	for (unsigned i = 0; i < 15; i++)
		ck_assert_ptr_nonnull(zairyu_item_name(UINT64_C(1) << i));
	ck_assert_ptr_null(zairyu_item_name(1u << 15));
	ck_assert_ptr_null(zairyu_item_name(3));
	ck_assert_ptr_null(zairyu_item_name(0));
	ck_assert_str_eq(zairyu_family_name(1), "first-generation");
	ck_assert_str_eq(zairyu_family_name(2), "second-generation");
	ck_assert_ptr_null(zairyu_family_name(0));
	ck_assert_str_eq(zairyu_kind_name(2), "special-permanent-resident-certificate");
	ck_assert_ptr_null(zairyu_kind_name(3));
}
END_TEST

SUITE_MAIN("error", 10, every_code_has_words, official_messages, every_file_has_its_step,
	   every_step_has_a_word_and_texts, steps_keep_their_numbers, words_of_one_code, items_families_kinds, advice,
	   what_may_pass)
