/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Writes a twin down. Bytes are separated by colons or the like and numbers by apostrophes, so that nothing of four characters in the
 * file can be taken for four digits or letters of a card.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "twin/words.h"

enum { BYTES_A_LINE = 32 };

struct out {
	char *text;
	size_t len, cap;
	bool failed;
	char separator;
};

static bool reserve(struct out *out, size_t more)
{
	size_t cap;
	char *text;

	if (out->failed || out->len + more + 1 <= out->cap)
		return !out->failed;
	cap = out->cap ? 2 * out->cap + more : 65536;
	text = cap <= 4 * (size_t)TWIN_TEXT_MAX ? realloc(out->text, cap) : NULL;
	if (!text) {
		out->failed = true;
		return false;
	}
	out->text = text;
	out->cap = cap;
	return true;
}

static void put(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(struct out *out, const char *format, ...)
{
	char line[256];
	va_list arguments;
	int len;

	va_start(arguments, format);
	len = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	if (len < 0 || (size_t)len >= sizeof line || !reserve(out, (size_t)len)) {
		out->failed = true;
		return;
	}
	memcpy(out->text + out->len, line, (size_t)len + 1);
	out->len += (size_t)len;
}

static void put_number(struct out *out, uint64_t number)
{
	if (number >= 1000) {
		put_number(out, number / 1000);
		put(out, "'%03u", (unsigned)(number % 1000));
	} else {
		put(out, "%u", (unsigned)number);
	}
}

static void put_bytes(struct out *out, const char *word, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (i % BYTES_A_LINE == 0)
			put(out, "%s%s %02x", i ? "\n" : "", word, data[i]);
		else
			put(out, "%c%02x", out->separator, data[i]);
	}
	put(out, "\n");
}

static const struct piece_word *word_of(const struct piece *piece)
{
	for (size_t i = 0;; i++) {
		const struct piece_word *word = piece_word_at(i);

		if (!word || (word->kind == piece->kind && (piece->kind == PIECE_FILL || word->form == piece->form)))
			return word;
	}
}

static void put_piece(struct out *out, const struct zairyu_twin *twin, const struct piece *piece)
{
	const struct piece_word *word = word_of(piece);

	if (!word) {
		out->failed = true;
		return;
	}
	if (word->argument == TAKES_BYTES) {
		put_bytes(out, word->word, piece_data(twin, piece), piece->len);
		return;
	}
	put(out, "%s", word->word);
	if (word->argument == TAKES_BYTE_AND_COUNT)
		put(out, " %02x", piece->form);
	if (word->argument != TAKES_NOTHING) {
		put(out, " ");
		put_number(out, piece->len);
	}
	put(out, "\n");
}

static void put_file(struct out *out, const struct zairyu_twin *twin, const struct twin_file *file)
{
	put(out, "\nfile %u/%02u ", file->df, file->sfi);
	put_number(out, file->len);
	put(out, "\n");
	for (size_t i = 0; i < file->count; i++)
		put_piece(out, twin, &twin->piece[file->first + i]);
}

static void put_head(struct out *out, const struct zairyu_twin *twin)
{
	put(out, TWIN_FIRST_LINE "\n");
	for (size_t line = 0; line < HEAD_LINES; line++)
		put(out, "%s %s\n", head_word((enum head_line)line),
		    head_choice((enum head_line)line, twin->head[line]));
	put(out, "manners %u\n", twin->manners);
	put(out, "card %s\n", twin->number);
	put_bytes(out, "salt", twin->salt, sizeof twin->salt);
}

static void put_reader(struct out *out, const struct twin_reader *reader)
{
	const uint32_t numbers[] = { reader->told_command, reader->told_response, reader->max_response, reader->code };

	put(out, "reader %s %s", reader->short_only ? "short" : "any", refusal_word(reader->refusal));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		put(out, " ");
		put_number(out, numbers[i]);
	}
	put(out, "\n");
}

static void put_event(struct out *out, const struct event *event)
{
	put(out, "%s %s %u/%02u ", event_kind_word(event->kind), event_command_word(event->command), event->df,
	    event->sfi);
	put_number(out, event->offset);
	put(out, " ");
	put_number(out, event->nth);
	put(out, " ");
	put_number(out, event->value);
	put(out, "\n");
}

int twin_write(struct zairyu_twin *twin, char separator, zairyu_error **err)
{
	struct out out = { .separator = separator };
	int rc;

	put_head(&out, twin);
	if (twin->head[HEAD_SOURCE])
		put_reader(&out, &twin->reader);
	for (size_t i = 0; i < twin->events; i++)
		put_event(&out, &twin->event[i]);
	for (size_t i = 0; i < twin->files; i++)
		put_file(&out, twin, &twin->file[i]);
	put(&out, "\nend\n");
	rc = ZAIRYU_OK;
	if (out.failed || !blob_set(&twin->text, out.text, out.len))
		rc = no_memory(err);
	else if (out.len > TWIN_TEXT_MAX)
		rc = zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "the twin is larger than a twin may be");
	free(out.text);
	return rc;
}
