/* SPDX-License-Identifier: BSD-2-Clause */
/* A record without the items that must not be kept: what is left out is as if it had never been read. */
#include "record/record.h"
#include "util/error/error.h"

/* The chosen items, and those that anyone may read: they say what card it is, and nothing of the holder. */
static uint64_t items_to_keep(const zairyu_record *record, uint64_t chosen)
{
	for (size_t i = 0; i < record->file_count; i++)
		if (record->files[i].table->access == CARD_FREE)
			chosen |= record->files[i].table->item;
	return chosen;
}

static int copy_files(zairyu_record *copy, const zairyu_record *record, uint64_t items, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < record->file_count; i++) {
		const struct record_file *file = &record->files[i];
		const zairyu_bytes bytes = { .data = file->data, .len = file->len };

		if (file->table->item & items)
			rc = record_add_file(copy, file->table->item, bytes, &file->padding, err);
	}
	return rc == ZAIRYU_OK ? record_finish(copy, err) : rc;
}

static int record_select(const zairyu_record *record, uint64_t items, uint32_t flags, zairyu_record **out,
			 zairyu_error **err)
{
	zairyu_record *copy;
	int rc;

	if (out)
		*out = NULL;
	if (!record || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no record, or nowhere to put the copy");
	rc = error_check_flags(err, flags, 0);
	if (rc < 0)
		return rc;
	rc = record_new_like(record, record->number, &copy, err);
	if (rc < 0)
		return rc;
	items = items_to_keep(record, items);
	/* The results of a reduced record stay: they say what was found when all of it was there. */
	rc = record->reduced ? record_summarise(copy, record, items, zairyu_record_results(record), err)
			     : copy_files(copy, record, items, err);
	if (rc < 0) {
		zairyu_record_free(copy);
		return rc;
	}
	if (record->padding_is_settled)
		zairyu_record_settle_padding(copy);
	*out = copy;
	return ZAIRYU_OK;
}

int zairyu_record_select(const zairyu_record *record, uint64_t items, uint32_t flags, zairyu_record **out,
			 zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, record_select(record, items, flags, out, err));
}
