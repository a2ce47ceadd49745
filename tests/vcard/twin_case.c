/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

zairyu_context *twin_ctx;
zairyu_vcard_ca *twin_ca;

void anchors_of(zairyu_vcard *card, zairyu_bytes anchors[2])
{
	for (int family = 1; family <= 2; family++)
		ck_assert_int_eq(
			zairyu_vcard_ca_certificate(zairyu_vcard_authority(card), family, &anchors[family - 1], NULL),
			0);
}

static zairyu_trust *trust_of(const zairyu_bytes *anchors, size_t count)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(twin_ctx, &trust, NULL), 0);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(zairyu_trust_add(trust, anchors[i], ZAIRYU_TRUST_CUSTOM, NULL), 0);
	return trust;
}

void read_through(zairyu_transport *transport, const char *number, const zairyu_bytes *anchors, size_t count,
		  bool traced, struct reading *out)
{
	zairyu_trust *trust = trust_of(anchors, count);
	zairyu_session *session;
	zairyu_error *err = NULL;
	uint16_t sw;

	*out = (struct reading){ 0 };
	if (traced) {
		zairyu_transport *inner = transport;

		(void)snprintf(out->trace, sizeof out->trace, "/tmp/zairyu-twin-%ld.trace", (long)getpid());
		unlink(out->trace);
		ck_assert_int_eq(zairyu_trace_new(twin_ctx, inner, out->trace, &transport, NULL), 0);
		zairyu_transport_free(inner);
	}
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	out->code = zairyu_session_authenticate(session, number, ZAIRYU_NUMBER_LENGTH, &err);
	if (out->code == 0)
		out->code =
			zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &out->record, &out->report, &err);
	out->status_word = zairyu_error_status_word(err, &sw) == 0 ? sw : 0;
	zairyu_error_free(err);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_trust_free(trust);
}

void read_card(zairyu_vcard *card, bool traced, struct reading *out)
{
	zairyu_transport *transport;
	zairyu_bytes anchors[2];
	uint32_t before = zairyu_vcard_commands(card);

	anchors_of(card, anchors);
	ck_assert_int_eq(zairyu_vcard_transport(twin_ctx, card, 0, 0, &transport, NULL), 0);
	read_through(transport, zairyu_vcard_number(card), anchors, 2, traced, out);
	out->exchanges = zairyu_vcard_commands(card) - before;
}

void reading_done(struct reading *reading)
{
	zairyu_record_free(reading->record);
	zairyu_report_free(reading->report);
	if (reading->trace[0])
		unlink(reading->trace);
}

zairyu_bytes contents(const char *path)
{
	static uint8_t data[1 << 20];
	FILE *file = fopen(path, "rb");
	size_t len;

	ck_assert_msg(file != NULL, "%s", path);
	len = fread(data, 1, sizeof data, file);
	(void)fclose(file);
	return (zairyu_bytes){ data, len };
}

zairyu_vcard *play(const zairyu_twin *twin, const char *more)
{
	char path[64], options[160];
	zairyu_bytes saved = zairyu_twin_saved(twin);
	zairyu_vcard *card = NULL;
	zairyu_error *err = NULL;
	FILE *file;
	int rc;

	(void)snprintf(path, sizeof path, "/tmp/zairyu-twin-%ld.twin", (long)getpid());
	(void)snprintf(options, sizeof options, "twin=%s%s", path, more);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(saved.data, 1, saved.len, file), saved.len);
	(void)fclose(file);
	rc = zairyu_vcard_new(twin_ctx, twin_ca, options, &card, &err);
	ck_assert_msg(rc == 0, "%s", zairyu_error_message(err));
	unlink(path);
	return card;
}

static void same_fields(const zairyu_record *a, const zairyu_record *b, const char *what)
{
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *one, *two, *name = zairyu_field_name(field);
		int y, m, d;

		ck_assert_msg(zairyu_record_text(a, field, &one) == zairyu_record_text(b, field, &two), "%s: %s", what,
			      name);
		ck_assert_msg(zairyu_record_date(a, field, &y, &m, &d) == zairyu_record_date(b, field, &y, &m, &d),
			      "%s: %s", what, name);
		ck_assert_msg(zairyu_record_field_converted(a, field) == zairyu_record_field_converted(b, field),
			      "%s: %s", what, name);
		ck_assert_msg(zairyu_record_field_state(a, field) == zairyu_record_field_state(b, field), "%s: %s",
			      what, name);
		if (one && two)
			ck_assert_msg((strlen(one) == 0) == (strlen(two) == 0), "%s: %s", what, name);
	}
}

