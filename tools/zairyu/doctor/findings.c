/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "person/language.h"

static const struct {
	const char *word;
	enum finding_state state;
	enum message text;
} founds[FOUND_COUNT] = {
	[FOUND_PROGRAM] = { "program", FINDING_OK, MSG_FOUND_PROGRAM },
	[FOUND_PROGRAM_MIXED] = { "program-mixed", FINDING_WARNING, MSG_FOUND_PROGRAM_MIXED },
	[FOUND_TABLE] = { "table", FINDING_OK, MSG_FOUND_TABLE },
	[FOUND_TABLE_LEFT_OUT] = { "table-left-out", FINDING_WARNING, MSG_FOUND_TABLE_LEFT_OUT },
	[FOUND_SERVICE] = { "service", FINDING_OK, MSG_FOUND_SERVICE },
	[FOUND_SERVICE_NOT_BUILT_IN] = { "service-not-built-in", FINDING_WARNING, MSG_FOUND_SERVICE_NOT_BUILT_IN },
	[FOUND_SERVICE_NOT_INSTALLED] = { "service-not-installed", FINDING_PROBLEM, MSG_FOUND_SERVICE_NOT_INSTALLED },
	[FOUND_SERVICE_STOPPED] = { "service-stopped", FINDING_PROBLEM, MSG_FOUND_SERVICE_STOPPED },
	[FOUND_SERVICE_OUTSIDE] = { "service-outside", FINDING_PROBLEM, MSG_FOUND_SERVICE_OUTSIDE },
	[FOUND_SERVICE_SILENT] = { "service-silent", FINDING_PROBLEM, MSG_FOUND_SERVICE_SILENT },
	[FOUND_SERVICE_FAILED] = { "service-failed", FINDING_PROBLEM, MSG_FOUND_SERVICE_FAILED },
	[FOUND_PERMISSION] = { "permission", FINDING_OK, MSG_FOUND_PERMISSION },
	[FOUND_PERMISSION_REFUSED] = { "permission-refused", FINDING_PROBLEM, MSG_FOUND_PERMISSION_REFUSED },
	[FOUND_PERMISSION_SERIAL] = { "permission-serial", FINDING_WARNING, MSG_FOUND_PERMISSION_SERIAL },
	[FOUND_MODULES_NONE] = { "modules-none", FINDING_OK, MSG_FOUND_MODULES_NONE },
	[FOUND_MODULES] = { "modules", FINDING_WARNING, MSG_FOUND_MODULES },
	[FOUND_READER_NONE] = { "reader-none", FINDING_PROBLEM, MSG_FOUND_READER_NONE },
	[FOUND_READER_ONLY_OTHERS] = { "reader-only-others", FINDING_PROBLEM, MSG_FOUND_READER_ONLY_OTHERS },
	[FOUND_READER_EXTENDED] = { "reader-extended", FINDING_OK, MSG_FOUND_READER_EXTENDED },
	[FOUND_READER_SHORT] = { "reader-short", FINDING_OK, MSG_FOUND_READER_SHORT },
	[FOUND_READER_POOR] = { "reader-poor", FINDING_WARNING, MSG_FOUND_READER_POOR },
	[FOUND_READER_UNUSABLE] = { "reader-unusable", FINDING_WARNING, MSG_FOUND_READER_UNUSABLE },
	[FOUND_READER_NOT_LISTED] = { "reader-not-listed", FINDING_OK, MSG_FOUND_READER_NOT_LISTED },
	[FOUND_READER_NFC] = { "reader-nfc", FINDING_OK, MSG_FOUND_READER_NFC },
	[FOUND_READER_OTHER_SLOT] = { "reader-other-slot", FINDING_OK, MSG_FOUND_READER_OTHER_SLOT },
	[FOUND_READER_FAILED] = { "reader-failed", FINDING_PROBLEM, MSG_ABOUT },
	[FOUND_USB] = { "usb", FINDING_OK, MSG_FOUND_USB },
	[FOUND_USB_UNSEEN] = { "usb-unseen", FINDING_OK, MSG_FOUND_USB_UNSEEN },
	[FOUND_USB_NOT_USABLE] = { "usb-not-usable", FINDING_WARNING, MSG_FOUND_USB_NOT_USABLE },
	[FOUND_USB_HELD] = { "usb-held", FINDING_WARNING, MSG_FOUND_USB_HELD },
	[FOUND_USB_NO_DRIVER] = { "usb-no-driver", FINDING_WARNING, MSG_FOUND_USB_NO_DRIVER },
	[FOUND_USB_UNKNOWN] = { "usb-unknown", FINDING_WARNING, MSG_FOUND_USB_UNKNOWN },
	[FOUND_USB_REFUSED] = { "usb-refused", FINDING_WARNING, MSG_FOUND_USB_REFUSED },
	[FOUND_CARD_NONE] = { "card-none", FINDING_OK, MSG_FOUND_CARD_NONE },
	[FOUND_CARD] = { "card", FINDING_OK, MSG_FOUND_CARD },
	[FOUND_CARD_SIMULATED] = { "card-simulated", FINDING_OK, MSG_FOUND_CARD_SIMULATED },
	[FOUND_CARD_FAILED] = { "card-failed", FINDING_PROBLEM, MSG_ABOUT },
	[FOUND_LINK_EXTENDED] = { "link-extended", FINDING_OK, MSG_FOUND_LINK_EXTENDED },
	[FOUND_LINK_SHORT] = { "link-short", FINDING_OK, MSG_FOUND_LINK_SHORT },
	[FOUND_EXCHANGE] = { "exchange", FINDING_OK, MSG_FOUND_EXCHANGE },
	[FOUND_EXCHANGE_SLOW] = { "exchange-slow", FINDING_WARNING, MSG_FOUND_EXCHANGE_SLOW },
	[FOUND_TRUST] = { "trust", FINDING_OK, MSG_FOUND_TRUST },
	[FOUND_TRUST_TEST_ONLY] = { "trust-test-only", FINDING_WARNING, MSG_FOUND_TRUST_TEST_ONLY },
	[FOUND_TRUST_MISSING] = { "trust-missing", FINDING_WARNING, MSG_FOUND_TRUST_MISSING },
	[FOUND_TRUST_ENDS] = { "trust-ends", FINDING_WARNING, MSG_FOUND_TRUST_ENDS },
	[FOUND_TRUST_ENDED] = { "trust-ended", FINDING_WARNING, MSG_FOUND_TRUST_ENDED },
	[FOUND_TRUST_BROKEN] = { "trust-broken", FINDING_PROBLEM, MSG_FOUND_TRUST_BROKEN },
	[FOUND_TRUST_UNUSABLE] = { "trust-unusable", FINDING_WARNING, MSG_FOUND_TRUST_UNUSABLE },
	[FOUND_TRUST_NOT_BUILT_IN] = { "trust-not-built-in", FINDING_WARNING, MSG_FOUND_TRUST_NOT_BUILT_IN },
	[FOUND_TRUST_PLACE] = { "trust-place", FINDING_OK, MSG_FOUND_TRUST_PLACE },
	[FOUND_TRUST_WRITABLE] = { "trust-writable", FINDING_WARNING, MSG_FOUND_TRUST_WRITABLE },
	[FOUND_TRUST_FOREIGN] = { "trust-foreign", FINDING_WARNING, MSG_FOUND_TRUST_FOREIGN },
	[FOUND_FONTS] = { "fonts", FINDING_OK, MSG_FOUND_FONTS },
	[FOUND_FONTS_MISSING] = { "fonts-missing", FINDING_WARNING, MSG_FOUND_FONTS_MISSING },
	[FOUND_FONTS_NOT_BUILT_IN] = { "fonts-not-built-in", FINDING_WARNING, MSG_FOUND_FONTS_NOT_BUILT_IN },
	[FOUND_CLOCK] = { "clock", FINDING_OK, MSG_FOUND_CLOCK },
	[FOUND_CLOCK_BEHIND] = { "clock-behind", FINDING_WARNING, MSG_FOUND_CLOCK_BEHIND },
	[FOUND_CLOCK_AHEAD] = { "clock-ahead", FINDING_WARNING, MSG_FOUND_CLOCK_AHEAD },
	[FOUND_LANGUAGE] = { "language", FINDING_OK, MSG_FOUND_LANGUAGE },
	[FOUND_LANGUAGE_NOT_UTF8] = { "language-not-utf8", FINDING_WARNING, MSG_FOUND_LANGUAGE_NOT_UTF8 },
};

