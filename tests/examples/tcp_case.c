/* SPDX-License-Identifier: BSD-2-Clause */
#include "tcp_case.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "../support/process.h"

#define GOOD_ATR "000D3B88800100000000338181003A"

/* Longer than any test. */
enum { STUCK_S = 30 };

struct tcp_case tcp;
static int descriptors;

static void make(void)
{
	descriptors = count_entries("/proc/self/fd");
	ck_assert_int_eq(tcp_backend_new("127.0.0.1:0", 0, &tcp.backend, NULL), ZAIRYU_OK);
	tcp.uri = tcp_backend_uri(tcp.backend);
	tcp.address = tcp.uri + strlen("tcp:");
	tcp.reader = NULL;
	ck_assert_int_eq(zairyu_context_new(&tcp.ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(tcp.ctx, tcp_backend_table(tcp.backend), NULL), ZAIRYU_OK);
}

static void done(void)
{
	zairyu_transport_free(tcp.reader);
	zairyu_context_free(tcp.ctx);
	tcp_backend_free(tcp.backend);
	ck_assert_int_eq(count_entries("/proc/self/fd"), descriptors);
}

TCase *tcp_case(const char *name)
{
	TCase *tcase = suite_case(name, 60);

	tcase_add_checked_fixture(tcase, make, done);
	return tcase;
}

void tcp_open(void)
{
	ck_assert_int_eq(zairyu_transport_open(tcp.ctx, "tcp:", NULL, &tcp.reader, NULL), ZAIRYU_OK);
}

/* Exactly that many bytes, or false at the end. */
static bool take(int fd, uint8_t *out, size_t wanted)
{
	while (wanted > 0) {
		ssize_t n = recv(fd, out, wanted, 0);

		if (n <= 0)
			return false;
		out += n;
		wanted -= (size_t)n;
	}
	return true;
}

static size_t unhex(const char *hex, uint8_t *out)
{
	size_t len = strlen(hex) / 2;

	for (size_t i = 0; i < len; i++)
		out[i] = (uint8_t)strtoul((const char[]){ hex[2 * i], hex[2 * i + 1], '\0' }, NULL, 16);
	return len;
}

void client_send_hex(const struct client *client, const char *hex)
{
	uint8_t bytes[64];

	(void)send(client->fd, bytes, unhex(hex, bytes), MSG_NOSIGNAL);
}

/* As the Android application: length and contents apart. */
void client_send_frame(const struct client *client, const uint8_t *data, size_t len)
{
	(void)send(client->fd, (const uint8_t[]){ (uint8_t)(len >> 8), (uint8_t)len }, 2, MSG_NOSIGNAL);
	while (len > 0) {
		ssize_t n = send(client->fd, data, len, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		data += n;
		len -= (size_t)n;
	}
}

static bool obey(struct client *client, uint8_t control)
{
	static const uint8_t select_mf[] = { 0x00, 0xA4, 0x00, 0x0C };
	uint8_t response[258];
	size_t len;
	const size_t n = atomic_load(&client->controls);

	ck_assert_uint_lt(n, CONTROLS_MAX);
	client->control[n] = control;
	atomic_store(&client->controls, n + 1);
	if (control == TCP_GET_ATR)
		client_send_hex(client, client->atr ? client->atr : GOOD_ATR);
	if (client->selects && (control == TCP_POWER_OFF || control == TCP_RESET))
		(void)zairyu_vcard_process(client->card, (zairyu_bytes){ select_mf, sizeof select_mf }, response,
					   sizeof response, &len);
	if (client->obeys && control != TCP_GET_ATR)
		ck_assert_int_eq(zairyu_vcard_reset(client->card), ZAIRYU_OK);
	return control != TCP_RESET || !client->leaves;
}

static void *play(void *userdata)
{
	struct client *client = userdata;
	uint8_t *frame = malloc(TCP_FRAME_MAX), prefix[TCP_PREFIX];
	bool goes_on = true;

	while (goes_on) {
		size_t len;

		if (!take(client->fd, prefix, sizeof prefix)) {
			atomic_store(&client->closed, true);
			break;
		}
		len = (size_t)prefix[0] << 8 | prefix[1];
		if (!take(client->fd, frame, len))
			break;
		goes_on = len == 1 ? obey(client, frame[0]) : client->answer(client, frame, len);
	}
	shutdown(client->fd, SHUT_RDWR);
	free(frame);
	return NULL;
}

void client_start(struct client *client)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const struct timeval stuck = { .tv_sec = STUCK_S };

	at.sin_port = htons((uint16_t)strtoul(strchr(tcp.address, ':') + 1, NULL, 10));
	client->fd = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_ge(client->fd, 0);
	ck_assert_int_eq(setsockopt(client->fd, SOL_SOCKET, SO_RCVTIMEO, &stuck, sizeof stuck), 0);
	ck_assert_int_eq(connect(client->fd, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(pthread_create(&client->thread, NULL, play, client), 0);
}

void client_join(struct client *client)
{
	ck_assert_int_eq(pthread_join(client->thread, NULL), 0);
	close(client->fd);
}

void client_stop(struct client *client)
{
	shutdown(client->fd, SHUT_RDWR);
	client_join(client);
}

void client_await_controls(struct client *client, size_t count)
{
	for (int i = 0; i < STUCK_S * 100 && atomic_load(&client->controls) < count; i++)
		sleep_ms(10);
	ck_assert_uint_eq(atomic_load(&client->controls), count);
}

void ck_controls(const struct client *client, const char *hex)
{
	uint8_t wanted[CONTROLS_MAX];
	const size_t count = unhex(hex, wanted);

	ck_assert_uint_eq(atomic_load(&client->controls), count);
	ck_assert_mem_eq(client->control, wanted, count);
}

bool by_card(struct client *client, const uint8_t *command, size_t len)
{
	size_t response_len;

	static _Thread_local uint8_t response[ZAIRYU_RESPONSE_MAX];
	response_len = 0;

	if (zairyu_vcard_process(client->card, (zairyu_bytes){ command, len }, response, sizeof response,
				 &response_len) != ZAIRYU_VCARD_ANSWER ||
	    (client->most > 0 && response_len > client->most))
		return false;
	client_send_frame(client, response, response_len);
	return true;
}

bool by_reply(struct client *client, const uint8_t *command, size_t len)
{
	(void)command, (void)len;
	client_send_hex(client, client->reply);
	return true;
}

bool by_reply_and_leave(struct client *client, const uint8_t *command, size_t len)
{
	return !by_reply(client, command, len);
}

bool by_silence(struct client *client, const uint8_t *command, size_t len)
{
	(void)client, (void)command, (void)len;
	return true;
}

bool by_echo(struct client *client, const uint8_t *command, size_t len)
{
	client_send_frame(client, command, len);
	return true;
}

int connect_within(uint32_t ms, zairyu_error **err)
{
	zairyu_wait *wait = NULL;
	int rc;

	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_connect(tcp.reader, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

int transmit_within(uint32_t ms, size_t cap, zairyu_error **err)
{
	static const uint8_t command[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };
	uint8_t *response = malloc(cap); /* so that a sanitizer sees what is past its end */
	zairyu_wait *wait = NULL;
	size_t len = 0;
	int rc;

	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_transmit(tcp.reader, wait, (zairyu_bytes){ command, sizeof command }, response, cap, &len,
				       err);
	ck_assert_int_eq(rc == ZAIRYU_OK, len > 0);
	zairyu_wait_free(wait);
	free(response);
	return rc;
}

void ck_ends(int rc, zairyu_error **err, int wanted)
{
	ck_assert_str_eq(zairyu_error_name(rc), zairyu_error_name(wanted));
	ck_assert_int_eq(zairyu_error_code(*err), wanted);
	zairyu_error_clear(err);
}

zairyu_readers *tcp_readers(void)
{
	zairyu_readers *readers = NULL;

	ck_assert_int_eq(zairyu_readers_list(tcp.ctx, "tcp", NULL, &readers, NULL), ZAIRYU_OK);
	return readers;
}

void tcp_count(size_t wanted)
{
	zairyu_readers *readers = tcp_readers();

	ck_assert_uint_eq(zairyu_readers_count(readers), wanted);
	zairyu_readers_free(readers);
}
