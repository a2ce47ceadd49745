/* SPDX-License-Identifier: BSD-2-Clause */
/* What the doctor says, and what it means for a kiosk. */
#include <string.h>

#include "../../support/suite.h"
#include "host/startup_judge.h"

#define FINDING(check, finding, state)                                                                                 \
	"{\"check\": \"" check "\", \"finding\": \"" finding "\", \"state\": \"" state                                 \
	"\", \"message_ja\": \"日本\", \"message_en\": \"English\"}"
#define DOCUMENT(ready, findings)                                                                                      \
	"{\"schema\": \"zairyu.doctor/1\", \"ready\": " ready ", \"status\": 0, \"findings\": [" findings "]}\n"
#define TRUST FINDING("trust", "trust", "ok")
#define NONE  FINDING("trust", "trust-missing", "warning")

static const struct {
	const char *text, *reader;
	enum startup_judgement judgement;
	const char *blocking;
} documents[] = {
	{ DOCUMENT("true", TRUST "," TRUST), NULL, STARTUP_READY, NULL },
	{ DOCUMENT("true", TRUST "," NONE), NULL, STARTUP_READY_WITH_WARNINGS, NULL },
	{ DOCUMENT("true", NONE "," FINDING("trust", "trust-test-only", "warning")), NULL, STARTUP_READY_WITH_WARNINGS,
	  NULL },
	{ DOCUMENT("true", NONE "," NONE), NULL, STARTUP_OUT_OF_ORDER, "trust-none" },
	{ DOCUMENT("true", NONE "," NONE), "pcsc:", STARTUP_OUT_OF_ORDER, "trust-none" },
	{ DOCUMENT("true", NONE "," NONE), "virtual", STARTUP_OUT_OF_ORDER, "trust-none" },
	{ DOCUMENT("true", NONE "," NONE), "virtual:type=05", STARTUP_READY_WITH_WARNINGS, NULL },
	{ DOCUMENT("true", FINDING("trust", "trust-not-built-in", "warning")), NULL, STARTUP_OUT_OF_ORDER,
	  "trust-none" },
	{ DOCUMENT("false", FINDING("trust", "trust-broken", "problem")), NULL, STARTUP_OUT_OF_ORDER, "trust-broken" },
	{ DOCUMENT("true", TRUST "," FINDING("fonts", "fonts-missing", "warning")), NULL, STARTUP_OUT_OF_ORDER,
	  "fonts-missing" },
	{ DOCUMENT("true", TRUST "," FINDING("fonts", "fonts-not-built-in", "warning")), NULL, STARTUP_OUT_OF_ORDER,
	  "fonts-not-built-in" },
	{ DOCUMENT("true", TRUST "," FINDING("clock", "clock-behind", "warning")), "virtual:", STARTUP_OUT_OF_ORDER,
	  "clock-behind" },
	{ DOCUMENT("true", TRUST "," FINDING("clock", "clock-ahead", "warning")), NULL, STARTUP_OUT_OF_ORDER,
	  "clock-ahead" },
	{ DOCUMENT("false",
		   FINDING("usb", "usb-held", "warning") "," FINDING("reader", "reader-none", "problem") "," FINDING(
			   "service", "service-stopped", "problem") "," TRUST),
	  NULL, STARTUP_OUT_OF_ORDER, "reader-none" },
	{ DOCUMENT("false", FINDING("service", "service-stopped", "warning") "," TRUST), NULL, STARTUP_OUT_OF_ORDER,
	  "doctor-not-ready" },
	{ "{\"error\": {\"code\": -104, \"message_ja\": \"x\", \"message_en\": \"x\"}}", NULL, STARTUP_OUT_OF_ORDER,
	  "doctor-failed" },
	/* a broken card was left on the reader */
	{ DOCUMENT("false", FINDING("card", "card-failed", "problem") "," TRUST), NULL, STARTUP_READY_WITH_WARNINGS,
	  NULL },
};

START_TEST(judged)
{
	const struct startup_options options = { .reader = documents[_i].reader };
	struct startup_report *report = startup_judge(documents[_i].text, strlen(documents[_i].text), &options);

	ck_assert_int_eq(report->judgement, documents[_i].judgement);
	ck_assert_str_eq(report->blocking ? report->blocking->finding : "",
			 documents[_i].blocking ? documents[_i].blocking : "");
	ck_assert_int_eq(report->judgement == STARTUP_OUT_OF_ORDER, report->blocking != NULL);
	startup_report_free(report);
}
END_TEST

START_TEST(findings_as_they_were)
{
	static const char text[] =
		"{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"new\": {\"x\": [1]}, \"findings\": "
		"[{\"check\": \"c\", \"finding\": \"f\", \"state\": \"warning\", \"value\": 3, "
		"\"message_ja\": \"あ\", \"message_en\": \"a {[\\\"\", \"remedy\": \"one\\ntwo\"}]}";
	const struct startup_options options = { .reader = "virtual:" };
	struct startup_report *report = startup_judge(text, sizeof text - 1, &options);
	const struct startup_finding *finding = g_ptr_array_index(report->findings, 0);

	ck_assert_uint_eq(report->findings->len, 1);
	ck_assert_str_eq(finding->check, "c");
	ck_assert_str_eq(finding->finding, "f");
	ck_assert_int_eq(finding->state, STARTUP_WARNING);
	ck_assert_str_eq(finding->message_ja, "あ");
	ck_assert_str_eq(finding->message_en, "a {[\"");
	ck_assert_str_eq(finding->remedy, "one\ntwo");
	startup_report_free(report);
}
END_TEST

