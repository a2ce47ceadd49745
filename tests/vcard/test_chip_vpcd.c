/* SPDX-License-Identifier: BSD-2-Clause */
/* The way to vpcd: the test plays vpcd, a small server that frames as vpcd does. */
#include "card_fixture.h"
#include "pause.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ATR                                                                                                            \
	"3B8880010000000033818100"                                                                                     \
	"3A"
enum { PATIENCE_MS = 5000 };

static zairyu_context *ctx;
static zairyu_vcard *card;
static zairyu_cancel *cancel;
static int listener = -1, peer = -1;
static char address[32];
static pthread_t thread;
static int served; /* what serving returned */
static int served_error;
static atomic_int readies;

static void count_ready(void *userdata)
{
	ck_assert_ptr_eq(userdata, &readies);
	atomic_fetch_add(&readies, 1);
}

static void *serve(void *unused)
{
	zairyu_error *err = NULL;

	served = zairyu_vcard_serve_vpcd(ctx, card, address, count_ready, &readies, cancel, &err);
	served_error = zairyu_error_code(err);
	zairyu_error_free(err);
	return unused;
}

static void start_listening(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);

	listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_ge(listener, 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(listener, 1), 0);
	ck_assert_int_eq(getsockname(listener, (struct sockaddr *)&at, &len), 0);
	snprintf(address, sizeof(address), "127.0.0.1:%d", ntohs(at.sin_port));
}

static void accept_card(void)
{
	struct pollfd watched = { .fd = listener, .events = POLLIN };

	ck_assert_int_eq(poll(&watched, 1, PATIENCE_MS), 1);
	peer = accept(listener, NULL, NULL);
	ck_assert_int_ge(peer, 0);
}

static void make(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&cancel), ZAIRYU_OK);
	card = card_of_type("1");
	atomic_store(&readies, 0);
	start_listening();
}

static void start(void)
{
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
	accept_card();
}

/* Ends serving, and compares how it ended. */
static void stop(int wanted)
{
	int64_t begun = pause_now();

	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_le(pause_now() - begun, 600);
	ck_assert_int_eq(served, wanted);
	ck_assert_int_eq(served_error, wanted);
}

static void done(void)
{
	if (peer >= 0)
		close(peer);
	if (listener >= 0)
		close(listener);
	zairyu_vcard_free(card);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}

/* As vpcd: length and body in two sends. */
static void put(const char *hex)
{
	uint8_t body[512];
	size_t len = unhex(hex, body, sizeof(body));
	uint8_t prefix[2] = { (uint8_t)(len >> 8), (uint8_t)len };

	ck_assert_int_eq(send(peer, prefix, 2, MSG_NOSIGNAL), 2);
	ck_assert_int_eq(send(peer, body, len, MSG_NOSIGNAL), (ssize_t)len);
}

/* Exactly that many bytes, or as many as come before the card closes. */
static size_t take(uint8_t *out, size_t wanted)
{
	size_t have = 0;

	while (have < wanted) {
		struct pollfd watched = { .fd = peer, .events = POLLIN };
		ssize_t n;

		ck_assert_int_eq(poll(&watched, 1, PATIENCE_MS), 1);
		n = recv(peer, out + have, wanted - have, 0);
		if (n <= 0)
			break;
		have += (size_t)n;
	}
	return have;
}

static size_t get(uint8_t *out)
{
	uint8_t prefix[2];
	size_t len;

	ck_assert_uint_eq(take(prefix, 2), 2);
	len = (size_t)prefix[0] << 8 | prefix[1];
	ck_assert_uint_eq(take(out, len), len);
	return len;
}

static void ck_frame(const char *sent, const char *wanted)
{
	static uint8_t frame[65535];

	put(sent);
	ck_hex(frame, get(frame), wanted);
}

static void ck_closed(void)
{
	uint8_t byte;

	ck_assert_uint_eq(take(&byte, 1), 0);
	close(peer);
	peer = -1;
}

static bool quiet(int ms)
{
	struct pollfd watched = { .fd = peer, .events = POLLIN };

	return poll(&watched, 1, ms) == 0;
}

START_TEST(control_codes_and_commands)
{
	start();
	ck_frame("04", ATR);
	put("01"); /* power on, without an answer */
	ck_frame(READ_TYPE, "C101319000");
	ck_frame("00B0000000", "C101319000");
	put("02"); /* reset: no EF is current any more */
	ck_frame("00B0000000", "6986");
	ck_frame(CHALLENGE, "5A6E7E385162B7A39000");
	put("00"); /* power off and on: the challenge is gone */
	put("01");
	ck_frame(vectors[0].mutual_authenticate, "6985");
	put("03"); /* codes that do not exist are passed over */
	put("7F");
	ck_frame("04", ATR);
	stop(ZAIRYU_OK);
	ck_assert_int_eq(atomic_load(&readies), 1);
}
END_TEST

