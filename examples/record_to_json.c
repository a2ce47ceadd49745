/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Verifies a saved record with the trust anchors and names of codes that are installed for all programs, and prints it
 * as JSON: the same bytes as `zairyu verify --json FILE`. usage: record_to_json FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <zairyu/image.h>
#include <zairyu/json.h>

enum { RECORD_MAX = 262144 };

static int to_file(void *file, const void *data, size_t len)
{
	return fwrite(data, 1, len, file) == len ? 0 : -1;
}

/* An image that cannot be decoded is listed all the same, without a size. */
static int add_image(zairyu_context *ctx, const zairyu_record *record, int which, zairyu_json_extra *extra)
{
	const char *media_type;
	zairyu_image *image = NULL;
	int rc = zairyu_image_source(record, which, NULL, &media_type);

	if (rc == ZAIRYU_ERR_ABSENT)
		return ZAIRYU_OK;
	if (rc == ZAIRYU_OK)
		rc = zairyu_image_decode(ctx, record, which, &image, NULL);
	if (rc == ZAIRYU_OK || rc == ZAIRYU_ERR_IMAGE || rc == ZAIRYU_ERR_LIMIT)
		rc = zairyu_json_extra_add_image(extra, zairyu_image_name(which), zairyu_image_item(record, which),
						 media_type, zairyu_image_width(image), zairyu_image_height(image),
						 NULL);
	zairyu_image_free(image);
	return rc;
}

static int print(zairyu_context *ctx, const zairyu_record *record, const zairyu_report *report)
{
	zairyu_json_extra *extra = NULL;
	int rc = zairyu_json_extra_new(&extra, NULL);

	for (int which = 1; rc == ZAIRYU_OK && zairyu_image_name(which); which++)
		rc = add_image(ctx, record, which, extra);
	if (rc == ZAIRYU_OK)
		rc = zairyu_json_write_card(ctx, record, report, extra, 0, to_file, stdout, NULL);
	zairyu_json_extra_free(extra);
	return rc;
}

static int load(zairyu_context *ctx, const char *path, zairyu_record **out)
{
	FILE *file = fopen(path, "rb");
	uint8_t *buf = malloc(RECORD_MAX + 1); /* one more, so that what is too long is refused, not cut */
	size_t len = file && buf ? fread(buf, 1, RECORD_MAX + 1, file) : 0;
	int rc = file ? zairyu_record_load(ctx, (zairyu_bytes){ buf, len }, out, NULL) : ZAIRYU_ERR_FILE;

	zairyu_wipe(buf, len);
	free(buf);
	if (file)
		fclose(file);
	return rc;
}

int main(int argc, char **argv)
{
	const char *data_home = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	zairyu_context *ctx = NULL;
	zairyu_trust *trust = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	int rc = argc == 2 ? zairyu_context_new(&ctx, NULL) : ZAIRYU_ERR_ARGUMENT;

	if (rc == 0 &&
	    (rc = zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACES_ALL, data_home, home, NULL)) == 0 &&
	    (rc = zairyu_trust_new(ctx, &trust, NULL)) == 0 &&
	    (rc = zairyu_trust_add_default(trust, ZAIRYU_PLACES_ALL, data_home, home, ZAIRYU_TRUST_CUSTOM, NULL)) ==
		    0 &&
	    (rc = load(ctx, argv[1], &record)) == 0 &&
	    ((rc = zairyu_verify(trust, record, 0, &report, NULL)) == 0 || rc == ZAIRYU_ERR_NOT_GENUINE))
		rc = print(ctx, record, report); /* the verdict is in the document */
	if (rc != 0 && zairyu_json_write_error(rc, NULL, NULL, 0, to_file, stdout, NULL) != 0)
		fprintf(stderr, "%s\n", zairyu_error_text(rc, ZAIRYU_LANGUAGE_EN));
	zairyu_report_free(report), zairyu_record_free(record), zairyu_trust_free(trust), zairyu_context_free(ctx);
	return rc == 0 ? 0 : 1;
}
