/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An answer counts only if its length fits, and a card only if it is the one that began: challenges and proofs of other
 * lengths, proofs recorded earlier, answers longer than asked, another card after a refusal, parts without end.
 */
#include <stdbool.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"
#include "tapped.h"

enum { INS_AT = 1, PROOF = 42 };
enum { CHALLENGE = 0x84, AUTHENTICATE = 0x82, VERIFY = 0x20, READ_BINARY = 0xB0, GET_RESPONSE = 0xC0 };

static struct scene scene;
static struct tap tap;

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static struct outcome read_with(const char *options, tap_hook *hook, void *userdata)
{
	scene_set_card(&scene, options, 0);
	return read_tapped(&scene, &tap, hook, userdata);
}

/* Makes the data of one kind of answer longer (by NULs) or shorter. */
struct stretch {
	uint8_t ins;
	int by;
	int rc;
};

static int stretch(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const struct stretch *how = userdata;
	size_t data = *response_len - 2, wanted = (size_t)((int)data + how->by);
	uint8_t word[2];

	if (command.data[INS_AT] != how->ins || response[data] != 0x90 || wanted + 2 > cap)
		return 0;
	memcpy(word, response + data, 2);
	if (wanted > data)
		memset(response + data, 0, wanted - data);
	memcpy(response + wanted, word, 2);
	*response_len = wanted + 2;
	return 0;
}

static const struct stretch stretches[] = {
	{ CHALLENGE, 1, ZAIRYU_ERR_COMMUNICATION },    { CHALLENGE, -1, ZAIRYU_ERR_COMMUNICATION },
	{ CHALLENGE, -8, ZAIRYU_ERR_COMMUNICATION },   { CHALLENGE, 100, ZAIRYU_ERR_COMMUNICATION },
	{ AUTHENTICATE, 1, ZAIRYU_ERR_COMMUNICATION }, { AUTHENTICATE, -1, ZAIRYU_ERR_COMMUNICATION },
	{ VERIFY, 1, ZAIRYU_ERR_COMMUNICATION },       { 0xA4, 9, ZAIRYU_ERR_NOT_GENUINE },
};

START_TEST(answers_of_another_length)
{
	struct stretch how = stretches[_i];
	struct outcome o = read_with("type=1", stretch, &how);

	ck_assert_msg(o.rc == how.rc, "%s", zairyu_error_name(o.rc));
	outcome_done(&o);
}
END_TEST

/* Whether READ BINARY says how much it wants, and not "everything": Le, or in a secure one the object 96 that is its
 * data. */
static bool names_a_length(zairyu_bytes command)
{
	const uint8_t *c = command.data;
	const size_t at = c[0] != 8 ? 4 : c[4] == 0 ? 9 : 7, end = c[0] != 8 ? command.len : at + 2;
	uint8_t all = 0;

	ck_assert_uint_le(end, command.len);
	for (size_t i = at; i < end; i++)
		all |= c[i];
	return all != 0;
}

/* READ BINARY that names how much it wants gets more, of the secure and of the plain kind, every time. */
static int give_more(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const bool secure = command.data[0] == 8;
	struct stretch how = { READ_BINARY, 1, 0 };

	if (command.data[INS_AT] != READ_BINARY || secure != *(bool *)userdata || tap.count < 4 ||
	    !names_a_length(command))
		return 0;
	return stretch(&how, command, response, cap, response_len);
}

START_TEST(more_than_asked_for)
{
	bool secure = _i == 1;
	struct outcome o = read_with("type=1", give_more, &secure);
	uint16_t sw;

	ck_assert_msg(o.rc == ZAIRYU_ERR_COMMUNICATION, "%s", zairyu_error_name(o.rc));
	ck_assert_int_ne(zairyu_error_status_word(o.err, &sw), 0);
	outcome_done(&o);
}
END_TEST

/* Keeps the first proof, and gives it again in the next conversation. */
struct recorder {
	uint8_t proof[PROOF];
	bool full;
};

