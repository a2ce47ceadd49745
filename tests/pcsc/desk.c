/* SPDX-License-Identifier: BSD-2-Clause */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "pcscd.h"

static zairyu_context *shared;
static zairyu_vcard_ca *ca;

zairyu_error *desk_error;
static const char *const *names;
static int name_count;

static void raise_stage(void)
{
	ck_assert(stage_start(names, name_count));
}

static void strike_stage(void)
{
	zairyu_error_free(desk_error);
	stage_stop();
}

int desk_run(const char *name, TCase *tcase, const char *const *readers, int count)
{
	int status;

	names = readers;
	name_count = count;
	tcase_add_checked_fixture(tcase, raise_stage, strike_stage);

	if (!pcscd_installed())
		return EXIT_SKIPPED;
	if (zairyu_context_new(&shared, NULL) != ZAIRYU_OK || zairyu_vcard_ca_new(shared, 1, &ca, NULL) != ZAIRYU_OK)
		return EXIT_FAILURE;
	status = suite_run(name, tcase);
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(shared);
	return status;
}

void desk_open(struct desk *desk, int reader, const char *name, const char *options, bool lay)
{
	char uri[128];

	*desk = (struct desk){ .reader = reader };
	ck_assert_int_eq(zairyu_context_new(&desk->ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(desk->ctx, zairyu_pcsc_backend(), NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_new(shared, ca, options, &desk->card, NULL), ZAIRYU_OK);
	stage_plug(reader, true);
	if (lay)
		stage_card(reader, desk->card);
	(void)snprintf(uri, sizeof uri, "pcsc:%s", name);
	ck_assert_int_eq(zairyu_transport_open(desk->ctx, uri, NULL, &desk->transport, NULL), ZAIRYU_OK);
	if (lay)
		ck_assert_int_eq(desk_wait(desk, DESK_PATIENCE_MS, NULL), ZAIRYU_OK);
}

void desk_close(struct desk *desk)
{
	zairyu_transport_free(desk->transport);
	stage_card(desk->reader, NULL);
	zairyu_vcard_free(desk->card);
	zairyu_context_free(desk->ctx);
}

int desk_read(const struct desk *desk, int *commands, zairyu_error **err)
{
	const char *number = zairyu_vcard_number(desk->card);
	const int before = stage_commands(desk->reader);
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = zairyu_session_new(desk->transport, &session, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, strlen(number), err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, err);
	zairyu_session_free(session);
	zairyu_record_free(record);
	*commands = stage_commands(desk->reader) - before;
	return rc;
}

int desk_wait(const struct desk *desk, uint32_t ms, zairyu_error **err)
{
	return zairyu_transport_wait_card(desk->transport, 1, ms, NULL, err);
}
