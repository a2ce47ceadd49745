/* SPDX-License-Identifier: BSD-2-Clause */
#include "document.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define SHA256_TEXT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct {
	uint64_t item;
	const char *file;
	size_t len;
} files[] = {
	{ ZAIRYU_ITEM_COMMON_DATA, LITERAL("\xC0\x04"
					   "0001") },
	{ ZAIRYU_ITEM_CARD_TYPE, LITERAL("\xC1\x02"
					 "05") },
	{ ZAIRYU_ITEM_CARD_NUMBER, LITERAL("\xC2\x0C"
					   "ZZ00112233RR") }, /* not the one that opened the card */
	{ ZAIRYU_ITEM_PRINTED_ENTRIES, LITERAL("\xC5\x08"
					       "20300230" /* no day */
					       "\xC6\x08"
					       "19900500" /* day unknown */
					       "\xC7\x01"
					       "2"
					       "\xC8\x03"
					       "JPN"
					       "\xCE\x04\0\0\0\0") },
	{ ZAIRYU_ITEM_PERMISSIONS, LITERAL("\0\0\0") },
	{ ZAIRYU_ITEM_OTHER, LITERAL("\xD9\x01"
				     "1"
				     "\xDE\x09"
				     "a\"b\\\xE5\x9C\xA8/\0"
				     "\xDF\x20\x02hi") },
	{ ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDC\x02xy") },
};

zairyu_record *document_record(zairyu_context *ctx)
{
	zairyu_record *record = sample_begin(ctx, "05");

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		ck_assert_int_eq(record_add_file(record, files[i].item,
						 (zairyu_bytes){ (const uint8_t *)files[i].file, files[i].len }, NULL,
						 NULL),
				 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	return record;
}

#define FIRST_LINE "zairyu-results=1\n"
#define RESULTS                                                                                                        \
	"verdict=genuine\n"                                                                                            \
	"falsification=ok\n"                                                                                           \
	"issuer=ok\n"                                                                                                  \
	"covers=printed-entries,name-and-face\n"                                                                       \
	"anchor-kind=production\n"                                                                                     \
	"anchor-sha256=" SHA256_TEXT "\n"                                                                              \
	"anchor-subject=CN=A\n"                                                                                        \
	"certificate-subject=CN=S\n"                                                                                   \
	"certificate-serial=0a\n"                                                                                      \
	"certificate-not-before=-1\n"                                                                                  \
	"certificate-not-after=9223372036854775807\n"                                                                  \
	"note=certificate-not-der\n"

zairyu_bytes document_results(void)
{
	return BYTES(FIRST_LINE RESULTS);
}

zairyu_report *document_report(zairyu_context *ctx, const zairyu_record *record)
{
	zairyu_report *report;
	zairyu_bytes digest;
	char hex[65], text[1024];

	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	for (size_t i = 0; i < digest.len; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest.data[i]);
	snprintf(text, sizeof text, FIRST_LINE "record=%s\n" RESULTS, hex);
	ck_assert_int_eq(
		zairyu_report_decode(ctx, (zairyu_bytes){ (const uint8_t *)text, strlen(text) }, &report, NULL), 0);
	return report;
}

int document_write(void *userdata, const void *data, size_t len)
{
	struct written *written = userdata;

	written->calls++;
	ck_assert_uint_lt(written->len + len, sizeof written->text);
	memcpy(written->text + written->len, data, len);
	written->len += len;
	written->text[written->len] = '\0';
	return written->fail;
}
