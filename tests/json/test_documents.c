/* SPDX-License-Identifier: BSD-2-Clause */
/* What is written, byte for byte: this is what programs were promised (zairyu-json(5)). */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "document.h"

#define HEAD                                                                                                           \
	"{\"schema\": \"zairyu.card/1\", \"number\": \"ZZ00112233QQ\", \"number_signed\": false, "                     \
	"\"number_vouched\": false, \"reader\": \"virtual:type=1\", \"read_at\": \"2026-06-16T08:53:20Z\", "           \
	"\"live\": false, "
#define CARD(vouched)                                                                                                  \
	"\"card\": {\"type\": \"05\", \"family\": \"second-generation\", \"kind\": \"residence-card\", "               \
	"\"kind_signed\": true, \"kind_vouched\": " vouched ", \"spec_version\": \"0001\"}, "
#define UNCHECKED                                                                                                      \
	"\"verification\": {\"verdict\": \"unchecked\", \"falsification\": \"not-checked\", \"issuer\": "              \
	"\"not-checked\", \"covers\": [], \"notes\": []}, "
#define GENUINE                                                                                                        \
	"{\"verdict\": \"genuine\", \"falsification\": \"ok\", \"issuer\": \"ok\", \"anchor\": {\"subject\": "         \
	"\"CN=A\", \"sha256\": \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"kind\": "       \
	"\"production\"}, \"certificate\": {\"subject\": \"CN=S\", \"serial\": \"0a\", \"not_before\": "               \
	"\"1969-12-31T23:59:59Z\"}, \"covers\": [\"printed-entries\", \"name-and-face\"], \"notes\": "                 \
	"[\"certificate-not-der\"]}"
#define ITEMS                                                                                                          \
	"\"items\": {\"common-data\": \"present\", \"card-type\": \"present\", \"renewal\": \"not-read\", "            \
	"\"card-number\": \"present\", \"printed-entries\": \"present\", \"name-and-face\": \"not-read\", "            \
	"\"address-image\": \"not-read\", \"permissions\": \"empty\", \"other\": \"present\", \"signature\": "         \
	"\"present\"}, "
/* Fields: `v` is whether the printed entries are vouched for, `x` what "raw" adds where it is not there anyway. */
#define FIELDS(v, raw_sex, raw_nation, raw_period, raw_entry, raw_reserved, raw_number)                                 \
	"\"fields\": {\"card_expiry\": {\"readable\": false, \"signed\": true, \"vouched\": " v                         \
	", \"notes\": [\"date-malformed\"], \"raw\": \"3230333030323330\"}, \"birth_date\": {\"value\": \"1990-05\", "  \
	"\"precision\": \"month\", \"signed\": true, \"vouched\": " v                                                   \
	", \"notes\": [\"date-day-unknown\"], \"raw\": \"3139393030353030\"}, \"sex\": {\"value\": \"2\", \"code\": "   \
	"\"2\", \"name_ja\": \"女\", \"name_en\": \"Female\", \"signed\": true, \"vouched\": " v raw_sex                \
	"}, \"nationality\": {\"value\": \"JPN\", \"code\": \"JPN\", \"name_ja\": \"日本\", \"name_en\": \"Japan\", " \
	"\"signed\": true, \"vouched\": " v raw_nation                                                                  \
	"}, \"period_of_stay\": {\"empty\": true, \"signed\": true, \"vouched\": " v raw_period                         \
	"}, \"commissioner_entry\": {\"value\": \"1\", \"code\": \"1\", \"name_ja\": \"あり\", \"name_en\": "         \
	"\"Present\", \"signed\": false, \"vouched\": false" raw_entry                                                  \
	"}, \"reserved\": {\"value\": \"a\\\"b\\\\在/\", \"signed\": false, \"vouched\": false" raw_reserved            \
	"}, \"card_number\": {\"value\": \"ZZ00112233RR\", \"signed\": false, \"vouched\": false" raw_number "}}, "
#define PLAIN_FIELDS(v) FIELDS(v, "", "", "", "", "", "")
#define RAW(hex)        ", \"raw\": \"" hex "\""

static zairyu_context *ctx;
static zairyu_record *record;
static zairyu_report *report;
static zairyu_json_extra *extra;

static void setup(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	record = document_record(ctx);
	report = document_report(ctx, record);
	ck_assert_int_eq(zairyu_json_extra_new(&extra, NULL), 0);
}

static void teardown(void)
{
	zairyu_json_extra_free(extra);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}

static void expect(const zairyu_record *of, const zairyu_report *with, const zairyu_json_extra *and, uint32_t flags,
		   const char *line)
{
	static struct written written;

	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_card(ctx, of, with, and, flags, document_write, &written, NULL), 0);
	ck_assert_str_eq(written.text, line);
	ck_assert_int_eq(written.calls, 1);
}

