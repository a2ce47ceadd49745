/* SPDX-License-Identifier: BSD-2-Clause */
/* The entry point of every harness, as libFuzzer and replayer.c call it. A property that does not hold aborts. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_REQUIRE(condition) ((condition) ? (void)0 : abort())

#endif
