/* SPDX-License-Identifier: BSD-2-Clause */
/* The two readers: vpcd's behind the real pcscd, and the emulated PN532 behind the real libnfc. */
#include <stdio.h>
#include <string.h>

#include "soak.h"

#ifdef WITH_PCSC
#include <zairyu/pcsc.h>
#endif
#ifdef WITH_NFC
#include <zairyu/nfc.h>
#endif

/* By then pcscd has seen any card that it will see: it looks every 400 ms. */
enum { UNSEEN_MS = 2000 };

bool stage_reopen(struct stage *stage)
{
	zairyu_transport_free(stage->transport);
	return zairyu_transport_open(stage->deck->ctx, stage->uri, NULL, &stage->transport, NULL) == ZAIRYU_OK;
}

bool stage_wait_card(struct stage *stage, int present)
{
	return zairyu_transport_wait_card(stage->transport, present, PLENTY_MS, NULL, NULL) == ZAIRYU_OK;
}

#if defined(WITH_PCSC) || defined(WITH_NFC)
static bool start_serving(struct stage *stage, void *(*serve)(void *))
{
	stage->serving = zairyu_cancel_new(&stage->end, NULL) == ZAIRYU_OK &&
			 pthread_create(&stage->thread, NULL, serve, stage) == 0;
	return stage->serving;
}

static bool stop_serving(struct stage *stage)
{
	if (stage->serving) {
		zairyu_cancel_trigger(stage->end);
		pthread_join(stage->thread, NULL);
		stage->serving = false;
	}
	zairyu_cancel_free(stage->end);
	stage->end = NULL;
	return stage->served == ZAIRYU_OK;
}
#endif

#ifdef WITH_PCSC
static void *serve_vpcd(void *arg)
{
	struct stage *stage = arg;

	stage->served = zairyu_vcard_serve_vpcd(stage->deck->ctx, stage->card, NULL, NULL, NULL, stage->end, NULL);
	return NULL;
}

static bool pcsc_open(struct stage *stage)
{
	snprintf(stage->uri, sizeof stage->uri, "pcsc:Virtual PCD 00 00");
	return zairyu_context_add_backend(stage->deck->ctx, zairyu_pcsc_backend(), NULL) == ZAIRYU_OK &&
	       stage_reopen(stage);
}

/*
 * pcscd believes in a card for some tenths of a second after it is gone; the next is to be told from it. One that comes
 * in an unlucky moment it does not see until it is taken away once more.
 */
static bool pcsc_lay(struct stage *stage, zairyu_vcard *card)
{
	bool seen = false;

	if (!card)
		return stop_serving(stage) && stage_wait_card(stage, 0);
	stage->card = card;
	for (int i = 0; i < 3 && !seen; i++) {
		if (i > 0 && !(stop_serving(stage) && stage_wait_card(stage, 0)))
			return false;
		if (!start_serving(stage, serve_vpcd))
			return false;
		seen = zairyu_transport_wait_card(stage->transport, 1, UNSEEN_MS, NULL, NULL) == ZAIRYU_OK;
	}
	return seen;
}

static void pcsc_close(struct stage *stage)
{
	(void)stop_serving(stage);
	zairyu_transport_free(stage->transport);
}
#endif

#ifdef WITH_NFC
static void *serve_chip(void *arg)
{
	struct stage *stage = arg;

	stage->served = zairyu_vcard_pn532_serve(stage->chip, stage->end, NULL);
	return NULL;
}

static bool nfc_open(struct stage *stage)
{
	if (zairyu_context_add_backend(stage->deck->ctx, zairyu_nfc_backend(), NULL) != ZAIRYU_OK ||
	    zairyu_vcard_pn532_new(stage->deck->ctx, NULL, &stage->chip, NULL) != ZAIRYU_OK)
		return false;
	snprintf(stage->uri, sizeof stage->uri, "nfc:%s", zairyu_vcard_pn532_connstring(stage->chip));
	return start_serving(stage, serve_chip) && stage_reopen(stage);
}

static bool nfc_lay(struct stage *stage, zairyu_vcard *card)
{
	stage->card = card;
	return zairyu_vcard_pn532_insert(stage->chip, card) == ZAIRYU_OK;
}

static void nfc_close(struct stage *stage)
{
	zairyu_transport_free(stage->transport);
	(void)stop_serving(stage);
	zairyu_vcard_pn532_free(stage->chip);
}
#endif

const struct stage_kind *stage_kind(const char *name)
{
	static const struct stage_kind kinds[] = {
#ifdef WITH_PCSC
		{ "pcsc", pcsc_open, pcsc_lay, pcsc_close },
#endif
#ifdef WITH_NFC
		{ "nfc", nfc_open, nfc_lay, nfc_close },
#endif
		{ NULL, NULL, NULL, NULL },
	};

	for (const struct stage_kind *kind = kinds; kind->name; kind++)
		if (strcmp(kind->name, name) == 0)
			return kind;
	return NULL;
}
