/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Through a hand-off whose host asks another transport, what is read is what that transport reads by itself, with as
 * many commands; and what goes wrong there goes wrong here.
 */
#include <pthread.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"
#include "scene.h"

static const char number[] = "AA12345678BB";

/* The host: a thread that carries out whatever is asked, as a phone would. */
struct host {
	zairyu_handoff *handoff;
	zairyu_transport *inner;
	pthread_t thread;
};

static int carry_out(struct host *host, const zairyu_handoff_request *request, uint8_t *answer, size_t *len,
		     zairyu_error **err)
{
	const zairyu_hints hints = { .size = sizeof hints,
				     .answer_max = request->answer_max,
				     .patience_ms = request->patience_ms };
	zairyu_wait *wait;
	int rc;

	ck_assert_int_eq(zairyu_wait_new(request->remaining_ms, NULL, &wait, NULL), 0);
	if (request->kind == ZAIRYU_HANDOFF_CONNECT) {
		rc = zairyu_transport_connect(host->inner, wait, err);
	} else {
		ck_assert_int_eq(request->kind, ZAIRYU_HANDOFF_TRANSMIT);
		ck_assert_int_eq(zairyu_transport_expect(host->inner, &hints), 0);
		rc = zairyu_transport_transmit(host->inner, wait, request->command, answer, ZAIRYU_RESPONSE_MAX, len,
					       err);
	}
	zairyu_wait_free(wait);
	return rc;
}

static void answer(struct host *host, const zairyu_handoff_request *request)
{
	static uint8_t room[ZAIRYU_RESPONSE_MAX];
	zairyu_error *err = NULL;
	size_t len = 0;
	int rc = carry_out(host, request, room, &len, &err);

	if (rc == 0)
		rc = zairyu_handoff_give(host->handoff, request->serial, (zairyu_bytes){ room, len }, NULL);
	else
		rc = zairyu_handoff_fail(host->handoff, request->serial, rc, NULL, 0, zairyu_error_message(err), NULL);
	ck_assert(rc == 0 || rc == ZAIRYU_ERR_STATE); /* it took too long */
	zairyu_error_free(err);
}

static void *host_main(void *userdata)
{
	struct host *host = userdata;

	for (;;) {
		zairyu_handoff_request request = { .size = sizeof request };

		ck_assert_int_eq(zairyu_handoff_wait(host->handoff, NULL, NULL), 0);
		ck_assert_int_eq(zairyu_handoff_take(host->handoff, &request, NULL), 0);
		if (request.kind == ZAIRYU_HANDOFF_CLOSED)
			return NULL;
		if (request.kind == ZAIRYU_HANDOFF_DISCONNECT)
			zairyu_transport_disconnect(host->inner);
		else if (request.kind != ZAIRYU_HANDOFF_CANCEL)
			answer(host, &request);
	}
}

/* The scene's transport from now on is a hand-off to what was its transport. */
static void host_begin(struct host *host, struct scene *scene)
{
	host->inner = scene->transport;
	ck_assert_int_eq(zairyu_handoff_new(scene->ctx, "phone:", &host->handoff, &scene->transport, NULL), 0);
	for (int property = 1; property <= ZAIRYU_PROPERTY_SIMULATED; property++) {
		uint64_t value;

		if (zairyu_transport_property(host->inner, property, &value) == 0)
			ck_assert_int_eq(zairyu_handoff_set_property(host->handoff, property, value, NULL), 0);
	}
	ck_assert_int_eq(pthread_create(&host->thread, NULL, host_main, host), 0);
}

static void host_end(struct host *host, struct scene *scene)
{
	zairyu_transport_free(scene->transport);
	pthread_join(host->thread, NULL);
	zairyu_handoff_free(host->handoff);
	scene->transport = host->inner;
}

static struct outcome read_through(struct scene *scene, uint32_t timeout_ms)
{
	struct host host;
	struct outcome o;

	host_begin(&host, scene);
	o = scene_read(scene, number, timeout_ms);
	host_end(&host, scene);
	return o;
}

static const struct {
	const char *options;
	size_t max_response; /* that the reader carries; 0: everything */
} cases[] = {
	{ "type=1", 0 },
	{ "type=2", 0 },
	{ "type=05", 0 },
	{ "type=06", 0 },
	{ "type=1", 253 },
	{ "type=05", 126 },
	{ "type=1,variant=under16-a", 0 },
	{ "type=05,variant=flip-data", 0 },
	{ "type=1,number=AB12345678BB", 0 },
	{ "type=1,fault=remove@5", 0 },
	{ "type=05,fault=remove@12", 0 },
	{ "type=1,fault=status@7:0x6A82", 0 },
	{ "type=1,fault=empty@9", 0 },
	{ "type=05,fault=short@11", 0 },
	{ "type=05,fault=long@11", 0 },
	{ "type=1,fault=garble@10", 0 },
	{ "type=1,fault=stale@9", 0 },
};

static void check_equal(const struct outcome *through, const struct outcome *direct, const char *what)
{
	char theirs[JUDGE_TEXT], ours[JUDGE_TEXT];

	ck_assert_msg(through->rc == direct->rc, "%s: %s, not %s", what, zairyu_error_name(through->rc),
		      zairyu_error_name(direct->rc));
	ck_assert_str_eq(zairyu_error_support_code(through->err), zairyu_error_support_code(direct->err));
	ck_assert(!through->record == !direct->record);
	if (!through->record)
		return;
	judge_same(through->record, direct->record, what);
	ck_assert_int_eq(zairyu_record_is_live(through->record), zairyu_record_is_live(direct->record));
	ck_assert_str_eq(zairyu_record_reader(through->record), "phone:");
	judge_write(direct->report, theirs);
	judge_write(through->report, ours);
	ck_assert_str_eq(ours, theirs);
}

START_TEST(what_is_read_is_the_same)
{
	struct outcome through, direct;
	uint32_t commands;
	struct scene scene;

	scene_open(&scene);
	scene_set_card(&scene, cases[_i].options, cases[_i].max_response);
	direct = scene_read(&scene, number, 60000);
	commands = zairyu_vcard_commands(scene.card);
	scene_set_card(&scene, cases[_i].options, cases[_i].max_response);
	through = read_through(&scene, 60000);
	check_equal(&through, &direct, cases[_i].options);
	ck_assert_uint_eq(zairyu_vcard_commands(scene.card), commands);
	outcome_done(&direct);
	outcome_done(&through);
	scene_close(&scene);
}
END_TEST

/* A session whose host is busy with a silent card ends in time, and the host goes on to the next. */
START_TEST(a_silent_card)
{
	struct outcome o;
	struct host host;
	struct scene scene;

	scene_open(&scene);
	scene_set_card(&scene, "type=1,fault=silence@9", 0);
	host_begin(&host, &scene);
	o = scene_read(&scene, number, 1000);
	ck_assert_int_eq(o.rc, ZAIRYU_ERR_TIMEOUT);
	outcome_done(&o);
	o = scene_read(&scene, number, 60000);
	ck_assert_int_eq(o.rc, ZAIRYU_ERR_NOT_GENUINE);
	outcome_done(&o);
	host_end(&host, &scene);
	scene_close(&scene);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("handoff", 120);

	tcase_add_loop_test(tcase, what_is_read_is_the_same, 0, COUNT(cases));
	tcase_add_test(tcase, a_silent_card);
	return suite_run("handoff", tcase);
}
