/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * soak pcsc|nfc [READS [SEED]]: many reads in one process, cards changing in between, faults at a twentieth of the
 * commands, cancelling and short deadlines now and then. Every outcome must be right, the reader never stuck, and
 * nothing may be left behind. Exit status: 0 all well, 1 not, 2 usage, 77 no such reader in this build.
 */
#include "soak.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TRIES = 3,         /* undisturbed reads until one must work after a failure */
	CHANGE_EVERY = 20, /* reads with one card */
	LATE_MS = 300,     /* what the library promises after a deadline or cancelling */
	CODES = 1000,
	MESSAGES_MAX = 20,
	HEAP_SLACK = 128 * 1024,
	RESIDENT_SLACK = 8 * 1024 * 1024
};

struct soak {
	struct deck deck;
	struct stage stage;
	uint64_t random;
	int card;
	uint32_t armed; /* the card's command at which its fault comes to pass */
	int threads;    /* at rest with a card on the reader */
	unsigned reads, disturbed, failures, lost;
	unsigned codes[CODES], complete;
	double latest_ms;
};

/* xorshift64*: the same run for the same seed. */
static uint32_t draw(struct soak *soak, uint32_t below)
{
	soak->random ^= soak->random >> 12;
	soak->random ^= soak->random << 25;
	soak->random ^= soak->random >> 27;
	return (uint32_t)((soak->random * 0x2545F4914F6CDD1Du) >> 33) % below;
}

static void complain(struct soak *soak, const char *what, const struct trial *trial, const struct disturbance *with)
{
	if (soak->failures++ < MESSAGES_MAX)
		fprintf(stderr,
			"read %u, %s: %s (fault %d/%d at %u:%u, deadline %u ms, cancelled %d ms, late %.0f ms, card "
			"%d)\n",
			soak->reads, what, trial->text, with->fault, with->reader_fault, with->at, with->arg,
			with->timeout_ms, with->cancel_ms, trial->late_ms, soak->card);
}

/* Calls that were given up go on by themselves for a while; at rest nobody but us touches the card. */
static bool come_to_rest(struct soak *soak)
{
	for (double end = now_ms() + 2 * PLENTY_MS; soak->threads && usage_now().threads > soak->threads;) {
		if (now_ms() > end)
			return false;
		sleep_ms(1);
	}
	return true;
}

/* One command in twenty is disturbed; the first that is decides. */
static void draw_disturbance(struct soak *soak, struct disturbance *with)
{
	static const uint16_t words[] = { 0x6300, 0x6700, 0x6982, 0x6A82, 0x6F00, 0x6283, 0x9001 };

	*with = (struct disturbance){ .timeout_ms = PLENTY_MS, .cancel_ms = -1, .at = 1 };
	while (draw(soak, 20) != 0)
		with->at++;
	with->fault = 1 + (int)draw(soak, ZAIRYU_FAULT_LAST);
	if (with->fault == ZAIRYU_FAULT_STATUS)
		with->arg = words[draw(soak, sizeof words / sizeof *words)];
	else if (with->fault == ZAIRYU_FAULT_SILENCE)
		with->arg = 100 + draw(soak, 300);
	else if (with->fault == ZAIRYU_FAULT_REMOVE)
		with->arg = draw(soak, 2);
	else
		with->arg = draw(soak, 200);
	if (with->fault == ZAIRYU_FAULT_SILENCE || draw(soak, 40) == 0)
		with->timeout_ms = 1 + draw(soak, 200);
	if (draw(soak, 25) == 0)
		with->cancel_ms = (int)draw(soak, 60);
}

/*
 * With an emulated reader, every other fault is the reader's. Not EMPTY: libnfc then judges a byte of its stack that
 * nobody set, and ends the process if that has bit 7.
 */
