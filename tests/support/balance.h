/* SPDX-License-Identifier: BSD-2-Clause */
/* Allocations that are counted, and fail, in programs that have balance.c. */
#ifndef TESTS_BALANCE_H
#define TESTS_BALANCE_H

#include <stdatomic.h>

/* How many allocations succeed before one fails; negative: all do, and again after that one. */
extern atomic_long balance_until_failure;
/* How many blocks are held, counted from the beginning of the test. */
extern atomic_long balance_held;

#endif
