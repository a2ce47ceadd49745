/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * walk_cards DIR: reads a virtual card of every type and variant into DIR/TYPE-VARIANT.zairyu, once as what it is and
 * once ("live-…") through a transport that does not say so, as if it had lain on a reader.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zairyu.h>
#include <zairyu/vcard.h>

#include "profile/variant.h"

enum { PATH_SIZE = 512 };

static const char number[] = "AA12345678BB";
static const char *const types[TYPES] = { "1", "2", "05", "06" };

static int connect_inner(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_transport_connect(userdata, wait, err);
}

static int transmit_inner(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			  uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	return zairyu_transport_transmit(userdata, wait, (zairyu_bytes){ command, command_len }, response, cap,
					 response_len, err);
}

static void disconnect_inner(void *userdata)
{
	zairyu_transport_disconnect(userdata);
}

static void free_inner(void *userdata)
{
	zairyu_transport_free(userdata);
}

/* Takes `inner`, and keeps quiet about its properties. */
static int open_as_live(zairyu_context *ctx, zairyu_transport *inner, zairyu_transport **out)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = connect_inner,
		.transmit = transmit_inner,
		.disconnect = disconnect_inner,
		.free = free_inner,
	};

	return zairyu_transport_new(ctx, "counter:1", &ops, inner, out, NULL);
}

static int write_file(void *userdata, const void *data, size_t len)
{
	return fwrite(data, 1, len, userdata) == len ? 0 : -1;
}

static int save(const zairyu_record *record, const char *path)
{
	FILE *file = fopen(path, "wb");
	int rc = file ? zairyu_record_save(record, 0, write_file, file, NULL) : ZAIRYU_ERR_WRITE;

	if (file && fclose(file) != 0)
		rc = ZAIRYU_ERR_WRITE;
	return rc;
}

static int read_and_save(zairyu_transport *transport, const char *path)
{
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	int rc = zairyu_session_new(transport, &session, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, strlen(number), NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, &record, NULL);
	if (rc == ZAIRYU_OK)
		rc = save(record, path);
	zairyu_record_free(record);
	zairyu_session_free(session);
	return rc;
}

static int make(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, bool live, const char *path)
{
	zairyu_vcard *card = NULL;
	zairyu_transport *transport = NULL, *outer = NULL;
	int rc = zairyu_vcard_new(ctx, ca, options, &card, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL);
	if (rc == ZAIRYU_OK && live)
		rc = open_as_live(ctx, transport, &outer);
	if (rc == ZAIRYU_OK)
		rc = read_and_save(outer ? outer : transport, path);
	zairyu_transport_free(outer ? outer : transport);
	zairyu_vcard_free(card);
	return rc;
}

/* One variant of one type, simulated and live. A card that cannot be read to its end makes no record. */
static void make_both(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *directory, int type, const char *variant)
{
	char options[128], path[PATH_SIZE];

	(void)snprintf(options, sizeof options, "type=%s,number=%s%s%s", types[type], number,
		       variant ? ",variant=" : "", variant ? variant : "");
	for (int live = 0; live <= 1; live++) {
		int rc;

		(void)snprintf(path, sizeof path, "%s/%s%s-%s.zairyu", directory, live ? "live-" : "", types[type],
			       variant ? variant : "plain");
		rc = make(ctx, ca, options, live, path);
		printf("%s %d\n", strrchr(path, '/') + 1, rc);
	}
}

int main(int argc, char **argv)
{
	zairyu_context *ctx = NULL;
	zairyu_vcard_ca *ca = NULL;

	if (argc != 2 || (mkdir(argv[1], 0700) != 0 && errno != EEXIST) || zairyu_context_new(&ctx, NULL) != 0 ||
	    zairyu_vcard_ca_new(ctx, 1, &ca, NULL) != 0)
		return EXIT_FAILURE;
	for (int type = 0; type < TYPES; type++) {
		make_both(ctx, ca, argv[1], type, NULL);
		for (size_t i = 0; variant_name(i); i++)
			if (variant_types(i) & (1u << type))
				make_both(ctx, ca, argv[1], type, variant_name(i));
	}
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
	return EXIT_SUCCESS;
}
