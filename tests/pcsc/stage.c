/* SPDX-License-Identifier: BSD-2-Clause */
/* A real pcscd of the test's own, and the readers behind its driver. */
#include "stage.h"

#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <winscard.h>

#include "../support/clock.h"
#include "driver.h"
#include "pcscd.h"
#include "stage_folder.h"

struct reader {
	bool plugged, powered;
	zairyu_vcard *card;
	double away_until; /* ms */
	int lift_at, lift_ms, contacts, commands;
	size_t longest;
};

static struct {
	char folder[64];
	struct reader readers[DRIVER_LINES];
	int count, listener, monitor;
	pthread_mutex_t lock;
} stage = { .listener = -1, .monitor = -1, .lock = PTHREAD_MUTEX_INITIALIZER };

#define LOCKED(statement)                                                                                              \
	do {                                                                                                           \
		pthread_mutex_lock(&stage.lock);                                                                       \
		statement;                                                                                             \
		pthread_mutex_unlock(&stage.lock);                                                                     \
	} while (0)

/* What a reader does. Called with the lock taken. */

static bool lies(const struct reader *reader)
{
	return reader->card && now_ms() >= reader->away_until;
}

static void lift(struct reader *reader, int ms)
{
	reader->away_until = now_ms() + ms;
	reader->powered = false;
}

/* Whether the card is there for this contact. */
static bool contact(struct reader *reader)
{
	reader->contacts++;
	if (reader->lift_at > 0 && --reader->lift_at == 0) {
		lift(reader, reader->lift_ms);
		return false;
	}
	return lies(reader);
}

static int32_t power(struct reader *reader, uint8_t *out, size_t *len)
{
	zairyu_bytes atr = zairyu_vcard_atr();

	reader->powered = contact(reader) && zairyu_vcard_reset(reader->card) == ZAIRYU_OK;
	if (!reader->powered)
		return IFD_ERROR_POWER_ACTION;
	memcpy(out, atr.data, atr.len);
	*len = atr.len;
	return IFD_SUCCESS;
}

static int32_t transmit(struct reader *reader, uint8_t *data, size_t *len)
{
	uint8_t command[sizeof(((struct driver_packet *)0)->data)];
	zairyu_bytes bytes = { command, *len };

	reader->commands++;
	memcpy(command, data, *len);
	if (reader->longest && *len > reader->longest)
		return IFD_COMMUNICATION_ERROR;
	if (!contact(reader) || !reader->powered)
		return IFD_COMMUNICATION_ERROR;
	return zairyu_vcard_process(reader->card, bytes, data, sizeof command, len) == ZAIRYU_VCARD_ANSWER
		       ? IFD_SUCCESS
		       : IFD_COMMUNICATION_ERROR;
}

static int32_t serve_call(struct reader *reader, int32_t call, uint8_t *data, size_t *len)
{
	const size_t command_len = *len;

	*len = 0;
	if (!reader->plugged)
		return IFD_NO_SUCH_DEVICE;
	switch (call) {
	case DRIVER_PRESENCE:
		return lies(reader) ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
	case DRIVER_POWER_UP:
	case DRIVER_RESET:
		return power(reader, data, len);
	case DRIVER_POWER_DOWN:
		reader->powered = false;
		return contact(reader) ? IFD_SUCCESS : IFD_ERROR_POWER_ACTION;
	case DRIVER_TRANSMIT:
		*len = command_len;
		return transmit(reader, data, len);
	default:
		return IFD_NOT_SUPPORTED;
	}
}

/* The lines. */

static size_t list_plugged(uint8_t *out)
{
	size_t count = 0;

	for (int i = 0; i < stage.count; i++)
		if (stage.readers[i].plugged)
			out[count++] = (uint8_t)i;
	return count;
}

static struct reader *open_reader(const uint8_t *name)
{
	const char *node = strstr((const char *)name, DRIVER_NODE);
	long i = node ? strtol(node + strlen(DRIVER_NODE), NULL, 10) : -1;

	return i >= 0 && i < stage.count && stage.readers[i].plugged ? &stage.readers[i] : NULL;
}

/* Answers one packet. False if nobody takes the answer. */
static bool answer(int line, struct driver_packet *packet, size_t len, struct reader **reader)
{
	int32_t code = IFD_SUCCESS;

	pthread_mutex_lock(&stage.lock);
	if (packet->code == DRIVER_OPEN) {
		*reader = open_reader(packet->data);
		code = *reader ? IFD_SUCCESS : IFD_NO_SUCH_DEVICE;
		len = 0;
	} else if (packet->code == DRIVER_LIST) {
		len = list_plugged(packet->data);
	} else if (packet->code == DRIVER_MONITOR) {
		stage.monitor = line;
		len = 0;
	} else {
		code = *reader ? serve_call(*reader, packet->code, packet->data, &len) : IFD_NO_SUCH_DEVICE;
	}
	packet->code = code;
	pthread_mutex_unlock(&stage.lock);
	return send(line, packet, DRIVER_HEADER + len, MSG_NOSIGNAL) > 0;
}

