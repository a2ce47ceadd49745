/* SPDX-License-Identifier: BSD-2-Clause */
/* The sections of a saved record. There is one way to write a record down, and anything else is refused. */
#include "record/load.h"

#include <zairyu/error.h>

#include "record/format.h"
#include "util/cursor.h"

static bool take_string(struct cursor *c, zairyu_bytes *out)
{
	uint16_t len;

	return cursor_u16(c, &len) && cursor_take(c, len, out);
}

static bool take_rest(struct cursor *c, zairyu_bytes *out)
{
	return cursor_take(c, c->left, out);
}

static bool parse_origin(struct loaded *out, struct cursor *c)
{
	uint64_t read_at;

	if (!cursor_u64(c, &read_at))
		return false;
	/* Two's complement, without the implementation-defined conversion. */
	out->read_at = read_at <= INT64_MAX ? (int64_t)read_at : -(int64_t)(UINT64_MAX - read_at) - 1;
	return take_string(c, &out->card_type) && take_string(c, &out->spec_version) &&
	       take_string(c, &out->library_version) && take_string(c, &out->reader);
}

static bool parse_number(struct loaded *out, struct cursor *c)
{
	return cursor_take(c, ZAIRYU_NUMBER_LENGTH, &out->number);
}

static bool parse_number_digest(struct loaded *out, struct cursor *c)
{
	return cursor_take(c, RECORD_DIGEST_LENGTH, &out->number);
}

/* What a file and a summary begin with; items come in ascending order. */
static struct loaded_file *parse_item(struct loaded *out, struct cursor *c)
{
	struct loaded_file *file = &out->files[out->file_count];
	uint32_t padding;

	if (out->file_count == RECORD_FILES_MAX || !cursor_u32(c, &file->item) || !cursor_u32(c, &padding))
		return NULL;
	if (out->file_count > 0 && out->files[out->file_count - 1].item >= file->item)
		return NULL;
	file->padding_assumed = padding;
	out->file_count++;
	return file;
}

static bool parse_file(struct loaded *out, struct cursor *c)
{
	struct loaded_file *file = parse_item(out, c);

	return file && take_rest(c, &file->bytes);
}

static bool parse_summary(struct loaded *out, struct cursor *c)
{
	struct loaded_file *file = parse_item(out, c);
	uint32_t len;
	uint8_t presence;

	if (!file || !cursor_u32(c, &len) || !cursor_u8(c, &presence))
		return false;
	file->len = len;
	file->presence = presence;
	return cursor_take(c, RECORD_DIGEST_LENGTH, &file->bytes);
}

static bool parse_results(struct loaded *out, struct cursor *c)
{
	return take_rest(c, &out->results);
}

enum { IN_WHOLE = 1, IN_REDUCED = 2, ANY_NUMBER = 4 };

static const struct section {
	uint16_t type;
	unsigned use;
	bool (*parse)(struct loaded *out, struct cursor *c);
} sections[] = {
	{ FORMAT_ORIGIN, IN_WHOLE | IN_REDUCED, parse_origin },     { FORMAT_NUMBER, IN_WHOLE, parse_number },
	{ FORMAT_NUMBER_DIGEST, IN_REDUCED, parse_number_digest },  { FORMAT_FILE, IN_WHOLE | ANY_NUMBER, parse_file },
	{ FORMAT_SUMMARY, IN_REDUCED | ANY_NUMBER, parse_summary }, { FORMAT_RESULTS, IN_REDUCED, parse_results },
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static bool in_this_form(const struct loaded *out, const struct section *section)
{
	return (section->use & (out->reduced ? IN_REDUCED : IN_WHOLE)) != 0;
}

static const struct section *section_find(uint16_t type)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (sections[i].type == type)
			return &sections[i];
	return NULL;
}

struct section_header {
	uint16_t type, flags;
	zairyu_bytes content;
};

static bool take_section(struct cursor *c, struct section_header *out)
{
	uint32_t len;

	return cursor_u16(c, &out->type) && cursor_u16(c, &out->flags) && cursor_u32(c, &len) &&
	       cursor_take(c, len, &out->content);
}

/* `last` is the type before this one, 0 at the beginning. */
static int parse_section(struct loaded *out, const struct section_header *header, uint16_t last)
{
	const struct section *section = section_find(header->type);
	struct cursor content = cursor_of(header->content);

	if (header->type < last || header->type == 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (!section)
		return header->flags & FORMAT_SECTION_OPTIONAL ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_VERSION;
	if (header->type == last && !(section->use & ANY_NUMBER))
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (header->flags != 0 || !in_this_form(out, section) || !section->parse(out, &content) || content.left > 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	return ZAIRYU_OK;
}

static bool is_complete(const struct loaded *out, uint32_t seen)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (in_this_form(out, &sections[i]) && !(sections[i].use & ANY_NUMBER) &&
		    !(seen & 1u << sections[i].type))
			return false;
	return true;
}

static int parse_sections(struct cursor *c, struct loaded *out)
{
	struct section_header header;
	uint16_t last = 0;
	uint32_t seen = 0;

	while (c->left > 0) {
		int rc = take_section(c, &header) ? parse_section(out, &header, last) : ZAIRYU_ERR_RECORD_DAMAGED;

		if (rc < 0)
			return rc;
		last = header.type;
		if (last < 32)
			seen |= 1u << last;
	}
	return is_complete(out, seen) ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_DAMAGED;
}

int load_parse(zairyu_bytes saved, size_t whole_length, struct loaded *out)
{
	struct cursor c = cursor_of(saved);
	zairyu_bytes magic;
	uint16_t version, flags;
	uint32_t length;

	*out = (struct loaded){ 0 };
	if (!cursor_take(&c, FORMAT_MAGIC_LENGTH, &magic) || !cursor_u16(&c, &version))
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (version > FORMAT_VERSION)
		return ZAIRYU_ERR_RECORD_VERSION;
	if (version == 0 || !cursor_u16(&c, &flags) || !cursor_u32(&c, &length) || length != whole_length)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (flags & ~(unsigned)FORMAT_FLAG_REDUCED)
		return ZAIRYU_ERR_RECORD_VERSION;
	out->reduced = (flags & FORMAT_FLAG_REDUCED) != 0;
	return parse_sections(&c, out);
}
