/* SPDX-License-Identifier: BSD-2-Clause */
/* Conversations through the backend of examples/tcp. */
#include <string.h>
#include <sys/socket.h>

#include "tcp_case.h"

#define NUMBER "AA12345678BB"

/* Made once, before there are any tests: that takes its time. */
static const char *const makes[] = { "type=1", "type=05" };
enum { MAKES = COUNT(makes) };
static zairyu_vcard *cards[MAKES];

static bool make_cards(void)
{
	zairyu_context *ctx = NULL;
	int rc = zairyu_context_new(&ctx, NULL);

	for (int i = 0; rc == ZAIRYU_OK && i < MAKES; i++)
		rc = zairyu_vcard_new(ctx, NULL, makes[i], &cards[i], NULL);
	zairyu_context_free(ctx);
	return rc == ZAIRYU_OK;
}

static int read_on(zairyu_transport *reader, const char *number, zairyu_record **out, zairyu_error **err)
{
	zairyu_session *session = NULL;
	int rc = zairyu_session_new(reader, &session, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, number, strlen(number), err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, out, err);
	zairyu_session_free(session);
	return rc;
}

/* Byte for byte the same files. */
static void ck_same(const zairyu_record *a, const zairyu_record *b)
{
	const uint64_t items = zairyu_record_items_read(a);

	ck_assert_uint_eq(items, zairyu_record_items_read(b));
	for (uint64_t item = 1; item != 0; item <<= 1) {
		zairyu_bytes x, y;

		if ((items & item) == 0)
			continue;
		ck_assert_int_eq(zairyu_record_file(a, item, &x), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_record_file(b, item, &y), ZAIRYU_OK);
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_mem_eq(x.data, y.data, x.len);
	}
}

/* What the virtual reader gives of the same card. */
START_TEST(reads_as_any_reader)
{
	struct client client = { .answer = by_card, .obeys = true, .card = cards[_i] };
	zairyu_transport *other = NULL;
	zairyu_record *wanted = NULL, *record = NULL;

	ck_assert_int_eq(zairyu_vcard_transport(tcp.ctx, client.card, 0, 0, &other, NULL), ZAIRYU_OK);
	ck_assert_int_eq(read_on(other, NUMBER, &wanted, NULL), ZAIRYU_OK);
	zairyu_transport_free(other);
	client_start(&client);
	ck_assert_int_eq(zairyu_transport_open_first(tcp.ctx, 5000, NULL, &tcp.reader, NULL), ZAIRYU_OK);
	ck_assert_str_eq(zairyu_transport_uri(tcp.reader), tcp.uri);
	ck_assert_int_eq(read_on(tcp.reader, NUMBER, &record, NULL), ZAIRYU_OK);
	ck_same(record, wanted);
	zairyu_record_free(record), zairyu_record_free(wanted);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	client_join(&client); /* it is let go with the transport */
	ck_assert(atomic_load(&client.closed));
	ck_controls(&client, "01"     /* greeted */
			     "000104" /* power cut, power, ATR */
			     "00");   /* power cut */
}
END_TEST

static void *serve(void *userdata)
{
	ck_assert_int_eq(zairyu_vcard_serve_vpcd(tcp.ctx, userdata, tcp.address, NULL, NULL, NULL, NULL),
			 ZAIRYU_ERR_READER_GONE); /* let go with the transport */
	return NULL;
}

/* The same of a client that really is vpcd's. */
START_TEST(reads_a_client_of_vpcd)
{
	zairyu_vcard *card = cards[_i];
	zairyu_transport *other = NULL;
	zairyu_record *wanted = NULL, *record = NULL;
	pthread_t thread;

	ck_assert_int_eq(zairyu_vcard_transport(tcp.ctx, card, 0, 0, &other, NULL), ZAIRYU_OK);
	ck_assert_int_eq(read_on(other, NUMBER, &wanted, NULL), ZAIRYU_OK);
	zairyu_transport_free(other);
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, card), 0);
	ck_assert_int_eq(zairyu_transport_open_first(tcp.ctx, 20000, NULL, &tcp.reader, NULL), ZAIRYU_OK);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(read_on(tcp.reader, NUMBER, &record, NULL), ZAIRYU_OK);
		ck_same(record, wanted);
		zairyu_record_free(record), record = NULL;
	}
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	zairyu_record_free(wanted);
}
END_TEST

