/* SPDX-License-Identifier: BSD-2-Clause */
/* The emulated PN532: its handle, and the loop that serves its line. */
#include "pn532/pn532.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pause.h"
#include "common/failure.h"
#include "handle.h"

/* How often the loop looks whether a card was placed or the work is over. */
enum { LOOK_MS = 50, WAKE_UP = 0x55 };

static int vcard_pn532_new(zairyu_context *ctx, zairyu_vcard *card, zairyu_vcard_pn532 **out, zairyu_error **err)
{
	zairyu_vcard_pn532 *chip;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context and out are required");
	chip = calloc(1, sizeof *chip);
	if (chip && pthread_mutex_init(&chip->lock, NULL) != 0) {
		free(chip);
		chip = NULL;
	}
	if (!chip)
		return no_memory(err);
	chip->card = card ? vcard_ref(card) : NULL;
	chip->fault.remove_at = INT64_MAX;
	chip->asleep = true;
	rc = pty_open(chip, err);
	if (rc != ZAIRYU_OK)
		zairyu_vcard_pn532_free(chip);
	else
		*out = chip;
	return rc;
}

int zairyu_vcard_pn532_new(zairyu_context *ctx, zairyu_vcard *card, zairyu_vcard_pn532 **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_pn532_new(ctx, card, out, err));
}

void zairyu_vcard_pn532_free(zairyu_vcard_pn532 *reader)
{
	if (!reader)
		return;
	pty_close(reader);
	pn532_take_card(reader);
	(void)pthread_mutex_destroy(&reader->lock);
	zairyu_wipe(reader, sizeof *reader);
	free(reader);
}

const char *zairyu_vcard_pn532_connstring(const zairyu_vcard_pn532 *reader)
{
	return reader ? reader->connstring : NULL;
}

int zairyu_vcard_pn532_insert(zairyu_vcard_pn532 *reader, zairyu_vcard *card)
{
	if (!reader)
		return ZAIRYU_ERR_ARGUMENT;
	(void)pthread_mutex_lock(&reader->lock);
	pn532_take_card(reader);
	reader->selected = false; /* another card knows nothing of a conversation */
	reader->card = card ? vcard_ref(card) : NULL;
	(void)pthread_mutex_unlock(&reader->lock);
	return ZAIRYU_OK;
}

int zairyu_vcard_pn532_set_fault(zairyu_vcard_pn532 *reader, int fault, uint32_t at, uint32_t arg)
{
	struct pn532_fault made;

	if (!reader || !fault_make_reader(&made, fault, at, arg))
		return ZAIRYU_ERR_ARGUMENT;
	(void)pthread_mutex_lock(&reader->lock);
	reader->fault = made;
	if (fault == ZAIRYU_PN532_UNPLUG && at == 0)
		reader->unplugged = true;
	(void)pthread_mutex_unlock(&reader->lock);
	return ZAIRYU_OK;
}

/* Sends what is ready of `out`: all of it, or a byte at a time. */
static void send_out(zairyu_vcard_pn532 *chip, int64_t now)
{
	const size_t left = chip->out_len - chip->out_at;
	const size_t len = chip->drip_ms ? 1 : left;

	pty_send(chip, chip->out + chip->out_at, len);
	chip->out_at += len;
	if (len == left) {
		chip->later = LATER_NOTHING;
		zairyu_wipe(chip->out, sizeof chip->out);
	} else {
		chip->later_at = now + chip->drip_ms;
	}
}

/* Does what is due. Returns for how long nothing more is. */
static uint32_t work(zairyu_vcard_pn532 *chip)
{
	const int64_t now = pause_now();
	const bool due = chip->later != LATER_NOTHING && chip->later_at <= now;

	if (chip->fault.remove_at <= now) {
		chip->fault.remove_at = INT64_MAX;
		pn532_take_card(chip);
	}
	if ((chip->later == LATER_SELECT || chip->later == LATER_POLL) && !pn532_look_for_card(chip) && due)
		pn532_answer_no_card(chip);
	else if (due && chip->later == LATER_ANSWER)
		pn532_late_answer(chip);
	if (chip->later == LATER_SEND && chip->later_at <= now)
		send_out(chip, now);
	if (chip->later == LATER_NOTHING || chip->later_at - now >= LOOK_MS)
		return LOOK_MS;
	return chip->later_at > now ? (uint32_t)(chip->later_at - now) : 0;
}