enum { JA, EN };
enum { FAILURE_MAX = 1024 };

/* What is added to where there is no memory. */
static struct finding nowhere;

struct finding *findings_last(struct findings *findings)
{
	return findings->failed ? &nowhere : &findings->list[findings->count - 1];
}

static char *copy(struct findings *findings, const char *text)
{
	char *copied = text ? strdup(text) : NULL;

	findings->failed = findings->failed || (text && !copied);
	return copied;
}

struct finding *findings_add_worded(struct findings *findings, enum found what, const char *one, const char *two_ja,
				    const char *two_en)
{
	struct finding *list = realloc(findings->list, (findings->count + 1) * sizeof *list), *finding;

	findings->failed = findings->failed || !list;
	if (!list)
		return findings_last(findings);
	findings->list = list;
	finding = &list[findings->count++];
	*finding = (struct finding){ .check = findings->check, .what = what, .state = founds[what].state };
	finding->one = copy(findings, one);
	finding->two[JA] = copy(findings, two_ja);
	finding->two[EN] = copy(findings, two_en);
	return finding;
}

struct finding *findings_add(struct findings *findings, enum found what, const char *one, const char *two)
{
	return findings_add_worded(findings, what, one, two, two);
}

static void failure_words(int code, int language, char out[FAILURE_MAX])
{
	const char *advice = zairyu_error_advice(code, language);
	const char *space = language == ZAIRYU_LANGUAGE_JA ? "" : " ";

	(void)snprintf(out, FAILURE_MAX, "%s%s%s", zairyu_error_text(code, language), advice ? space : "",
		       advice ? advice : "");
}

