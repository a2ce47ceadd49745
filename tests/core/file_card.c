/* SPDX-License-Identifier: BSD-2-Clause */
#include "file_card.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"

enum { STACK = 1 << 18, BELOW = 16384, PAINT = 0xA7 };

struct file_card card;

static int card_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	(void)err;
	card.connected = true;
	return 0;
}

static void card_disconnect(void *userdata)
{
	(void)userdata;
	card.connected = false;
}

/* A READ BINARY taken apart. */
struct command {
	bool protected, extended;
	uint8_t p1, p2;
	size_t len;
};

static struct command take_apart(const uint8_t *bytes, size_t len)
{
	struct command c = { .protected = bytes[0] == 8, .p1 = bytes[2], .p2 = bytes[3], .extended = bytes[4] == 0 };

	ck_assert_uint_eq(bytes[1], 0xB0);
	if (!c.protected) {
		c.extended = len == 7;
		ck_assert(len == 5 || len == 7);
		ck_assert(!c.extended || bytes[4] == 0);
		c.len = c.extended ? (size_t)bytes[5] << 8 | bytes[6] : bytes[4];
		return c;
	}
	ck_assert_uint_eq(len, c.extended ? 13 : 10);
	ck_assert_mem_eq(bytes + len - (c.extended ? 8 : 6), c.extended ? "\0\4\x96\2" : "\4\x96\2",
			 c.extended ? 4 : 3);
	bytes += len - (c.extended ? 4 : 3);
	c.len = (size_t)bytes[0] << 8 | bytes[1];
	ck_assert(bytes[2] == 0 && (!c.extended || bytes[3] == 0));
	return c;
}

static void take_note(const struct command *c)
{
	const size_t at = strlen(card.log);
	const char form = c->extended ? 'x' : 's';

	ck_assert_uint_lt(at + 20, FILE_LOG);
	snprintf(card.log + at, FILE_LOG - at, "%02X%02X:%c%zu ", c->p1, c->p2, c->protected ? form - 'a' + 'A' : form,
		 c->len);
}

/* `86 L 01` and the cryptogram. */
static size_t seal(size_t offset, size_t len, uint8_t *out)
{
	struct sm_channel *channel = &card.session->channel;
	const size_t block = channel->suite->block, all = (len / block + 1) * block;
	const uint8_t header[] = { 0x86, 0x82, (uint8_t)((all + 1) >> 8), (uint8_t)(all + 1), 1 };
	uint8_t padded[FILE_MAX + SM_BLOCK_MAX] = { 0 };

	memcpy(padded, card.file + offset, len);
	padded[len] = 0x80;
	memcpy(out, header, sizeof header);
	ck_assert_int_eq(channel->suite->encrypt(&channel->engine, channel->key, (zairyu_bytes){ padded, all },
						 out + sizeof header),
			 0);
	return sizeof header + all;
}

/* Behind the end of the file there are NULs. */
static size_t write_answer(const struct command *c, size_t offset, size_t len, uint8_t *out)
{
	if (c->protected && len > 0)
		return seal(offset, len, out);
	memset(out, 0, len);
	if (offset < FILE_MAX)
		memcpy(out, card.file + offset, len < FILE_MAX - offset ? len : FILE_MAX - offset);
	return len;
}

static const struct odd *odd_of(unsigned exchange)
{
	for (size_t i = 0; card.odd && i < ODD_MAX; i++)
		if (card.odd[i].at == exchange)
			return &card.odd[i];
	return NULL;
}

static int answer_word(uint16_t sw, size_t data, uint8_t *response, size_t *response_len)
{
	memset(response, 0, data);
	response[data] = (uint8_t)(sw >> 8);
	response[data + 1] = (uint8_t)sw;
	*response_len = data + 2;
	return ZAIRYU_OK;
}

/* What is not READ BINARY: "select:16 " with the length of the name, "deliver:263 " with that of the command. */
static int take_other(const uint8_t *command, size_t len, uint8_t *response, size_t *response_len, zairyu_error **err)
{
	const bool selects = command[1] == 0xA4 && (command[0] & ~8) == 0;
	const size_t at = strlen(card.log);

	ck_assert_uint_le(len, sizeof card.sent);
	memcpy(card.sent, command, len);
	ck_assert(!selects || (command[2] == 4 && command[3] == 0x0C));
	ck_assert(selects || memcmp(command, "\x80\xAE\0\0\0\1\0", 7) == 0);
	snprintf(card.log + at, FILE_LOG - at, selects ? "select:%zu " : "deliver:%zu ", selects ? len - 5 : len);
	if (selects)
		return answer_word(card.select_word, 0, response, response_len);
	if (card.delivery_word == GONE)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "as told");
	return answer_word(card.delivery_word, card.delivery_data, response, response_len);
}

