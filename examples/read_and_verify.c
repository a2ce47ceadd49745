/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the card on any PC/SC reader and says whether it is genuine. usage: read_and_verify TRUST-DIR NUMBER */
#include <stdio.h>
#include <string.h>
#include <zairyu/pcsc.h>
#include <zairyu/verify.h>

int main(int argc, char **argv)
{
	zairyu_context *ctx = NULL;
	zairyu_trust *trust = NULL;
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = argc == 3 ? zairyu_context_new(&ctx, NULL) : ZAIRYU_ERR_ARGUMENT;

	if (rc == 0 && (rc = zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL)) == 0 &&
	    (rc = zairyu_trust_new(ctx, &trust, NULL)) == 0 &&
	    (rc = zairyu_trust_add_directory(trust, argv[1], ZAIRYU_TRUST_CUSTOM, NULL)) == 0 &&
	    (rc = zairyu_transport_open(ctx, "pcsc:", NULL, &reader, NULL)) == 0 &&
	    (rc = zairyu_session_new(reader, &session, NULL)) == 0 &&
	    (rc = zairyu_session_authenticate(session, argv[2], strlen(argv[2]), NULL)) == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	puts(record ? zairyu_verdict_name(zairyu_report_verdict(report)) : zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	zairyu_report_free(report), zairyu_record_free(record), zairyu_session_free(session);
	zairyu_transport_free(reader), zairyu_trust_free(trust), zairyu_context_free(ctx);
	return rc == 0 ? 0 : 1;
}
