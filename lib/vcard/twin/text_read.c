/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a saved twin. Twins come from strangers: every line is checked, and nothing is larger than its limit. */
#include <stdio.h>
#include <string.h>
#include <zairyu/error.h>
#include <zairyu/number.h>
#include <zairyu/vcard.h>

#include "common/failure.h"
#include "twin/words.h"

enum { WORDS_MAX = 10, LINE_BYTES_MAX = 64, WORD_MAX = 3 * LINE_BYTES_MAX };

/* One line, cut into words. */
struct line {
	const char *word[WORDS_MAX];
	size_t len[WORDS_MAX];
	size_t count;
};

struct reading {
	const char *at, *end;
	size_t number; /* of the line, from 1 */
	struct line line;
	struct zairyu_twin *twin;
	size_t file_len; /* what the file now read says of itself */
	bool ended, salted, named;
	uint32_t heads; /* which lines of the head were there */
};

static bool is_word(const struct line *line, size_t index, const char *word)
{
	return index < line->count && line->len[index] == strlen(word) &&
	       memcmp(line->word[index], word, line->len[index]) == 0;
}

/* The next line that is neither blank nor a comment. False at the end, or if a line is not a line of a twin. */
static bool next_line(struct reading *r)
{
	r->line.count = 0;
	while (r->at < r->end && r->line.count == 0) {
		const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at));

		if (!stop)
			return false;
		r->number++;
		for (const char *p = r->at; *r->at != '#' && p < stop;) {
			const char *space = memchr(p, ' ', (size_t)(stop - p));
			size_t len = (size_t)((space ? space : stop) - p);

			if (len == 0 || len > WORD_MAX || r->line.count == WORDS_MAX)
				return false;
			r->line.word[r->line.count] = p;
			r->line.len[r->line.count++] = len;
			p += len + (space ? 1 : 0);
		}
		r->at = stop + 1;
	}
	return r->line.count > 0;
}

