/* SPDX-License-Identifier: BSD-2-Clause */
/* Doctors that are missing, crash, hang, talk without end, and the real one. */
#include <stdlib.h>
#include <string.h>

#include "../../support/suite.h"
#include "host/startup_check.h"
#include "waiting.h"

struct seen {
	volatile int count;
	struct startup_report *report;
};

static void note(struct startup_report *report, gpointer userdata)
{
	struct seen *seen = userdata;

	seen->report = report;
	seen->count++;
}

static struct startup_report *check(const struct startup_options *options, GCancellable *cancel)
{
	struct seen seen = { 0 };

	startup_check(options, cancel, note, &seen);
	ck_assert_int_eq(seen.count, 0);
	wait_until(&seen.count);
	run_idle();
	ck_assert_int_eq(seen.count, 1);
	return seen.report;
}

static void ck_blocked(struct startup_report *report, const char *finding)
{
	ck_assert_int_eq(report->judgement, STARTUP_OUT_OF_ORDER);
	ck_assert_str_eq(report->blocking->finding, finding);
	startup_report_free(report);
}

static const struct {
	const char *lines;
	guint limit_ms;
	const char *finding;
} doctors[] = {
	{ "kill -SEGV $$", 60000, "doctor-crashed" },
	{ "sleep 600", 300, "doctor-silent" },
	{ "echo '{'; sleep 600", 300, "doctor-silent" },
	{ "trap '' TERM; sleep 600 & sleep 600", 300, "doctor-silent" },
	{ "echo hello", 60000, "doctor-garbage" },
	{ "exit 1", 60000, "doctor-garbage" },
	{ "cat /dev/zero", 60000, "doctor-garbage" },
};

START_TEST(each_doctor)
{
	char *scratch = scratch_new(), *command = scratch_script(scratch, "zairyu", doctors[_i].lines);
	const struct startup_options options = { .command = command, .limit_ms = doctors[_i].limit_ms };

	ck_blocked(check(&options, NULL), doctors[_i].finding);
	g_free(command), scratch_done(scratch);
}
END_TEST

START_TEST(no_doctor)
{
	char *scratch = scratch_new(), *absent = scratch_path(scratch, "absent");
	char *plain = scratch_file(scratch, "plain", "x", 0644);

	ck_blocked(check(&(struct startup_options){ .command = absent }, NULL), "doctor-missing");
	ck_blocked(check(&(struct startup_options){ .command = plain }, NULL), "doctor-not-run");
	g_free(plain), g_free(absent), scratch_done(scratch);
}
END_TEST

/* What the doctor is asked. */
START_TEST(passes_reader_and_trust)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "words");
	char *lines = g_strdup_printf("printf '<%%s>' \"$@\" >'%s'; exit 1", path);
	char *command = scratch_script(scratch, "zairyu", lines), *text;

	ck_blocked(check(&(struct startup_options){ .command = command, .reader = "pcsc:A b", .trust = "/t u" }, NULL),
		   "doctor-garbage");
	text = file_text(path);
	ck_assert_str_eq(text, "<doctor><--json><--no-config><--reader=pcsc:A b><--trust=/t u>");
	g_free(text);
	ck_blocked(check(&(struct startup_options){ .command = command }, NULL), "doctor-garbage");
	text = file_text(path);
	ck_assert_str_eq(text, "<doctor><--json><--no-config>");
	g_free(text), g_free(command), g_free(lines), g_free(path), scratch_done(scratch);
}
END_TEST

static gboolean cancel_now(gpointer cancel)
{
	g_cancellable_cancel(cancel);
	return G_SOURCE_REMOVE;
}

START_TEST(is_cancelled)
{
	char *scratch = scratch_new(), *command = scratch_script(scratch, "zairyu", "sleep 600");
	GCancellable *cancel = g_cancellable_new();

	g_timeout_add(50, cancel_now, cancel);
	ck_assert_ptr_null(check(&(struct startup_options){ .command = command }, cancel));
	g_object_unref(cancel);
	g_free(command), scratch_done(scratch);
}
END_TEST

#ifdef ZAIRYU
static const struct startup_finding *found(const struct startup_report *report, const char *name)
{
	for (guint i = 0; i < report->findings->len; i++)
		if (strcmp(((const struct startup_finding *)report->findings->pdata[i])->finding, name) == 0)
			return report->findings->pdata[i];
	return NULL;
}

/* Without an anchor a real reader is of no use; a virtual one is for demonstrations. */
START_TEST(the_real_doctor)
{
	char *scratch = scratch_new(), *command = startup_command();
	struct startup_report *report =
		check(&(struct startup_options){ .reader = "virtual:type=05", .trust = scratch }, NULL);

	ck_assert_str_eq(command, ZAIRYU); /* of this build, as this is */
	ck_assert_ptr_nonnull(found(report, "card-simulated"));
	ck_assert_ptr_nonnull(found(report, "trust-missing"));
	ck_assert_ptr_null(found(report, "trust-none"));
	startup_report_free(report);
	report = check(&(struct startup_options){ .reader = "nosuch:", .trust = scratch }, NULL);
	ck_assert_int_eq(report->judgement, STARTUP_OUT_OF_ORDER);
	ck_assert_str_eq(report->blocking->finding, "doctor-failed");
	ck_assert_ptr_nonnull(strstr(report->blocking->message_en, "nosuch"));
	startup_report_free(report);
	report = check(&(struct startup_options){ .reader = "pcsc:No such reader", .trust = scratch }, NULL);
	ck_assert_int_eq(report->judgement, STARTUP_OUT_OF_ORDER);
	ck_assert_ptr_nonnull(found(report, "trust-none"));
	startup_report_free(report);
	g_free(command), scratch_done(scratch);
}
END_TEST
#endif

int main(void)
{
	TCase *tcase = suite_case("startup", 150);

	suite_add(tcase, (const TTest *const[]){ no_doctor, passes_reader_and_trust, is_cancelled, NULL });
#ifdef ZAIRYU
	tcase_add_test(tcase, the_real_doctor);
#endif
	tcase_add_loop_test(tcase, each_doctor, 0, COUNT(doctors));
	return suite_run("startup", tcase);
}
