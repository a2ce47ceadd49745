/* SPDX-License-Identifier: BSD-2-Clause */
/* The doctor from inside: what depends on the time, the table of readers, and texts in columns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "doctor/checks.h"
#include "doctor/reader_table.h"
#include "person/wrapped_text.h"

static struct app app;

static void begin(struct examination *exam)
{
	app = (struct app){ .language = ZAIRYU_LANGUAGE_EN, .quiet = true };
	ck_assert_int_eq(zairyu_context_new(&app.ctx, NULL), 0);
	setenv("HOME", "/nonexistent", 1);
	unsetenv("XDG_DATA_HOME");
	setenv("TZ", "UTC", 1);
	ck_assert_int_eq(examination_begin(exam, &app, NULL), 0);
}

static void end(struct examination *exam)
{
	examination_done(exam);
	zairyu_context_free(app.ctx);
}

enum { DAY = 86400 };
/* The day on which what is built in was written is from here to a day later. */
#define WRITTEN INT64_C(1795824000) /* 2026-11-28T00:00:00Z */

static const struct {
	int64_t now;
	const char *word;
} clocks[] = {
	{ 0, "clock-behind" },
	{ WRITTEN - 2 * 365 * DAY, "clock-behind" },
	{ WRITTEN + 10 * INT64_C(366) * DAY, "clock" },
	{ WRITTEN + 40 * INT64_C(366) * DAY, "clock-ahead" },
	{ INT64_C(1) << 60, "clock-behind" }, /* no time that has a text */
};

START_TEST(test_clock)
{
	struct examination exam;

	begin(&exam);
	exam.now = clocks[_i].now;
	check_clock(&exam);
	ck_assert_uint_eq(exam.findings.count, 1);
	ck_assert_str_eq(finding_word(&exam.findings.list[0]), clocks[_i].word);
	ck_assert(!remedy_lines(exam.findings.list[0].remedy) == (strcmp(clocks[_i].word, "clock") == 0));
	end(&exam);
}
END_TEST

/* Both certificates end with the year 2044. */
#define END INT64_C(2366841600)

static const struct {
	int64_t now;
	const char *word;
	int64_t days;
} ends[] = {
	{ END - 91 * DAY, NULL, 0 }, { END - 90 * DAY, "trust-ends", 90 }, { END - 3600, "trust-ends", 0 },
	{ END, "trust-ends", 0 },    { END + 3 * DAY, "trust-ended", -3 },
};

#ifdef AUTHORITIES
START_TEST(test_ends)
{
	struct examination exam;
	int found = 0;

	begin(&exam);
	exam.trust = AUTHORITIES;
	exam.now = ends[_i].now;
	check_trust(&exam);
	for (size_t i = 0; i < exam.findings.count; i++) {
		const struct finding *finding = &exam.findings.list[i];

		if (!ends[_i].word || strcmp(finding_word(finding), ends[_i].word) != 0)
			continue;
		ck_assert_int_eq(finding->value, ends[_i].days);
		found++;
	}
	ck_assert_int_eq(found, ends[_i].word ? 2 : 0);
	end(&exam);
}
END_TEST
#endif

START_TEST(test_models)
{
	struct examination exam;
	const struct data_row *model;

	begin(&exam);
	ck_assert_uint_gt(exam.models.count, 50);
	ck_assert_str_eq(reader_recommended(&exam.models), "Sony RC-S300/S");
	model = reader_by_usb(&exam.models, 0x054C, 0x0DC8);
	ck_assert_ptr_nonnull(model);
	ck_assert_ptr_eq(model, reader_by_name(&exam.models, "SONY FeliCa RC-S300/S (0601234) 00 00"));
	ck_assert(reader_is(model, READER_LENGTH, "extended"));
	ck_assert_ptr_null(reader_by_usb(&exam.models, 0x054C, 0x0DCA));
	ck_assert_ptr_null(reader_by_name(&exam.models, "Virtual PCD 00 00"));
	/* of two that fit, the longer */
	model = reader_by_name(&exam.models, "Circle CIR315 CL [CIR315 CL PICC] 00 00");
	ck_assert_str_eq(reader_text(model, READER_USB), "31aa:3002");
	model = reader_by_name(&exam.models, "ACR39 and RC-S300/S");
	ck_assert_str_eq(reader_text(model, READER_USB), "054c:0dc8");
	for (size_t i = 0; i < exam.models.count; i++) {
		const char *name = reader_text(&exam.models.rows[i], READER_PCSC);

		ck_assert(!name || reader_by_name(&exam.models, name) == &exam.models.rows[i]);
	}
	end(&exam);
}
END_TEST

