/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The backend's table: one reader, which is there while a client is. The slots may be called on several threads at
 * once; what they share and change is in the port, which has a lock.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tcp.h"
#include "tcp_transport.h"

#define SCHEME "tcp"

struct tcp_backend {
	zairyu_backend table;
	struct tcp_port port;
	size_t answer_max;
	char uri[sizeof SCHEME + TCP_ADDRESS_SIZE];
};

/* `wait` is not needed in this and the next: neither waits for anybody. */
static int tcp_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		    zairyu_error **err)
{
	struct tcp_backend *b = userdata;
	const struct tcp_seen seen = tcp_port_look(&b->port);
	int rc;

	(void)ctx, (void)wait;
	if (!seen.present)
		return ZAIRYU_OK;
	rc = zairyu_readers_add(into, b->uri, b->uri, ZAIRYU_CARD_PRESENT, 0, ZAIRYU_READER_CONTACTLESS);
	if (rc == ZAIRYU_OK)
		rc = zairyu_readers_set_changes(into, seen.came);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "the reader cannot be listed");
}

/* A client may come later. */
static int tcp_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		    zairyu_transport **out, zairyu_error **err)
{
	struct tcp_backend *b = userdata;

	(void)wait;
	*out = NULL;
	if (name[0] != '\0' && strcmp(name, b->port.address) != 0)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "this is not where the backend listens");
	return tcp_transport_new(ctx, b->uri, &b->port, b->answer_max, out, err);
}

static bool is_known(const struct tcp_backend *b, const zairyu_readers *known, struct tcp_seen seen)
{
	for (size_t i = 0; i < zairyu_readers_count(known); i++)
		if (strcmp(zairyu_readers_uri(known, i), b->uri) == 0)
			return seen.present && zairyu_readers_changes(known, i) == seen.came;
	return !seen.present;
}

static int tcp_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
		     zairyu_error **err)
{
	struct tcp_backend *b = userdata;
	int rc = ZAIRYU_OK;

	(void)ctx;
	while (rc == ZAIRYU_OK && is_known(b, known, tcp_port_look(&b->port)))
		rc = zairyu_wait_sleep(wait, TCP_LOOK_MS, err);
	return rc;
}

int tcp_backend_new(const char *address, size_t answer_max, struct tcp_backend **out, zairyu_error **err)
{
	struct tcp_backend *b = malloc(sizeof *b);
	int rc;

	*out = NULL;
	if (!b)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a backend");
	rc = tcp_port_open(&b->port, address ? address : TCP_DEFAULT_ADDRESS, err);
	if (rc != ZAIRYU_OK) {
		free(b);
		return rc;
	}
	b->answer_max = answer_max;
	snprintf(b->uri, sizeof b->uri, SCHEME ":%s", b->port.address);
	b->table = (zairyu_backend){
		.size = sizeof b->table,
		.scheme = SCHEME,
		.userdata = b,
		.list = tcp_list,
		.open = tcp_open,
		.watch = tcp_watch,
	};
	*out = b;
	return ZAIRYU_OK;
}

void tcp_backend_free(struct tcp_backend *backend)
{
	if (!backend)
		return;
	tcp_port_close(&backend->port);
	free(backend);
}

const zairyu_backend *tcp_backend_table(const struct tcp_backend *backend)
{
	return &backend->table;
}

const char *tcp_backend_uri(const struct tcp_backend *backend)
{
	return backend->uri;
}