static int repeat_proof(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct recorder *recorder = userdata;

	(void)cap;
	if (command.data[INS_AT] != AUTHENTICATE)
		return 0;
	ck_assert_uint_eq(*response_len, PROOF);
	if (recorder->full)
		memcpy(response, recorder->proof, PROOF);
	memcpy(recorder->proof, response, PROOF);
	recorder->full = true;
	return 0;
}

/* Whoever recorded a card and repeats its challenge has its proof too, but not for the random number of today. */
START_TEST(a_recorded_card)
{
	static const uint8_t rnd_icc[8] = { 7 }, k_icc[16] = { 8 };
	struct recorder recorder = { .full = false };
	const char *options = _i == 0 ? "type=1" : "type=05";

	for (int again = 0; again < 2; again++) {
		struct outcome o;

		scene_set_card(&scene, options, 0);
		ck_assert_int_eq(zairyu_vcard_set_random(scene.card, (zairyu_bytes){ rnd_icc, sizeof rnd_icc },
							 (zairyu_bytes){ k_icc, sizeof k_icc }),
				 0);
		o = read_tapped(&scene, &tap, repeat_proof, &recorder);
		ck_assert_int_eq(o.rc, again ? ZAIRYU_ERR_SECURE_MESSAGING : ZAIRYU_ERR_NOT_GENUINE);
		if (again)
			ck_assert_str_eq(zairyu_error_step(o.err), "mutual-authenticate");
		outcome_done(&o);
	}
}
END_TEST

/* At the first long answer the card is taken away and another laid down. */
static int exchange_card(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	zairyu_transport **other = userdata;

	(void)response;
	(void)cap;
	if (!*other || command.data[INS_AT] != READ_BINARY || *response_len < 200)
		return 0;
	tap.inner = *other;
	*other = NULL;
	return ZAIRYU_ERR_LENGTH_REFUSED;
}

/* The number is the same, or not; the type of card is not, or is: it is another card, whatever the reason to begin
 * anew. */
START_TEST(another_card_after_a_refusal)
{
	static const char *const others[] = { "type=2", "type=05", "type=1,number=BB87654321AA" };
	zairyu_transport *other, *given;
	zairyu_vcard *card;
	struct outcome o;

	ck_assert_int_eq(zairyu_vcard_new(scene.ctx, scene.ca, others[_i], &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_transport(scene.ctx, card, 0, 0, &other, NULL), 0);
	given = other;
	o = read_with("type=1", exchange_card, &given);
	ck_assert_msg(o.rc == ZAIRYU_ERR_CARD_GONE, "%s", zairyu_error_name(o.rc));
	outcome_done(&o);
	zairyu_transport_free(other);
	zairyu_vcard_free(card);
}
END_TEST

/* Promises more of every answer to READ BINARY, and gives `part` bytes of it each time. */
static int never_done(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	const size_t part = *(size_t *)userdata;

	if ((command.data[INS_AT] != READ_BINARY && command.data[INS_AT] != GET_RESPONSE) || tap.count < 4)
		return 0;
	ck_assert_uint_le(part + 2, cap);
	memset(response, 0xD0, part);
	response[part] = 0x61;
	response[part + 1] = 0xFF;
	*response_len = part + 2;
	return 0;
}

START_TEST(parts_without_end)
{
	static const size_t parts[] = { 0, 1, 255 };
	size_t part = parts[_i];
	struct outcome o = read_with("type=1", never_done, &part);

	ck_assert_msg(o.rc == ZAIRYU_ERR_COMMUNICATION, "%s", zairyu_error_name(o.rc));
	ck_assert_uint_le(tap.connects, 8);
	if (part == 0) /* who brings nothing is not asked again */
		ck_assert_uint_le(tap.count, 8 * 9);
	outcome_done(&o);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("proof", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, answers_of_another_length, 0, COUNT(stretches));
	tcase_add_loop_test(tcase, more_than_asked_for, 0, 2);
	tcase_add_loop_test(tcase, a_recorded_card, 0, 2);
	tcase_add_loop_test(tcase, another_card_after_a_refusal, 0, 3);
	tcase_add_loop_test(tcase, parts_without_end, 0, 3);
	return suite_run("proof", tcase);
}
