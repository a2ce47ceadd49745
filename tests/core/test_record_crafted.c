/* SPDX-License-Identifier: BSD-2-Clause */
/* Saved records made by somebody else: the digest fits, the content does not. */
#include <openssl/evp.h>
#include <string.h>

#include "context_case.h"
#include "record/saved/format.h"
#include "sample_record.h"

/* The parts of a saved record, written by hand as zairyu-record(5) has them. */
static void header(struct buffer *b, uint16_t version, uint16_t flags)
{
	buffer_init(b);
	buffer_append(b, BYTES("\x89ZCR\r\n\x1A\n"));
	buffer_u16(b, version);
	buffer_u16(b, flags);
	buffer_u32(b, 0);
}

static void section(struct buffer *b, uint16_t type, uint16_t flags, zairyu_bytes content)
{
	buffer_u16(b, type);
	buffer_u16(b, flags);
	buffer_u32(b, (uint32_t)content.len);
	buffer_append(b, content);
}

static int load_and_end(struct buffer *b)
{
	zairyu_record *record = NULL;
	int rc = zairyu_record_load(ctx, (zairyu_bytes){ .data = b->data, .len = b->len }, &record, NULL);

	ck_assert_int_eq(rc == 0, record != NULL);
	zairyu_record_free(record);
	buffer_done(b);
	return rc;
}

/* clang-format off */
/* As BYTES(), for tables: a constant. */
#define RAW(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }
#define AT "\0\0\0\0\x6A\x31\x11\0"
#define ORIGIN { 1, 0, RAW(AT "\0\1" "1" "\0\4" "0001" "\0\5" "9.8.7" "\0\5" "pcsc:") }
#define NUMBER { 2, 0, RAW(SAMPLE_NUMBER) }
#define SHA256 "0123456789abcdef0123456789abcdef"
#define DIGEST { 3, 0, RAW(SHA256) }
#define TYPE_FILE { 4, 0, RAW("\0\0\0\2\0\0\0\0\xC1\x01" "1") }
#define RENEWAL_FILE { 4, 0, RAW("\0\0\0\x80\0\0\0\0\xD7\x01" "0") }
#define SUMMARY { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\3\1" SHA256) }
#define RESULTS { 6, 0, RAW("results") }
#define FACE "\xD1\x0E\xFF\x4F\xFF\xD9\0\0\0\0\0\0\0\0\0\0" /* an image that ends after four bytes, and ten NULs */
/* Version 2. */
#define SALT "saltsaltsaltsalt"
#define ORIGIN_2(reader, source, salt, items) { 1, 0, RAW(AT "\0\1" "1" "\0\4" "0001" "\0\5" "9.8.7" reader source salt items) }
#define PCSC "\0\5" "pcsc:"
#define VIRTUAL "\0\x08" "virtual:"
#define REPLAY "\0\7" "replay:"
#define IS_LIVE "\0\4" "live"
#define SIMULATED "\0\x09" "simulated"
#define REPLAYED "\0\x08" "replayed"
#define SALTED "\0\x10" SALT
#define OF_LIVE(items) ORIGIN_2(PCSC, IS_LIVE, SALTED, items)
#define NUMBER_2 { 2, 0, RAW(SALT SAMPLE_NUMBER) }
#define DIGEST_2 { 3, 0, RAW(SALT SHA256) }
#define TYPE_FILE_2 { 4, 0, RAW(SALT "\0\0\0\2\0\0\xC1\x01" "1") }
#define FACE_2(runs) { 4, 0, RAW(SALT "\0\0\0\x08" runs FACE) }
#define SUMMARY_2 { 5, 0, RAW(SALT "\0\0\0\2\0\0\0\0\0\0\0\3\1" SHA256) }
#define RESULTS_2 { 6, 0, RAW(SALT "results") }
#define GOOD ZAIRYU_OK
#define BAD ZAIRYU_ERR_RECORD_DAMAGED
#define NEWER ZAIRYU_ERR_RECORD_VERSION

