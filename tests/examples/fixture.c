/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the examples are run on, made of virtual cards.
 * usage: fixture records DIR: DIR/ca with the test CAs, DIR/NAME.zairyu a record of each card below
 *        fixture serve SOCKET OPTIONS: the other side of custom_transport.c; prints "ready", then one line a connection
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zairyu/vcard.h>

static const struct {
	const char *name, *options;
} cards[] = {
	{ "first", "type=1" },
	{ "second", "type=05" },
	{ "child", "type=2,variant=under16-b" },
	{ "forged", "type=1,variant=flip-data" },
	{ "foreign", "type=06,variant=issuer-unknown" },
};

static int write_to(void *userdata, const void *data, size_t len)
{
	return fwrite(data, 1, len, userdata) == len ? 0 : -1;
}

static FILE *create(const char *dir, const char *name, const char *ending)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/%s%s", dir, name, ending);
	return fopen(path, "wb");
}

static int save_ca(zairyu_vcard_ca *ca, const char *dir)
{
	static const char *const names[] = { "ca/first", "ca/second" };
	char path[1024];
	int rc = 0;

	snprintf(path, sizeof path, "%s/ca", dir);
	if (mkdir(path, 0700) != 0)
		return ZAIRYU_ERR_WRITE;
	for (int family = 1; rc == 0 && family <= 2; family++) {
		FILE *f = create(dir, names[family - 1], ".der");
		zairyu_bytes der;

		rc = f ? zairyu_vcard_ca_certificate(ca, family, &der, NULL) : ZAIRYU_ERR_WRITE;
		if (rc == 0 && write_to(f, der.data, der.len) != 0)
			rc = ZAIRYU_ERR_WRITE;
		if (f && fclose(f) != 0)
			rc = ZAIRYU_ERR_WRITE;
	}
	return rc;
}

static int read_whole(zairyu_context *ctx, zairyu_vcard *card, zairyu_record **out)
{
	const char *number = zairyu_vcard_number(card);
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	int rc = zairyu_vcard_transport(ctx, card, 0, 0, &reader, NULL);

	if (rc == 0 && (rc = zairyu_session_new(reader, &session, NULL)) == 0 &&
	    (rc = zairyu_session_authenticate(session, number, strlen(number), NULL)) == 0)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, out, NULL);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	return rc;
}

static int save_record(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *dir, size_t i)
{
	zairyu_vcard *card = NULL;
	zairyu_record *record = NULL;
	FILE *f = create(dir, cards[i].name, ".zairyu");
	int rc = f ? zairyu_vcard_new(ctx, ca, cards[i].options, &card, NULL) : ZAIRYU_ERR_WRITE;

	if (rc == 0 && (rc = read_whole(ctx, card, &record)) == 0)
		rc = zairyu_record_save(record, 0, write_to, f, NULL);
	if (f && fclose(f) != 0)
		rc = ZAIRYU_ERR_WRITE;
	zairyu_record_free(record);
	zairyu_vcard_free(card);
	return rc;
}

static int records(zairyu_context *ctx, const char *dir)
{
	zairyu_vcard_ca *ca = NULL;
	int rc = zairyu_vcard_ca_new(ctx, 1, &ca, NULL);

	if (rc == 0)
		rc = save_ca(ca, dir);
	for (size_t i = 0; rc == 0 && i < sizeof cards / sizeof *cards; i++)
		rc = save_record(ctx, ca, dir, i);
	zairyu_vcard_ca_free(ca);
	return rc;
}

/* One conversation, until the other side hangs up. What the card does not answer is answered by hanging up. */
static void converse(zairyu_vcard *card, int fd)
{
	static uint8_t command[ZAIRYU_RESPONSE_MAX], response[ZAIRYU_RESPONSE_MAX];
	int commands = 0;

	for (;;) {
		ssize_t n = recv(fd, command, sizeof command, 0);
		size_t len = 0;

		if (n <= 0 || zairyu_vcard_process(card, (zairyu_bytes){ command, (size_t)n }, response,
						   sizeof response, &len) != ZAIRYU_VCARD_ANSWER)
			break;
		commands++;
		if (send(fd, response, len, MSG_NOSIGNAL) < 0)
			break;
	}
	printf("%d commands\n", commands);
}

static int serve(zairyu_context *ctx, const char *path, const char *options)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	zairyu_vcard *card = NULL;
	int rc = zairyu_vcard_new(ctx, NULL, options, &card, NULL), server = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
	if (rc == 0 &&
	    (server < 0 || bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 1) != 0))
		rc = ZAIRYU_ERR_NO_SERVICE;
	if (rc == 0)
		puts("ready");
	/* Ends when the test ends it. */
	while (rc == 0) {
		int fd = accept(server, NULL, NULL);

		if (fd < 0)
			rc = ZAIRYU_ERR_COMMUNICATION;
		else if (zairyu_vcard_reset(card) == 0)
			converse(card, fd);
		close(fd);
	}
	close(server);
	zairyu_vcard_free(card);
	return rc;
}

int main(int argc, char **argv)
{
	zairyu_context *ctx = NULL;
	int rc = zairyu_context_new(&ctx, NULL);

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (rc == 0 && argc == 3 && strcmp(argv[1], "records") == 0)
		rc = records(ctx, argv[2]);
	else if (rc == 0 && argc == 4 && strcmp(argv[1], "serve") == 0)
		rc = serve(ctx, argv[2], argv[3]);
	else if (rc == 0)
		rc = ZAIRYU_ERR_ARGUMENT;
	zairyu_context_free(ctx);
	if (rc != 0)
		fprintf(stderr, "fixture: %s\n", zairyu_error_name(rc));
	return rc == 0 ? 0 : 1;
}
