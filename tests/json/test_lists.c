/* SPDX-License-Identifier: BSD-2-Clause */
/* Failures and readers, byte for byte; and what every function of the library refuses. */
#include <stdio.h>
#include <string.h>

#include "../core/context_case.h"
#include "document.h"

static struct written written;

START_TEST(test_error)
{
	zairyu_error *error = NULL;
	char line[1024], number[ZAIRYU_NUMBER_SIZE];

	written = (struct written){ 0 };
	(void)zairyu_error_set(&error, ZAIRYU_ERR_NO_READER, "pcsc", 0x8010002E, "none");
	ck_assert_int_eq(zairyu_json_write_error(ZAIRYU_ERR_NO_READER, error, NULL, 0, document_write, &written, NULL),
			 0);
	snprintf(
		line, sizeof line,
		"{\"error\": {\"code\": %d, \"name\": \"ZAIRYU_ERR_NO_READER\", \"support_code\": \"%s\", "
		"\"message_ja\": \"%s\", \"message_en\": \"%s\", \"detail\": \"none\", \"official_message\": 1, \"retry\": true}}\n",
		ZAIRYU_ERR_NO_READER, zairyu_error_support_code(error),
		zairyu_error_text(ZAIRYU_ERR_NO_READER, ZAIRYU_LANGUAGE_JA),
		zairyu_error_text(ZAIRYU_ERR_NO_READER, ZAIRYU_LANGUAGE_EN));
	ck_assert_str_eq(written.text, line);
	zairyu_error_clear(&error);
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_number_normalize("AA1x", 4, number, &error), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(
		zairyu_json_write_error(ZAIRYU_ERR_NUMBER_FORMAT, error, NULL, 0, document_write, &written, NULL), 0);
	ck_assert_ptr_nonnull(strstr(written.text, ", \"official_message\": 6, \"retry\": false, \"position\": 4}}\n"));
	zairyu_error_free(error);
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_error(-999, NULL, "a\n\xFF", 0, document_write, &written, NULL), 0);
	ck_assert_ptr_nonnull(strstr(written.text, "{\"error\": {\"code\": -999, \"name\": \"ZAIRYU_ERR_UNKNOWN\", "
						   "\"support_code\": \"Z999-00\", \"message_ja\": "));
	ck_assert_ptr_nonnull(strstr(written.text, "}, \"file\": \"a\\n\xEF\xBF\xBD\"}\n"));
	ck_assert_int_eq(written.calls, 1);
}
END_TEST

static int list_two(void *userdata, zairyu_context *of, const zairyu_wait *wait, zairyu_readers *into,
		    zairyu_error **err)
{
	int rc;

	(void)userdata;
	(void)of;
	(void)wait;
	rc = zairyu_readers_add(into, "test:one", "Label \"1\"", ZAIRYU_CARD_PRESENT, 0, ZAIRYU_READER_UNKNOWN);

	(void)err;
	return rc != ZAIRYU_OK
		       ? rc
		       : zairyu_readers_add(into, "test:two", "", ZAIRYU_CARD_UNKNOWN, 1, ZAIRYU_READER_UNKNOWN);
}

static int open_none(void *userdata, zairyu_context *of, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	(void)userdata;
	(void)of;
	(void)name;
	(void)wait;
	*out = NULL;
	return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "none");
}

START_TEST(test_readers)
{
	const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "test", .list = list_two, .open = open_none
	};
	const zairyu_readers *lists[4] = { NULL };
	zairyu_readers *list;

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
	ck_assert_int_eq(zairyu_readers_list(ctx, "test", NULL, &list, NULL), 0);
	lists[1] = list;
	lists[3] = list;
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_readers(lists, 3, 0, document_write, &written, NULL), 0);
	ck_assert_str_eq(written.text,
			 "{\"readers\": [{\"uri\": \"test:one\", \"label\": \"Label \\\"1\\\"\", \"card\": "
			 "\"present\", \"simulated\": false}, {\"uri\": \"test:two\", \"label\": \"\", "
			 "\"card\": \"unknown\", \"simulated\": true}]}\n");
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_readers(NULL, 0, 0, document_write, &written, NULL), 0);
	ck_assert_str_eq(written.text, "{\"readers\": []}\n");
	zairyu_readers_free(list);
}
END_TEST

static int refused(int code, int rc, const zairyu_error *err)
{
	return rc == code && zairyu_error_code(err) == code && written.calls == 0;
}

