/* SPDX-License-Identifier: BSD-2-Clause */
/* A file as data objects [card specification 3.3]: tags and lengths stay as they are, to the byte; values are made. */
#include "twin/making/make.h"

struct header {
	unsigned tag;
	size_t len, bytes; /* of the value; of the header itself */
};

/* False if what stands there is no header of a data object that could be followed. */
static bool read_header(const uint8_t *data, size_t len, struct header *out)
{
	size_t at = 0;
	size_t first, count;

	if (len < 2 || data[0] == 0)
		return false;
	out->tag = data[at++];
	if ((out->tag & 0x1F) == 0x1F)
		out->tag = out->tag << 8 | data[at++];
	if (at == len)
		return false;
	first = data[at++];
	count = first & 0x7F;
	out->len = first;
	if (first >= 0x80) {
		if (count == 0 || count > 4 || len - at < count)
			return false;
		for (out->len = 0; count > 0; count--)
			out->len = out->len << 8 | data[at++];
	}
	out->bytes = at;
	return true;
}

/* From where nothing can be followed any more: what is wrong stays, what is behind it is replaced. */
static void keep_fault(struct maker *m, const uint8_t *data, size_t len)
{
	size_t head = len < 2 ? len : 2;

	emit_keep(m, data, head);
	make_classes(m, data + head, len - head);
}

void make_file(struct maker *m, uint8_t df, const uint8_t *data, size_t len)
{
	struct header header;

	for (size_t at = 0; at < len;) {
		size_t value;

		if (data[at] == 0) { /* the end of the list, whatever follows it */
			emit_padding(m, data + at, len - at);
			return;
		}
		if (!read_header(data + at, len - at, &header)) {
			keep_fault(m, data + at, len - at);
			return;
		}
		emit_keep(m, data + at, header.bytes);
		at += header.bytes;
		value = header.len < len - at ? header.len : len - at;
		make_value(m, df, header.tag, data + at, value);
		at += value;
	}
}
