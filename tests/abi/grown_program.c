/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program with a backend and transport of its own, which also reads a card through a satellite's. Compiled with the
 * headers of today, and (GROWN) with those of a later version. It says what came of each step; grown.py knows what must.
 * usage: grown_program unset|set (whether a grown program fills in the slots that today's library does not have)
 */
#include "grown_program.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#ifdef WITH_VCARD
#include <zairyu/vcard.h>
#endif
#ifdef WITH_PCSC
#include <zairyu/pcsc.h>
#endif
#ifdef WITH_NFC
#include <zairyu/nfc.h>
#endif

static int transport_userdata = 21, backend_userdata = 34;
static zairyu_transport_ops ops;

static int own_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)wait;
	(void)err;
	return userdata == &transport_userdata ? ZAIRYU_OK : ZAIRYU_ERR_NO_CARD;
}

static int own_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	(void)err;
	if (response_cap < 2 || command_len < 4)
		return ZAIRYU_ERR_COMMUNICATION;
	memcpy(response, command, 2);
	*response_len = 2;
	return ZAIRYU_OK;
}

static void own_disconnect(void *userdata)
{
	(void)userdata;
}

/* A table that is smaller than today's in memory too: what lies behind it belongs to nobody. */
static zairyu_transport_ops own_ops(void)
{
	return (zairyu_transport_ops){ .size = sizeof ops,
				       .connect = own_connect,
				       .transmit = own_transmit,
				       .disconnect = own_disconnect,
				       .expect = own_expect };
}

static int own_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		    zairyu_error **err)
{
	(void)ctx;
	(void)wait;
	(void)err;
	if (userdata != &backend_userdata)
		return ZAIRYU_ERR_NO_READER;
	return zairyu_readers_add(into, "own:", "a reader of its own", ZAIRYU_CARD_PRESENT, 0, ZAIRYU_READER_UNKNOWN);
}

static int own_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		    zairyu_transport **out, zairyu_error **err)
{
	(void)name;
	(void)wait;
	if (userdata != &backend_userdata)
		return ZAIRYU_ERR_NO_READER;
	return zairyu_transport_new(ctx, "own:", &ops, &transport_userdata, out, err);
}

#ifdef GROWN
static int own_later(void *userdata)
{
	return *(int *)userdata;
}
#endif

/* A grown library's probes, which today's does not have. */
static int (*probe(const char *name))(const void *, const char *)
{
	void *symbol;

	int (*found)(const void *, const char *) = NULL;
	symbol = dlsym(RTLD_DEFAULT, name);

	memcpy(&found, &symbol, sizeof found);
	return found;
}

void say(const char *what, long long value)
{
	printf("%s %lld\n", what, value);
}

static void say_probe(const char *what, const char *name, const void *handle, const char *scheme)
{
	if (probe(name))
		say(what, probe(name)(handle, scheme));
}

static void use_own(zairyu_context *ctx, int set)
{
	zairyu_backend backend = { .size = sizeof backend,
				   .scheme = "own",
				   .userdata = &backend_userdata,
				   .list = own_list,
				   .open = own_open };
	zairyu_transport *transport = NULL;
	uint8_t response[2] = { 0 };
	size_t len = 0;

	ops = own_ops();
#ifdef GROWN
	ops.later = set ? own_later : NULL;
	say("own: set", zairyu_transport_new(ctx, "own:", &ops, &transport_userdata, &transport, NULL));
	zairyu_transport_free(transport);
	backend.later = set ? own_later : NULL;
#else
	(void)set;
#endif
	say("own: add", zairyu_context_add_backend(ctx, &backend, NULL));
	say("own: open", zairyu_transport_open(ctx, "own:", NULL, &transport, NULL));
	if (!transport)
		return;
	say("own: connect", zairyu_transport_connect(transport, NULL, NULL));
	give_hints(transport);
	say("own: transmit",
	    zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ (const uint8_t *)"\x90\0\0\0", 4 }, response,
				      sizeof response, &len, NULL));
	say("own: answer", response[0] << 8 | response[1]);
	say_hints();
	say_probe("own: backend probed", "zairyu_probe_backend", ctx, "own");
	say_probe("own: transport probed", "zairyu_probe_transport", transport, NULL);
	zairyu_transport_free(transport);
}

static void add_readers(zairyu_context *ctx)
{
#ifdef WITH_PCSC
	say("pcsc: add", zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL));
	say_probe("pcsc: probed", "zairyu_probe_backend", ctx, "pcsc");
#endif
#ifdef WITH_NFC
	say("nfc: add", zairyu_context_add_backend(ctx, zairyu_nfc_backend(), NULL));
	say_probe("nfc: probed", "zairyu_probe_backend", ctx, "nfc");
#endif
	(void)ctx;
}

#ifdef WITH_VCARD
/* What a callback was told last. */
struct told {
	int calls, complete;
	size_t size;
	long long later; /* -1: the library does not say it */
};

static int on_progress(void *userdata, const zairyu_progress *progress)
{
	struct told *told = userdata;

	told->calls++;
	told->size = progress->size;
	told->complete = progress->done == progress->total && progress->total > 0 && progress->step[0] == 'r';
	told->later = -1;
#ifdef GROWN
	if (progress->size >= offsetof(zairyu_progress, later) + sizeof progress->later)
		told->later = (long long)progress->later;
#endif
	return 0;
}

static void read_card(zairyu_context *ctx)
{
	struct told told = { 0 };
	zairyu_transport *transport = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;

	say("virtual: add", zairyu_context_add_backend(ctx, zairyu_virtual_backend(), NULL));
	say("virtual: open", zairyu_transport_open(ctx, "virtual:number=AA12345678BB", NULL, &transport, NULL));
	say_probe("virtual: backend probed", "zairyu_probe_backend", ctx, "virtual");
	if (transport)
		say_probe("virtual: transport probed", "zairyu_probe_transport", transport, NULL);
	say("virtual: session", zairyu_session_new(transport, &session, NULL));
	zairyu_session_set_progress(session, on_progress, &told);
	say("virtual: authenticate", zairyu_session_authenticate(session, "AA12345678BB", 12, NULL));
	say("virtual: read", zairyu_session_read(session, ZAIRYU_ITEM_ADDRESS, 0, &record, NULL));
	say("virtual: complete", told.calls > 0 && told.complete);
	say("virtual: progress is longer than known here", told.size > sizeof(zairyu_progress));
	say("virtual: progress is shorter than known here", told.size < sizeof(zairyu_progress));
	say("virtual: later", told.later);
	say("vcard", dlsym(RTLD_DEFAULT, "zairyu_probe_vcard") != NULL);
	list_objects(zairyu_record_card(record));
	list_twin(ctx, record);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
}
#endif

int main(int argc, char **argv)
{
	zairyu_context *ctx = NULL;

	say("library", zairyu_version_number());
	say("headers", ZAIRYU_VERSION_NUMBER);
	say("context", zairyu_context_new(&ctx, NULL));
	use_own(ctx, argc > 1 && strcmp(argv[1], "set") == 0);
	take_request(ctx);
	add_readers(ctx);
#ifdef WITH_VCARD
	read_card(ctx);
#endif
	zairyu_context_free(ctx);
	return 0;
}
