/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waits for a card for as long as it takes and says which kind it is; Ctrl-C ends it properly at any moment.
 * usage: cancel_on_signal
 */
#include <signal.h>
#include <stdio.h>
#include <zairyu/pcsc.h>

/* A handler has no argument of its own. Set before the handler is installed, freed after it is gone. */
static zairyu_cancel *volatile token;

static void on_signal(int number)
{
	(void)number;
	zairyu_cancel_trigger(token); /* the one call of this library that a handler may make */
}

static int say_what_it_is(zairyu_transport *reader)
{
	zairyu_session *session = NULL;
	zairyu_card *card = NULL;
	int rc = zairyu_session_new(reader, &session, NULL);

	if (rc == 0) {
		zairyu_session_set_cancel(session, token);
		rc = zairyu_session_identify(session, &card, NULL);
	}
	if (rc == 0)
		puts(zairyu_kind_name(zairyu_card_kind(card)));
	zairyu_card_free(card), zairyu_session_free(session);
	return rc;
}

int main(void)
{
	struct sigaction action = { .sa_handler = on_signal }, before;
	zairyu_cancel *cancel = NULL;
	zairyu_context *ctx = NULL;
	zairyu_transport *reader = NULL;
	int rc = zairyu_cancel_new(&cancel, NULL);

	token = cancel;
	sigaction(SIGINT, &action, &before);
	if (rc == 0 && (rc = zairyu_context_new(&ctx, NULL)) == 0 &&
	    (rc = zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL)) == 0) {
		fputs("Place a card on the reader. Press Ctrl-C to stop.\n", stderr);
		rc = zairyu_transport_open_first(ctx, ZAIRYU_WAIT_FOREVER, cancel, &reader, NULL);
	}
	if (rc == 0)
		rc = say_what_it_is(reader);
	if (rc != 0)
		fprintf(stderr, "%s\n", zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	zairyu_transport_free(reader), zairyu_context_free(ctx);
	sigaction(SIGINT, &before, NULL);
	zairyu_cancel_free(cancel);
	return rc == 0 ? 0 : rc == ZAIRYU_ERR_CANCELLED ? 130 : 1;
}