static void draw_reader_fault(struct soak *soak, struct disturbance *with)
{
	static const struct {
		int fault;
		uint32_t arg;
		bool waits; /* ends only by the deadline */
	} faults[] = {
		{ ZAIRYU_PN532_REMOVE, 0, false },  { ZAIRYU_PN532_REMOVE_CHAIN, 0, false },
		{ ZAIRYU_PN532_STATUS, 1, false },  { ZAIRYU_PN532_STATUS, 0x13, false },
		{ ZAIRYU_PN532_DELAY, 200, false }, { ZAIRYU_PN532_SILENCE, 0, true },
		{ ZAIRYU_PN532_NO_ACK, 0, true },   { ZAIRYU_PN532_ERROR_FRAME, 0, false },
		{ ZAIRYU_PN532_CHECKSUM, 0, true }, { ZAIRYU_PN532_SLOW, 5, true },
		{ ZAIRYU_PN532_GARBAGE, 4, false },
	};
	const uint32_t i = draw(soak, sizeof faults / sizeof *faults);

	if (!soak->stage.chip || draw(soak, 2))
		return;
	with->fault = ZAIRYU_FAULT_NONE;
	with->reader_fault = faults[i].fault;
	with->arg = faults[i].arg;
	if (faults[i].waits)
		with->timeout_ms = 20 + draw(soak, 300);
}

/* Sets the fault, counted from the card's next command. False if that cannot be. */
static bool arm(struct soak *soak, const struct disturbance *with)
{
	zairyu_vcard *card = soak->deck.cards[soak->card];
	struct stage *stage = &soak->stage;

	if (stage->chip && !stage->kind->lay(stage, NULL))
		return false;
	soak->armed = zairyu_vcard_commands(card) + with->at;
	if (zairyu_vcard_set_fault(card, with->fault, soak->armed, with->arg) != ZAIRYU_OK)
		return false;
	return !stage->chip || (stage->kind->lay(stage, card) &&
				zairyu_vcard_pn532_set_fault(stage->chip, with->reader_fault,
							     with->reader_fault ? with->at : 0, with->arg) == 0);
}

/* Whether the card's fault came to pass. At rest only. */
static bool struck(struct soak *soak)
{
	struct stage *stage = &soak->stage;
	zairyu_vcard *card = soak->deck.cards[soak->card];

	return (!stage->chip || stage->kind->lay(stage, NULL)) && zairyu_vcard_commands(card) >= soak->armed;
}

/* Makes the reader whole again: no fault, a card on it. What was taken away is laid back by a hand. */
static bool mend(struct soak *soak, const struct disturbance *after)
{
	static const struct disturbance none = { .at = 1 };
	struct stage *stage = &soak->stage;

	if (!stage->chip && (after->fault == ZAIRYU_FAULT_REMOVE || after->fault == ZAIRYU_FAULT_EMPTY ||
			     after->fault == ZAIRYU_FAULT_SILENCE))
		return stage->kind->lay(stage, NULL) && come_to_rest(soak) && arm(soak, &none) &&
		       stage->kind->lay(stage, soak->deck.cards[soak->card]);
	return come_to_rest(soak) && arm(soak, &none);
}

static void count(struct soak *soak, const struct trial *trial)
{
	soak->reads++;
	soak->complete += trial->complete;
	if (!trial->complete && trial->rc <= 0 && -trial->rc < CODES)
		soak->codes[-trial->rc]++;
	if (trial->late_ms > soak->latest_ms)
		soak->latest_ms = trial->late_ms;
}

/* Undisturbed reads until one is complete. */
static bool recover(struct soak *soak)
{
	static const struct disturbance none = { .timeout_ms = PLENTY_MS, .cancel_ms = -1 };
	struct trial trial = { 0 };

	for (int i = 0; i < TRIES; i++) {
		trial_run(&soak->stage, soak->card, &none, &trial);
		count(soak, &trial);
		if (trial.wrong)
			complain(soak, "wrong bytes or verdict", &trial, &none);
		if (trial.complete)
			return true;
		soak->lost++;
		(void)stage_wait_card(&soak->stage, 1);
	}
	complain(soak, "the reader is stuck", &trial, &none);
	return false;
}

static bool disturbed_read(struct soak *soak)
{
	struct disturbance with;
	struct trial trial;

	draw_disturbance(soak, &with);
	draw_reader_fault(soak, &with);
	if (!come_to_rest(soak) || !arm(soak, &with))
		return false;
	trial_run(&soak->stage, soak->card, &with, &trial);
	count(soak, &trial);
	soak->disturbed += !trial.complete;
	if (trial.wrong)
		complain(soak, "wrong bytes or verdict", &trial, &with);
	if (!come_to_rest(soak))
		return false;
	if (!trial_fits(&trial, &with, struck(soak)))
		complain(soak, "unfitting outcome", &trial, &with);
	if (trial.late_ms > LATE_MS + SLACK_MS)
		complain(soak, "too late", &trial, &with);
	return mend(soak, &with) && (trial.complete || recover(soak));
}

