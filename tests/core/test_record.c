/* SPDX-License-Identifier: BSD-2-Clause */
/* How files become a record, where it says it is from, and what the getters answer. */
#include <openssl/evp.h>
#include <string.h>

#include "context_case.h"
#include "record/source.h"
#include "sample_record.h"
#include "util/clock.h"
#include "util/context.h"

static void salted_digest(const zairyu_record *record, const char *label, size_t label_len, zairyu_bytes content,
			  uint8_t out[32])
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	zairyu_bytes salt;

	ck_assert_int_eq(zairyu_record_salt(record, &salt), 0);
	ck_assert_uint_eq(salt.len, 16);
	ck_assert_int_eq(EVP_DigestInit_ex(md, EVP_sha256(), NULL), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, salt.data, salt.len), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, label, label_len), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, content.data, content.len), 1);
	ck_assert_int_eq(EVP_DigestFinal_ex(md, out, NULL), 1);
	EVP_MD_CTX_free(md);
}

static void file_digest(const zairyu_record *record, uint32_t item, zairyu_bytes file, uint8_t out[32])
{
	char label[] = "zairyu-file\0....";

	for (int i = 0; i < 4; i++)
		label[12 + i] = (char)(item >> (24 - 8 * i));
	salted_digest(record, label, 16, file, out);
}

START_TEST(test_whole)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_bytes file, digest;
	uint8_t expected[32];
	uint32_t items = 0;

	ck_assert_str_eq(zairyu_card_type(card), sample_types[_i]);
	ck_assert_str_eq(zairyu_card_spec_version(card), "0001");
	ck_assert_str_eq(zairyu_record_number(record), SAMPLE_NUMBER);
	ck_assert_str_eq(zairyu_record_reader(record), SAMPLE_READER);
	ck_assert_str_eq(zairyu_record_library_version(record), "0.1.0");
	ck_assert(zairyu_record_read_at(record) == SAMPLE_READ_AT);
	ck_assert_int_eq(zairyu_record_is_reduced(record), 0);
	ck_assert_uint_eq(zairyu_record_results(record).len, 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	salted_digest(record, LITERAL("zairyu-number\0"), BYTES(SAMPLE_NUMBER), expected);
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
		file_digest(record, item, file, expected);
		ck_assert_mem_eq(digest.data, expected, 32);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
		items |= item;
	}
	ck_assert_uint_eq(zairyu_record_items_read(record), items);
	zairyu_record_free(record);
}
END_TEST

/* A face that ends after four bytes, and 2996 NULs behind it; a name that ends after 2167, and 333 behind that. */
#define SHORT_FACE "\xD1\x82\x0B\xB8\xFF\x4F\xFF\xD9"
enum { FACE_END = 8, FACE_FILE = 3004 };

static int add_counted(zairyu_bytes file, size_t count, zairyu_record **out)
{
	*out = sample_begin(ctx, "1");
	ck_assert_int_eq(record_add_counted(*out, ZAIRYU_ITEM_FACE, file, count, NULL), 0);
	return record_finish(*out, NULL);
}

