/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The virtual card in a unit test of one's own: `reception()` is the program's code, which has to do the right thing
 * with every card; main() is its test. usage: virtual_card_test
 */
#include <stdio.h>
#include <string.h>
#include <zairyu/vcard.h>
#include <zairyu/verify.h>

/* What the desk is told. Real programs ask for the verdict; no test card can be genuine, so this looks at the results.
 */
static const char *reception(zairyu_transport *reader, const zairyu_trust *trust, const char *number)
{
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	zairyu_report *report = NULL;
	static const char *const answers[] = { [ZAIRYU_VERDICT_GENUINE] = "welcome",
					       [ZAIRYU_VERDICT_ABNORMAL] = "call somebody",
					       [ZAIRYU_VERDICT_UNSIGNED] = "look closely",
					       [ZAIRYU_VERDICT_UNCHECKED] = "not proved" };
	const char *answer;
	int rc = zairyu_session_new(reader, &session, NULL);

	if (rc == 0 && (rc = zairyu_session_authenticate(session, number, strlen(number), NULL)) == 0)
		rc = zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL);
	answer = report                          ? answers[zairyu_report_verdict(report)]
		 : rc == ZAIRYU_ERR_WRONG_NUMBER ? "ask for the number"
						 : "again";
	zairyu_report_free(report), zairyu_record_free(record), zairyu_session_free(session);
	return answer;
}

static const struct {
	const char *card, *number, *expected;
} cases[] = {
	{ "type=1", "AA12345678BB", "not proved" },
	{ "type=06", "aa-1234-5678-bb", "not proved" },
	{ "type=05", "AB12345678BB", "ask for the number" },
	{ "type=1,variant=under16-a", "AA12345678BB", "look closely" },
	{ "type=05,variant=flip-data", "AA12345678BB", "call somebody" },
	{ "type=05,variant=issuer-unknown", "AA12345678BB", "call somebody" },
	{ "type=1,fault=remove@6", "AA12345678BB", "again" },
};

int main(void)
{
	zairyu_context *ctx = NULL;
	zairyu_vcard_ca *ca = NULL;
	zairyu_trust *trust = NULL;
	int bad = zairyu_context_new(&ctx, NULL) || zairyu_vcard_ca_new(ctx, 1, &ca, NULL) ||
		  zairyu_trust_new(ctx, &trust, NULL);

	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; !bad && family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		zairyu_bytes der;

		bad = zairyu_vcard_ca_certificate(ca, family, &der, NULL) ||
		      zairyu_trust_add(trust, der, ZAIRYU_TRUST_CUSTOM, NULL);
	}
	for (size_t i = 0; !bad && i < sizeof cases / sizeof *cases; i++) {
		zairyu_vcard *card = NULL;
		zairyu_transport *reader = NULL;
		const char *answer = "no card";

		if (zairyu_vcard_new(ctx, ca, cases[i].card, &card, NULL) == 0 &&
		    zairyu_vcard_transport(ctx, card, 0, 0, &reader, NULL) == 0)
			answer = reception(reader, trust, cases[i].number);
		bad = strcmp(answer, cases[i].expected) != 0;
		printf("%s: %s\n", cases[i].card, answer);
		zairyu_transport_free(reader), zairyu_vcard_free(card);
	}
	zairyu_trust_free(trust), zairyu_vcard_ca_free(ca), zairyu_context_free(ctx);
	return bad ? 1 : 0;
}
