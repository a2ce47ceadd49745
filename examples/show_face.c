/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Shows the face while the rest of the card is still read, and says so: nothing is verified before the end, and then it
 * is the record's face that is. usage: show_face READER NUMBER FACE.png, such as show_face pcsc: AA12345678BB face.png
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/image.h>
#include <zairyu/pcsc.h>
#include <zairyu/vcard.h>

struct screen {
	zairyu_context *ctx;
	zairyu_card *card;
	const char *path;
};

static int to_file(void *file, const void *data, size_t len)
{
	return fwrite(data, 1, len, file) == len ? 0 : -1;
}

static int show(const char *path, const zairyu_image *face)
{
	FILE *file = fopen(path, "wb");
	int rc = file ? zairyu_image_write_png(face, to_file, file, NULL) : ZAIRYU_ERR_FILE;

	if (file && fclose(file) != 0)
		rc = ZAIRYU_ERR_WRITE;
	printf("showing %ux%u pixels\n", (unsigned)zairyu_image_width(face), (unsigned)zairyu_image_height(face));
	return rc;
}

/* Whatever an item turns out to be, the card is read on: only showing can fail. */
static int show_early(void *userdata, uint64_t item, zairyu_bytes file)
{
	struct screen *screen = userdata;
	zairyu_image *face = NULL;
	int rc = ZAIRYU_OK;

	printf("%s was read\n", zairyu_item_name(item));
	if (zairyu_image_decode_item(screen->ctx, screen->card, item, file, ZAIRYU_IMAGE_FACE, &face, NULL) ==
	    ZAIRYU_OK) {
		printf("not verified yet: ");
		rc = show(screen->path, face);
	}
	zairyu_image_free(face);
	return rc;
}

static int show_record(const struct screen *screen, const zairyu_record *record, const zairyu_report *report)
{
	const int is_proved = (zairyu_report_covers(report) & zairyu_image_item(record, ZAIRYU_IMAGE_FACE)) != 0;
	zairyu_image *face = NULL;
	int rc = zairyu_image_decode(screen->ctx, record, ZAIRYU_IMAGE_FACE, &face, NULL);

	printf("%s: ", zairyu_verdict_name(zairyu_report_verdict(report)));
	if (rc == ZAIRYU_OK) {
		printf("the face is %s: ", is_proved ? "signed" : "not proved");
		rc = show(screen->path, face);
	} else if (rc == ZAIRYU_ERR_ABSENT || rc == ZAIRYU_ERR_IMAGE) {
		puts("there is no face to show");
		rc = ZAIRYU_OK;
	}
	zairyu_image_free(face);
	return rc;
}

static int read_card(struct screen *screen, const zairyu_trust *trust, zairyu_session *session, const char *number)
{
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = zairyu_session_identify(session, &screen->card, NULL);

	zairyu_session_set_item_callback(session, show_early, screen);
	if (rc == 0 && (rc = zairyu_session_authenticate(session, number, strlen(number), NULL)) == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	if (record)
		rc = show_record(screen, record, report);
	zairyu_report_free(report), zairyu_record_free(record), zairyu_card_free(screen->card);
	return rc;
}

int main(int argc, char **argv)
{
	struct screen screen = { .path = argc == 4 ? argv[3] : NULL };
	zairyu_trust *trust = NULL;
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	int rc = argc == 4 ? zairyu_context_new(&screen.ctx, NULL) : ZAIRYU_ERR_ARGUMENT;

	if (rc == 0 && (rc = zairyu_context_add_backend(screen.ctx, zairyu_pcsc_backend(), NULL)) == 0 &&
	    (rc = zairyu_context_add_backend(screen.ctx, zairyu_virtual_backend(), NULL)) == 0 &&
	    (rc = zairyu_trust_new(screen.ctx, &trust, NULL)) == 0 &&
	    (rc = zairyu_trust_add_default(trust, ZAIRYU_PLACES_ALL, getenv("XDG_DATA_HOME"), getenv("HOME"),
					   ZAIRYU_TRUST_CUSTOM, NULL)) == 0 &&
	    (rc = zairyu_transport_open(screen.ctx, argv[1], NULL, &reader, NULL)) == 0 &&
	    (rc = zairyu_session_new(reader, &session, NULL)) == 0)
		rc = read_card(&screen, trust, session, argv[2]);
	if (rc != 0)
		fprintf(stderr, "%s\n", zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	zairyu_session_free(session), zairyu_transport_free(reader);
	zairyu_trust_free(trust), zairyu_context_free(screen.ctx);
	return rc == 0 ? 0 : 1;
}
