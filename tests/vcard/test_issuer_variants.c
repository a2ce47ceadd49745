/* SPDX-License-Identifier: BSD-2-Clause */
/* Every variant on every type that has it: the outcome, that something changes, and which go together. */
#include <stdio.h>
#include <string.h>

#include "profile/variant.h"
#include "variant_case.h"

static const struct {
	const char *name;
	enum outcome outcome;
} outcomes[] = {
	{ "under16-a", NO_SIGNATURE },
	{ "under16-b", NO_SIGNATURE },
	{ "unsigned-a", NO_SIGNATURE },
	{ "unsigned-b", NO_SIGNATURE },
	{ "infant-nothing", FALSIFIED }, /* fits without the face, see below */
	{ "certificate-malformed", NO_CERTIFICATE },
	/* good, but libcrypto looks at the stored bytes only, and takes no needless zeros */
	{ "certificate-ber-signed-as-der", NOT_ISSUED },
	{ "certificate-pieces", NOT_ISSUED },
	{ "certificate-serial-zeros", NO_CERTIFICATE },
	{ "certificate-signature-zeros", NOT_ISSUED },
	{ "issuer-unknown", NOT_ISSUED },
	{ "issuer-same-name", NOT_ISSUED },
	{ "issuer-same-key-id", NOT_ISSUED },
	{ "self-signed", NOT_ISSUED },
	{ "flip-certificate", NOT_ISSUED },
	{ "flip-check-code", FALSIFIED },
	{ "flip-data", FALSIFIED },
	{ "flip-face", FALSIFIED },
	{ "flip-padding", FALSIFIED },
	{ "foreign", NO_CARD },
	{ "my-number", NO_CARD },
	{ "my-number-only", NO_CARD },
	{ "my-number-df1", NO_CARD },
};

static enum outcome outcome_expected(const char *name)
{
	for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
		if (strcmp(outcomes[i].name, name) == 0)
			return outcomes[i].outcome;
	return BOTH_OK;
}

static bool changes_sizes(const char *name)
{
	static const char *const names[] = { "file-longer", "file-shorter", "length-83", "signed-longer" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void check_outcome(const char *name, size_t type)
{
	struct made plain, made;
	bool differs;

	init_with(&made, type, name);
	/* their D0 cannot be found here by its length; what the former says is tested below, the latter by reading it */
	if (strcmp(name, "image-length-oversize") != 0 && strcmp(name, "length-83") != 0)
		ck_assert_msg(outcome_of(&made) == outcome_expected(name), "%s on %s", name, types[type]);
	/* the sizes of the files change only where the name says so, but something always does */
	init_with(&plain, type, "");
	differs = made.files.nature != plain.files.nature || made.files.manners != plain.files.manners ||
		  strcmp(name, "ca-expired") == 0;
	for (size_t i = 0; i < made.files.count; i++) {
		const struct vcard_file *a = &made.files.file[i], *b = made_file(&plain, a->df, a->sfi);

		ck_assert(made.files.nature == VCARD_MY_NUMBER || changes_sizes(name) || a->len == b->len);
		differs = differs || a->len != b->len || memcmp(a->data, b->data, a->len) != 0;
	}
	ck_assert_msg(differs, "%s on %s changes nothing", name, types[type]);
	made_done(&plain);
	made_done(&made);
}

START_TEST(outcome_is_as_documented)
{
	for (size_t type = 0; type < 4; type++)
		if (variant_types((size_t)_i) & (1u << type))
			check_outcome(variant_name((size_t)_i), type);
}
END_TEST

/* Any two variants either go together or are refused as excluding each other; none makes a card that does not fit. */
START_TEST(variants_combine)
{
	char options[160], message[256];
	size_t first = (size_t)_i, together = 0;

	for (size_t second = first; second < VARIANTS; second++) {
		unsigned common = variant_types(first) & variant_types(second), type = 0;
		int rc;

		while (type < 4 && !(common & (1u << type)))
			type++;
		if (type == 4)
			continue;
		snprintf(options, sizeof options, "type=%s,variant=%s+%s", types[type], variant_name(first),
			 variant_name(second));
		rc = made_refused(options, message);
		ck_assert_msg(rc == ZAIRYU_OK || strstr(message, " excludes "), "%s: %s", options, message);
		together += rc == ZAIRYU_OK;
	}
	ck_assert_uint_gt(together, 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("variants", 60);

	tcase_add_loop_test(tcase, outcome_is_as_documented, 0, VARIANTS);
	tcase_add_loop_test(tcase, variants_combine, 0, VARIANTS);
	return fixture_run("issuer's variants",
			   (TCase *const[]){ tcase, case_absent(), case_content(), case_certificate(), NULL });
}
