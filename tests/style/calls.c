/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every public function survives NULL for every pointer and 0 for every number, alone and beside arguments that are
 * there; whatever takes an error leaves its own there, never an older one; what fails has no result; and
 * an unknown flag is refused. The calls are made from the headers (calls.py).
 */
#include "calls.h"

#include <stdlib.h>
#include <string.h>

enum { STALE = -999 };

struct things things;
uint8_t room[65538];
uint32_t flags;

static const struct call *now;
static size_t chosen; /* an argument, or as many as there are for none */
static bool chosen_is_there;
static unsigned problems;

bool is_there(size_t argument)
{
	return (argument == chosen) == chosen_is_there;
}

static void complain(const char *what, int rc)
{
	printf("%s with%s argument %zu: %s (%d)\n", now->name, chosen_is_there ? " only" : "out", chosen, what, rc);
	problems++;
}

zairyu_error *stale(void)
{
	zairyu_error *err = NULL;

	zairyu_error_set(&err, STALE, NULL, 0, "of a call long ago");
	return err;
}

void judge_error(int rc, const zairyu_error *err)
{
	if (zairyu_error_code(err) != (rc < 0 ? rc : ZAIRYU_OK))
		complain("the error is not its own", rc);
	if (rc >= 0 && err)
		complain("an error after a success", rc);
}

bool judge_out(int rc, const void *out)
{
	if (out == room)
		complain("its result was not set", rc);
	else if (rc < 0 && rc != ZAIRYU_ERR_NOT_GENUINE && out)
		complain("it failed and has a result", rc);
	return out && out != room;
}

void judge_flags(int rc)
{
	if (rc != ZAIRYU_ERR_UNSUPPORTED)
		complain("an unknown flag", rc);
}

int swallow(void *userdata, const void *data, size_t len)
{
	(void)userdata;
	(void)data;
	(void)len;
	return 0;
}

int on_progress(void *userdata, const zairyu_progress *progress)
{
	(void)userdata;
	(void)progress;
	return 0;
}

int on_item(void *userdata, uint64_t item, zairyu_bytes file)
{
	(void)userdata;
	(void)item;
	(void)file;
	return 0;
}

void on_log(void *userdata, int level, const char *component, const char *line)
{
	(void)userdata;
	(void)level;
	(void)component;
	(void)line;
}

void on_ready(void *userdata)
{
	(void)userdata;
}

static void need(bool is_so, const char *what)
{
	if (is_so)
		return;
	printf("cannot prepare: %s\n", what);
	exit(1);
}

static void prepare_core(void)
{
	zairyu_transport *transport;

	need(zairyu_context_new(&things.context, NULL) == 0, "a context");
	need(zairyu_cancel_new(&things.cancel, NULL) == 0, "a token");
	need(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, things.cancel, &things.wait, NULL) == 0, "a wait");
	need(zairyu_handoff_new(things.context, "", &things.handoff, &transport, NULL) == 0, "a hand-off");
	zairyu_handoff_close(things.handoff);
	zairyu_transport_free(transport);
	need(zairyu_readers_list(things.context, NULL, NULL, &things.readers, NULL) == 0, "a list");
	things.error = stale();
}

#ifdef WITH_VCARD
static void prepare_card(void)
{
	zairyu_vcard_ca *ca;
	zairyu_vcard *card;
	zairyu_twin *twin;
	zairyu_vcard_pn532 *pn532;

	need(zairyu_vcard_ca_new(things.context, 1, &ca, NULL) == 0, "a CA");
	need(zairyu_vcard_new(things.context, ca, "type=1", &card, NULL) == 0, "a card");
	need(zairyu_vcard_transport(things.context, card, 0, 0, &things.transport, NULL) == 0, "a transport");
	need(zairyu_session_new(things.transport, &things.session, NULL) == 0, "a session");
	need(zairyu_session_authenticate(things.session, zairyu_vcard_number(card), ZAIRYU_NUMBER_LENGTH, NULL) == 0,
	     "an authenticated session");
	need(zairyu_session_read(things.session, ZAIRYU_ITEMS_ALL, 0, &things.record, NULL) == 0, "a record");
	need(zairyu_twin_from_record(things.context, ca, things.record, NULL, 0, &twin, NULL) == 0, "a twin");
	need(zairyu_vcard_pn532_new(things.context, card, &pn532, NULL) == 0, "a PN532");
	things.card = zairyu_record_card(things.record);
	things.vcard = card;
	things.vcard_ca = ca;
	things.twin = twin;
	things.vcard_pn532 = pn532;
}

