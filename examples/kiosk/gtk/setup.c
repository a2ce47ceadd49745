/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/setup.h"

#include "gtk/service.h"
#ifdef HAVE_NFC
#include <zairyu/nfc.h>
#endif
#ifdef HAVE_PCSC
#include <zairyu/pcsc.h>
#endif
#include <zairyu/place.h>

enum { MS_PER_S = 1000 };

static int add_backends(struct kiosk *kiosk, zairyu_error **err)
{
	const zairyu_backend *backends[] = {
#ifdef HAVE_PCSC
		zairyu_pcsc_backend(),
#endif
#ifdef HAVE_NFC
		zairyu_nfc_backend(),
#endif
		kiosk->demo ? demo_reader_backend(kiosk->demo) : NULL,
	};
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < G_N_ELEMENTS(backends); i++)
		rc = backends[i] ? zairyu_context_add_backend(kiosk->ctx, backends[i], err) : ZAIRYU_OK;
	return rc;
}

/* A directory of the operator's own may hold a test CA, which proves nothing; elsewhere only the agency's are taken. */
static int load_trust(struct kiosk *kiosk, zairyu_error **err)
{
	const char *directory = kiosk->config->trust;
	int rc = zairyu_trust_new(kiosk->ctx, &kiosk->trust, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (directory)
		return zairyu_trust_add_directory(kiosk->trust, directory, ZAIRYU_TRUST_CUSTOM | ZAIRYU_TRUST_TOLERANT,
						  err);
	return zairyu_trust_add_default(kiosk->trust, ZAIRYU_PLACES_ALL, g_getenv("XDG_DATA_HOME"), g_getenv("HOME"),
					ZAIRYU_TRUST_TOLERANT, err);
}

static struct attempts_rule rule_of(const struct config *config)
{
	return (struct attempts_rule){
		.pause_from = config->attempts_pause_from,
		.staff_from = config->attempts_staff_from,
		.pause_ms = (int64_t)config->attempts_pause_s * MS_PER_S,
		.pause_max_ms = (int64_t)config->attempts_pause_max_s * MS_PER_S,
		.forgive_ms = (int64_t)config->attempts_forgive_s * MS_PER_S,
	};
}

static int begin_flow(struct kiosk *kiosk, zairyu_error **err)
{
	const struct config *config = kiosk->config;
	const struct flow_options options = {
		.ctx = kiosk->ctx,
		.trust = kiosk->trust,
		.reader = config->reader,
		.desk = config->mode == CONFIG_DESK,
		.compares = config->compare,
		.hands_on = config->hook_program || config->hook_socket,
		.times = { .idle = (unsigned)config->idle_s, .warning = (unsigned)config->warning_s },
		.numbers = &kiosk->numbers,
		.calls = service_calls(kiosk),
	};

	kiosk->numbers = rule_of(config);
	return flow_new(&options, &kiosk->flow, err);
}

int setup_begin(struct kiosk *kiosk, zairyu_error **err)
{
	const struct config *config = kiosk->config;
	int rc;

	if (config->reader && g_str_has_prefix(config->reader, "virtual:")) {
		kiosk->demo = demo_reader_new(DEMO_READER_REAL_US);
		if (!kiosk->demo)
			return zairyu_error_finish(err, ZAIRYU_ERR_NO_MEMORY);
	}
	kiosk->journal = journal_new(config->log);
	kiosk->sound = sound_new(config->sound ? (const char *const *)config->sound_program : NULL);
	rc = zairyu_context_new(&kiosk->ctx, err);
	if (rc == ZAIRYU_OK)
		rc = add_backends(kiosk, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_context_add_default_code_names(kiosk->ctx, ZAIRYU_PLACES_ALL, g_getenv("XDG_DATA_HOME"),
							   g_getenv("HOME"), err);
	if (rc == ZAIRYU_OK)
		rc = load_trust(kiosk, err);
	return rc == ZAIRYU_OK ? begin_flow(kiosk, err) : rc;
}

void setup_done(struct kiosk *kiosk)
{
	service_end(kiosk);
	flow_free(kiosk->flow);
	zairyu_trust_free(kiosk->trust);
	zairyu_context_free(kiosk->ctx);
	demo_reader_free(kiosk->demo);
	sound_free(kiosk->sound);
	journal_free(kiosk->journal);
	startup_report_free(kiosk->report);
	config_free(kiosk->config);
}
