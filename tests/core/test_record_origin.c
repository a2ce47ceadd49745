/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a record says it is from, and the salt that makes it unlike all others. */
#include <string.h>

#include "context_case.h"
#include "record/source.h"
#include "sample_record.h"
#include "util/context/context.h"
#include "util/time/clock.h"

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
struct told {
	int property;
	uint64_t value;
};

static int property_of(void *userdata, int property, uint64_t *value)
{
	const struct told *told = userdata;

	*value = told->value;
	return property == told->property ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static const struct {
	const char *uri;
	struct told told;
	int source;
	int64_t at; /* where the transport tells it */
} transports[] = {
	{ "vendor:1", { 0, 1 }, ZAIRYU_SOURCE_LIVE, 0 },
	{ "vendor:1", { ZAIRYU_PROPERTY_SIMULATED, 0 }, ZAIRYU_SOURCE_LIVE, 0 },
	{ "vendor:1", { ZAIRYU_PROPERTY_SIMULATED, 1 }, ZAIRYU_SOURCE_SIMULATED, 0 },
	{ "vendor:1", { ZAIRYU_PROPERTY_RECORDED_AT, SAMPLE_READ_AT }, ZAIRYU_SOURCE_REPLAYED, SAMPLE_READ_AT },
	{ "vendor:1", { ZAIRYU_PROPERTY_RECORDED_AT, INT64_MAX }, ZAIRYU_SOURCE_REPLAYED, INT64_MAX },
	{ "vendor:1", { ZAIRYU_PROPERTY_RECORDED_AT, UINT64_MAX }, ZAIRYU_SOURCE_REPLAYED, 0 },
	{ "virtual:", { 0, 1 }, ZAIRYU_SOURCE_SIMULATED, 0 },
	{ "virtual:", { ZAIRYU_PROPERTY_SIMULATED, 0 }, ZAIRYU_SOURCE_SIMULATED, 0 },
	{ "replay:x", { 0, 1 }, ZAIRYU_SOURCE_REPLAYED, 0 },
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
	struct told told = transports[_i].told;
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = no_connect,
					   .transmit = no_transmit,
					   .disconnect = no_disconnect,
					   .get = property_of };
	zairyu_transport *transport;
	int64_t at, before = clock_now();

	ck_assert_int_eq(zairyu_transport_new(ctx, transports[_i].uri, &ops, &told, &transport, NULL), 0);
	ck_assert_int_eq(source_of_transport(transport, &at), transports[_i].source);
	if (told.property == ZAIRYU_PROPERTY_RECORDED_AT)
		ck_assert_int_eq(at, transports[_i].at);
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

/* Two readings of one card have nothing in common that could be compared. */
START_TEST(test_salt)
{
	zairyu_record *a = sample_record(ctx, "1"), *b = sample_record(ctx, "1");
	zairyu_bytes in_a, in_b;

	ck_assert_int_eq(zairyu_record_salt(a, &in_a), 0);
	ck_assert_int_eq(zairyu_record_salt(b, &in_b), 0);
	ck_assert_mem_ne(in_a.data, in_b.data, 16);
	ck_assert_int_eq(zairyu_record_number_digest(a, &in_a), 0);
	ck_assert_int_eq(zairyu_record_number_digest(b, &in_b), 0);
	ck_assert_mem_ne(in_a.data, in_b.data, 32);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		if (zairyu_record_digest(a, item, &in_a) != 0)
			continue;
		ck_assert_int_eq(zairyu_record_digest(b, item, &in_b), 0);
		ck_assert_mem_ne(in_a.data, in_b.data, 32);
	}
	zairyu_record_free(a);
	zairyu_record_free(b);
}
END_TEST

enum { FAILING_DRAWS = 6 };
static int draws;

/* Nothing that came of a failure is used. */
static int late_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	memset(out, '0' + draws, len);
	return draws++ < FAILING_DRAWS ? ZAIRYU_ERR_CRYPTO : ZAIRYU_OK;
}

/* Without random numbers a record is read and shown; what needs a salt fails. */
static void check_without_salt(const zairyu_record *record)
{
	zairyu_record *reduced;
	zairyu_error *err = NULL;
	zairyu_bytes out;
	struct buffer b;

	buffer_init(&b);
	ck_assert_int_eq(zairyu_record_salt(record, &out), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &out), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_number_matches(record, SAMPLE_NUMBER, 12), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_digest(record, ZAIRYU_ITEM_CARD_TYPE, &out), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), &reduced, NULL), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_save(record, 0, sample_append, &b, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(b.len, 0);
	buffer_done(&b);
	zairyu_error_free(err);
}

/* The salt is drawn when it is first needed, once, and stays. What failed is tried again by whatever needs it next. */
START_TEST(test_drawn_once)
{
	zairyu_record *record, *loaded;
	zairyu_bytes salt;
	struct buffer b, again;

	ctx->random_public = late_random;
	record = sample_record(ctx, "1");
	ck_assert_int_eq(draws, 0);
	check_without_salt(record);
	ck_assert_int_eq(draws, FAILING_DRAWS);
	sample_save(record, &b);
	sample_save(record, &again);
	ck_assert_uint_eq(b.len, again.len);
	ck_assert_mem_eq(b.data, again.data, b.len);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ b.data, b.len }, &loaded, NULL), 0);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(zairyu_record_salt(i ? loaded : record, &salt), 0);
		ck_assert_uint_eq(salt.len, 16);
		ck_assert_mem_eq(salt.data, "6666666666666666", 16);
		ck_assert_int_eq(zairyu_record_number_matches(i ? loaded : record, SAMPLE_NUMBER, 12), 1);
	}
	ck_assert_int_eq(draws, FAILING_DRAWS + 1);
	buffer_done(&b);
	buffer_done(&again);
	zairyu_record_free(record);
	zairyu_record_free(loaded);
}
END_TEST

START_TEST(test_number_matches)
{
	zairyu_record *record = sample_record(ctx, "06"), *reduced;

	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), &reduced, NULL), 0);
	for (const zairyu_record *each = record; each; each = each == record ? reduced : NULL) {
		ck_assert_int_eq(zairyu_record_number_matches(each, SAMPLE_NUMBER, 12), 1);
		ck_assert_int_eq(zairyu_record_number_matches(each, LITERAL("zz 0011-2233 qq")), 1);
		ck_assert_int_eq(zairyu_record_number_matches(each, "ZZ00112233QR", 12), 0);
		ck_assert_int_eq(zairyu_record_number_matches(each, "YZ00112233QQ", 12), 0);
		ck_assert_int_eq(zairyu_record_number_matches(each, "ZZ0011", 6), ZAIRYU_ERR_NUMBER_FORMAT);
		ck_assert_int_eq(zairyu_record_number_matches(each, NULL, 0), ZAIRYU_ERR_NUMBER_FORMAT);
	}
	ck_assert_int_eq(zairyu_record_number_matches(NULL, SAMPLE_NUMBER, 12), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
	zairyu_record_free(reduced);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("origin", 10);

	tcase_add_loop_test(tcase, test_origin, 0, COUNT(origins));
	tcase_add_test(tcase, test_long_reader);
	tcase_add_loop_test(tcase, test_source, 0, COUNT(sources));
	tcase_add_loop_test(tcase, test_source_of_transport, 0, COUNT(transports));
	tcase_add_test(tcase, test_seconds);
	tcase_add_test(tcase, test_salt);
	tcase_add_test(tcase, test_drawn_once);
	tcase_add_test(tcase, test_number_matches);
	return suite_run("record origin", tcase);
}
