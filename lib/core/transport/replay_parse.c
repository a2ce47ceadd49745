/* SPDX-License-Identifier: BSD-2-Clause */
#include "transport/replay_parse.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/error/error.h"

enum { APDU_MAX = 65538, LINE_WORD_MAX = 24 };

/* One line, without its end. */
struct line {
	const char *text;
	size_t len;
};

static bool next_line(zairyu_bytes *rest, struct line *line)
{
	const uint8_t *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->data, '\n', rest->len);
	line->text = (const char *)rest->data;
	line->len = end ? (size_t)(end - rest->data) : rest->len;
	rest->data += line->len + (end ? 1 : 0);
	rest->len -= line->len + (end ? 1 : 0);
	return true;
}

static bool skip_word(struct line *line, const char *word)
{
	size_t len = strlen(word);

	if (line->len < len || memcmp(line->text, word, len) != 0)
		return false;
	line->text += len;
	line->len -= len;
	return true;
}

static bool parse_number(struct line *line, long long *out)
{
	char word[LINE_WORD_MAX], *end;
	size_t len = 0;

	while (len < line->len && line->text[len] != ' ')
		len++;
	if (len == 0 || len >= sizeof word)
		return false;
	memcpy(word, line->text, len);
	word[len] = '\0';
	*out = strtoll(word, &end, 10);
	if (*end != '\0')
		return false;
	len += len < line->len; /* the space */
	line->text += len;
	line->len -= len;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

static bool no_memory(struct replay_trace *trace)
{
	trace->no_memory = true;
	return false;
}

/* Hexadecimal up to a space or the line's end. */
static bool parse_hex(struct replay_trace *trace, const struct line *line, uint8_t **out, size_t *out_len)
{
	size_t digits = 0;
	uint8_t *data;

	while (digits < line->len && line->text[digits] != ' ')
		digits++;
	if (digits == 0 || digits % 2 != 0 || digits / 2 > APDU_MAX)
		return false;
	data = malloc(digits / 2);
	if (!data)
		return no_memory(trace);
	for (size_t i = 0; i < digits / 2; i++) {
		int high = hex_digit(line->text[2 * i]), low = hex_digit(line->text[2 * i + 1]);

		if (high < 0 || low < 0) {
			free(data);
			return false;
		}
		data[i] = (uint8_t)(high << 4 | low);
	}
	*out = data;
	*out_len = digits / 2;
	return true;
}

static struct replay_event *add_event(struct replay_trace *trace, enum replay_kind kind)
{
	struct replay_event *events = realloc(trace->events, (trace->count + 1) * sizeof *events);

	if (!events) {
		no_memory(trace);
		return NULL;
	}
	trace->events = events;
	events[trace->count] = (struct replay_event){ .kind = kind };
	return &events[trace->count++];
}

/* The exchange that still waits for its answer, if the last event is one. */
static struct replay_event *open_exchange(struct replay_trace *trace)
{
	struct replay_event *last = trace->count > 0 ? &trace->events[trace->count - 1] : NULL;

	return last && last->kind == REPLAY_EXCHANGE && !last->response && last->rc == 0 ? last : NULL;
}

static bool parse_property(struct replay_trace *trace, struct line *line)
{
	long long property, value;

	if (!parse_number(line, &property) || !parse_number(line, &value) || property < 1 ||
	    property > REPLAY_PROPERTIES || value < 0)
		return false;
	trace->has_property[property - 1] = true;
	trace->property[property - 1] = (uint64_t)value;
	return true;
}

static bool parse_uri(struct replay_trace *trace, const struct line *line)
{
	if (trace->uri)
		return false;
	trace->uri = strndup(line->text, line->len);
	return trace->uri || no_memory(trace);
}

static bool parse_connect(struct replay_trace *trace, struct line *line)
{
	struct replay_event *event;
	long long code, at = 0;

	if (!parse_number(line, &code) || code > 0 || code < -999)
		return false;
	if (line->len > 0 && (!parse_number(line, &at) || at < 0))
		return false;
	event = add_event(trace, REPLAY_CONNECT);
	if (!event)
		return false;
	event->rc = (int)code;
	event->at = (uint64_t)at;
	return true;
}

static bool parse_command(struct replay_trace *trace, const struct line *line)
{
	struct replay_event *event = open_exchange(trace) ? NULL : add_event(trace, REPLAY_EXCHANGE);

	return event && parse_hex(trace, line, &event->command, &event->command_len) && event->command_len >= 4;
}

static bool parse_response(struct replay_trace *trace, const struct line *line)
{
	struct replay_event *event = open_exchange(trace);

	return event && parse_hex(trace, line, &event->response, &event->response_len) && event->response_len >= 2;
}

static bool parse_failure(struct replay_trace *trace, struct line *line)
{
	struct replay_event *event = open_exchange(trace);
	long long code;

	if (!event || !parse_number(line, &code) || code >= 0 || code < -999)
		return false;
	event->rc = (int)code;
	return true;
}

static bool parse_line(struct replay_trace *trace, struct line line)
{
	if (line.len == 0 || line.text[0] == '#')
		return true;
	if (skip_word(&line, "> "))
		return parse_command(trace, &line);
	if (skip_word(&line, "< "))
		return parse_response(trace, &line);
	if (skip_word(&line, "! "))
		return parse_failure(trace, &line);
	if (open_exchange(trace))
		return false;
	if (skip_word(&line, "connect "))
		return parse_connect(trace, &line);
	if (skip_word(&line, "disconnect"))
		return line.len == 0 && add_event(trace, REPLAY_DISCONNECT);
	if (skip_word(&line, "property "))
		return parse_property(trace, &line);
	return skip_word(&line, "uri ") && parse_uri(trace, &line);
}

static int malformed(unsigned long number, zairyu_error **err)
{
	char message[64];

	snprintf(message, sizeof message, "line %lu of the trace is not well formed", number);
	return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, "line", (int64_t)number, message);
}

int replay_parse(zairyu_bytes text, struct replay_trace *out, zairyu_error **err)
{
	struct line line;
	unsigned long number = 1;
	bool ok;

	*out = (struct replay_trace){ 0 };
	ok = next_line(&text, &line) && skip_word(&line, "zairyu-trace 1") && line.len == 0;
	while (ok && next_line(&text, &line)) {
		number++;
		ok = parse_line(out, line);
	}
	if (ok && !open_exchange(out) && out->uri)
		return ZAIRYU_OK;
	replay_trace_done(out);
	return out->no_memory ? error_no_memory(err) : malformed(number, err);
}

void replay_trace_done(struct replay_trace *trace)
{
	for (size_t i = 0; i < trace->count; i++) {
		zairyu_wipe(trace->events[i].command, trace->events[i].command_len);
		free(trace->events[i].command);
		zairyu_wipe(trace->events[i].response, trace->events[i].response_len);
		free(trace->events[i].response);
	}
	free(trace->events);
	free(trace->uri);
}
