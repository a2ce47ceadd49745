/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A transport of one's own: the reader is elsewhere, behind a Unix socket that carries one APDU or answer a message.
 * A new connection is a freshly reset card. Prints the card's type. usage: custom_transport SOCKET NUMBER
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <zairyu.h>

struct bridge {
	struct sockaddr_un address;
	int fd; /* -1 while no card is connected */
};

static void bridge_disconnect(void *userdata)
{
	struct bridge *b = userdata;

	if (b->fd >= 0)
		close(b->fd);
	b->fd = -1;
}

/* `wait` is not needed: a local socket answers at once. What fails leaves nothing behind. */
static int bridge_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct bridge *b = userdata;

	(void)wait;
	b->fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
	if (b->fd >= 0 && connect(b->fd, (struct sockaddr *)&b->address, sizeof b->address) == 0)
		return ZAIRYU_OK;
	bridge_disconnect(b);
	return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, NULL, 0, "nobody listens at the socket");
}

/* Waits in slices, so that the deadline and the cancel token hold. Half an answer is a failure, never a short success.
 */
static int bridge_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct pollfd answer = { .fd = ((struct bridge *)userdata)->fd, .events = POLLIN };
	ssize_t n = send(answer.fd, command, command_len, MSG_NOSIGNAL);
	int rc;

	while (n >= 0 && poll(&answer, 1, (int)zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS)) <= 0)
		if ((rc = zairyu_wait_check(wait, err)) != ZAIRYU_OK)
			return rc;
	n = n < 0 ? n : recv(answer.fd, response, response_cap, MSG_TRUNC);
	if (n <= 0)
		return zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0, "the other side hung up");
	if (n < 2 || (size_t)n > response_cap)
		return zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0, "that is not an answer of a card");
	*response_len = (size_t)n;
	return ZAIRYU_OK;
}

int main(int argc, char **argv)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = bridge_connect,
		.transmit = bridge_transmit,
		.disconnect = bridge_disconnect,
	};
	struct bridge bridge = { .address.sun_family = AF_UNIX, .fd = -1 };
	zairyu_context *ctx = NULL;
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = argc == 3 ? zairyu_context_new(&ctx, NULL) : ZAIRYU_ERR_ARGUMENT;

	snprintf(bridge.address.sun_path, sizeof bridge.address.sun_path, "%s", argc == 3 ? argv[1] : "");
	if (rc == 0 && (rc = zairyu_transport_new(ctx, "bridge:", &ops, &bridge, &reader, NULL)) == 0 &&
	    (rc = zairyu_session_new(reader, &session, NULL)) == 0 &&
	    (rc = zairyu_session_authenticate(session, argv[2], strlen(argv[2]), NULL)) == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);
	puts(record ? zairyu_card_type(zairyu_record_card(record)) : zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	zairyu_record_free(record), zairyu_session_free(session);
	zairyu_transport_free(reader), zairyu_context_free(ctx);
	return rc == 0 ? 0 : 1;
}
