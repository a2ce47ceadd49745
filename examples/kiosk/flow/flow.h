/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The flow of a kiosk, without its display: which screen comes when, the card number as it is typed, reading in a thread
 * of its own, what to say about a failure, when to wipe. A toolkit draws flow_screen() and tells what the person does:
 *
 *	poll flow_fd() for at most flow_timeout_ms(), then flow_dispatch(); draw what changed
 *	a button:    flow_can() tells whether to show it, flow_act() is what it does
 *	a key press: flow_type()
 *
 * One thread uses a flow; what it starts besides is its own. doc/kiosk-flow.md has the diagram of all transitions.
 */
#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H

#include <stdbool.h>
#include <zairyu/verify.h>

#include "flow/attempts.h"
#include "flow/entry.h"

enum flow_screen {
#define S(name, word, limit, lasts, over) FLOW_SCREEN_##name,
#include "flow/screens.def"
#undef S
	FLOW_SCREEN_COUNT
};

enum flow_event {
#define PERSON(name, word) FLOW_##name,
#define ITSELF(name, word) FLOW_##name,
#include "flow/events.def"
#undef PERSON
#undef ITSELF
	FLOW_EVENT_COUNT
};

/* What a person made of the comparison of print, face and chip. */
enum flow_comparison { FLOW_NOT_COMPARED, FLOW_AGREES, FLOW_DIFFERS };

enum flow_sound { FLOW_SOUND_NONE, FLOW_SOUND_DONE, FLOW_SOUND_ERROR, FLOW_SOUND_TAKE_CARD };

/* How long things take, in seconds. 0 takes what limits.def has. */
struct flow_times {
	unsigned idle;    /* until the person is asked whether they are still there */
	unsigned warning; /* until they are taken to be gone */
	unsigned hold;    /* until a card has to be on the reader */
	unsigned take;    /* until a card counts as forgotten */
	unsigned remind;  /* between two reminders of it */
	unsigned sent;    /* how long it is shown that the result was handed on */
	unsigned recheck; /* between two looks whether a kiosk out of order can serve again */
};

/* What is called back, each on the flow's thread but `prepare`. Any may be NULL. */
struct flow_calls {
	/* Begin to check the machine; flow_checked() has the answer. NULL: it is fit. */
	void (*check)(void *userdata);
	/*
	 * In the thread that reads, once a card is read: whatever takes time, such as decoding its images. Any pointer, which
	 * flow_prepared() returns until `discard` has to wipe and free it.
	 */
	void *(*prepare)(void *userdata, const zairyu_record *record, const zairyu_report *report);
	void (*discard)(void *userdata, void *prepared);
	/* Begin to hand the result on; flow_handed_on() has the answer. */
	void (*hand_on)(void *userdata);
	/* Stop that, with no answer. */
	void (*stop_handing_on)(void *userdata);
	/* Milliseconds that never go back; NULL takes the system's monotonic clock. */
	int64_t (*clock)(void *userdata);
	void *userdata;
};

struct flow_options {
	zairyu_context *ctx;       /* with its backends; outlives the flow, like all that follows */
	const zairyu_trust *trust; /* NULL: every card stays unchecked */
	const char *reader;        /* a URI; NULL takes the first real reader with a card */
	uint64_t items;            /* ZAIRYU_ITEM_*, or-ed; 0 reads all */
	bool desk;                 /* a clerk's desk: nobody is asked for consent each time */
	bool compares;             /* a result is not finished before print, face and chip were compared */
	bool hands_on;             /* there is somebody to hand the result on to */
	struct flow_times times;
	const struct attempts_rule *numbers, *pins; /* how many may be wrong; NULL takes the usual rule */
	struct flow_calls calls;
};

struct flow;

/* Begins to check the machine. ZAIRYU_ERR_NO_MEMORY, ZAIRYU_ERR_LIMIT if there are no threads or descriptors left. */
int flow_new(const struct flow_options *options, struct flow **out, zairyu_error **err);
/* Ends a reading, which takes 300 ms at most, and wipes everything. NULL is fine. */
void flow_free(struct flow *flow);

