/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes the inputs that fuzzing begins with: DIR/HARNESS/…, everything taken from virtual cards. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <zairyu/vcard.h>

#include "fuzz.h"

enum { PATH_SIZE = 1024, SEAL = 32, SAVED_MAX = 32768 };

static const char *const cards[] = {
	"type=1",
	"type=2,variant=under16-a",
	"type=05",
	"type=06",
	"type=05,variant=infant",
	"type=1,variant=withdrawn+sjis+tiff-be+face-j2k+certificate-indefinite",
	"type=06,variant=tiff-ifd-first+face-jp2c-zero+check-code-der+certificate-null-parameter",
	"type=2,variant=certificate-long-lengths+face-nul",
	"type=05,variant=tiff-defaults+tiff-odd-types+tiff-unsorted+face-bgr",
	"type=1,variant=tiff-no-byte-count+tiff-unknown-entries+face-reserved-markers",
	"type=06,variant=tiff-next-directory+face-tile-style",
	"type=06,variant=face-vendor-colour",
	"type=06,variant=face-boxes",
};

/* What the harness for a card that answers anything is told to do, after the type. */
static const char *const scripts[] = {
	"\0\0\0\0\0\0\0\0\1\0\10\1",    "\1\0\0\0\0\0\0\0\0\0\0\2\0\100",       "\0\0\0\0\0\0\3\147\0",
	"\1\0\0\0\0\0\0\5\0\0\0\0\0\5", "\0\0\0\4\0\12\1\2\3\4\5\6\7\10\220\0",
};
static const size_t script_lengths[] = { 12, 14, 9, 14, 16 };

static void write_file(const char *directory, const char *harness, size_t number, unsigned part, zairyu_bytes content)
{
	char path[PATH_SIZE];
	FILE *file;

	FUZZ_REQUIRE(snprintf(path, sizeof path, "%s/%s/%zu-%x", directory, harness, number, part) < PATH_SIZE);
	file = fopen(path, "wb");
	FUZZ_REQUIRE(file != NULL);
	FUZZ_REQUIRE(fwrite(content.data, 1, content.len, file) == content.len);
	FUZZ_REQUIRE(fclose(file) == 0);
}

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	FUZZ_REQUIRE(len <= sizeof saved->data - saved->len);
	memcpy(saved->data + saved->len, data, len);
	saved->len += len;
	return 0;
}

/* Whole and reduced, without the digest that the harness puts there. */
static void write_records(const char *directory, size_t number, const zairyu_record *record)
{
	static struct saved saved;
	zairyu_record *reduced;

	saved.len = 0;
	FUZZ_REQUIRE(zairyu_record_save(record, 0, keep, &saved, NULL) == 0);
	write_file(directory, "record", number, 0, (zairyu_bytes){ saved.data, saved.len - SEAL });
	FUZZ_REQUIRE(zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL) == 0);
	saved.len = 0;
	FUZZ_REQUIRE(zairyu_record_save(reduced, 0, keep, &saved, NULL) == 0);
	write_file(directory, "record", number, 1, (zairyu_bytes){ saved.data, saved.len - SEAL });
	zairyu_record_free(reduced);
}

static void write_parts(const char *directory, size_t number, const zairyu_record *record)
{
	static const struct {
		uint32_t tag;
		const char *harness;
	} parts[] = { { 0xD0, "image" },
		      { 0xD1, "image" },
		      { 0xDFD1, "image" },
		      { 0xDB, "certificate" },
		      { 0xDD, "certificate" } };
	zairyu_bytes bytes;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (zairyu_record_value(record, parts[i].tag, &bytes) == 0)
			write_file(directory, parts[i].harness, number, parts[i].tag, bytes);
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
		if (zairyu_record_file(record, item, &bytes) == 0)
			write_file(directory, "tlv", number, (unsigned)item, bytes);
}

/* Reads a card through a trace, which becomes a seed itself. */
static zairyu_record *read_card(zairyu_context *ctx, const char *directory, size_t number, zairyu_vcard *card)
{
	zairyu_transport *transport, *trace;
	zairyu_session *session;
	zairyu_record *record;
	char path[PATH_SIZE];

	FUZZ_REQUIRE(snprintf(path, sizeof path, "%s/replay/%zu", directory, number) < PATH_SIZE);
	(void)remove(path);
	FUZZ_REQUIRE(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL) == 0);
	FUZZ_REQUIRE(zairyu_trace_new(ctx, transport, path, &trace, NULL) == 0);
	FUZZ_REQUIRE(zairyu_session_new(trace, &session, NULL) == 0);
	FUZZ_REQUIRE(zairyu_session_authenticate(session, zairyu_vcard_number(card), ZAIRYU_NUMBER_LENGTH, NULL) == 0);
	FUZZ_REQUIRE(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL) == 0);
	zairyu_session_free(session);
	zairyu_transport_free(trace);
	zairyu_transport_free(transport);
	return record;
}

static void make_directories(const char *directory)
{
	static const char *const harnesses[] = { "", "tlv", "certificate", "replay", "record", "image", "transport" };
	char path[PATH_SIZE];

	for (size_t i = 0; i < sizeof harnesses / sizeof *harnesses; i++) {
		FUZZ_REQUIRE(snprintf(path, sizeof path, "%s/%s", directory, harnesses[i]) < PATH_SIZE);
		(void)mkdir(path, 0700); /* may be there; if not, writing will tell */
	}
}

int main(int argc, char **argv)
{
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_bytes anchor;

	if (argc != 2) {
		fprintf(stderr, "usage: make-seeds DIRECTORY\n");
		return EXIT_FAILURE;
	}
	make_directories(argv[1]);
	FUZZ_REQUIRE(zairyu_context_new(&ctx, NULL) == 0);
	FUZZ_REQUIRE(zairyu_vcard_ca_new(ctx, 1, &ca, NULL) == 0);
	for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
		zairyu_vcard *card;
		zairyu_record *record;

		FUZZ_REQUIRE(zairyu_vcard_new(ctx, ca, cards[i], &card, NULL) == 0);
		record = read_card(ctx, argv[1], i, card);
		write_records(argv[1], i, record);
		write_parts(argv[1], i, record);
		zairyu_record_free(record);
		zairyu_vcard_free(card);
	}
	for (int family = 1; family <= 2; family++) {
		FUZZ_REQUIRE(zairyu_vcard_ca_certificate(ca, family, &anchor, NULL) == 0);
		write_file(argv[1], "certificate", 100, (unsigned)family, anchor);
	}
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		write_file(argv[1], "transport", i, 0,
			   (zairyu_bytes){ (const uint8_t *)scripts[i], script_lengths[i] });
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
	return EXIT_SUCCESS;
}
