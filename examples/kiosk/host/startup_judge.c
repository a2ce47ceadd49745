/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/startup_judge.h"

#include <string.h>

#include "host/startup_findings.h"

static const struct {
	const char *check, *finding, *message_ja, *message_en, *remedy;
} owns[STARTUP_OWNS] = {
	[STARTUP_DOCTOR_MISSING] = { "doctor", "doctor-missing",
				     "点検プログラム（zairyu）がありません。インストールしてください。",
				     "The program zairyu, which checks this machine, is not there. Install it:",
				     "sudo apt install zairyu" },
	[STARTUP_DOCTOR_NOT_RUN] = { "doctor", "doctor-not-run",
				     "点検プログラム（zairyu）を起動できません。権限を確認してください。",
				     "The program zairyu, which checks this machine, cannot be started. Check its permissions.",
				     NULL },
	[STARTUP_DOCTOR_CRASHED] = { "doctor", "doctor-crashed",
				     "点検プログラムが異常終了しました。もう一度起動しても直らない場合は、インストールし直してください。",
				     "The check of this machine crashed. If it does so again, install zairyu again.",
				     "zairyu doctor" },
	[STARTUP_DOCTOR_SILENT] = { "doctor", "doctor-silent",
				    "点検が時間内に終わりません。リーダーを抜いて差し直し、もう一度起動してください。",
				    "The check of this machine does not end. Unplug the reader, plug it in again, and restart.",
				    "zairyu doctor" },
	[STARTUP_DOCTOR_GARBAGE] = { "doctor", "doctor-garbage",
				     "点検の結果を理解できません。zairyu と zairyu-kiosk のバージョンをそろえてください。",
				     "The result of the check cannot be understood. zairyu and zairyu-kiosk must be of the same "
				     "version.",
				     "zairyu --version" },
	[STARTUP_DOCTOR_NOT_READY] = { "doctor", "doctor-not-ready", "点検によると、カードを読み取れない状態です。",
				       "The check says that no card can be read now.", "zairyu doctor" },
	[STARTUP_TRUST_NONE] = { "trust", "trust-none",
				 "認証局の証明書が1つもないため、どのカードも検証できません。証明書を追加してください。",
				 "There is no CA certificate at all, so no card can be verified. Add those of the agency:",
				 "zairyu trust add FILE" },
};

/* What a person at a shell may pass over, but not those who serve others. */
static const char *const graver[] = { "fonts-missing", "fonts-not-built-in", "clock-behind", "clock-ahead", NULL };

static void add_own(GPtrArray *findings, enum startup_own what)
{
	struct startup_finding *finding = g_new0(struct startup_finding, 1);

	finding->check = g_strdup(owns[what].check);
	finding->finding = g_strdup(owns[what].finding);
	finding->state = STARTUP_PROBLEM;
	finding->message_ja = g_strdup(owns[what].message_ja);
	finding->message_en = g_strdup(owns[what].message_en);
	finding->remedy = g_strdup(owns[what].remedy);
	g_ptr_array_add(findings, finding);
}

/* A kiosk's view of each. The card that lies on the reader says nothing about the machine. */
static void weigh(GPtrArray *findings)
{
	for (guint i = 0; i < findings->len; i++) {
		struct startup_finding *finding = g_ptr_array_index(findings, i);

		if (g_strv_contains(graver, finding->finding))
			finding->state = STARTUP_PROBLEM;
		else if (strcmp(finding->check, "card") == 0 && finding->state == STARTUP_PROBLEM)
			finding->state = STARTUP_WARNING;
	}
}

static gboolean has(const GPtrArray *findings, const char *name)
{
	for (guint i = 0; i < findings->len; i++)
		if (strcmp(((const struct startup_finding *)findings->pdata[i])->finding, name) == 0)
			return TRUE;
	return FALSE;
}

static gboolean has_check_problem(const GPtrArray *findings, const char *check)
{
	for (guint i = 0; i < findings->len; i++) {
		const struct startup_finding *finding = findings->pdata[i];

		if (finding->state == STARTUP_PROBLEM && (!check || strcmp(finding->check, check) == 0))
			return TRUE;
	}
	return FALSE;
}

static gboolean has_anchor(const GPtrArray *findings)
{
	return has(findings, "trust") || has(findings, "trust-test-only");
}

static gboolean is_demonstration(const struct startup_options *options)
{
	return options->reader && g_str_has_prefix(options->reader, "virtual:");
}

static struct startup_report *report_of(GPtrArray *findings)
{
	struct startup_report *report = g_new0(struct startup_report, 1);
	enum startup_state worst = STARTUP_OK;

	report->findings = findings;
	for (guint i = 0; i < findings->len; i++) {
		const struct startup_finding *finding = g_ptr_array_index(findings, i);

		worst = MAX(worst, finding->state);
		if (finding->state == STARTUP_PROBLEM && !report->blocking)
			report->blocking = finding;
	}
	report->judgement = worst == STARTUP_PROBLEM   ? STARTUP_OUT_OF_ORDER
			    : worst == STARTUP_WARNING ? STARTUP_READY_WITH_WARNINGS
						       : STARTUP_READY;
	return report;
}

struct startup_report *startup_judge_failure(enum startup_own what)
{
	GPtrArray *findings = g_ptr_array_new_with_free_func(startup_finding_free);

	add_own(findings, what);
	return report_of(findings);
}

struct startup_report *startup_judge(const char *text, gsize len, const struct startup_options *options)
{
	gboolean is_ready, is_for_card;
	GPtrArray *findings = startup_findings_parse(text, len, &is_ready);

	if (!findings)
		return startup_judge_failure(STARTUP_DOCTOR_GARBAGE);
	is_for_card = has_check_problem(findings, "card");
	weigh(findings);
	if (!has_anchor(findings) && !is_demonstration(options) && !has_check_problem(findings, "trust") &&
	    !has(findings, "doctor-failed"))
		add_own(findings, STARTUP_TRUST_NONE);
	if (!is_ready && !is_for_card && !has_check_problem(findings, NULL))
		add_own(findings, STARTUP_DOCTOR_NOT_READY);
	return report_of(findings);
}

void startup_report_free(struct startup_report *report)
{
	if (!report)
		return;
	g_ptr_array_unref(report->findings);
	g_free(report);
}
