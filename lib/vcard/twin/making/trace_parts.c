/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/making/trace_parts.h"

#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "twin/making/places.h"

static size_t index_of(const struct trace_parts *parts, uint8_t df, uint8_t sfi)
{
	size_t i = 0;

	while (i < parts->count && (parts->part[i].df != df || parts->part[i].sfi != sfi))
		i++;
	return i;
}

const struct trace_part *trace_parts_find(const struct trace_parts *parts, uint8_t df, uint8_t sfi)
{
	size_t i = index_of(parts, df, sfi);

	return i < parts->count ? &parts->part[i] : NULL;
}

static struct trace_part *find_or_add(struct trace_parts *parts, uint8_t df, uint8_t sfi)
{
	size_t i = index_of(parts, df, sfi);

	if (i == VCARD_FILES_MAX || sfi == 0)
		return NULL;
	if (i == parts->count) {
		uint8_t *data = calloc(1, TRACE_PART_MAX);

		if (!data)
			return NULL;
		parts->part[parts->count++] = (struct trace_part){ .df = df, .sfi = sfi, .data = data };
	}
	return &parts->part[i];
}

bool trace_parts_take(struct trace_parts *parts, const struct followed *what, zairyu_bytes data)
{
	struct trace_part *part = find_or_add(parts, what->df, what->sfi);
	size_t end;

	if (!part || what->offset > TRACE_PART_MAX || data.len > TRACE_PART_MAX - what->offset)
		return false;
	if (data.len)
		memcpy(part->data + what->offset, data.data, data.len);
	end = what->offset + data.len;
	part->len = end > part->len ? end : part->len;
	if (data.len < what->wanted)
		part->size = part->len;
	return true;
}

int trace_parts_give(const struct trace_parts *parts, struct source *source, zairyu_error **err)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct trace_part *part = &parts->part[i];
		struct place place = { .df = part->df, .sfi = part->sfi };
		size_t size = place_size(part->df, part->sfi, source->files.second_generation);

		if (part->size || size < part->len)
			size = part->len;
		if (part->len > 0 && !source_add(source, &place, part->data, size))
			return no_memory(err);
	}
	return ZAIRYU_OK;
}

void trace_parts_done(struct trace_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		zairyu_wipe(parts->part[i].data, TRACE_PART_MAX);
		free(parts->part[i].data);
	}
	parts->count = 0;
}
