/* SPDX-License-Identifier: BSD-2-Clause */
#include "tcp_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Clients that wait while another is served; the system turns away those beyond. */
enum { QUEUE = 4 };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct tcp_limit tcp_limit(const zairyu_wait *wait, int64_t ms)
{
	return (struct tcp_limit){ .wait = wait, .end_ms = now_ms() + ms };
}

static void set_option(int fd, int level, int option)
{
	const int on = 1;

	(void)setsockopt(fd, level, option, &on, sizeof on); /* without it, it only takes longer */
}

static int never_block(int fd)
{
	return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? 0 : -1;
}

static int is_port(const char *text)
{
	const size_t len = strspn(text, "0123456789");

	return len > 0 && len <= 5 && text[len] == '\0' && strtoul(text, NULL, 10) <= 65535;
}

/* Splits at the last colon: an IPv6 address is in brackets. */
static int parse(const char *address, struct addrinfo **out)
{
	static const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
					       .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	const char *colon = strrchr(address, ':');
	size_t len = colon ? (size_t)(colon - address) : 0;
	char host[TCP_ADDRESS_SIZE];

	if (len > 1 && address[0] == '[' && address[len - 1] == ']') {
		address++;
		len -= 2;
	} else if (memchr(address, ':', len)) {
		return -1;
	}
	if (len == 0 || len >= sizeof host || !is_port(colon + 1))
		return -1;
	memcpy(host, address, len);
	host[len] = '\0';
	return getaddrinfo(host, colon + 1, &hints, out) == 0 ? 0 : -1;
}

/* Where it really listens, as text. */
static int name_of(int fd, char name[TCP_ADDRESS_SIZE])
{
	struct sockaddr_storage at;
	socklen_t len = sizeof at;
	char host[TCP_ADDRESS_SIZE - 8], port[6];

	if (getsockname(fd, (struct sockaddr *)&at, &len) != 0 ||
	    getnameinfo((struct sockaddr *)&at, len, host, sizeof host, port, sizeof port,
			NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return -1;
	snprintf(name, TCP_ADDRESS_SIZE, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
	return 0;
}

static int cannot_listen(zairyu_error **err)
{
	if (errno == EADDRINUSE)
		return zairyu_error_set(err, ZAIRYU_ERR_READER_BUSY, "socket", errno,
					"another program listens at this address, vpcd perhaps");
	if (errno == EACCES)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_PERMISSION, "socket", errno,
					"this port is not for everybody");
	return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, "socket", errno, "the address cannot be listened at");
}

int tcp_listen(const char *address, int *fd, char name[TCP_ADDRESS_SIZE], zairyu_error **err)
{
	struct addrinfo *at = NULL;
	int rc = ZAIRYU_OK;

	*fd = -1;
	if (parse(address, &at) != 0)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "not of the form ADDRESS:PORT, in digits");
	*fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
	if (*fd >= 0)
		set_option(*fd, SOL_SOCKET, SO_REUSEADDR); /* right after another that listened there */
	if (*fd < 0 || never_block(*fd) != 0 || bind(*fd, at->ai_addr, at->ai_addrlen) != 0 ||
	    listen(*fd, QUEUE) != 0 || name_of(*fd, name) != 0)
		rc = cannot_listen(err);
	freeaddrinfo(at);
	if (rc != ZAIRYU_OK)
		tcp_close(fd);
	return rc;
}

int tcp_accept(int listener)
{
	int fd = accept(listener, NULL, NULL);

	if (fd < 0)
		return -1;
	set_option(fd, IPPROTO_TCP, TCP_NODELAY);
	if (never_block(fd) != 0)
		tcp_close(&fd);
	return fd;
}

void tcp_close(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static int is_passing(void)
{
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static int gone(int64_t cause, zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, cause ? "socket" : NULL, cause, "the connection ended");
}

/*
 * Waits for an event. The cancel token has a descriptor, so that it ends this at once; the slices are for systems where
 * it has none.
 */
static int await(int fd, short event, const struct tcp_limit *limit, zairyu_error **err)
{
	struct pollfd watched[] = { { .fd = fd, .events = event },
				    { .fd = zairyu_wait_fd(limit->wait), .events = POLLIN } };

	for (;;) {
		const int64_t left = limit->end_ms - now_ms();
		int rc = zairyu_wait_check(limit->wait, err), n;

		if (rc != ZAIRYU_OK)
			return rc;
		if (left <= 0)
			return zairyu_error_set(err, ZAIRYU_ERR_TIMEOUT, NULL, 0, "the other side is silent");
		n = poll(watched, 2,
			 (int)zairyu_wait_slice(limit->wait, left < UINT32_MAX ? (uint32_t)left : UINT32_MAX));
		if (n > 0 && watched[0].revents != 0)
			return ZAIRYU_OK; /* also of an error or end, which the next call tells */
		if (n < 0 && !is_passing())
			return gone(errno, err);
	}
}

int tcp_send(int fd, const uint8_t *data, size_t len, const struct tcp_limit *limit, zairyu_error **err)
{
	while (len > 0) {
		ssize_t n = send(fd, data, len, MSG_NOSIGNAL);
		int rc = n >= 0 ? ZAIRYU_OK : is_passing() ? await(fd, POLLOUT, limit, err) : gone(errno, err);

		if (rc != ZAIRYU_OK)
			return rc;
		data += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return ZAIRYU_OK;
}

int tcp_receive(int fd, uint8_t *data, size_t len, const struct tcp_limit *limit, zairyu_error **err)
{
	while (len > 0) {
		ssize_t n;
		int rc;

#ifdef TCP_QUICKACK
		/* Who sends length and contents apart waits between them for what the system acknowledges late. It
		 * forgets this, so each time again. */
		set_option(fd, IPPROTO_TCP, TCP_QUICKACK);
#endif
		rc = await(fd, POLLIN, limit, err);
		if (rc != ZAIRYU_OK)
			return rc;
		n = recv(fd, data, len, 0);
		if (n == 0 || (n < 0 && !is_passing()))
			return gone(n == 0 ? 0 : errno, err);
		data += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
	return ZAIRYU_OK;
}

int tcp_check_quiet(int fd, zairyu_error **err)
{
	uint8_t byte;
	ssize_t n = recv(fd, &byte, 1, MSG_PEEK);

	if (n > 0)
		return zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0, "the other side spoke unasked");
	return n < 0 && is_passing() ? ZAIRYU_OK : gone(n == 0 ? 0 : errno, err);
}
