/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A loop that must not block reads two cards at once. The sessions run on threads of their own; what they ask of their
 * readers arrives here and is answered here, now or later. The readers are virtual cards (zairyu-virtual(7) has
 * their options): a socket, a phone's NFC or a USB transfer would be started in the same place, and answer when it is done.
 * Ctrl-C ends it at any moment. usage: event_loop CARD NUMBER CARD NUMBER
 */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <zairyu/vcard.h>

enum { READERS = 2, FOR_EVER = -1 };

struct reader {
	zairyu_handoff *handoff;     /* the loop's */
	zairyu_transport *transport; /* the thread's, once that runs */
	int position;                /* among the readers, from 1 */
	const char *number;
	zairyu_record *record;
	int rc;
	pthread_t thread;
	zairyu_vcard *card;
	uint64_t waiting; /* the request whose answer is still to come; 0: none */
	int64_t due_ms;   /* when it comes; FOR_EVER: never */
};

static zairyu_cancel *volatile token;

static void on_signal(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* On a thread of its own: a session as anywhere else. What frees the transport tells the loop that it is over. */
static void *read_card(void *userdata)
{
	struct reader *r = userdata;
	zairyu_session *session = NULL;
	int rc = zairyu_session_new(r->transport, &session, NULL);

	zairyu_session_set_cancel(session, token);
	if (rc == 0 && (rc = zairyu_session_authenticate(session, r->number, strlen(r->number), NULL)) == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &r->record, NULL);
	r->rc = rc;
	zairyu_session_free(session), zairyu_transport_free(r->transport);
	return NULL;
}

static void fail(struct reader *r, uint64_t serial, int code)
{
	(void)zairyu_handoff_fail(r->handoff, serial, code, NULL, 0, NULL, NULL);
}

/* Asks the card; an empty command asks for the answer of one that was silent. An answer that comes too late is refused,
 * which is all right. */
static void transmit(struct reader *r, uint64_t serial, zairyu_bytes command)
{
	static uint8_t answer[ZAIRYU_RESPONSE_MAX];
	size_t len = 0;
	int rc = zairyu_vcard_process(r->card, command, answer, sizeof answer, &len);

	r->waiting = rc == ZAIRYU_VCARD_SILENT ? serial : 0;
	if (rc == ZAIRYU_VCARD_SILENT)
		r->due_ms = len ? now_ms() + (int64_t)len : FOR_EVER;
	else if (rc == ZAIRYU_VCARD_ANSWER)
		(void)zairyu_handoff_give(r->handoff, serial, (zairyu_bytes){ answer, len }, NULL);
	else
		fail(r, serial, rc == ZAIRYU_VCARD_REMOVED ? ZAIRYU_ERR_CARD_GONE : ZAIRYU_ERR_COMMUNICATION);
	zairyu_wipe(answer, len);
}

/* The thread has let go of everything, and ends. */
static void close_reader(struct reader *r)
{
	pthread_join(r->thread, NULL);
	zairyu_handoff_free(r->handoff), zairyu_vcard_free(r->card);
	r->handoff = NULL;
	printf("card %d, %s: %s\n", r->position, r->number,
	       r->record ? zairyu_card_type(zairyu_record_card(r->record))
			 : zairyu_error_text(r->rc, ZAIRYU_LANGUAGE_EN));
	(void)fflush(stdout);
	zairyu_record_free(r->record);
}

/* Takes until there is nothing. */
static void serve(struct reader *r)
{
	zairyu_handoff_request request = { .size = sizeof request, .kind = ZAIRYU_HANDOFF_NONE };

	while (r->handoff && zairyu_handoff_take(r->handoff, &request, NULL) == 0 &&
	       request.kind != ZAIRYU_HANDOFF_NONE) {
		switch (request.kind) {
		case ZAIRYU_HANDOFF_CONNECT:
			if (zairyu_vcard_reset(r->card) == 0)
				(void)zairyu_handoff_give(r->handoff, request.serial, (zairyu_bytes){ 0 }, NULL);
			else
				fail(r, request.serial, ZAIRYU_ERR_NO_CARD);
			break;
		case ZAIRYU_HANDOFF_TRANSMIT:
			transmit(r, request.serial, request.command);
			break;
		case ZAIRYU_HANDOFF_CANCEL: /* what was under way is stopped, and then answered, whatever with */
			r->waiting = 0;
			fail(r, request.serial, ZAIRYU_ERR_CANCELLED);
			break;
		case ZAIRYU_HANDOFF_DISCONNECT:
			(void)zairyu_vcard_reset(r->card);
			break;
		case ZAIRYU_HANDOFF_CLOSED:
			close_reader(r);
			break;
		default:
			fail(r, request.serial, ZAIRYU_ERR_UNSUPPORTED);
		}
	}
}

/* Until one of the readers has something to do. */
static int sleep_until_next(const struct reader *readers)
{
	struct pollfd polled[READERS];
	int64_t ms = FOR_EVER;
	int open = 0;

	for (int i = 0; i < READERS; i++) {
		const struct reader *r = &readers[i];
		const int64_t left = r->due_ms > now_ms() ? r->due_ms - now_ms() : 0;

		polled[i] = (struct pollfd){ .fd = zairyu_handoff_fd(r->handoff), .events = POLLIN };
		open += r->handoff != NULL;
		if (r->waiting && r->due_ms != FOR_EVER && (ms == FOR_EVER || left < ms))
			ms = left;
	}
	if (open)
		(void)poll(polled, READERS, (int)ms);
	return open;
}

static void run(struct reader *readers)
{
	while (sleep_until_next(readers))
		for (int i = 0; i < READERS; i++) {
			struct reader *r = &readers[i];

			if (r->waiting && r->due_ms != FOR_EVER && r->due_ms <= now_ms())
				transmit(r, r->waiting, (zairyu_bytes){ 0 });
			serve(r);
		}
}

static int open_reader(struct reader *r, int position, zairyu_context *ctx, zairyu_vcard_ca *ca, char **arguments)
{
	zairyu_error *err = NULL;
	int rc = zairyu_vcard_new(ctx, ca, arguments[0], &r->card, &err);

	r->position = position;
	r->number = arguments[1];
	if (rc == 0)
		rc = zairyu_handoff_new(ctx, "virtual:", &r->handoff, &r->transport, &err);
	if (rc == 0)
		rc = zairyu_handoff_set_property(r->handoff, ZAIRYU_PROPERTY_SIMULATED, 1, &err);
	if (rc == 0 && pthread_create(&r->thread, NULL, read_card, r) != 0)
		rc = zairyu_error_set(&err, ZAIRYU_ERR_LIMIT, NULL, 0, "no thread");
	if (rc != 0) {
		fprintf(stderr, "%s: %s\n", arguments[0], zairyu_error_message(err));
		zairyu_transport_free(r->transport), zairyu_handoff_free(r->handoff), zairyu_vcard_free(r->card);
		r->handoff = NULL;
	}
	zairyu_error_free(err);
	return rc;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_signal }, before;
	struct reader readers[READERS] = { 0 };
	zairyu_context *ctx = NULL;
	zairyu_vcard_ca *ca = NULL;
	zairyu_cancel *cancel = NULL;
	int bad = argc != 1 + 2 * READERS || zairyu_cancel_new(&cancel, NULL) || zairyu_context_new(&ctx, NULL) ||
		  zairyu_vcard_ca_new(ctx, 1, &ca, NULL);

	if (argc != 1 + 2 * READERS)
		fprintf(stderr, "usage: event_loop CARD NUMBER CARD NUMBER, where CARD is such as type=05\n");
	token = cancel;
	sigaction(SIGINT, &action, &before);
	for (int i = 0; i < READERS && !bad; i++)
		bad = open_reader(&readers[i], i + 1, ctx, ca, argv + 1 + 2 * i);
	run(readers);
	for (int i = 0; i < READERS; i++)
		bad = bad || readers[i].rc != 0;
	sigaction(SIGINT, &before, NULL);
	zairyu_cancel_free(cancel), zairyu_vcard_ca_free(ca), zairyu_context_free(ctx);
	return bad ? 1 : 0;
}
