/* SPDX-License-Identifier: BSD-2-Clause */
/* Extensions, alone and together: what each says, what of it is malformed, and which are known at all. */
#include <string.h>

#include "../support/suite.h"
#include "blob.h"
#include "certificate/certificate.h"

#define KEY_USAGE(bits)   "\x30\x0B\x06\x03\x55\x1D\x0F\x04\x04\x03\x02\x00" bits
#define CONSTRAINTS_CA    "\x30\x0C\x06\x03\x55\x1D\x13\x04\x05\x30\x03\x01\x01\xFF"
#define CONSTRAINTS_NO_CA "\x30\x0C\x06\x03\x55\x1D\x13\x04\x05\x30\x03\x01\x01\x00"
#define SUBJECT_KEY(key)  "\x30\x0B\x06\x03\x55\x1D\x0E\x04\x04\x04\x02" key
#define AUTHORITY(key)    "\x30\x0D\x06\x03\x55\x1D\x23\x04\x06\x30\x04\x80\x02" key
#define CRITICAL          "\x01\x01\xFF"

enum {
	MAY_SIGN = 1 << 0,
	MAY_SIGN_CERTIFICATES = 1 << 1,
	HAS_USAGE = 1 << 2,
	CA = 1 << 3,
	UNKNOWN_CRITICAL = 1 << 4,
	UNUSUAL = 1 << 5,
	MALFORMED_HINT = 1 << 6,
	MALFORMED = 1 << 7
};

