/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A backend of scheme "virtual" for demonstrations: the card of zairyu_virtual_backend(), which is placed and taken away
 * by a call, and takes as long as a real one. What it reads is simulated, and said to be.
 */
#ifndef HOST_DEMO_READER_H
#define HOST_DEMO_READER_H

#include <stdbool.h>
#include <zairyu/vcard.h>

/* With it, reading a whole card takes about two seconds. */
enum { DEMO_READER_REAL_US = 250 };

struct demo_reader;

/* `byte_us`: how long each byte of an exchange takes, in microseconds; 0 for tests. NULL without memory. No card is placed. */
struct demo_reader *demo_reader_new(unsigned byte_us);
/* After the contexts that it was registered with. */
void demo_reader_free(struct demo_reader *reader);
/* For zairyu_context_add_backend(), in place of zairyu_virtual_backend(). */
const zairyu_backend *demo_reader_backend(const struct demo_reader *reader);
/* Any thread. */
void demo_reader_place(struct demo_reader *reader);
void demo_reader_take(struct demo_reader *reader);
bool demo_reader_has_card(struct demo_reader *reader);

#endif
