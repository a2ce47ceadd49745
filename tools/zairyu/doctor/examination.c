/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/examination.h"

#include <stdlib.h>
#include <string.h>

#include "card/backends.h"
#include "doctor/reader_table.h"
#include "person/fail.h"

int examination_begin(struct examination *exam, const struct app *app, zairyu_error **err)
{
	const char *root = getenv("ZAIRYU_DOCTOR_ROOT");

	*exam = (struct examination){ .app = app, .root = root ? root : "" };
	return data_table_load(app, &readers_form, &exam->models, err);
}

void examination_list(struct examination *exam)
{
	const char *scheme;

	for (size_t i = 0; i < LISTS_MAX && (scheme = backends_scheme(i)); i++) {
		struct reader_list *list = &exam->lists[exam->list_count++];
		zairyu_wait *wait = NULL;

		list->scheme = scheme;
		list->rc = zairyu_wait_new(LOOK_MS, exam->app->cancel, &wait, &list->error);
		if (list->rc == ZAIRYU_OK)
			list->rc = zairyu_readers_list(exam->app->ctx, scheme, wait, &list->readers, &list->error);
		zairyu_wait_free(wait);
	}
}

const struct reader_list *examination_list_of(const struct examination *exam, const char *scheme)
{
	for (size_t i = 0; i < exam->list_count; i++)
		if (strcmp(exam->lists[i].scheme, scheme) == 0)
			return &exam->lists[i];
	return NULL;
}

void examination_blocks(struct examination *exam, int code)
{
	if (exam->code != ZAIRYU_OK || exam->findings.count == 0)
		return;
	exam->code = code;
	exam->blocking = exam->findings.count - 1;
}

void examination_blocks_service(struct examination *exam, int code)
{
	static const char pcsc[] = "pcsc:";
	const struct reader_list *nfc = examination_list_of(exam, "nfc");
	const bool other = exam->reader_uri ? strncmp(exam->reader_uri, pcsc, strlen(pcsc)) != 0
					    : nfc && zairyu_readers_count(nfc->readers) > 0;

	if (other)
		findings_last(&exam->findings)->state = FINDING_WARNING;
	else
		examination_blocks(exam, code);
}

void examination_done(struct examination *exam)
{
	for (size_t i = 0; i < exam->list_count; i++) {
		zairyu_readers_free(exam->lists[i].readers);
		zairyu_error_free(exam->lists[i].error);
	}
	zairyu_transport_free(exam->reader);
	findings_done(&exam->findings);
	data_table_done(&exam->models);
}
