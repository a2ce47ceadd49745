/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/outcome.h"

#include <string.h>

static const struct {
	int verdict;
	int kind; /* 0: any */
	enum outcome_tone tone;
	const char *heading, *advice;
} headings[] = {
	{ ZAIRYU_VERDICT_GENUINE, ZAIRYU_KIND_RESIDENCE_CARD, OUTCOME_GOOD, "heading-genuine-card", NULL },
	{ ZAIRYU_VERDICT_GENUINE, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, OUTCOME_GOOD,
	  "heading-genuine-certificate", NULL },
	{ ZAIRYU_VERDICT_GENUINE, 0, OUTCOME_GOOD, "heading-genuine-other", NULL },
	{ ZAIRYU_VERDICT_ABNORMAL, 0, OUTCOME_BAD, "heading-abnormal", "advice-abnormal" },
	{ ZAIRYU_VERDICT_UNSIGNED, 0, OUTCOME_NEUTRAL, "heading-unsigned", "advice-unsigned" },
	{ ZAIRYU_VERDICT_UNCHECKED, 0, OUTCOME_NEUTRAL, "heading-unchecked", "advice-unchecked" },
};

/* Notes that somebody at the kiosk has to act on, the most urgent first. */
static const struct {
	const char *note, *text;
} cautions[] = {
	{ "not-a-live-card", "simulated-card" },
	{ "not-a-production-anchor", "caution-test-ca" },
	{ "unsigned-though-16-or-over", "caution-unsigned-16" },
};

/* What nobody said yet in a heading, advice or caution. */
static const char *const reasons[] = {
	"card-number-mismatch",
	"signature-mismatch",
	"issuer-signature-mismatch",
	"issuer-unknown",
	"certificate-malformed",
	"certificate-algorithm",
	"check-code-malformed",
	"newer-anchor-may-be-missing",
	"no-anchor",
	"no-anchor-for-this-generation",
	"anchor-file-unusable",
	"signature-not-understood",
	"card-number-missing",
	"card-number-malformed",
	"not-read",
	"padding-assumed",
};

static const char *const results[] = {
	[ZAIRYU_RESULT_NOT_CHECKED] = "result-not-checked",
	[ZAIRYU_RESULT_OK] = "result-ok",
	[ZAIRYU_RESULT_FAILED] = "result-failed",
	[ZAIRYU_RESULT_ABSENT] = "result-absent",
};

/* A result that is not known here says nothing. */
static int known(int result)
{
	return result >= 0 && (size_t)result < sizeof results / sizeof *results ? result : ZAIRYU_RESULT_NOT_CHECKED;
}

static bool has_note(const zairyu_report *report, const char *note)
{
	const char *found;

	for (size_t i = 0; (found = zairyu_report_note(report, i)) != NULL; i++) {
		if (strcmp(found, note) == 0)
			return true;
	}
	return false;
}

static const char *caution_of(const zairyu_report *report)
{
	for (size_t i = 0; i < sizeof cautions / sizeof *cautions; i++) {
		if (has_note(report, cautions[i].note))
			return cautions[i].text;
	}
	return NULL;
}

/* The last row is for what is not known, too. */
static size_t heading_of(int verdict, int kind)
{
	size_t i = 0;

	while (i + 1 < sizeof headings / sizeof *headings &&
	       !(headings[i].verdict == verdict && (headings[i].kind == kind || headings[i].kind == 0)))
		i++;
	return i;
}

/*
 * Two times "ok" is what a hurried person takes for genuine. Whoever signs for tests is not the agency, so that nothing
 * was checked about that; and what is merely unchanged is called so.
 */
static void temper(const zairyu_report *report, struct outcome *out)
{
	if (out->falsification == ZAIRYU_RESULT_OK)
		out->falsification_text = "result-unchanged";
	if (out->issuer != ZAIRYU_RESULT_OK)
		return;
	if (zairyu_report_anchor_kind(report) != ZAIRYU_ANCHOR_PRODUCTION) {
		out->issuer = ZAIRYU_RESULT_NOT_CHECKED;
		out->issuer_text = "result-test-ca";
	} else if (out->tone == OUTCOME_NEUTRAL) {
		out->issuer = ZAIRYU_RESULT_NOT_CHECKED;
		out->issuer_text = results[out->issuer];
	}
}

void outcome_of(const zairyu_report *report, int kind, struct outcome *out)
{
	const size_t heading = heading_of(zairyu_report_verdict(report), kind);

	*out = (struct outcome){
		.tone = headings[heading].tone,
		.heading = headings[heading].heading,
		.advice = headings[heading].advice,
		.caution = caution_of(report),
		.falsification = known(zairyu_report_falsification(report)),
		.issuer = known(zairyu_report_issuer(report)),
	};
	out->falsification_text = results[out->falsification];
	out->issuer_text = results[out->issuer];
	if (out->tone != OUTCOME_GOOD)
		temper(report, out);
}

const char *outcome_reason(const zairyu_report *report, size_t index)
{
	if (zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE)
		return NULL;
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (has_note(report, reasons[i]) && index-- == 0)
			return reasons[i];
	}
	return NULL;
}

bool outcome_is_child(const zairyu_report *report)
{
	return zairyu_report_verdict(report) == ZAIRYU_VERDICT_UNSIGNED &&
	       !has_note(report, "unsigned-though-16-or-over");
}

bool outcome_vouches(const zairyu_report *report, uint64_t item)
{
	return zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE && (zairyu_report_covers(report) & item) != 0;
}
