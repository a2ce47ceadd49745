/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of a trace (doc/trace-format.md). Not the replay's reader: this one has to know nothing but the format. */
#include <stdlib.h>
#include <string.h>

#include "twin/making/trace_events.h"

static const char first_line[] = "zairyu-trace 1";

/* The next line that means something; NULL at the end. */
static const char *next_line(struct trace_reading *r, size_t *len)
{
	while (r->at < r->end) {
		const char *line = r->at, *stop = memchr(line, '\n', (size_t)(r->end - line));

		*len = (size_t)((stop ? stop : r->end) - line);
		r->at = stop ? stop + 1 : r->end;
		r->line++;
		if (*len > 0 && line[0] != '#')
			return line;
	}
	return NULL;
}

bool trace_open(struct trace_reading *r, zairyu_bytes text)
{
	size_t len;
	const char *line;

	*r = (struct trace_reading){ .at = (const char *)text.data, .end = (const char *)text.data + text.len };
	r->command = malloc(ZAIRYU_RESPONSE_MAX);
	r->answer = malloc(ZAIRYU_RESPONSE_MAX);
	line = text.len <= TRACE_TEXT_MAX ? next_line(r, &len) : NULL;
	return r->command && r->answer && line && len == strlen(first_line) && memcmp(line, first_line, len) == 0;
}

void trace_close(struct trace_reading *r)
{
	uint8_t *const buffers[] = { r->command, r->answer };

	for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) {
		if (buffers[i])
			zairyu_wipe(buffers[i], ZAIRYU_RESPONSE_MAX);
		free(buffers[i]);
	}
}

static bool skip(const char **at, const char *end, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(end - *at) < len || memcmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

static bool take_number(const char **at, const char *end, int64_t *out)
{
	bool minus = *at < end && **at == '-';
	const char *first = *at += minus;

	for (*out = 0; *at < end && **at >= '0' && **at <= '9' && *out < (int64_t)1 << 40; (*at)++)
		*out = *out * 10 + (**at - '0');
	if (minus)
		*out = -*out;
	return *at > first;
}

static int digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

static bool take_hex(const char **at, const char *end, uint8_t *out, size_t *len)
{
	for (*len = 0; end - *at >= 2 && digit(**at) >= 0; *at += 2) {
		int high = digit((*at)[0]), low = digit((*at)[1]);

		if (low < 0 || *len == ZAIRYU_RESPONSE_MAX)
			return false;
		out[(*len)++] = (uint8_t)(high << 4 | low);
	}
	return true;
}

/* How long it took, which may be left out. */
static bool take_time(struct trace_reading *r, const char *at, const char *end)
{
	int64_t number = 0;
	bool ok = at == end || (skip(&at, end, " ") && take_number(&at, end, &number) && at == end);

	r->micros = (uint64_t)(number > 0 ? number : 0);
	return ok;
}

static enum trace_line take_exchange(struct trace_reading *r)
{
	size_t len;
	int64_t code = 0;
	const char *line = next_line(r, &len), *end = line ? line + len : NULL;

	r->code = 0;
	r->answer_len = 0;
	if (line && skip(&line, end, "< "))
		return take_hex(&line, end, r->answer, &r->answer_len) && take_time(r, line, end) ? TRACE_EXCHANGE
												  : TRACE_WRONG;
	if (!line || !skip(&line, end, "! ") || !take_number(&line, end, &code) || code >= 0 || code < -9999)
		return TRACE_WRONG;
	r->code = (int32_t)code;
	return take_time(r, line, end) ? TRACE_EXCHANGE : TRACE_WRONG;
}

enum trace_line trace_next(struct trace_reading *r)
{
	size_t len;
	int64_t one = 0, two = 0;
	const char *line = next_line(r, &len), *end = line ? line + len : NULL;

	if (!line)
		return TRACE_END;
	if (skip(&line, end, "> "))
		return take_hex(&line, end, r->command, &r->command_len) && line == end ? take_exchange(r)
											: TRACE_WRONG;
	if (skip(&line, end, "connect ")) {
		bool ok = take_number(&line, end, &one) && one <= 0 && one > -9999 &&
			  (line == end || (skip(&line, end, " ") && take_number(&line, end, &two) && line == end));

		r->code = (int32_t)one;
		r->when = two;
		return ok ? TRACE_CONNECT : TRACE_WRONG;
	}
	if (skip(&line, end, "property ")) {
		bool ok = take_number(&line, end, &one) && skip(&line, end, " ") && take_number(&line, end, &two) &&
			  line == end;

		r->property = (uint32_t)one;
		r->value = (uint32_t)(two < 0 || two > UINT32_MAX ? 0 : two);
		return ok ? TRACE_PROPERTY : TRACE_WRONG;
	}
	if (skip(&line, end, "uri "))
		return TRACE_URI;
	return skip(&line, end, "disconnect") && line == end ? TRACE_DISCONNECT : TRACE_WRONG;
}
