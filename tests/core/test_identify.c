/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a card is, told from what it says before anybody authenticates: scripted cards, of which each answers the six
 * commands that identifying may send. What a card says then is nobody's yet, so all of it is checked.
 */
#include <stdbool.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"

enum { ANSWER_MAX = 600, EXCHANGES_MAX = 40 };

/* An answer, status word included. */
struct answer {
	size_t len;
	uint8_t bytes[24];
	size_t nuls; /* between the data and the status word */
};

#define A(...)                                                                                                         \
	{                                                                                                              \
		.len = sizeof((const uint8_t[]){ __VA_ARGS__ }), .bytes = { __VA_ARGS__ }                              \
	}
#define OK_       0x90, 0x00
#define NOT_FOUND A(0x6A, 0x82)
#define VERSION   A(V0001, OK_)
#define TYPE_1    A(0xC1, 1, '1', OK_)

/* What a card answers, command by command; nothing: 6D00. */
struct script {
	const char *name;
	struct answer first;            /* to the first command after power-up, whatever it is */
	struct answer version, type;    /* READ BINARY by SFI 0B and 0A */
	struct answer mf;               /* SELECT 3F00 */
	struct answer application, df1; /* SELECT …4F01 and …4F02 */
	int rc;
	const char *step;
	unsigned connects; /* 0: one */
};

/* "0001" as C0. */
#define V0001 0xC0, 4, '0', '0', '0', '1'

/* How it ends. */
#define FAILS(code, at) .rc = (code), .step = (at)
/* A residence card, one of whose files is not as it should be. */
#define NOT_AS_SPECIFIED(at) .application = NOT_FOUND, .df1 = A(OK_), FAILS(ZAIRYU_ERR_COMMUNICATION, at)
/* Neither the residence application nor DF1. */
#define MY_NUMBER                                                                                                      \
	.mf = NOT_FOUND, .application = NOT_FOUND, .df1 = NOT_FOUND, FAILS(ZAIRYU_ERR_NOT_RESIDENCE_CARD, "identify")
#define SPECIFIED(found, beside)                                                                                       \
	.mf = NOT_FOUND, .application = found, .df1 = beside, FAILS(ZAIRYU_ERR_SPECIFIED_CARD, "identify")

