/* SPDX-License-Identifier: BSD-2-Clause */
/* What every test of images does: a context, a decode that must succeed or be refused in these words. */
#ifndef TEST_IMAGE_SUPPORT_H
#define TEST_IMAGE_SUPPORT_H

#include <check.h>
#include <zairyu/image.h>

#include "make.h"

zairyu_context *new_context(void);
/* Decodes; fails the test, with the message, if that does not succeed. */
zairyu_image *decode_well(zairyu_bytes bytes);
/* Fails the test unless decoding fails with this code and, where not NULL, this message. */
void expect_refusal(zairyu_context *ctx, zairyu_bytes bytes, int code, const char *message);
/* Fails the test unless the bytes decode to make_picture() of this size. */
void check_picture(zairyu_bytes bytes, uint32_t width, uint32_t height);
/* Fails it unless they decode to what make_jp2() paints, every pixel within `most`; the wish is made and decoded, or
 * given as bytes. */
void check_painted(const struct jp2_wish *wish, int most);
void check_colours(zairyu_bytes bytes, const struct jp2_wish *wish, int most);
/* Bytes written as text: hexadecimal, and letters between quotes. */
struct made bytes_of(const char *text);
/* A file beside the tests. */
struct made read_file(const char *name);
/* Fails the test unless one decodes to what the other, a PNG, shows. */
void check_file(const char *name, const char *png, int most);
/* 1 if the pixel of a bilevel image is black. */
int black(const zairyu_image *image, uint32_t x, uint32_t y);

#endif
