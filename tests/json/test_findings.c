/* SPDX-License-Identifier: BSD-2-Clause */
/* What an examination found, byte for byte, and what is refused. */
#include <string.h>

#include "../support/suite.h"
#include "document.h"

static struct written written;

static zairyu_json_findings *two(void)
{
	static const int64_t value = -3;
	zairyu_json_findings *findings;

	ck_assert_int_eq(zairyu_json_findings_new(&findings, NULL), 0);
	ck_assert_int_eq(zairyu_json_findings_add(findings, "clock", "clock", ZAIRYU_FINDING_OK, "時計", "Clock", NULL,
						  NULL, NULL),
			 0);
	ck_assert_int_eq(zairyu_json_findings_add(findings, "trust", "trust-ended", ZAIRYU_FINDING_WARNING, "期限",
						  "\"End\"\xFF", "one\ntwo", &value, NULL),
			 0);
	return findings;
}

static const char list[] =
	"[{\"check\": \"clock\", \"finding\": \"clock\", \"state\": \"ok\", \"message_ja\": \"時計\", "
	"\"message_en\": \"Clock\"}, {\"check\": \"trust\", \"finding\": \"trust-ended\", \"state\": \"warning\", "
	"\"value\": -3, \"message_ja\": \"期限\", \"message_en\": \"\\\"End\\\"\xEF\xBF\xBD\", \"remedy\": \"one\\ntwo\"}]";

static void expect(const zairyu_json_findings *findings, int code, int status, const char *head, const char *tail)
{
	char line[1024];

	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_findings(findings, code, status, 0, document_write, &written, NULL), 0);
	snprintf(line, sizeof line, "{\"schema\": \"zairyu.doctor/1\", %s, \"findings\": %s}\n", head, tail);
	ck_assert_str_eq(written.text, line);
	ck_assert_int_eq(written.calls, 1);
}

/* A list may be written more than once. */
START_TEST(test_documents)
{
	zairyu_json_findings *findings = two();

	expect(findings, ZAIRYU_ERR_NO_READER, 10,
	       "\"ready\": false, \"status\": 10, \"reason\": \"ZAIRYU_ERR_NO_READER\"", list);
	expect(findings, ZAIRYU_OK, 0, "\"ready\": true, \"status\": 0", list);
	zairyu_json_findings_free(findings);
	ck_assert_int_eq(zairyu_json_findings_new(&findings, NULL), 0);
	expect(findings, ZAIRYU_OK, 0, "\"ready\": true, \"status\": 0", "[]");
	zairyu_json_findings_free(findings);
	zairyu_json_findings_free(NULL);
}
END_TEST

static const struct {
	const char *check, *finding;
	int state;
	const char *ja, *en;
} wrong[] = {
	{ NULL, "x", 0, "x", "x" }, { "x", NULL, 0, "x", "x" }, { "x", "x", 3, "x", "x" },
	{ "x", "x", -1, "x", "x" }, { "x", "x", 0, NULL, "x" }, { "x", "x", 0, "x", NULL },
};

START_TEST(test_refused_findings)
{
	zairyu_json_findings *findings = two();
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_json_findings_add(findings, wrong[_i].check, wrong[_i].finding, wrong[_i].state,
						  wrong[_i].ja, wrong[_i].en, NULL, NULL, &err),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	expect(findings, ZAIRYU_OK, 0, "\"ready\": true, \"status\": 0", list);
	zairyu_json_findings_free(findings);
}
END_TEST

START_TEST(test_refusals)
{
	zairyu_json_findings *findings = two();

	ck_assert_int_eq(zairyu_json_findings_new(NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_json_findings_add(NULL, "x", "x", 0, "x", "x", NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_json_write_findings(NULL, 0, 0, 0, document_write, &written, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_json_write_findings(findings, 0, 0, 0, NULL, &written, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_json_write_findings(findings, 1, 0, 0, document_write, &written, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_json_write_findings(findings, 0, 0, 1, document_write, &written, NULL),
			 ZAIRYU_ERR_UNSUPPORTED);
	written = (struct written){ .fail = 7 };
	ck_assert_int_eq(zairyu_json_write_findings(findings, 0, 0, 0, document_write, &written, NULL),
			 ZAIRYU_ERR_WRITE);
	zairyu_json_findings_free(findings);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("findings", 10);

	tcase_add_test(tcase, test_documents);
	tcase_add_loop_test(tcase, test_refused_findings, 0, COUNT(wrong));
	tcase_add_test(tcase, test_refusals);
	return suite_run("json findings", tcase);
}
