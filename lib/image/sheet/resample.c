/* SPDX-License-Identifier: BSD-2-Clause */
/* Scales pixels with a triangle filter: between neighbours when growing, over all that is covered when shrinking. */
#include "sheet/resample.h"

#include <math.h>
#include <stdlib.h>
#include <zairyu/base.h>

/* Which samples make up one new one, along one axis. */
struct taps {
	uint32_t first;
	uint32_t count;
	float *weights; /* into the axis's pool */
};

struct axis {
	struct taps *taps;
	float *pool;
};

bool samples_init(struct samples *samples, uint32_t width, uint32_t height, uint32_t channels)
{
	*samples = (struct samples){ calloc((size_t)width * height, channels), width, height, channels };
	return samples->data != NULL;
}

void samples_done(struct samples *samples)
{
	if (samples->data)
		zairyu_wipe(samples->data, (size_t)samples->width * samples->height * samples->channels);
	free(samples->data);
	*samples = (struct samples){ 0 };
}

static void set_taps(struct taps *taps, double centre, double reach, uint32_t size)
{
	double low = ceil(centre - reach), high = floor(centre + reach), sum = 0;

	taps->first = low < 0 ? 0 : (uint32_t)low;
	taps->count = (high > size - 1 ? size - 1 : (uint32_t)high) - taps->first + 1;
	for (uint32_t i = 0; i < taps->count; i++) {
		taps->weights[i] = (float)(1 - fabs(taps->first + i - centre) / reach);
		sum += taps->weights[i];
	}
	for (uint32_t i = 0; i < taps->count; i++)
		taps->weights[i] = (float)(taps->weights[i] / sum);
}

static void axis_done(struct axis *axis)
{
	free(axis->taps);
	free(axis->pool);
}

static bool axis_init(struct axis *axis, uint32_t from, uint32_t to)
{
	double ratio = (double)from / to, reach = ratio > 1 ? ratio : 1;
	size_t most = (size_t)(2 * reach) + 2;

	*axis = (struct axis){ calloc(to, sizeof *axis->taps), calloc(to, most * sizeof *axis->pool) };
	if (!axis->taps || !axis->pool)
		return false;
	for (uint32_t i = 0; i < to; i++) {
		axis->taps[i].weights = axis->pool + i * most;
		set_taps(&axis->taps[i], (i + 0.5) * ratio - 0.5, reach, from);
	}
	return true;
}

/* One new sample from those `step` bytes apart. */
static uint8_t mix(const uint8_t *from, size_t step, const struct taps *taps)
{
	float sum = 0.5f;

	from += step * taps->first;
	for (uint32_t i = 0; i < taps->count; i++, from += step)
		sum += taps->weights[i] * (float)*from;
	return (uint8_t)sum;
}

static void scale_across(const struct samples *from, const struct axis *axis, struct samples *to)
{
	uint32_t n = from->channels;

	for (uint32_t y = 0; y < to->height; y++) {
		const uint8_t *source = from->data + (size_t)y * from->width * n;
		uint8_t *target = to->data + (size_t)y * to->width * n;

		for (uint32_t x = 0; x < to->width; x++)
			for (uint32_t c = 0; c < n; c++)
				*target++ = mix(source + c, n, &axis->taps[x]);
	}
}

static void scale_down(const struct samples *from, const struct axis *axis, struct samples *to)
{
	size_t row = (size_t)from->width * from->channels;

	for (uint32_t y = 0; y < to->height; y++)
		for (size_t x = 0; x < row; x++)
			to->data[y * row + x] = mix(from->data + x, row, &axis->taps[y]);
}

bool resample(const struct samples *from, uint32_t width, uint32_t height, struct samples *out)
{
	struct axis across = { 0 }, down = { 0 };
	struct samples between = { 0 };
	bool ok = axis_init(&across, from->width, width) && axis_init(&down, from->height, height) &&
		  samples_init(&between, width, from->height, from->channels) &&
		  samples_init(out, width, height, from->channels);

	if (ok) {
		scale_across(from, &across, &between);
		scale_down(&between, &down, out);
	}
	samples_done(&between);
	axis_done(&across);
	axis_done(&down);
	return ok;
}
