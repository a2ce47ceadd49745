/* SPDX-License-Identifier: BSD-2-Clause */
/* What every test of images does: a context, a decode that must succeed or be refused in these words. */
#ifndef TEST_IMAGE_SUPPORT_H
#define TEST_IMAGE_SUPPORT_H

#include <check.h>
#include <zairyu/image.h>

zairyu_context *new_context(void);
/* Decodes; fails the test, with the message, if that does not succeed. */
zairyu_image *decode_well(zairyu_bytes bytes);
/* Fails the test unless decoding fails with this code and, where not NULL, this message. */
void expect_refusal(zairyu_context *ctx, zairyu_bytes bytes, int code, const char *message);
/* 1 if the pixel of a bilevel image is black. */
int black(const zairyu_image *image, uint32_t x, uint32_t y);

#endif