START_TEST(test_card)
{
	expect(record, NULL, NULL, 0, HEAD CARD("false") UNCHECKED ITEMS PLAIN_FIELDS("false") "\"images\": {}}\n");
	expect(record, report, extra, 0,
	       HEAD CARD("true") "\"verification\": " GENUINE ", " ITEMS PLAIN_FIELDS("true") "\"images\": {}}\n");
}
END_TEST

/* What was found of one card is never said of another, nor of the same card read again. */
START_TEST(test_report_of_another_record)
{
	zairyu_record *other = document_record(ctx);
	zairyu_error *err = NULL;
	struct written written = { 0 };

	for (uint32_t flags = 0; flags <= ZAIRYU_JSON_RAW; flags++) {
		ck_assert_int_eq(
			zairyu_json_write_card(ctx, other, report, extra, flags, document_write, &written, &err),
			ZAIRYU_ERR_ARGUMENT);
		ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "another record"));
	}
	ck_assert_int_eq(written.calls, 0);
	zairyu_error_free(err);
	zairyu_record_free(other);
}
END_TEST

START_TEST(test_brief)
{
	expect(record, NULL, NULL, ZAIRYU_JSON_BRIEF,
	       "{\"schema\": \"zairyu.verdict/1\", \"verdict\": \"unchecked\", \"falsification\": \"not-checked\", "
	       "\"issuer\": \"not-checked\", \"notes\": []}\n");
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, "a b", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REDUCED, NULL, "a c", NULL), 0);
	expect(record, report, extra, ZAIRYU_JSON_BRIEF,
	       "{\"schema\": \"zairyu.verdict/1\", \"file\": \"a b\", \"verdict\": \"genuine\", \"falsification\": "
	       "\"ok\", \"issuer\": \"ok\", \"notes\": [\"certificate-not-der\"]}\n");
}
END_TEST

#define STORED(name, length, objects, file)                                                                            \
	"\"" name "\": {\"length\": " length ", \"padding_assumed\": 0, \"objects\": [" objects "]" file "}"
#define OBJECT(tag, raw) "{\"tag\": \"" tag "\", \"raw\": \"" raw "\"}"

START_TEST(test_raw)
{
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_ITEM, "other", "out/other.bin", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_ITEM, "face", "nothing", NULL), 0);
	expect(record, NULL, extra, ZAIRYU_JSON_RAW,
	       HEAD CARD("false") UNCHECKED ITEMS FIELDS(
		       "false", RAW("32"), RAW("4a504e"), RAW("00000000"), RAW("31"), RAW("6122625ce59ca82f00"),
		       RAW("5a5a3030313132323333"
			   "5252")) "\"images\": {}, "
				    "\"files\": {" STORED("common-data", "6", OBJECT("c0", "30303031"), "") ", " STORED("card-type", "4", OBJECT("c1", "3035"), "") ", " STORED(
					    "card-number", "14",
					    OBJECT("c2", "5a5a30303131323233335252"),
					    "") ", " STORED("printed-entries", "34",
							    OBJECT("c5",
								   "3230333030323330") ","
										       " " OBJECT("c6", "3139393030353030") ", " OBJECT(
											       "c"
											       "7",
											       "3"
											       "2") ", " OBJECT("c8",
														"4a504e") ", " OBJECT("ce",
																      "00000000"),
							    "") ", " STORED("permissions", "3", "",
									    "") ", " STORED("other", "19",
											    OBJECT("d9", "31") ", " OBJECT(
												    "d"
												    "e",
												    "61"
												    "22"
												    "62"
												    "5c"
												    "e5"
												    "9c"
												    "a8"
												    "2f"
												    "0"
												    "0") ", " OBJECT("df20",
														     "6869"),
											    ", "
											    "\"file\": "
											    "\"out/"
											    "other."
											    "bin\"") ","
												     " " STORED(
													     "signature",
													     "4",
													     OBJECT("dc",
														    "7879"),
													     "") "}}\n");
}
END_TEST

/* In the order they were given; marks by the item; no size for what was not decoded. */
START_TEST(test_images)
{
	ck_assert_int_eq(
		zairyu_json_extra_add_image(extra, "name", ZAIRYU_ITEM_NAME_AND_FACE, "image/tiff", 12, 34, NULL), 0);
	ck_assert_int_eq(
		zairyu_json_extra_add_image(extra, "address_image", ZAIRYU_ITEM_ADDRESS_IMAGE, NULL, 0, 0, NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_add_image(extra, "card", 0, "image/png", UINT32_MAX, 1, NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_IMAGE, "name", "n.png", NULL), 0);
	ck_assert_int_eq(
		zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_STORED_IMAGE, "address_image", "a.tif", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, "r\xFF.zairyu", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REDUCED, NULL, "less", NULL), 0);
	expect(record, report, extra, 0,
	       HEAD "\"file\": \"r\xEF\xBF\xBD.zairyu\", \"reduced_file\": \"less\", " CARD(
		       "true") "\"verification\": " GENUINE ", " ITEMS
		       PLAIN_FIELDS(
			       "true") "\"images\": {\"name\": {\"media_type\": \"image/tiff\", \"width\": 12, "
				       "\"height\": 34, \"signed\": true, \"vouched\": true, \"file\": \"n.png\"}, "
				       "\"address_image\": "
				       "{\"readable\": false, \"signed\": false, \"vouched\": false, \"stored_file\": "
				       "\"a.tif\"}, \"card\": "
				       "{\"media_type\": \"image/png\", \"width\": 4294967295, \"height\": 1, \"signed\": "
				       "false, \"vouched\": "
				       "false}}}\n");
}
END_TEST

