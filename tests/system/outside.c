/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program outside the project, in C and in C++, that uses whatever libraries are installed (WITH_…): it reads a virtual
 * card and verifies it. tools/variants.sh builds it in every way in which the libraries are offered.
 */
#include <stdio.h>
#include <string.h>
#include <zairyu.h>
#ifdef WITH_IMAGE
#include <zairyu/image.h>
#endif
#ifdef WITH_NFC
#include <zairyu/nfc.h>
#endif
#ifdef WITH_PCSC
#include <zairyu/pcsc.h>
#endif
#ifdef WITH_VCARD
#include <zairyu/vcard.h>
#endif
#ifdef WITH_VERIFY
#include <zairyu/verify.h>
#endif

/* Says what failed, and gives it on. */
static int check(const char *what, int rc)
{
	if (rc != 0)
		fprintf(stderr, "%s: %s\n", what, zairyu_error_name(rc));
	return rc;
}

static int add(zairyu_context *ctx, const zairyu_backend *backend)
{
	return check(backend->scheme, zairyu_context_add_backend(ctx, backend, NULL));
}

static int add_backends(zairyu_context *ctx)
{
	int rc = add(ctx, zairyu_replay_backend());

#ifdef WITH_NFC
	rc |= add(ctx, zairyu_nfc_backend());
#endif
#ifdef WITH_PCSC
	rc |= add(ctx, zairyu_pcsc_backend());
#endif
#ifdef WITH_VCARD
	rc |= add(ctx, zairyu_virtual_backend());
#endif
	return rc;
}

#if defined(WITH_VERIFY)
static int verify(zairyu_context *ctx, const zairyu_record *record)
{
	zairyu_trust *trust = NULL;
	zairyu_report *report = NULL;
	int rc = check("trust", zairyu_trust_new(ctx, &trust, NULL));

	if (rc == 0 && zairyu_verify(trust, record, 0, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE) /* no trust anchor */
		puts(zairyu_verdict_name(zairyu_report_verdict(report)));
	else
		rc = -1;
	zairyu_report_free(report);
	zairyu_trust_free(trust);
	return rc;
}
#else
static int verify(zairyu_context *ctx, const zairyu_record *record)
{
	(void)ctx;
	return record ? puts("not verified") < 0 : -1;
}
#endif

#ifdef WITH_VCARD
static int read_card(zairyu_context *ctx)
{
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = check("open", zairyu_transport_open(ctx, "virtual:number=AA12345678BB", NULL, &reader, NULL));

	if (rc == 0)
		rc = check("session", zairyu_session_new(reader, &session, NULL));
	if (rc == 0)
		rc = check("authenticate", zairyu_session_authenticate(session, "AA12345678BB", 12, NULL));
	if (rc == 0)
		rc = check("read", zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL));
	if (rc == 0)
		rc = verify(ctx, record);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	return rc;
}
#else
static int read_card(zairyu_context *ctx)
{
	return verify(ctx, NULL) == ZAIRYU_OK;
}
#endif

int main(void)
{
	zairyu_context *ctx = NULL;
	int rc = check("context", zairyu_context_new(&ctx, NULL));

	if (rc == 0)
		rc = add_backends(ctx);
	if (rc == 0)
		rc = read_card(ctx);
#ifdef WITH_IMAGE
	if (rc == 0)
		printf("the view of a card has text: %d\n", zairyu_image_has_text());
#endif
	zairyu_context_free(ctx);
	return rc == 0 && strcmp(zairyu_version(), ZAIRYU_VERSION) == 0 ? 0 : 1;
}
