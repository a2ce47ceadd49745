/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What card is it: the two files that are free to read [G1 3.3.1, 3.3.2], and, where they are not to be found, what it
 * is instead. No ATR, no fixed length: the data objects tell.
 */
#include <string.h>

#include "iso7816/status.h"
#include "record/text/text.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error/error.h"

/* What a place holds of what a card is; with `odd`, what of it is not as it should be. */
struct finding {
	const struct card_place *place;
	zairyu_bytes version, type;
	const struct card_file *odd;
	uint16_t sw; /* that it came with */
};

static int select_mf(zairyu_session *s, uint16_t *sw, zairyu_error **err)
{
	static const uint8_t mf[] = { 0x3F, 0x00 };
	const struct apdu select = { .cla = CLA_PLAIN, .ins = INS_SELECT, .data = { mf, sizeof mf } };
	zairyu_bytes data;

	return session_exchange(s, &select, &data, sw, err);
}

/* READ BINARY of a free file by its SFI, short form, all of it. */
static int read_free(zairyu_session *s, const struct card_file *file, zairyu_bytes *data, uint16_t *sw,
		     zairyu_error **err)
{
	const struct apdu read = {
		.cla = CLA_PLAIN, .ins = INS_READ_BINARY, .p1 = (uint8_t)(0x80 | file->sfi), .le_form = APDU_LE_SHORT
	};

	s->step = file->step;
	return session_exchange(s, &read, data, sw, err);
}

/* The same once more if it failed and the MF was meant: another program may have left a DF selected. */
static int read_free_again(zairyu_session *s, const struct card_place *place, const struct card_file *file,
			   zairyu_bytes *data, uint16_t *sw, zairyu_error **err)
{
	int rc = read_free(s, file, data, sw, err);

	if (rc == ZAIRYU_OK && !status_is_fine(*sw) && place->application.len == 0) {
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

/* Reads a free file and looks for the object of a role; its value lies in `out`. Else the file is what is odd. */
static int read_free_object(zairyu_session *s, struct finding *found, int role, struct free_file *out,
			    zairyu_bytes *value, zairyu_error **err)
{
	const struct card_file *file = NULL;
	const struct card_object *object = card_role_of(found->place->family, role, &file);
	zairyu_bytes data;
	int rc = read_free_again(s, found->place, file, &data, &found->sw, err);

	if (rc < 0)
		return rc;
	found->odd = file;
	if (!status_is_fine(found->sw))
		return ZAIRYU_OK;
	found->sw = SW_OK;
	if (data.len > sizeof out->data || !holds_object(data, object->tag, value))
		return ZAIRYU_OK;
	found->odd = NULL;
	memcpy(out->data, data.data, data.len);
	out->len = data.len;
	value->data = out->data + (value->data - data.data);
	return ZAIRYU_OK;
}

static int read_place(zairyu_session *s, const struct card_place *place, struct finding *found, zairyu_error **err)
{
	int rc;

	*found = (struct finding){ .place = place };
	rc = read_free_object(s, found, ZAIRYU_ROLE_SPEC_VERSION, &s->common_data, &found->version, err);
	if (rc == ZAIRYU_OK && !found->odd)
		rc = progress_reach(s, PROGRESS_COMMON_DATA, err);
	if (rc == ZAIRYU_OK && !found->odd)
		rc = read_free_object(s, found, ZAIRYU_ROLE_CARD_TYPE, &s->card_type, &found->type, err);
	return rc;
}

static int complain(zairyu_session *s, const struct finding *found, zairyu_error **err)
{
	s->step = found->odd->step;
	return found->sw != SW_OK
		       ? session_status_error(s, found->sw, err)
		       : session_fail(s, ZAIRYU_ERR_COMMUNICATION, "a file of the card is not as specified", err);
}

/* None of the applications is there. A DF1 is a residence card's, with something wrong. */
static int explain(zairyu_session *s, const struct finding *found, zairyu_error **err)
{
	uint16_t df1;
	int rc = session_ask_name(s, &card_dfs[1], &df1, err);

	if (rc < 0)
		return rc;
	if (status_is_fine(df1))
		return complain(s, found, err);
	if (status_error(df1) == ZAIRYU_ERR_CHIP_BROKEN)
		return session_status_error(s, df1, err);
	return session_fail(
		s, ZAIRYU_ERR_NOT_RESIDENCE_CARD,
		"not a residence card or special permanent resident certificate, nor a My Number card with residence data",
		err);
}

static int read_application(zairyu_session *s, const struct card_place *place, struct finding *found,
			    zairyu_error **err)
{
	int rc;

	if (!place->family)
		return session_fail(s, ZAIRYU_ERR_SPECIFIED_CARD, "a specified card, which is not supported yet", err);
	rc = read_place(s, place, found, err);
	return rc == ZAIRYU_OK && found->odd ? complain(s, found, err) : rc;
}

/*
 * The MF does not answer as a residence card's does. The applications of cards that have theirs elsewhere are asked for
 * first, as such a card may have a DF1 too. A My Number card without any looks like any other card, since its own
 * applications are not to be touched.
 */
static int look_elsewhere(zairyu_session *s, struct finding *found, zairyu_error **err)
{
	uint16_t sw;

	s->step = STEP_IDENTIFY;
	for (size_t i = 1; i < card_place_count; i++) {
		int rc = session_ask_name(s, &card_places[i].application, &sw, err);

		if (rc < 0)
			return rc;
		if (status_is_fine(sw))
			return read_application(s, &card_places[i], found, err);
	}
	return explain(s, found, err);
}

static bool is_home(const struct card_family *family, const struct card_aid *application)
{
	return family->dfs[0].len == application->len &&
	       memcmp(family->dfs[0].bytes, application->bytes, application->len) == 0;
}

int session_do_identify(zairyu_session *s, zairyu_error **err)
{
	struct finding found;
	zairyu_card card;
	int rc;

	s->step = STEP_CONNECT;
	rc = zairyu_transport_connect(s->transport, s->wait, err);
	if (rc < 0)
		return rc;
	rc = progress_reach(s, PROGRESS_CONNECTED, err);
	if (rc == ZAIRYU_OK)
		rc = read_place(s, &card_places[0], &found, err);
	if (rc == ZAIRYU_OK && found.odd)
		rc = look_elsewhere(s, &found, err);
	if (rc < 0)
		return rc;
	rc = card_init(&card, text_trim_padding(found.type), text_trim_padding(found.version), err);
	if (rc != ZAIRYU_OK) {
		doubt_note(s, DOUBT_DATA);
		return rc; /* a card that was known before still is */
	}
	s->card = card;
	s->current_df = is_home(s->card.type->family, &found.place->application) ? 0 : -1;
	s->state = SESSION_IDENTIFIED;
	progress_expect(s, session_size_of(s, ZAIRYU_ITEMS_ALL));
	return progress_reach(s, PROGRESS_CARD_TYPE, err);
}