static void expect_reduced(zairyu_bytes results, const char *recorded)
{
	char line[8192];
	zairyu_record *reduced;

	ck_assert_int_eq(zairyu_record_reduce(record, results, &reduced, NULL), 0);
	snprintf(line, sizeof line, "%s%s%s%s",
		 "{\"schema\": \"zairyu.card/1\", \"reader\": \"virtual:type=1\", \"read_at\": "
		 "\"2026-06-16T08:53:20Z\", \"live\": false, " CARD("false") UNCHECKED,
		 recorded, ITEMS, "\"fields\": {}, \"images\": {}}\n");
	expect(reduced, NULL, NULL, 0, line);
	zairyu_record_free(reduced);
}

/* What a reduced record brought; results that nobody can read are left out, and nothing else. */
START_TEST(test_reduced)
{
	expect_reduced(document_results(), "\"recorded\": " GENUINE ", ");
	expect_reduced((zairyu_bytes){ 0 }, "");
	expect_reduced(BYTES("nonsense"), "");
}
END_TEST

/* Without its signature, nothing of a card is signed; without the rest, it is not there. */
START_TEST(test_selected)
{
	zairyu_record *chosen;

	ck_assert_int_eq(zairyu_record_select(record, ZAIRYU_ITEM_OTHER, 0, &chosen, NULL), 0);
	expect(chosen, NULL, NULL, 0,
	       HEAD
	       "\"card\": {\"type\": \"05\", \"family\": \"second-generation\", \"kind\": \"residence-card\", "
	       "\"kind_signed\": false, \"kind_vouched\": false, \"spec_version\": \"0001\"}, " UNCHECKED
	       "\"items\": {\"common-data\": \"present\", \"card-type\": \"present\", \"renewal\": \"not-read\", "
	       "\"card-number\": \"not-read\", \"printed-entries\": \"not-read\", \"name-and-face\": \"not-read\", "
	       "\"address-image\": \"not-read\", \"permissions\": \"not-read\", \"other\": \"present\", "
	       "\"signature\": \"not-read\"}, \"fields\": {\"commissioner_entry\": {\"value\": \"1\", \"code\": "
	       "\"1\", \"name_ja\": \"あり\", \"name_en\": \"Present\", \"signed\": false, \"vouched\": false}, "
	       "\"reserved\": {\"value\": \"a\\\"b\\\\在/\", \"signed\": false, \"vouched\": false}}, \"images\": "
	       "{}}\n");
	zairyu_record_free(chosen);
}
END_TEST

/* A path is set, set again, and forgotten. */
START_TEST(test_paths)
{
	const char *const record_line =
		"{\"schema\": \"zairyu.verdict/1\", %s\"verdict\": \"unchecked\", \"falsification\": \"not-checked\", "
		"\"issuer\": \"not-checked\", \"notes\": []}\n";
	static const struct {
		const char *path, *member;
	} rows[] = {
		{ "one", "\"file\": \"one\", " },
		{ "two", "\"file\": \"two\", " },
		{ NULL, "" },
		{ NULL, "" },
		{ "", "\"file\": \"\", " },
		{ "\x1F\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
		  "\"file\": \"\\u001F\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\", " },
		{ "\xC0\x80", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBD\", " },
		{ "\xE0\x9F\xBF", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\", " },
		{ "\xED\xA0\x80", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\", " },
		{ "\xF4\x90\x80\x80", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\", " },
		{ "\xE5\x9C", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBD\", " },
		{ "\xE5\x9Cz", "\"file\": \"\xEF\xBF\xBD\xEF\xBF\xBDz\", " },
		{ "a\x80\xF0\x9F\x98z", "\"file\": \"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\", " },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[512];

		ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, rows[i].path, NULL),
				 0);
		snprintf(line, sizeof line, record_line, rows[i].member);
		expect(record, NULL, extra, ZAIRYU_JSON_BRIEF, line);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("documents", 20);

	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add(tcase, (const TTest *const[]){ test_card, test_report_of_another_record, test_brief, test_raw,
						 test_images, test_reduced, test_selected, test_paths, NULL });
	return suite_run("json documents", tcase);
}