static const struct {
	const char *what;
	zairyu_bytes list;
	unsigned found;
	const char *subject_key, *authority_key;
} lists[] = {
	{ "none", LITERAL(""), UNUSUAL, "", "" },
	{ "signing", LITERAL(KEY_USAGE("\x80")), HAS_USAGE | MAY_SIGN, "", "" },
	{ "all of it", LITERAL(KEY_USAGE("\xC4")), HAS_USAGE | MAY_SIGN | MAY_SIGN_CERTIFICATES, "", "" },
	{ "neither", LITERAL(KEY_USAGE("\x3B")), HAS_USAGE, "", "" },
	{ "one allows signing, the other certificates", LITERAL(KEY_USAGE("\x80") KEY_USAGE("\x04")),
	  HAS_USAGE | UNUSUAL, "", "" },
	{ "the other way round", LITERAL(KEY_USAGE("\x04") KEY_USAGE("\x80")), HAS_USAGE | UNUSUAL, "", "" },
	{ "both allow both", LITERAL(KEY_USAGE("\x84") KEY_USAGE("\x84")),
	  HAS_USAGE | MAY_SIGN | MAY_SIGN_CERTIFICATES | UNUSUAL, "", "" },
	{ "the first names none", LITERAL(KEY_USAGE("\x00") KEY_USAGE("\x80")), HAS_USAGE | MAY_SIGN | UNUSUAL, "",
	  "" },
	{ "usage with more behind", LITERAL("\x30\x0D\x06\x03\x55\x1D\x0F\x04\x06\x03\x02\x00\x80\x05\x00"), MALFORMED,
	  "", "" },
	{ "usage that is none", LITERAL("\x30\x0B\x06\x03\x55\x1D\x0F\x04\x04\x04\x02\x00\x80"), MALFORMED, "", "" },
	{ "a CA", LITERAL(CONSTRAINTS_CA), CA, "", "" },
	{ "no CA", LITERAL(CONSTRAINTS_NO_CA), 0, "", "" },
	{ "a CA, and no CA", LITERAL(CONSTRAINTS_CA CONSTRAINTS_NO_CA), CA | UNUSUAL, "", "" },
	{ "no CA, and a CA", LITERAL(CONSTRAINTS_NO_CA CONSTRAINTS_CA), CA | UNUSUAL, "", "" },
	{ "constraints that say nothing", LITERAL("\x30\x09\x06\x03\x55\x1D\x13\x04\x02\x30\x00"), 0, "", "" },
	{ "a CA with a path length", LITERAL("\x30\x0F\x06\x03\x55\x1D\x13\x04\x08\x30\x06\x01\x01\xFF\x02\x01\x00"),
	  CA, "", "" },
	{ "a path length alone", LITERAL("\x30\x0C\x06\x03\x55\x1D\x13\x04\x05\x30\x03\x02\x01\x00"), 0, "", "" },
	{ "a CA with a path length that is none",
	  LITERAL("\x30\x0F\x06\x03\x55\x1D\x13\x04\x08\x30\x06\x01\x01\xFF\x04\x01\x00"), MALFORMED, "", "" },
	{ "two path lengths", LITERAL("\x30\x0F\x06\x03\x55\x1D\x13\x04\x08\x30\x06\x02\x01\x00\x02\x01\x00"),
	  MALFORMED, "", "" },
	{ "constraints of two bytes' truth", LITERAL("\x30\x0D\x06\x03\x55\x1D\x13\x04\x06\x30\x04\x01\x02\xFF\xFF"),
	  MALFORMED, "", "" },
	{ "constraints with more behind", LITERAL("\x30\x0B\x06\x03\x55\x1D\x13\x04\x04\x30\x00\x05\x00"), MALFORMED,
	  "", "" },
	{ "constraints that are a SET", LITERAL("\x30\x09\x06\x03\x55\x1D\x13\x04\x02\x31\x00"), MALFORMED, "", "" },
	{ "a byte of constraints", LITERAL("\x30\x0A\x06\x03\x55\x1D\x13\x04\x03\x30\x01\x01"), MALFORMED, "", "" },
	{ "identifiers", LITERAL(SUBJECT_KEY("ab") AUTHORITY("cd")), 0, "ab", "cd" },
	{ "subject's key twice", LITERAL(SUBJECT_KEY("ab") SUBJECT_KEY("ef")), UNUSUAL, "ab", "" },
	{ "subject's key empty", LITERAL("\x30\x09\x06\x03\x55\x1D\x0E\x04\x02\x04\x00"), UNUSUAL | MALFORMED_HINT, "",
	  "" },
	{ "subject's key with more behind", LITERAL("\x30\x0C\x06\x03\x55\x1D\x0E\x04\x05\x04\x01z\x05\x00"),
	  UNUSUAL | MALFORMED_HINT, "", "" },
	{ "subject's key that is none", LITERAL("\x30\x0A\x06\x03\x55\x1D\x0E\x04\x03\x0C\x01z"),
	  UNUSUAL | MALFORMED_HINT, "", "" },
	{ "authority's key twice", LITERAL(AUTHORITY("ab") AUTHORITY("ef")), UNUSUAL | MALFORMED_HINT, "", "ab" },
	{ "two keys in one", LITERAL("\x30\x0F\x06\x03\x55\x1D\x23\x04\x08\x30\x06\x80\x01x\x80\x01y"),
	  UNUSUAL | MALFORMED_HINT, "", "x" },
	{ "authority's key behind others",
	  LITERAL("\x30\x11\x06\x03\x55\x1D\x23\x04\x0A\x30\x08\xA1\x00\x82\x01\x05\x80\x01z"), 0, "", "z" },
	{ "authority's key before others",
	  LITERAL("\x30\x11\x06\x03\x55\x1D\x23\x04\x0A\x30\x08\x80\x01z\xA1\x00\x82\x01\x05"), 0, "", "z" },
	{ "no authority's key", LITERAL("\x30\x0C\x06\x03\x55\x1D\x23\x04\x05\x30\x03\x82\x01\x05"), 0, "", "" },
	{ "authority's key empty", LITERAL("\x30\x0B\x06\x03\x55\x1D\x23\x04\x04\x30\x02\x80\x00"),
	  UNUSUAL | MALFORMED_HINT, "", "" },
	{ "authority's key cut", LITERAL("\x30\x0B\x06\x03\x55\x1D\x23\x04\x04\x30\x02\x80\x05"),
	  UNUSUAL | MALFORMED_HINT, "", "" },
	{ "authority's key with more behind", LITERAL("\x30\x0E\x06\x03\x55\x1D\x23\x04\x07\x30\x03\x80\x01z\x05\x00"),
	  UNUSUAL | MALFORMED_HINT, "", "" },
	{ "policies, critical", LITERAL("\x30\x0C\x06\x03\x55\x1D\x20" CRITICAL "\x04\x02\x30\x00"), 0, "", "" },
	{ "another", LITERAL("\x30\x09\x06\x03\x55\x1D\x1E\x04\x02\x30\x00"), 0, "", "" },
	{ "another, not critical, and says so", LITERAL("\x30\x0C\x06\x03\x55\x1D\x1E\x01\x01\x00\x04\x02\x30\x00"), 0,
	  "", "" },
	{ "another, critical", LITERAL("\x30\x0C\x06\x03\x55\x1D\x1E" CRITICAL "\x04\x02\x30\x00"), UNKNOWN_CRITICAL,
	  "", "" },
	{ "a like number elsewhere", LITERAL("\x30\x0C\x06\x03\x55\x1E\x0F" CRITICAL "\x04\x02\x30\x00"),
	  UNKNOWN_CRITICAL, "", "" },
	{ "and elsewhere", LITERAL("\x30\x0C\x06\x03\x56\x1D\x0F" CRITICAL "\x04\x02\x30\x00"), UNKNOWN_CRITICAL, "",
	  "" },
	{ "a longer number", LITERAL("\x30\x0D\x06\x04\x55\x1D\x0F\x01" CRITICAL "\x04\x02\x30\x00"), UNKNOWN_CRITICAL,
	  "", "" },
	{ "a shorter number", LITERAL("\x30\x0B\x06\x02\x55\x1D" CRITICAL "\x04\x02\x30\x00"), UNKNOWN_CRITICAL, "",
	  "" },
	{ "two that are not known",
	  LITERAL("\x30\x09\x06\x03\x55\x1D\x1E\x04\x02\x30\x00\x30\x09\x06\x03\x55\x1D\x1F\x04\x02\x30\x00"), 0, "",
	  "" },
	{ "critical of two bytes", LITERAL("\x30\x0D\x06\x03\x55\x1D\x1E\x01\x02\xFF\xFF\x04\x02\x30\x00"), MALFORMED,
	  "", "" },
	{ "without a value", LITERAL("\x30\x05\x06\x03\x55\x1D\x1E"), MALFORMED, "", "" },
	{ "with two values", LITERAL("\x30\x09\x06\x03\x55\x1D\x1E\x04\x00\x04\x00"), MALFORMED, "", "" },
	{ "without a number", LITERAL("\x30\x02\x04\x00"), MALFORMED, "", "" },
	{ "a value of another type", LITERAL("\x30\x07\x06\x03\x55\x1D\x1E\x0C\x00"), MALFORMED, "", "" },
	{ "no SEQUENCE", LITERAL("\x31\x07\x06\x03\x55\x1D\x1E\x04\x00"), MALFORMED, "", "" },
};

