/* SPDX-License-Identifier: BSD-2-Clause */
/* What is handed on for which purpose, and that nothing else is. */
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../../support/suite.h"
#include "host/handed_on.h"
#include "host_card.h"

#define AGE                                                                                                            \
	{                                                                                                              \
		.kind = PURPOSE_AGE, .age = 20                                                                         \
	}
#define WORK                                                                                                           \
	{                                                                                                              \
		.kind = PURPOSE_WORK                                                                                   \
	}

static const struct card_day today = { 2026, 6, 14 };

static struct secret_text written(const struct host_card *card, const zairyu_report *report, struct handed_on result)
{
	struct secret_text text;

	result.ctx = card->ctx;
	result.record = card->record;
	result.report = report;
	result.today = today;
	ck_assert_int_eq(handed_on_write(&result, &text, NULL), 0);
	ck_assert_uint_eq(strlen(text.text), text.len);
	ck_assert(text.text[text.len - 1] == '\n');
	return text;
}

/* A line alone. */
static JsonObject *object_of(const struct secret_text *text, JsonParser **parser)
{
	char *line_end = strchr(text->text, '\n');
	JsonNode *root;

	*parser = json_parser_new();
	ck_assert(json_parser_load_from_data(*parser, text->text, line_end - text->text, NULL));
	root = json_parser_get_root(*parser);
	ck_assert(JSON_NODE_HOLDS_OBJECT(root));
	return json_node_get_object(root);
}

static void ck_members(JsonObject *object, const char *names)
{
	GList *members = json_object_get_members(object);
	GString *found = g_string_new(NULL);

	for (const GList *member = members; member; member = member->next)
		g_string_append_printf(found, "%s%s", found->len ? " " : "", (const char *)member->data);
	ck_assert_str_eq(found->str, names);
	g_string_free(found, TRUE);
	g_list_free(members);
}

static void ck_nothing_else(const struct secret_text *text)
{
	static const char *const secrets[] = { CARD_NUMBER, "birth", "1990", "nationality", "face", "number" };

	for (int i = 0; i < COUNT(secrets); i++)
		ck_assert_ptr_null(strstr(text->text, secrets[i]));
}

START_TEST(an_age_is_one_word)
{
	struct host_card card = host_card_read("type=05,birth_date=19900505");
	zairyu_report *report = host_card_report(&card, _i ? "genuine" : "unchecked", "printed-entries");
	struct secret_text text = written(
		&card, report, (struct handed_on){ .purpose = AGE, .compared = FLOW_AGREES, .with_record = true });
	JsonParser *parser;
	JsonObject *object = object_of(&text, &parser);

	ck_nothing_else(&text);
	ck_members(object, "schema purpose compared verdict live answer proved");
	ck_assert_str_eq(json_object_get_string_member(object, "purpose"), "age:20");
	ck_assert_str_eq(json_object_get_string_member(object, "compared"), "same");
	ck_assert_str_eq(json_object_get_string_member(object, "answer"), "yes");
	ck_assert_str_eq(json_object_get_string_member(object, "verdict"), _i ? "genuine" : "unchecked");
	ck_assert_int_eq(json_object_get_boolean_member(object, "proved"), _i);
	ck_assert_int_eq(json_object_get_boolean_member(object, "live"), 0);
	ck_assert_ptr_eq(strchr(text.text, '\n'), text.text + text.len - 1); /* no record, whatever was asked for */
	g_object_unref(parser);
	secret_text_done(&text), zairyu_report_free(report), host_card_done(&card);
}
END_TEST

START_TEST(an_age_that_is_not_known)
{
	struct host_card card = host_card_read("type=1");
	zairyu_report *report = host_card_report(&card, "genuine", "front-image,face");
	struct secret_text text = written(&card, report, (struct handed_on){ .purpose = AGE });
	JsonParser *parser;
	JsonObject *object = object_of(&text, &parser);

	ck_assert_str_eq(json_object_get_string_member(object, "answer"), "not-known");
	ck_assert_int_eq(json_object_get_boolean_member(object, "proved"), 0);
	ck_assert(json_object_get_null_member(object, "compared"));
	g_object_unref(parser);
	secret_text_done(&text), zairyu_report_free(report), host_card_done(&card);
}
END_TEST

