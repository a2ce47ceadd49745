/* SPDX-License-Identifier: BSD-2-Clause */
/* The tables against the host's own converters, byte by byte and pair by pair; and what is made of every pair. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/text/field_note.h"
#include "record/text/shift_jis.h"
#include "record/text/text_decode.h"
#include "record/text/utf8.h"

/* Names differ between C libraries; (iconv_t)-1 where there is none. */
static iconv_t converters[SHIFT_JIS_ENCODINGS];

static void open_converters(void)
{
	static const char *const names[SHIFT_JIS_ENCODINGS][3] = {
		{ "CP932", "WINDOWS-31J", "MS932" }, { "SHIFT_JIS-2004", "SHIFT_JISX0213", "SHIFT-JISX0213" }
	};

	for (int e = 0; e < SHIFT_JIS_ENCODINGS; e++) {
		converters[e] = (iconv_t)-1;
		for (int i = 0; i < 3 && converters[e] == (iconv_t)-1; i++)
			converters[e] = iconv_open("UTF-8", names[e][i]);
		if (converters[e] == (iconv_t)-1)
			printf("no %s on this host\n", names[e][0]);
	}
}

static void close_converters(void)
{
	for (int e = 0; e < SHIFT_JIS_ENCODINGS; e++)
		if (converters[e] != (iconv_t)-1)
			iconv_close(converters[e]);
}

/* What the host reads; "" if nothing. */
static void host_reads(int encoding, const char *in, size_t len, char out[16])
{
	char bytes[8], *from = bytes, *to = out;
	size_t left = len, room = 15;

	memcpy(bytes, in, len);
	memset(out, 0, 16);
	(void)iconv(converters[encoding], NULL, NULL, NULL, NULL);
	if (iconv(converters[encoding], &from, &left, &to, &room) != 0 || left > 0 ||
	    iconv(converters[encoding], NULL, NULL, &to, &room) != 0)
		memset(out, 0, 16);
}

static void we_read(int encoding, const char *in, size_t len, char out[16])
{
	struct cursor c = { (const uint8_t *)in, len };
	struct shift_jis_unit unit;
	const uint32_t *characters = unit.by[encoding].characters;

	memset(out, 0, 16);
	if (!shift_jis_next(&c, &unit) || c.left > 0 || characters[0] == 0)
		return;
	out += utf8_write(characters[0], out);
	if (characters[1] != 0)
		utf8_write(characters[1], out);
}

/* Where hosts have another opinion of the same character. */
static const struct {
	int encoding;
	const char *in, *host;
} known[] = {
	{ SHIFT_JIS_2004, "\x81\x5C", "\u2014" }, { SHIFT_JIS_2004, "\x81\x5F", "\\" },
	{ SHIFT_JIS_2004, "\x81\xB0", "~" },      { SHIFT_JIS_2004, "\x81\xD4", "\uFF5F" },
	{ SHIFT_JIS_2004, "\x81\xD5", "\uFF60" },
};

static bool is_known(int encoding, const char *in, size_t len, const char *host)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].encoding == encoding && strlen(known[i].in) == len && memcmp(known[i].in, in, len) == 0 &&
		    strcmp(known[i].host, host) == 0)
			return true;
	return false;
}

static unsigned compare(int encoding, const char *in, size_t len)
{
	char ours[16], hosts[16];

	we_read(encoding, in, len, ours);
	host_reads(encoding, in, len, hosts);
	ck_assert_msg(strcmp(ours, hosts) == 0 || is_known(encoding, in, len, hosts), "%d: %02X%02X: '%s', host '%s'",
		      encoding, (uint8_t)in[0], len > 1 ? (uint8_t)in[1] : 0, ours, hosts);
	return ours[0] != '\0';
}

START_TEST(tables_are_the_hosts)
{
	static const unsigned characters[] = { 9604 + 256, 11233 + 256 };
	unsigned found = 0;

	if (converters[_i] == (iconv_t)-1)
		return;
	for (int lead = 1; lead < 256; lead++) {
		char in[2] = { (char)lead, 0 };

		if (lead >= 0xA1 && lead <= 0xDF)
			found += compare(_i, in, 1);
		if ((lead >= 0x81 && lead < 0xA0) || (lead >= 0xE0 && lead < 0xFD))
			for (int trail = 0x40; trail < 256; trail++) {
				in[1] = (char)trail;
				found += compare(_i, in, 2);
			}
	}
	ck_assert_uint_gt(found, characters[_i] - 400);
	printf("%d: %u characters are the host's\n", _i, found);
}
END_TEST

/* Every pair inside a text: the one reading there is, or none. */
START_TEST(every_pair)
{
	enum { BEFORE = 6, AFTER = 2 };
	char text[BEFORE + 2 + AFTER + 1] = "\x93\x8C\x8B\x9E\x93\x73??\x92\xAC", *out;
	unsigned refused = 0, read = 0, differ = 0;

	for (int pair = 0x8140; pair <= 0xFCFC; pair++) {
		struct shift_jis_unit unit;
		char expected[64] = "東京都";
		struct cursor c = { (const uint8_t *)text + BEFORE, 2 };
		const uint32_t *windows = unit.by[SHIFT_JIS_WINDOWS].characters,
			       *jis = unit.by[SHIFT_JIS_2004].characters;
		const uint32_t *taken;
		unsigned notes;

		text[BEFORE] = (char)(pair >> 8);
		text[BEFORE + 1] = (char)pair;
		if (!shift_jis_next(&c, &unit) || c.left > 0)
			continue;
		taken = jis[0] ? jis : windows;
		ck_assert_int_ne(text_decode((zairyu_bytes){ (const uint8_t *)text, BEFORE + 2 + AFTER }, &out,
					     &notes) == ZAIRYU_OK,
				 !out);
		if (windows[0] && jis[0] && !unit.same_character && memcmp(windows, jis, sizeof unit.by[0]) != 0) {
			ck_assert_msg(!out && (notes & NOTE_AMBIGUOUS), "%04X", (unsigned)pair);
			differ++;
		} else if (!out) {
			refused += taken[0] != 0; /* as good in UTF-16 or Big5 */
		} else {
			char *at = expected + strlen(expected);

			at += utf8_write(taken[0], at);
			if (taken[1])
				at += utf8_write(taken[1], at);
			strcpy(at, "町");
			ck_assert_str_eq(out, expected);
			read++;
		}
		free(out);
	}
	ck_assert_uint_gt(read, 8500);
	ck_assert_uint_eq(differ, 2642);
	ck_assert_uint_eq(refused, 33);
	printf("%u pairs read, %u of two readings, %u refused for others\n", read, differ, refused);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("Shift_JIS", 60);

	tcase_add_unchecked_fixture(tcase, open_converters, close_converters);
	tcase_add_loop_test(tcase, tables_are_the_hosts, 0, SHIFT_JIS_ENCODINGS);
	tcase_add_test(tcase, every_pair);
	return suite_run("Shift_JIS", tcase);
}