/* Readable when flow_dispatch() has something to do. Only poll it. */
int flow_fd(const struct flow *flow);
/* How long flow_dispatch() need not be called otherwise; -1 for as long as nothing happens. */
int flow_timeout_ms(struct flow *flow);
/* Takes up what happened since. Returns whether anything is to be drawn again. */
bool flow_dispatch(struct flow *flow);

enum flow_screen flow_screen(const struct flow *flow);
/* Another number for each person, to forget what a toolkit keeps of the last: their language, the size of the text. */
unsigned flow_visit(const struct flow *flow);
/* The screen that stays visible beneath a help, message or question; the screen itself if it fills everything. */
enum flow_screen flow_screen_below(const struct flow *flow);
/* Whether a screen leaves another visible beneath it. */
bool flow_screen_covers(enum flow_screen screen);
/* A stable word; NULL past the last. */
const char *flow_screen_word(int screen);
const char *flow_event_word(int event);
/* Whether a person does this, or it happens by itself. */
bool flow_event_is_personal(int event);

/* What the person may do now. */
bool flow_can(const struct flow *flow, enum flow_event action);
/* Does it. False if that is not possible now: nothing has changed. */
bool flow_act(struct flow *flow, enum flow_event action);
/* The person did something that changes nothing here, such as scrolling: they are still there. */
void flow_touch(struct flow *flow);

/*
 * What a keyboard, keypad or scanner sent, into the number, if that is on the screen: otherwise ENTRY_TAKEN. A line end
 * goes on. `pressed_ms` is when: on any clock, as only the time between two keys counts, by which a scanner is known.
 */
enum entry_answer flow_type(struct flow *flow, const char *utf8, size_t len, int64_t pressed_ms);
/* The number as far as it is typed; and to change it, on the screen "number" only, by entry_erase() and so on. */
const struct entry *flow_number(const struct flow *flow);
struct entry *flow_entry(struct flow *flow);

/* Answers to flow_calls.check and .hand_on. Those that nobody waits for mean nothing. */
void flow_checked(struct flow *flow, bool fit);
void flow_handed_on(struct flow *flow, bool done);
/* Somebody typed a PIN on the screen "pin": whether it was right. A right one while flow_pin_pause_ms() lasts counts as wrong. */
void flow_pin(struct flow *flow, bool right);
int64_t flow_pin_pause_ms(struct flow *flow);

/* What the screens show. */

/* How far the reading is, from 0 to 1, and its step: a zairyu_step_name(), or NULL. */
double flow_progress(const struct flow *flow);
const char *flow_step(const struct flow *flow);
/* On the screen "hold": the card that was there is to be taken away before another is placed. */
bool flow_wants_other_card(const struct flow *flow);
/* What went wrong, on the screen "message"; the code of why readers cannot be used, on "out-of-order": 0 if it is not that. */
const zairyu_error *flow_failure(const struct flow *flow);
int flow_trouble(const struct flow *flow);
/* The card that was read; NULL before. Borrowed until the screen is neither "result" nor one that follows it. */
const zairyu_record *flow_record(const struct flow *flow);
const zairyu_report *flow_report(const struct flow *flow);
void *flow_prepared(const struct flow *flow);
enum flow_comparison flow_comparison(const struct flow *flow);
/* Seconds until the present screen ends by itself, for "paused", "still-there" and "take-card"; -1 if it does not: a pause that only the staff ends. */
int flow_seconds_left(struct flow *flow);
/* The sound that is due, once. */
enum flow_sound flow_take_sound(struct flow *flow);

/* How many cards there were, by verdict, and how many readings failed: all that is remembered of them. */
struct flow_counts {
	unsigned verdicts[4]; /* by ZAIRYU_VERDICT_* */
	unsigned failures[9]; /* by the number of the official message */
};
const struct flow_counts *flow_counts(const struct flow *flow);

#endif
