/* SPDX-License-Identifier: BSD-2-Clause */
#include <poll.h>
#include <pthread.h>

#include "scene.h"

/* A reader with a virtual card, which is asked at once and answers at the loop's next turn. */
struct reader {
	zairyu_vcard *card;
	uint64_t serial; /* of what is under way; 0: nothing is */
	zairyu_bytes answer;
	uint8_t room[ZAIRYU_RESPONSE_MAX];
	int is_gone, is_closed, offs;
};

static void reader_reset(struct reader *reader, uint64_t serial)
{
	reader->serial = serial;
	reader->answer = (zairyu_bytes){ NULL, 0 };
	reader->is_gone = zairyu_vcard_reset(reader->card) != ZAIRYU_OK;
}

static void reader_send(struct reader *reader, uint64_t serial, zairyu_bytes command)
{
	size_t len = 0;
	int rc = zairyu_vcard_process(reader->card, command, reader->room, sizeof reader->room, &len);

	HOLDS(reader->serial == 0);
	reader->serial = serial;
	reader->answer = (zairyu_bytes){ reader->room, len };
	reader->is_gone = rc != ZAIRYU_VCARD_ANSWER;
}

static void reader_power_off(struct reader *reader)
{
	reader->offs++;
}

static void reader_stop(struct reader *reader)
{
	(void)reader; /* what it does is done at the next turn */
}

static void reader_close(struct reader *reader)
{
	reader->is_closed = 1;
}

#define FRAGMENT_zairyu_handoff_1
#include "fragments.h"

struct read {
	zairyu_transport *transport;
	zairyu_record *record;
	int rc;
};

static void *read_card(void *userdata)
{
	struct read *read = userdata;
	zairyu_session *session = NULL;

	read->rc = zairyu_session_new(read->transport, &session, NULL);
	if (read->rc == ZAIRYU_OK)
		read->rc = zairyu_session_authenticate(session, SCENE_NUMBER, strlen(SCENE_NUMBER), NULL);
	if (read->rc == ZAIRYU_OK)
		read->rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &read->record, NULL);
	zairyu_session_free(session);
	zairyu_transport_free(read->transport);
	return NULL;
}

static void loop(zairyu_handoff *handoff, struct reader *reader)
{
	while (!reader->is_closed) {
		struct pollfd readable = { .fd = zairyu_handoff_fd(handoff), .events = POLLIN };
		const uint64_t serial = reader->serial;

		HOLDS(poll(&readable, 1, serial ? 0 : -1) >= 0);
		reader->serial = 0;
		if (serial)
			on_answer(handoff, serial, reader->answer, reader->is_gone);
		on_readable(handoff, reader);
	}
}

static int read_through(const char *options)
{
	static struct reader reader;
	zairyu_context *ctx = scene_context(NULL);
	zairyu_handoff *handoff = NULL;
	struct read read = { 0 };
	pthread_t thread;

	reader = (struct reader){ 0 };
	HOLDS(zairyu_vcard_new(ctx, NULL, options, &reader.card, NULL) == ZAIRYU_OK);
	HOLDS(zairyu_handoff_new(ctx, "phone:", &handoff, &read.transport, NULL) == ZAIRYU_OK);
	HOLDS(pthread_create(&thread, NULL, read_card, &read) == 0);
	loop(handoff, &reader);
	HOLDS(pthread_join(thread, NULL) == 0);
	HOLDS(reader.offs > 0 && (read.rc == ZAIRYU_OK) == (read.record != NULL));
	zairyu_record_free(read.record);
	zairyu_handoff_free(handoff);
	zairyu_vcard_free(reader.card);
	zairyu_context_free(ctx);
	return read.rc;
}

int main(void)
{
	HOLDS(read_through("type=05") == ZAIRYU_OK);
	HOLDS(read_through("type=1,fault=remove@7") == ZAIRYU_ERR_CARD_GONE);
	return 0;
}
