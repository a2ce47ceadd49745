/* SPDX-License-Identifier: BSD-2-Clause */
/* Distinguished names: comparing them, and writing them for people. */
#ifndef CERTIFICATE_NAME_H
#define CERTIFICATE_NAME_H

#include <stdbool.h>
#include <zairyu/base.h>

/* A name written as text is at most this long, NUL included. */
enum { NAME_TEXT_MAX = 2048 };

/* Whether this is a well-formed Name. `name` is the content of its SEQUENCE. */
bool name_valid(zairyu_bytes name);

/*
 * Whether two names are the same to people: attribute by attribute, whichever of the string types that agree on ASCII
 * was taken, without regard to the case of ASCII letters and to spaces around and beside spaces [RFC 5280 7.1].
 */
bool name_equal(zairyu_bytes a, zairyu_bytes b);

/*
 * Writes a name as RFC 2253 has it, last part first, in UTF-8. Control characters and what is not UTF-8 come out
 * escaped. False if it is malformed or does not fit into `size`; what could be written is there then.
 */
bool name_write(zairyu_bytes name, char *out, size_t size);

#endif