static void forget_card(void)
{
	zairyu_vcard_pn532_free(things.vcard_pn532);
	zairyu_twin_free(things.twin);
	zairyu_record_free(things.record);
	zairyu_session_free(things.session);
	zairyu_transport_free(things.transport);
	zairyu_vcard_free(things.vcard);
	zairyu_vcard_ca_free(things.vcard_ca);
}
#endif

static void prepare_rest(void)
{
	zairyu_trust *trust;
	zairyu_report *report;
	zairyu_image *image;
	zairyu_json_extra *extra;
	zairyu_json_findings *findings;

#ifdef WITH_VERIFY
	report = NULL;

	need(zairyu_trust_new(things.context, &trust, NULL) == 0, "a trust store");
	if (things.record)
		need(zairyu_verify(trust, things.record, 0, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE, "a report");
	things.trust = trust;
	things.report = report;
#endif
#ifdef WITH_IMAGE
	image = NULL;

	if (things.record)
		need(zairyu_image_decode(things.context, things.record, ZAIRYU_IMAGE_FACE, &image, NULL) == 0,
		     "an image");
	things.image = image;
#endif
#ifdef WITH_JSON

	need(zairyu_json_extra_new(&extra, NULL) == 0, "what is extra");
	things.json_extra = extra;
	need(zairyu_json_findings_new(&findings, NULL) == 0, "findings");
	things.json_findings = findings;
#endif
}

static void forget_all(void)
{
#ifdef WITH_JSON
	zairyu_json_extra_free(things.json_extra);
	zairyu_json_findings_free(things.json_findings);
#endif
#ifdef WITH_IMAGE
	zairyu_image_free(things.image);
#endif
#ifdef WITH_VERIFY
	zairyu_report_free(things.report);
	zairyu_trust_free(things.trust);
#endif
#ifdef WITH_VCARD
	forget_card();
#endif
	zairyu_error_free(things.error);
	zairyu_readers_free(things.readers);
	zairyu_handoff_free(things.handoff);
	zairyu_wait_free(things.wait);
	zairyu_cancel_free(things.cancel);
	zairyu_context_free(things.context);
}

static void call_all(bool only)
{
	chosen_is_there = only;
	for (now = calls; now < calls + call_count; now++) {
		printf("%s\n", now->name); /* the last line, should it die */
		(void)fflush(stdout);
		for (chosen = 0; chosen <= now->arguments; chosen++)
			now->call();
	}
}

/* Every bit that no function has, each by itself, with all other arguments there. Returns how many functions take
 * flags. */
static unsigned try_flags(void)
{
	unsigned takers = 0;

	chosen_is_there = false;
	for (now = calls; now < calls + call_count; now++) {
		takers += now->takes_flags;
		chosen = now->arguments;
		for (flags = UINT32_C(1) << 31; now->takes_flags && flags > 2; flags >>= 1)
			now->call();
	}
	flags = 0;
	return takers;
}

int main(void)
{
	unsigned takers;

	prepare_core();
#ifdef WITH_VCARD
	prepare_card();
#endif
	prepare_rest();
	zairyu_cancel_trigger(things.cancel);
	call_all(true);
	call_all(false);
	takers = try_flags();
	forget_all();
	printf("%zu functions, %u with flags, %u problems\n", call_count, takers, problems);
	return problems > 0 || call_count < 100 || takers == 0;
}
