/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes a record down. The same record always gives the same bytes. */
#include <string.h>

#include "record/record.h"
#include "record/saved/format.h"
#include "record/source.h"
#include "util/bytes/buffer.h"
#include "util/context/context.h"
#include "util/error/error.h"

static void put_u32_at(struct buffer *b, size_t at, size_t value)
{
	for (size_t i = 0; !b->failed && i < 4; i++)
		b->data[at + i] = (uint8_t)(value >> (8 * (3 - i)));
}

/* Begins a section; its length is filled in by section_end(). */
static size_t section_begin(struct buffer *b, enum format_section type)
{
	buffer_u16(b, (uint16_t)type);
	buffer_u16(b, 0);
	buffer_u32(b, 0);
	return b->len;
}

/* Every section but the first begins with the salt: one from another record is out of place here. */
static size_t salted_begin(struct buffer *b, enum format_section type, const zairyu_record *record)
{
	size_t begin = section_begin(b, type);

	buffer_append(b, record_digests_salt(record->digests));
	return begin;
}

static void section_end(struct buffer *b, size_t begin)
{
	put_u32_at(b, begin - 4, b->len - begin);
}

static void put_section(struct buffer *b, enum format_section type, const zairyu_record *record, zairyu_bytes content)
{
	size_t begin = salted_begin(b, type, record);

	buffer_append(b, content);
	section_end(b, begin);
}

static void put_bytes(struct buffer *b, zairyu_bytes bytes)
{
	buffer_u16(b, (uint16_t)bytes.len);
	buffer_append(b, bytes);
}

static void put_string(struct buffer *b, const char *text)
{
	put_bytes(b, (zairyu_bytes){ .data = (const uint8_t *)text, .len = strlen(text) });
}

static bool is_wide(const zairyu_record *record)
{
	return zairyu_record_items_read(record) > UINT32_MAX;
}

static void put_items(struct buffer *b, const zairyu_record *record, uint64_t items)
{
	if (is_wide(record))
		buffer_u64(b, items);
	else
		buffer_u32(b, (uint32_t)items);
}

static void put_origin(struct buffer *b, const zairyu_record *record)
{
	size_t begin = section_begin(b, FORMAT_ORIGIN);

	buffer_u64(b, (uint64_t)record->read_at);
	put_string(b, record->card.type->value);
	put_string(b, record->card.spec_version);
	put_string(b, record->library_version);
	put_string(b, record->reader);
	put_string(b, source_word(record->source));
	put_bytes(b, record_digests_salt(record->digests));
	put_items(b, record, zairyu_record_items_read(record));
	section_end(b, begin);
}

static void put_padding(struct buffer *b, const struct record_padding *padding)
{
	buffer_u16(b, (uint16_t)padding->count);
	for (size_t i = 0; i < padding->count; i++) {
		buffer_u32(b, (uint32_t)padding->runs[i].offset);
		buffer_u32(b, (uint32_t)padding->runs[i].len);
	}
}

static void put_whole(struct buffer *b, const zairyu_record *record)
{
	put_section(b, FORMAT_NUMBER, record,
		    (zairyu_bytes){ .data = (const uint8_t *)record->number, .len = ZAIRYU_NUMBER_LENGTH });
	for (size_t i = 0; i < record->file_count; i++) {
		const struct record_file *file = &record->files[i];
		size_t begin = salted_begin(b, FORMAT_FILE, record);

		put_items(b, record, file->table->item);
		put_padding(b, &file->padding);
		buffer_append(b, (zairyu_bytes){ .data = file->data, .len = file->len });
		section_end(b, begin);
	}
}

static void put_reduced(struct buffer *b, const zairyu_record *record)
{
	zairyu_bytes number;

	(void)zairyu_record_number_digest(record, &number); /* known, so it cannot fail */
	put_section(b, FORMAT_NUMBER_DIGEST, record, number);
	for (size_t i = 0; i < record->file_count; i++) {
		const struct record_file *file = &record->files[i];
		size_t begin = salted_begin(b, FORMAT_SUMMARY, record);
		zairyu_bytes digest;

		put_items(b, record, file->table->item);
		buffer_u32(b, (uint32_t)file->padding_assumed);
		buffer_u32(b, (uint32_t)file->len);
		buffer_u8(b, (uint8_t)file->presence);
		(void)zairyu_record_digest(record, file->table->item, &digest); /* nor can this */
		buffer_append(b, digest);
		section_end(b, begin);
	}
	put_section(b, FORMAT_RESULTS, record, zairyu_record_results(record));
}

static void put_record(struct buffer *b, const zairyu_record *record)
{
	buffer_append(b, (zairyu_bytes){ .data = (const uint8_t *)FORMAT_MAGIC, .len = FORMAT_MAGIC_LENGTH });
	buffer_u16(b, is_wide(record) ? FORMAT_WIDE_VERSION : FORMAT_VERSION);
	buffer_u16(b, record->reduced ? FORMAT_FLAG_REDUCED : record->padding_is_settled ? FORMAT_FLAG_SETTLED : 0);
	buffer_u32(b, 0);
	put_origin(b, record);
	if (record->reduced)
		put_reduced(b, record);
	else
		put_whole(b, record);
	put_u32_at(b, FORMAT_HEADER_LENGTH - 4, b->len + FORMAT_DIGEST_LENGTH);
}

static int seal(struct buffer *b, const zairyu_record *record, zairyu_error **err)
{
	uint8_t digest[FORMAT_DIGEST_LENGTH];
	int rc;

	if (b->failed)
		return error_no_memory(err);
	if (b->len + FORMAT_DIGEST_LENGTH > zairyu_context_limit(record->ctx, ZAIRYU_LIMIT_RECORD_BYTES))
		return error_fail(err, ZAIRYU_ERR_LIMIT, "the saved record would be larger than the limit");
	rc = digest_sha256(&record->ctx->algorithms, (zairyu_bytes){ .data = b->data, .len = b->len }, digest);
	if (rc < 0)
		return error_fail(err, rc, "SHA-256 failed");
	buffer_append(b, (zairyu_bytes){ .data = digest, .len = sizeof digest });
	return b->failed ? error_no_memory(err) : ZAIRYU_OK;
}

/* In one piece, so that a failure on our side leaves nothing half written. */
static int record_save(const zairyu_record *record, uint32_t flags, zairyu_write_fn *write, void *userdata,
		       zairyu_error **err)
{
	struct buffer b;
	int rc;

	if (!record || !write)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no record or no write function");
	rc = error_check_flags(err, flags, 0);
	if (rc < 0)
		return rc;
	rc = record_digests_draw(record->digests);
	if (rc < 0)
		return error_fail(err, rc, "there are no random numbers");
	buffer_init(&b);
	put_record(&b, record);
	rc = seal(&b, record, err);
	if (rc == ZAIRYU_OK && write(userdata, b.data, b.len) != 0)
		rc = error_fail(err, ZAIRYU_ERR_WRITE, "the caller's write function failed");
	buffer_done(&b);
	return rc;
}

int zairyu_record_save(const zairyu_record *record, uint32_t flags, zairyu_write_fn *write, void *userdata,
		       zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, record_save(record, flags, write, userdata, err));
}
