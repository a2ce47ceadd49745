/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is taken is given back: besides blocks of our own code (../support/balance.h) blocks of libcrypto, and its digests,
 * which it keeps anyway. For programs linked with its functions wrapped (meson.build).
 */
#ifndef TESTS_CRYPTO_BALANCE_H
#define TESTS_CRYPTO_BALANCE_H

#include <stdbool.h>

/* First of all in main(), before libcrypto takes anything. False if it is too late. */
bool balance_begin(void);
/* How many are held now. */
long balance(void);
/*
 * Runs something with the first allocation of our own code failing, then with the second, and so on, until none fails:
 * each time it has to return NO_MEMORY, and then `expected`; and nothing that it took may stay behind.
 */
void balance_without_memory(int (*run)(void *userdata), void *userdata, int expected);

#endif