START_TEST(whole_images_come_in_one_frame)
{
	static uint8_t frame[65535], again[65535];
	size_t len;

	start();
	put("01");
	ck_frame(CHALLENGE, "5A6E7E385162B7A39000");
	put(vectors[0].mutual_authenticate);
	ck_assert_uint_eq(get(frame), 42);
	ck_frame(vectors[0].verify, "9000");
	ck_frame(SELECT_DF1, "9000");
	put("08B08500000004960200000000");
	len = get(frame);
	ck_assert_uint_eq(len, 5 + 0x1B60 + 2);
	ck_hex(frame, 5, "86821B6101");
	for (int i = 0; i < 50; i++) {
		put("08B08500000004960200000000");
		ck_assert_uint_eq(get(again), len);
		ck_assert_mem_eq(again, frame, len);
	}
	stop(ZAIRYU_OK);
}
END_TEST

/* With delayed acknowledgements this would take 40 ms a command. */
START_TEST(no_delay)
{
	int64_t begun;

	start();
	put("01");
	begun = pause_now();
	for (int i = 0; i < 200; i++)
		ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_le(pause_now() - begun, 200 * 20);
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(frames_in_pieces_and_together)
{
	static const char pieces[] = "0007"
				     "00B08A00000000"
				     "0000"
				     "0001"
				     "04"
				     "0007"
				     "00B08B00000000";
	uint8_t bytes[64], frame[64];
	size_t len = unhex(pieces, bytes, sizeof(bytes));

	start();
	for (size_t i = 0; i < len; i++) { /* byte by byte; a frame without contents is passed over */
		ck_assert_int_eq(send(peer, bytes + i, 1, 0), 1);
		ck_assert_int_eq(pause_for(NULL, 1, NULL), ZAIRYU_OK);
	}
	ck_hex(frame, get(frame), "C101319000");
	ck_hex(frame, get(frame), ATR);
	ck_hex(frame, get(frame), "C004303030319000");
	ck_assert_int_eq(send(peer, bytes, len, 0), (ssize_t)len); /* all at once */
	ck_hex(frame, get(frame), "C101319000");
	ck_hex(frame, get(frame), ATR);
	ck_hex(frame, get(frame), "C004303030319000");
	ck_frame("00B0", "6700"); /* no command, but a frame */
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(answers_too_long_for_a_frame)
{
	start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_LONG, 1, 65536), ZAIRYU_OK);
	ck_frame(READ_TYPE, "6700");
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(removal_closes_and_comes_back)
{
	int64_t begun;

	ck_assert_int_eq(zairyu_vcard_set_fault(card, _i ? ZAIRYU_FAULT_EMPTY : ZAIRYU_FAULT_REMOVE, 2, 0), ZAIRYU_OK);
	start();
	put("01");
	ck_frame(READ_TYPE, "C101319000");
	put("00B0000000");
	ck_closed();
	begun = pause_now();
	accept_card();
	ck_assert_int_ge(pause_now() - begun, 800); /* long enough to be noticed */
	put("01");
	ck_frame("00B0000000", "6986"); /* and begins anew */
	ck_frame(READ_TYPE, "C101319000");
	stop(ZAIRYU_OK);
	ck_assert_int_eq(atomic_load(&readies), 1);
}
END_TEST

START_TEST(removal_for_some_power_ups_takes_longer)
{
	int64_t begun;

	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1), ZAIRYU_OK);
	start();
	put(READ_TYPE);
	ck_closed();
	begun = pause_now();
	accept_card();
	ck_assert_int_ge(pause_now() - begun, 1800);
	ck_frame(READ_TYPE, "C101319000");
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(cancelled_while_away)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1000), ZAIRYU_OK);
	start();
	put(READ_TYPE);
	ck_closed();
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(vpcd_ends_while_the_card_is_away)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 0), ZAIRYU_OK);
	start();
	close(listener);
	listener = -1;
	put(READ_TYPE);
	ck_closed();
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(served, ZAIRYU_ERR_READER_GONE);
	ck_assert_int_eq(served_error, ZAIRYU_ERR_READER_GONE);
}
END_TEST

START_TEST(silence_passes)
{
	uint8_t frame[16];

	start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 400), ZAIRYU_OK);
	put(READ_TYPE);
	ck_assert(quiet(300));
	ck_hex(frame, get(frame), "C101319000");
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(silence_for_ever_until_cancelled)
{
	start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	put(READ_TYPE);
	ck_assert(quiet(300));
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(silence_until_the_reader_drops_the_card)
{
	start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	put(READ_TYPE);
	ck_assert(quiet(100));
	close(peer);
	accept_card();
	ck_frame(READ_TYPE, "C101319000");
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(vpcd_goes_away)
{
	start();
	put("01");
	ck_frame("04", ATR);
	close(peer);
	peer = -1;
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(served, ZAIRYU_ERR_READER_GONE);
	ck_assert_int_eq(served_error, ZAIRYU_ERR_READER_GONE);
}
END_TEST

static void drop(void)
{
	close(peer);
	peer = -1;
}

/* vpcd dropped the connection before it said anything. */
START_TEST(dropped_unseen)
{
	start();
	drop();
	accept_card();
	ck_assert_int_eq(atomic_load(&readies), 0);
	put("01");
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&readies), 1);
	stop(ZAIRYU_OK);
}
END_TEST

