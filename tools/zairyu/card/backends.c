/* SPDX-License-Identifier: BSD-2-Clause */
/* The backends this build of the command has, in the order in which readers are looked for. */
#include "card/backends.h"

#include "person/fail.h"

#ifdef HAVE_PCSC
#include <zairyu/pcsc.h>
#endif
#ifdef HAVE_NFC
#include <zairyu/nfc.h>
#endif
#ifdef HAVE_VCARD
#include <zairyu/vcard.h>
#endif

static const zairyu_backend *(*const backends[])(void) = {
#ifdef HAVE_PCSC
	zairyu_pcsc_backend,
#endif
#ifdef HAVE_NFC
	zairyu_nfc_backend,
#endif
#ifdef HAVE_VCARD
	zairyu_virtual_backend,
#endif
	zairyu_replay_backend,
};
enum { BACKENDS = sizeof backends / sizeof *backends };

int backends_add(const struct app *app, zairyu_error **err)
{
	for (size_t i = 0; i < BACKENDS; i++) {
		const zairyu_backend *backend = backends[i]();
		int rc = zairyu_context_add_backend(app->ctx, backend, NULL);

		if (rc != ZAIRYU_OK)
			return fail(app, err, rc, MSG_BACKEND_REFUSED, backend->scheme, NULL);
	}
	return ZAIRYU_OK;
}

const char *backends_scheme(size_t index)
{
	return index < BACKENDS ? backends[index]()->scheme : NULL;
}
