/* SPDX-License-Identifier: BSD-2-Clause */
/* Error codes, their words, and the error object. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "card/card.h"
#include "util/error.h"

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
			 "在留カード等番号が間違っています");
}
END_TEST

/* A step without a number would be missing from support codes. */
START_TEST(every_step_has_a_number)
{
	static const char *const more[] = { "connect",      "identify", "select", "verify", "mutual-authenticate",
					    "get-challenge" };
	static const struct card_family *const families[] = { &card_first_generation, &card_second_generation };

	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		ck_assert_int_gt(error_step_number(more[i]), 0);
	for (size_t f = 0; f < 2; f++)
		for (size_t i = 0; i < families[f]->file_count; i++) {
			const char *step = families[f]->files[i].step;

			ck_assert_msg(error_step_number(step) > 0, "%s", step);
			ck_assert_str_eq(error_step_name(error_step_number(step)), step);
		}
	ck_assert_int_eq(error_step_number("read-nothing"), 0);
}
END_TEST

START_TEST(details_and_support_code)
{
	zairyu_error *err = NULL;
	const char *domain;
	int64_t native;
	uint16_t sw;
	size_t position;

	ck_assert_int_eq(error_fail(&err, ZAIRYU_ERR_STATUS_WORD, "words"), ZAIRYU_ERR_STATUS_WORD);
	error_add_step(&err, "mutual-authenticate");
	error_add_step(&err, "verify"); /* the first stays */
	error_add_status_word(&err, 0x6A82);
	ck_assert_str_eq(zairyu_error_step(err), "mutual-authenticate");
	ck_assert_str_eq(zairyu_error_support_code(err), "Z306-05-6A82");
	ck_assert_int_eq(zairyu_error_status_word(err, &sw), 0);
	ck_assert_uint_eq(sw, 0x6A82);
	ck_assert_int_eq(zairyu_error_native(err, &domain, &native), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_error_position(err, &position), ZAIRYU_ERR_ABSENT);
	/* A second cause does not replace the first. */
	error_fail(&err, ZAIRYU_ERR_INTERNAL, "later");
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_STATUS_WORD);
	zairyu_error_free(err);

	err = NULL;
	zairyu_error_set(&err, ZAIRYU_ERR_NO_SERVICE, "a-domain-of-more-than-15", (int64_t)0xFFFFFFFF8010001D, NULL);
	ck_assert_int_eq(zairyu_error_native(err, &domain, &native), 0);
	ck_assert_str_eq(domain, "a-domain-of-mor");
	ck_assert_str_eq(zairyu_error_support_code(err), "Z201-00-8010001D");
	ck_assert_str_eq(zairyu_error_message(err), "ZAIRYU_ERR_NO_SERVICE");
	zairyu_error_free(err);
}
END_TEST

START_TEST(null_is_answered)
{
	ck_assert_int_eq(zairyu_error_code(NULL), 0);
	ck_assert_str_eq(zairyu_error_message(NULL), "");
	ck_assert_str_eq(zairyu_error_step(NULL), "");
	ck_assert_str_eq(zairyu_error_support_code(NULL), "Z000");
	ck_assert_int_eq(zairyu_error_status_word(NULL, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_error_set(NULL, ZAIRYU_ERR_IMAGE, "x", 1, "y"), ZAIRYU_ERR_IMAGE);
	zairyu_error_free(NULL);
}
END_TEST

START_TEST(long_messages_are_cut_between_characters)
{
	char message[400];
	zairyu_error *err = NULL;

	for (size_t i = 0; i + 3 < sizeof message; i += 3)
		memcpy(message + i, "読", 3);
	message[399] = '\0';
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
	ck_assert_uint_eq(strlen(zairyu_error_message(err)), 255);
	ck_assert_str_eq(zairyu_error_message(err) + 252, "読");
	zairyu_error_free(err);
	err = NULL;
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message + 3 * 40 - 1 + 1);
	zairyu_error_free(err);
	err = NULL;
	memmove(message + 1, message, sizeof message - 2);
	message[0] = 'x';
	message[398] = '\0';
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
	ck_assert_uint_eq(strlen(zairyu_error_message(err)), 253);
	zairyu_error_free(err);
}
END_TEST

START_TEST(items_families_kinds)
{
	for (unsigned i = 0; i < 15; i++)
		ck_assert_ptr_nonnull(zairyu_item_name(1u << i));
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

SUITE_MAIN("error", 10, every_code_has_words, official_messages, every_step_has_a_number, details_and_support_code,
	   null_is_answered, long_messages_are_cut_between_characters, items_families_kinds)
