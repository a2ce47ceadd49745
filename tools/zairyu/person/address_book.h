/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The agency's pages move. Texts, the libraries' too, name them as they were when those were written; whoever shows a
 * text shows the address of today.
 */
#ifndef PERSON_ADDRESS_BOOK_H
#define PERSON_ADDRESS_BOOK_H

#include <stddef.h>

enum { ADDRESS_MAX = 256 };

/* Has another address, shorter than ADDRESS_MAX like the first, shown in its place. Before any thread is started. */
void address_book_change(const char *written, const char *now);
/* The address of today: another, or the same. */
const char *address_book_now(const char *written);
/* The length of the address with which a text begins; 0 if it begins with none. */
size_t address_book_length(const char *text);

#endif
