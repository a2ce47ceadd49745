/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

#include <string.h>

void scene_open(struct scene *s, const char *type)
{
	memset(s, 0, sizeof *s);
	ck_assert_int_eq(zairyu_context_new(&s->ctx, NULL), 0);
	invented_ca_make(&s->ca);
	invented_issue(&s->chip, &s->ca, type, SCENE_NUMBER);
	s->reader.chip = &s->chip;
	ck_assert_int_eq(invented_transport(s->ctx, &s->reader, &s->transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(s->transport, &s->session, NULL), 0);
	ck_assert_int_eq(zairyu_trust_new(s->ctx, &s->trust, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add(s->trust, (zairyu_bytes){ s->ca.certificate, s->ca.certificate_len },
					  ZAIRYU_TRUST_CUSTOM, NULL),
			 0);
}

void scene_close(struct scene *s)
{
	zairyu_session_free(s->session);
	zairyu_transport_free(s->transport);
	zairyu_trust_free(s->trust);
	invented_chip_free(&s->chip);
	invented_ca_free(&s->ca);
	zairyu_context_free(s->ctx);
}

int scene_authenticate(struct scene *s, zairyu_error **err)
{
	return zairyu_session_authenticate(s->session, SCENE_NUMBER, strlen(SCENE_NUMBER), err);
}

zairyu_record *scene_read(struct scene *s, zairyu_report **report)
{
	zairyu_record *record = NULL;
	zairyu_error *err = NULL;
	int rc = scene_authenticate(s, &err);

	ck_assert_msg(rc == 0, "%s %s", zairyu_error_message(err), zairyu_error_step(err));
	rc = zairyu_read_and_verify(s->session, s->trust, ZAIRYU_ITEMS_ALL, 0, &record, report, &err);
	ck_assert_msg(rc == ZAIRYU_ERR_NOT_GENUINE, "%s %s", zairyu_error_message(err), zairyu_error_step(err));
	zairyu_error_free(err);
	return record;
}