static const struct script scripts[] = {
	{ .name = "first generation", .version = VERSION, .type = TYPE_1 },
	{ .name = "a DF was selected",
	  .version = A(0x6A, 0x82),
	  .type = TYPE_1,
	  .mf = A(OK_),
	  .df1 = A(OK_),
	  FAILS(ZAIRYU_ERR_STATUS_WORD, "read-common-data") },
	{ .name = "with FCI", .version = VERSION, .type = TYPE_1, .mf = A(0x6F, 0, OK_) },
	{ .name = "NULs behind", .version = A(V0001, 0, 0, OK_), .type = A(0xC1, 1, '1', 0, OK_) },
	{ .name = "an object behind", .version = A(V0001, 0xC9, 1, 7, OK_), .type = TYPE_1 },
	{ .name = "objects before",
	  .version = A(0xC9, 1, 7, 0xC0, 4, '0', '0', '0', '1', OK_),
	  .type = A(0xC9, 0, 0xC8, 1, '2', 0xC1, 1, '1', 0xC7, 0, OK_) },
	{ .name = "padded values",
	  .version = A(0xC0, 7, '0', '0', '0', '1', ' ', ' ', 0, OK_),
	  .type = A(0xC1, 4, '1', ' ', 0, 0, OK_) },
	{ .name = "type twice",
	  .version = VERSION,
	  .type = A(0xC1, 1, '1', 0xC9, 0, 0xC1, 1, '1', OK_),
	  NOT_AS_SPECIFIED("read-card-type") },
	{ .name = "long length",
	  .version = A(0xC0, 0x83, 0, 0, 4, '0', '0', '0', '1', OK_),
	  .type = A(0xC1, 0x81, 1, '1', OK_) },
	{ .name = "end of file", .version = A(V0001, 0x62, 0x82), .type = A(0xC1, 1, '1', 0x62, 0x82) },
	{ .name = "broken word first", .first = A(0x6F, 0x00), .version = VERSION, .type = TYPE_1, .mf = A(OK_) },

	{ .name = "wrong tag",
	  .version = A(0xC1, 4, '0', '0', '0', '1', OK_),
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "wrong tag of the type",
	  .version = VERSION,
	  .type = A(0xC0, 1, '1', OK_),
	  NOT_AS_SPECIFIED("read-card-type") },
	{ .name = "wrong tag, end of file",
	  .version = A(0xC1, 4, '0', '0', '0', '1', 0x62, 0x82),
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "length beyond the file",
	  .version = A(0xC0, 5, '0', '0', '0', '1', OK_),
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "garbage behind",
	  .version = A(V0001, 0, 7, OK_),
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "half an object behind",
	  .version = A(V0001, 0xC9, 9, 7, OK_),
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "as much as a short answer holds",
	  .version = { .len = 8, .bytes = { 0xC0, 4, '0', '0', '0', '1', OK_ }, .nuls = 250 },
	  .type = TYPE_1 },
	{ .name = "more than a short answer holds",
	  .version = { .len = 8, .bytes = { 0xC0, 4, '0', '0', '0', '1', OK_ }, .nuls = 251 },
	  .type = TYPE_1,
	  NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "an empty file", .version = A(OK_), .type = TYPE_1, NOT_AS_SPECIFIED("read-common-data") },
	{ .name = "no answer at all",
	  .version = A(0),
	  .type = TYPE_1,
	  FAILS(ZAIRYU_ERR_COMMUNICATION, "read-common-data") },
	{ .name = "no status word",
	  .version = A(0xC0, 4, '0', '0', '0', '1'),
	  .type = TYPE_1,
	  FAILS(ZAIRYU_ERR_COMMUNICATION, "read-common-data") },
	{ .name = "a version too long",
	  .version = A(0xC0, 9, '0', '0', '0', '1', '0', '0', '0', '1', '1', OK_),
	  .type = TYPE_1,
	  FAILS(ZAIRYU_ERR_MALFORMED, "read-card-type"),
	  .connects = 2 },
	{ .name = "an unknown type",
	  .version = VERSION,
	  .type = A(0xC1, 1, '9', OK_),
	  FAILS(ZAIRYU_ERR_UNKNOWN_CARD_TYPE, "read-card-type"),
	  .connects = 2 },

	/* Cards of the My Number platform (its own applications are never asked for). */
	{ .name = "My Number", .version = A(0x69, 0x86), MY_NUMBER },
	{ .name = "My Number, no such file", .version = NOT_FOUND, MY_NUMBER },
	{ .name = "My Number, a file under that SFI", .version = A(0x30, 1, 0, OK_), MY_NUMBER },
	{ .name = "My Number, 6F00 first", .first = A(0x6F, 0x00), .version = A(0x69, 0x86), MY_NUMBER, .connects = 2 },
	{ .name = "My Number, 6F00 to every READ", .version = A(0x6F, 0x00), MY_NUMBER, .connects = 2 },
	{ .name = "specified", .version = A(0x69, 0x86), SPECIFIED(A(OK_), NOT_FOUND) },
	{ .name = "specified, with FCI", .version = A(0x69, 0x86), SPECIFIED(A(0x6F, 0, OK_), NOT_FOUND) },
	{ .name = "specified, a file under that SFI", .version = A(0x30, 1, 0, OK_), SPECIFIED(A(OK_), NOT_FOUND) },
	{ .name = "specified, 6F00 first",
	  .first = A(0x6F, 0x00),
	  .version = A(0x69, 0x86),
	  SPECIFIED(A(OK_), NOT_FOUND) },
	{ .name = "specified, DF1 selectable", .version = A(0x69, 0x86), SPECIFIED(A(OK_), A(OK_)) },
	{ .name = "specified, DF1 selectable, no such file", .version = NOT_FOUND, SPECIFIED(A(OK_), A(OK_)) },
	{ .name = "specified, DF1 selectable, a file under that SFI",
	  .version = A(0x30, 1, 0, OK_),
	  SPECIFIED(A(OK_), A(OK_)) },
	{ .name = "specified, its files in the MF",
	  .version = VERSION,
	  .type = A(0xC1, 2, '0', '7', OK_),
	  FAILS(ZAIRYU_ERR_SPECIFIED_CARD, "read-card-type"),
	  .connects = 2 },

	/* A word for a broken chip, in one conversation after the other. */
	{ .name = "6F00 to everything",
	  .version = A(0x6F, 0),
	  .mf = A(0x6F, 0),
	  .application = A(0x6F, 0),
	  .df1 = A(0x6F, 0),
	  FAILS(ZAIRYU_ERR_CHIP_BROKEN, "identify"),
	  .connects = 2 },
	{ .name = "a residence card that cannot read",
	  .version = A(0x64, 0),
	  .mf = A(OK_),
	  .application = NOT_FOUND,
	  .df1 = A(OK_),
	  FAILS(ZAIRYU_ERR_CHIP_BROKEN, "read-common-data"),
	  .connects = 2 },
	{ .name = "a residence card whose DF1 is blocked",
	  .version = NOT_FOUND,
	  .mf = A(OK_),
	  .application = NOT_FOUND,
	  .df1 = A(0x62, 0x83),
	  FAILS(ZAIRYU_ERR_CHIP_BROKEN, "identify"),
	  .connects = 2 },
};

