/* SPDX-License-Identifier: BSD-2-Clause */
/* What is odd in a JPEG 2000 image and decides no pixel: with it, the image decodes to what it is without it. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

static const struct jp2_wish usual = { .width = 60, .height = 80, .components = 3 };

typedef void change_fn(struct made *jp2, const void *data, size_t len);

static void change_box(struct made *jp2, const void *data, size_t len)
{
	/* the type of a box, and what its bytes become from there on */
	memcpy(jp2->data +
		       find_box(jp2, (char[]){ ((const char *)data)[0], ((const char *)data)[1],
					       ((const char *)data)[2], ((const char *)data)[3], 0 }) +
		       4,
	       (const char *)data + 4, len - 4);
}

static void remove_box(struct made *jp2, const void *data, size_t len)
{
	size_t at = find_box(jp2, data);
	uint32_t size = get_u32(jp2->data + at), header = (uint32_t)find_box(jp2, "jp2h");

	(void)len;
	if (at > header && at < header + get_u32(jp2->data + header))
		put_u32(jp2->data + header, get_u32(jp2->data + header) - size);
	made_remove(jp2, at, size);
}

static void append(struct made *jp2, const void *data, size_t len)
{
	made_append(jp2, data, len);
}

/* Before the codestream's box, outside the header. */
static void add_outside(struct made *jp2, const void *data, size_t len)
{
	made_insert(jp2, find_box(jp2, "jp2c"), data, len);
}

/* Bytes of the main or the tile-part's header: the marker, how far from it (one byte), what is there. */
static void change_segment(struct made *jp2, const void *data, size_t len)
{
	const uint8_t *bytes = data;

	memcpy(jp2->data + find_marker(jp2, (uint16_t)(bytes[0] << 8 | bytes[1])) + bytes[2], bytes + 3, len - 3);
}

/* Takes a segment of the main header and puts it elsewhere. */
static void move_before_size(struct made *jp2, const void *data, size_t len)
{
	const uint8_t *bytes = data;
	struct made segment = jp2_take_segment(jp2, (uint16_t)(bytes[0] << 8 | bytes[1]));

	(void)len;
	made_insert(jp2, find_marker(jp2, 0xFF51), segment.data, segment.len);
	jp2_close(jp2);
	made_free(&segment);
}

static void move_behind(struct made *jp2, const void *data, size_t len)
{
	const uint8_t *bytes = data;
	struct made segment = jp2_take_segment(jp2, (uint16_t)(bytes[0] << 8 | bytes[1]));

	(void)len;
	made_insert(jp2, find_marker(jp2, 0xFF90), segment.data, segment.len);
	jp2_close(jp2);
	made_free(&segment);
}

/* A copy of the main header's segment of the marker that `data` begins with. */
static struct made copy_segment(const struct made *jp2, const void *data)
{
	const uint8_t *bytes = data;
	size_t at = find_marker(jp2, (uint16_t)(bytes[0] << 8 | bytes[1]));
	size_t size = 2 + (size_t)(jp2->data[at + 2] << 8 | jp2->data[at + 3]);
	struct made segment = { 0 };

	made_append(&segment, jp2->data + at, size);
	return segment;
}

/* The same again, in the main header. */
static void repeat_main(struct made *jp2, const void *data, size_t len)
{
	struct made segment = copy_segment(jp2, data);

	(void)len;
	jp2_add_main(jp2, segment.data, segment.len);
	made_free(&segment);
}

static void repeat_tile(struct made *jp2, const void *data, size_t len)
{
	struct made segment = copy_segment(jp2, data);

	(void)len;
	jp2_add_tile(jp2, segment.data, segment.len);
	made_free(&segment);
}

/* A default that is wrong for this image, overridden in the tile-part's header. */
static void default_elsewhere(struct made *jp2, const void *data, size_t len)
{
	repeat_tile(jp2, data, len);
	jp2->data[find_marker(jp2, 0xFF52) + 9]--; /* decomposition levels */
}

/* The same, overridden for each component [A.6.2]; behind or before the default. */
static void component_styles(struct made *jp2, const void *data, size_t len)
{
	size_t cod = find_marker(jp2, 0xFF52);
	uint8_t coc[11] = { 0xFF, 0x53, 0, 9, 0, 0 };

	memcpy(coc + 6, jp2->data + cod + 9, 5);
	for (coc[4] = 0; coc[4] < 3; coc[4]++)
		if (len && *(const uint8_t *)data == 1)
			jp2_add_tile(jp2, coc, sizeof coc);
		else
			jp2_add_main(jp2, coc, sizeof coc);
	jp2->data[find_marker(jp2, 0xFF52) + 9]--;
}

static void drop_end(struct made *jp2, const void *data, size_t len)
{
	jp2->len -= 2;
	jp2_close(jp2);
	made_append(jp2, data, len);
}

