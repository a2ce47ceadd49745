/* SPDX-License-Identifier: BSD-2-Clause */
/* How files become a record, where it says it is from, and what the getters answer. */
#include <openssl/evp.h>
#include <string.h>

#include "context_case.h"
#include "record/source.h"
#include "sample_record.h"
#include "util/clock.h"

START_TEST(test_whole)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_bytes file, digest;
	uint8_t expected[32];

	ck_assert_str_eq(zairyu_card_type(card), sample_types[_i]);
	ck_assert_str_eq(zairyu_card_spec_version(card), "0001");
	ck_assert_str_eq(zairyu_record_number(record), SAMPLE_NUMBER);
	ck_assert_str_eq(zairyu_record_reader(record), SAMPLE_READER);
	ck_assert_str_eq(zairyu_record_library_version(record), "0.1.0");
	ck_assert(zairyu_record_read_at(record) == SAMPLE_READ_AT);
	ck_assert_int_eq(zairyu_record_is_reduced(record), 0);
	ck_assert_uint_eq(zairyu_record_results(record).len, 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	ck_assert_int_eq(EVP_Digest(SAMPLE_NUMBER, 12, expected, NULL, EVP_sha256(), NULL), 1);
	ck_assert_mem_eq(digest.data, expected, 32);
	for (uint32_t item = 1; zairyu_item_name(item); item <<= 1) {
		if (!(zairyu_card_items(card) & item)) {
			ck_assert_int_eq(zairyu_record_presence(record, item), ZAIRYU_PRESENCE_NOT_READ);
			ck_assert_int_eq(zairyu_record_file(record, item, &file), ZAIRYU_ERR_ABSENT);
			ck_assert_int_eq(zairyu_record_digest(record, item, &digest), ZAIRYU_ERR_ABSENT);
			continue;
		}
		ck_assert_int_eq(zairyu_record_presence(record, item), ZAIRYU_PRESENCE_PRESENT);
		ck_assert_int_eq(zairyu_record_file(record, item, &file), 0);
		ck_assert_uint_eq(file.len, card_file_size(card, card_file_of(card, item)));
		ck_assert_int_eq(zairyu_record_digest(record, item, &digest), 0);
		ck_assert_uint_eq(digest.len, 32);
		ck_assert_int_eq(EVP_Digest(file.data, file.len, expected, NULL, EVP_sha256(), NULL), 1);
		ck_assert_mem_eq(digest.data, expected, 32);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
	}
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_padding_assumed)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL("\xD1\x82\x0B\xB8\xFF"), 3004);
	zairyu_record *record = sample_begin(ctx, "1");

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 3005, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 3000, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 2999, NULL), 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), 2999);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FRONT_IMAGE), 0);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_adding)
{
	zairyu_record *record = sample_begin(ctx, "2");
	zairyu_error *err = NULL;
	uint8_t big[4097] = { 0 };

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_CARD_TYPE,
					 BYTES("\xC1\x01"
					       "2"),
					 0, NULL),
			 0);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_CARD_TYPE,
					 BYTES("\xC1\x01"
					       "2"),
					 0, &err),
			 ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_RENEWAL, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_OTHER, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, 3, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 4096), 0);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, (zairyu_bytes){ .data = big, .len = 4097 }, 0, NULL),
			 ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, (zairyu_bytes){ .data = big, .len = 4096 }, 0, NULL),
			 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *number, *reader, *kept_reader;
	int rc;
} origins[] = {
	{ SAMPLE_NUMBER, "pcsc:Reader 0", "pcsc:Reader 0", 0 },    { SAMPLE_NUMBER, NULL, "", 0 },
	{ SAMPLE_NUMBER, "pcsc:\xFF\x1B[2J\n", "pcsc:??[2J?", 0 }, /* nothing that moves a cursor gets to a terminal */
	{ SAMPLE_NUMBER, "nfc:読取機", "nfc:読取機", 0 },          { "zz00112233qq", "", "", ZAIRYU_ERR_ARGUMENT },
	{ "ZZ0011 2233QQ", "", "", ZAIRYU_ERR_ARGUMENT },          { "ZZ0011", "", "", ZAIRYU_ERR_ARGUMENT },
};

START_TEST(test_origin)
{
	zairyu_card card;
	struct record_origin origin = {
		.card = &card, .number = origins[_i].number, .reader = origins[_i].reader, .library_version = "9"
	};
	zairyu_record *record = NULL;

	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), origins[_i].rc);
	if (origins[_i].rc == 0)
		ck_assert_str_eq(zairyu_record_reader(record), origins[_i].kept_reader);
	else
		ck_assert_ptr_null(record);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_long_reader)
{
	char name[400];
	zairyu_card card;
	struct record_origin origin = { .card = &card, .number = "", .reader = name, .library_version = "9" };
	zairyu_record *record;

	memset(name, 'r', sizeof name);
	memcpy(name + 254, "読", 3); /* would end past the limit: left out, not cut in two */
	name[399] = '\0';
	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	ck_assert_uint_eq(strlen(zairyu_record_reader(record)), 254);
	/* A whole record without the card's number is none. */
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *reader;
	int given, source;
} sources[] = {
	{ "pcsc:Reader 0", 0, ZAIRYU_SOURCE_LIVE },
	{ "vendor:1", 0, ZAIRYU_SOURCE_LIVE },
	{ NULL, 0, ZAIRYU_SOURCE_LIVE },
	{ "pcsc:virtual:replay:", 0, ZAIRYU_SOURCE_LIVE },
	{ "virtual:type=1", 0, ZAIRYU_SOURCE_SIMULATED },
	{ "replay:pcsc:Reader 0", 0, ZAIRYU_SOURCE_REPLAYED },
	{ "vendor:1", ZAIRYU_SOURCE_SIMULATED, ZAIRYU_SOURCE_SIMULATED },
	{ "vendor:1", ZAIRYU_SOURCE_REPLAYED, ZAIRYU_SOURCE_REPLAYED },
};

