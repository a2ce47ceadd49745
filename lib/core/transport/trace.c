/* SPDX-License-Identifier: BSD-2-Clause */
/* The trace transport: passes everything on and writes it down (doc/trace-format.md). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "transport/transport.h"
#include "util/error/error.h"
#include "util/time/clock.h"

struct trace {
	zairyu_transport *inner;
	FILE *file;
};

static int64_t now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

static void put_hex(FILE *file, char direction, const uint8_t *data, size_t len)
{
	fprintf(file, "%c ", direction);
	for (size_t i = 0; i < len; i++)
		fprintf(file, "%02X", data[i]);
}

/* A trace that misses exchanges would mislead whoever reads it, so failing to write fails the conversation. */
static int written(const struct trace *trace, zairyu_error **err)
{
	if (fflush(trace->file) == 0 && !ferror(trace->file))
		return ZAIRYU_OK;
	return error_fail(err, ZAIRYU_ERR_WRITE, "the trace cannot be written");
}

/* When this conversation takes place: that of a replay took place when it was recorded. 0 if that is not known. */
static uint64_t conversation_time(const struct trace *trace)
{
	uint64_t recorded_at;

	if (zairyu_transport_property(trace->inner, ZAIRYU_PROPERTY_RECORDED_AT, &recorded_at) == ZAIRYU_OK)
		return recorded_at;
	return (uint64_t)clock_now();
}

static int trace_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct trace *trace = userdata;
	int rc = zairyu_transport_connect(trace->inner, wait, err);

	fprintf(trace->file, "connect %d %llu\n", rc, (unsigned long long)conversation_time(trace));
	return rc < 0 ? rc : written(trace, err);
}

static int trace_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			  uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct trace *trace = userdata;
	int64_t start = now_us();
	int rc = zairyu_transport_transmit(trace->inner, wait, (zairyu_bytes){ command, command_len }, response,
					   response_cap, response_len, err);
	long long elapsed = (long long)(now_us() - start);

	put_hex(trace->file, '>', command, command_len);
	fputc('\n', trace->file);
	if (rc < 0) {
		fprintf(trace->file, "! %d %lld\n", rc, elapsed);
	} else {
		put_hex(trace->file, '<', response, *response_len);
		fprintf(trace->file, " %lld\n", elapsed);
	}
	return rc < 0 ? rc : written(trace, err);
}

static void trace_expect(void *userdata, const zairyu_hints *hints)
{
	struct trace *trace = userdata;

	(void)zairyu_transport_expect(trace->inner, hints);
}

static void trace_disconnect(void *userdata)
{
	struct trace *trace = userdata;

	zairyu_transport_disconnect(trace->inner);
	fprintf(trace->file, "disconnect\n");
	fflush(trace->file);
}

static int trace_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct trace *trace = userdata;

	return trace->inner->ops.wait_card(trace->inner->userdata, present, wait, err);
}

static int trace_get(void *userdata, int property, uint64_t *value)
{
	struct trace *trace = userdata;

	return zairyu_transport_property(trace->inner, property, value);
}

static const char *trace_uri(void *userdata)
{
	struct trace *trace = userdata;

	return zairyu_transport_uri(trace->inner);
}

static void trace_free(void *userdata)
{
	struct trace *trace = userdata;

	if (trace->file)
		fclose(trace->file);
	zairyu_transport_free(trace->inner);
	free(trace);
}

/* Readable by its owner only, and never through a file or link that somebody else put there. */
static FILE *create_private(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

	if (!file && fd >= 0)
		close(fd);
	return file;
}

static void put_header(const struct trace *trace)
{
	static const int properties[] = { ZAIRYU_PROPERTY_MAX_COMMAND, ZAIRYU_PROPERTY_MAX_RESPONSE,
					  ZAIRYU_PROPERTY_SIMULATED };

	fputs("zairyu-trace 1\n"
	      "# This file holds personal data: whoever knows or guesses the card number can decrypt it.\n",
	      trace->file);
	fprintf(trace->file, "uri %s\n", zairyu_transport_uri(trace->inner));
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		uint64_t value;

		if (zairyu_transport_property(trace->inner, properties[i], &value) == ZAIRYU_OK)
			fprintf(trace->file, "property %d %llu\n", properties[i], (unsigned long long)value);
	}
}

static int trace_new(zairyu_context *ctx, zairyu_transport *inner, const char *path, zairyu_transport **out,
		     zairyu_error **err)
{
	zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = trace_connect,
		.transmit = trace_transmit,
		.disconnect = trace_disconnect,
		.free = trace_free,
		.get = trace_get,
		.uri = trace_uri,
		.expect = trace_expect,
	};
	struct trace *trace;
	int reason;

	if (out)
		*out = NULL;
	if (!ctx || !inner || !path || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx, inner, path or out is NULL");
	trace = calloc(1, sizeof *trace);
	if (!trace)
		return error_no_memory(err);
	trace->inner = transport_ref(inner);
	trace->file = create_private(path);
	if (!trace->file) {
		reason = errno;
		trace_free(trace);
		return zairyu_error_set(err, ZAIRYU_ERR_WRITE, "errno", reason,
					"the trace file cannot be created, or already exists");
	}
	put_header(trace);
	if (inner->ops.wait_card)
		ops.wait_card = trace_wait_card;
	return zairyu_transport_new(ctx, inner->uri, &ops, trace, out, err);
}

int zairyu_trace_new(zairyu_context *ctx, zairyu_transport *inner, const char *path, zairyu_transport **out,
		     zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, trace_new(ctx, inner, path, out, err));
}