static void drop_end_of_open_box(struct made *jp2, const void *data, size_t len)
{
	jp2->len -= 2;
	put_u32(jp2->data + find_box(jp2, "jp2c"), 0);
	made_append(jp2, data, len);
}

static void drop_end_and_length(struct made *jp2, const void *data, size_t len)
{
	drop_end_of_open_box(jp2, data, len);
	put_u32(jp2->data + find_marker(jp2, 0xFF90) + 6, 0);
}

/* A length of 64 bits. */
static void long_length(struct made *jp2, const void *data, size_t len)
{
	size_t at = find_box(jp2, data), header = find_box(jp2, "jp2h");
	uint8_t size[8] = { 0 };

	(void)len;
	if (at > header && at < header + get_u32(jp2->data + header))
		put_u32(jp2->data + header, get_u32(jp2->data + header) + 8);
	put_u32(size + 4, get_u32(jp2->data + at) + 8);
	put_u32(jp2->data + at, 1);
	made_insert(jp2, at + 8, size, 8);
}

static const struct {
	change_fn *change;
	const char *data;
} oddities[] = {
	/* boxes that say what the codestream says too, and what they say does not matter */
	{ change_box, "'ihdrihdr' 00000001 00000001 0001 FF 06 01 01" },
	{ change_box, "'ihdrfree'" },
	{ remove_box, "'ihdr' 00" },
	{ jp2_add_box, "0000000B 'bpcc' 0B0C0D" },
	{ jp2_add_box_first, "0000000B 'bpcc' 0B0C0D" },
	/* others nobody needs */
	{ jp2_add_box, "0000001A 'res ' 00000012 'resc' 0001 0001 0001 0001 00 00" },
	{ jp2_add_box_first, "0000000C 'qqqq' 00000000" },
	{ jp2_add_box, "00000008 'colr'" },
	{ jp2_add_box, "000000" },
	{ jp2_add_box, "00000000000000000000" },
	{ add_outside, "0000000C 'xml ' 3C612F3E" },
	{ add_outside, "0000001C 'uuid' 000102030405060708090A0B0C0D0E0F 00000000" },
	{ add_outside, "00000014 'uinf' 0000000C 'url ' 00000000" },
	{ add_outside, "00000010 'rreq' 0102030405060708" },
	{ add_outside, "00000010 'jp2i' 0102030405060708" },
	{ append, "0000000C 'xml ' 3C612F3E" },
	{ append, "FFFFFFFFFFFF" },
	{ append, "000000000000FFD9" },
	/* the beginning */
	{ change_box, "'ftypftypjpx ' 00000000 'jpx '" },
	{ change_box, "'ftypftyp' 00000000 00000000 00000000" },
	{ remove_box, "'ftyp' 00" },
	{ remove_box, "'jP  ' 00" },
	{ change_box, "'jP  jP  ' 0A870A0D" },
	/* colour: none, others first, others behind */
	{ remove_box, "'colr' 00" },
	{ remove_box, "'jp2h' 00" },
	{ jp2_add_box_first, "0000000F 'colr' 040000 4C414200" },
	{ jp2_add_box_first, "0000000F 'colr' 030000 00000090" },
	{ jp2_add_box_first, "0000000F 'colr' 000000 00000011" },
	{ jp2_add_box_first, "0000000F 'colr' FF0000 00000012" },
	{ jp2_add_box_first, "0000000F 'colr' 02FFFF 00000090" },
	{ jp2_add_box_first, "0000000F 'colr' 010000 00000063" },
	{ jp2_add_box_first, "0000000B 'colr' 010000" },
	{ jp2_add_box_first, "00000008 'colr'" },
	{ jp2_add_box, "0000000F 'colr' 010000 00000011" },
	{ jp2_add_box, "0000000F 'colr' 010000 0000000C" },
	{ change_box, "'colrcolr' 020000 00000090" },
	{ change_box, "'colrcolr' 030000 00000090" },
	{ change_box, "'colrcolr' 040000 00000090" },
	/* channels: any order of definitions, some missing, doubled or of no use */
	{ jp2_add_box, "0000001C 'cdef' 0003 0000 0000 0001 0001 0000 0002 0002 0000 0003" },
	{ jp2_add_box_first, "0000001C 'cdef' 0003 0002 0000 0003 0000 0000 0001 0001 0000 0002" },
	{ jp2_add_box, "0000000A 'cdef' 0000" },
	{ jp2_add_box, "00000010 'cdef' 0001 0001 0000 0002" },
	{ jp2_add_box, "0000001C 'cdef' 0003 0000 0000 0000 0001 0000 0000 0002 0000 0000" },
	{ jp2_add_box, "0000001C 'cdef' 0003 0000 0000 FFFF 0001 0000 FFFF 0002 0000 FFFF" },
	{ jp2_add_box, "00000022 'cdef' 0004 0000 0000 0001 0001 0000 0002 0002 0000 0003 0007 0001 0000" },
	{ jp2_add_box, "00000022 'cdef' 0004 0000 0000 0001 0001 0000 0002 0002 0000 0003 0002 0000 0001" },
	{ jp2_add_box, "0000001E 'cdef' 0003 0000 0000 0001 0001 0000 0002 0002 0000 0003 FFFF" },
	{ jp2_add_box, "00000014 'cmap' 0000 00 00 0001 00 00 0002 00 00" },
	/* lengths of boxes */
	{ long_length, "'jp2h' 00" },
	{ long_length, "'ihdr' 00" },
	{ long_length, "'jp2c' 00" },
	/* the main header: markers that stand alone, segments nobody knows, whatever they hold */
	{ jp2_add_main, "FF30" },
	{ jp2_add_main, "FF30FF31FF3F" },
	{ jp2_add_main, "FF6F 0005 FF52FF" },
	{ jp2_add_main, "FF6F 0008 FF900000FFD9" },
	{ jp2_add_main, "FF01 0002" },
	{ jp2_add_main, "FF50 0008 000200000001" },
	{ jp2_add_main, "FF57 0003 00" },
	{ jp2_add_main, "FF55 000A 00 50 0000 00000001" },
	{ jp2_add_main, "FF63 000E 000000000000000000000000" },
	{ jp2_add_main, "FF64 0006 0001 4142" },
	{ jp2_add_main, "FF66 0004 0102" },
	{ jp2_add_main, "FF61 0004 0001" },
	{ repeat_main, "FF51" },
	{ repeat_main, "FF52" },
	{ repeat_main, "FF5C" },
	{ move_before_size, "FF64" },
	{ move_before_size, "FF52" },
	{ move_behind, "FF52" },
	{ move_behind, "FF51" },
	{ component_styles, "" },
	{ change_segment, "FF51 04 4000" },
	{ change_segment, "FF51 04 0003" },
	{ change_segment, "FF51 04 FFFF" },
	/* the tile-part's */
	{ jp2_add_tile, "FF30" },
	{ jp2_add_tile, "FF6F 0005 FF93FF" },
	{ jp2_add_tile, "FF58 0005 001020" },
	{ jp2_add_tile, "FF64 0005 0001 41" },
	{ jp2_add_tile, "FF51 0004 0000" },
	{ repeat_tile, "FF52" },
	{ repeat_tile, "FF5C" },
	{ default_elsewhere, "FF52" },
	{ component_styles, "01" },
	{ jp2_add_tile, "FF5F 0009 00 00 0001 21 03 00" },
	{ jp2_add_tile, "FF5F 0010 00 00 0001 02 03 00  02 00 0001 21 03 00" },
	{ change_segment, "FF90 0A 05 01" },
	{ change_segment, "FF90 0A 00 00" },
	{ change_segment, "FF90 0A 00 09" },
	{ change_segment, "FF90 0A FF FF" },
	/* the end */
	{ drop_end, "" },
	{ drop_end, "0000000000" },
	{ drop_end, "FFFFFFFFFF" },
	{ drop_end_of_open_box, "" },
	{ drop_end_of_open_box, "00" },
	{ drop_end_of_open_box, "0000000000" },
	{ drop_end_of_open_box, "FFFFFFFFFF" },
	{ drop_end_and_length, "" },
	{ drop_end_and_length, "0000000000" },
};