START_TEST(test_source)
{
	zairyu_card card;
	struct record_origin origin = { .card = &card,
					.number = SAMPLE_NUMBER,
					.reader = sources[_i].reader,
					.library_version = "9",
					.source = sources[_i].given };
	zairyu_record *record;

	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	ck_assert_int_eq(zairyu_record_source(record), sources[_i].source);
	ck_assert_int_eq(zairyu_record_is_live(record), sources[_i].source == ZAIRYU_SOURCE_LIVE);
	zairyu_record_free(record);
}
END_TEST

/* What a transport says decides, its URI where it says nothing. */
static int property_of(void *userdata, int property, uint64_t *value)
{
	const int *told = userdata;

	*value = property == ZAIRYU_PROPERTY_RECORDED_AT ? SAMPLE_READ_AT : 1;
	return property == *told ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static const struct {
	const char *uri;
	int told, source;
} transports[] = {
	{ "vendor:1", 0, ZAIRYU_SOURCE_LIVE },
	{ "vendor:1", ZAIRYU_PROPERTY_SIMULATED, ZAIRYU_SOURCE_SIMULATED },
	{ "vendor:1", ZAIRYU_PROPERTY_RECORDED_AT, ZAIRYU_SOURCE_REPLAYED },
	{ "virtual:", 0, ZAIRYU_SOURCE_SIMULATED },
};

static int no_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "never");
}

static int no_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t len, uint8_t *response,
		       size_t cap, size_t *response_len, zairyu_error **err)
{
	(void)command;
	(void)len;
	(void)response;
	(void)cap;
	*response_len = 0;
	return no_connect(userdata, wait, err);
}

static void no_disconnect(void *userdata)
{
	(void)userdata;
}

START_TEST(test_source_of_transport)
{
	int told = transports[_i].told;
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = no_connect,
					   .transmit = no_transmit,
					   .disconnect = no_disconnect,
					   .get = property_of };
	zairyu_transport *transport;
	int64_t at, before = clock_now();

	ck_assert_int_eq(zairyu_transport_new(ctx, transports[_i].uri, &ops, &told, &transport, NULL), 0);
	ck_assert_int_eq(source_of_transport(transport, &at), transports[_i].source);
	if (told == ZAIRYU_PROPERTY_RECORDED_AT)
		ck_assert_int_eq(at, SAMPLE_READ_AT);
	else
		ck_assert(at >= before && at <= clock_now());
	zairyu_transport_free(transport);
}
END_TEST

/* Where a time_t has 32 bits, the negative half of it is the time from January 2038 to 2106. */
START_TEST(test_seconds)
{
	ck_assert_int_eq(clock_seconds((time_t)1781600000), 1781600000);
	if (sizeof(time_t) == 4)
		ck_assert_int_eq(clock_seconds((time_t)INT32_MIN), INT64_C(2147483648));
	else
		ck_assert_int_eq(clock_seconds((time_t)INT64_C(4102444800)), INT64_C(4102444800));
}
END_TEST

/* A record outlives the context it was made in. */
START_TEST(test_outlives_context)
{
	zairyu_context *own;
	zairyu_record *record;
	struct buffer b;

	ck_assert_int_eq(zairyu_context_new(&own, NULL), 0);
	record = sample_record(own, "05");
	zairyu_context_free(own);
	sample_save(record, &b);
	ck_assert_uint_gt(b.len, 0);
	buffer_done(&b);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	zairyu_bytes out = BYTES("x");
	uint32_t tag;

	ck_assert_ptr_null(zairyu_record_card(NULL));
	ck_assert_str_eq(zairyu_record_number(NULL), "");
	ck_assert_str_eq(zairyu_record_reader(NULL), "");
	ck_assert_str_eq(zairyu_record_library_version(NULL), "");
	ck_assert(zairyu_record_read_at(NULL) == 0);
	ck_assert_int_eq(zairyu_record_source(NULL), 0);
	ck_assert_int_eq(zairyu_record_is_live(NULL), 0);
	ck_assert_int_eq(zairyu_record_is_reduced(NULL), 0);
	ck_assert_uint_eq(zairyu_record_results(NULL).len, 0);
	ck_assert_int_eq(zairyu_record_presence(NULL, 1), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_int_eq(zairyu_record_presence(record, 0), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_int_eq(zairyu_record_presence(record, 3), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_uint_eq(zairyu_record_padding_assumed(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_file(NULL, 1, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_file(record, 0, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_file(record, 3, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_file(record, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_digest(record, 1u << 30, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(NULL, 0xD0, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0xD0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0, &out), ZAIRYU_ERR_ABSENT);
	out = BYTES("left over");
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, &tag, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(NULL, 1, 0, &tag, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(record, 1, SIZE_MAX, &tag, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_number_digest(NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_number_digest(record, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(NULL);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("record", 10);

	tcase_add_loop_test(tcase, test_whole, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_padding_assumed);
	tcase_add_test(tcase, test_adding);
	tcase_add_loop_test(tcase, test_origin, 0, COUNT(origins));
	tcase_add_loop_test(tcase, test_source, 0, COUNT(sources));
	tcase_add_loop_test(tcase, test_source_of_transport, 0, COUNT(transports));
	tcase_add_test(tcase, test_seconds);
	tcase_add_test(tcase, test_long_reader);
	tcase_add_test(tcase, test_outlives_context);
	tcase_add_test(tcase, test_arguments);
	return suite_run("record", tcase);
}
