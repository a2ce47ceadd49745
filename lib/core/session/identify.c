/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What card is it: the two files that are free to read [G1 3.3.1, 3.3.2], and, where they are not to be found, what it
 * is instead. No ATR, no fixed length: the data objects tell.
 */
#include <string.h>

#include "iso7816/status.h"
#include "record/text.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error.h"

enum { TAG_SPEC_VERSION = 0xC0, TAG_CARD_TYPE = 0xC1 };

/* The residence application of a specified card [GS]; its AID has `01` where DF1 has `02`. */
enum { DF_RESIDENCE_APPLICATION = 0 };

static int select_mf(zairyu_session *s, uint16_t *sw, zairyu_error **err)
{
	static const uint8_t mf[] = { 0x3F, 0x00 };
	const struct apdu select = { .cla = CLA_PLAIN, .ins = INS_SELECT, .data = { mf, sizeof mf } };
	zairyu_bytes data;

	return session_exchange(s, &select, &data, sw, err);
}

/*
 * The MF does not answer as a residence card's does. The residence application tells a specified card, and is asked for
 * first, as such a card may have a DF1 too; a DF1 without it, a residence card with something wrong. A My Number card
 * without either looks like any other card, since its own applications are not to be touched.
 */
static int explain(zairyu_session *s, const struct card_file *file, uint16_t sw, zairyu_error **err)
{
	uint16_t application, df1;
	int rc;

	s->step = STEP_IDENTIFY;
	rc = session_ask_df(s, DF_RESIDENCE_APPLICATION, &application, err);
	if (rc == ZAIRYU_OK && status_is_fine(application))
		return session_fail(s, ZAIRYU_ERR_SPECIFIED_CARD, "a specified card, which is not supported yet", err);
	if (rc == ZAIRYU_OK)
		rc = session_ask_df(s, 1, &df1, err);
	if (rc < 0)
		return rc;
	if (status_is_fine(df1)) {
		s->step = file->step;
		return sw != SW_OK ? session_status_error(s, sw, err)
				   : session_fail(s, ZAIRYU_ERR_COMMUNICATION, "a file of the card is not as specified",
						  err);
	}
	if (status_error(df1) == ZAIRYU_ERR_CHIP_BROKEN)
		return session_status_error(s, df1, err);
	return session_fail(s, ZAIRYU_ERR_NOT_RESIDENCE_CARD,
			    "not a residence card or special permanent resident certificate, nor a My Number card with "
			    "residence data",
			    err);
}

/* READ BINARY of a file of the MF by its SFI, short form, all of it. */
static int read_free(zairyu_session *s, const struct card_file *file, zairyu_bytes *data, uint16_t *sw,
		     zairyu_error **err)
{
	const struct apdu read = {
		.cla = CLA_PLAIN, .ins = INS_READ_BINARY, .p1 = (uint8_t)(0x80 | file->sfi), .le_form = APDU_LE_SHORT
	};

	s->step = file->step;
	return session_exchange(s, &read, data, sw, err);
}

/* The same once more if it failed: another program may have left a DF selected. */
static int read_free_again(zairyu_session *s, const struct card_file *file, zairyu_bytes *data, uint16_t *sw,
			   zairyu_error **err)
{
	int rc = read_free(s, file, data, sw, err);

	if (rc == ZAIRYU_OK && !status_is_fine(*sw)) {
		rc = select_mf(s, sw, err);
		if (rc == ZAIRYU_OK)
			rc = read_free(s, file, data, sw, err);
	}
	return rc;
}

/* One object of a file is of that tag; others, of a later edition, may stand around it, and NULs follow. */
static bool holds_object(zairyu_bytes file, uint32_t tag, zairyu_bytes *value)
{
	struct cursor c = cursor_of(file);
	enum tlv_outcome outcome;
	zairyu_bytes one;
	size_t count = 0;
	uint32_t found;

	while ((outcome = tlv_next(&c, &found, &one)) == TLV_OBJECT)
		if (found == tag) {
			*value = one;
			count++;
		}
	return count == 1 && outcome == TLV_END && bytes_are_nul((zairyu_bytes){ c.data, c.left });
}

/* Reads a free file and checks that it holds an object of the given tag; its value lies in `out`. */
static int read_free_object(zairyu_session *s, uint64_t item, uint32_t tag, struct free_file *out, zairyu_bytes *value,
			    zairyu_error **err)
{
	const struct card_family *any = &card_first_generation; /* these two files are the same in every family */
	const struct card_file *file = any->files;
	zairyu_bytes data;
	uint16_t sw;
	int rc;

	while (file->item != item)
		file++;
	rc = read_free_again(s, file, &data, &sw, err);
	if (rc < 0)
		return rc;
	if (!status_is_fine(sw))
		return explain(s, file, sw, err);
	if (data.len > sizeof out->data || !holds_object(data, tag, value))
		return explain(s, file, SW_OK, err);
	memcpy(out->data, data.data, data.len);
	out->len = data.len;
	value->data = out->data + (value->data - data.data);
	return ZAIRYU_OK;
}

int session_do_identify(zairyu_session *s, zairyu_error **err)
{
	zairyu_bytes version = { 0 }, type = { 0 };
	zairyu_card card;
	int rc;

	s->step = STEP_CONNECT;
	rc = zairyu_transport_connect(s->transport, s->wait, err);
	if (rc < 0)
		return rc;
	s->current_df = 0;
	s->current_file = NULL;
	rc = progress_reach(s, PROGRESS_CONNECTED, err);
	if (rc == ZAIRYU_OK)
		rc = read_free_object(s, ZAIRYU_ITEM_COMMON_DATA, TAG_SPEC_VERSION, &s->common_data, &version, err);
	if (rc == ZAIRYU_OK)
		rc = progress_reach(s, PROGRESS_COMMON_DATA, err);
	if (rc == ZAIRYU_OK)
		rc = read_free_object(s, ZAIRYU_ITEM_CARD_TYPE, TAG_CARD_TYPE, &s->card_type, &type, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = card_init(&card, text_trim_padding(type), text_trim_padding(version), err);
	if (rc != ZAIRYU_OK) {
		doubt_note(s, DOUBT_DATA);
		return rc; /* a card that was known before still is */
	}
	s->card = card;
	s->state = SESSION_IDENTIFIED;
	progress_expect(s, session_size_of(s, ZAIRYU_ITEMS_ALL));
	return progress_reach(s, PROGRESS_CARD_TYPE, err);
}