void findings_add_failure(struct findings *findings, enum found what, const char *one, int code)
{
	char ja[FAILURE_MAX], en[FAILURE_MAX];

	failure_words(code, ZAIRYU_LANGUAGE_JA, ja);
	failure_words(code, ZAIRYU_LANGUAGE_EN, en);
	(void)findings_add_worded(findings, what, one, ja, en);
}

/* Whether it can stand in a shell's line: names of files may be anybody's. */
static bool is_harmless(const char *text)
{
	static const char harmless[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/+@:,=- $";

	return text[0] != '-' && strspn(text, harmless) == strlen(text);
}

void findings_remedy(struct findings *findings, struct finding *finding, enum remedy remedy, const char *with)
{
	if (findings->failed || (with && !is_harmless(with)))
		return;
	free(finding->with);
	finding->with = copy(findings, with);
	finding->remedy = remedy;
}

void findings_value(struct finding *finding, int64_t value)
{
	finding->has_value = true;
	finding->value = value;
}

void findings_done(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->list[i];

		free(finding->one);
		free(finding->two[JA]);
		free(finding->two[EN]);
		free(finding->with);
	}
	free(findings->list);
	*findings = (struct findings){ 0 };
}

const char *finding_word(const struct finding *finding)
{
	return founds[finding->what].word;
}

void finding_format(const struct finding *finding, int language, char *out, size_t size)
{
	const int i = language == ZAIRYU_LANGUAGE_JA ? JA : EN;

	message_format(out, size, message_text(founds[finding->what].text, language), finding->one, finding->two[i]);
	for (size_t len = strlen(out); len > 0 && out[len - 1] == ' '; len--) /* nothing was to be said of it */
		out[len - 1] = '\0';
}

bool finding_remedy(const struct finding *finding, char *out, size_t size)
{
	const char *lines = remedy_lines(finding->remedy);

	if (lines)
		message_format(out, size, lines, finding->with, NULL);
	return lines != NULL;
}
