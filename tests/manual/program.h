/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs a whole program, "TRUST-DIR NUMBER", of a fragment: what it prints, and its end. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <unistd.h>
#include <zairyu/pcsc.h>
#include <zairyu/verify.h>

#include "scene.h"

/* What the fragment's main() is called. */
int example(int argc, char **argv);

static void write_certificate(const char *path)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_vcard_ca *ca = NULL;
	zairyu_bytes certificate;
	FILE *file = fopen(path, "wb");

	HOLDS(zairyu_vcard_ca_new(ctx, 1, &ca, NULL) == ZAIRYU_OK);
	HOLDS(zairyu_vcard_ca_certificate(ca, ZAIRYU_FAMILY_SECOND_GENERATION, &certificate, NULL) == ZAIRYU_OK);
	HOLDS(file && fwrite(certificate.data, 1, certificate.len, file) == certificate.len && fclose(file) == 0);
	zairyu_vcard_ca_free(ca);
	zairyu_context_free(ctx);
}

/* What the program says of a number; the virtual card is never genuine, so it ends with 1 in any case. */
static void says(const char *directory, const char *number, const char *expected)
{
	char first[] = "example", second[64], third[32], said[128] = "";
	char *argv[] = { first, second, third, NULL };
	FILE *out = freopen("said", "w+", stdout);

	snprintf(second, sizeof second, "%s", directory);
	snprintf(third, sizeof third, "%s", number);
	HOLDS(out && example(3, argv) == 1);
	rewind(out);
	HOLDS(fgets(said, sizeof said, out) && strcmp(said, expected) == 0);
}

static int run_program(void)
{
	char place[] = "/tmp/zairyu-manual-XXXXXX";

	HOLDS(mkdtemp(place) && chdir(place) == 0);
	write_certificate("ca.der");
	says(place, SCENE_NUMBER, "unchecked\n");
	says(place, "AB12345678CD", "The residence card number is wrong.\n");
	HOLDS(unlink("ca.der") == 0 && unlink("said") == 0 && rmdir(place) == 0);
	return 0;
}

#endif
