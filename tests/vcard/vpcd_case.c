/* SPDX-License-Identifier: BSD-2-Clause */
#include "vpcd_case.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../support/clock.h"
#include "base/pause.h"

enum { PATIENCE_MS = 5000 };

struct vpcd vpcd = { .listener = -1, .peer = -1 };

static void count_ready(void *userdata)
{
	ck_assert_ptr_eq(userdata, &vpcd.readies);
	atomic_fetch_add(&vpcd.readies, 1);
}

void *vpcd_serve(void *unused)
{
	zairyu_error *err = NULL;

	vpcd.served =
		zairyu_vcard_serve_vpcd(vpcd.ctx, card, vpcd.address, count_ready, &vpcd.readies, vpcd.cancel, &err);
	vpcd.served_error = zairyu_error_code(err);
	zairyu_error_free(err);
	return unused;
}

static void start_listening(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof at;

	vpcd.listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_ge(vpcd.listener, 0);
	ck_assert_int_eq(bind(vpcd.listener, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(vpcd.listener, 1), 0);
	ck_assert_int_eq(getsockname(vpcd.listener, (struct sockaddr *)&at, &len), 0);
	snprintf(vpcd.address, sizeof vpcd.address, "127.0.0.1:%d", ntohs(at.sin_port));
}

void vpcd_accept(void)
{
	struct pollfd watched = { .fd = vpcd.listener, .events = POLLIN };

	ck_assert_int_eq(poll(&watched, 1, PATIENCE_MS), 1);
	vpcd.peer = accept(vpcd.listener, NULL, NULL);
	ck_assert_int_ge(vpcd.peer, 0);
}

static void make(void)
{
	ck_assert_int_eq(zairyu_context_new(&vpcd.ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&vpcd.cancel, NULL), ZAIRYU_OK);
	card = card_of_type("1");
	atomic_store(&vpcd.readies, 0);
	start_listening();
}

void vpcd_start(void)
{
	ck_assert_int_eq(pthread_create(&vpcd.thread, NULL, vpcd_serve, NULL), 0);
	vpcd_accept();
}

void vpcd_stop(int wanted)
{
	int64_t begun = pause_now();

	zairyu_cancel_trigger(vpcd.cancel);
	ck_assert_int_eq(pthread_join(vpcd.thread, NULL), 0);
	ck_assert_int_le(pause_now() - begun, 300 + SLACK_MS);
	ck_assert_int_eq(vpcd.served, wanted);
	ck_assert_int_eq(vpcd.served_error, wanted);
}

static void done(void)
{
	if (vpcd.peer >= 0)
		close(vpcd.peer);
	if (vpcd.listener >= 0)
		close(vpcd.listener);
	zairyu_vcard_free(card);
	zairyu_cancel_free(vpcd.cancel);
	zairyu_context_free(vpcd.ctx);
}

/* As vpcd: length and body in two sends. */
void vpcd_put(const char *hex)
{
	uint8_t body[512];
	size_t len = unhex(hex, body, sizeof body);
	uint8_t prefix[2] = { (uint8_t)(len >> 8), (uint8_t)len };

	ck_assert_int_eq(send(vpcd.peer, prefix, 2, MSG_NOSIGNAL), 2);
	ck_assert_int_eq(send(vpcd.peer, body, len, MSG_NOSIGNAL), (ssize_t)len);
}

/* Exactly that many bytes, or as many as come before the card closes. */
static size_t take(uint8_t *out, size_t wanted)
{
	size_t have = 0;

	while (have < wanted) {
		struct pollfd watched = { .fd = vpcd.peer, .events = POLLIN };
		ssize_t n;

		ck_assert_int_eq(poll(&watched, 1, PATIENCE_MS), 1);
		n = recv(vpcd.peer, out + have, wanted - have, 0);
		if (n <= 0)
			break;
		have += (size_t)n;
	}
	return have;
}

size_t vpcd_get(uint8_t *out)
{
	uint8_t prefix[2];
	size_t len;

	ck_assert_uint_eq(take(prefix, 2), 2);
	len = (size_t)prefix[0] << 8 | prefix[1];
	ck_assert_uint_eq(take(out, len), len);
	return len;
}

void ck_frame(const char *sent, const char *wanted)
{
	static uint8_t frame[65535];

	vpcd_put(sent);
	ck_hex(frame, vpcd_get(frame), wanted);
}

void ck_closed(void)
{
	uint8_t byte;

	ck_assert_uint_eq(take(&byte, 1), 0);
	close(vpcd.peer);
	vpcd.peer = -1;
}

bool vpcd_quiet(int ms)
{
	struct pollfd watched = { .fd = vpcd.peer, .events = POLLIN };

	return poll(&watched, 1, ms) == 0;
}

TCase *vpcd_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_checked_fixture(tcase, make, done);
	return tcase;
}
