/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Peak heap of a read beyond what libcrypto takes for itself: the linker sends every allocation of this program, and so
 * of the static libraries in it, past the functions here; libcrypto is shared, so its own do not come by.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "cards.h"
#include "playback.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t len);
void __wrap_free(void *p);

static size_t in_use, peak;

static void *taken(void *p)
{
	in_use += malloc_usable_size(p);
	if (in_use > peak)
		peak = in_use;
	return p;
}

void *__wrap_malloc(size_t size)
{
	return taken(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
	return taken(__real_calloc(count, size));
}

/* Both blocks may exist at once while it copies. */
void *__wrap_realloc(void *p, size_t size)
{
	size_t before = malloc_usable_size(p);
	void *q = taken(__real_realloc(p, size));

	if (q)
		in_use -= before;
	return q;
}

char *__wrap_strndup(const char *text, size_t len)
{
	size_t size = strnlen(text, len);
	char *out = __wrap_malloc(size + 1);

	if (out) {
		memcpy(out, text, size);
		out[size] = '\0';
	}
	return out;
}

char *__wrap_strdup(const char *text)
{
	return __wrap_strndup(text, strlen(text));
}

void __wrap_free(void *p)
{
	in_use -= malloc_usable_size(p);
	__real_free(p);
}

static const struct {
	const char *name, *options;
	int family;
} cases[] = {
	{ "first generation", "type=1", ZAIRYU_FAMILY_FIRST_GENERATION },
	{ "second generation", "type=05", ZAIRYU_FAMILY_SECOND_GENERATION },
};

static void record_conversation(struct issuer_desk *desk, zairyu_vcard *card, struct playback *playback)
{
	zairyu_transport *virtual, *recorder;

	playback_fix_random(desk->ctx);
	BENCH_REQUIRE(zairyu_vcard_transport(desk->ctx, card, 0, 0, &virtual, NULL) == ZAIRYU_OK);
	recorder = playback_recorder(desk->ctx, playback, virtual);
	zairyu_record_free(read_verified(recorder, zairyu_vcard_number(card), desk->trust, 0));
	zairyu_transport_free(recorder);
	zairyu_transport_free(virtual);
}

/* Everything a program needs for a read, from the context on. */
static size_t peak_of_read(const char *number, zairyu_bytes ca, struct playback *playback)
{
	const size_t before = in_use;
	zairyu_context *ctx;
	zairyu_trust *trust;
	zairyu_transport *player;

	peak = in_use;
	BENCH_REQUIRE(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	playback_fix_random(ctx);
	BENCH_REQUIRE(zairyu_trust_new(ctx, &trust, NULL) == ZAIRYU_OK);
	BENCH_REQUIRE(zairyu_trust_add(trust, ca, ZAIRYU_TRUST_CUSTOM, NULL) == ZAIRYU_OK);
	player = playback_player(ctx, playback);
	zairyu_record_free(read_verified(player, number, trust, 0));
	zairyu_transport_free(player);
	zairyu_trust_free(trust);
	zairyu_context_free(ctx);
	BENCH_REQUIRE(in_use == before);
	return peak - before;
}

int main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct issuer_desk desk;
		struct playback playback;
		zairyu_vcard *card;
		zairyu_bytes ca;

		desk_open(&desk);
		card = desk_card(&desk, cases[i].options);
		record_conversation(&desk, card, &playback);
		BENCH_REQUIRE(zairyu_vcard_ca_certificate(desk.ca, cases[i].family, &ca, NULL) == ZAIRYU_OK);
		bench_report(&(struct bench_result){
			.group = "heap",
			.name = cases[i].name,
			.what = "peak heap of context, trust store, read and verification, KiB",
			.value = (double)peak_of_read(zairyu_vcard_number(card), ca, &playback) / 1024,
			.goal = 64 });
		playback_done(&playback);
		zairyu_vcard_free(card);
		desk_close(&desk);
	}
	return 0;
}