/* Decimal, with or without apostrophes. */
static bool take_number(const struct line *line, size_t index, uint32_t most, uint32_t *out)
{
	uint64_t sum = 0;

	if (index >= line->count)
		return false;
	for (size_t i = 0; i < line->len[index]; i++) {
		char c = line->word[index][i];

		if (c == '\'' && i > 0)
			continue;
		if (c < '0' || c > '9')
			return false;
		sum = sum * 10 + (uint64_t)(c - '0');
		if (sum > most)
			return false;
	}
	*out = (uint32_t)sum;
	return true;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two digits a byte, a separator between. False if it is not so, or more than `cap`. */
static bool take_bytes(const struct line *line, size_t index, uint8_t *out, size_t cap, size_t *count)
{
	size_t n = 0;

	if (index >= line->count || line->len[index] % 3 != 2)
		return false;
	for (size_t i = 0; i < line->len[index]; i += 3, n++) {
		const char *text = line->word[index] + i;
		int high = digit(text[0]), low = digit(text[1]);

		if (high < 0 || low < 0 || n == cap ||
		    (i + 2 < line->len[index] && (!text[2] || !strchr(TWIN_SEPARATORS, text[2]))))
			return false;
		out[n] = (uint8_t)(high << 4 | low);
	}
	*count = n;
	return true;
}

/* "1/05" */
static bool take_place(const struct line *line, size_t index, uint32_t df_most, uint8_t *df, uint8_t *sfi)
{
	const char *text;
	int a, b, c;

	if (index >= line->count || line->len[index] != 4 || line->word[index][1] != '/')
		return false;
	text = line->word[index];
	a = digit(text[0]);
	b = digit(text[2]);
	c = digit(text[3]);
	if (a < 0 || b < 0 || c < 0 || b > 9 || c > 9 || (uint32_t)a > df_most || 10 * b + c > 30)
		return false;
	*df = (uint8_t)a;
	*sfi = (uint8_t)(10 * b + c);
	return true;
}

static bool take_piece(struct reading *r, const struct piece_word *word)
{
	struct line *line = &r->line;
	uint8_t bytes[LINE_BYTES_MAX];
	uint32_t count = 0;
	size_t n = 0, form = 0;

	switch (word->argument) {
	case TAKES_NOTHING:
		return line->count == 1 && twin_piece(r->twin, word->kind, word->form, 0);
	case TAKES_COUNT:
		return line->count == 2 && take_number(line, 1, TWIN_FILE_BYTES_MAX, &count) && count > 0 &&
		       twin_piece(r->twin, word->kind, word->form, count);
	case TAKES_BYTE_AND_COUNT:
		return line->count == 3 && take_bytes(line, 1, bytes, 1, &form) &&
		       take_number(line, 2, TWIN_FILE_BYTES_MAX, &count) && count > 0 &&
		       twin_piece(r->twin, word->kind, bytes[0], count);
	case TAKES_BYTES:
		return line->count == 2 && take_bytes(line, 1, bytes, sizeof bytes, &n) &&
		       twin_literal(r->twin, word->kind, bytes, n);
	}
	return false;
}

static const struct piece_word *find_piece(const struct line *line)
{
	const struct piece_word *word;

	for (size_t i = 0; (word = piece_word_at(i)); i++)
		if (is_word(line, 0, word->word))
			return word;
	return NULL;
}

/* 0 if the line is none of the head, 1 if it was taken, -1 if it is wrong. */
static int take_head(struct reading *r)
{
	const struct line *line = &r->line;

	for (enum head_line i = 0; i < HEAD_LINES; i++) {
		if (!is_word(line, 0, head_word(i)))
			continue;
		if (line->count != 2)
			return -1;
		r->twin->head[i] = head_find(i, line->word[1], line->len[1]);
		r->heads |= 1u << i;
		return head_choice(i, r->twin->head[i]) ? 1 : -1;
	}
	return 0;
}

static bool take_card(struct reading *r)
{
	char number[ZAIRYU_NUMBER_SIZE];

	if (r->line.count != 2 || r->line.len[1] != ZAIRYU_NUMBER_LENGTH ||
	    zairyu_number_normalize(r->line.word[1], ZAIRYU_NUMBER_LENGTH, number, NULL) != ZAIRYU_OK)
		return false;
	memcpy(r->twin->number, number, sizeof number);
	r->named = true;
	return true;
}

static bool take_salt(struct reading *r)
{
	size_t n = 0;

	r->salted = r->line.count == 2 && take_bytes(&r->line, 1, r->twin->salt, TWIN_SALT, &n) && n == TWIN_SALT;
	return r->salted;
}

static bool take_reader(struct reading *r)
{
	struct twin_reader *reader = &r->twin->reader;
	uint32_t *const numbers[] = { &reader->told_command, &reader->told_response, &reader->max_response,
				      &reader->code };
	size_t refusal;

	reader->short_only = is_word(&r->line, 1, "short");
	if (r->line.count != 7 || (!reader->short_only && !is_word(&r->line, 1, "any")))
		return false;
	refusal = 0;
	while (refusal_word(refusal) && !is_word(&r->line, 2, refusal_word(refusal)))
		refusal++;
	if (!refusal_word(refusal))
		return false;
	reader->refusal = (enum reader_refusal)refusal;
	for (size_t i = 0; i < 4; i++)
		if (!take_number(&r->line, 3 + i, 1u << 20, numbers[i]))
			return false;
	return true;
}

static bool take_event(struct reading *r, size_t kind)
{
	struct event event = { .kind = (enum event_kind)kind };
	size_t command = 0;

	while (event_command_word(command) && !is_word(&r->line, 1, event_command_word(command)))
		command++;
	if (r->line.count != 6 || !event_command_word(command) || !take_place(&r->line, 2, 4, &event.df, &event.sfi) ||
	    !take_number(&r->line, 3, TWIN_FILE_BYTES_MAX, &event.offset) ||
	    !take_number(&r->line, 4, UINT16_MAX, &event.nth) || !take_number(&r->line, 5, 1u << 20, &event.value))
		return false;
	event.command = (enum event_command)command;
	return event.nth > 0 && twin_event(r->twin, &event);
}

static bool file_complete(const struct reading *r)
{
	const struct zairyu_twin *twin = r->twin;

	return twin->files == 0 || twin->file[twin->files - 1].len == r->file_len;
}

static bool take_file(struct reading *r)
{
	uint8_t df, sfi;
	uint32_t len;
	bool ok = r->line.count == 3 && take_place(&r->line, 1, 3, &df, &sfi) &&
		  take_number(&r->line, 2, TWIN_FILE_BYTES_MAX, &len) && file_complete(r) &&
		  twin_file_begin(r->twin, df, sfi);

	if (ok)
		r->file_len = len;
	return ok;
}

/* The head, then events, then files. */
static bool take_line(struct reading *r)
{
	const struct piece_word *word;

	if (is_word(&r->line, 0, "file"))
		return take_file(r);
	if (is_word(&r->line, 0, "end")) {
		r->ended = r->line.count == 1 && file_complete(r);
		return r->ended;
	}
	word = r->twin->files ? find_piece(&r->line) : NULL;
	if (r->twin->files)
		return word && take_piece(r, word);
	if (is_word(&r->line, 0, "card"))
		return take_card(r);
	if (is_word(&r->line, 0, "manners")) {
		uint32_t manners;
		bool ok = r->line.count == 2 && take_number(&r->line, 1, MANNERS_ALL, &manners);

		r->twin->manners = ok ? manners : 0;
		return ok;
	}
	if (is_word(&r->line, 0, "salt"))
		return take_salt(r);
	if (is_word(&r->line, 0, "reader"))
		return take_reader(r);
	for (size_t kind = 0; event_kind_word(kind); kind++)
		if (is_word(&r->line, 0, event_kind_word(kind)))
			return take_event(r, kind);
	return take_head(r) > 0;
}

static int malformed(const struct reading *r, zairyu_error **err)
{
	char message[80];

	(void)snprintf(message, sizeof message, "line %zu of the twin is not well formed", r->number);
	return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, "line", (int64_t)r->number, message);
}