static void handle(zairyu_vcard_pn532 *chip, const struct frame *frame)
{
	if (chip->later == LATER_SEND && frame->kind != FRAME_NOISE)
		zairyu_wipe(chip->out, sizeof chip->out);
	if (frame->kind == FRAME_ACK) {
		chip->later = LATER_NOTHING;
	} else if (frame->kind == FRAME_NACK) {
		memcpy(chip->out, chip->last, chip->last_len);
		chip->out_len = chip->last_len;
		chip->out_at = 0;
		chip->later = LATER_SEND;
		chip->later_at = pause_now();
	} else if (frame->kind == FRAME_COMMAND) {
		pn532_command(chip, frame->data, frame->len);
	}
}

static void drop_input(zairyu_vcard_pn532 *chip, size_t len)
{
	memmove(chip->in, chip->in + len, chip->in_len - len);
	chip->in_len -= len;
	zairyu_wipe(chip->in + chip->in_len, len);
}

/* After PowerDown nothing but a long enough signal on the line wakes the chip. */
static void wake_up(zairyu_vcard_pn532 *chip)
{
	const uint8_t *signal = memchr(chip->in, WAKE_UP, chip->in_len);

	chip->asleep = !signal;
	drop_input(chip, signal ? (size_t)(signal - chip->in) : chip->in_len);
}

static void handle_input(zairyu_vcard_pn532 *chip)
{
	while (chip->in_len > 0 && !chip->unplugged) {
		struct frame frame;

		if (chip->asleep) {
			wake_up(chip);
			continue;
		}
		frame = frame_find(chip->in, chip->in_len);
		if (frame.kind == FRAME_NONE)
			break;
		handle(chip, &frame);
		drop_input(chip, frame.used);
	}
	if (chip->in_len == sizeof chip->in) /* no frame is that long */
		chip->in_len = 0;
}

static void receive(zairyu_vcard_pn532 *chip)
{
	ssize_t n = read(chip->master, chip->in + chip->in_len, sizeof chip->in - chip->in_len);

	if (n > 0) {
		chip->in_len += (size_t)n;
		handle_input(chip);
	}
}

static int serve(zairyu_vcard_pn532 *chip, const zairyu_wait *wait, zairyu_error **err)
{
	struct pollfd line = { .fd = chip->master, .events = POLLIN };
	int rc;

	while ((rc = zairyu_wait_check(wait, err)) == ZAIRYU_OK) {
		uint32_t ms;

		(void)pthread_mutex_lock(&chip->lock);
		if (poll(&line, 1, 0) > 0)
			receive(chip);
		ms = work(chip);
		if (chip->unplugged)
			rc = zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0,
					      "the emulated reader was unplugged");
		(void)pthread_mutex_unlock(&chip->lock);
		if (rc != ZAIRYU_OK)
			break;
		(void)poll(&line, 1, (int)zairyu_wait_slice(wait, ms));
	}
	(void)pthread_mutex_lock(&chip->lock);
	chip->later = LATER_NOTHING;
	pn532_deactivate(chip);
	if (chip->unplugged)
		pty_close(chip);
	(void)pthread_mutex_unlock(&chip->lock);
	return rc;
}

static int vcard_pn532_serve(zairyu_vcard_pn532 *reader, zairyu_cancel *cancel, zairyu_error **err)
{
	zairyu_wait *wait = NULL;
	int rc;

	if (!reader || reader->master < 0)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a reader that is plugged in is required");
	rc = zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL);
	if (rc == ZAIRYU_OK)
		rc = serve(reader, wait, err);
	zairyu_wait_free(wait);
	return rc == ZAIRYU_ERR_CANCELLED ? ZAIRYU_OK : rc; /* how it is meant to end */
}

int zairyu_vcard_pn532_serve(zairyu_vcard_pn532 *reader, zairyu_cancel *cancel, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_pn532_serve(reader, cancel, err));
}
