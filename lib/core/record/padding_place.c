/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/padding_place.h"

#include "card/extent.h"

/* The NULs that a value ends with, as far as they lie behind the end of its content; of length 0 if no end shows. */
static struct record_run tail_of(const struct record_file *file, const struct record_object *object)
{
	const struct card_object *table = card_object_in(file->table, object->tag);
	const zairyu_bytes value = object->value;
	struct record_run tail = { 0 };
	size_t end;

	if (!table || extent_find(table->extent, value, value.len, &end) != EXTENT_END || end > value.len)
		return tail;
	while (tail.len < value.len - end && value.data[value.len - 1 - tail.len] == 0)
		tail.len++;
	tail.offset = (size_t)(value.data - file->data) + (value.len - tail.len);
	return tail;
}

/* The rest of a tail: what a reading leaves out lasts to its end. */
static bool is_rest_of(const struct record_run *run, const struct record_run *tail)
{
	return run->len > 0 && run->len <= tail->len && run->offset == tail->offset + (tail->len - run->len);
}

bool padding_fits(const struct record_file *file)
{
	size_t next = 0;

	for (size_t i = 0; i < file->object_count && next < file->padding.count; i++) {
		const struct record_run tail = tail_of(file, &file->objects[i]);

		next += is_rest_of(&file->padding.runs[next], &tail);
	}
	return next == file->padding.count;
}

bool padding_place(struct record_file *file, size_t count)
{
	struct record_padding backwards = { .count = 0 };

	for (size_t i = file->object_count; i-- > 0 && count > 0;) {
		const struct record_run tail = tail_of(file, &file->objects[i]);
		const size_t len = count < tail.len ? count : tail.len;

		if (len > 0 && !padding_add(&backwards, tail.offset + (tail.len - len), len))
			return false;
		count -= len;
	}
	while (backwards.count > 0) {
		const struct record_run run = backwards.runs[--backwards.count];

		if (!padding_add(&file->padding, run.offset, run.len))
			return false;
	}
	return count == 0;
}