static bool change_card(struct soak *soak)
{
	struct stage *stage = &soak->stage;

	if (!come_to_rest(soak) || !stage->kind->lay(stage, NULL))
		return false;
	soak->card = (int)draw(soak, CARDS);
	if (draw(soak, 4) == 0 && !stage_reopen(stage))
		return false;
	return stage->kind->lay(stage, soak->deck.cards[soak->card]) && recover(soak);
}

static bool read_many(struct soak *soak, unsigned reads)
{
	const unsigned until = soak->reads + reads;

	for (unsigned i = 0; soak->reads < until; i++) {
		if (i % 1000 == 999)
			printf("%u reads\n", soak->reads);
		if (!(i % CHANGE_EVERY ? disturbed_read(soak) : change_card(soak))) {
			fprintf(stderr, "read %u: it cannot go on\n", soak->reads);
			return false;
		}
	}
	return come_to_rest(soak);
}

static bool nothing_left(const struct usage *before, const struct usage *after)
{
	printf("descriptors %d to %d, threads %d to %d, heap %zu to %zu KiB, resident %zu to %zu KiB\n",
	       before->descriptors, after->descriptors, before->threads, after->threads, before->heap / 1024,
	       after->heap / 1024, before->resident / 1024, after->resident / 1024);
	if (after->descriptors > before->descriptors || after->threads > before->threads)
		return false;
	/* an allocator that does not tell is a sanitizer's: it keeps what was freed, and looks for leaks itself */
	return after->heap == 0 ||
	       (after->heap <= before->heap + HEAP_SLACK && after->resident <= before->resident + RESIDENT_SLACK);
}

static void report(const struct soak *soak, double ms)
{
	printf("%s: %u reads in %.1f s, %.1f a second; %u complete, %u disturbed, %u undisturbed ones lost, "
	       "latest %.0f ms\n",
	       soak->stage.kind->name, soak->reads, ms / 1000, soak->reads / (ms / 1000), soak->complete,
	       soak->disturbed, soak->lost, soak->latest_ms);
	for (int i = 0; i < CODES; i++)
		if (soak->codes[i])
			printf("  %6u %s\n", soak->codes[i], zairyu_error_name(-i));
}

/* The first quarter warms up; what is held after it may not grow. */
static bool run(struct soak *soak, unsigned reads)
{
	struct usage before, after;
	double start;

	if (!soak->stage.kind->lay(&soak->stage, soak->deck.cards[0]) || !recover(soak) || !come_to_rest(soak))
		return false;
	sleep_ms(300); /* a worker of opening may still be ending */
	soak->threads = usage_now().threads;
	start = now_ms();
	if (!read_many(soak, reads / 4))
		return false;
	before = usage_now();
	if (!read_many(soak, reads - reads / 4))
		return false;
	after = usage_now();
	report(soak, now_ms() - start);
	return nothing_left(&before, &after);
}

int main(int argc, char **argv)
{
	static struct soak soak;
	const unsigned long reads = argc > 2 ? strtoul(argv[2], NULL, 10) : 200;
	const unsigned long seed = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
	bool ok;

	if (argc < 2 || argc > 4 || reads < 8 || reads > 100000000 || seed == 0) {
		fprintf(stderr, "usage: soak pcsc|nfc [READS [SEED]]\n");
		return 2;
	}
	soak.stage.kind = stage_kind(argv[1]);
	if (!soak.stage.kind)
		return 77;
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	soak.random = seed;
	printf("%s: seed %lu\n", argv[1], seed);
	soak.stage.deck = &soak.deck;
	ok = deck_open(&soak.deck) && soak.stage.kind->open(&soak.stage) && run(&soak, (unsigned)reads);
	soak.stage.kind->close(&soak.stage);
	deck_close(&soak.deck);
	ok = ok && soak.failures == 0;
	printf("%s\n", ok ? "all well" : "NOT well");
	return ok ? 0 : 1;
}
