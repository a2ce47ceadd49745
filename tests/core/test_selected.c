/* SPDX-License-Identifier: BSD-2-Clause */
/* A card on which another program left an application selected: its free files are found all the same. */
#include <stdbool.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"

static struct {
	bool selected; /* an application, not the MF */
	char said[8];  /* what came, a letter for each command: 'S'elect MF, 'v'ersion, 't'ype */
	size_t count;
} card;

static int card_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	(void)err;
	return 0;
}

static int card_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	static const uint8_t mf[] = { 0, 0xA4, 0, 0, 2, 0x3F, 0 };
	static const uint8_t version[] = { 0xC0, 4, '0', '0', '0', '1' }, type[] = { 0xC1, 1, '2' };
	const bool reads_version = command[1] == 0xB0 && command[2] == 0x8B;
	size_t len = 0;

	(void)userdata;
	(void)wait;
	(void)err;
	ck_assert_uint_lt(card.count, sizeof card.said - 1);
	card.said[card.count++] = command[1] == 0xA4 ? 'S' : reads_version ? 'v' : 't';
	if (command_len == sizeof mf && memcmp(command, mf, sizeof mf) == 0)
		card.selected = false;
	else if (!card.selected)
		len = reads_version ? sizeof version : sizeof type;
	ck_assert_uint_le(len + 2, cap);
	memcpy(response, reads_version ? version : type, len);
	memcpy(response + len, card.selected ? "\x6A\x82" : "\x90\x00", 2);
	*response_len = len + 2;
	return 0;
}

static void card_disconnect(void *userdata)
{
	(void)userdata;
}

START_TEST(the_master_file_is_selected_where_needed)
{
	const zairyu_transport_ops ops = {
		.size = sizeof ops, .connect = card_connect, .transmit = card_transmit, .disconnect = card_disconnect
	};
	static const char *const said[] = { "vt", "vSvt" };
	zairyu_context *ctx;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_card *identified;

	card.selected = _i == 1;
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "card:", &ops, NULL, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_identify(session, &identified, NULL), 0);
	ck_assert_str_eq(card.said, said[_i]);
	ck_assert_str_eq(zairyu_card_type(identified), "2");
	ck_assert_str_eq(zairyu_card_spec_version(identified), "0001");
	zairyu_card_free(identified);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("selected", 60);

	tcase_add_loop_test(tcase, the_master_file_is_selected_where_needed, 0, 2);
	return suite_run("selected", tcase);
}
