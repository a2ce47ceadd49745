/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a trace to what was read and what went wrong. Whatever a card without faults on a reader without limits would not
 * have done becomes an event; what refuses or damages long answers again and again is taken for the reader.
 */
#include "twin/making/trace_events.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "chip/chip_status.h"
#include "common/failure.h"
#include "twin/follow.h"
#include "twin/making/trace_parts.h"

enum { LATE_MICROS = 20000, LATE_MAX = 60000, LENGTH_REFUSED = -ZAIRYU_ERR_LENGTH_REFUSED, INS_GET_RESPONSE = 0xC0 };

struct taking {
	struct zairyu_twin *twin;
	struct source *source;
	struct trace_keys *keys;
	struct follower *follower;
	struct trace_parts parts;
	size_t good_answer; /* the longest that came as it should */
	bool good_extended, refused_extended, refused_short;
	bool application, residence, any_select;
	bool failed, foreign_number;
	bool kept; /* 61xx: more of the answer to that command is to come */
	struct followed kept_command;
	uint8_t kept_bytes[64];
	size_t kept_bytes_len;
	uint8_t kept_data[TRACE_PART_MAX];
	size_t kept_len;
};

static void add_event(struct taking *t, const struct followed *what, enum event_kind kind, uint32_t value)
{
	const struct event event = { .kind = kind,
				     .command = what->command,
				     .df = what->df,
				     .sfi = what->sfi,
				     .offset = what->offset,
				     .nth = what->nth,
				     .value = value };

	if (what->nth)
		t->failed = !twin_event(t->twin, &event) || t->failed;
}

/* A long answer that is not an answer: what the reader did to it. */
static void take_spoilt(struct taking *t, const struct followed *what, const struct trace_reading *r)
{
	bool zeros = true;

	for (size_t i = 0; zeros && i < r->answer_len; i++)
		zeros = r->answer[i] == 0;
	if (zeros && r->answer_len > 0) {
		t->twin->reader.refusal = GIVES_ZEROS;
		return;
	}
	if (t->twin->reader.refusal == REFUSES_NOTHING || t->twin->reader.refusal == CUTS) {
		t->twin->reader.refusal = CUTS;
		t->twin->reader.max_response = (uint32_t)r->answer_len;
		return;
	}
	add_event(t, what, EVENT_CUT, (uint32_t)r->answer_len);
}

/* An answer of success to READ BINARY. */
static void take_read(struct taking *t, const struct followed *what, struct trace_reading *r, unsigned sw)
{
	size_t needs = 0, len = r->answer_len >= 2 ? r->answer_len - 2 : 0;
	zairyu_bytes data = { r->answer, len };

	if (what->secure && !trace_keys_open(t->keys, r->answer, len, &data, &needs)) {
		if (sw == SW_OK) /* it is whole, and yet wrong: not the reader's doing */
			add_event(t, what, EVENT_GARBLED, 0);
		else
			take_spoilt(t, what, r);
		return;
	}
	if (!what->secure && (sw != SW_OK || len < 1)) {
		take_spoilt(t, what, r);
		return;
	}
	if (r->answer_len > t->good_answer)
		t->good_answer = r->answer_len;
	t->good_extended = t->good_extended || what->extended;
	t->failed = !trace_parts_take(&t->parts, what, data) || t->failed;
}

/* A refused length is the reader's, whoever says it. */
static bool take_refusal(struct taking *t, const struct followed *what, enum reader_refusal how, uint32_t code)
{
	struct twin_reader *reader = &t->twin->reader;

	if (what->command != ON_READ || (reader->refusal != REFUSES_NOTHING && reader->refusal != how))
		return false;
	reader->refusal = how;
	reader->code = code;
	t->refused_extended = t->refused_extended || what->extended;
	t->refused_short = t->refused_short || !what->extended;
	return true;
}

static void take_status(struct taking *t, const struct followed *what, unsigned sw)
{
	if (sw == SW_LENGTH && take_refusal(t, what, REFUSES_BY_STATUS, sw))
		return;
	add_event(t, what, EVENT_STATUS, sw);
}

