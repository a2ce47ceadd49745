/* SPDX-License-Identifier: BSD-2-Clause */
/* The certificate of every variant of the virtual card, through every form of BER and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "../verify/ber_forms.h"
#include "der/ber.h"
#include "der/to_der.h"
#include "profile/variant.h"
#include "scene.h"

static const char *const types[TYPES] = { "1", "2", "05", "06" };

static struct scene scene;
static unsigned tried;

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static void try_certificate(zairyu_bytes stored)
{
	struct der_element certificate;
	uint8_t *der;
	size_t len;

	if (!ber_take(&stored, &certificate) ||
	    to_der(certificate.whole, TO_DER_WRAPPED | TO_DER_INTEGERS, &der, &len) != 0)
		return;
	if (len < BLOB_MAX / 8) {
		expect_round_trips((zairyu_bytes){ der, len });
		tried++;
	}
	free(der);
}

START_TEST(certificates_go_round)
{
	char options[80];
	zairyu_bytes file;
	struct der_element code, certificate;

	tried = 0;
	for (size_t v = 0; variant_name(v); v++) {
		if (strncmp(variant_name(v), "certificate-", 12) != 0 && strncmp(variant_name(v), "issuer-", 7) != 0)
			continue;
		if ((variant_types(v) & (1u << _i)) == 0)
			continue;
		snprintf(options, sizeof options, "type=%s,variant=%s", types[_i], variant_name(v));
		scene_set_card(&scene, options, 0);
		ck_assert_int_eq(zairyu_vcard_file(scene.card, 3, 2, &file), 0);
		ck_assert(ber_take(&file, &code) && ber_take(&file, &certificate));
		try_certificate(certificate.content);
	}
	ck_assert_uint_gt(tried, 12);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("certificates", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, certificates_go_round, 0, TYPES);
	return suite_run("certificates", tcase);
}