static void *serve_line(void *argument)
{
	struct driver_packet *packet = calloc(1, sizeof *packet + 1); /* a name's end */
	struct reader *reader = NULL;
	int line = (int)(intptr_t)argument;
	bool kept = false; /* for what is told of readers, until the service ends */
	ssize_t n;

	while (packet && !kept && (n = recv(line, packet, sizeof *packet, 0)) >= DRIVER_HEADER) {
		kept = packet->code == DRIVER_MONITOR;
		if (!answer(line, packet, (size_t)n - DRIVER_HEADER, &reader))
			break;
	}
	free(packet);
	if (!kept)
		close(line);
	return NULL;
}

static void *serve(void *unused)
{
	pthread_t thread;
	int line;

	(void)unused;
	while ((line = accept(stage.listener, NULL, NULL)) >= 0) {
		if (pthread_create(&thread, NULL, serve_line, (void *)(intptr_t)line) == 0)
			pthread_detach(thread);
		else
			close(line);
	}
	return NULL;
}

static void listen_for_driver(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	pthread_t thread;

	(void)snprintf(un.sun_path, sizeof un.sun_path, "%s/" DRIVER_SOCKET, stage.folder);
	stage.listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(stage.listener, (struct sockaddr *)&un, sizeof un), 0);
	ck_assert_int_eq(listen(stage.listener, 64), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
	pthread_detach(thread);
}

bool stage_start(const char *const *names, int count)
{
	ck_assert_int_le(count, DRIVER_LINES);
	(void)snprintf(stage.folder, sizeof stage.folder, "/tmp/zairyu-XXXXXX"); /* sockets have short names */
	ck_assert_ptr_nonnull(mkdtemp(stage.folder));
	stage.count = count;
	for (int i = 0; i < count; i++)
		stage.readers[i] = (struct reader){ 0 };
	stage_write_folder(stage.folder, names, count);
	listen_for_driver();
	return stage_start_service();
}

bool stage_start_service(void)
{
	return pcscd_start_in(stage.folder, TEST_DRIVER);
}

void stage_end_service(void)
{
	int monitor;

	pcscd_stop();
	LOCKED((monitor = stage.monitor, stage.monitor = -1));
	if (monitor >= 0)
		close(monitor);
}

void stage_signal(int number)
{
	pcscd_signal(number);
}

void stage_stop(void)
{
	char command[128];

	stage_end_service();
	(void)shutdown(stage.listener, SHUT_RDWR);
	(void)snprintf(command, sizeof command, "rm -rf '%s'", stage.folder);
	ck_assert_int_eq(system(command), 0); /* NOLINT: a folder of our own making */
}

/* Whether the service lists exactly as many readers as are plugged in. */
static bool service_knows(void)
{
	SCARDCONTEXT context;
	uint8_t plugged[DRIVER_LINES];
	char names[4096] = "";
	DWORD len = sizeof names;
	size_t count = 0;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		return false;
	if (SCardListReaders(context, NULL, names, &len) == SCARD_S_SUCCESS)
		for (const char *p = names; *p; p += strlen(p) + 1)
			count++;
	SCardReleaseContext(context);
	return count == list_plugged(plugged);
}

static int monitor_line(void)
{
	int line;

	LOCKED(line = stage.monitor);
	return line;
}

void stage_plug(int reader, bool in)
{
	const struct driver_event event = { reader, in };

	LOCKED(stage.readers[reader].plugged = in);
	for (int i = 0; i < 3000 && monitor_line() < 0; i++)
		sleep_ms(10);
	ck_assert_int_ge(monitor_line(), 0);
	ck_assert_int_eq(send(monitor_line(), &event, sizeof event, MSG_NOSIGNAL), sizeof event);
	for (int i = 0; i < 3000 && !service_knows(); i++)
		sleep_ms(10);
	ck_assert(service_knows());
}

void stage_card(int reader, zairyu_vcard *card)
{
	LOCKED((stage.readers[reader].card = card, stage.readers[reader].powered = false));
}

void stage_lift_at(int reader, int contact_number, int ms)
{
	LOCKED((stage.readers[reader].lift_at = contact_number, stage.readers[reader].lift_ms = ms));
}

void stage_refuse(int reader, size_t longest)
{
	LOCKED(stage.readers[reader].longest = longest);
}

int stage_contacts(int reader)
{
	int count;

	LOCKED(count = stage.readers[reader].contacts);
	return count;
}

int stage_commands(int reader)
{
	int count;

	LOCKED(count = stage.readers[reader].commands);
	return count;
}

bool stage_powered(int reader)
{
	bool powered;

	LOCKED(powered = stage.readers[reader].powered);
	return powered;
}