static int take_all(struct reading *r, zairyu_error **err)
{
	bool rest;

	if (!next_line(r) || !is_word(&r->line, 0, "zairyu-twin") || r->line.count != 2)
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0, "not a twin: its first line is missing");
	if (!is_word(&r->line, 1, "1"))
		return zairyu_error_set(err, ZAIRYU_ERR_RECORD_VERSION, NULL, 0,
					"a twin of a later version of the format");
	while (!r->ended)
		if (!next_line(r) || !take_line(r))
			return malformed(r, err);
	rest = next_line(r) || r->at != r->end;
	if (rest || !r->salted || !r->named || r->heads != (1u << HEAD_LINES) - 1)
		return malformed(r, err);
	return ZAIRYU_OK;
}

int twin_read(zairyu_bytes text, struct zairyu_twin **out, zairyu_error **err)
{
	struct reading r = { .at = (const char *)text.data, .end = (const char *)text.data + text.len };
	int rc;

	*out = NULL;
	if (text.len > TWIN_TEXT_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "the file is larger than a twin may be");
	r.twin = twin_new();
	rc = r.twin ? take_all(&r, err) : no_memory(err);
	if (rc == ZAIRYU_OK)
		rc = twin_check(r.twin, err);
	if (rc == ZAIRYU_OK && !blob_set(&r.twin->text, text.data, text.len))
		rc = no_memory(err);
	if (rc != ZAIRYU_OK) {
		zairyu_twin_free(r.twin);
		return rc;
	}
	*out = r.twin;
	return ZAIRYU_OK;
}