static void ck_garbage(const char *text, gsize len)
{
	const struct startup_options options = { 0 };
	struct startup_report *report = startup_judge(text, len, &options);

	ck_assert_int_eq(report->judgement, STARTUP_OUT_OF_ORDER);
	ck_assert_msg(strcmp(report->blocking->finding, "doctor-garbage") == 0, "%.200s", text);
	startup_report_free(report);
}

static const char *const garbage[] = {
	"",
	"hello",
	"{}",
	"[]",
	"null",
	"\"x\"",
	"{\"schema\": \"zairyu.doctor/2\", \"ready\": true, \"findings\": [" TRUST "]}",
	"{\"ready\": true, \"findings\": [" TRUST "]}",
	"{\"schema\": 1, \"ready\": true, \"findings\": [" TRUST "]}",
	"{\"schema\": \"zairyu.doctor/1\", \"findings\": [" TRUST "]}",
	DOCUMENT("\"true\"", TRUST),
	DOCUMENT("1", TRUST),
	DOCUMENT("null", TRUST),
	DOCUMENT("true", ""),
	DOCUMENT("true", "1"),
	DOCUMENT("true", "[]"),
	DOCUMENT("true", TRUST ", {}"),
	DOCUMENT("true", FINDING("trust", "trust", "fine")),
	DOCUMENT("true",
		 "{\"check\": 1, \"finding\": \"f\", \"state\": \"ok\", \"message_ja\": \"\", \"message_en\": \"\"}"),
	DOCUMENT(
		"true",
		"{\"check\": \"c\", \"finding\": \"f\", \"state\": \"ok\", \"message_ja\": \"\", \"message_en\": \"\", "
		"\"remedy\": 3}"),
	"{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"findings\": {}}",
	"{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"findings\": null}",
	"{\"error\": {\"code\": -203}}",
	"{\"error\": {\"message_ja\": 1, \"message_en\": \"x\"}}",
	"{\"error\": \"x\"}",
	"{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"findings\": [" TRUST,
	"\xff\xfe",
};

START_TEST(is_garbage)
{
	ck_garbage(garbage[_i], strlen(garbage[_i]));
}
END_TEST

START_TEST(large_garbage)
{
	enum { LEVELS = 200000 };
	char *deep = g_strnfill(LEVELS, '['), *text;
	GString *many = g_string_new("{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"findings\": [" TRUST);

	ck_garbage(deep, LEVELS);
	text = g_strconcat("{\"schema\": \"zairyu.doctor/1\", \"ready\": true, \"x\": ", deep, NULL);
	ck_garbage(text, strlen(text));
	g_free(text);
	memset(deep, 'x', LEVELS);
	text = g_strdup_printf(DOCUMENT("true", FINDING("%s", "f", "ok")), deep);
	ck_garbage(text, strlen(text));
	for (int i = 0; i < 1000; i++)
		g_string_append(many, "," TRUST);
	g_string_append(many, "]}");
	ck_garbage(many->str, many->len);
	ck_garbage("{\0}", 3);
	g_free(text), g_free(deep), g_string_free(many, TRUE);
}
END_TEST

START_TEST(cut_anywhere)
{
	static const char text[] = DOCUMENT("true", TRUST "," NONE);

	for (gsize len = 0; len < sizeof text - 3; len++)
		ck_garbage(text, len);
}
END_TEST

START_TEST(own_findings_have_words)
{
	for (enum startup_own i = 0; i < STARTUP_OWNS; i++) {
		struct startup_report *report = startup_judge_failure(i);

		ck_assert_int_eq(report->judgement, STARTUP_OUT_OF_ORDER);
		ck_assert_uint_eq(report->findings->len, 1);
		ck_assert(g_str_has_suffix(report->blocking->message_ja, "。"));
		ck_assert_uint_gt(strlen(report->blocking->message_en), 10);
		for (enum startup_own k = 0; k < i; k++) {
			struct startup_report *other = startup_judge_failure(k);

			ck_assert_str_ne(other->blocking->finding, report->blocking->finding);
			startup_report_free(other);
		}
		startup_report_free(report);
	}
	startup_report_free(NULL);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("startup text", 60);

	suite_add(tcase, (const TTest *const[]){ findings_as_they_were, large_garbage, cut_anywhere,
						 own_findings_have_words, NULL });
	tcase_add_loop_test(tcase, judged, 0, COUNT(documents));
	tcase_add_loop_test(tcase, is_garbage, 0, COUNT(garbage));
	return suite_run("startup text", tcase);
}
