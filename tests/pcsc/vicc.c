/* SPDX-License-Identifier: BSD-2-Clause */
/* A card for vpcd's virtual reader that does what the command tells it to. */
#include "vicc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../support/clock.h"

#define PORT      35963
#define FRAME_MAX 65535

/* PC/SC part 3, ISO/IEC 14443 Type B; says nothing about the card. */
static const uint8_t atr[] = { 0x3B, 0x88, 0x80, 0x01, 0, 0, 0, 0, 0x33, 0x81, 0x81, 0x00, 0x3A };

struct vicc {
	int fd;
	pthread_t thread;
	bool rights;
	uint8_t resets;
	uint8_t frame[2 + FRAME_MAX];
};

static bool receive(struct vicc *vicc, uint8_t *to, size_t len)
{
	while (len > 0) {
		int one = 1;
		ssize_t n;

		/* vpcd sends length and body apart: without this each command costs a delayed acknowledgement of 40 ms
		 */
		setsockopt(vicc->fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
		n = recv(vicc->fd, to, len, 0);
		if (n <= 0)
			return false;
		to += n;
		len -= (size_t)n;
	}
	return true;
}

/* The answer of `len` bytes lies in the frame, behind room for its length. */
static bool answer(struct vicc *vicc, size_t len)
{
	vicc->frame[0] = (uint8_t)(len >> 8);
	vicc->frame[1] = (uint8_t)len;
	return send(vicc->fd, vicc->frame, 2 + len, MSG_NOSIGNAL) == (ssize_t)(2 + len);
}

static bool answer_status(struct vicc *vicc, unsigned sw)
{
	vicc->frame[2] = (uint8_t)(sw >> 8);
	vicc->frame[3] = (uint8_t)sw;
	return answer(vicc, 2);
}

static bool answer_data(struct vicc *vicc, size_t len)
{
	for (size_t i = 0; i < len; i++)
		vicc->frame[2 + i] = (uint8_t)(i * 7 + (i >> 8));
	vicc->frame[2 + len] = 0x90;
	vicc->frame[3 + len] = 0x00;
	return answer(vicc, len + 2);
}

static bool stay_silent(struct vicc *vicc)
{
	uint8_t byte;

	return recv(vicc->fd, &byte, 1, MSG_PEEK) > 0;
}

static bool command(struct vicc *vicc)
{
	unsigned parameter = (unsigned)vicc->frame[4] << 8 | vicc->frame[5];

	switch (vicc->frame[3]) {
	case 0x10:
		return answer_data(vicc, parameter);
	case 0x20:
		vicc->rights = true;
		return answer_status(vicc, 0x9000);
	case 0x21:
		return answer_status(vicc, vicc->rights ? 0x9000 : 0x6982);
	case 0x30:
		sleep_ms(parameter * 10);
		return answer_status(vicc, 0x9000);
	case 0x31:
		return stay_silent(vicc);
	case 0x40:
		return false;
	case 0x50:
		return answer(vicc, 0);
	case 0x51:
		return answer(vicc, 1);
	case 0x60:
		vicc->frame[2] = vicc->resets;
		vicc->frame[3] = 0x90;
		vicc->frame[4] = 0x00;
		return answer(vicc, 3);
	default:
		return answer_status(vicc, 0x6D00);
	}
}

/* vpcd's own codes: 0 power off, 1 power on, 2 reset, 4 give the ATR. */
static bool control(struct vicc *vicc)
{
	if (vicc->frame[2] == 4) {
		memcpy(vicc->frame + 2, atr, sizeof atr);
		return answer(vicc, sizeof atr);
	}
	vicc->rights = false;
	if (vicc->frame[2] == 1 || vicc->frame[2] == 2)
		vicc->resets++;
	return true;
}

static void *serve(void *arg)
{
	struct vicc *vicc = arg;
	bool more = true;

	while (more && receive(vicc, vicc->frame, 2)) {
		size_t len = (size_t)vicc->frame[0] << 8 | vicc->frame[1];

		if (len == 0 || !receive(vicc, vicc->frame + 2, len))
			break;
		more = len == 1 ? control(vicc) : command(vicc);
	}
	shutdown(vicc->fd, SHUT_RDWR);
	return NULL;
}

/*
 * vpcd listens for a card again only some tenths of a second after it lost one, and a connection made in between may be
 * dropped unseen; so the card lies there only when vpcd has begun to talk to it.
 */
static bool talked_to(int fd)
{
	struct pollfd events = { .fd = fd, .events = POLLIN };
	uint8_t byte;

	return poll(&events, 1, 2000) == 1 && recv(fd, &byte, 1, MSG_PEEK) == 1;
}

static int connect_to(int slot)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons((uint16_t)(PORT + slot)),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	for (int i = 0; i < 300; i++) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

		if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0 && talked_to(fd))
			return fd;
		if (fd >= 0)
			close(fd);
		sleep_ms(10);
	}
	return -1;
}

struct vicc *vicc_insert(int slot)
{
	struct vicc *vicc = calloc(1, sizeof *vicc);
	int one = 1;

	if (!vicc)
		return NULL;
	vicc->fd = connect_to(slot);
	if (vicc->fd < 0) {
		free(vicc);
		return NULL;
	}
	setsockopt(vicc->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (pthread_create(&vicc->thread, NULL, serve, vicc)) {
		close(vicc->fd);
		free(vicc);
		return NULL;
	}
	return vicc;
}

void vicc_remove(struct vicc *vicc)
{
	if (!vicc)
		return;
	shutdown(vicc->fd, SHUT_RDWR);
	pthread_join(vicc->thread, NULL);
	close(vicc->fd);
	free(vicc);
}