static int card_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	struct command c;
	const struct odd *odd;
	size_t offset, most, part;
	uint16_t sw;

	(void)userdata;
	(void)wait;
	if (command[1] != 0xB0)
		return take_other(command, command_len, response, response_len, err);
	c = take_apart(command, command_len);
	offset = c.p1 & 0x80 ? c.p2 : (size_t)c.p1 << 8 | c.p2;
	most = c.len ? c.len : c.extended || c.protected ? 65536 : 256;
	odd = odd_of(++card.exchanges);
	part = offset < card.len ? card.len - offset : 0;
	sw = offset > 0 && part == 0 ? 0x6B00 : 0x9000;
	take_note(&c);
	if (odd && odd->sw == GONE)
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "as told");
	part = odd ? odd->len : part < most ? part : most;
	ck_assert_uint_le(part + 32, cap);
	part = write_answer(&c, offset, part, response);
	if (odd && odd->sw == SPOILT)
		response[4] ^= 2; /* the indicator */
	if (odd && odd->sw == CUT)
		part--;
	if (odd && odd->sw > SPOILT)
		sw = odd->sw;
	response[part] = (uint8_t)(sw >> 8);
	response[part + 1] = (uint8_t)sw;
	*response_len = part + 2;
	return 0;
}

static int card_get(void *userdata, int property, uint64_t *value)
{
	(void)userdata;
	*value = property == ZAIRYU_PROPERTY_MAX_RESPONSE  ? card.max_response
		 : property == ZAIRYU_PROPERTY_MAX_COMMAND ? card.max_command
		 : property == ZAIRYU_PROPERTY_RECORDED_AT ? card.recorded_at
							   : 0;
	return *value ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static void card_expect(void *userdata, const zairyu_hints *hints)
{
	(void)userdata;
	if (card.exchanges < ODD_MAX)
		card.hints[card.exchanges] = *hints;
}

void file_card_open(void)
{
	static const zairyu_transport_ops ops = { .size = sizeof ops,
						  .connect = card_connect,
						  .transmit = card_transmit,
						  .disconnect = card_disconnect,
						  .get = card_get,
						  .expect = card_expect };

	memset(&card, 0, sizeof card);
	card.select_word = card.delivery_word = 0x9000;
	ck_assert_int_eq(zairyu_context_new(&card.ctx, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(card.ctx, "card:", &ops, NULL, &card.transport, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(card.transport, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(card.transport, &card.session, NULL), 0);
	ck_assert_int_eq(
		card_init(&card.session->card, (zairyu_bytes){ (const uint8_t *)"1", 1 }, (zairyu_bytes){ 0 }, NULL),
		0);
	card.session->channel.suite = &sm_suite_tdes;
	card.session->channel.engine.algorithms = &card.ctx->algorithms;
}

void file_card_close(void)
{
	file_content_done(&card.content);
	zairyu_session_free(card.session);
	zairyu_transport_free(card.transport);
	zairyu_context_free(card.ctx);
}

void file_card_write(const struct object objects[OBJECTS_MAX], size_t len)
{
	size_t at = 0;

	for (size_t i = 0; i < OBJECTS_MAX && objects[i].tag; i++) {
		const size_t value = objects[i].size - 4;
		const uint8_t header[] = { objects[i].tag, 0x82, (uint8_t)(value >> 8), (uint8_t)value };

		memcpy(card.file + at, header, sizeof header);
		memset(card.file + at + sizeof header, 0x5A, value);
		at += objects[i].size;
	}
	card.len = len;
}

struct card_file file_card_table(uint16_t size, bool protected)
{
	return (struct card_file){ .item = ZAIRYU_ITEM_ADDRESS,
				   .step = STEP_READ_ADDRESS,
				   .df = 2,
				   .sfi = FILE_SFI,
				   .access = protected ? CARD_PROTECTED : CARD_AUTHENTICATED,
				   .kinds = CARD_KINDS_ALL,
				   .size = { size, size } };
}

/* Far below its caller: the end of the thread overwrites what is near. */
static __attribute__((noinline)) void call_below(void (*step)(void))
{
	volatile uint8_t between[BELOW];

	between[0] = between[BELOW - 1] = 0;
	step();
	between[0] = between[BELOW - 1];
}

static void *run_step(void *userdata)
{
	call_below(((void (*const *)(void))userdata)[0]);
	return NULL;
}

bool file_card_leaves(void (*step)(void), const uint8_t secret[16])
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *stack;
	bool found = false;

	ck_assert_int_eq(posix_memalign(&stack, 4096, STACK), 0);
	memset(stack, PAINT, STACK);
	ck_assert_int_eq(pthread_attr_init(&attributes), 0);
	ck_assert_int_eq(pthread_attr_setstack(&attributes, stack, STACK), 0);
	ck_assert_int_eq(pthread_create(&thread, &attributes, run_step, (void *)&step), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	for (size_t i = 0; i + 16 <= STACK; i++)
		found = found || memcmp((uint8_t *)stack + i, secret, 16) == 0;
	pthread_attr_destroy(&attributes);
	free(stack);
	return found;
}
