/* SPDX-License-Identifier: BSD-2-Clause */
#include "real_fixture.h"

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

#include "../support/process.h"
#include "pcscd.h"

zairyu_context *ctx;
zairyu_transport *transport;
zairyu_error *err;
struct vicc *vicc;
uint8_t response[ZAIRYU_RESPONSE_MAX];
size_t response_len;

static int threads_before;

/* How many others there are, as one counts that is certainly there: a thread joined a moment ago may still be seen. */
static void *count_others(void *unused)
{
	threads_before = threads() - 1;
	return unused;
}

static void setup(void)
{
	pthread_t thread;

	/* a sanitizer may start threads of its own with the first */
	ck_assert_int_eq(pthread_create(&thread, NULL, count_others, NULL), 0);
	pthread_join(thread, NULL);
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL), ZAIRYU_OK);
}

void forget_error(void)
{
	zairyu_error_free(err);
	err = NULL;
}

/* The service goes on believing in a card for some tenths of a second; the next one is to be told from it. */
void take_away(void)
{
	zairyu_transport *watcher = NULL;

	vicc_remove(vicc);
	vicc = NULL;
	if (zairyu_transport_open(ctx, "pcsc:", NULL, &watcher, NULL) == ZAIRYU_OK)
		ck_assert_int_eq(zairyu_transport_wait_card(watcher, 0, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	zairyu_transport_free(watcher);
}

/* Once the card is gone every call returns, so no thread of ours may be left. */
static void teardown(void)
{
	forget_error();
	zairyu_transport_free(transport);
	if (vicc)
		take_away();
	zairyu_context_free(ctx);
	for (int i = 0; i < 300 && threads() > threads_before; i++)
		sleep_ms(10);
	ck_assert_int_eq(threads(), threads_before);
}

static void setup_service(void)
{
	ck_assert(pcscd_start());
	setup();
}

static void teardown_service(void)
{
	pcscd_stop();
	teardown();
}

static TCase *make_case(const char *name, void (*before)(void), void (*after)(void))
{
	TCase *tcase = suite_case(name, 120);

	tcase_add_checked_fixture(tcase, before, after);
	return tcase;
}

TCase *real_case(const char *name)
{
	return make_case(name, setup, teardown);
}

TCase *real_case_with_service(const char *name)
{
	return make_case(name, setup_service, teardown_service);
}

void insert(int slot)
{
	vicc = vicc_insert(slot);
	ck_assert_ptr_nonnull(vicc);
}

/* A card that comes in an unlucky moment pcscd does not see until it is taken away once more. */
bool insert_for(struct rival *rival)
{
	for (int i = 0; i < 3; i++) {
		if (i > 0) {
			vicc_remove(vicc);
			sleep_ms(1000);
		}
		insert(0);
		if (rival_ready(rival, 3000))
			return true;
	}
	return false;
}

void open_reader(const char *uri)
{
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &transport, &err), ZAIRYU_OK);
}

void connected(void)
{
	insert(0);
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}

int transmit(const zairyu_wait *wait, uint8_t ins, unsigned parameter)
{
	uint8_t command[] = { 0x00, ins, (uint8_t)(parameter >> 8), (uint8_t)parameter, 0x00 };

	forget_error();
	return zairyu_transport_transmit(transport, wait, (zairyu_bytes){ command, sizeof command }, response,
					 sizeof response, &response_len, &err);
}

int transmit_long(unsigned parameter)
{
	uint8_t command[] = { 0x00, 0x10, (uint8_t)(parameter >> 8), (uint8_t)parameter, 0x00, 0x00, 0x00 };

	forget_error();
	return zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ command, sizeof command }, response,
					 sizeof response, &response_len, &err);
}

unsigned status_of(uint8_t ins)
{
	ck_assert_int_eq(transmit(NULL, ins, 0), ZAIRYU_OK);
	return (unsigned)response[response_len - 2] << 8 | response[response_len - 1];
}

int connect_within(uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	forget_error();
	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_connect(transport, wait, &err);
	zairyu_wait_free(wait);
	return rc;
}

static zairyu_cancel *token;

static void *cancel_later(void *unused)
{
	(void)unused;
	sleep_ms(200);
	zairyu_cancel_trigger(token);
	return NULL;
}

static void on_alarm(int number)
{
	(void)number;
	zairyu_cancel_trigger(token);
}

void ended(enum how how, int (*operation)(const zairyu_wait *))
{
	static const struct itimerval timer = { .it_value = { 0, 200000 } };
	double start = now();
	zairyu_wait *wait;
	pthread_t thread;

	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(how == BY_DEADLINE ? 200 : ZAIRYU_WAIT_FOREVER, token, &wait, NULL),
			 ZAIRYU_OK);
	if (how == BY_THREAD)
		ck_assert_int_eq(pthread_create(&thread, NULL, cancel_later, NULL), 0);
	if (how == BY_SIGNAL) {
		sigaction(SIGALRM, &(struct sigaction){ .sa_handler = on_alarm }, NULL);
		setitimer(ITIMER_REAL, &timer, NULL);
	}
	ck_assert_int_eq(operation(wait), how == BY_DEADLINE ? ZAIRYU_ERR_TIMEOUT : ZAIRYU_ERR_CANCELLED);
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start >= 0.19);
	ck_assert(now() - start < 0.2 + 0.3 + SLACK);
	if (how == BY_THREAD)
		pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	forget_error();
}
