/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waits for a phone to bring a card, reads it, and says whether it is genuine, as read_and_verify.c does; what fails
 * because the card was moved is tried again when it comes again. Ctrl-C ends it at any moment.
 * usage: tcp_reader TRUST-DIR NUMBER [ADDRESS:PORT [ANSWER-MAX]]
 * build: cc *.c $(pkg-config --cflags --libs libzairyu-verify) -pthread
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

#include "tcp.h"

static zairyu_cancel *volatile token; /* set before the handler is installed, freed after it is gone */

static void on_signal(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

/* What a person mends by laying the card on the phone once more. */
static int is_passing(int rc)
{
	return rc == ZAIRYU_ERR_CARD_GONE || rc == ZAIRYU_ERR_NO_CARD || rc == ZAIRYU_ERR_COMMUNICATION ||
	       rc == ZAIRYU_ERR_TIMEOUT;
}

static int read_card(zairyu_context *ctx, const zairyu_trust *trust, const char *uri, const char *number)
{
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = zairyu_transport_open(ctx, uri, NULL, &reader, NULL);

	if (rc == 0 && (rc = zairyu_session_new(reader, &session, NULL)) == 0) {
		zairyu_session_set_cancel(session, token);
		rc = zairyu_session_authenticate(session, number, strlen(number), NULL);
	}
	if (rc == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	puts(record ? zairyu_verdict_name(zairyu_report_verdict(report)) : zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	fflush(stdout);
	zairyu_report_free(report), zairyu_record_free(record), zairyu_session_free(session);
	zairyu_transport_free(reader); /* lets the phone go, too */
	return rc;
}

/* Readers come and go; `known` is what there was at the last look. */
static int serve(zairyu_context *ctx, const zairyu_trust *trust, const char *number)
{
	zairyu_readers *known = NULL, *now = NULL;
	zairyu_wait *wait = NULL;
	int rc = zairyu_wait_new(ZAIRYU_WAIT_FOREVER, token, &wait, NULL), tried = ZAIRYU_ERR_NO_CARD;

	while (rc == 0 && is_passing(tried)) {
		rc = zairyu_readers_watch(ctx, "tcp", known, wait, &now, NULL);
		if (rc != 0)
			break;
		zairyu_readers_free(known);
		known = now;
		if (zairyu_readers_count(now) > 0)
			tried = read_card(ctx, trust, zairyu_readers_uri(now, 0), number);
	}
	zairyu_readers_free(known), zairyu_wait_free(wait);
	return rc != 0 ? rc : tried;
}

static int run(char **argv, struct tcp_backend **backend, zairyu_error **err)
{
	zairyu_context *ctx = NULL;
	zairyu_trust *trust = NULL;
	const size_t answer_max = argv[3] && argv[4] ? strtoul(argv[4], NULL, 10) : 0;
	int rc = tcp_backend_new(argv[3], answer_max, backend, err);

	if (rc == 0 && (rc = zairyu_context_new(&ctx, err)) == 0 &&
	    (rc = zairyu_context_add_backend(ctx, tcp_backend_table(*backend), err)) == 0 &&
	    (rc = zairyu_trust_new(ctx, &trust, err)) == 0 &&
	    (rc = zairyu_trust_add_directory(trust, argv[1], ZAIRYU_TRUST_CUSTOM, err)) == 0) {
		fprintf(stderr,
			"Listening at %s. Nothing is encrypted on the way: let the phone come by cable (adb reverse) or through a tunnel (ssh). Ctrl-C ends.\n",
			tcp_backend_uri(*backend));
		rc = serve(ctx, trust, argv[2]);
	}
	zairyu_trust_free(trust), zairyu_context_free(ctx);
	return rc;
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_signal }, before;
	struct tcp_backend *backend = NULL;
	zairyu_cancel *cancel = NULL;
	zairyu_error *err = NULL;
	int rc = zairyu_cancel_new(&cancel, &err);

	token = cancel;
	sigaction(SIGINT, &action, &before);
	if (rc == 0)
		rc = argc >= 3 ? run(argv, &backend, &err)
			       : zairyu_error_set(&err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
						  "usage: tcp_reader TRUST-DIR NUMBER [ADDRESS:PORT [ANSWER-MAX]]");
	if (err)
		fprintf(stderr, "%s: %s\n", zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN), zairyu_error_message(err));
	tcp_backend_free(backend); /* after the context */
	sigaction(SIGINT, &before, NULL);
	zairyu_cancel_free(cancel), zairyu_error_free(err);
	return rc == 0 ? 0 : rc == ZAIRYU_ERR_CANCELLED ? 130 : 1;
}