struct scripted {
	const struct script *script;
	unsigned connects, exchanges;
	bool awake;
};

static int scripted_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct scripted *card = userdata;

	(void)wait;
	(void)err;
	card->connects++;
	card->awake = false;
	return 0;
}

static void scripted_disconnect(void *userdata)
{
	(void)userdata;
}

static const struct answer *find_answer(const struct script *script, const uint8_t *command, size_t len)
{
	if (command[1] == 0xB0)
		return command[2] == 0x8B ? &script->version : command[2] == 0x8A ? &script->type : NULL;
	if (command[1] != 0xA4)
		return NULL;
	if (len == 7)
		return &script->mf;
	return len != 21 ? NULL : command[10] == 1 ? &script->application : command[10] == 2 ? &script->df1 : NULL;
}

static int scripted_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			     uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	static const struct answer unknown = A(0x6D, 0x00);
	struct scripted *card = userdata;
	const struct answer *answer = find_answer(card->script, command, command_len);

	(void)wait;
	(void)err;
	ck_assert_uint_lt(card->exchanges++, EXCHANGES_MAX);
	ck_assert(command[1] == 0xB0 || command[1] == 0xA4); /* nothing else is sent to a card one does not know */
	if (!card->awake && card->script->first.len > 0)
		answer = &card->script->first;
	card->awake = true;
	if (!answer || answer->len == 0)
		answer = &unknown;
	*response_len = 0;
	if (answer->len < 2)
		return 0;
	ck_assert_uint_le(answer->len + answer->nuls, cap);
	memset(response, 0, answer->len + answer->nuls);
	memcpy(response, answer->bytes, answer->len - 2);
	memcpy(response + answer->len - 2 + answer->nuls, answer->bytes + answer->len - 2, 2);
	*response_len = answer->len + answer->nuls;
	return 0;
}

static const zairyu_transport_ops scripted_ops = { .size = sizeof scripted_ops,
						   .connect = scripted_connect,
						   .transmit = scripted_transmit,
						   .disconnect = scripted_disconnect };

START_TEST(scripted_cards)
{
	const struct script *script = &scripts[_i];
	struct scripted card = { .script = script };
	zairyu_context *ctx;
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_card *identified;
	zairyu_error *err = NULL;
	int rc;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "scripted:", &scripted_ops, &card, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	rc = zairyu_session_identify(session, &identified, &err);
	ck_assert_msg(rc == script->rc, "%s: %s %s", script->name, zairyu_error_name(rc), zairyu_error_message(err));
	ck_assert_msg(card.connects == (script->connects ? script->connects : 1), "%s: %u", script->name,
		      card.connects);
	if (script->step)
		ck_assert_msg(strcmp(zairyu_error_step(err), script->step) == 0, "%s: %s", script->name,
			      zairyu_error_step(err));
	if (rc == 0) {
		ck_assert_str_eq(zairyu_card_type(identified), "1");
		ck_assert_str_eq(zairyu_card_spec_version(identified), "0001");
	}
	zairyu_card_free(identified);
	zairyu_error_free(err);
	zairyu_session_free(session);
	zairyu_transport_free(transport);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("identify", 60);

	tcase_add_loop_test(tcase, scripted_cards, 0, COUNT(scripts));
	return suite_run("identify", tcase);
}
