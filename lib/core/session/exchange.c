/* SPDX-License-Identifier: BSD-2-Clause */
/* One command and its answer, and SELECT. */
#include <string.h>
#include <zairyu/context.h>

#include "iso7816/status.h"
#include "session/session.h"
#include "util/error.h"

int session_fail(const zairyu_session *s, int code, const char *message, zairyu_error **err)
{
	error_fail(err, code, message);
	error_add_step(err, s->step);
	return code;
}

int session_status_error(const zairyu_session *s, uint16_t sw, zairyu_error **err)
{
	session_fail(s, status_error(sw), status_text(sw), err);
	error_add_status_word(err, sw);
	return status_error(sw);
}

int session_exchange(zairyu_session *s, const struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err)
{
	uint8_t command[APDU_COMMAND_MAX];
	size_t len = apdu_build(apdu, command), response_len = 0;
	int rc = zairyu_transport_transmit(s->transport, s->wait, (zairyu_bytes){ command, len }, s->response,
					   sizeof s->response, &response_len, err);

	zairyu_wipe(command, sizeof command);
	if (rc < 0) {
		zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", s->step, rc);
		return rc;
	}
	if (!apdu_split_response((zairyu_bytes){ s->response, response_len }, data, sw))
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the answer has no status word", err);
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_DEBUG, "session", s->step, *sw);
	return ZAIRYU_OK;
}

/* AIDs of DF1 to DF3: five given bytes, `02` to `04`, ten NULs [G1 3.2]. */
int session_select_df(zairyu_session *s, int df, zairyu_error **err)
{
	const uint8_t aid[16] = { 0xD3, 0x92, 0xF0, 0x00, 0x4F, (uint8_t)(df + 1) };
	const struct apdu select = {
		.cla = CLA_PLAIN, .ins = INS_SELECT, .p1 = 0x04, .p2 = 0x0C, .data = { aid, sizeof aid }
	};
	zairyu_bytes data;
	uint16_t sw;
	int rc;

	if (s->current_df == df)
		return ZAIRYU_OK;
	s->step = "select";
	rc = session_exchange(s, &select, &data, &sw, err);
	if (rc < 0)
		return rc;
	if (sw != SW_OK)
		return session_status_error(s, sw, err);
	if (data.len != 0)
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "SELECT was answered with data", err);
	s->current_df = df;
	s->current_file = NULL;
	return ZAIRYU_OK;
}
