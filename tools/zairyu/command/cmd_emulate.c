/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * zairyu emulate: a virtual card on a reader of the PC/SC service (by vpcd) or of libnfc (an emulated PN532), and the
 * CA to check it against.
 */
#include <stdio.h>
#include <stdlib.h>
#include <zairyu/vcard.h>

#include "command/command.h"
#include "command/vcard_options.h"
#include "files/file_path.h"
#include "files/file_set.h"
#include "output/output.h"
#include "output/output_text.h"
#include "person/fail.h"

static const char default_vpcd[] = "127.0.0.1:35963";

struct emulation {
	struct app *app;
	const struct options *options;
	zairyu_vcard *card;
	int ready;   /* the card was noticed */
	int printed; /* what printing gave, since the callback has no way to fail */
};

static int gather(const struct app *app, const struct options *options, struct vcard_options *card, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (options->value[OPTION_PROFILE])
		rc = vcard_options_add_file(card, app, options->value[OPTION_PROFILE], err);
	if (rc == ZAIRYU_OK)
		rc = vcard_options_add(card, app, "type", options->value[OPTION_TYPE], err);
	if (rc == ZAIRYU_OK)
		rc = vcard_options_add(card, app, "number", options->value[OPTION_NUMBER], err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < options->setting_count; i++)
		rc = vcard_options_add_setting(card, app, options->settings[i], err);
	return rc;
}

static int make_card(const struct app *app, const struct options *options, zairyu_vcard **out, zairyu_error **err)
{
	struct vcard_options card = { 0 };
	const char *text;
	int rc = gather(app, options, &card, err);

	if (rc == ZAIRYU_OK) {
		text = vcard_options_text(&card);
		rc = text ? zairyu_vcard_new(app->ctx, NULL, text, out, err)
			  : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	}
	vcard_options_done(&card);
	return rc;
}

static int add_authority(struct file_set *files, const struct emulation *job, const char *directory, int family,
			 zairyu_error **err)
{
	struct content content = { 0 };
	zairyu_bytes der;
	char name[64];
	char *path;
	int rc = zairyu_vcard_ca_certificate(zairyu_vcard_authority(job->card), family, &der, err);

	if (rc != ZAIRYU_OK)
		return rc;
	(void)snprintf(name, sizeof name, "libzairyu-ca-%s.crt", zairyu_family_name(family));
	path = file_join(directory, name);
	if (!path || content_append(&content, der.data, der.len))
		rc = fail(job->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	else
		rc = file_set_add(files, job->app, path, FILE_PUBLIC, &content, err);
	content_done(&content);
	free(path);
	return rc;
}

static int write_authorities(const struct emulation *job, const char *directory, zairyu_error **err)
{
	struct file_set files = { 0 };
	int rc = file_set_directory(&files, job->app, directory, err);

	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; rc == ZAIRYU_OK && family <= ZAIRYU_FAMILY_SECOND_GENERATION;
	     family++)
		rc = add_authority(&files, job, directory, family, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&files, job->app, err);
	file_set_done(&files);
	return rc;
}

/* `reader` is NULL if the card lies on none. */
static int print(const struct emulation *job, const char *reader, const char *vpcd, zairyu_error **err)
{
	const char *directory = job->options->value[OPTION_TRUST_OUT];

	output_text_pair(job->app, MSG_LABEL_NUMBER, zairyu_vcard_number(job->card));
	if (reader)
		output_text_pair(job->app, MSG_LABEL_READER, reader);
	if (vpcd)
		output_text_pair(job->app, MSG_LABEL_VPCD, vpcd);
	if (directory)
		output_text_pair(job->app, MSG_LABEL_TRUST_OUT, directory);
	return output_flush(job->app, err);
}

static const char *vpcd_of(const struct emulation *job)
{
	const char *given = job->options->value[OPTION_VPCD];

	return given ? given : default_vpcd;
}

/*
 * vpcd has two readers whose names differ in their last digit; which of them it is the service knows later. What listens
 * at an address that was given may be a program of its own, without PC/SC.
 */
static void on_ready(void *userdata)
{
	struct emulation *job = userdata;

	job->ready = 1;
	job->printed = print(job, job->options->value[OPTION_VPCD] ? NULL : "pcsc:", vpcd_of(job), NULL);
	failure_warn(job->app, MSG_EMULATING, NULL, NULL);
}

/* The library speaks of pcscd and of plugs. A program that listens by itself closes the connection when it has read. */
static int ended_at_address(const struct emulation *job, const char *address, int rc, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_READER_GONE && rc != ZAIRYU_ERR_NO_SERVICE)
		return rc;
	zairyu_error_clear(err);
	if (rc == ZAIRYU_ERR_NO_SERVICE)
		return fail(job->app, err, rc, MSG_NOBODY_AT, address, NULL);
	if (!job->ready)
		return fail(job->app, err, rc, MSG_CLOSED_AT, address, NULL);
	failure_warn(job->app, MSG_CLOSED_AT, address, NULL);
	return ZAIRYU_OK;
}

/* Ends when the person ends it, or the reader at the address that was given, which is how it is meant to end. */
static int serve_vpcd(struct emulation *job, zairyu_error **err)
{
	const char *address = job->options->value[OPTION_VPCD];
	int rc = zairyu_vcard_serve_vpcd(job->app->ctx, job->card, vpcd_of(job), on_ready, job, job->app->cancel, err);

	if (address)
		rc = ended_at_address(job, address, rc, err);
	return rc != ZAIRYU_OK ? rc : job->printed;
}

static int serve_pn532(const struct emulation *job, zairyu_error **err)
{
	zairyu_vcard_pn532 *reader;
	char uri[256];
	int rc = zairyu_vcard_pn532_new(job->app->ctx, job->card, &reader, err);

	if (rc != ZAIRYU_OK)
		return rc;
	(void)snprintf(uri, sizeof uri, "nfc:%s", zairyu_vcard_pn532_connstring(reader));
	rc = print(job, uri, NULL, err);
	if (rc == ZAIRYU_OK) {
		failure_warn(job->app, MSG_EMULATING, NULL, NULL);
		rc = zairyu_vcard_pn532_serve(reader, job->app->cancel, err);
	}
	zairyu_vcard_pn532_free(reader);
	return rc;
}

static int emulate(struct emulation *job, zairyu_error **err)
{
	const char *directory = job->options->value[OPTION_TRUST_OUT];
	int rc = make_card(job->app, job->options, &job->card, err);

	if (rc == ZAIRYU_OK && directory)
		rc = write_authorities(job, directory, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (job->options->value[OPTION_CA_ONLY])
		return print(job, NULL, NULL, err);
	return job->options->value[OPTION_PN532] ? serve_pn532(job, err) : serve_vpcd(job, err);
}

int cmd_emulate(struct app *app, const struct options *options, zairyu_error **err)
{
	struct emulation job = { .app = app, .options = options };
	int rc;

	if (options->value[OPTION_CA_ONLY] && !options->value[OPTION_TRUST_OUT])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NEEDS, "--ca-only", "--trust-out");
	if (options->value[OPTION_PN532] && options->value[OPTION_VPCD])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_BOTH, "--pn532", "--vpcd");
	rc = emulate(&job, err);
	zairyu_vcard_free(job.card);
	return rc;
}