static void write_table(const char *folder, const char *day, const char *rows)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof path, "%s/readers.tsv", folder);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "# zairyu-readers 1 %s\n%s", day, rows);
	ck_assert_int_eq(fclose(file), 0);
}

static void check_name(const struct examination *exam, unsigned product, const char *name)
{
	ck_assert_str_eq(reader_text(reader_by_usb(&exam->models, 0x1234, product), READER_NAME), name);
}

/* What came with the program is changed by what the administrator has. */
START_TEST(test_places)
{
#define ROW(product, name) "1234:000" product "\t-\t" name "\t-\t-\t-\t-\tgood\t-\t-\t-\n"
	char folder[] = "/tmp/zairyu-test-XXXXXX";
	struct examination exam;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	write_table("system-place", "2027-02-02", ROW("1", "administrator") ROW("2", "administrator"));
	write_table("shared-place", "2028-03-03", ROW("2", "program") ROW("3", "program"));
	begin(&exam);
	check_name(&exam, 1, "administrator");
	check_name(&exam, 2, "administrator");
	check_name(&exam, 3, "program");
	ck_assert_str_eq(exam.models.version, "2027-02-02");
	ck_assert_ptr_nonnull(reader_by_usb(&exam.models, 0x054C, 0x0DC8));
	end(&exam);
	ck_assert_int_eq(system("rm -r system-place shared-place"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

#define PICC "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader PICC] (RR012345) 00 00"
#define SAM  "ACS ACR1252 1S CL Reader [ACR1252 Dual Reader SAM] (RR012345) 00 01"

/* Readers that are listed, and what is found of them, in words. */
static const struct {
	struct {
		const char *label;
		int suitability;
	} readers[3];
	const char *words;
	int code;
	int64_t value; /* of the first */
} desks[] = {
	{ { { NULL, 0 } }, "reader-none", ZAIRYU_ERR_NO_READER, 0 },
	{ { { PICC, ZAIRYU_READER_CONTACTLESS }, { SAM, ZAIRYU_READER_SAM } },
	  "reader-extended reader-other-slot",
	  ZAIRYU_OK,
	  522 },
	{ { { SAM, ZAIRYU_READER_SAM } }, "reader-other-slot reader-only-others", ZAIRYU_ERR_READER_UNSUITABLE, 0 },
	{ { { "ACS ACR122U PICC Interface 00 00", ZAIRYU_READER_CONTACTLESS } }, "reader-poor", ZAIRYU_OK, 271 },
	{ { { "ACS ACR39U ICC Reader 00 00", ZAIRYU_READER_CONTACT } },
	  "reader-unusable reader-only-others",
	  ZAIRYU_ERR_READER_UNSUITABLE,
	  0 },
	{ { { "ACS ACR39U ICC Reader 00 00", ZAIRYU_READER_CONTACT }, { "Example 00 00", ZAIRYU_READER_UNKNOWN } },
	  "reader-unusable reader-not-listed",
	  ZAIRYU_OK,
	  0 },
};

static int list_desk(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		     zairyu_error **err)
{
	const int i = *(const int *)userdata;
	int rc = ZAIRYU_OK;

	(void)ctx, (void)wait, (void)err;
	for (int n = 0; rc == ZAIRYU_OK && n < 3 && desks[i].readers[n].label; n++)
		rc = zairyu_readers_add(into, "replay:x", desks[i].readers[n].label, ZAIRYU_CARD_NONE, 0,
					desks[i].readers[n].suitability);
	return rc;
}

static int open_none(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	(void)userdata, (void)ctx, (void)name, (void)wait, (void)out, (void)err;
	return ZAIRYU_ERR_NO_READER;
}

START_TEST(test_desks)
{
	const zairyu_backend backend = { .size = sizeof backend,
					 .scheme = "replay", /* every build has it */
					 .userdata = &_i,
					 .list = list_desk,
					 .open = open_none };
	struct examination exam;
	char words[256] = "";

	begin(&exam);
	ck_assert_int_eq(zairyu_context_add_backend(app.ctx, &backend, NULL), 0);
	examination_list(&exam);
	check_readers(&exam);
	for (size_t i = 0; i < exam.findings.count; i++) {
		const struct finding *finding = &exam.findings.list[i];

		if (finding->what == FOUND_READER_FAILED) /* of a backend that is not there */
			continue;
		ck_assert(words[0] || finding->value == desks[_i].value);
		snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", words[0] ? " " : "",
			 finding_word(finding));
	}
	ck_assert_str_eq(words, desks[_i].words);
	ck_assert_int_eq(exam.code, desks[_i].code);
	ck_assert(exam.code == ZAIRYU_OK || exam.findings.list[exam.blocking].state == FINDING_PROBLEM);
	end(&exam);
}
END_TEST

static const struct {
	const char *word, *pasted;
} words[] = {
	{ "/etc/zairyu/trust", "sudo chmod go-w '/etc/zairyu/trust'" },
	{ "/a b/c+d_e@f", "sudo chmod go-w '/a b/c+d_e@f'" },
	{ "/a'; rm x; '", NULL },
	{ "/a`x`", NULL },
	{ "/a\nrm x", NULL },
	{ "/a$(x)", NULL },
	{ "/\xE3\x81\x82", NULL },
	{ "-R", NULL },
};

START_TEST(test_remedies)
{
	struct findings findings = { 0 };
	char text[256] = "";

	findings_remedy(&findings, findings_add(&findings, FOUND_TRUST_WRITABLE, "x", NULL), REMEDY_TAKE_WRITING,
			words[_i].word);
	ck_assert(finding_remedy(&findings.list[0], text, sizeof text) == (words[_i].pasted != NULL));
	ck_assert_str_eq(text, words[_i].pasted ? words[_i].pasted : "");
	findings_done(&findings);
}
END_TEST

static const struct {
	const char *text, *printed; /* from column 2 on, before column 12 */
} wraps[] = {
	{ "", "\n" },
	{ "one two", "one two\n" },
	{ "one two three", "one two\n  three\n" },
	{ "1234567890123 4", "1234567890123\n  4\n" },
	{ "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\xE5\x9B\x9B\xE4\xBA\x94",
	  "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\xE5\x9B\x9B\n  \xE4\xBA\x94\n" },
	/* 一二三四。五: no line begins with a full stop */
	{ "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\xE5\x9B\x9B\xE3\x80\x82\xE4\xBA\x94",
	  "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\n  \xE5\x9B\x9B\xE3\x80\x82\xE4\xBA\x94\n" },
	/* 一二三「四: nor does one end with an opening bracket */
	{ "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\xE3\x80\x8C\xE5\x9B\x9B",
	  "\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\n  \xE3\x80\x8C\xE5\x9B\x9B\n" },
	{ "a\x1B[2J b", "a\xEF\xBF\xBD[2J b\n" },
	{ "a\xFF", "a\xEF\xBF\xBD\n" },
};

START_TEST(test_wrapped)
{
	char *printed = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&printed, &len);

	ck_assert_ptr_nonnull(stream);
	text_print_wrapped(stream, wraps[_i].text, 2, 12);
	ck_assert_int_eq(fclose(stream), 0);
	ck_assert_str_eq(printed, wraps[_i].printed);
	free(printed);
}
END_TEST

START_TEST(test_width)
{
	ck_assert_uint_eq(text_width(""), 0);
	ck_assert_uint_eq(text_width("abc"), 3);
	ck_assert_uint_eq(text_width("\xE8\xA8\xBC\xE6\x98\x8E\xE6\x9B\xB8"), 6);
	ck_assert_uint_eq(text_width("\xEF\xBC\x88"), 2);
	ck_assert_uint_eq(text_width("\xF0\xA0\xAE\xB7"), 2); /* U+20BB7 */
	ck_assert_uint_eq(text_width("\xFF"), 1);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("doctor", 20);

	tcase_add_loop_test(tcase, test_clock, 0, COUNT(clocks));
#ifdef AUTHORITIES
	tcase_add_loop_test(tcase, test_ends, 0, COUNT(ends));
#endif
	tcase_add_test(tcase, test_models);
	tcase_add_test(tcase, test_places);
	tcase_add_loop_test(tcase, test_desks, 0, COUNT(desks));
	tcase_add_loop_test(tcase, test_remedies, 0, COUNT(words));
	tcase_add_loop_test(tcase, test_wrapped, 0, COUNT(wraps));
	tcase_add_test(tcase, test_width);
	return suite_run("tool: doctor", tcase);
}
