/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the program share. */
#ifndef ABI_GROWN_PROGRAM_H
#define ABI_GROWN_PROGRAM_H

#include <zairyu.h>

/* What a later version's library fills its members with (grown.py plants it), and a later program its hint. */
enum { LATER_HINT = 77, PATIENCE_MS = 1234 };

void say(const char *what, long long value);

/* grown_structs.c: the slot `expect` of the program's own transport, and what it was told. */
void own_expect(void *userdata, const zairyu_hints *hints);
void give_hints(zairyu_transport *transport);
void say_hints(void);

/* Structs of which the caller sets `size`. */
void take_request(zairyu_context *ctx);
void list_objects(const zairyu_card *card);
#ifdef WITH_VCARD
void list_twin(zairyu_context *ctx, const zairyu_record *record);
#endif

#endif