/* vpcd keeps the connection and says nothing, or the service takes the card for the one before: not ready, and laid
 * again. */
START_TEST(overlooked)
{
	int64_t begun = pause_now();

	start();
	for (int i = 0; _i && i < 8; i++) {
		ck_frame("04", ATR);
		ck_assert(quiet(200));
	}
	ck_closed();
	ck_assert_int_ge(pause_now() - begun, 1900);
	begun = pause_now();
	accept_card();
	ck_assert_int_ge(pause_now() - begun, 800);
	ck_assert_int_eq(atomic_load(&readies), 0);
	put("01");
	ck_frame("04", ATR);
	ck_assert(quiet(2500));
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&readies), 1);
	stop(ZAIRYU_OK);
}
END_TEST

/* Other hosts may power a card only when a program wants it: it does not come and go for ever. */
START_TEST(overlooked_too_often)
{
	start();
	for (int i = 0; i < 3; i++) {
		drop();
		accept_card();
	}
	ck_frame("04", ATR);
	ck_assert(quiet(2500));
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&readies), 1);
	drop();
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(served, ZAIRYU_ERR_READER_GONE);
}
END_TEST

START_TEST(listening_again_later)
{
	struct sockaddr_in at;
	socklen_t len = sizeof(at);
	int on = 1;

	ck_assert_int_eq(getsockname(listener, (struct sockaddr *)&at, &len), 0);
	close(listener);
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
	ck_assert_int_eq(pause_for(NULL, 400, NULL), ZAIRYU_OK);
	listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)), 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(listener, 1), 0);
	accept_card();
	ck_frame(READ_TYPE, "C101319000");
	stop(ZAIRYU_OK);
}
END_TEST

START_TEST(cancelled_before_it_began)
{
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, card, address, NULL, NULL, cancel, NULL), ZAIRYU_OK);
}
END_TEST

START_TEST(nobody_listens)
{
	zairyu_error *err = NULL;

	close(listener);
	listener = -1;
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, card, address, NULL, NULL, cancel, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NO_SERVICE);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, card, address, NULL, NULL, cancel, NULL), ZAIRYU_ERR_NO_SERVICE);
}
END_TEST

START_TEST(bad_addresses)
{
	static const char *const bad[] = { "",
					   "localhost",
					   ":35963",
					   "localhost:",
					   "localhost:0",
					   "localhost:65536",
					   "localhost:123456",
					   "localhost:12a",
					   "localhost:-1",
					   "::1:35963",
					   "[]:35963" };
	char endless[400];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, card, bad[i], NULL, NULL, cancel, NULL),
				 ZAIRYU_ERR_ARGUMENT);
	memset(endless, 'a', sizeof(endless));
	strcpy(endless + sizeof(endless) - 10, ":35963");
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, card, endless, NULL, NULL, cancel, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(NULL, card, address, NULL, NULL, cancel, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(ctx, NULL, address, NULL, NULL, cancel, NULL), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

TCase *case_vpcd(void)
{
	TCase *tcase = suite_case("vpcd", 30);

	tcase_add_checked_fixture(tcase, make, done);
	tcase_add_test(tcase, control_codes_and_commands);
	tcase_add_test(tcase, whole_images_come_in_one_frame);
	tcase_add_test(tcase, no_delay);
	tcase_add_test(tcase, frames_in_pieces_and_together);
	tcase_add_test(tcase, answers_too_long_for_a_frame);
	tcase_add_loop_test(tcase, removal_closes_and_comes_back, 0, 2);
	tcase_add_test(tcase, removal_for_some_power_ups_takes_longer);
	tcase_add_test(tcase, cancelled_while_away);
	tcase_add_test(tcase, vpcd_ends_while_the_card_is_away);
	tcase_add_test(tcase, silence_passes);
	tcase_add_test(tcase, silence_for_ever_until_cancelled);
	tcase_add_test(tcase, silence_until_the_reader_drops_the_card);
	tcase_add_test(tcase, vpcd_goes_away);
	tcase_add_test(tcase, dropped_unseen);
	tcase_add_loop_test(tcase, overlooked, 0, 2);
	tcase_add_test(tcase, overlooked_too_often);
	tcase_add_test(tcase, listening_again_later);
	tcase_add_test(tcase, cancelled_before_it_began);
	tcase_add_test(tcase, nobody_listens);
	tcase_add_test(tcase, bad_addresses);
	return tcase;
}
