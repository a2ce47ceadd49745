/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/verify.h>

#include "scene.h"

static int read_face(zairyu_transport *reader, const zairyu_trust *trust, const char *number, size_t len,
		     zairyu_record **out)
{
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	zairyu_error *err = NULL;
	int rc;

#define FRAGMENT_zairyu_session_2
#include "fragments.h"
	HOLDS(zairyu_error_code(err) == rc);
	zairyu_error_free(err);
	zairyu_report_free(report);
	*out = record;
	return rc;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_transport *reader = scene_reader(ctx);
	zairyu_record *record = NULL;

	HOLDS(read_face(reader, NULL, "AB12345678CD", 12, &record) == ZAIRYU_ERR_WRONG_NUMBER && !record);
	HOLDS(read_face(reader, NULL, SCENE_NUMBER, 12, &record) == ZAIRYU_ERR_NOT_GENUINE);
	/* What is signed comes along. */
	HOLDS(zairyu_record_items_read(record) & ZAIRYU_ITEM_SIGNATURE &&
	      zairyu_record_items_read(record) & ZAIRYU_ITEM_NAME_AND_FACE);
	zairyu_record_free(record);
	zairyu_transport_free(reader);
	zairyu_context_free(ctx);
	return 0;
}
