/* SPDX-License-Identifier: BSD-2-Clause */
#include "session_case.h"

#include <check.h>

const char *const types[TYPES] = { "type=1", "type=2", "type=05", "type=06" };

zairyu_session *session_on(const struct scene *scene)
{
	zairyu_session *session;

	ck_assert_int_eq(zairyu_session_new(scene->transport, &session, NULL), 0);
	return session;
}

int authenticate(const struct scene *scene, zairyu_session *session)
{
	return zairyu_session_authenticate(session, zairyu_vcard_number(scene->card), ZAIRYU_NUMBER_LENGTH, NULL);
}

int read_all(zairyu_session *session)
{
	zairyu_record *record;
	int rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);

	ck_assert_int_eq(record != NULL, rc == 0);
	zairyu_record_free(record);
	return rc;
}

int whole_conversation(const struct scene *scene, zairyu_session *session)
{
	int rc = authenticate(scene, session);

	return rc == 0 ? read_all(session) : rc;
}