void same_record(const zairyu_record *a, const zairyu_record *b, const char *what)
{
	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(a)), zairyu_card_type(zairyu_record_card(b)));
	ck_assert_str_eq(zairyu_card_spec_version(zairyu_record_card(a)),
			 zairyu_card_spec_version(zairyu_record_card(b)));
	for (unsigned bit = 0; bit < 64; bit++) {
		uint64_t item = UINT64_C(1) << bit;
		uint32_t tag_a = 0, tag_b = 0;
		zairyu_bytes one, two;

		ck_assert_msg(zairyu_record_presence(a, item) == zairyu_record_presence(b, item), "%s: item %u", what,
			      bit);
		(void)zairyu_record_file(a, item, &one);
		(void)zairyu_record_file(b, item, &two);
		ck_assert_msg(one.len == two.len, "%s: item %u", what, bit);
		for (size_t i = 0;; i++) {
			int rc = zairyu_record_object(a, item, i, &tag_a, &one);

			ck_assert_msg(rc == zairyu_record_object(b, item, i, &tag_b, &two), "%s: item %u", what, bit);
			if (rc != 0)
				break;
			ck_assert_msg(tag_a == tag_b && one.len == two.len, "%s: object %x", what, tag_a);
		}
	}
	same_fields(a, b, what);
}

/* The next note, but for the one that says that the card is virtual: records of real cards do not have it. */
static const char *other_note(const zairyu_report *report, size_t *index)
{
	const char *note = zairyu_report_note(report, *index);

	return note && strcmp(note, "not-a-live-card") == 0 ? zairyu_report_note(report, ++*index) : note;
}

void same_report(const zairyu_report *a, const zairyu_report *b, const char *what)
{
	ck_assert_msg(zairyu_report_verdict(a) == zairyu_report_verdict(b), "%s: verdict %d, %d", what,
		      zairyu_report_verdict(a), zairyu_report_verdict(b));
	ck_assert_msg(zairyu_report_falsification(a) == zairyu_report_falsification(b), "%s: falsification", what);
	ck_assert_msg(zairyu_report_issuer(a) == zairyu_report_issuer(b), "%s: issuer", what);
	ck_assert_msg(zairyu_report_covers(a) == zairyu_report_covers(b), "%s: covers", what);
	for (size_t i = 0, n = 0; i < NOTES_MAX; i++, n++) {
		const char *one = other_note(a, &i), *two = other_note(b, &n);

		ck_assert_msg((!one) == (!two) && (!one || strcmp(one, two) == 0), "%s: note %s, %s", what,
			      one ? one : "none", two ? two : "none");
	}
	ck_assert_msg((!zairyu_report_certificate_subject(a)) == (!zairyu_report_certificate_subject(b)), "%s", what);
}

/* How much of each file was transferred. */
static void same_padding(const zairyu_record *a, const zairyu_record *b, const char *what)
{
	for (unsigned bit = 0; bit < 64; bit++) {
		const uint64_t item = UINT64_C(1) << bit;
		size_t one = zairyu_record_padding_assumed(a, item), two = zairyu_record_padding_assumed(b, item);

		ck_assert_msg(one == two, "%s: item %u: %zu, %zu assumed", what, bit, one, two);
	}
}

void same_reading(const struct reading *a, const struct reading *b, const char *what)
{
	ck_assert_msg(a->code == b->code, "%s: code %d, %d", what, a->code, b->code);
	ck_assert_msg(a->status_word == b->status_word, "%s: status word %x, %x", what, a->status_word, b->status_word);
	ck_assert_msg((!a->record) == (!b->record), "%s: record", what);
	if (a->record) {
		same_record(a->record, b->record, what);
		same_padding(a->record, b->record, what);
		same_report(a->report, b->report, what);
	}
	ck_assert_msg(a->exchanges == b->exchanges, "%s: exchanges %u, %u", what, a->exchanges, b->exchanges);
}
