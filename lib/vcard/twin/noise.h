/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands where a card has bytes that say nothing: which bytes there may be. */
#ifndef TWIN_NOISE_H
#define TWIN_NOISE_H

#include <stddef.h>
#include <stdint.h>

/* Makes random bytes ones of the form (FORM_*): none is zero, and of a number the first is not superfluous in DER. */
void noise_shape(uint8_t form, uint8_t *bytes, size_t len);

#endif
