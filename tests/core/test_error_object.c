/* SPDX-License-Identifier: BSD-2-Clause */
/* The error object: what it keeps, and what it makes of it. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "util/error/error.h"

START_TEST(details_and_support_code)
{
	zairyu_error *err = NULL;
	const char *domain;
	int64_t native;
	uint16_t sw;
	size_t position;

	ck_assert_int_eq(error_fail(&err, ZAIRYU_ERR_STATUS_WORD, "words"), ZAIRYU_ERR_STATUS_WORD);
	error_add_step(&err, STEP_MUTUAL_AUTHENTICATE);
	error_add_step(&err, STEP_VERIFY); /* the first stays */
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

/* Details go where there is an error, and only there. */
START_TEST(details_need_an_error)
{
	zairyu_error *err = NULL, *cause = NULL;
	const char *domain = "left";
	int64_t native = 5;
	size_t position = 0;
	uint16_t sw = 7;

	error_add_status_word(NULL, 0x6A82);
	error_add_position(NULL, 1);
	error_add_step(NULL, STEP_VERIFY);
	error_add_status_word(&err, 0x6A82);
	error_add_position(&err, 1);
	error_add_step(&err, STEP_VERIFY);
	ck_assert_ptr_null(err);
	ck_assert_int_eq(zairyu_error_set(&err, ZAIRYU_OK, "pcsc", 1, "nothing went wrong"), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_error_set(&err, 5, NULL, 0, "nor here"), 5);
	ck_assert_ptr_null(err);
	ck_assert_int_eq(zairyu_error_native(NULL, &domain, &native), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_error_position(NULL, &position), ZAIRYU_ERR_ABSENT);

	ck_assert_int_eq(error_fail(&cause, -1, "the least of all codes"), -1);
	ck_assert_str_eq(zairyu_error_support_code(cause), "Z001-00");
	ck_assert_int_eq(zairyu_error_status_word(cause, &sw), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_error_native(cause, NULL, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(sw, 7);
	error_pass(&err, cause);
	ck_assert_ptr_eq(err, cause);
	error_add_status_word(&err, 0);
	error_add_position(&err, 3);
	ck_assert_int_eq(zairyu_error_status_word(err, NULL), 0);
	ck_assert_int_eq(zairyu_error_position(err, NULL), 0);
	ck_assert_int_eq(zairyu_error_position(err, &position), 0);
	ck_assert_uint_eq(position, 3);
	ck_assert_str_eq(zairyu_error_support_code(err), "Z001-00-0000");

	/* the first error stays; the cause that came too late is nobody's */
	cause = NULL;
	error_fail(&cause, ZAIRYU_ERR_TIMEOUT, "later");
	error_pass(&err, cause);
	ck_assert_int_eq(zairyu_error_code(err), -1);
	cause = NULL;
	error_fail(&cause, ZAIRYU_ERR_TIMEOUT, "to nobody");
	error_pass(NULL, cause);
	error_pass(&err, NULL);
	zairyu_error_free(err);
}
END_TEST

/* A backend may have codes beyond ours, both words of a card and a code of its own. */
START_TEST(support_codes_of_backends)
{
	zairyu_error *err = NULL;
	int64_t native = 0;

	zairyu_error_set(&err, -1234, "usb", -7, "words");
	ck_assert_str_eq(zairyu_error_support_code(err), "Z234-00-FFFFFFF9");
	ck_assert_int_eq(zairyu_error_native(err, NULL, &native), 0);
	ck_assert(native == -7);
	ck_assert_int_eq(zairyu_error_native(err, NULL, NULL), 0);
	error_add_status_word(&err, 0x63C0);
	ck_assert_str_eq(zairyu_error_support_code(err), "Z234-00-63C0");
	error_add_step(&err, STEP_READ_SIGNATURE);
	ck_assert_str_eq(zairyu_error_support_code(err), "Z234-21-63C0");
	zairyu_error_free(err);
	err = NULL;
	zairyu_error_set(&err, ZAIRYU_ERR_NO_CARD, NULL, 5, "no domain, no code");
	ck_assert_int_eq(zairyu_error_native(err, NULL, &native), ZAIRYU_ERR_ABSENT);
	zairyu_error_free(err);
}
END_TEST

START_TEST(what_a_call_leaves_behind)
{
	zairyu_error *err = NULL, *kept;

	zairyu_error_clear(&err);
	zairyu_error_clear(NULL);
	ck_assert_int_eq(zairyu_error_finish(&err, ZAIRYU_OK), ZAIRYU_OK);
	ck_assert_ptr_null(err);
	ck_assert_int_eq(zairyu_error_finish(NULL, ZAIRYU_ERR_LIMIT), ZAIRYU_ERR_LIMIT);
	/* a failure that nobody explained */
	ck_assert_int_eq(zairyu_error_finish(&err, ZAIRYU_ERR_LIMIT), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_LIMIT);
	ck_assert_str_eq(zairyu_error_message(err), "ZAIRYU_ERR_LIMIT");
	/* one that was explained stays as it is */
	zairyu_error_clear(&err);
	ck_assert_ptr_null(err);
	zairyu_error_set(&err, ZAIRYU_ERR_NO_CARD, "usb", 9, "words");
	kept = err;
	ck_assert_int_eq(zairyu_error_finish(&err, ZAIRYU_ERR_NO_CARD), ZAIRYU_ERR_NO_CARD);
	ck_assert_ptr_eq(err, kept);
	/* by another code than what is returned */
	ck_assert_int_eq(zairyu_error_finish(&err, ZAIRYU_ERR_CARD_GONE), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CARD_GONE);
	ck_assert_str_eq(zairyu_error_support_code(err), "Z206-00-9");
	ck_assert_str_eq(zairyu_error_message(err), "words");
	/* what went well in the end has no error */
	ck_assert_int_eq(zairyu_error_finish(&err, 3), 3);
	ck_assert_ptr_null(err);
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
	char message[ERROR_MESSAGE_SIZE + 144];
	zairyu_error *err = NULL;

	for (size_t i = 0; i + 3 < sizeof message; i += 3)
		memcpy(message + i, "読", 3);
	message[sizeof message - 1] = '\0';
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
	ck_assert_uint_eq(strlen(zairyu_error_message(err)), ERROR_MESSAGE_SIZE - 1);
	ck_assert_str_eq(zairyu_error_message(err) + ERROR_MESSAGE_SIZE - 4, "読");
	zairyu_error_free(err);
	err = NULL;
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message + 3 * 40 - 1 + 1);
	zairyu_error_free(err);
	err = NULL;
	memmove(message + 1, message, sizeof message - 2);
	message[0] = 'x';
	message[sizeof message - 2] = '\0';
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
	ck_assert_uint_eq(strlen(zairyu_error_message(err)), ERROR_MESSAGE_SIZE - 3);
	zairyu_error_free(err);
	err = NULL;
	memset(message, 0x80, sizeof message - 1); /* no character begins anywhere */
	error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
	ck_assert_str_eq(zairyu_error_message(err), "");
	zairyu_error_free(err);
}
END_TEST

/* As long as the room, and one longer. */
START_TEST(messages_that_just_fit)
{
	for (size_t len = ERROR_MESSAGE_SIZE - 6; len < ERROR_MESSAGE_SIZE + 4; len++) {
		char message[ERROR_MESSAGE_SIZE + 44];
		zairyu_error *err = NULL;

		memset(message, 'x', sizeof message);
		message[len] = '\0';
		error_fail(&err, ZAIRYU_ERR_INTERNAL, message);
		ck_assert_uint_eq(strlen(zairyu_error_message(err)),
				  len < ERROR_MESSAGE_SIZE ? len : ERROR_MESSAGE_SIZE - 1);
		ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_INTERNAL);
		ck_assert_str_eq(zairyu_error_support_code(err), "Z901-00");
		zairyu_error_free(err);
	}
}
END_TEST

SUITE_MAIN("error object", 10, details_and_support_code, details_need_an_error, support_codes_of_backends,
	   what_a_call_leaves_behind, null_is_answered, long_messages_are_cut_between_characters,
	   messages_that_just_fit)