/* Who ignores the controls, as a phone must, keeps its keys, its place and its rights from one conversation to the
 * next. */
START_TEST(weak_reset)
{
	struct client client = { .answer = by_card, .card = cards[_i % MAKES], .selects = _i >= MAKES };
	zairyu_record *first = NULL, *again = NULL, *none = NULL;
	zairyu_error *err = NULL;

	client_start(&client);
	tcp_open();
	ck_assert_int_eq(read_on(tcp.reader, NUMBER, &first, NULL), ZAIRYU_OK);
	ck_ends(read_on(tcp.reader, "AB12345678BB", &none, &err), &err, ZAIRYU_ERR_WRONG_NUMBER);
	ck_assert_int_eq(read_on(tcp.reader, NUMBER, &again, NULL), ZAIRYU_OK);
	ck_same(first, again);
	zairyu_record_free(first), zairyu_record_free(again);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	client_join(&client);
	ck_controls(&client, "01"
			     "00010400"
			     "00010400"
			     "00010400");
}
END_TEST

/* A phone that gives up on long answers loses the card, until the backend is told. */
START_TEST(short_answers)
{
	struct client client = { .answer = by_card, .card = cards[_i], .most = 1000 };
	struct tcp_backend *backend = NULL;
	zairyu_record *record = NULL;
	zairyu_error *err = NULL;
	uint64_t value = 0;

	tcp_open();
	ck_assert_int_eq(zairyu_transport_property(tcp.reader, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, TCP_FRAME_MAX);
	ck_assert_int_eq(zairyu_transport_property(tcp.reader, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, TCP_FRAME_MAX);
	ck_assert_int_eq(zairyu_transport_property(tcp.reader, ZAIRYU_PROPERTY_SIMULATED, &value), ZAIRYU_ERR_ABSENT);
	client_start(&client);
	ck_ends(read_on(tcp.reader, NUMBER, &record, &err), &err, ZAIRYU_ERR_CARD_GONE);
	client_join(&client);
	zairyu_transport_free(tcp.reader), tcp.reader = NULL;
	zairyu_context_free(tcp.ctx), tcp.ctx = NULL;
	ck_assert_int_eq(tcp_backend_new("127.0.0.1:0", 253, &backend, NULL), ZAIRYU_OK);
	tcp_backend_free(tcp.backend), tcp.backend = backend;
	tcp.address = strchr(tcp_backend_uri(backend), ':') + 1;
	ck_assert_int_eq(zairyu_context_new(&tcp.ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(tcp.ctx, tcp_backend_table(backend), NULL), ZAIRYU_OK);
	client_start(&client);
	tcp_open();
	ck_assert_int_eq(zairyu_transport_property(tcp.reader, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_OK);
	ck_assert_uint_eq(value, 253);
	ck_assert_int_eq(read_on(tcp.reader, NUMBER, &record, NULL), ZAIRYU_OK);
	zairyu_record_free(record);
	client_stop(&client);
}
END_TEST

static bool is_broken(struct client *client, const uint8_t *command, size_t len)
{
	(void)command, (void)len;
	client_send_hex(client, "00026581");
	return true;
}

/* How often a session asks a card that says so. */
enum { WORDS = 5 };
static struct client heir = { .answer = is_broken };

/* Its last word and its leaving come at once. Another waits in the queue by then. */
static bool is_broken_and_leaves(struct client *client, const uint8_t *command, size_t len)
{
	static int words;

	if (++words < WORDS)
		return is_broken(client, command, len);
	client_start(&heir);
	(void)send(client->fd, "\x00\x02\x65\x81", 4, MSG_NOSIGNAL | MSG_MORE);
	return false;
}

/* Two clients' words, one of each, condemn neither. */
START_TEST(two_broken_cards)
{
	struct client first = { .answer = is_broken_and_leaves };
	zairyu_session *session = NULL;
	zairyu_error *err = NULL;

	client_start(&first);
	tcp_open();
	ck_assert_int_eq(zairyu_session_new(tcp.reader, &session, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_session_authenticate(session, NUMBER, strlen(NUMBER), &err), ZAIRYU_ERR_CARD_GONE);
	ck_assert_str_eq(zairyu_error_message(err), "another client took the place of this");
	zairyu_error_clear(&err);
	client_join(&first);
	ck_ends(zairyu_session_authenticate(session, NUMBER, strlen(NUMBER), &err), &err, ZAIRYU_ERR_CHIP_BROKEN);
	zairyu_session_free(session);
	client_stop(&heir);
}
END_TEST

/* The longest that a frame holds, both ways; what it does not hold is refused, and harms nothing. */
START_TEST(longest_frames)
{
	static uint8_t command[TCP_FRAME_MAX + 1], response[ZAIRYU_RESPONSE_MAX];
	static const size_t lengths[] = { 4, 255, 256, 65534, 65535 };
	struct client client = { .answer = by_echo };
	zairyu_error *err = NULL;
	size_t len = 0;

	for (size_t i = 0; i < sizeof command; i++)
		command[i] = (uint8_t)(i * 7 + i / 251);
	client_start(&client);
	tcp_open();
	ck_ends(connect_within(ZAIRYU_WAIT_FOREVER, &err), &err, ZAIRYU_OK);
	ck_ends(zairyu_transport_transmit(tcp.reader, NULL, (zairyu_bytes){ command, sizeof command }, response,
					  sizeof response, &len, &err),
		&err, ZAIRYU_ERR_LENGTH_REFUSED);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		ck_assert_int_eq(zairyu_transport_transmit(tcp.reader, NULL, (zairyu_bytes){ command, lengths[i] },
							   response, sizeof response, &len, NULL),
				 ZAIRYU_OK);
		ck_assert_uint_eq(len, lengths[i]);
		ck_assert_mem_eq(response, command, len);
	}
	client_stop(&client);
}
END_TEST

/* Half the answer, a breath, the other half: without immediate acknowledgement each would take 40 ms. */
START_TEST(no_delay)
{
	struct client client = { .answer = by_echo };
	double quickest = 1000;

	client_start(&client);
	tcp_open();
	ck_assert_int_eq(connect_within(ZAIRYU_WAIT_FOREVER, NULL), ZAIRYU_OK);
	for (int i = 0; i < 100; i++) {
		const double begun = now_ms();

		ck_assert_int_eq(transmit_within(ZAIRYU_WAIT_FOREVER, 256, NULL), ZAIRYU_OK);
		if (i >= 50 && now_ms() - begun < quickest)
			quickest = now_ms() - begun;
	}
	ck_assert_double_lt(quickest, 20);
	client_stop(&client);
}
END_TEST

TCase *case_talk(void)
{
	TCase *tcase = tcp_case("talk");

	tcase_add_loop_test(tcase, reads_as_any_reader, 0, MAKES);
	tcase_add_loop_test(tcase, reads_a_client_of_vpcd, 0, MAKES);
	tcase_add_loop_test(tcase, weak_reset, 0, 2 * MAKES);
	tcase_add_loop_test(tcase, short_answers, 0, MAKES);
	tcase_add_test(tcase, two_broken_cards);
	tcase_add_test(tcase, longest_frames);
	tcase_add_test(tcase, no_delay);
	return tcase;
}

int main(void)
{
	int status = EXIT_FAILURE;

	if (make_cards())
		status = suite_run("tcp", case_talk(), case_hostile(), case_come_and_go(), case_later());
	for (int i = 0; i < MAKES; i++)
		zairyu_vcard_free(cards[i]);
	return status;
}