/* Two bytes that no card ends an answer with [ISO/IEC 7816-4 5.6]. */
static bool is_status(unsigned sw)
{
	return (sw >> 12) == 9 || ((sw >> 12) == 6 && (sw >> 8) != 0x60);
}

/* Answers that mean success in other words [ISO/IEC 7816-4 5.6]: the card's manners, which it has on every command. */
static bool take_manners(struct taking *t, struct followed *what, struct trace_reading *r)
{
	size_t len = r->answer_len >= 2 ? r->answer_len - 2 : 0;
	unsigned sw1 = r->answer_len >= 2 ? r->answer[len] : 0, sw2 = sw1 ? r->answer[len + 1] : 0;
	bool goes_on = t->kept && r->command_len > 1 && r->command[1] == INS_GET_RESPONSE;

	if (goes_on)
		*what = t->kept_command;
	if (sw1 == 0x6C && len == 0 && what->command == ON_READ) {
		t->twin->manners |= MANNER_LE;
		return true;
	}
	if (sw1 == 0x61 || goes_on) { /* what is kept back belongs to the command before */
		if (!goes_on) {
			t->kept_len = 0;
			t->kept_bytes_len =
				r->command_len < sizeof t->kept_bytes ? r->command_len : sizeof t->kept_bytes;
			memcpy(t->kept_bytes, r->command, t->kept_bytes_len);
		}
		t->kept = sw1 == 0x61;
		t->kept_command = *what;
		t->twin->manners |= MANNER_MORE;
		if (len > sizeof t->kept_data - t->kept_len)
			return false;
		memcpy(t->kept_data + t->kept_len, r->answer, len);
		t->kept_len += len;
		if (t->kept)
			return true;
		memcpy(r->answer, t->kept_data, t->kept_len);
		memcpy(r->answer + t->kept_len, (uint8_t[]){ (uint8_t)sw1, (uint8_t)sw2 }, 2);
		r->answer_len = t->kept_len + 2;
		memcpy(r->command, t->kept_bytes, t->kept_bytes_len);
		r->command_len = t->kept_bytes_len;
	}
	if (sw1 == 0x62 && sw2 == 0x82 && what->command == ON_READ) {
		t->twin->manners |= MANNER_END;
		r->answer[r->answer_len - 2] = 0x90;
		r->answer[r->answer_len - 1] = 0;
	}
	return false;
}

static void take_answer(struct taking *t, struct followed *what, struct trace_reading *r)
{
	unsigned sw;
	bool done;

	if (take_manners(t, what, r))
		return;
	sw = r->answer_len >= 2 ? (unsigned)r->answer[r->answer_len - 2] << 8 | r->answer[r->answer_len - 1] : 0;
	done = sw == SW_OK;
	if (what->command == ON_AUTHENTICATE)
		t->foreign_number = !trace_keys_agree(t->keys, (zairyu_bytes){ r->command, r->command_len },
						      (zairyu_bytes){ r->answer, r->answer_len }) ||
				    t->foreign_number;
	if (what->command == ON_SELECT) {
		t->any_select = t->any_select || what->df > 0;
		t->application = t->application || (done && what->df == 4);
		t->residence = t->residence || (done && what->df >= 1 && what->df <= 3);
	}
	if (what->command == ON_READ && (done || (r->answer_len > 2 && !is_status(sw)) || r->answer_len < 2))
		take_read(t, what, r, sw);
	else if (!done && r->answer_len == 2)
		take_status(t, what, sw);
	else if (!done)
		add_event(t, what, EVENT_CUT, (uint32_t)r->answer_len);
	follow_answer(t->follower, what, done);
}

static void take_exchange(struct taking *t, struct trace_reading *r)
{
	struct followed what = follow_command(t->follower, (zairyu_bytes){ r->command, r->command_len });
	uint64_t ms = r->micros / 1000 < LATE_MAX ? r->micros / 1000 : LATE_MAX;

	if (r->micros >= LATE_MICROS)
		add_event(t, &what, EVENT_LATE, (uint32_t)ms);
	if (r->code == 0)
		take_answer(t, &what, r);
	else if (!(r->code == -LENGTH_REFUSED && take_refusal(t, &what, REFUSES_BY_ERROR, LENGTH_REFUSED)))
		add_event(t, &what, EVENT_ERROR, (uint32_t)-r->code);
}

