/* SPDX-License-Identifier: BSD-2-Clause */
/* The sections of a saved record. There is one way to write a record down, and anything else is refused. */
#include <string.h>
#include <zairyu/error.h>

#include "record/saved/format.h"
#include "record/saved/load.h"
#include "record/source.h"
#include "util/bytes/cursor.h"

static bool take_string(struct cursor *c, zairyu_bytes *out)
{
	uint16_t len;

	return cursor_u16(c, &len) && cursor_take(c, len, out);
}

static bool take_rest(struct cursor *c, zairyu_bytes *out)
{
	return cursor_take(c, c->left, out);
}

static bool take_items(const struct loaded *out, struct cursor *c, uint64_t *items)
{
	uint32_t narrow;

	if (out->version == FORMAT_WIDE_VERSION)
		return cursor_u64(c, items);
	if (!cursor_u32(c, &narrow))
		return false;
	*items = narrow;
	return true;
}

/* What version 2 added. Only a reduced record, if version 1 made it, has no salt. */
static bool parse_origin_details(struct loaded *out, struct cursor *c)
{
	zairyu_bytes word;

	if (!take_string(c, &word) || !take_string(c, &out->salt) || !take_items(out, c, &out->items))
		return false;
	out->source = source_of_word(word);
	return out->source != 0 && (out->salt.len == RECORD_SALT_LENGTH || (out->salt.len == 0 && out->reduced));
}

static bool parse_origin(struct loaded *out, struct cursor *c)
{
	uint64_t read_at;

	if (!cursor_u64(c, &read_at))
		return false;
	/* Two's complement, without the implementation-defined conversion. */
	out->read_at = read_at <= INT64_MAX ? (int64_t)read_at : -(int64_t)(UINT64_MAX - read_at) - 1;
	return take_string(c, &out->card_type) && take_string(c, &out->spec_version) &&
	       take_string(c, &out->library_version) && take_string(c, &out->reader) &&
	       (out->version == FORMAT_FIRST_VERSION || parse_origin_details(out, c));
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

	if (out->file_count == RECORD_FILES_MAX || !take_items(out, c, &file->item))
		return NULL;
	if (out->file_count > 0 && out->files[out->file_count - 1].item >= file->item)
		return NULL;
	out->file_count++;
	return file;
}

static bool take_size(struct cursor *c, size_t *out)
{
	uint32_t value;

	if (!cursor_u32(c, &value))
		return false;
	*out = value;
	return true;
}

static bool parse_padding(struct record_padding *out, struct cursor *c)
{
	uint16_t count;
	size_t offset, len;

	if (!cursor_u16(c, &count))
		return false;
	for (; count > 0; count--)
		if (!take_size(c, &offset) || !take_size(c, &len) || !padding_add(out, offset, len))
			return false;
	return true;
}

static bool parse_file(struct loaded *out, struct cursor *c)
{
	struct loaded_file *file = parse_item(out, c);

	if (!file)
		return false;
	if (out->version == FORMAT_FIRST_VERSION ? !take_size(c, &file->padding_assumed)
						 : !parse_padding(&file->padding, c))
		return false;
	return take_rest(c, &file->bytes);
}

static bool parse_summary(struct loaded *out, struct cursor *c)
{
	struct loaded_file *file = parse_item(out, c);
	uint8_t presence;

	if (!file || !take_size(c, &file->padding_assumed) || !take_size(c, &file->len) || !cursor_u8(c, &presence))
		return false;
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

/* Every section but the first bears the salt, so that one from another record does not fit in here. */
static bool take_salt(const struct loaded *out, const struct section *section, struct cursor *content)
{
	zairyu_bytes salt;

	if (section->type == FORMAT_ORIGIN || out->salt.len == 0)
		return true;
	return cursor_take(content, out->salt.len, &salt) && memcmp(salt.data, out->salt.data, salt.len) == 0;
}

static int parse_known(struct loaded *out, const struct section *section, const struct section_header *header)
{
	struct cursor content = cursor_of(header->content);

	if (header->flags != 0 || !in_this_form(out, section) || !take_salt(out, section, &content) ||
	    !section->parse(out, &content) || content.left > 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	return ZAIRYU_OK;
}

/* `last` is the type before this one, 0 at the beginning. */
static int parse_section(struct loaded *out, const struct section_header *header, uint16_t last)
{
	const struct section *section = section_find(header->type);

	if (header->type < last || header->type == 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (header->flags & ~(unsigned)FORMAT_SECTION_OPTIONAL)
		return ZAIRYU_ERR_RECORD_VERSION;
	if (!section)
		return header->flags & FORMAT_SECTION_OPTIONAL ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_VERSION;
	if (header->type == last && !(section->use & ANY_NUMBER))
		return ZAIRYU_ERR_RECORD_DAMAGED;
	return parse_known(out, section, header);
}

static bool is_complete(const struct loaded *out, uint32_t seen)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (in_this_form(out, &sections[i]) && !(sections[i].use & ANY_NUMBER) &&
		    !(seen & 1u << sections[i].type))
			return false;
	return true;
}

/* What the reading brought is what is there. */
static bool items_are_there(const struct loaded *out)
{
	uint64_t items = 0;

	for (size_t i = 0; i < out->file_count; i++)
		items |= out->files[i].item;
	if (out->version == FORMAT_FIRST_VERSION)
		return true;
	return items == out->items && (out->version == FORMAT_WIDE_VERSION) == (items > UINT32_MAX);
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
		if (section_find(last))
			seen |= 1u << last;
	}
	return is_complete(out, seen) && items_are_there(out) ? ZAIRYU_OK : ZAIRYU_ERR_RECORD_DAMAGED;
}

int load_parse(zairyu_bytes saved, size_t whole_length, struct loaded *out)
{
	struct cursor c = cursor_of(saved);
	zairyu_bytes magic;
	uint16_t version, flags;
	uint32_t length;

	*out = (struct loaded){ 0 };
	if (!cursor_take(&c, FORMAT_MAGIC_LENGTH, &magic) || !cursor_u16(&c, &version) || !cursor_u16(&c, &flags) ||
	    !cursor_u32(&c, &length) || version == 0)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (version > FORMAT_WIDE_VERSION)
		return ZAIRYU_ERR_RECORD_VERSION;
	if (length != whole_length)
		return ZAIRYU_ERR_RECORD_DAMAGED;
	if (flags & ~(unsigned)(FORMAT_FLAG_REDUCED | FORMAT_FLAG_SETTLED))
		return ZAIRYU_ERR_RECORD_VERSION;
	out->version = version;
	out->reduced = (flags & FORMAT_FLAG_REDUCED) != 0;
	out->settled = (flags & FORMAT_FLAG_SETTLED) != 0;
	return parse_sections(&c, out);
}