#define REFUSED_AS(code, call)                                                                                         \
	do {                                                                                                           \
		zairyu_error *err = NULL;                                                                              \
		int rc = (call);                                                                                       \
		ck_assert_msg(refused(code, rc, err), "%s: %d", #call, rc);                                            \
		zairyu_error_free(err);                                                                                \
	} while (0)
#define REFUSED(call)      REFUSED_AS(ZAIRYU_ERR_ARGUMENT, call)
#define UNKNOWN_FLAG(call) REFUSED_AS(ZAIRYU_ERR_UNSUPPORTED, call)

START_TEST(test_refused_inquiries)
{
	static const char number[] = "AA12345678BB";
	zairyu_write_fn *const put = document_write;

	written = (struct written){ 0 };
	REFUSED(zairyu_json_write_inquiry(NULL, 2030, 1, 5, "x", 0, put, &written, &err));
	REFUSED(zairyu_json_write_inquiry(number, 2030, 1, 5, NULL, 0, put, &written, &err));
	REFUSED(zairyu_json_write_inquiry(number, 2030, 1, 5, "x", 0, NULL, &written, &err));
	REFUSED(zairyu_json_write_inquiry(number, 0, 1, 5, "x", 0, put, &written, &err));
	REFUSED(zairyu_json_write_inquiry(number, 2030, 13, 5, "x", 0, put, &written, &err));
	REFUSED(zairyu_json_write_inquiry(number, 2030, 1, 32, "x", 0, put, &written, &err));
	REFUSED_AS(ZAIRYU_ERR_NUMBER_FORMAT,
		   zairyu_json_write_inquiry("AA12345678B", 2030, 1, 5, "x", 0, put, &written, &err));
	UNKNOWN_FLAG(zairyu_json_write_inquiry(number, 2030, 1, 5, "x", 1, put, &written, &err));
}
END_TEST

START_TEST(test_refusals)
{
	zairyu_record *record = document_record(ctx);
	zairyu_trust *trust;
	zairyu_json_extra *extra;
	zairyu_write_fn *const put = document_write;

	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	REFUSED(zairyu_json_write_card(NULL, record, NULL, NULL, 0, put, &written, &err));
	REFUSED(zairyu_json_write_card(ctx, NULL, NULL, NULL, 0, put, &written, &err));
	REFUSED(zairyu_json_write_card(ctx, record, NULL, NULL, 0, NULL, &written, &err));
	REFUSED(zairyu_json_write_card(ctx, record, NULL, NULL, ZAIRYU_JSON_BRIEF | ZAIRYU_JSON_RAW, put, &written,
				       &err));
	UNKNOWN_FLAG(zairyu_json_write_card(ctx, record, NULL, NULL, 4, put, &written, &err));
	REFUSED(zairyu_json_write_error(0, NULL, NULL, 0, put, &written, &err));
	REFUSED(zairyu_json_write_error(1, NULL, NULL, 0, put, &written, &err));
	UNKNOWN_FLAG(zairyu_json_write_error(-1, NULL, NULL, 1, put, &written, &err));
	REFUSED(zairyu_json_write_error(-1, NULL, NULL, 0, NULL, &written, &err));
	REFUSED(zairyu_json_write_readers(NULL, 1, 0, put, &written, &err));
	UNKNOWN_FLAG(zairyu_json_write_readers(NULL, 0, 1, put, &written, &err));
	REFUSED(zairyu_json_write_readers(NULL, 0, 0, NULL, &written, &err));
	REFUSED(zairyu_json_write_trust(NULL, trust, NULL, 0, put, &written, &err));
	UNKNOWN_FLAG(zairyu_json_write_trust(trust, trust, NULL, 1, put, &written, &err));
	REFUSED(zairyu_json_write_trust(trust, trust, NULL, 0, NULL, &written, &err));
	REFUSED(zairyu_json_extra_new(NULL, &err));
	ck_assert_int_eq(zairyu_json_extra_new(&extra, NULL), 0);
	REFUSED(zairyu_json_extra_set_path(NULL, ZAIRYU_JSON_PATH_RECORD, NULL, "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, 0, NULL, "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REMOVED + 1, "x", "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, "x", "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REDUCED, "x", "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_IMAGE, NULL, "x", &err));
	REFUSED(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_ADDED, NULL, "x", &err));
	REFUSED(zairyu_json_extra_add_image(NULL, "x", 0, NULL, 0, 0, &err));
	REFUSED(zairyu_json_extra_add_image(extra, NULL, 0, NULL, 0, 0, &err));
	REFUSED(zairyu_json_extra_add_image(extra, "", 0, NULL, 0, 0, &err));
	REFUSED(zairyu_json_extra_add_image(extra, "\xFF", 0, NULL, 0, 0, &err));
	ck_assert_int_eq(zairyu_json_extra_add_image(extra, "x", 0, NULL, 0, 0, NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_add_image(extra, "y", 0, NULL, 0, 0, NULL), 0);
	REFUSED(zairyu_json_extra_add_image(extra, "x", 0, NULL, 0, 0, &err));
	zairyu_json_extra_free(extra);
	zairyu_json_extra_free(NULL);
	zairyu_trust_free(trust);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_write_failure)
{
	zairyu_record *record = document_record(ctx);
	zairyu_error *err = NULL;

	written = (struct written){ .fail = 7 };
	ck_assert_int_eq(zairyu_json_write_card(ctx, record, NULL, NULL, 0, document_write, &written, &err),
			 ZAIRYU_ERR_WRITE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_WRITE);
	ck_assert_int_eq(written.calls, 1);
	zairyu_error_free(err);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("lists", 20);

	suite_add(tcase, (const TTest *const[]){ test_error, test_readers, test_refused_inquiries, test_refusals,
						 test_write_failure, NULL });
	return suite_run("json lists", tcase);
}
