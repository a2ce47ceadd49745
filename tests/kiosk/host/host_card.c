/* SPDX-License-Identifier: BSD-2-Clause */
#include "host_card.h"

#include <check.h>
#include <glib.h>
#include <string.h>

struct host_card host_card_read(const char *options)
{
	struct host_card card = { 0 };
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	char *uri = g_strconcat("virtual:", options, NULL);

	ck_assert_int_eq(zairyu_context_new(&card.ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(card.ctx, zairyu_virtual_backend(), NULL), 0);
	ck_assert_int_eq(zairyu_transport_open(card.ctx, uri, NULL, &reader, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(reader, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, CARD_NUMBER, strlen(CARD_NUMBER), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &card.record, NULL), 0);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	g_free(uri);
	return card;
}

void host_card_done(struct host_card *card)
{
	zairyu_record_free(card->record);
	zairyu_context_free(card->ctx);
}

zairyu_report *host_card_report(const struct host_card *card, const char *verdict, const char *covers)
{
	GString *text = g_string_new("zairyu-results=1\nrecord=");
	zairyu_report *report = NULL;
	zairyu_bytes digest;

	ck_assert_int_eq(zairyu_record_number_digest(card->record, &digest), 0);
	for (size_t i = 0; i < digest.len; i++)
		g_string_append_printf(text, "%02x", digest.data[i]);
	g_string_append_printf(text,
			       "\nverdict=%s\nfalsification=ok\nissuer=ok\ncovers=%s\nanchor-kind=%s\n"
			       "anchor-sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
			       "anchor-subject=CN=A\ncertificate-subject=CN=S\ncertificate-serial=0a\n"
			       "certificate-not-before=-1\ncertificate-not-after=9223372036854775807\n",
			       verdict, covers, strcmp(verdict, "genuine") == 0 ? "production" : "custom");
	ck_assert_int_eq(
		zairyu_report_decode(card->ctx, (zairyu_bytes){ (const uint8_t *)text->str, text->len }, &report, NULL),
		0);
	g_string_free(text, TRUE);
	return report;
}
