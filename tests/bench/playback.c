/* SPDX-License-Identifier: BSD-2-Clause */
#include "playback.h"

#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "util/context/context.h"
#include "util/context/random.h"

static int repeating_random(void *userdata, uint8_t *out, size_t len)
{
	int rc = random_from_libcrypto(userdata, out, len);

	memset(out, 0x5A, len);
	return rc;
}

void playback_fix_random(zairyu_context *ctx)
{
	ctx->random = repeating_random;
}

static int recorder_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_transport_connect(((struct playback *)userdata)->inner, wait, err);
}

static uint8_t *copy(const uint8_t *data, size_t len)
{
	uint8_t *out = malloc(len);

	BENCH_REQUIRE(out != NULL);
	return memcpy(out, data, len);
}

static int recorder_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			     uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct playback *playback = userdata;
	int rc = zairyu_transport_transmit(playback->inner, wait, (zairyu_bytes){ command, command_len }, response,
					   response_cap, response_len, err);

	BENCH_REQUIRE(rc == ZAIRYU_OK && playback->count < PLAYBACK_MAX);
	playback->exchanges[playback->count++] = (struct playback_exchange){
		.command = copy(command, command_len),
		.command_len = command_len,
		.response = copy(response, *response_len),
		.response_len = *response_len,
	};
	return rc;
}

static void recorder_disconnect(void *userdata)
{
	zairyu_transport_disconnect(((struct playback *)userdata)->inner);
}

zairyu_transport *playback_recorder(zairyu_context *ctx, struct playback *into, zairyu_transport *inner)
{
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = recorder_connect,
					   .transmit = recorder_transmit,
					   .disconnect = recorder_disconnect };
	zairyu_transport *out;

	*into = (struct playback){ .inner = inner };
	BENCH_REQUIRE(zairyu_transport_new(ctx, "bench:recorder", &ops, into, &out, NULL) == ZAIRYU_OK);
	return out;
}

static int player_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)wait;
	(void)err;
	((struct playback *)userdata)->next = 0;
	return ZAIRYU_OK;
}

static int player_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct playback *playback = userdata;
	const struct playback_exchange *e = &playback->exchanges[playback->next++];

	(void)wait;
	(void)err;
	BENCH_REQUIRE(playback->next <= playback->count && command_len == e->command_len &&
		      memcmp(command, e->command, command_len) == 0 && e->response_len <= response_cap);
	memcpy(response, e->response, e->response_len);
	*response_len = e->response_len;
	return ZAIRYU_OK;
}

static void player_disconnect(void *userdata)
{
	(void)userdata;
}

zairyu_transport *playback_player(zairyu_context *ctx, struct playback *from)
{
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = player_connect,
					   .transmit = player_transmit,
					   .disconnect = player_disconnect };
	zairyu_transport *out;

	BENCH_REQUIRE(zairyu_transport_new(ctx, "bench:player", &ops, from, &out, NULL) == ZAIRYU_OK);
	return out;
}

void playback_done(struct playback *playback)
{
	for (size_t i = 0; i < playback->count; i++) {
		free(playback->exchanges[i].command);
		free(playback->exchanges[i].response);
	}
	*playback = (struct playback){ 0 };
}
