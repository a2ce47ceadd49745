/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/hook_socket.h"

#include <gio/gunixsocketaddress.h>
#include <stdbool.h>
#include <string.h>
#include <zairyu.h>

/* The answer's first line; more is not read. */
enum { ANSWER_MAX = 64 };

struct talk {
	GSocketClient *client;
	GSocketConnection *connection;
	GCancellable *inner; /* ends what is under way */
	GSource *limit, *cancel;
	char *text;
	gsize len;
	char answer[ANSWER_MAX];
	gsize answer_len;
	bool has_end;
	enum hook_outcome outcome;
	hook_done *done;
	gpointer userdata;
};

static void drop_source(GSource *source)
{
	if (!source)
		return;
	g_source_destroy(source);
	g_source_unref(source);
}

static void talk_end(struct talk *talk, enum hook_outcome outcome)
{
	talk->done(talk->has_end ? talk->outcome : outcome, 0, talk->userdata);
	drop_source(talk->limit);
	drop_source(talk->cancel);
	zairyu_wipe(talk->text, talk->len);
	zairyu_wipe(talk->answer, sizeof talk->answer);
	g_free(talk->text);
	g_clear_object(&talk->connection);
	g_object_unref(talk->client);
	g_object_unref(talk->inner);
	g_free(talk);
}

/* What is under way fails now, and talk_end() is called from there. */
static void talk_stop(struct talk *talk, enum hook_outcome outcome)
{
	if (!talk->has_end)
		talk->outcome = outcome;
	talk->has_end = true;
	g_cancellable_cancel(talk->inner);
}

static gboolean limit_is_over(gpointer userdata)
{
	talk_stop(userdata, HOOK_TIMEOUT);
	return G_SOURCE_REMOVE;
}

static gboolean cancel_is_seen(GCancellable *cancel, gpointer userdata)
{
	(void)cancel;
	talk_stop(userdata, HOOK_CANCELLED);
	return G_SOURCE_REMOVE;
}

static enum hook_outcome judge(const struct talk *talk)
{
	gsize len = talk->answer_len;

	if (len == 0)
		return HOOK_NO_ANSWER;
	if (len > 0 && talk->answer[len - 1] == '\n')
		len--;
	if (len > 0 && talk->answer[len - 1] == '\r')
		len--;
	return len == 2 && strncmp(talk->answer, "ok", 2) == 0 ? HOOK_DONE : HOOK_REFUSED;
}

static void read_on(struct talk *talk);

static void on_read(GObject *source, GAsyncResult *result, gpointer userdata)
{
	struct talk *talk = userdata;
	const gssize len = g_input_stream_read_finish(G_INPUT_STREAM(source), result, NULL);
	const char *line_end;

	if (len <= 0) {
		talk_end(talk, judge(talk));
		return;
	}
	talk->answer_len += (gsize)len;
	line_end = memchr(talk->answer, '\n', talk->answer_len);
	if (line_end)
		talk->answer_len = (gsize)(line_end - talk->answer) + 1;
	if (line_end || talk->answer_len == sizeof talk->answer)
		talk_end(talk, judge(talk));
	else
		read_on(talk);
}

/* One byte is as good as many: it is an "ok". */
static void read_on(struct talk *talk)
{
	g_input_stream_read_async(g_io_stream_get_input_stream(G_IO_STREAM(talk->connection)),
				  talk->answer + talk->answer_len, sizeof talk->answer - talk->answer_len,
				  G_PRIORITY_DEFAULT, talk->inner, on_read, talk);
}

static void on_written(GObject *source, GAsyncResult *result, gpointer userdata)
{
	struct talk *talk = userdata;

	if (!g_output_stream_write_all_finish(G_OUTPUT_STREAM(source), result, NULL, NULL) ||
	    !g_socket_shutdown(g_socket_connection_get_socket(talk->connection), FALSE, TRUE, NULL)) {
		talk_end(talk, HOOK_BROKEN_PIPE);
		return;
	}
	zairyu_wipe(talk->text, talk->len);
	read_on(talk);
}

static enum hook_outcome refusal(const GError *error)
{
	if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
		return HOOK_MISSING;
	return g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? HOOK_NOT_RUN : HOOK_NOBODY;
}

static void on_connected(GObject *source, GAsyncResult *result, gpointer userdata)
{
	struct talk *talk = userdata;
	GError *error = NULL;

	talk->connection = g_socket_client_connect_finish(G_SOCKET_CLIENT(source), result, &error);
	if (!talk->connection) {
		talk_end(talk, refusal(error));
		g_error_free(error);
		return;
	}
	g_output_stream_write_all_async(g_io_stream_get_output_stream(G_IO_STREAM(talk->connection)), talk->text,
					talk->len, G_PRIORITY_DEFAULT, talk->inner, on_written, talk);
}

static struct talk *talk_new(const void *text, gsize len, hook_done *done, gpointer userdata)
{
	struct talk *talk = g_new0(struct talk, 1);

	talk->client = g_socket_client_new();
	g_socket_client_set_enable_proxy(talk->client, FALSE);
	talk->inner = g_cancellable_new();
	talk->text = g_malloc(len + 1);
	talk->len = len;
	if (len > 0)
		memcpy(talk->text, text, len);
	talk->done = done;
	talk->userdata = userdata;
	return talk;
}

static GSource *attach(GSource *source, GSourceFunc function, struct talk *talk)
{
	g_source_set_callback(source, function, talk, NULL);
	g_source_attach(source, g_main_context_get_thread_default());
	return source;
}

void hook_socket_run(const struct hook *hook, const void *text, gsize len, GCancellable *cancel, hook_done *done,
		     gpointer userdata)
{
	struct talk *talk = talk_new(text, len, done, userdata);
	GSocketAddress *address = g_unix_socket_address_new(hook->socket);

	talk->limit = attach(g_timeout_source_new(hook->limit_ms), limit_is_over, talk);
	if (cancel)
		talk->cancel = attach(g_cancellable_source_new(cancel), G_SOURCE_FUNC(cancel_is_seen), talk);
	g_socket_client_connect_async(talk->client, G_SOCKET_CONNECTABLE(address), talk->inner, on_connected, talk);
	g_object_unref(address);
}