static void take_connection(struct taking *t, int32_t code)
{
	struct followed what = { .command = ON_CONNECT };

	follow_reset(t->follower);
	what.nth = follow_count(t->follower, &what);
	if (code)
		add_event(t, &what, EVENT_CONNECT, (uint32_t)-code);
}

static void take_property(struct taking *t, uint32_t property, uint32_t value)
{
	if (property == ZAIRYU_PROPERTY_MAX_COMMAND)
		t->twin->reader.told_command = value;
	if (property == ZAIRYU_PROPERTY_MAX_RESPONSE)
		t->twin->reader.told_response = value;
}

static int take_lines(struct taking *t, struct trace_reading *r, zairyu_error **err)
{
	for (;;) {
		switch (trace_next(r)) {
		case TRACE_END:
			return ZAIRYU_OK;
		case TRACE_CONNECT:
			take_connection(t, r->code);
			if (r->when)
				t->source->read_at = r->when;
			break;
		case TRACE_EXCHANGE:
			take_exchange(t, r);
			break;
		case TRACE_PROPERTY:
			take_property(t, r->property, r->value);
			break;
		case TRACE_WRONG:
			return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, "line", (int64_t)r->line,
						"a line of the trace is malformed");
		default:
			break;
		}
		if (t->foreign_number)
			return zairyu_error_set(err, ZAIRYU_ERR_WRONG_NUMBER, NULL, 0,
						"the trace was not made with this card number");
	}
}

/* The type in the chip; where none was read, or one that is not known, one of the family the keys tell. */
static void take_type(struct taking *t)
{
	static const char *const types[] = { "1", "2", "05", "06" };
	const struct trace_part *part = trace_parts_find(&t->parts, 0, 0x0A);
	struct vcard_files *files = &t->source->files;
	bool second = trace_keys_second_generation(t->keys);
	size_t len = part && part->len > 2 ? part->data[1] : 0;

	memcpy(files->type, second || len == 2 ? "05" : "1", second || len == 2 ? 3 : 2);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (len == strlen(types[i]) && part->len >= 2 + len && memcmp(part->data + 2, types[i], len) == 0)
			memcpy(files->type, types[i], len + 1);
	files->second_generation = files->type[0] == '0';
	files->nature = t->application                   ? VCARD_MY_NUMBER
			: !t->residence && t->any_select ? VCARD_FOREIGN
							 : VCARD_RESIDENCE;
}

/* What the refusals have in common: long answers, or commands in extended form. */
static void conclude_reader(struct taking *t)
{
	struct twin_reader *reader = &t->twin->reader;

	if (reader->refusal == REFUSES_NOTHING)
		return;
	if (reader->refusal != CUTS)
		reader->max_response = (uint32_t)(t->good_answer > 258 ? t->good_answer : 258);
	reader->short_only = t->refused_extended && !t->refused_short && !t->good_extended;
}

static void taking_done(struct taking *t)
{
	trace_parts_done(&t->parts);
	zairyu_wipe(t->kept_data, sizeof t->kept_data);
	trace_keys_free(t->keys);
	free(t->follower);
}

int trace_take(zairyu_context *ctx, zairyu_bytes trace, struct zairyu_twin *twin, struct source *source,
	       zairyu_error **err)
{
	struct trace_reading reading;
	struct taking t = { .twin = twin, .source = source };
	bool is_trace;
	int rc;

	(void)ctx;
	source->read_at = (int64_t)time(NULL);
	t.keys = trace_keys_new(source->files.number);
	t.follower = calloc(1, sizeof *t.follower);
	is_trace = trace_open(&reading, trace);
	rc = ZAIRYU_OK;
	if (!t.keys || !t.follower)
		rc = no_memory(err);
	else if (!is_trace)
		rc = zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0, "not a trace: its first line is missing");
	else
		rc = take_lines(&t, &reading, err);
	if (rc == ZAIRYU_OK && t.failed)
		rc = zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "the trace is too long for a twin");
	if (rc == ZAIRYU_OK) {
		take_type(&t);
		conclude_reader(&t);
		rc = trace_parts_give(&t.parts, source, err);
	}
	trace_close(&reading);
	taking_done(&t);
	return rc;
}