START_TEST(test_padding_counted)
{
	static const size_t counts[] = { 1, 2000, 2996 };
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE);
	zairyu_record *record;
	size_t offset, len;

	for (size_t i = 0; i < COUNT(counts); i++) {
		ck_assert_int_eq(add_counted(file, counts[i], &record), 0);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), counts[i]);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FRONT_IMAGE), 0);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_FACE, 0, &offset, &len), 0);
		ck_assert_uint_eq(offset, FACE_FILE - counts[i]);
		ck_assert_uint_eq(len, counts[i]);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_FACE, 1, &offset, &len), ZAIRYU_ERR_ABSENT);
		ck_assert_uint_eq(offset + len, 0);
		zairyu_record_free(record);
	}
	ck_assert_int_eq(add_counted(file, 2997, &record), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	room[FACE_FILE - 10] =
		1; /* bytes that mean nothing, behind the end: only what comes after them can be assumed */
	ck_assert_int_eq(add_counted(file, 10, &record), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	ck_assert_int_eq(add_counted(file, 9, &record), 0);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *what;
	struct record_padding padding;
	int rc;
} claims[] = {
	{ "none", { .count = 0 }, 0 },
	{ "all of it", { { { FACE_END, 2996 } }, 1 }, 0 },
	{ "the rest of it", { { { 100, FACE_FILE - 100 } }, 1 }, 0 },
	{ "into the image", { { { FACE_END - 1, 2997 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "not up to the end", { { { FACE_END, 2995 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "past the end", { { { FACE_END, 2997 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "nothing", { { { FACE_FILE, 0 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "in two", { { { FACE_END, 1000 }, { 1008, 1996 } }, 2 }, ZAIRYU_ERR_MALFORMED },
	{ "twice", { { { 2000, 1004 }, { 2000, 1004 } }, 2 }, ZAIRYU_ERR_MALFORMED },
	{ "elsewhere", { { { 0, 4 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "past all bounds", { { { SIZE_MAX - 3, 3012 } }, 1 }, ZAIRYU_ERR_MALFORMED },
};

START_TEST(test_padding_claimed)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE);
	zairyu_record *record = sample_begin(ctx, "1");

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, &claims[_i].padding, NULL), 0);
	ck_assert_msg(record_finish(record, NULL) == claims[_i].rc, "%s", claims[_i].what);
	zairyu_record_free(record);
}
END_TEST

/* NULs that a certificate ends with are its own: five are behind it, and ten in it. */
START_TEST(test_padding_behind_nuls)
{
	static const char file[] = "\xDA\x01\x01\xDB\x13\x30\x82\0\x0A\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

	for (size_t count = 5; count <= 6; count++) {
		zairyu_record *record = sample_begin(ctx, "1");

		ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_SIGNATURE,
						    (zairyu_bytes){ .data = (const uint8_t *)file, .len = sizeof file },
						    count, NULL),
				 0);
		ck_assert_int_eq(record_finish(record, NULL), count == 5 ? 0 : ZAIRYU_ERR_MALFORMED);
		zairyu_record_free(record);
	}
}
END_TEST

/* A file with two images: a count is laid out from the last backwards. */
START_TEST(test_padding_of_two)
{
	static const struct {
		size_t count, first, second;
	} rows[] = { { 1, 0, 1 }, { 333, 0, 333 }, { 334, 1, 333 }, { 666, 333, 333 } };
	zairyu_record *sample = sample_record(ctx, "05"), *record;
	zairyu_bytes file;
	size_t offset, len;

	ck_assert_int_eq(zairyu_record_file(sample, ZAIRYU_ITEM_NAME_AND_FACE, &file), 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		record = sample_begin(ctx, "05");
		ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_NAME_AND_FACE, file, rows[i].count, NULL), 0);
		ck_assert_msg(record_finish(record, NULL) == 0, "row %zu", i);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 0, &offset, &len), 0);
		ck_assert_uint_eq(len, rows[i].first > 0 ? rows[i].first : rows[i].second);
		if (rows[i].first > 0) {
			ck_assert_uint_lt(offset, file.len / 2 + 1000);
			ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 1, &offset, &len), 0);
			ck_assert_uint_eq(len, rows[i].second);
		}
		ck_assert_uint_eq(offset + len, file.len);
		zairyu_record_free(record);
	}
	record = sample_begin(ctx, "05");
	ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_NAME_AND_FACE, file, 667, NULL), 0);
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	zairyu_record_free(sample);
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
	for (uint32_t item = 1; zairyu_item_name(item); item <<= 1) {
		if (zairyu_record_digest(a, item, &in_a) != 0)
			continue;
		ck_assert_int_eq(zairyu_record_digest(b, item, &in_b), 0);
		ck_assert_mem_ne(in_a.data, in_b.data, 32);
	}
	zairyu_record_free(a);
	zairyu_record_free(b);
}
END_TEST

static int no_random(void *userdata, uint8_t *out, size_t len)
{
	(void)userdata;
	(void)out;
	(void)len;
	return ZAIRYU_ERR_CRYPTO;
}

START_TEST(test_no_random)
{
	zairyu_card card;
	struct record_origin origin = { .card = &card, .number = SAMPLE_NUMBER, .reader = "", .library_version = "" };
	zairyu_record *record = NULL;
	zairyu_error *err = NULL;

	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ctx->random_public = no_random;
	ck_assert_int_eq(record_new(ctx, &origin, &record, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CRYPTO);
	ck_assert_ptr_null(record);
	zairyu_error_free(err);
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
	size_t offset, len;
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
	ck_assert_int_eq(zairyu_record_salt(NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_salt(record, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(zairyu_record_items_read(NULL), 0);
	ck_assert_int_eq(zairyu_record_padding(NULL, 1, 0, &offset, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 3, 0, &offset, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, NULL, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, &offset, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, &offset, &len), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(NULL);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("record", 10);

	tcase_add_loop_test(tcase, test_whole, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_padding_counted);
	tcase_add_loop_test(tcase, test_padding_claimed, 0, COUNT(claims));
	tcase_add_test(tcase, test_padding_behind_nuls);
	tcase_add_test(tcase, test_padding_of_two);
	tcase_add_test(tcase, test_salt);
	tcase_add_test(tcase, test_no_random);
	tcase_add_test(tcase, test_number_matches);
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
