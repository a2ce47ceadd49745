/* SPDX-License-Identifier: BSD-2-Clause */
/* Scales pixels, up and down alike. */
#ifndef SHEET_RESAMPLE_H
#define SHEET_RESAMPLE_H

#include <stdbool.h>
#include <stdint.h>

/* Interleaved 8-bit samples, rows without gaps. */
struct samples {
	uint8_t *data;
	uint32_t width;
	uint32_t height;
	uint32_t channels;
};

/* Allocates; false if there is no memory. */
bool samples_init(struct samples *samples, uint32_t width, uint32_t height, uint32_t channels);
/* Wipes and frees. */
void samples_done(struct samples *samples);

/* Scales `from` to a new image of that size; false if there is no memory. */
bool resample(const struct samples *from, uint32_t width, uint32_t height, struct samples *out);

#endif