static unsigned flags_of(const struct certificate_extensions *found)
{
	return (found->may_sign ? MAY_SIGN : 0u) | (found->may_sign_certificates ? MAY_SIGN_CERTIFICATES : 0u) |
	       (found->has_key_usage ? HAS_USAGE : 0u) | (found->is_ca ? CA : 0u) |
	       (found->unknown_critical ? UNKNOWN_CRITICAL : 0u) | (found->unusual ? UNUSUAL : 0u) |
	       (found->malformed_hint ? MALFORMED_HINT : 0u);
}

static bool is_text(zairyu_bytes bytes, const char *text)
{
	return bytes.len == strlen(text) && (bytes.len == 0 || memcmp(bytes.data, text, bytes.len) == 0);
}

START_TEST(test_lists)
{
	struct certificate_extensions found = { .is_ca = false };
	struct blob der = { .len = 0 };
	struct der in;
	bool reads;

	blob_element(&der, FORM_DER, 0x30, lists[_i].list.data, lists[_i].list.len);
	in = der_over(blob_bytes(&der), NULL);
	reads = certificate_extensions_read(&in, &found);
	ck_assert_msg(reads == (lists[_i].found != MALFORMED), "%s", lists[_i].what);
	if (!reads)
		return;
	ck_assert_msg(flags_of(&found) == lists[_i].found, "%s: %02X", lists[_i].what, flags_of(&found));
	ck_assert_msg(is_text(found.subject_key, lists[_i].subject_key), "%s", lists[_i].what);
	ck_assert_msg(is_text(found.authority_key, lists[_i].authority_key), "%s", lists[_i].what);
	der.data[0] = 0x31;
	in = der_over(blob_bytes(&der), NULL);
	ck_assert(!certificate_extensions_read(&in, &found));
}
END_TEST

/* So many, and no more. */
START_TEST(test_many)
{
	enum { MANY = 32 };

	for (size_t count = 1; count <= MANY + 1; count++) {
		struct certificate_extensions found = { .is_ca = false };
		struct blob list = { .len = 0 }, der = { .len = 0 };
		struct der in;

		for (size_t i = 0; i < count; i++) {
			const uint8_t one[] = { 0x30, 0x07, 0x06, 0x03, 0x55, 0x1E, (uint8_t)i, 0x04, 0x00 };

			blob_add(&list, one, sizeof one);
		}
		blob_wrap(&der, FORM_DER, 0x30, &list);
		in = der_over(blob_bytes(&der), NULL);
		ck_assert(certificate_extensions_read(&in, &found) == (count <= MANY));
		ck_assert(!found.unusual);
		list.data[6] = (uint8_t)(count - 1); /* the last one is the first again */
		der.len = 0;
		blob_wrap(&der, FORM_DER, 0x30, &list);
		in = der_over(blob_bytes(&der), NULL);
		ck_assert(certificate_extensions_read(&in, &found) == (count <= MANY));
		ck_assert(count > MANY || found.unusual == (count > 1));
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_loop_test(tc, test_lists, 0, COUNT(lists));
	tcase_add_test(tc, test_many);
	return suite_run("verify: extensions", tc);
}