START_TEST(work_is_what_an_employer_sees)
{
	struct host_card card = host_card_read("type=05,birth_date=19900505");
	zairyu_report *report = host_card_report(&card, "genuine", "printed-entries");
	struct secret_text text =
		written(&card, report, (struct handed_on){ .purpose = WORK, .compared = FLOW_DIFFERS });
	JsonParser *parser;
	JsonObject *object = object_of(&text, &parser), *fields = json_object_get_object_member(object, "fields");

	ck_nothing_else(&text);
	ck_members(object, "schema purpose compared verdict live fields");
	ck_assert_str_eq(json_object_get_string_member(object, "compared"), "different");
	ck_members(fields, "status_of_residence work_restriction comprehensive_permission "
			   "comprehensive_permission_expiry individual_permission period_of_stay "
			   "period_of_stay_expiry card_expiry");
	fields = json_object_get_object_member(fields, "card_expiry");
	ck_members(fields, "value proved");
	ck_assert_int_eq(json_object_get_boolean_member(fields, "proved"), 1);
	fields = json_object_get_object_member(json_object_get_object_member(object, "fields"),
					       "comprehensive_permission");
	ck_assert_int_eq(json_object_get_boolean_member(fields, "proved"), 0); /* not signed */
	g_object_unref(parser);
	secret_text_done(&text), zairyu_report_free(report), host_card_done(&card);
}
END_TEST

static const uint8_t *second_line(const struct secret_text *text, gsize *len)
{
	char *line = strchr(text->text, '\n') + 1;

	ck_assert_ptr_eq(strchr(line, '\n'), text->text + text->len - 1);
	text->text[text->len - 1] = '\0';
	return g_base64_decode(line, len);
}

/* The document as the library writes it, and a record that can be loaded again. */
START_TEST(everything_and_the_record)
{
	struct host_card card = host_card_read(_i ? "type=05" : "type=2");
	struct secret_text text = written(&card, NULL, (struct handed_on){ .with_record = true });
	zairyu_record *again = NULL;
	JsonParser *parser;
	JsonObject *object = object_of(&text, &parser);
	gsize len;
	const uint8_t *bytes = second_line(&text, &len);

	ck_members(object, "schema purpose compared verdict live card");
	ck_assert_str_eq(json_object_get_string_member(object, "schema"), "zairyu.kiosk/1");
	ck_assert_str_eq(json_object_get_string_member(object, "verdict"), "unchecked");
	object = json_object_get_object_member(object, "card");
	ck_assert_str_eq(json_object_get_string_member(object, "schema"), "zairyu.card/1");
	ck_assert_str_eq(json_object_get_string_member(object, "number"), CARD_NUMBER);
	ck_assert_int_eq(zairyu_record_load(card.ctx, (zairyu_bytes){ bytes, len }, &again, NULL), 0);
	ck_assert_str_eq(zairyu_record_number(again), CARD_NUMBER);
	zairyu_record_free(again);
	g_free((void *)bytes);
	g_object_unref(parser);
	secret_text_done(&text), host_card_done(&card);
}
END_TEST

START_TEST(a_report_of_another_card)
{
	struct host_card card = host_card_read("type=05"), other = host_card_read("type=05");
	zairyu_report *report = host_card_report(&other, "genuine", "printed-entries");
	struct handed_on result = { .ctx = card.ctx, .record = card.record, .report = report, .today = today };
	struct secret_text text;
	zairyu_error *err = NULL;

	ck_assert_int_eq(handed_on_write(&result, &text, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(text.text);
	zairyu_error_free(err);
	text = written(&card, report, (struct handed_on){ .purpose = AGE });
	ck_assert_ptr_nonnull(strstr(text.text, "\"verdict\": \"unchecked\""));
	ck_assert_ptr_nonnull(strstr(text.text, "\"proved\": false"));
	secret_text_done(&text), zairyu_report_free(report), host_card_done(&card), host_card_done(&other);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("handed on", 60);

	suite_add(tcase, (const TTest *const[]){ an_age_that_is_not_known, work_is_what_an_employer_sees,
						 a_report_of_another_card, NULL });
	tcase_add_loop_test(tcase, an_age_is_one_word, 0, 2);
	tcase_add_loop_test(tcase, everything_and_the_record, 0, 2);
	return suite_run("handed on", tcase);
}
