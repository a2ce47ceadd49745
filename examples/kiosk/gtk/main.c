/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu-kiosk: reads and verifies residence cards for whoever stands before it. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "gtk/card_pictures.h"
#include "gtk/refresh.h"
#include "gtk/window.h"

static int start(struct kiosk *kiosk, zairyu_error **err)
{
	const struct flow_options options = {
		.ctx = kiosk->ctx,
		.trust = kiosk->trust,
		.reader = kiosk->reader,
		.compares = true,
		.calls = { .prepare = card_pictures_prepare, .discard = card_pictures_discard, .userdata = kiosk },
	};

	return flow_new(&options, &kiosk->flow, err);
}

static int open_context(struct kiosk *kiosk, const char *trust, zairyu_error **err)
{
	int rc = zairyu_context_new(&kiosk->ctx, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_context_add_backend(kiosk->ctx, zairyu_virtual_backend(), err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_context_add_default_code_names(kiosk->ctx, ZAIRYU_PLACES_ALL, g_getenv("XDG_DATA_HOME"),
							   g_getenv("HOME"), err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_trust_new(kiosk->ctx, &kiosk->trust, err);
	if (rc == ZAIRYU_OK && trust)
		rc = zairyu_trust_add_directory(kiosk->trust, trust, ZAIRYU_TRUST_CUSTOM, err);
	return rc;
}

static void activate(GtkApplication *application, gpointer data)
{
	(void)application;
	window_build(data);
}

int main(int argc, char **argv)
{
	struct kiosk kiosk = { .shown = FLOW_SCREEN_COUNT };
	zairyu_error *error = NULL;
	int rc;

	kiosk.reader = argc > 1 ? argv[1] : NULL;
	kiosk.simulated = kiosk.reader && strncmp(kiosk.reader, "virtual:", 8) == 0;
	if (argc > 3)
		(void)sscanf(argv[3], "%dx%d", &kiosk.width, &kiosk.height);
	rc = open_context(&kiosk, argc > 2 ? argv[2] : NULL, &error);
	if (rc == ZAIRYU_OK)
		rc = start(&kiosk, &error);
	if (rc != ZAIRYU_OK) {
		g_printerr("zairyu-kiosk: %s\n", zairyu_error_message(error));
		return EXIT_FAILURE;
	}
	kiosk.application = gtk_application_new(NULL, G_APPLICATION_NON_UNIQUE);
	g_signal_connect(kiosk.application, "activate", G_CALLBACK(activate), &kiosk);
	rc = g_application_run(G_APPLICATION(kiosk.application), 1, argv);
	refresh_end(&kiosk);
	flow_free(kiosk.flow);
	zairyu_trust_free(kiosk.trust);
	zairyu_context_free(kiosk.ctx);
	return rc;
}
