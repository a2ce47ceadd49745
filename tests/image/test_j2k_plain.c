/* SPDX-License-Identifier: BSD-2-Clause */
/* What of a codestream reaches the decoder: the segments that count, in one order, and tile-parts numbered anew. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "jp2/j2k_layout.h"
#include "jp2/j2k_plain.h"
#include "support.h"

#define SIZ "FF51 0029 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0001 07 01 01"
#define COD "FF52 000C 00 00 0001 00 00 04 04 00 01"
#define COC "FF53 0009 00 00 00 04 04 00 01"
#define QCD "FF5C 0004 40 40"
#define QCC "FF5D 0005 00 40 41"
#define RGN "FF5E 0005 00 00 01"
#define POC "FF5F 0009 00 00 0001 01 01 00"
#define PPM "FF60 0004 00 01"
#define PPT "FF61 0004 00 02"
#define COM "FF64 0004 4142"
#define CRG "FF63 0006 00000000"
#define TLM "FF55 0004 00 00"
#define PLT "FF58 0004 00 10"
#define SOD "FF93"
#define EOC "FFD9"

static const struct {
	const char *in, *out; /* behind SOC */
} streams[] = {
	{ SIZ COD QCD "FF90 000A 0000 00000010 00 01" SOD "4142" EOC,
	  SIZ COD QCD "FF90 000A 0000 00000010 00 01" SOD "4142" EOC },
	/* everything there is, backwards */
	{ COM PLT PPT PPM POC RGN QCC QCD COC COD TLM CRG SIZ "FF30" PPM POC RGN QCC QCD COC COD SIZ
							      "FF90 000A 0000 0000000E 07 09" SOD EOC,
	  SIZ COD COD COC COC QCD QCD QCC QCC RGN RGN POC POC PPM PPM "FF90 000A 0000 0000000E 00 01" SOD EOC },
	/* and in a tile-part */
	{ SIZ COD QCD "FF90 000A 0000 00000072 00 00" COM PLT PPT PPM POC RGN QCC QCD COC COD TLM CRG
		      "FF31" SIZ PPT POC RGN QCC QCD COC COD "FF80 0002" SOD "41" EOC,
	  NULL },
	/* the last of a kind has the last word, so all are kept as they come */
	{ SIZ COD QCD COD QCD "FF52 000C 00 00 0002 00 00 04 04 00 01 FF90 000A 0000 0000000F 00 01" SOD "41" EOC,
	  SIZ COD COD "FF52 000C 00 00 0002 00 00 04 04 00 01" QCD QCD "FF90 000A 0000 0000000F 00 01" SOD "41" EOC },
	/* parts of a tile, the last of open length; padding and no end */
	{ SIZ COD QCD "FF90 000A 0000 0000000F 05 00" SOD "41 FF90 000A 0000 0000000E 03 00" SOD
		      "FF90 000A 0000 00000000 00 00" SOD "424344" EOC "0000",
	  SIZ COD QCD "FF90 000A 0000 0000000F 00 03" SOD "41 FF90 000A 0000 0000000E 01 03" SOD
		      "FF90 000A 0000 00000011 02 03" SOD "424344" EOC },
	{ SIZ COD QCD "FF90 000A 0000 0000000F 00 01" SOD "41 0000",
	  SIZ COD QCD "FF90 000A 0000 0000000F 00 01" SOD "41" EOC },
};

static struct made stream_of(const char *text)
{
	struct made out = { 0 }, rest = bytes_of(text);

	made_append(&out, "\xFF\x4F", 2);
	made_append(&out, rest.data, rest.len);
	made_free(&rest);
	return out;
}

/* The same segments in the tile-part's header, its length put right. */
static struct made tile_of_all(const char *order, size_t part_at)
{
	struct made out = stream_of(order);

	put_u32(out.data + part_at + 6, (uint32_t)(out.len - 2 - part_at));
	return out;
}

START_TEST(plain)
{
	static const char tile[] = SIZ COD QCD
		"FF90 000A 0000 00000000 00 01" COD COD COC COC QCD QCD QCC QCC RGN RGN POC POC PPT PPT SOD "41" EOC;
	const size_t part_at = 2 + 43 + 14 + 6;
	struct made in = stream_of(streams[_i].in), expected;
	struct j2k_layout layout;
	uint8_t *out;
	size_t len;

	if (streams[_i].out) {
		expected = stream_of(streams[_i].out);
	} else {
		expected = tile_of_all(tile, part_at);
		put_u32(in.data + part_at + 6, (uint32_t)(in.len - 2 - part_at));
	}
	ck_assert_int_eq(j2k_layout_read(made_bytes(&in), false, &layout, NULL), ZAIRYU_OK);
	ck_assert_int_eq(j2k_plain_new(&layout, &out, &len, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(len, expected.len);
	ck_assert_mem_eq(out, expected.data, len);
	free(out);
	made_free(&expected);
	made_free(&in);
}
END_TEST

/* What was not checked beforehand, or changed since. */
START_TEST(not_plain)
{
	static const char *const texts[] = { "", "FF4F", "FF4F" SIZ "FF52",
					     "FF4F" SIZ COD QCD "FF90 000A 0000 0000000D 00 01" SOD,
					     "FF4F" SIZ COD QCD "FF90 000A 0000 00000010 00 01 FF70 0002" SOD
					     "4142" EOC };
	struct made in = bytes_of(texts[_i]);
	struct j2k_layout layout = { .stream = made_bytes(&in) };
	uint8_t *out;
	size_t len;

	ck_assert_int_eq(j2k_plain_new(&layout, &out, &len, NULL), ZAIRYU_ERR_IMAGE);
	free(out);
	made_free(&in);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k plain", 60);

	tcase_add_loop_test(tc, plain, 0, COUNT(streams));
	tcase_add_loop_test(tc, not_plain, 0, 5);
	return suite_run("j2k plain", tc);
}
