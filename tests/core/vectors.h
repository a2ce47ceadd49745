/* SPDX-License-Identifier: BSD-2-Clause */
/* The specifications' official worked examples (tests/vectors/), key = hex. */
#ifndef TESTS_VECTORS_H
#define TESTS_VECTORS_H

#include <zairyu/base.h>

struct vectors;

/* `name` is the file's name in tests/vectors. Fails the test if it cannot be read. */
struct vectors *vectors_load(const char *name);
void vectors_free(struct vectors *v);
/* The bytes of a key; fails the test if it is not there. Borrowed. */
zairyu_bytes vectors_get(const struct vectors *v, const char *key);

#endif
