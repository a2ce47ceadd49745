/* SPDX-License-Identifier: BSD-2-Clause */
/* The connection to vpcd. It sends length and body apart, so without immediate acknowledgement Nagle costs 40 ms a
 * frame. */
#include "vpcd/vpcd_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/pause.h"

enum { HOST_MAX = 255, PORT_DIGITS = 5, PORT_MAX = 65535 };
/* How long between two looks at whether the other side has left. */
enum { LOOK_MS = 50 };
/* Longer than anything lasts. */
enum { NO_LIMIT_MS = INT64_MAX / 2 };

struct address {
	char host[HOST_MAX + 1];
	char port[PORT_DIGITS + 1];
};

static int gone(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, "socket", errno, "the connection to vpcd was lost");
}

static bool parse_port(const char *text, char port[PORT_DIGITS + 1])
{
	size_t len = strlen(text);
	long number = 0;

	if (len == 0 || len > PORT_DIGITS || strspn(text, "0123456789") != len)
		return false;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (text[i] - '0');
	memcpy(port, text, len + 1);
	return number > 0 && number <= PORT_MAX;
}

/* The last colon ends the host, so that an IPv6 address goes in brackets. */
static bool parse_address(const char *text, struct address *out)
{
	const char *colon = strrchr(text, ':');
	size_t len = colon ? (size_t)(colon - text) : 0;

	if (!colon || !parse_port(colon + 1, out->port))
		return false;
	if (len > 0 && text[0] == '[') {
		if (len <= 2 || text[len - 1] != ']')
			return false;
		text++;
		len -= 2;
	} else if (memchr(text, ':', len)) {
		return false;
	}
	if (len == 0 || len > HOST_MAX)
		return false;
	memcpy(out->host, text, len);
	out->host[len] = '\0';
	return true;
}

/* Waits until one of `events` comes, for `*left` ms at most. Returns 0, or why the wait ended; `*left` 0 if in vain. */
static int await_within(int fd, short events, const zairyu_wait *wait, int64_t *left, zairyu_error **err)
{
	struct pollfd watched = { .fd = fd, .events = events };
	const int64_t end = pause_now() + *left;

	for (;; *left = end - pause_now() > 0 ? end - pause_now() : 0) {
		int rc = zairyu_wait_check(wait, err);

		if (rc != ZAIRYU_OK || *left == 0)
			return rc;
		rc = poll(&watched, 1,
			  (int)zairyu_wait_slice(wait, *left < ZAIRYU_WAIT_SLICE_MS ? (uint32_t)*left
										    : ZAIRYU_WAIT_SLICE_MS));
		if (rc > 0)
			return ZAIRYU_OK;
		if (rc < 0 && errno != EINTR)
			return gone(err);
	}
}

static int await(int fd, short events, const zairyu_wait *wait, zairyu_error **err)
{
	int64_t left = NO_LIMIT_MS;

	return await_within(fd, events, wait, &left, err);
}

static void set_option(int fd, int option)
{
	int on = 1;

	(void)setsockopt(fd, IPPROTO_TCP, option, &on, sizeof on); /* matters for speed only */
}

/* Connects to one address; `*fd` stays -1 if nobody listens there. */
static int try_address(const struct addrinfo *address, const zairyu_wait *wait, int *fd, zairyu_error **err)
{
	int failure = 0, rc = ZAIRYU_OK;
	socklen_t len = sizeof failure;

	*fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
	if (*fd < 0)
		return ZAIRYU_OK;
	if (fcntl(*fd, F_SETFL, O_NONBLOCK) != 0 || fcntl(*fd, F_SETFD, FD_CLOEXEC) != 0)
		failure = errno;
	else if (connect(*fd, address->ai_addr, address->ai_addrlen) != 0 && errno != EINPROGRESS)
		failure = errno;
	else
		rc = await(*fd, POLLOUT, wait, err);
	if (rc == ZAIRYU_OK && failure == 0 && getsockopt(*fd, SOL_SOCKET, SO_ERROR, &failure, &len) != 0)
		failure = errno;
	if (rc != ZAIRYU_OK || failure != 0)
		socket_close(fd);
	else
		set_option(*fd, TCP_NODELAY);
	errno = failure;
	return rc;
}

int socket_open(const char *host_port, const zairyu_wait *wait, int *fd, zairyu_error **err)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
	struct addrinfo *found = NULL;
	struct address address;
	int rc;

	*fd = -1;
	if (!parse_address(host_port, &address))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "HOST:PORT is required");
	rc = getaddrinfo(address.host, address.port, &hints, &found);
	if (rc != 0)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, "resolver", rc, "vpcd's host is not known");
	rc = ZAIRYU_OK;
	for (const struct addrinfo *at = found; at && *fd < 0 && rc == ZAIRYU_OK; at = at->ai_next)
		rc = try_address(at, wait, fd, err);
	if (rc == ZAIRYU_OK && *fd < 0)
		rc = zairyu_error_set(
			err, ZAIRYU_ERR_NO_SERVICE, "socket", errno,
			"nothing listens at vpcd's address: start pcscd with vsmartcard-vpcd, or your own reader, first");
	freeaddrinfo(found);
	return rc;
}

void socket_close(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

int socket_receive(int fd, const zairyu_wait *wait, uint32_t within_ms, uint8_t *buf, size_t cap, size_t *got,
		   bool *silent, zairyu_error **err)
{
	int64_t left = within_ms ? within_ms : NO_LIMIT_MS;

	*got = 0;
	*silent = false;
	for (;;) {
		ssize_t n;
		int rc;

#ifdef TCP_QUICKACK
		set_option(fd, TCP_QUICKACK); /* the kernel forgets it, so each time again */
#endif
		rc = await_within(fd, POLLIN, wait, &left, err);
		*silent = rc == ZAIRYU_OK && left == 0;
		if (rc != ZAIRYU_OK || *silent)
			return rc;
		n = recv(fd, buf, cap, 0);
		if (n >= 0) {
			*got = (size_t)n;
			return ZAIRYU_OK;
		}
		if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
			return gone(err);
	}
}

int socket_send(int fd, const zairyu_wait *wait, const uint8_t *buf, size_t len, zairyu_error **err)
{
	while (len > 0) {
		ssize_t n = send(fd, buf, len, MSG_NOSIGNAL);
		int rc = ZAIRYU_OK;

		if (n >= 0) {
			buf += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			rc = await(fd, POLLOUT, wait, err);
		} else if (errno != EINTR) {
			rc = gone(err);
		}
		if (rc != ZAIRYU_OK)
			return rc;
	}
	return ZAIRYU_OK;
}

/* Whether the other side has closed; bytes that wait to be read are left alone. */
static bool has_closed(int fd)
{
	uint8_t byte;
	ssize_t n = recv(fd, &byte, 1, MSG_PEEK);

	return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

int socket_stay_silent(int fd, const zairyu_wait *wait, uint32_t ms, bool *closed, zairyu_error **err)
{
	int64_t end = pause_now() + ms;
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK) {
		int64_t left = ms ? end - pause_now() : LOOK_MS;

		*closed = has_closed(fd);
		if (*closed || left <= 0)
			break;
		rc = zairyu_wait_sleep(wait, left < LOOK_MS ? (uint32_t)left : LOOK_MS, err);
	}
	return rc;
}
