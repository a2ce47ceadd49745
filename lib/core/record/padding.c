/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/padding.h"

bool padding_add(struct record_padding *padding, size_t offset, size_t len)
{
	if (padding->count == RECORD_RUNS_MAX)
		return false;
	padding->runs[padding->count++] = (struct record_run){ .offset = offset, .len = len };
	return true;
}

size_t padding_length(const struct record_padding *padding)
{
	size_t len = 0;

	for (size_t i = 0; i < padding->count; i++)
		len += padding->runs[i].len;
	return len;
}
