/* SPDX-License-Identifier: BSD-2-Clause */
/* What a reader says of itself [PC/SC part 10]: the longest commands and answers it carries. */
#ifndef PCSC_PROPERTIES_H
#define PCSC_PROPERTIES_H

#include <stddef.h>
#include <stdint.h>
#include <winscard.h>

/* Asks the reader of a connected card. 0 is unknown, and what readers that do not answer get. Returns the last code. */
LONG properties_read(SCARDHANDLE card, size_t *max_command, size_t *max_response);

/* The control code of the TLV properties in a list of features; 0 if the reader has none. */
uint32_t properties_find(const uint8_t *features, size_t len);

/* The lengths from a list of TLV properties; both are left alone if it has none. */
void properties_parse(const uint8_t *properties, size_t len, size_t *max_command, size_t *max_response);

#endif