static const struct {
	uint16_t version, flags;
	int rc;
	struct {
		uint16_t type, flags;
		zairyu_bytes content;
	} sections[6];
} crafted[] = {
	{ 1, 0, GOOD, { ORIGIN, NUMBER } },
	{ 1, 0, GOOD, { ORIGIN, NUMBER, TYPE_FILE } },
	{ 1, 0, GOOD, { ORIGIN, NUMBER, TYPE_FILE, RENEWAL_FILE } },
	{ 1, 1, GOOD, { ORIGIN, DIGEST, RESULTS } },
	{ 1, 1, GOOD, { ORIGIN, DIGEST, SUMMARY, RESULTS } },
	{ 1, 1, GOOD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\3\0\0\0\3\2" SHA256) }, RESULTS } }, /* nothing but padding */
	{ 1, 1, GOOD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\0\3" SHA256) }, RESULTS } },
	/* versions and what is unknown */
	{ 4, 0, NEWER, { { 0, 0, { NULL, 0 } } } }, /* the least that there is */
	{ 1, 0, GOOD, { ORIGIN, NUMBER, { 32, 1, RAW("unknown") }, { 33, 1, RAW("unknown") } } },
	{ 1, 0, BAD, { ORIGIN, { 34, 1, RAW("unknown") } } }, /* 32 above what is missing */
	{ 0, 0, BAD, { ORIGIN, NUMBER } },
	{ 3, 0, BAD, { ORIGIN, NUMBER } },
	{ 4, 0, NEWER, { ORIGIN, NUMBER } },
	{ 0xFFFF, 0, NEWER, { { 9, 9, RAW("what a later version may hold") } } },
	{ 1, 4, NEWER, { ORIGIN, NUMBER } },
	{ 1, 2, BAD, { ORIGIN, NUMBER } }, /* settled, and nothing was assumed */
	{ 1, 3, BAD, { ORIGIN, DIGEST, RESULTS } },
	{ 1, 0, GOOD, { ORIGIN, NUMBER, TYPE_FILE, { 7, 1, RAW("unknown, optional") } } },
	{ 1, 0, GOOD, { ORIGIN, NUMBER, { 7, 1, RAW("a") }, { 7, 1, RAW("b") }, { 900, 1, RAW("c") } } },
	{ 1, 0, NEWER, { ORIGIN, NUMBER, { 7, 0, RAW("unknown, not optional") } } },
	{ 1, 0, NEWER, { ORIGIN, NUMBER, { 7, 2, RAW("a flag nobody knows") } } },
	{ 1, 0, NEWER, { ORIGIN, NUMBER, { 7, 3, RAW("optional, and a flag nobody knows") } } },
	{ 1, 0, NEWER, { ORIGIN, NUMBER, { 7, 0x8001, RAW("") } } },
	{ 1, 0, NEWER, { ORIGIN, { 2, 2, RAW(SAMPLE_NUMBER) } } },
	{ 1, 0, BAD, { ORIGIN, { 7, 1, RAW("out of order") }, NUMBER } },
	{ 1, 0, BAD, { { 0, 1, RAW("") }, ORIGIN, NUMBER } },
	{ 1, 0, NEWER, { { 1, 0, RAW(AT "\0\2" "99" "\0\0\0\0\0\0") }, NUMBER } },
	{ 1, 0, NEWER, { { 1, 0, RAW(AT "\0\2" "07" "\0\0\0\0\0\0") }, NUMBER } },
	/* missing, twice, in another order, of the other form */
	{ 1, 0, BAD, { ORIGIN } },
	{ 1, 0, BAD, { NUMBER } },
	{ 1, 0, BAD, { { 0, 0, RAW("") } } },
	{ 1, 1, BAD, { ORIGIN, DIGEST } },
	{ 1, 1, BAD, { ORIGIN, RESULTS } },
	{ 1, 0, BAD, { ORIGIN, ORIGIN, NUMBER } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, NUMBER } },
	{ 1, 0, BAD, { NUMBER, ORIGIN } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, TYPE_FILE, TYPE_FILE } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, RENEWAL_FILE, TYPE_FILE } },
	{ 1, 0, BAD, { ORIGIN, TYPE_FILE, NUMBER } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, DIGEST } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, SUMMARY } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, NUMBER, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, TYPE_FILE, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, SUMMARY, SUMMARY, RESULTS } },
	/* flags on what is known */
	{ 1, 0, BAD, { ORIGIN, { 2, 1, RAW(SAMPLE_NUMBER) } } },
	/* lengths inside sections */
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\0\0\0\0\5" "pcsc") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\0\0\0\0\0" "x") }, NUMBER } },
	{ 1, 0, BAD, { ORIGIN, { 2, 0, RAW(SAMPLE_NUMBER "x") } } },
	{ 1, 0, BAD, { ORIGIN, { 2, 0, RAW("ZZ0011") } } },
	{ 1, 1, BAD, { ORIGIN, { 3, 0, RAW("short") }, RESULTS } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\2\0\0\0") } } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\3\1" SHA256 "x") }, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\3\1" "short") }, RESULTS } },
	/* contents that no record of ours has */
	{ 1, 0, BAD, { ORIGIN, { 2, 0, RAW("zz00112233qq") } } },
	{ 1, 0, BAD, { ORIGIN, { 2, 0, RAW("ZZ0011223\0QQ") } } },
	{ 1, 0, BAD, { ORIGIN, { 2, 0, RAW("\0\0\0\0\0\0\0\0\0\0\0\0") } } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\0\0\0\0\3" "\x1B[m") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\0\0\0\0\2" "a\xFF") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\0\0\3" "0\0000" "\0\0") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\x0A" "0123456789" "\0\0\0\0") }, NUMBER } },
	{ 1, 0, BAD, { { 1, 0, RAW(AT "\0\1" "1" "\0\2" "\x1B[" "\0\0\0\0") }, NUMBER } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\2\0\0\0\0\xC1\x01" "2") } } },    /* not this card's */
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\1\0\0\0\0\xC0\x04" "0002") } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x80\0\0\0\0\xD7\x03" "00") } } }, /* malformed */
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\1\0\0\0\0\0\xC2\x01" "0") } } },    /* a file it lacks */
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\3\0\0\0\0\xC1\x01" "1") } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\0\0\0\0\0\xC1\x01" "1") } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\x80\0\0\0\0\0\0\0\xC1\x01" "1") } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x80\0\0\0\1\xD7\x01" "0") } } },  /* no padding there */
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x80\0\0\0\1\xD7\x01" "0\0") } } }, /* NULs, but of no image */
	{ 1, 0, GOOD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x08\0\0\0\x0A" FACE) } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x08\0\0\0\x0B" FACE) } } },
	{ 1, 0, BAD, { ORIGIN, NUMBER, { 4, 0, RAW("\0\0\0\x80\xFF\xFF\xFF\xFF\0\0\0") } } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\3\0" SHA256) }, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\0\0\0\3\4" SHA256) }, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\4\0\0\0\3\1" SHA256) }, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\0\2\0\0\0\0\xFF\0\0\3\1" SHA256) }, RESULTS } },
	{ 1, 1, BAD, { ORIGIN, DIGEST, { 5, 0, RAW("\0\0\1\0\0\0\0\0\0\0\0\3\1" SHA256) }, RESULTS } },
	/* version 2 */
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\2"), NUMBER_2, TYPE_FILE_2 } },
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\x0A"), NUMBER_2, TYPE_FILE_2, FACE_2("\0\0") } },
	{ 2, 1, GOOD, { OF_LIVE("\0\0\0\0"), DIGEST_2, RESULTS_2 } },
	{ 2, 1, GOOD, { OF_LIVE("\0\0\0\2"), DIGEST_2, SUMMARY_2, RESULTS_2 } },
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\2"), NUMBER_2, TYPE_FILE_2, { 7, 1, RAW("unknown, optional, without the salt") } } },
	/* of another form, or of both */
	{ 2, 0, BAD, { ORIGIN, NUMBER } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\0"), NUMBER } },
	{ 1, 0, BAD, { OF_LIVE("\0\0\0\0"), NUMBER } },
	{ 1, 0, BAD, { ORIGIN, NUMBER_2 } },
	{ 2, 0, BAD, { NUMBER_2 } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\0" "x"), NUMBER_2 } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0"), NUMBER_2 } },
	/* an item taken out, added or exchanged */
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\2"), NUMBER_2 } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x0A"), NUMBER_2, TYPE_FILE_2 } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\2"), NUMBER_2, TYPE_FILE_2, FACE_2("\0\0") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\2"), NUMBER_2, TYPE_FILE_2, TYPE_FILE_2 } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\2"), NUMBER_2, { 4, 0, RAW("another's salt.." "\0\0\0\2\0\0\xC1\x01" "1") } } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\2"), { 2, 0, RAW("another's salt.." SAMPLE_NUMBER) }, TYPE_FILE_2 } },
	{ 2, 1, BAD, { OF_LIVE("\0\0\0\2"), DIGEST_2, RESULTS_2 } },
	{ 2, 1, BAD, { OF_LIVE("\0\0\0\0"), DIGEST_2, SUMMARY_2, RESULTS_2 } },
	{ 2, 1, BAD, { OF_LIVE("\0\0\0\0"), DIGEST_2, { 6, 0, RAW("another's salt.." "results") } } },
	{ 2, 1, BAD, { OF_LIVE("\0\0\0\0"), { 3, 0, RAW("another's salt.." SHA256) }, RESULTS_2 } },
	/* source and salt */
	{ 2, 0, GOOD, { ORIGIN_2(PCSC, SIMULATED, SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, GOOD, { ORIGIN_2(VIRTUAL, SIMULATED, SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, GOOD, { ORIGIN_2(REPLAY, REPLAYED, SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, BAD, { ORIGIN_2(VIRTUAL, IS_LIVE, SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, BAD, { ORIGIN_2(REPLAY, IS_LIVE, SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, BAD, { ORIGIN_2(PCSC, "\0\4" "Live", SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, BAD, { ORIGIN_2(PCSC, "\0\0", SALTED, "\0\0\0\0"), NUMBER_2 } },
	{ 2, 0, BAD, { ORIGIN_2(PCSC, IS_LIVE, "\0\0", "\0\0\0\0"), NUMBER } }, /* only what is reduced may be without */
	{ 2, 1, GOOD, { ORIGIN_2(PCSC, IS_LIVE, "\0\0", "\0\0\0\0"), DIGEST, RESULTS } },
	{ 2, 0, BAD, { ORIGIN_2(PCSC, IS_LIVE, "\0\4" "salt", "\0\0\0\0"), { 2, 0, RAW("salt" SAMPLE_NUMBER) } } },
	/* where padding lies */
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\6\0\0\0\x0A") } },
	{ 2, 0, GOOD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\7\0\0\0\x09") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\6\0\0\0\x09") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\5\0\0\0\x0B") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\6\0\0\0\x0B") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\0\0\0\x10\0\0\0\0") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\2\0\0\0\6\0\0\0\4\0\0\0\x0A\0\0\0\6") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\2\0\0\0\6\0\0\0\x0A\0\0\0\6\0\0\0\x0A") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, FACE_2("\0\1\xFF\xFF\xFF\xFF\0\0\0\7") } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, { 4, 0, RAW(SALT "\0\0\0\x08\0\1\0\0\0\6\0\0") } } },
	{ 2, 0, BAD, { OF_LIVE("\0\0\0\x08"), NUMBER_2, { 4, 0, RAW(SALT "\0\0\0\x08\xFF\xFF") } } },
};
/* clang-format on */

START_TEST(test_crafted)
{
	struct buffer b;

	header(&b, crafted[_i].version, crafted[_i].flags);
	for (size_t i = 0; i < 6 && crafted[_i].sections[i].content.data; i++)
		section(&b, crafted[_i].sections[i].type, crafted[_i].sections[i].flags,
			crafted[_i].sections[i].content);
	sample_seal(&b);
	ck_assert_int_eq(load_and_end(&b), crafted[_i].rc);
}
END_TEST

START_TEST(test_section_lengths)
{
	static const uint32_t lengths[] = { 1, 13, 0x7FFFFFFF, 0xFFFFFFF8, 0xFFFFFFFF };
	struct buffer b;

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		header(&b, 1, 0);
		buffer_u16(&b, FORMAT_ORIGIN);
		buffer_u16(&b, 0);
		buffer_u32(&b, lengths[i]);
		sample_seal(&b);
		ck_assert_int_eq(load_and_end(&b), ZAIRYU_ERR_RECORD_DAMAGED);
	}
	for (size_t cut = 1; cut < 8; cut++) { /* half a section's head at the end */
		header(&b, 1, 0);
		buffer_extend(&b, cut);
		sample_seal(&b);
		ck_assert_int_eq(load_and_end(&b), ZAIRYU_ERR_RECORD_DAMAGED);
	}
}
END_TEST

START_TEST(test_length_in_header)
{
	zairyu_record *record = sample_record(ctx, "05");
	struct buffer b;
	uint8_t digest[32];

	sample_save(record, &b);
	b.data[15] ^= 1;
	ck_assert_int_eq(EVP_Digest(b.data, b.len - 32, digest, NULL, EVP_sha256(), NULL), 1);
	memcpy(b.data + b.len - 32, digest, 32);
	ck_assert_int_eq(load_and_end(&b), ZAIRYU_ERR_RECORD_DAMAGED);
	zairyu_record_free(record);
}
END_TEST

/* A string of exactly the longest form is taken, one more is not. */
START_TEST(test_string_length)
{
	for (uint16_t len = 255; len <= 256; len++) {
		struct buffer b, origin;

		header(&b, 1, 0);
		buffer_init(&origin);
		buffer_append(&origin, BYTES(AT "\0\1"
						"1"
						"\0\0\0\0"));
		buffer_u16(&origin, len);
		memset(buffer_extend(&origin, len), 'r', len);
		section(&b, FORMAT_ORIGIN, 0, (zairyu_bytes){ .data = origin.data, .len = origin.len });
		section(&b, FORMAT_NUMBER, 0, BYTES(SAMPLE_NUMBER));
		sample_seal(&b);
		ck_assert_int_eq(load_and_end(&b), len == 255 ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_DAMAGED);
		buffer_done(&origin);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("crafted", 120);

	tcase_add_loop_test(tcase, test_crafted, 0, COUNT(crafted));
	tcase_add_test(tcase, test_section_lengths);
	tcase_add_test(tcase, test_length_in_header);
	tcase_add_test(tcase, test_string_length);
	return suite_run("crafted records", tcase);
}