START_TEST(oddity)
{
	struct made jp2 = make_jp2(&usual), data = bytes_of(oddities[_i].data);

	oddities[_i].change(&jp2, data.data, data.len);
	check_colours(made_bytes(&jp2), &usual, 0);
	made_free(&data);
	made_free(&jp2);
}
END_TEST

/* The same to a codestream without boxes. */
START_TEST(bare_codestream)
{
	static const char *const paddings[] = { "0000", "00000000", "FFFF", "FFFFFFFFFF" };

	for (size_t i = 0; i < COUNT(paddings); i++) {
		struct made jp2 = make_jp2(&usual), padding = bytes_of(paddings[i]);

		jp2_add_main(&jp2, "\xFF\x31\xFF\x6F\0\3\xFF", 7);
		made_remove(&jp2, 0, find_box(&jp2, "jp2c") + 8);
		check_colours(made_bytes(&jp2), &usual, 0);
		jp2.len -= 2;
		made_append(&jp2, padding.data, padding.len);
		check_colours(made_bytes(&jp2), &usual, 0);
		made_free(&padding);
		made_free(&jp2);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2 odd", 60);

	tcase_add_loop_test(tc, oddity, 0, COUNT(oddities));
	tcase_add_test(tc, bare_codestream);
	return suite_run("jp2 odd", tc);
}
